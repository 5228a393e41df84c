"""A session that is open in this window: its file, its writer, its drafts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Literal, Self

from spiegel import clock, export, i18n
from spiegel.domain.capture import recorded
from spiegel.domain.instants import Instant
from spiegel.domain.session import Change, Session
from spiegel.ports import HalfLine, Receipt, Undoing
from spiegel.store.drafts import Draft, Drafts
from spiegel.store.sessionfile import SessionFile
from spiegel.store.writer import Failed, Followed, Result, Saved, Undone, Writer

Role = Literal["moderator", "scribe", "clock"]


class LiveMeeting:
    """What `ports.Meeting` promises, on a real file.

    All methods but `deliver`'s callers run on the screen's thread; the writer's thread only hands
    calls to `deliver`.
    """

    def __init__(
        self, file: SessionFile, drafts: Drafts, deliver: Callable[[Callable[[], None]], None]
    ) -> None:
        self._file = file
        self._drafts = drafts
        self._session = file.session
        self._deliver = deliver
        self._then: dict[int, Callable[[Receipt], None]] = {}
        self._undoing: dict[int, Callable[[Undoing], None]] = {}
        self._half_line = HalfLine()
        self._keeper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="draft")
        self.on_session: Callable[[Session], None] = lambda session: None
        self.on_told: Callable[[str], None] = lambda words: None
        self._writer = Writer(file, self._from_writer)
