"""Personas: what was said at the left, the person nobody is at the right."""
