"""Documents are made one at a time, in a thread: how far one is, where it is, or why it is not."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from threading import Event
from typing import Any, Final

import msgspec

from spiegel.domain.report.kinds import AFTER, KINDS
from spiegel.domain.report.standing import not_noted
from spiegel.i18n import _, current
from spiegel.i18n.refused import reason
from spiegel.meeting.port.documents import Written
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.report.view import Making
from spiegel.text import hour_minute

WORD: Final = ".docx"


class Press:
    """draw: something else is to be seen of a document. ended: one is there, or could not be."""

    def __init__(
        self, meeting: Meeting, draw: Callable[[], None], ended: Callable[[], object]
    ) -> None:
        self._meeting, self._draw, self._ended = meeting, draw, ended
        self._stop: Event | None = None
        self.made: dict[str, Making] = {}
        self.forget()

    def forget(self) -> None:
        """Say no more of what was made."""
        self.made = {kind: Making() for kind in AFTER}

    def of(self, kind: str) -> Making:
        """What became of a kind of document."""
        return self.made.get(kind, Making())

    @property
    def busy(self) -> bool:
        """Whether a document is being made."""
        return self._stop is not None

    def stop(self) -> None:
        """Stop what is being made; no half file is left."""
        if self._stop is not None:
            self._stop.set()

    def begin(
        self, kind: str, folder: Path, template: Path | None, *, unchecked: bool
    ) -> Coroutine[Any, Any, None]:
        """A document is made from now on, while this is awaited. template: the house style."""
        self._stop = stop = Event()
        self._show(kind, Making(part=0.0))
        return self._make(kind, folder, template, stop, unchecked=unchecked)

    async def _make(
        self, kind: str, folder: Path, template: Path | None, stop: Event, *, unchecked: bool
    ) -> None:
        path, problem = None, ""
        try:
            written = await self._written(kind, folder, template, stop, unchecked=unchecked)
        except NotDoneError as error:
            problem = str(error)
        except OSError as error:
            why = reason(error)
            problem = _("It could not be written in this folder: {reason}.").format(reason=why)
        else:
            path = written.path
            problem = "" if written.noted else not_noted(current())
        finally:
            self._stop = None
        self._end(kind, Making(path=path, problem=problem, time=hour_minute(self._meeting.now())))
        if path is not None and path.suffix == WORD:
            await self._check(kind, path)

    async def _written(
        self, kind: str, folder: Path, template: Path | None, stop: Event, *, unchecked: bool
    ) -> Written:
        """Made in a thread; anew when somebody takes words back meanwhile."""
        meeting = self._meeting
        while True:
            since = meeting.typed.taken_back

            def stopped(since: int = since) -> bool:
                return stop.is_set() or meeting.typed.taken_back != since

            try:
                written = await asyncio.to_thread(
                    meeting.documents.make,
                    kind,
                    folder,
                    template=template if KINDS[kind].of or KINDS[kind].extension == WORD else None,
                    progress=self._progress(kind),
                    stopped=stopped,
                    unchecked=unchecked,
                )
            except NotDoneError:
                if stop.is_set() or meeting.typed.taken_back == since:
                    raise
                continue
            if stop.is_set() or meeting.typed.taken_back == since:
                return written

    def _progress(self, kind: str) -> Callable[[float], None]:
        """What the thread tells how far it is, in whole hundredths."""
        loop, told = asyncio.get_running_loop(), 0

        def progress(part: float) -> None:
            nonlocal told
            if int(100 * part) > told:
                told = int(100 * part)
                loop.call_soon_threadsafe(self._reached, kind, part)

        return progress

    def _reached(self, kind: str, part: float) -> None:
        if self.busy and self.of(kind).part is not None:
            self._show(kind, Making(part=part))

    def _end(self, kind: str, making: Making) -> None:
        self._show(kind, making)
        self._ended()

    async def _check(self, kind: str, path: Path) -> None:
        """Look whether everybody can read what was made, unless another was made meanwhile."""
        try:
            points = await asyncio.to_thread(self._meeting.documents.points, path)
        except NotDoneError:
            return
        if self.of(kind).path == path:
            self._show(kind, msgspec.structs.replace(self.of(kind), points=points))

    def failed(self) -> None:
        """A fault in what makes it is said, and keeps nothing else from being made."""
        for kind, making in self.made.items():
            if making.part is not None:
                words = _("It could not be made, because of a fault in Spiegel.")
                time = hour_minute(self._meeting.now())
                self._end(kind, Making(problem=words, time=time))

    def _show(self, kind: str, making: Making) -> None:
        self.made[kind] = making
        self._draw()
