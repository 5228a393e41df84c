"""The room clock: huge digits, the part and who may speak, for everybody in the room."""

import msgspec
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var

from spiegel.commands import clock, everywhere
from spiegel.commands.keys import key_name
from spiegel.domain.running.reflection import ShowCards
from spiegel.domain.running.steps import talking
from spiegel.domain.running.timing import Clock, Pace, timetable
from spiegel.domain.session.elements import Element
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.screens.clock import view
from spiegel.screens.shared.ticking import TickingScreen
from spiegel.screens.shared.typing import Deed
from spiegel.text import hour_minute, plain
from spiegel.widgets.bars import Bars
from spiegel.widgets.digits import BigDigits
from spiegel.widgets.join_card import JoinCard, Joining
from spiegel.widgets.lettering import Lettering
from spiegel.widgets.line import StatusLine
from spiegel.widgets.timebox import STYLES


class ClockScreen(TickingScreen, screen="clock"):
    """What the room may see: never a statement, a code, overtime, or trouble with the file."""

    CSS_PATH = "screen.tcss"
    PRIVATE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (21, "-middle"), (34, "-high"), (60, "-huge")]  # noqa: RUF012

    calm: var[bool] = var(False, init=False)
    """Silence: the part and who may speak, without time."""

    _asked: Content | None = None

    time = getters.query_one("#time", StatusLine)
    digits = getters.query_one(BigDigits)
    below = getters.query_one("#below", StatusLine)

    def compose(self) -> ComposeResult:
        """The part on top, the time large, who may speak and how much is left under it."""
        yield StatusLine(id="time")
        yield Lettering(id="heading", most=5)
        with Vertical(id="centre"):
            yield BigDigits(align="center")
            yield Lettering(id="words")
            yield Bars()
        yield Lettering(id="who-first", most=2)
        yield Lettering(id="who-second", most=2)
        yield Lettering(id="state", most=3)
        yield StatusLine(id="below")

    guarded = True

    def deed(self, character: str, key: str) -> Deed | None:
        """The room looks on: even silence waits for Enter."""
        found = super().deed(character, key)
        if found is None:
            return None
        if found.label != _(clock.SILENCE.label):
            return found
        words = _("Show the time again?") if self.calm else _("Hide the time?")
        return msgspec.structs.replace(found, asks=words)

    def say_below(self, words: Content | None, *, typed: bool = False) -> bool:
        """What Enter would do; where typed words went is no business of the room."""
        if not typed:
            self._asked = words
            self._show_below()
        return not typed

    def show_session(self, _session: Session) -> None:
        """Draw the newest value."""
        self.tick()
        self._show_below()

    def _show_below(self) -> None:
        """What is asked, else the few keys of who leads: small, the room has the words above."""
        self.below.words = self._asked if self._asked is not None else self._keys()

    def _keys(self) -> Content:
        """The keys that do something now; none on a screen that must be dark."""
        if self.has_class("-blank"):
            return Content("")
        there = {entry.binding.id for entry in self.active_bindings.values()}
        cards = (clock.CARDS,) if talking(self.meeting.session) else ()
        commands = (everywhere.MODERATE, clock.SILENCE, *cards, everywhere.HELP)
        keys = (
            f"{command.shown or key_name(command.keys[0])} {_(command.label)}"
            for command in commands
            if command.id in there or command not in everywhere.COMMANDS
        )
        return plain("  ".join(keys), "$muted")

    def show_time(self, session: Session, now: Instant) -> Clock:
        """Draw what time changes; equal values are not painted again."""
        serving = self.meeting.server.look() if view.polled(session) else None
        shown = view.room(session, now, calm=self.calm, serving=serving)
        self.set_class(shown.blank, "-blank")
        self.time.end = plain("" if shown.blank else hour_minute(now))
        self.digits.value = shown.digits
        self.digits.display = bool(shown.digits)
        self._say("#words", shown.words)
        bars = self.query_one(Bars)
        bars.bars, bars.display = shown.bars, bool(shown.bars)
        self._show_joining(shown.joining)
        self._say("#heading", shown.heading)
        first, second, *_more = (*shown.who, "", "")
        self._say("#who-first", first)
        self._say("#who-second", second)
        self._say("#state", shown.state)
        self._show_pace(shown.pace)
        table = timetable(session, now)
        return table.pause or table.main

    def _show_pace(self, pace: Pace) -> None:
        """Colour what says how the time stands: a class of the screen would style all of it."""
        for widget in (self.digits, *self.query("#words, #state")):
            for each, style in STYLES.items():
                widget.set_class(each is pace, style)

    def _show_joining(self, joining: Joining | None) -> None:
        """How one takes part on a device; made when people first can."""
        cards = self.query(JoinCard)
        if joining is not None and not cards:
            card = JoinCard()
            card.joining = joining
            self.query_one("#centre").mount(card)
        for card in cards:
            card.display = joining is not None
            card.joining = joining

    def _say(self, name: str, words: str) -> None:
        """Draw these words; without words there is no empty place either."""
        line = self.query_one(name, Lettering)
        line.words = words
        line.display = bool(words)

    def watch_calm(self) -> None:
        """Draw without time, or with it again."""
        self.tick()

    def action_silence(self) -> None:
        """Hide the time, or show it again."""
        self.calm = not self.calm

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Cards are for the debrief; one is chosen while all four are shown."""
        name = action.partition("(")[0]
        if name not in ("cards", "card"):
            return super().allows(action, parameters)
        session = self.meeting.session
        return talking(session) and (session.info.reflecting or name == "cards")

    def action_cards(self) -> None:
        """The reflection cards, or the clock again."""
        self.meeting.submit(ShowCards(away=self.meeting.session.info.reflecting), self.report)

    def action_card(self, element: str) -> None:
        """This card was chosen."""
        self.meeting.submit(ShowCards(card=Element(element)), self.report)

    def action_turn(self, by: int) -> None:
        """On to the rows that do not fit, or back."""
        self.query_one(Bars).turn(by)
