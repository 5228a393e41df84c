"""Scribe: what is said, recorded at speaking speed."""
