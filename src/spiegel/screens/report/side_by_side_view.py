"""What is said of two meetings side by side: a row for each group of ideas, words for the rest."""

from collections.abc import Iterator
from typing import Final

import msgspec

from spiegel.domain.polls.compare import Comparison, Pair, Row
from spiegel.domain.report.compared import chapter, names, told_rows
from spiegel.domain.report.material import Material
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


def rows(found: Comparison, seen: Material) -> tuple[BesideRow, ...]:
    """All questions that both were asked, one under the other, and what may not be concluded.

    seen: this meeting.
    """
    return tuple(_rows(found, seen))


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


def _rows(found: Comparison, seen: Material) -> Iterator[BesideRow]:
    said = chapter(found, seen)
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
    for told in told_rows(pair, *names(found, t), t):
        said = [_called(told.row, shown), told.who, *told.told]
        likely, name = told.likely or (0, "")
        if likely:
            said.append(_("looks like {number} {name}?").format(number=shown[likely], name=name))
        yield BesideRow(
            words=" · ".join(said),
            own=tuple(thing.number for thing in told.row.own),
            theirs=tuple(thing.number for thing in told.row.theirs),
            likely=likely,
        )


def _called(row: Row, shown: dict[int, int]) -> str:
    """The names on both sides; those of the other with the number that is typed."""
    here = ", ".join(thing.name for thing in row.own)
    there = ", ".join(f"{shown[thing.number]} {thing.name}" for thing in row.theirs)
    return " = ".join(filter(None, (here, there)))
