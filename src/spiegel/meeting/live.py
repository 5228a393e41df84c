"""A session that is open in this window: its writer, its half-typed line, what is beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Self

import msgspec

from spiegel import clock
from spiegel.domain.running.running import RunningChange
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session
from spiegel.i18n import _, current
from spiegel.meeting.ballots import MeetingBallots
from spiegel.meeting.beside import Beside, BesideFile
from spiegel.meeting.delivery import Deliver
from spiegel.meeting.draft import KeptLine
from spiegel.meeting.opening import explained, keys_of
from spiegel.meeting.port.catalogue import NO_KEY, Key
from spiegel.meeting.port.meeting import Around, HalfLine, Receipt, Trouble, Undoing
from spiegel.meeting.receipts import Answers, by_role, words_of
from spiegel.meeting.strays import StrayLines
from spiegel.store import known
from spiegel.store.session.file import SessionFile
from spiegel.store.session.history import TakenOver, Wanted
from spiegel.store.session.protocol import OpenSession
from spiegel.store.session.writer import (
    LOOK,
    SOON,
    Answered,
    Failed,
    Followed,
    Found,
    Moved,
    Present,
    Result,
    Saved,
    Troubled,
    Undone,
    Writer,
)

if TYPE_CHECKING:
    from spiegel.meeting.port.catalogue import OtherMeetings
    from spiegel.meeting.port.documents import Documents
    from spiegel.meeting.port.names import Names
    from spiegel.meeting.port.opinion import Opinion
    from spiegel.meeting.port.serving import Server
    from spiegel.meeting.port.sources import Sources
    from spiegel.meeting.port.withdrawals import Withdrawals
    from spiegel.meeting.read_beside import ReadBeside

AFTER_FRAME: Final = 0.02
"""Seconds after which what a key marked is surely seen, as a frame takes at most."""

Role = Literal["moderator", "scribe", "clock", "devices"]


class LiveMeeting:
    """What `port.Meeting` promises, in whatever store the session is open.

    beside: what there is beside it in that store. deliver: does a call on the thread that uses the
    meeting, on which all methods run too, but for those that say that they want a thread; the
    writer's thread hands it every result. on_session, on_told, on_around: what the program does
    with a new session, with a sentence about the file or another window, and when `around` is
    another. now: the present instant, when not that of the clock of this computer.
    """

    def __init__(
        self,
        opened: OpenSession,
        beside: Callable[[Any], Beside],
        deliver: Deliver,
        now: Callable[[], Instant] | None = None,
    ) -> None:
        self._now = now
        self._opened, self._find_beside = opened, beside
        self._beside = beside(opened)
        self._session = opened.session
        self._deliver = deliver
        self.typed = KeptLine(self._beside.drafts)
        self._lines: dict[int, str] = {}
        self._under_way: dict[int, RunningChange] = {}
        self._moment: Instant | None = None
        self._server: Server | None = None
        self._sources: ReadBeside | None = None
        self._answers = Answers(lambda words: self.on_told(words))
        self.on_session: Callable[[Session], None] = _nothing
        self.on_told: Callable[[str], None] = _nothing
        self.on_around: Callable[[Around], None] = _nothing
        role = opened.window.rpartition("-")[0]
        self.strays = StrayLines(self.typed, role, deliver)
        self._writer = Writer(
            opened,
            lambda result: deliver(partial(self._settle, result)),
            around=self.strays.look,
            trail=self._beside.trail,
            look=SOON if role == "devices" else LOOK,
        )
        self.strays.others = lambda: self._writer.others
        self.rescue = self._beside.rescue(self._writer, self._answers)
        self.ballots = MeetingBallots(self._writer, self._answers)
        self.around = Around(role=role, others=by_role(self._writer.others))

    @classmethod
    def open(cls, path: Path, *, role: Role, deliver: Deliver, key: Key = NO_KEY) -> Self:
        """Open a session for a role. Raises NotDoneError, and SealedError when it is encrypted."""
        with explained():
            file = SessionFile(path, clock=clock.now, window=role, keys=keys_of(key))
            known.note(file.path)
            return cls(file, BesideFile, deliver)

    def now(self) -> Instant:
        """The present instant."""
        return self._now() if self._now is not None else clock.now()

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._beside.path

    @property
    def rehearsal(self) -> bool:
        """Whether this is a rehearsal, of which nothing is kept."""
        return self._beside.rehearsal

    @property
    def sealed(self) -> bool:
        """Whether the session is encrypted."""
        return self._beside.sealed

    @property
    def session(self) -> Session:
        """The newest value."""
        return self._session

    @property
    def expected(self) -> Session:
        """The newest value, with the steps of the running order that are on their way."""
        session = self._session
        for change in self._under_way.values():
            with suppress(Refusal):
                session = change.apply(session, self.now())
        return session

    def warnings(self) -> tuple[str, ...]:
        """What to say once at opening, such as that two machines may write the file."""
        return self._beside.warnings()

    def submit(
        self,
        change: Change,
        then: Callable[[Receipt], None] | None = None,
        *,
        line: HalfLine | None = None,
        after_frame: bool = False,
    ) -> None:
        """Put a change in the queue; line: what was typed for it. after_frame: who writes the file
        shares the processor with who draws, so the frame goes first.
        """
        if line is not None:
            self.typed.entered(line, change)
        # A step in leading the meeting would come at the wrong moment later, and what cannot be
        # undone is not done behind anybody's back.
        insists = not (change.leads or change.final)
        # A clock runs from the key press, also when the file is busy for some seconds.
        at = self._moment or self.now()
        later = AFTER_FRAME if after_frame else 0.0
        ticket = self._writer.submit(change, self._session, at=at, insists=insists, later=later)
        if line is not None:
            self._lines[ticket] = line.line
        if isinstance(change, RunningChange):
            self._under_way[ticket] = change
        self._answers.change(ticket, then)

    def undo(self, then: Callable[[Undoing], None], *, running: bool = False) -> None:
        """Take back this window's last change: of leading the meeting, or of all else."""
        self._answers.undo(self._writer.undo(_about(running)), then)

    def redo(self, then: Callable[[Undoing], None], *, running: bool = False) -> None:
        """Make again what was taken back last: of leading the meeting, or of all else."""
        self._answers.undo(self._writer.redo(_about(running)), then)

    def adopt(self) -> str:
        """Take over what a window that is gone had not saved; returns a sentence about it."""
        for line, change in self.typed.adopt(self._session):
            self.submit(change, line=line)
        self.typed.keep()
        found = self.typed.half_line.text or self.strays.lines
        return _("A half line was brought back; F4 shows it.") if found else ""

    @contextmanager
    def at(self, moment: Instant) -> Iterator[None]:
        """What is submitted within happened at this moment."""
        self._moment = moment
        try:
            yield
        finally:
            self._moment = None

    # Results of the writer, on the thread that uses the meeting

    def _settle(self, result: Result) -> None:
        match result:
            case Answered():
                # It says nothing of the session, and a device waits for it.
                self._answers.answered(result)
                return
            case Saved():
                self._under_way.pop(result.ticket, None)
                self.typed.saved(self._lines.pop(result.ticket, ""))
                self._show(result.session, final=result.final)
                self._answers.saved(result)
            case Failed():
                self._under_way.pop(result.ticket, None)
                self._answers.failed(result)
            case Followed() | Moved():
                self._go_on(result)
            case Undone():
                self._show(result.session, final=result.final)
                self._answers.undone(result)
            case Found():
                self._answers.found(result)
        self._look_around(result)
        for told in getattr(result, "told", ()):
            self.on_told(told.explain(current()))

    def _go_on(self, result: Followed | Moved) -> None:
        """The file is there, in its old place or another one."""
        if isinstance(result, Moved):
            self._move(result.opened)
        self._show(result.session, final=isinstance(result, Followed) and result.final)
        if isinstance(result, Moved):
            self._answers.moved(result)

    def _look_around(self, result: Result) -> None:
        """What this result says of the other windows and of the file."""
        changed: dict[str, object] = {"waiting": self._answers.waiting}
        match result:
            case Present():
                changed["others"] = by_role(result.others)
                self.strays.others_came()
            case Troubled():
                error, t = result.error, current()
                changed["trouble"] = Trouble(error.in_short(t), error.explain(t))
            case Followed() | Moved() | Saved():
                changed["trouble"] = None
        around = msgspec.structs.replace(self.around, **changed)
        if around != self.around or isinstance(result, Moved):
            self.around = around
            self.on_around(around)

    def _move(self, opened: OpenSession) -> None:
        if opened is not self._opened:
            self._opened, self._beside = opened, self._find_beside(opened)
            self._server = None
            self.typed.moved(self._beside.drafts)

    def _show(self, session: Session, *, final: bool = False) -> None:
        if session is not self._session:
            before, self._session = self._session, session
            self.typed.see(before, session)
            if self.typed.follow(session, before if final else None):
                self.on_told(_("Words in a line that waits were withdrawn, and are gone."))
            if final:
                # Imported at the first one: most meetings have none.
                from spiegel.meeting.forgetting import forget

                forget()
            self.on_session(session)

    # Documents, other meetings, and the end

    @property
    def documents(self) -> "Documents":
        """The documents of the session as it is now."""
        return self._beside.documents(self._session)

    @property
    def names(self) -> "Names":
        """The names behind the codes, for who has their passphrase."""
        return self._beside.names(self._session)

    @property
    def opinion(self) -> "Opinion":
        """Another program that looks for people in texts."""
        from spiegel.meeting.second_opinion import SecondOpinion

        return SecondOpinion()

    @property
    def others(self) -> "OtherMeetings":
        """Other meetings, of which this one can take over what was prepared."""
        from spiegel.meeting.catalogue import FolderCatalogue

        return FolderCatalogue(keeps=not self.rehearsal)

    @property
    def sources(self) -> "Sources":
        """The other meetings that sentences of personas rest on."""
        if self._sources is None:
            from spiegel.meeting.read_beside import ReadBeside

            self._sources = ReadBeside(self)
        return self._sources

    @property
    def withdrawals(self) -> "Withdrawals":
        """Withdrawals in other meetings that this one does not know of yet."""
        return self._beside.withdrawals(self._session)

    @property
    def server(self) -> "Server":
        """The server that people answer on."""
        if self._server is None:
            self._server = self._beside.server(self._deliver)
        return self._server

    def close(self, within: float) -> tuple[str, ...]:
        """Write what waits, for so many seconds at most; returns what could not be saved.

        When the file is gone, all that this window knows goes to another place, `path`.
        """
        if self._sources is not None:
            self._sources.leave()
        self.typed.keep()
        if self.around.trouble is not None and self.around.role != "clock":
            self.rescue.anywhere(_nothing)
        unsaved = self._writer.close(within)
        self._move(self._writer.opened)
        self.typed.close()
        return tuple(filter(None, (self.typed.left(words_of(change)) for change in unsaved)))


def _nothing(_about: object) -> None:
    """Nobody listens yet."""


def _about(running: bool) -> Wanted:
    """Which changes an undo is about: those of leading the meeting, or all else.

    What another window took the place of can be brought back wherever one hears of it.
    """
    return lambda change: isinstance(change, TakenOver) or change.leads is running
