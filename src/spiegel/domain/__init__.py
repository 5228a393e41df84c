"""The meeting as values and pure functions: no screen, no file, no clock."""
