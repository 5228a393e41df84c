"""Debrief: the professionals among themselves; shows only what the report would show."""

from functools import partial

import msgspec
from textual import events, getters, work
from textual.app import ComposeResult
from textual.widget import Widget

from spiegel.commands import Command
from spiegel.commands.debrief import OVERVIEW, STATEMENTS
from spiegel.domain.report.mirror import Seen, linkings
from spiegel.domain.running.running import Discussed, Go, GoStep
from spiegel.domain.running.steps import debrief_phase, step_now, talking
from spiegel.domain.running.timing import Clock, timetable
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.debrief import view
from spiegel.screens.debrief.decide import Decide
from spiegel.screens.debrief.gate import Gate
from spiegel.screens.debrief.talk import Talk
from spiegel.screens.debrief.told import linking_title, linking_words, mirror_page
from spiegel.screens.shared import time_view
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.pick import Pick
from spiegel.screens.shared.ticking import TickingScreen
from spiegel.screens.shared.typing import Deed
from spiegel.widgets.card import Card
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.phasebar import PhaseBar


class DebriefScreen(TickingScreen, screen="debrief"):
    """The steps of the debrief; the last one is where actions are made.

    What is in a part is made when the debrief first gets there.
    """

    CSS_PATH = "screen.tcss"
    PRIVATE = False
    steps = getters.query_one(PhaseBar)
    bar = getters.query_one(KeyBar)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.before = Card(id="before")
        self.talk = Talk(meeting)
        self.gate = Gate(meeting, self.report)
        self.decide = Decide(meeting, self.report)
        self._part = ""
        self._show_part(view.part(self.meeting.session), update=False)

    def compose(self) -> ComposeResult:
        """The steps on top; then one of four: not begun, a step, actions still closed, actions."""
        yield PhaseBar()
        yield self._widget(view.part(self.meeting.session))
        yield KeyBar(self.OWN_COMMANDS, label=self._label_now)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """A half remark that was typed in the scribe's screen is in the line now."""
        super().on_screen_resume(event)
        self._wake(view.part(self.meeting.session))

    def show_session(self, session: Session) -> None:
        """Draw the part that the debrief is in."""
        part = view.part(session)
        self.steps.phases = view.marks(session)
        self._show_part(part)
        if not self._made(part):
            self.call_next(self._make, part)
            return
        if part == "before":
            self.before.shown = view.before_it(session)
        elif part == "talk":
            self.talk.draw(session)
        elif part == "gate":
            self.gate.draw(session)
        else:
            self.decide.draw(session)
        if part != self._part:
            self._part = part
            self._wake(part)
        self.refresh_bindings()
        self.tick()

    def _widget(self, part: str) -> Widget:
        widgets = {"before": self.before, "talk": self.talk, "gate": self.gate}
        return widgets.get(part, self.decide)

    def _made(self, part: str) -> bool:
        """Whether all that is in this part is there."""
        return self._widget(part).is_mounted

    async def _make(self, part: str) -> None:
        """Make what is in this part, and draw it as things stand then."""
        if not self._made(part):
            await self.mount(self._widget(part), before=self.bar)
        self.show_session(self.meeting.session)

    def _show_part(self, part: str, *, update: bool = True) -> None:
        self.update_classes({f"-{name}": name == part for name in view.PARTS}, update=update)

    def _wake(self, part: str) -> None:
        """Give the focus to what is worked in."""
        if not self._made(part):
            return
        if part == "talk":
            self.talk.desk.resume()
        elif part == "gate":
            self.gate.lines.focus()
        elif part == "decide" and not self.decide.making.active:
            self.decide.upper.focus()
        elif part == "before":
            self.set_focus(None)

    def show_time(self, session: Session, now: Instant) -> Clock:
        """Draw what is left of the step."""
        table = timetable(session, now)
        if talking(session):
            self.steps.time = time_view.digits(table, calm=False)
        if talking(session) and self._made("talk"):
            self.talk.show_time(self.steps.time)
        return time_view.ticking(table)

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done in this part has a key."""
        name, argument = view.called(action, parameters)
        if name in view.ALLOWED and not self._made(view.part(self.meeting.session)):
            return False
        making = self.decide.making.active
        if name == "cards":
            return talking(self.meeting.session)
        if argument == "touches" and not self.meeting.session.personas:
            return False
        if name == "link":
            seen, page = self._mirrored, mirror_page(self.meeting.session)
            return page is not None and seen is not None and bool(linkings(page.mirror, seen))
        return view.allowed(self.meeting.session, name, argument, making=making)

    def _label_now(self, command: Command) -> str:
        """What a key does now: it shows what was told, or all actions, or leads back from there."""
        if command is STATEMENTS:
            back = self.talk.has_class("-reading")
        else:
            back = command is OVERVIEW and self._made("decide") and self.decide.at_overview
        return command.back if back else command.label

    # Letters

    guarded = True

    def deed(self, character: str, key: str) -> Deed | None:
        """What a letter does to an action is taken back when it was typing after all.

        A number marks a group of ideas.
        """
        if character.isdigit():
            return self._numbered(character)
        found = super().deed(character, key)
        command = next((c for c in self.OWN_COMMANDS if key.lower() in c.keys), None)
        name, what = view.called(command.action, ()) if command is not None else ("", "")
        if found is None or name != "change" or not self.decide.would_change(what):
            return found
        return msgspec.structs.replace(found, takes_back=self.action_undo)

    def _numbered(self, digits: str) -> Deed | None:
        deciding = view.part(self.meeting.session) == "decide" and self._made("decide")
        found = deciding and not self.decide.making.active
        ground = self.decide.numbered(int(digits)) if found else None
        if ground is None:
            return None
        mark = partial(self.decide.mark, ground)
        return Deed(keys=digits, label=_("mark"), do=mark, takes_back=mark)

    # Through the steps

    @work
    async def action_begin(self) -> None:
        """Begin the debrief, when the participants are gone."""
        session = self.meeting.session
        phase = debrief_phase(session)
        if phase is None:
            return
        if view.clients_here(session) is not None:
            asked = Confirm(
                _("Begin the debrief?"),
                view.participants_gone(session),
                _("Yes, begin"),
                _("No, not yet"),
            )
            if not await self.app.push_screen_wait(asked):
                return
        self.meeting.submit(Go(phase=phase.number), self.report)

    def action_step(self, by: int) -> None:
        """To the step after this one, or before it."""
        step = view.beside(self.meeting.expected, by)
        if step is not None:
            self.meeting.submit(GoStep(step=step.key), self.report)

    def action_step_back(self) -> None:
        """From the actions to the step before."""
        self.action_step(-1)

    def action_discussed(self) -> None:
        """This step was talked through, nothing is noted."""
        step = step_now(self.meeting.session)
        if step is not None:
            self.meeting.submit(Discussed(step=step.key), self.report)

    def action_gate(self, what: str) -> None:
        """Do this with the step on the line under the cursor."""
        getattr(self.gate, what)()

    # The mirror

    @property
    def _mirrored(self) -> Seen | None:
        """The theme of the mirror under the cursor."""
        part = view.part(self.meeting.session)
        if not self._made(part):
            return None
        if part == "talk":
            return self.talk.mirrored
        return self.decide.mirrored if part == "decide" and not self.decide.making.active else None

    def on_decide_chosen(self, event: Decide.Chosen) -> None:
        """Enter on a theme of the mirror links it."""
        event.stop()
        self.action_link()

    @work
    async def action_link(self) -> None:
        """An expected theme is one that was heard under another name, or is not after all."""
        seen, page = self._mirrored, mirror_page(self.meeting.session)
        found = linkings(page.mirror, seen) if page is not None and seen is not None else ()
        if seen is None or not found:
            return
        picked = await self.app.push_screen_wait(
            Pick(linking_title(seen), [linking_words(one) for one in found])
        )
        if picked is not None and picked.index is not None:
            self.meeting.submit(found[picked.index].change, self.report)

    @work
    async def action_cards(self) -> None:
        """What of the reflection cards the room sees."""
        picked = await self.app.push_screen_wait(
            Pick(_("On the room screen"), view.card_rows(self.meeting.session))
        )
        if picked is not None and picked.index is not None:
            self.meeting.submit(view.CARD_CHANGES[picked.index], self.report)

    # Within a step

    def action_talk(self, what: str, *arguments: int) -> None:
        """Do this in a step."""
        getattr(self.talk, what)(*arguments)

    def action_theme(self, by: int) -> None:
        """The next theme, or the one before."""
        self.decide.go_to(self.decide.index + by)

    def action_decide(self, what: str) -> None:
        """Do this with the statements and actions."""
        getattr(self.decide, what)()

    def action_change(self, what: str) -> None:
        """Do this to the action under the cursor."""
        self.decide.change(what)

    def action_editor(self, what: str) -> None:
        """Do this with the action that is being made."""
        getattr(self.decide.making, what)()
