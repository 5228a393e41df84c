"""What is said of two meetings side by side: a row for each group of ideas, words for the rest."""

from collections.abc import Iterator
from typing import Final

import msgspec

from spiegel.domain.polls.compare import Comparison, Pair, Row
from spiegel.domain.report.compared import chapter, in_order, named_words, names, standing
from spiegel.domain.session.agenda import AnswerKind
from spiegel.i18n import _, current

_COLUMN: Final = 3
"""Blanks between two columns of a table."""


class BesideRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line: its words, and (own, theirs) the groups of ideas on it, by their numbers.

    likely: the group of the other meeting that looks like it; 0 for none. heading: of a question.
    """

    words: str
    own: tuple[int, ...] = ()
    theirs: tuple[int, ...] = ()
    likely: int = 0
    heading: bool = False


def rows(found: Comparison) -> tuple[BesideRow, ...]:
    """All questions that both were asked, one under the other, and what may not be concluded."""
    return tuple(_rows(found))


def numbers(found: Comparison) -> dict[int, str]:
    """The groups of ideas of the other meeting: by the number that is typed, from 1, their own."""
    return {at: name for at, (_number, name) in enumerate(_their_groups(found), start=1)}


def typed(found: Comparison, number: int) -> int | None:
    """The group of the other meeting that a typed number means."""
    groups = list(_their_groups(found))
    return groups[number - 1][0] if 1 <= number <= len(groups) else None


def _their_groups(found: Comparison) -> Iterator[tuple[int, str]]:
    for pair in found.pairs:
        if pair.own.form.kind is AnswerKind.IDEAS:
            yield from ((thing.number, thing.name) for thing in pair.theirs.things)


def _rows(found: Comparison) -> Iterator[BesideRow]:
    said = chapter(found, current(), "")
    shown = {number: at for at, (number, _name) in enumerate(_their_groups(found), start=1)}
    if not found.pairs:
        yield BesideRow(words=said.intro)
    for pair, section in zip(found.pairs, said.sections, strict=True):
        yield BesideRow(words=section.heading, heading=True)
        yield from (BesideRow(words=note) for note in section.notes)
        if pair.own.form.kind is AnswerKind.IDEAS:
            yield from _groups(found, pair, shown)
        elif section.table is not None:
            yield from (BesideRow(words=line) for line in section.table.aligned(_COLUMN))
    yield from (BesideRow(words=words) for words in (*said.alone, *said.cautions))


def _groups(found: Comparison, pair: Pair, shown: dict[int, int]) -> Iterator[BesideRow]:
    """The groups of ideas of one question, with who named them and where they stand."""
    t = current()
    own, theirs = names(found, t)
    their_names = {thing.number: thing.name for thing in pair.theirs.things}
    for row in in_order(pair):
        who = named_words(row.named, own, theirs, t)
        words = f"{_called(row, shown)} · {who}"
        sides = ((own, pair.own, row.own), (theirs, pair.theirs, row.theirs))
        told = [f"{name} {standing(side, things, t)}" for name, side, things in sides if things]
        words += "".join(f" · {each}" for each in told)
        likely = row.likely[0] if row.likely else 0
        if likely:
            words += _(" · looks like {number} {name}?").format(
                number=shown[likely], name=their_names[likely]
            )
        yield BesideRow(
            words=words,
            own=tuple(thing.number for thing in row.own),
            theirs=tuple(thing.number for thing in row.theirs),
            likely=likely,
        )


def _called(row: Row, shown: dict[int, int]) -> str:
    """The names on both sides; those of the other with the number that is typed."""
    here = ", ".join(thing.name for thing in row.own)
    there = ", ".join(f"{shown[thing.number]} {thing.name}" for thing in row.theirs)
    return " = ".join(filter(None, (here, there)))
