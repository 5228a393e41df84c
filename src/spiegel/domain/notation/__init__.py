"""The capture line: one grammar for the scribe's screen, for import and for round trips."""
