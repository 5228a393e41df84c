"""Debrief: the professionals among themselves, and what they decide."""
