"""A row of a table: a part of the meeting with its minutes, or words."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from spiegel.domain.agenda import Phase
from spiegel.domain.naming import phase_meant
from spiegel.domain.plan.durations import read_duration
from spiegel.domain.plan.inline import plain_words
from spiegel.domain.plan.marks import read_marks

_CELLS: Final = re.compile(r"\s*\|(.+?)\|?\s*$", re.DOTALL)
_SEPARATOR: Final = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_TIME: Final = re.compile(r"\d{1,2}[.:]\d{2}(?:\s*(?:uur|u\.?|uhr|h))?", re.IGNORECASE)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row. phase: the part that it is about, with its minutes; None for another row.
    words: the other cells that are no time."""

    phase: Phase | None = None
    minutes: int | None = None
    words: str = ""


def read_row(line: str, phases: Sequence[Phase]) -> Row | None:
    """What a line of a table with `|` says; None for a line that is none.

    The line under the head says nothing: no part, no words.
    """
    if _CELLS.fullmatch(line) is None or "|" not in line.strip()[1:]:
        return None
    if _SEPARATOR.fullmatch(line):
        return Row()
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    marked = [read_marks(plain_words(cell)) for cell in cells]
    named = [phase_meant(phases, one.words) for one in marked]
    phase = next(filter(None, named), None)
    minutes = next(
        (one.minutes for one in marked if one.minutes is not None),
        next((d.minutes for cell in cells if (d := read_duration(cell))), None),
    )
    if phase is None or (minutes is None and len(cells) > 1):
        return Row(words=line.strip())
    said = [
        one.words
        for one, other in zip(marked, named, strict=True)
        if one.words and other is None and not _says_time(one.words)
    ]
    return Row(phase=phase, minutes=minutes, words=" | ".join(said))


def _says_time(words: str) -> bool:
    return read_duration(words) is not None or _TIME.fullmatch(words) is not None
