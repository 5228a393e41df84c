"""Bringing back what was kept of a session or can still be read of it, and wiping all of it."""
