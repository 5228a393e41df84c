"""Improvement actions: how they are decided, and what is weak about one."""
