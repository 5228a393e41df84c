"""The capture line: one grammar for the scribe's screen, for import and for round trips."""

from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.quotes import has_quotation
from spiegel.domain.notation.read import read
from spiegel.domain.notation.reading import Context, Reading, ReadingKind, ThemeRef, Where
from spiegel.domain.notation.transcript import transcript
from spiegel.domain.notation.write import Captured, write

__all__ = [
    "Captured",
    "Context",
    "Finding",
    "FindingKind",
    "Reading",
    "ReadingKind",
    "ThemeRef",
    "Where",
    "has_quotation",
    "read",
    "transcript",
    "write",
]
