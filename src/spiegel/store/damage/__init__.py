"""Damaged session files: what is wrong with one, and what can still be read of it."""
