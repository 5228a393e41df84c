"""One part of a screen of several: a list, and what can be done with what the cursor stands on."""

import asyncio
import datetime
from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar, Final

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from spiegel.domain.session.session import Change, Session
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.text import local_day
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.line import StatusLine
from spiegel.widgets.lines import Lines

DOES: Final = "do_"
"""Begins the name of a method that does what a key asks for."""


class Advice(Lines):
    """What is advised, in as many lines as it takes; a line of the screen when there is nothing."""

    DEFAULT_CSS = """
    Advice { height: auto; min-height: 1; max-height: 3; padding: 0 2; }
    """

    words: reactive[Content] = reactive(Content(""), layout=False)

    def watch_words(self) -> None:
        """Draw them."""
        self.changed()

    def render(self) -> Content:
        """The words as they are."""
        return self.words


class Section(Vertical):
    """A list with a line above and a line under it.

    What can be done is a method `do_...`; the screen calls it by that name.
    """

    DEFAULT_CSS = """
    Section { height: 1fr; }
    Section StatusLine { padding: 0 2; }
    Section Browse { margin: 0 1; }
    """
    INDENT = 7
    VERBS: ClassVar[tuple[str, ...]] = ()
    """What can be done here at all."""
    WITH_ONE: ClassVar[frozenset[str]] = frozenset(
        (
            *("accept", "alike", "edit", "element", "mark", "mark_all", "merge", "next_theme"),
            *("paraphrase", "pin", "remove", "sign", "theme", "tick", "toggle", "who"),
            *("all", "chair", "consent", "present", "together", "withdraw"),
        )
    )
    """What is done with something that is listed: not while nothing is."""

    browse = getters.query_one(Browse)
    summary = getters.query_one(".summary", StatusLine)
    advice = getters.query_one(Advice)
    about = getters.query_one(".about", StatusLine)

    class Cursor(Message):
        """The cursor stands on something with which other keys do something."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.VERBS = tuple(name[len(DOES) :] for name in dir(cls) if name.startswith(DOES))

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None], *, id: str) -> None:
        super().__init__(id=id)
        self.meeting = meeting
        self.report = report
        self._keys: Sequence[Hashable] = ()
        self._adding = False
        self._before: Session | None = None
        self._doable: frozenset[str] | None = None

    def compose(self) -> ComposeResult:
        """How it stands, the list, and what the cursor stands on."""
        yield StatusLine(whole=True, folds=True, classes="summary")
        yield Advice()
        yield from self.above()
        yield self.make_list()
        yield StatusLine(whole=True, folds=True, classes="about")

    def above(self) -> ComposeResult:
        """What stands right above the list."""
        yield from ()

    def make_list(self) -> Browse:
        """The list itself."""
        return Browse(self.row, indent=self.INDENT)

    @property
    def session(self) -> Session:
        """The newest value."""
        return self.meeting.session

    @property
    def today(self) -> datetime.date:
        """The day of the meeting's clock, where the laptop is."""
        return local_day(self.meeting.now())

    def row(self, key: Hashable) -> Row:
        """What to draw for a key."""
        raise NotImplementedError

    def keys(self) -> Sequence[Hashable]:
        """What is in the list, in order."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw the newest value; the cursor goes to what was just added, or came back."""
        keys = self.keys()
        looks = self._adding or self._before is not None
        new = [key for key in keys if key not in self._keys] if looks else []
        begins = not (self._keys or new)
        if begins:
            new = self.to_begin_with(keys)
        self._adding = self._adding and not new
        if self._before is not self.session:
            self._before = None
        self._keys = keys
        self.browse.show(keys, at=new[0] if new else None, high=begins)

    def to_begin_with(self, _keys: Sequence[Hashable]) -> list[Hashable]:
        """Where the cursor stands when the list is first seen; nothing where that is on top."""
        return []

    def submit(self, change: Change, *, adds: bool = False) -> None:
        """Put a change in the queue; adds: the cursor goes to what it brings."""
        self._adding = self._adding or adds
        self.meeting.submit(change, self.report)

    def bring_back(self) -> None:
        """What comes back with the next value is where the cursor goes."""
        self._before = self.session

    def say(self, words: str) -> None:
        """Say something that is no error."""
        self.notify(words, markup=False)

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """Say what the cursor stands on."""
        event.stop()
        self.about.words = self.about_words()
        self.tell_cursor()

    def tell_cursor(self) -> None:
        """Say when other things can be done now than where the cursor stood before."""
        doable = frozenset(verb for verb in self.VERBS if self.can(verb))
        if doable != self._doable:
            self._doable = doable
            self.post_message(self.Cursor())

    def on_browse_seen(self, event: Browse.Seen) -> None:
        """Say how many more there are under what is seen, where there is a line for it."""
        event.stop()
        if not self.query(".about"):
            return
        self.about.end = self.browse.more(event.below)
        self.about.words = self.about_words()

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter, or a click on what the cursor stands on, changes it."""
        event.stop()
        self.edit(event.key)

    def edit(self, key: Hashable) -> None:
        """Change what was chosen, wherever the cursor went since."""
        self.do("edit")

    def about_words(self) -> Content:
        """What there is to know about what the cursor stands on."""
        return Content("")

    async def typed(self) -> None:
        """All keys that were pressed by now stand in the field that they are for."""
        if self.screen.focused is not None:
            there = asyncio.Event()
            self.screen.focused.call_later(there.set)
            await there.wait()

    def can(self, verb: str) -> bool:
        """Whether this can be done here."""
        return verb in self.VERBS and (verb not in self.WITH_ONE or self._lists_some)

    def why_not(self, _verb: str) -> str:
        """Why this cannot be done with what the cursor stands on; empty where that has no words."""
        return ""

    @property
    def _lists_some(self) -> bool:
        return self.is_mounted and self.browse.key is not None

    def do(self, verb: str, *arguments: object) -> None:
        """Do it, if it can be done here."""
        if self.can(verb):
            getattr(self, f"{DOES}{verb}")(*arguments)
