"""Headings: their order, their words, and what only looks like one."""

from collections.abc import Iterator
from typing import Final

from spiegel.domain.accessibility.document import Paragraph, Role
from spiegel.domain.accessibility.findings import Fault, Finding
from spiegel.domain.accessibility.walk import Flow, Place, Spot, Walked
from spiegel.domain.patterns import pattern

_LONG: Final = 600
"""Words of a text that needs headings, about two pages."""
_SHORT: Final = 12
"""Words of what may be a heading."""
_LARGER: Final = 1.15
"""How much larger than the text letters are that set a line apart."""
_ENDED: Final = pattern(r"[.!?…:;,]['\"”’)]*$")
_LETTERS: Final = pattern(r"[^\W\d_]{2}")


def headings(walked: Walked) -> Iterator[Finding]:
    """What is wrong with the headings of a document."""
    yield from _order(walked)
    yield from _words(walked)
    yield from _pretended(walked)
    if not walked.headings:
        count = sum(len(spot.words.split()) for spot, _ in walked.paragraphs(Place.EDGE))
        if count >= _LONG:
            yield Finding(fault=Fault.HEADINGS_NONE, about={"count": count})


def _level(spot: Spot) -> int:
    return spot.block.level if isinstance(spot.block, Paragraph) else 0


def _order(walked: Walked) -> Iterator[Finding]:
    before = 0
    for spot in walked.headings:
        level = _level(spot)
        if not before and level > 1:
            yield Finding(fault=Fault.HEADING_FIRST, where=spot.where, about={"level": level})
        elif level > before + 1 and before:
            about = {"level": level, "before": before, "wanted": before + 1}
            yield Finding(fault=Fault.HEADING_SKIPPED, where=spot.where, about=about)
        before = level


def _words(walked: Walked) -> Iterator[Finding]:
    """Headings without words, and those with the same words under the same heading.

    Under another heading the same words are no fault: who listens hears which one they are under,
    and *what goes well* of each theme is what such a person looks for.
    """
    seen: set[tuple[tuple[str, ...], int, str]] = set()
    for spot in walked.headings:
        words = " ".join(spot.words.split()).casefold()
        level = _level(spot)
        if not words:
            if isinstance(spot.block, Paragraph) and not spot.block.figures:
                yield Finding(fault=Fault.HEADING_EMPTY, where=spot.where, about={"level": level})
            continue
        key = (spot.path, level, words)
        if key in seen:
            yield Finding(fault=Fault.HEADING_REPEATED, where=spot.where)
        seen.add(key)


def _pretended(walked: Walked) -> Iterator[Finding]:
    usual = usual_size(walked)
    for flow in walked.flows:
        if flow.place in (Place.BODY, Place.BOX):
            for at, spot in enumerate(flow.spots):
                if _pretends(flow, at, usual):
                    yield Finding(fault=Fault.HEADING_PRETENDED, where=spot.where)


def _pretends(flow: Flow, at: int, usual: float) -> bool:
    """A short line alone, in bold or far larger letters, with text under it."""
    spot = flow.spots[at]
    block = spot.block
    if not isinstance(block, Paragraph) or block.level or block.role is not Role.TEXT:
        return False
    words = spot.words.strip()
    if not _LETTERS.search(words) or len(words.split()) > _SHORT or block.framed or block.bordered:
        return False
    if "\n" in words or "\t" in words or _ENDED.search(words):
        return False
    runs = [run for run in block.runs if run.words.strip()]
    larger = min(run.size for run in runs) >= usual * _LARGER
    bold = all(run.bold for run in runs)
    # "Datum: 8 oktober" is a label with its value.
    return (bold and (larger or ":" not in words) and _is_over_text(flow, at, usual)) or (
        larger and _is_over_text(flow, at, usual)
    )


def _is_over_text(flow: Flow, at: int, usual: float) -> bool:
    """Whether text of the usual look follows; right under the title it is a subtitle."""
    for earlier in reversed(flow.spots[:at]):
        if isinstance(earlier.block, Paragraph):
            if not earlier.words.strip():
                continue
            if earlier.block.role is Role.TITLE:
                return False
        break
    for later in flow.spots[at + 1 :]:
        block = later.block
        if not isinstance(block, Paragraph):
            return True
        if later.words.strip():
            runs = [run for run in block.runs if run.words.strip()]
            plain = any(not run.bold for run in runs) and min(run.size for run in runs) <= usual
            return not block.level and plain
    return False


def usual_size(walked: Walked) -> float:
    """The size, in points, of most letters of the text."""
    counted: dict[float, int] = {}
    for _spot, paragraph in walked.paragraphs(Place.EDGE, Place.NOTE):
        if not paragraph.level and paragraph.role is not Role.TITLE:
            for run in paragraph.runs:
                counted[run.size] = counted.get(run.size, 0) + len(run.words)
    return max(counted, key=lambda size: counted[size], default=11.0)
