"""A line that names a part of the meeting, with its minutes and what stands behind it."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from spiegel.domain.language.naming import phase_meant, phase_named
from spiegel.domain.patterns import pattern
from spiegel.domain.plan.durations import AMOUNT
from spiegel.domain.plan.marks import Marked, read_marks, without_emphasis
from spiegel.domain.plan.own_parts import EXTRA, known_part, own_part
from spiegel.domain.plan.own_parts import LONGEST as OWN_LONGEST
from spiegel.domain.session.agenda import Phase, PhaseKind

_LONGEST: Final = 200
"""Characters of a line that names a part, with what stands behind it."""
_STARTS: Final = pattern(
    r"\d{1,2}[.:]\d{2}(?:\s*(?:-|–|tot|to|bis)\s*\d{1,2}[.:]\d{2})?"
    r"\s*(?:uur|u\.?|uhr|h)?\s*[-–:]?\s+(?=\D)",
    re.IGNORECASE,
)
_ENDS: Final = pattern(r"\s+\d{1,2}[.:]\d{2}(?:\s*(?:uur|u\.?|uhr|h))?$", re.IGNORECASE)
_LAST_AMOUNT: Final = pattern(rf"(.{{1,40}}?)\s+({AMOUNT})", re.IGNORECASE)
_LED: Final = pattern(
    r"(.{1,40}?)\s+((?:door|by|durch)\s+.{1,60}|\([^()\d]{2,40}\))", re.IGNORECASE
)
_INTRODUCED: Final = pattern(
    r"(?:uitleg|toelichting|start|begin|explanation\s+of)\s+(?:(?:van|op|of)\s+)?(?:de\s+|the\s+)?(?=\w)",
    re.IGNORECASE,
)
_KEYED: Final = pattern(r"(.{1,80}?)\s*\(([^()]{1,40})\)")
_BEHIND: Final = pattern(r"(.+?)\s*\(([^()]+)\)")
_ANOTHER_DAY: Final = pattern(
    r"(?:op\s+een\s+)?(?:andere|volgende)\s+dag|(?:on\s+)?(?:another|the\s+next)\s+day",
    re.IGNORECASE,
)
_SAME_DAY: Final = pattern(r"(?:de)?zelfde\s+dag|(?:the\s+)?same\s+day", re.IGNORECASE)
ANOTHER_DAY: Final = {"nl": "andere dag", "en": "another day"}
"""How a plan says that a part is on another day than the one before it."""
SAME_DAY: Final = {"nl": "zelfde dag", "en": "same day"}
_BARE_NUMBER: Final = pattern(r"(.+?)\s*[(\[]\s*\d{1,3}\s*[\"”]?\s*[)\]]")


def begins_with_time(text: str) -> bool:
    """Whether a line begins with a time of day, as in a programme."""
    return _STARTS.match(text) is not None


class PartLine(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the meeting. minutes: 1 to 240, None for none. rest: what stands behind a colon.
    ranged: minutes of which the upper number counts. odd: a number that is perhaps minutes. name:
    what this meeting calls it, in `Verhalen (cliëntronde)`. another_day: whether it is on another
    day than the part before it, where that is said."""

    phase: Phase
    minutes: int | None = None
    rest: str = ""
    ranged: str = ""
    odd: str = ""
    name: str = ""
    another_day: bool | None = None


def part_line(text: str, phases: Sequence[Phase]) -> PartLine | None:
    """The part that a line names: `2. Cliëntronde (40 min)`, `13.45 Welkom`, `Slot: bedanken`."""
    if len(text) > _LONGEST:
        return None
    text, another_day = _on_which_day(without_emphasis(text.strip()).rstrip(":").rstrip())
    found = _anywhere(text, phases)
    if found is None or another_day is None:
        return found
    return msgspec.structs.replace(found, another_day=another_day)


def _on_which_day(text: str) -> tuple[str, bool | None]:
    """A line without `andere dag` or `zelfde dag` between the brackets at its end, and which."""
    found = _BEHIND.fullmatch(text)
    marks = [mark.strip() for mark in found[2].split(",")] if found is not None else []
    another = [mark for mark in marks if _ANOTHER_DAY.fullmatch(mark)]
    same = [mark for mark in marks if _SAME_DAY.fullmatch(mark)]
    if found is None or not (another or same):
        return text, None
    left = ", ".join(mark for mark in marks if mark not in (*another, *same))
    return (f"{found[1]} ({left})" if left else found[1]), bool(another)


def _anywhere(text: str, phases: Sequence[Phase]) -> PartLine | None:
    """The part that a line names as a whole, or before a colon."""
    found = _named(text, phases)
    if found is not None or ":" not in text:
        return found
    before, _, rest = text.partition(":")
    found = _named(without_emphasis(before.strip()).rstrip("*_ "), phases)
    return msgspec.structs.replace(found, rest=rest.strip(" *_")) if found is not None else None


def _named(text: str, phases: Sequence[Phase]) -> PartLine | None:
    marked = read_marks(text)
    last = _LAST_AMOUNT.fullmatch(marked.words)
    if last is not None and marked.minutes is None and phase_meant(phases, last[1]):
        marked = read_marks(f"{last[1]} ({last[2]})")
    words = _STARTS.sub("", marked.words, count=1)
    if phase_named(phases, words) is None:
        words = _INTRODUCED.sub("", words, count=1)
    marked = msgspec.structs.replace(marked, words=words)
    keyed = _KEYED.fullmatch(words)
    extra = EXTRA.fullmatch(keyed[2]) if keyed is not None else None
    if extra is not None and keyed is not None and len(keyed[1]) <= OWN_LONGEST:
        kind = PhaseKind.PAUSE if extra["pause"] else PhaseKind.TALK
        own = own_part(keyed[1], kind, marked.minutes or 0)
        return _part(known_part(phases, own), marked)
    led = _LED.fullmatch(marked.words)
    if led is not None and phase_meant(phases, led[1]):
        phase = phase_meant(phases, led[1])
        return _part(phase, marked, rest=led[2]) if phase is not None else None
    words = _ENDS.sub("", marked.words, count=1)
    phase = phase_meant(phases, words)
    if phase is not None:
        return _part(phase, marked)
    phase = next((p for p in phases if keyed is not None and p.key == keyed[2]), None)
    if phase is not None and keyed is not None:
        return msgspec.structs.replace(_part(phase, marked), name=keyed[1])
    bare = _BARE_NUMBER.fullmatch(words)
    phase = phase_meant(phases, bare[1]) if bare is not None else None
    return _part(phase, marked, odd=text) if phase is not None else None


def _part(phase: Phase, marked: Marked, odd: str = "", rest: str = "") -> PartLine:
    return PartLine(phase=phase, minutes=marked.minutes, ranged=marked.ranged, odd=odd, rest=rest)
