"""The keys of a window, before any screen gets them: what is typing changes nothing."""

import uuid
from collections.abc import Callable
from typing import Any, Final, Protocol

import msgspec
from textual import events
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, TextArea

from spiegel.app.notifications import Messages
from spiegel.domain.capture.capture import where
from spiegel.domain.polls.paper import is_paper, is_sheet
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.words import clean
from spiegel.meeting.port.meeting import HalfLine, Meeting
from spiegel.screens.shared import typing_view as view
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.half_form import KEEP_AFTER
from spiegel.screens.shared.panels import Panel
from spiegel.screens.shared.typing import Deed, Typing

LATE: Final = 0.03
"""Seconds after which a wait is surely over, so that a key just in time is looked at first."""


class Rested(Message):
    """Nobody pressed a key for as long as was waited for."""


class Screens(Protocol):
    """What is asked of the app on whose screens the keys are pressed."""

    @property
    def screen(self) -> Screen[Any]: ...
    @property
    def screen_stack(self) -> list[Screen[Any]]: ...
    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer: ...
    def post_message(self, message: Message) -> bool:
        """Send it behind all that was pressed until now."""
        ...


class Guard:
    """Hands the keys of one window to `Typing`, and does what it finds; made with a meeting.

    screens: they say what their letters do (`guarded`, `deed`, `say_below`).
    """

    def __init__(self, meeting: Meeting, screens: Screens, messages: Messages) -> None:
        self._meeting = meeting
        self._screens = screens
        self._messages = messages
        self._typing = Typing(self)
        self._acts: list[tuple[Deed, float]] = []
        self._moments: dict[float, Instant] = {}
        self._stray = HalfLine()
        self._taken_back = meeting.typed.taken_back
        self._timer: Timer | None = None
        self._keeping: Timer | None = None
        self._names: dict[str, str] = {}
        self._said_on: MeetingScreen | Panel[Any] | None = None
        self._now = 0.0

    @property
    def waits(self) -> bool:
        """Whether a key was pressed of which nobody knows yet what it is."""
        return self._typing.held is not None

    async def takes(self, event: events.Key | events.Paste) -> bool:
        """Whether a key is typing or a command that waits; then no screen gets it."""
        base, seen = self._screens.screen_stack[0], self._screens.screen
        if not isinstance(base, MeetingScreen) or not base.guarded:
            self._typing.leave()
            return False
        self._now = event.time
        if self._goes_to_a_field(seen):
            self._typing.other(event.time)
            return False
        taken = self._took(event, seen)
        await self._do()
        return taken

    def _goes_to_a_field(self, seen: Screen[Any]) -> bool:
        """Whether somebody types in a field, that no letter opened just now."""
        field = isinstance(seen.focused, Input | TextArea)
        return field and not self._typing.typing and not self._typing.just_acted(self._now)

    def _took(self, event: events.Key | events.Paste, seen: Screen[Any]) -> bool:
        if isinstance(event, events.Paste):
            self._typing.pasted(event.text.replace("\r\n", "\n").replace("\r", "\n"), event.time)
            return True
        match event.key:
            case "enter":
                return self._typing.enter(event.time)
            case "escape":
                if isinstance(seen, Panel):
                    self._typing.covered()
                return self._typing.escape(event.time)
            case "backspace":
                return self._typing.backspace(event.time)
        if event.character is None or not event.is_printable:
            self._typing.other(event.time)
            return False
        at_once = isinstance(seen, Panel) and seen.at_once(event.key)
        if at_once and not self._typing.typing:
            return False
        self._moments = {event.time: self._meeting.now()}
        self._names[event.character] = event.key
        self._typing.printable(event.character, event.time)
        return True

    async def rested(self, now: float) -> None:
        """A wait is over, and no key is on its way any more."""
        self._typing.rest(now)
        await self._do()

    async def _do(self) -> None:
        """Do what stood alone, as of the moment of its key."""
        acts, self._acts = self._acts, []
        for deed, at in acts:
            with self._meeting.at(self._moments.get(at) or self._meeting.now()):
                done = deed.do()
                if done is not None:
                    await done

    # What `Typing` sees and asks for

    def deed(self, keys: str) -> Deed | None:
        """What these keys do on the screen that is seen."""
        seen = self._screens.screen
        if not isinstance(seen, MeetingScreen | Panel):
            return None
        return seen.deed(keys, self._names.get(keys, keys))

    def about(self, deed: Deed | None) -> None:
        """Show what is about to be done."""
        self._say(view.about(deed) if deed is not None else None)

    def ask(self, deed: Deed | None) -> None:
        """Open the line at the bottom, or close it."""
        self._say(view.asked(deed) if deed is not None else None)

    def act(self, deed: Deed, at: float) -> None:
        """Do it when all that this key means is known."""
        self._acts.append((deed, at))

    def retract(self, deed: Deed) -> None:
        """Take back what it did."""
        if deed.takes_back is not None:
            deed.takes_back()

    def typed(self, text: str) -> None:
        """More of the stray line; a panel over the screen closes."""
        seen = self._screens.screen
        if isinstance(seen, Panel):
            seen.dismiss(None)
        self._without_what_was_taken_back()
        begins = not self._stray.line
        if begins:
            place = where(self._meeting.expected)
            self._stray = HalfLine(line=uuid.uuid4().hex, where=place)
        self._hold(self._stray.text + clean(text))
        if begins:
            words = view.typed(elsewhere=self._meeting.strays.elsewhere)
            if not self._say(words, typed=True):
                self._messages.tell(words.plain, "information")

    def erased(self) -> None:
        """Less of it."""
        self._without_what_was_taken_back()
        self._hold(self._stray.text[:-1])

    def entered(self) -> None:
        """It is whole: it goes to who writes."""
        self._stray = HalfLine()
        self._meeting.strays.send()
        self._say(None)

    def wake(self, seconds: float) -> None:
        """Look again after so many seconds, behind all keys that came until then."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screens.set_timer(
            seconds + LATE, lambda: self._screens.post_message(Rested())
        )

    def _without_what_was_taken_back(self) -> None:
        """Words that somebody took back meanwhile do not come back with the next key."""
        since, self._taken_back = self._taken_back, self._meeting.typed.taken_back
        self._stray = self._meeting.typed.left_of(self._stray, since)

    def _hold(self, text: str) -> None:
        secret = is_paper(text) and (self._stray.secret or is_sheet(self._meeting.session, text))
        self._stray = msgspec.structs.replace(self._stray, text=text, secret=secret)
        self._meeting.strays.hold(self._stray)
        if self._keeping is None:
            self._keeping = self._screens.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        self._meeting.typed.keep()

    def _say(self, words: Content | None, *, typed: bool = False) -> bool:
        """Say it at the bottom of the screen that is seen; returns whether it is said there."""
        if self._said_on is not None:
            self._said_on.say_below(None)
        seen = self._screens.screen_stack[0] if typed else self._screens.screen
        self._said_on = seen if isinstance(seen, MeetingScreen | Panel) else None
        if self._said_on is None or words is None:
            return True
        return self._said_on.say_below(words, typed=typed)
