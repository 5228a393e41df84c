"""Spiegel: the toolkit for a spiegelgesprek (mirror conversation), in a terminal."""

__version__ = "0.5.0"
