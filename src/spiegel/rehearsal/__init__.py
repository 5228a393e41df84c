"""Simulated devices that answer by the pages of the real server, so that one can rehearse alone."""
