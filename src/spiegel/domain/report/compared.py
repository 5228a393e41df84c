"""Two sessions side by side, in words: for the report, for the command line and for a screen."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.polls.compare import (
    CAUTION,
    Comparison,
    Named,
    Pair,
    Row,
    Say,
    compare,
    counterpart,
)
from spiegel.domain.polls.saying import of_all, people, point_words
from spiegel.domain.report.answered import numbers_of
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.parts import (
    ComparedChapter,
    ComparedSection,
    FrontOutcome,
    Link,
    Table,
)
from spiegel.domain.report.wording import listed
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.beside import Counterpart, Side, Thing
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import capitalised
from spiegel.i18n import Translations

NOTHING: Final = "–"
"""Stands where one side has nothing to say."""
_INSIDE: Final = pattern(r"(?<!;) (?!\()")
"""Blanks inside "place 1" and "(5 mensen)": a narrow column breaks between the two."""


def seen_of(session: Session, t: Translations, now: Instant, *, to: str) -> Counterpart:
    """What another session, of this id, may keep of this one: in words that may leave the house."""
    return counterpart(session, now, _say(material(session, t)), to=to)


def beside_it(seen: Material, other: Counterpart) -> Comparison:
    """A session with another one beside it, in words that may leave the house."""
    return compare(seen.session, other, _say(seen))


def _say(seen: Material) -> Say:
    return Say(words=lambda words: seen.said(words, ""), group=seen.group)


def compared_chapters(seen: Material) -> tuple[ComparedChapter, ...]:
    """A chapter for each session that was laid beside this one."""
    others = seen.session.counterparts.values()
    return tuple(
        chapter(beside_it(seen, other), seen, f"naast_{place}")
        for place, other in enumerate(others, start=1)
    )


def in_short(seen: Material) -> Iterator[FrontOutcome]:
    """Rows of page one: what only one side named, and what both, in open questions."""
    t = seen.t
    for place, other in enumerate(seen.session.counterparts.values(), start=1):
        found = beside_it(seen, other)
        for words, named in _named(found, t):
            yield FrontOutcome(
                link=Link("↔", f"naast_{place}", words),
                words=words,
                lines=named,
                about=(1,) * len(named),
                open=True,
            )


def _named(found: Comparison, t: Translations) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who named it, and what, of all open questions: one side, both, the other."""
    own, theirs = names(found, t)
    open_ones = [pair for pair in found.pairs if pair.own.form.kind is AnswerKind.IDEAS]
    for who in Named:
        rows = [row for pair in open_ones for row in pair.named_by(who)]
        if rows:
            yield _named_by(who, own, theirs, t), tuple(map(row_name, rows))


def _named_table(found: Comparison, t: Translations) -> Table | None:
    rows = tuple((words, "; ".join(named)) for words, named in _named(found, t))
    columns = (t.gettext("Named by"), t.gettext("What"))
    return Table(heading=t.gettext("Who named what"), columns=columns, rows=rows) if rows else None


def _named_by(who: Named, own: str, theirs: str, t: Translations) -> str:
    if who is Named.BOTH:
        return t.gettext("Named by both")
    group = own if who is Named.OWN else theirs
    return t.gettext("Only named by {group}").format(group=group)


def chapter(found: Comparison, seen: Material, anchor: str = "") -> ComparedChapter:
    """Two sessions side by side. seen: this one. anchor: by which links lead to it."""
    t, numbers = seen.t, numbers_of(seen.session)
    own, theirs = names(found, t)
    heading = t.gettext("Side by side: {own} and {theirs}").format(own=own, theirs=theirs)
    return ComparedChapter(
        heading=heading,
        anchor=anchor,
        intro=_intro(found, t),
        cautions=tuple(map(t.gettext, CAUTION)) if found.pairs else (),
        named=_named_table(found, t),
        sections=tuple(
            ComparedSection(
                heading=f"{numbers[pair.own.question]}. {pair.own.words}",
                anchor=f"{anchor}_{numbers[pair.own.question]}",
                notes=tuple(_notes(pair, own, theirs, t)),
                table=table(pair, own, theirs, t),
            )
            for pair in found.pairs
        ),
        alone=tuple(_alone(found, own, theirs, t)),
    )


def _intro(found: Comparison, t: Translations) -> str:
    if not found.pairs:
        return t.gettext("No question was put to both.")
    if all(pair.same_words for pair in found.pairs):
        return t.gettext("The same questions were put to both, in a meeting of their own.")
    return t.gettext(
        "Both were asked the same, in a meeting of their own; where the words were other ones, that"
        " stands with the question."
    )


def names(found: Comparison, t: Translations) -> tuple[str, str]:
    """What the people of both are called, never the same."""
    own, theirs = found.own, found.theirs
    if not own or own == theirs:
        own = t.gettext("this meeting")
    return own, theirs if theirs and theirs != own else t.gettext("the other meeting")


def named_words(who: Named | None, own: str, theirs: str, t: Translations) -> str:
    """Who named it: "only clients", "both"."""
    match who:
        case Named.OWN:
            return t.gettext("only {group}").format(group=own)
        case Named.THEIRS:
            return t.gettext("only {group}").format(group=theirs)
        case Named.BOTH:
            return t.gettext("both")
    return t.gettext("nobody")


def table(pair: Pair, own: str, theirs: str, t: Translations) -> Table | None:
    """The numbers of a question side by side; None when there are none."""
    form, sides, groups = pair.own.form, (pair.own, pair.theirs), (own, theirs)
    if _is_scale(form):
        return _scale_table(sides, groups, t)
    rows = [
        (
            told.name,
            *((told.who,) if form.kind is AnswerKind.IDEAS else ()),
            *map(_whole, told.cells),
        )
        for told in told_rows(pair, own, theirs, t)
    ]
    columns = [t.gettext("What"), *map(capitalised, groups)]
    if form.kind is AnswerKind.IDEAS:
        columns.insert(1, t.gettext("Named by"))
    return _table(pair.own.words, columns, rows, t)


def apart(sides: Sequence[Side], groups: Sequence[str], t: Translations) -> Table | None:
    """The numbers of a question for each group of people in one room; None when there are none."""
    first = sides[0]
    if _is_scale(first.form):
        return _scale_table(sides, groups, t)
    named = {thing.number: thing.name for side in sides for thing in side.things}
    rows = [
        (name, *(_whole(standing(side, _with_number(side, number), t)) for side in sides))
        for number, name in named.items()
    ]
    return _table(first.words, [t.gettext("What"), *map(capitalised, groups)], rows, t)


def _whole(cell: str) -> str:
    return _INSIDE.sub("\u00a0", cell)


def _is_scale(form: AnswerForm) -> bool:
    return form.kind in (AnswerKind.AGREE, AnswerKind.RATE)


def _with_number(side: Side, number: int) -> tuple[Thing, ...]:
    return tuple(thing for thing in side.things if thing.number == number)


def _scale_table(sides: Sequence[Side], groups: Sequence[str], t: Translations) -> Table | None:
    columns = [t.gettext("Answer"), *map(capitalised, groups)]
    rows = list(_points(sides, t))
    if rows and sides[0].form.kind is AnswerKind.RATE:
        # eleven points are read more easily along a line
        columns, *rows = map(list, zip(columns, *rows, strict=True))
    return _table(sides[0].words, columns, rows, t)


def _table(
    words: str, columns: Sequence[str], rows: Sequence[Sequence[str]], t: Translations
) -> Table | None:
    if not rows:
        return None
    heading = t.gettext("{question}: side by side").format(question=words)
    return Table(heading=heading, columns=tuple(columns), rows=tuple(map(tuple, rows)))


class ToldRow(msgspec.Struct, frozen=True, kw_only=True):
    """An option or group of ideas of two sides, in words.

    who: who named it. cells: where it stands on each side, NOTHING where it is not there. told: the
    same in one line each, by the name of the side. likely: what it looks like on the other side, by
    its number there.
    """

    row: Row
    name: str
    who: str
    cells: tuple[str, str]
    told: tuple[str, ...]
    likely: tuple[int, str] | None


def told_rows(pair: Pair, own: str, theirs: str, t: Translations) -> Iterator[ToldRow]:
    """The rows of a question in words: for the report, for the command line and for a screen."""
    their_names = {thing.number: thing.name for thing in pair.theirs.things}
    for row in in_order(pair):
        cells = standing(pair.own, row.own, t), standing(pair.theirs, row.theirs, t)
        sides = zip((own, theirs), cells, (row.own, row.theirs), strict=True)
        likely = next(iter(row.likely), None)
        yield ToldRow(
            row=row,
            name=row_name(row),
            who=named_words(row.named, own, theirs, t),
            cells=cells,
            told=tuple(f"{name}: {cell}" for name, cell, things in sides if things),
            likely=(likely, their_names[likely]) if likely is not None else None,
        )


def in_order(pair: Pair) -> list[Row]:
    """Groups of ideas: only here, both, only there, each by its place; options as they were put."""
    if pair.own.form.kind is not AnswerKind.IDEAS:
        return list(pair.rows)
    order = [*Named, None]
    return sorted(pair.rows, key=lambda row: order.index(row.named))


def row_name(row: Row) -> str:
    """What a row is called: by the words of both sides where these differ."""
    called_so = dict.fromkeys(thing.name for thing in (*row.own, *row.theirs))
    return " / ".join(called_so)


def _notes(pair: Pair, own: str, theirs: str, t: Translations) -> Iterator[str]:
    if not pair.same_words:
        words = t.gettext("{group} read: “{words}”")
        yield capitalised(words.format(group=theirs, words=pair.theirs.words))
    sides = ((pair.own, own), (pair.theirs, theirs))
    counted = [
        t.gettext("{group}: {people} answered").format(group=name, people=people(side.people, t))
        for side, name in sides
        if not side.few
    ]
    if counted:
        yield f"{capitalised(' · '.join(counted))}."
    for side, name in sides:
        if side.few:
            words = t.gettext("{group}: fewer than 5 people answered, so no numbers stand here.")
            yield words.format(group=capitalised(name))
    placed = any(thing.place for side, _ in sides for thing in side.things)
    if placed and pair.own.form.kind is not AnswerKind.CHOOSE:
        yield t.gettext("Between brackets: how many people named it.")
    if pair.own.form.kind is AnswerKind.AGREE:
        shares = [_agree(side, name, t) for side, name in sides if sum(side.counts)]
        if shares:
            yield f"{capitalised(' · '.join(shares))}."


def _agree(side: Side, name: str, t: Translations) -> str:
    """How many of one side agree; after its name, which may be a whole title."""
    agree = sum(side.counts[-2:])
    share = of_all(agree, sum(side.counts), t)
    words = t.ngettext("{share} agrees", "{share} agree", agree).format(share=share)
    return t.gettext("{group}: {words}").format(group=name, words=words)


def _points(sides: Sequence[Side], t: Translations) -> Iterator[list[str]]:
    """A row for each point of the scale, and for who did not know."""
    form = sides[0].form
    if not any(side.counts for side in sides):
        return
    for place, point in enumerate(range(form.lowest, form.highest + 1)):
        words = point_words(form.kind, form.lowest, form.highest, point, t)
        yield [words, *(str(side.counts[place]) if side.counts else NOTHING for side in sides)]
    if any(side.unknown for side in sides):
        unknown = (str(side.unknown) if side.counts else NOTHING for side in sides)
        yield [t.gettext("I do not know"), *unknown]


def standing(side: Side, things: tuple[Thing, ...], t: Translations) -> str:
    """Where these stand on one side: place and people, or only that they were named."""
    return "; ".join(_standing(side, thing, t) for thing in things) or NOTHING


def _standing(side: Side, thing: Thing, t: Translations) -> str:
    """Where an option or group stands on one side."""
    if thing.people is None:
        return t.gettext("named") if thing.named else NOTHING
    if side.form.kind is AnswerKind.CHOOSE:
        return of_all(thing.people, side.people, t)
    if thing.place is None:
        return NOTHING
    place = t.gettext("shared place {place}") if thing.shared else t.gettext("place {place}")
    said = place.format(place=thing.place)
    return t.gettext("{place} ({people})").format(place=said, people=people(thing.people, t))


def _alone(found: Comparison, own: str, theirs: str, t: Translations) -> Iterator[str]:
    for sides, name in ((found.alone, own), (found.theirs_alone, theirs)):
        if sides:
            words = t.gettext("Only put to {group}: {questions}.")
            asked = listed([f"“{side.words}”" for side in sides], t)
            yield words.format(group=name, questions=asked)
