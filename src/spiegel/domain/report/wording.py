"""Dates, spans and counts as a document words them, in its own language."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from spiegel.domain.patterns import pattern
from spiegel.domain.session.instants import whole_minutes
from spiegel.i18n import N_, Translations

T = TypeVar("T")

BETWEEN: Final = " ·\u00a0"
"""Between things on one line: where the line is broken, the dot goes with what it begins."""
TIES: Final = 2
"""So many more are named where there is room, that as many people spoke of as of the last one."""
_ENDS: Final = pattern(r"[.!?]\S* ")
"""Where a sentence may end and another begins."""
_MONTHS: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def date_words(day: datetime.date, t: Translations) -> str:
    """A date in full, such as "12 november 2026"."""
    month = t.gettext(_MONTHS[day.month - 1])
    return t.gettext("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def late_words(day: str, t: Translations) -> str:
    """A day in words, by which something would be ready and is not."""
    return t.gettext("{day} (passed; no new day yet)").format(day=day)


def passed_words(day: str, t: Translations, *, short: bool = False) -> str:
    """A day in words, that was to come and has passed; short: in a table with little room."""
    if short:
        return t.gettext("{day} (passed)").format(day=day)
    return t.gettext("{day} (this day has passed)").format(day=day)


def minutes_words(milliseconds: int, t: Translations) -> str:
    """A span in whole minutes, such as "8 min" or "1 h 45 min"."""
    minutes = whole_minutes(milliseconds)
    if minutes < 1:
        return t.gettext("less than 1 min")
    if minutes < 60:
        return t.gettext("{minutes} min").format(minutes=minutes)
    if minutes % 60 == 0:
        return t.gettext("{hours} h").format(hours=minutes // 60)
    return t.gettext("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def most_named(
    ranked: Sequence[tuple[T, int]], most: int, *, spare: bool = False, ties: int = 1
) -> tuple[list[T], int]:
    """The first of things in the order of their numbers, and how many others are no less.

    Those that have the number of the last one that is there are never left out silently: there are
    so few that a line which counts them is among the most; spare: or one more. ties: no more others
    than this are named as well. One takes no more room than a line which counts it; more of them go
    beyond the most, for a page that can do with fewer lines where it is full.
    """
    numbers = [number for _, number in ranked]
    first = min(most, len(ranked))
    while first > 1 and first + (numbers[first - 1] in numbers[first:]) > most + spare:
        first -= 1
    tied = numbers[first:].count(numbers[first - 1]) if first else 0
    named = tied if tied <= ties else 0
    return [one for one, _ in ranked[: first + named]], tied - named


def numbered(words: str, number: object) -> str:
    """Words such as "see action {number}", whose number stays on the line of the word before."""
    return words.replace(" {number}", "\u00a0{number}").format(number=number)


def introducing(words: str) -> str:
    """Words before what they introduce: with a colon, unless a question or sentence ends there."""
    return words if words.endswith(("?", "!", ".")) else f"{words}:"


def participants_words(count: int, t: Translations) -> str:
    """So many participants."""
    return t.ngettext("{count} participant", "{count} participants", count).format(count=count)


def name_alone(words: str) -> str:
    """Somebody's name, without what they do or how behind it."""
    return words.partition(",")[0].partition(" (")[0].strip()


def listed(names: list[str], t: Translations) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return t.gettext("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def beginnings(words: str) -> Iterator[str]:
    """The first sentences of words that have several, as many as can be, and then fewer."""
    flat = " ".join(words.split())
    if _ENDS.search(flat) is None:
        return
    from spiegel.domain.language.sentences import sentences

    for sentence in reversed(sentences(flat)[:-1]):
        yield flat[: sentence.end]


def shortened(words: str, most: int) -> str:
    """The words, or their beginning with "…" behind when there are more characters than `most`.

    Without brackets: those say that words were changed, so that nobody is recognised.
    """
    flat = " ".join(words.split()).replace(" …", "\u00a0…")
    if len(flat) <= most:
        return flat
    cut = flat[: most - 2]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:–-") + "\u00a0…"
