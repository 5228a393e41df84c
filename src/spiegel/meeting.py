"""A session that is open in this window: its file, its writer, its half-typed line."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Literal, Self

from spiegel import clock
from spiegel.domain.capture import RecordLine
from spiegel.domain.instants import Instant
from spiegel.domain.running import RunningChange
from spiegel.domain.session import Change, Refusal, Session
from spiegel.halfline import KeptLine
from spiegel.i18n import _, current, translations
from spiegel.logbook import LOG
from spiegel.ports import HalfLine, Receipt, Undoing
from spiegel.store.drafts import Drafts
from spiegel.store.errors import StoreError
from spiegel.store.sessionfile import SessionFile
from spiegel.store.sidecar import elsewhere
from spiegel.store.writer import Failed, Followed, Result, Saved, Troubled, Undone, Writer

Role = Literal["moderator", "scribe", "clock"]
Deliver = Callable[[Callable[[], None]], None]


class LiveMeeting:
    """What `ports.Meeting` promises, on a real file.

    deliver: does a call on the screen's thread; the writer's thread hands it every result. All
    methods run on the screen's thread. on_session, on_told: what the program does with a new
    session, and with a sentence about the file or another window.
    """

    def __init__(self, file: SessionFile, deliver: Deliver) -> None:
        self._file = file
        self._session = file.session
        self._deliver = deliver
        self._line = KeptLine(Drafts(file.sidecar.folder, file.window))
        self._then: dict[int, Callable[[Receipt], None]] = {}
        self._under_way: dict[int, RunningChange] = {}
        self._then_undone: dict[int, Callable[[Undoing], None]] = {}
        self.on_session: Callable[[Session], None] = _nothing
        self.on_told: Callable[[str], None] = _nothing
        self._writer = Writer(file, lambda result: deliver(partial(self._settle, result)))

    @classmethod
    def open(cls, path: Path, *, role: Role, deliver: Deliver) -> Self:
        """Open a session for a role. Raises StoreError when it cannot be."""
        return cls(SessionFile(path, clock=clock.now, window=role), deliver)

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
                session = change.apply(session, clock.now())
        return session

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._file.path

    def now(self) -> Instant:
        """The present instant."""
        return clock.now()

    def warnings(self) -> tuple[str, ...]:
        """What to say once at opening: the file lies where two machines may write it."""
        place = elsewhere(self.path)
        return (place.explain(current()),) if place is not None else ()

    def submit(self, change: Change, then: Callable[[Receipt], None] | None = None) -> None:
        """Put a change in the queue."""
        if isinstance(change, RecordLine):
            self._line.entered(change)
        ticket = self._writer.submit(change, self._session)
        if isinstance(change, RunningChange):
            self._under_way[ticket] = change
        if then is not None:
            self._then[ticket] = then

    def undo(self, then: Callable[[Undoing], None], *, running: bool = False) -> None:
        """Take back this window's last change: of the running order, or of all else."""
        ticket = self._writer.undo(lambda change: isinstance(change, RunningChange) is running)
        self._then_undone[ticket] = then

    def redo(self, then: Callable[[Undoing], None], *, running: bool = False) -> None:
        """Make again what was taken back last: of the running order, or of all else."""
        ticket = self._writer.redo(lambda change: isinstance(change, RunningChange) is running)
        self._then_undone[ticket] = then

    # The half-typed line

    @property
    def half_line(self) -> HalfLine:
        """The half-typed line."""
        return self._line.half_line

    def hold(self, half_line: HalfLine) -> None:
        """This is the half-typed line now."""
        self._line.half_line = half_line

    def keep(self) -> None:
        """Keep the half-typed line beside the session."""
        self._line.keep()

    def adopt(self) -> str:
        """Take over what a window that is gone had not saved; returns a sentence about it."""
        for change in self._line.adopt(self._session):
            self.submit(change)
        self.keep()
        return _("A half line was brought back; F4 shows it.") if self.half_line.text else ""

    # Results of the writer, on the screen's thread

    def _settle(self, result: Result) -> None:
        match result:
            case Saved():
                self._under_way.pop(result.ticket, None)
                self._show(result.session)
                self._receipt(result.ticket, Receipt(change=result.change, session=result.session))
            case Failed():
                self._fail(result)
            case Followed():
                self._show(result.session)
            case Undone():
                self._show(result.session)
                kept = tuple(kept.explain(current()) for kept in result.kept)
                done = Undoing(name=result.name(current()), kept=kept)
                self._undone(result.ticket, done)
            case Troubled():
                self.on_told(result.error.explain(current()))
        for told in getattr(result, "told", ()):
            self.on_told(told.explain(current()))

    def _show(self, session: Session) -> None:
        if session is not self._session:
            self._session = session
            self.on_session(session)

    def _receipt(self, ticket: int, receipt: Receipt) -> None:
        if receipt.saved and isinstance(receipt.change, RecordLine):
            self._line.saved(receipt.change)
        then = self._then.pop(ticket, None)
        if then is not None:
            then(receipt)
        elif receipt.problem:
            self.on_told(receipt.problem)

    def _fail(self, failed: Failed) -> None:
        self._under_way.pop(failed.ticket, None)
        LOG.warning("change failed %s", type(failed.error).__name__)
        if isinstance(failed.error, StoreError | Refusal):
            problem = failed.error.explain(current())
        else:
            problem = _("Not saved, because of a fault in Spiegel. The words are still here.")
        if failed.change is None:
            self._undone(failed.ticket, Undoing(problem=problem))
        else:
            self._receipt(failed.ticket, Receipt(change=failed.change, problem=problem))

    def _undone(self, ticket: int, undoing: Undoing) -> None:
        then = self._then_undone.pop(ticket, None)
        if then is not None:
            then(undoing)

    # Documents, and the end

    def export(
        self,
        kind: str,
        folder: Path,
        *,
        template: Path | None,
        progress: Callable[[float], None],
        stopped: Callable[[], bool],
    ) -> Path:
        """Write a document in the language of the session; call it in a thread."""
        from spiegel import export

        return export.export(
            self._session,
            kind,
            folder,
            translations=translations(self._session.info.language),
            template=template,
            progress=progress,
            stopped=stopped,
        )

    def close(self, within: float) -> tuple[str, ...]:
        """Write what waits, for so many seconds at most; returns what could not be saved."""
        self.keep()
        unsaved = self._writer.close(within)
        self._line.close()
        return tuple(
            change.text if isinstance(change, RecordLine) else change.name(current())
            for change in unsaved
        )


def _nothing(_about: object) -> None:
    """Nobody listens yet."""
