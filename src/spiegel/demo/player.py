"""The player of the demo: the script, through the same changes as the screens, by its own clock."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from spiegel import formats
from spiegel.demo import moves
from spiegel.demo.script import ScriptError, ScriptLine, entries, fill_in, plan_text
from spiegel.domain import plan
from spiegel.domain.capture.capture import Feed, RecordLine, preview
from spiegel.domain.capture.storing import day
from spiegel.domain.notation.reading import Reading, ReadingKind
from spiegel.domain.session.fictional import MADE, id_of
from spiegel.domain.session.instants import MINUTE, Instant, after
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Change, Refusal, Session, describe

START: Final = Instant(
    utc=int(datetime.datetime(2026, 10, 8, 11, 30, tzinfo=datetime.UTC).timestamp()) * 1_000,
    boot="demo",
    boot_ms=120 * MINUTE,
)
"""When the meeting begins unless told otherwise: 8 October 2026, 13:30 in the Netherlands."""

Upto = Literal["middle"] | None
"""How far to play: to the middle of the client round, or (None) to the end."""

Make = Callable[[Change, Instant], Session]
"""Makes a change at an instant and returns the session after it."""


def start_for(now: Instant) -> Instant:
    """The start of a meeting that is in the middle of its client round now."""
    middle = next(entry for entry in entries() if entry.move and entry.text == moves.MIDDLE)
    return after(now, -middle.offset)


def play(upto: Upto = None, start: Instant = START) -> Session:
    """The meeting in memory, as far as is asked for."""
    session = prepared(start)

    def make(change: Change, now: Instant) -> Session:
        nonlocal session
        session = change.apply(session, now)
        return session

    _perform(session, make, upto, start)
    return session


def write(path: Path, upto: Upto = None, start: Instant = START) -> None:
    """The meeting as a session file; every change goes through the store, at its own instant.

    Raises AlreadyThereError and other StoreErrors.
    """
    from spiegel.store.session.file import SessionFile

    now = after(start, MADE)
    file = SessionFile.create(path, prepared(start), clock=lambda: now, window="demo")

    def make(change: Change, instant: Instant) -> Session:
        nonlocal now
        now = instant
        return file.change(change)

    try:
        _perform(file.session, make, upto, start)
    finally:
        file.close()


def prepared(start: Instant = START) -> Session:
    """The session before the day: the format, the written plan, and empty lists of people."""
    made = after(start, MADE)
    session = new_session(
        formats.load("spiegelgesprek", "nl"),
        id_=id_of(start.utc),
        title="",
        created=made,
        date=day(start),
        participants=9,
        listeners=12,
    )
    session = describe(session, organisation="Gemeente Elzerwoude", place="Buurtkamer De Lantaarn")
    return plan.into(session, plan.read(plan_text(), session.agenda), made)


def readings(start: Instant = START) -> tuple[tuple[ScriptLine, Reading], ...]:
    """How each line of the scribe was read in the whole meeting, beside its line in the script."""
    session = prepared(start)
    found: list[tuple[ScriptLine, Reading]] = []

    def make(change: Change, now: Instant) -> Session:
        nonlocal session
        session = change.apply(session, now)
        return session

    _perform(session, make, None, start, lambda entry, reading: found.append((entry, reading)))
    return tuple(found)


def _perform(
    session: Session,
    make: Make,
    upto: Upto,
    start: Instant,
    heard: Callable[[ScriptLine, Reading], None] = lambda entry, reading: None,
) -> None:
    """Play the script on a session. Raises ScriptError for a line that cannot be played."""
    statements: dict[int, int] = {}
    feed = Feed()
    for entry in entries():
        now = after(start, entry.offset)
        text = fill_in(entry, statements)
        if entry.move:
            if upto == "middle" and text == moves.MIDDLE:
                return
            session = _move(session, make, entry, text, now)
            continue
        place = feed.where(session)
        reading = preview(session, text, place, day(now))
        line = id_of(start.utc, f"line {entry.row}")
        session = make(RecordLine(text=text, where=place, line=line), now)
        feed = feed.after(reading, line)
        if reading.kind is ReadingKind.STATEMENT:
            statements[entry.offset] = session.last["statements"]
        heard(entry, reading)


def _move(session: Session, make: Make, entry: ScriptLine, text: str, now: Instant) -> Session:
    try:
        for change in moves.changes(session, text):
            session = make(change, now)
    except (ValueError, Refusal) as error:
        raise ScriptError(entry.row, f"cannot be played: {text}") from error
    return session
