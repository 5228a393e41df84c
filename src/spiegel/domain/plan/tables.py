"""A row of a table: a part of the meeting with its minutes, a question, or words."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from spiegel.domain.language.naming import phase_meant
from spiegel.domain.patterns import pattern
from spiegel.domain.plan.durations import LONGEST, read_duration
from spiegel.domain.plan.inline import plain_words
from spiegel.domain.plan.marks import Marked, read_item, read_marks
from spiegel.domain.session.agenda import Phase

_PIPES: Final = pattern(r"\s*\|(.+?)\|?\s*$", re.DOTALL)
_SEPARATOR: Final = pattern(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_TIME: Final = pattern(r"\d{1,2}[.:]\d{2}(?:\s*(?:uur|u\.?|uhr|h))?", re.IGNORECASE)
_MINUTES: Final = frozenset(("duur", "minuten", "min", "minutes", "duration", "dauer"))
_QUESTION: Final = frozenset(("vraag", "vragen", "question", "questions", "frage", "fragen"))
_PROMPTS: Final = frozenset(("doorvragen", "doorvraag", "prompts", "probes", "nachfragen"))
_THEME: Final = frozenset(("thema", "theme", "topic", "onderwerp"))
_ANSWER: Final = frozenset(("antwoord", "soort", "vorm", "answer", "kind"))
_TIMES: Final = frozenset(("tijd", "time", "zeit"))
_OTHER: Final = frozenset(
    (
        *("tijd", "tijdstip", "van", "tot", "time", "zeit", "uur", "onderdeel", "deel", "fase"),
        *("part", "programma", "item", "teil", "wat", "wie", "who", "wer", "opmerking", "notes"),
        *("opmerkingen", "toelichting", "bijzonderheden", "nr", "doel", "werkvorm", "materiaal"),
    )
)
_HEAD: Final = _MINUTES | _THEME | _TIMES | _QUESTION | _PROMPTS | _ANSWER | _OTHER


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row. phase: the part that it is about, None for another row. minutes: of the question if
    there is one, else of the part. words: the other cells that are no time. head: what its cells
    call the columns, if it is the first one."""

    phase: Phase | None = None
    question: str = ""
    prompts: tuple[str, ...] = ()
    theme: str = ""
    minutes: int | None = None
    words: str = ""
    head: tuple[str, ...] = ()


def read_row(line: str, phases: Sequence[Phase], head: tuple[str, ...] = ()) -> Row | None:
    """What a line of a table says: its cells stand between `|`, tabs or semicolons.

    head: the names of the columns, if they were seen. None for a line that is no row. The line
    under the head says nothing: no part, no words.
    """
    piped = _PIPES.fullmatch(line) is not None and "|" in line.strip()[1:]
    if piped and _SEPARATOR.fullmatch(line):
        return Row(head=head)
    cells = _cells(line, piped=piped, headed=bool(head))
    if len(cells) < 2 and not piped:
        return None
    names = tuple(cell.casefold().rstrip(".") for cell in cells)
    if sum(map(bool, names)) > 1 and all(name in _HEAD for name in names if name):
        return Row(words=line.strip(), head=names)
    marked = [read_marks(plain_words(cell)) for cell in cells]
    named = [phase_meant(phases, one.words) for one in marked]
    phase = next(filter(None, named), None)
    asked = next((n for n, one in enumerate(marked) if _asks(one, n, head)), None)
    minutes = _minutes(cells, marked, head)
    if asked is None and (phase is None or (minutes is None and piped and len(cells) > 1)):
        return Row(words=line.strip(), head=head) if piped or head else None
    prompts = tuple(
        one.words for n, one in enumerate(marked) if one.words and _column(head, n) in _PROMPTS
    )
    answers = ((n, cell) for n, cell in enumerate(cells) if _column(head, n) in _ANSWER)
    at, form = next(((n, f"({cell})") for n, cell in answers if _is_form(cell)), (-1, ""))
    theme = next((one.words for n, one in enumerate(marked) if _column(head, n) in _THEME), "")
    said = [
        one.words
        for n, (one, other) in enumerate(zip(marked, named, strict=True))
        if one.words and other is None and n != asked and not _says_time(one.words)
        if one.words not in (*prompts, theme, str(minutes)) and _column(head, n) != "nr"
        if asked is None or n != at
    ]
    return Row(
        phase=phase,
        question=f"{cells[asked]} {form}".rstrip() if asked is not None else "",
        prompts=prompts if asked is not None else (),
        theme=theme if asked is not None else "",
        minutes=minutes,
        words=" | ".join(said if asked is not None else (*said, *prompts, *filter(None, [theme]))),
        head=head,
    )


def _cells(line: str, *, piped: bool, headed: bool) -> list[str]:
    if piped:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    item = read_item(line) if not headed else None
    text = item.words if item is not None else line.strip("\n ")
    if "\t" in text.strip():
        return [cell.strip() for cell in text.split("\t")]
    cells = [cell.strip() for cell in text.split(";")]
    names = [cell.casefold() for cell in cells if cell]
    return cells if headed or (len(names) > 1 and all(name in _HEAD for name in names)) else []


def _column(head: tuple[str, ...], place: int) -> str:
    return head[place] if place < len(head) else ""


def _asks(marked: Marked, place: int, head: tuple[str, ...]) -> bool:
    if _column(head, place) in _QUESTION and marked.words:
        return not _says_time(marked.words)
    asked = marked.words.endswith("?") or marked.form is not None
    asked = asked and any(map(str.isalpha, marked.words))
    return asked and _column(head, place) not in _PROMPTS


def _is_form(cell: str) -> bool:
    """Whether a cell says how a question is answered on devices."""
    return read_marks(f"? ({cell})").form is not None


def _minutes(cells: list[str], marked: list[Marked], head: tuple[str, ...]) -> int | None:
    """What a cell says of minutes; a number alone does in a column for them."""
    for one in marked:
        if one.minutes is not None:
            return one.minutes
    for place, cell in enumerate(cells):
        found = read_duration(cell)
        if found is not None:
            return found.minutes
        bare = _column(head, place) in _MINUTES | _TIMES and re.fullmatch(r"[0-9]{1,3}", cell)
        if bare and 0 < int(cell) <= LONGEST:
            return int(cell)
    return None


def _says_time(words: str) -> bool:
    return read_duration(words) is not None or _TIME.fullmatch(words) is not None
