"""The player of the demo: a script, through the same changes as the screens, by its own clock."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol

import msgspec

from spiegel.demo import moves
from spiegel.demo.meetings import WMO, Meeting, prepared
from spiegel.demo.script import ScriptError, ScriptLine, entries, fill_in
from spiegel.demo.sheets import Sheet, sheets
from spiegel.domain.capture.capture import Feed, RecordLine, preview
from spiegel.domain.capture.storing import day
from spiegel.domain.notation.reading import ReadingKind
from spiegel.domain.polls.polls import ClosePoll, Given, OpenPoll, form_of, open_poll
from spiegel.domain.session.fictional import MADE, id_of
from spiegel.domain.session.instants import SECOND, Instant, after
from spiegel.domain.session.polls import Poll
from spiegel.domain.session.session import Change, Refusal, Session

if TYPE_CHECKING:
    from spiegel.store.session.file import SessionFile

APART: Final = 3 * SECOND
"""Between two changes of one move: it takes so long to put an idea in a group."""

Upto = Literal["start", "middle", "end", "afterwards"]
"""How far to play: to where the meeting begins, where the script says that its middle is, to its
end, or on through the weeks after it."""

_UNTIL: Final = {"middle": moves.MIDDLE, "end": moves.AFTERWARDS}
"""The move at which it stops."""

Make = Callable[[Change, Instant], Session]
"""Makes a change at an instant and returns the session after it."""


class Room(Protocol):
    """The people who answer a question of the script."""

    def answer(self, session: Session, poll: Poll, given: tuple[Sheet, ...]) -> None:
        """A question is open, and this is what they answer to it."""
        ...

    def close(self, change: ClosePoll) -> ClosePoll:
        """The question closes now."""
        ...


class Told:
    """Their answers go straight into the change that closes the question."""

    def __init__(self) -> None:
        self._given: tuple[Given, ...] = ()

    def answer(self, session: Session, poll: Poll, given: tuple[Sheet, ...]) -> None:
        self._given = tuple(Given(sheet.answer) for sheet in given)

    def close(self, change: ClosePoll) -> ClosePoll:
        return msgspec.structs.replace(change, given=self._given)


def start_for(now: Instant, meeting: Meeting = WMO) -> Instant:
    """The start of a meeting that is in its middle now."""
    script = entries(meeting.script)
    middle = next(entry for entry in script if entry.move and entry.text == moves.MIDDLE)
    return after(now, -middle.offset)


def start_of_one_over(now: Instant, meeting: Meeting) -> Instant:
    """The start of a meeting of which the last line of its script is now."""
    return after(now, -entries(meeting.script)[-1].offset)


def play(
    upto: Upto = "end",
    start: Instant | None = None,
    meeting: Meeting = WMO,
    others: Mapping[str, Session] | None = None,
) -> Session:
    """The meeting in memory, as far as is asked for; others: its sources, if they are there."""
    start = start or meeting.start
    session = prepared(start, meeting)

    def make(change: Change, now: Instant) -> Session:
        nonlocal session
        session = change.apply(session, now)
        return session

    perform(session, make, start, meeting, upto=upto, others=others)
    return session


def sources(meeting: Meeting, start: Instant) -> Mapping[str, Session]:
    """The meetings that were held before one that begins then, each as long before as ever."""
    early = {name: other.start.utc - meeting.start.utc for name, other in meeting.sources}
    return {
        name: play(start=after(start, early[name]), meeting=other)
        for name, other in meeting.sources
    }


def _told(_file: object) -> AbstractContextManager[Room]:
    return nullcontext(Told())


def lay(path: Path, session: Session, now: Instant) -> None:
    """A meeting that was played, as the file of one that is over. Raises AlreadyThereError."""
    from spiegel.store.session.file import SessionFile

    SessionFile.create(path, session, clock=lambda: now, window="demo").close()


def write(
    path: Path,
    upto: Upto = "end",
    start: Instant | None = None,
    meeting: Meeting = WMO,
    people: Callable[["SessionFile"], AbstractContextManager[Room]] = _told,
) -> None:
    """The meeting as a session file; every change goes through the store, at its own instant.

    people: who answer the questions of the session that is open. Raises AlreadyThereError and other
    StoreErrors, and what `people` raises.
    """
    from spiegel.store.session.file import SessionFile

    start = start or meeting.start
    now = after(start, MADE)
    file = SessionFile.create(path, prepared(start, meeting), clock=lambda: now, window="demo")

    def make(change: Change, instant: Instant) -> Session:
        nonlocal now
        now = instant
        return file.change(change)

    try:
        with people(file) as room:
            perform(file.session, make, start, meeting, upto=upto, room=room)
    finally:
        file.close()


def perform(
    session: Session,
    make: Make,
    start: Instant,
    meeting: Meeting,
    *,
    upto: Upto = "end",
    room: Room | None = None,
    others: Mapping[str, Session] | None = None,
) -> None:
    """Play the script of a meeting on its session.

    room: who answers its questions; without it their answers are just told. others: the meetings
    that it rests on, which else are played first. Raises ScriptError for a line that cannot be
    played.
    """
    room = room or Told()
    others = others or sources(meeting, start)
    statements: dict[int, int] = {}
    feed = Feed()
    for entry in entries(meeting.script):
        if upto == "start" and entry.offset >= 0:
            return
        now = after(start, entry.offset)
        filled = fill_in(entry, statements, day(start))
        text = filled.text
        if entry.move:
            if text == _UNTIL.get(upto):
                return
            session = _move(session, make, filled, now, room, others)
            continue
        place = feed.where(session)
        reading = preview(session, text, place, day(now))
        line = id_of(start.utc, f"line {entry.row}")
        session = make(RecordLine(text=text, where=place, line=line), now)
        feed = feed.after(reading, line)
        if reading.kind is ReadingKind.STATEMENT:
            statements[entry.offset] = session.last["statements"]


def _move(
    session: Session,
    make: Make,
    entry: ScriptLine,
    now: Instant,
    room: Room,
    others: Mapping[str, Session],
) -> Session:
    try:
        for change in moves.changes(session, entry.text, entry.below, others):
            if isinstance(change, ClosePoll):
                change = room.close(change)
            session = make(change, now)
            if isinstance(change, OpenPoll):
                _answer(session, entry, room)
            now = after(now, APART if entry.below else 0)
    except (ValueError, Refusal) as error:
        raise ScriptError(entry.row, f"cannot be played: {entry.text}", entry.script) from error
    return session


def _answer(session: Session, entry: ScriptLine, room: Room) -> None:
    poll = open_poll(session)
    if poll is None:
        raise ValueError(entry.text)
    room.answer(session, poll, sheets(form_of(session, poll), entry.below))
