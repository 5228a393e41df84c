"""`spiegel compare`: two meetings with the same questions side by side, or two rounds."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec

from spiegel import clock, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.say import say
from spiegel.cli.session_file import opened
from spiegel.domain.capture.storing import day
from spiegel.domain.followup.next_round import LayEarlier, SameMeeting
from spiegel.domain.polls.compare import (
    Comparison,
    LayBeside,
    LinkClusters,
    Pair,
    Row,
    SameSession,
    beside,
    is_same,
)
from spiegel.domain.report.compared import beside_it, chapter, names, seen_of, told_rows
from spiegel.domain.report.earlier import earlier_of, rounds_chapter
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.parts import ComparedSection
from spiegel.domain.report.themes import layout
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.agenda import AnswerKind
from spiegel.domain.session.beside import Counterpart
from spiegel.domain.session.session import Change, Refusal, Session, describe
from spiegel.i18n import _
from spiegel.settings import Settings
from spiegel.store.session.file import SessionFile


def compare_(options: argparse.Namespace, _settings: Settings) -> int:
    """Print the comparison; keep it in the first file when that is asked for."""
    t, now = i18n.current(), clock.now()
    with opened(options.other) as file:
        other_session = file.session
    keeps = options.keep or options.link or options.unlink
    if not other_session.polls:
        return _rounds(options.file, other_session, keep=bool(keeps))
    with opened(options.file, read_only=not keeps, window="compare") as file:
        other = seen_of(other_session, t, now, to=file.session.info.id)
        before = beside(file.session, other.session)
        if keeps:
            _keep(file, other, options.link, options.unlink)
        elif other.session == file.session.info.id:
            raise Failure(SameSession().explain(t))
        session = file.session
    kept = beside(session, other.session)
    fresh = msgspec.structs.replace(other, links=kept.links if kept else other.links)
    seen = material(session, t)
    found = beside_it(seen, fresh)
    _print(found, seen)
    if before is not None and not is_same(before, other) and not keeps:
        say(
            _(
                "{file} changed since it was laid beside this meeting on {day}. The report still "
                "says what it was then; --keep takes over what it is now."
            ).format(file=options.other.name, day=date_words(day(before.at), t)),
            problem=True,
        )
    elif keeps:
        say(_("Kept: the report of {file} has it too.").format(file=options.file.name))
    return 0 if found.pairs else 1


def _keep(
    file: SessionFile,
    other: Counterpart,
    linked: list[tuple[int, int]],
    apart: list[tuple[int, int]],
) -> None:
    """Lay the other beside this one and link what was asked. Raises Failure."""
    _change(file, LayBeside(other=other))
    kept = beside(file.session, other.session)
    number = kept.number if kept is not None else 0
    for pairs, unlink in ((linked, False), (apart, True)):
        for own, theirs in pairs:
            words = _("{own}={theirs}: there is no such pair of groups.")
            change = LinkClusters(number=number, cluster=own, theirs=theirs, apart=unlink)
            _change(file, change, words.format(own=own, theirs=theirs))


def _change(file: SessionFile, change: Change, refused: str = "") -> None:
    """Make a change; refused: what to say when it cannot be made. Raises Failure."""
    try:
        file.change(change)
    except Refusal as refusal:
        raise Failure(refused or refusal.explain(i18n.current())) from refusal


def _print(found: Comparison, seen: Material) -> None:
    said = chapter(found, seen)
    say(said.heading)
    say(said.intro)
    for pair, section in zip(found.pairs, said.sections, strict=True):
        print()
        for line in _section(found, pair, section):
            say(line)
    print()
    for line in (*said.alone, *said.cautions):
        say(line)


def _section(found: Comparison, pair: Pair, section: ComparedSection) -> Iterator[str]:
    yield section.heading
    yield from (f"  {note}" for note in section.notes)
    if section.table is None:
        return
    if pair.own.form.kind in (AnswerKind.AGREE, AnswerKind.RATE):
        yield from (f"  {line}" for line in section.table.aligned(2))
    else:
        yield from _rows(found, pair)


def _rows(found: Comparison, pair: Pair) -> Iterator[str]:
    """What was named, by whom; groups of ideas with the numbers by which they are linked."""
    t = i18n.current()
    open_question = pair.own.form.kind is AnswerKind.IDEAS
    before = ""
    for told in told_rows(pair, *names(found, t), t):
        if open_question and told.who != before:
            yield f"  {told.who}:"
        before = told.who
        number = f"{_numbers(told.row)}  " if open_question else ""
        yield f"    {number}{told.name}"
        yield f"        {' · '.join(told.told)}"
        if told.likely is not None:
            theirs, name = told.likely
            words = _("looks like {name}: --link {own}={theirs}")
            yield "        " + words.format(name=name, own=told.row.own[0].number, theirs=theirs)


def _numbers(row: Row) -> str:
    sides = (",".join(str(thing.number) for thing in side) for side in (row.own, row.theirs))
    return "=".join(sides) if row.theirs else str(row.own[0].number)


def _rounds(path: Path, other: Session, *, keep: bool) -> int:
    """Print two rounds of one theme beside each other; keep the earlier one when that is asked."""
    t, now = i18n.current(), clock.now()
    then = material(other, t)
    earlier = earlier_of(then, layout(then), now)
    with opened(path, read_only=not keep, window="compare") as file:
        if keep:
            _change(file, LayEarlier(earlier=earlier))
        elif earlier.session == file.session.info.id:
            raise Failure(SameMeeting().explain(t))
        session = file.session
    if not keep:
        session = describe(session, earlier=earlier)
    seen = material(session, t)
    found = rounds_chapter(seen, layout(seen))
    if found is None or not found.tables:
        say(_("Neither meeting has a theme that could be better."))
        return 1
    say(found.heading)
    say(found.intro)
    for table in found.tables:
        print()
        say(table.heading)
        for name, *cells in table.rows:
            say(f"  {name}")
            for column, cell in zip(table.columns[1:], cells, strict=True):
                say(f"      {column}: {cell}")
    if keep:
        say(_("Kept: the report of {file} has it too.").format(file=path.name))
    return 0
