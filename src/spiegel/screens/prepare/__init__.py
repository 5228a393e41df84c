"""Prepare: the day, the running order, the meeting and the themes, before it begins."""
