"""Persona's, made by the group of what was really said: making them, and what is weak in one."""
