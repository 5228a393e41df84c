"""What a plan says of the meeting itself: its title, day and place."""

import datetime
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from spiegel.domain.notation.dates import date_of
from spiegel.domain.patterns import pattern
from spiegel.domain.plan.inline import plain_words, unquoted
from spiegel.domain.session.words import tidy

_KEYED: Final = pattern(r"([A-Za-z][\w -]{0,30}?)\s*:\s*(.*)$", re.DOTALL)
_PARTS: Final = pattern(r"\s+[-–—|·]\s+|,\s+|\s*\((?=\w)")
_CLOCK: Final = pattern(
    r"(?:van\s+|om\s+|from\s+|at\s+|von\s+|um\s+)?\d{1,2}[.:]\d{2}(?:\s*(?:uur|u|uhr|h))?"
    r"(?:\s*(?:-|–|tot|to|bis)\s*\d{1,2}[.:]\d{2})?(?:\s*(?:uur|u|uhr|h))?\.?",
    re.IGNORECASE,
)
_LONGEST: Final = 60
"""Lines that front matter may take."""
_TITLE: Final = ("title", "titel", "onderwerp", "subject", "betreff", "betreft")
_DAY: Final = ("date", "datum", "day", "dag")
_FORMAT: Final = ("werkvorm", "format")
_KEPT: Final = pattern(r"(werkvorm|format|taal|language)\s*:\s*([\w-]{1,60})", re.IGNORECASE)
_PLACE: Final = ("place", "plaats", "locatie", "location", "ort")


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the meeting; empty, or None, for what is not.

    format, language: of a plan that Spiegel keeps, as `werkvorm: focusgroep` and `taal: nl`.
    """

    title: str = ""
    date: datetime.date | None = None
    place: str = ""
    format: str = ""
    language: str = ""


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between `---` lines at the top. lines: how many that are. rest: what says
    something else."""

    facts: Facts = Facts()
    lines: int = 0
    rest: tuple[str, ...] = ()


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """Title, day and place between `---` lines at the top; no lines when there is no such thing."""
    if not lines or lines[0].strip() != "---":
        return FrontMatter()
    end = next((n for n in range(1, min(len(lines), _LONGEST)) if lines[n].strip() == "---"), 0)
    if not end or not any(_KEYED.fullmatch(line) for line in lines[1:end]):
        return FrontMatter()
    facts, rest = Facts(), []
    for line in filter(str.strip, lines[1:end]):
        known = _kept_in(line) or fact_in(line)
        if known is None or any(getattr(facts, name) for name in known):
            rest.append(line.strip())
        else:
            facts = msgspec.structs.replace(facts, **known)
    return FrontMatter(facts=facts, lines=end + 1, rest=tuple(rest))


def _kept_in(line: str) -> dict[str, str | datetime.date] | None:
    """The format or the language that a line of the front matter names, by field."""
    found = _KEPT.fullmatch(line.strip())
    if found is None:
        return None
    return {"format" if found[1].lower() in _FORMAT else "language": found[2]}


def fact_in(line: str) -> dict[str, str | datetime.date] | None:
    """The fact that a line such as `Datum: 2 december` names, by field; None for other lines."""
    found = _KEYED.fullmatch(line)
    if found is None:
        return None
    key, value = found[1].strip().lower(), tidy(unquoted(plain_words(found[2].strip())))
    day = date_of(value, None) if key in _DAY else None
    if day is not None:
        return {"date": day}
    if value and key in _TITLE:
        return {"title": value}
    return {"place": value} if value and key in _PLACE else None


class TitleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A title, and the piece of it from which the day and the place were taken."""

    facts: Facts
    taken: str = ""


def title_line(text: str) -> TitleLine:
    """The title that a line is; a day in it, and the place after that day, are the meeting's."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    days = [date_of(part.strip(), None) for part in parts]
    found = next((n for n, day in enumerate(days) if day is not None), None)
    if not found:
        return TitleLine(facts=Facts(title=text))
    begin = text.index(parts[found])
    return TitleLine(
        facts=Facts(
            title=tidy(text[:begin].rstrip(" ,-–—|·(")),
            date=days[found],
            place=tidy(", ".join(part.strip(" )") for part in parts[found + 1 :])),
        ),
        taken=text[begin:].strip(),
    )


def day_line(text: str) -> TitleLine | None:
    """The day and the place that a line under the title is about; None for other lines."""
    parts = [part.strip(" )") for part in _PARTS.split(text) if part.strip(" )")]
    day = date_of(parts[0], None) if parts else None
    if day is None:
        return None
    rest = [part for part in parts[1:] if not _CLOCK.fullmatch(part)]
    return TitleLine(facts=Facts(date=day, place=tidy(", ".join(rest))), taken=text)
