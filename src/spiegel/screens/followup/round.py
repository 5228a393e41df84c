"""The actions in the round of now: each gets its state by one key, and a few words where needed."""

import asyncio
import datetime
from collections.abc import Hashable, Sequence
from functools import partial
from typing import Final, cast

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from spiegel.domain.actions.deciding import EditAction, EditActions
from spiegel.domain.actions.following import is_open, standing
from spiegel.domain.followup.rounds import Look, Round, in_order, round_now, rounds, to_look_at
from spiegel.domain.preparation.tasks import TickTask
from spiegel.domain.report.plan_back import lines, read_back
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, told_field
from spiegel.i18n import N_, _, current
from spiegel.meeting.list_file import ACTION_PLANS, read_plan
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.followup import view
from spiegel.screens.followup.asking import ASKED, AskingSection
from spiegel.screens.shared import touches
from spiegel.screens.shared.asked import Asked
from spiegel.screens.shared.choose_file import ChooseFile
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.preview import Preview
from spiegel.screens.shared.shared_key import debrief_key
from spiegel.screens.shared.typed_day import typed_day, wrong_day
from spiegel.widgets.browse import Browse, Row

STATES: Final = ("done", "busy", "agreed", "stopped", "same")
"""What gives an action its state."""


class RoundSection(AskingSection):
    """A line for each action, by its day; the cursor goes on when a state is given."""

    INDENT = 6

    def below(self) -> ComposeResult:
        """In a high window, what the action rests on."""
        yield Static("", classes="behind")

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """Say what the cursor stands on, and what that rests on."""
        super().on_browse_moved(event)
        words = view.behind(self.session, self.action)
        self.query_one(".behind", Static).update(words, layout=False)

    def keys(self) -> Sequence[Hashable]:
        """The actions by their number."""
        return [action.number for action in in_order(self.session)]

    def to_begin_with(self, _keys: Sequence[Hashable]) -> list[Hashable]:
        """The first one that is still to be looked at."""
        now = self.now
        first = next(to_look_at(self.session, now), None) if now is not None else None
        return [first.number] if first is not None else []

    @property
    def now(self) -> Round | None:
        """The round that comes next, or is going on."""
        return round_now(self.session, self.today)

    @property
    def action(self) -> Action | None:
        """The action under the cursor."""
        return self.session.actions.get(cast(int, self.browse.key))

    def row(self, key: Hashable) -> Row:
        """An action: how it stands, whether it was looked at, and what was written down of it."""
        action = self.session.actions.get(cast(int, key))
        return view.action_row(self.session, action, self.now, self.today) if action else Row()

    def draw(self) -> None:
        """Draw the actions, how they stand together, and the rounds."""
        super().draw()
        session, today = self.session, self.today
        hint = _("No action was made yet: {key} makes them.")
        words = hint.format(key=debrief_key(self.session))
        self.browse.hint = Content.styled(words, "$muted")
        self.summary.words = view.rounds_line(rounds(session, today), self.now, today)
        self.advice.words = view.counted(session, self.now, today)

    def about_words(self) -> Content:
        """What the cursor stands on."""
        return view.about(self.session, self.action)

    def can(self, verb: str) -> bool:
        """Nothing becomes of what is declined; a round needs actions, and who is touched too."""
        if not super().can(verb):
            return False
        if verb in STATES:
            return self.action is not None and self.action.kind is not ActionKind.DECLINE
        if verb == "held":
            return bool(self.session.actions)
        return verb != "touches" or (self.action is not None and bool(self.session.personas))

    def why_not(self, verb: str) -> str:
        """Of what is declined nothing becomes."""
        declined = self.action is not None and self.action.kind is ActionKind.DECLINE
        return _("What will not be done has no state. e: why not.") if declined else ""

    @work
    async def do_read_in(self) -> None:
        """An action plan that came back: what changes, what does not fit, and only then kept."""
        folder = self.meeting.path.parent
        panel = ChooseFile(_("Which action plan?"), ACTION_PLANS, folder)
        path = await self.app.push_screen_wait(panel)
        if path is None:
            return
        try:
            book = await asyncio.to_thread(read_plan, path)
        except NotDoneError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return
        found = await asyncio.to_thread(read_back, self.session, book, self.today)
        said = [(words, "$accent" if wrong else "") for words, wrong in lines(found, current())]
        said = said or [(_("Nothing changes."), "")]
        preview = Preview(_("Action plan"), said, any_=bool(found.changes))
        if await self.app.push_screen_wait(preview):
            self.submit(EditActions(edits=found.edits))

    # One key an action

    def do_done(self) -> None:
        """It is done: what shows it?"""
        self._look(ActionStatus.DONE)

    def do_stopped(self) -> None:
        """It was stopped: why?"""
        self._look(ActionStatus.STOPPED)

    def do_busy(self) -> None:
        """Somebody is working on it; when it is late: why is it not done yet?"""
        self._look(ActionStatus.BUSY)

    def do_agreed(self) -> None:
        """It was agreed on, and nothing was done yet; when it is late: why not?"""
        self._look(ActionStatus.AGREED)

    def do_same(self) -> None:
        """Its state is what it was; when it is late: why is it not done yet?"""
        if self.action is not None:
            self._look(self.action.status, asks=is_open(self.action))

    def _look(self, status: ActionStatus, *, asks: bool = True) -> None:
        action = self.action
        if action is None:
            return
        then = msgspec.structs.replace(action, status=status)
        asked = ASKED.get(standing(then, self.today))
        if asked is None or not asks:
            self.submit(Look(number=action.number, status=status))
            self.browse.action_move(1)
        else:
            self._ask(then, _(asked))

    def _ask(self, then: Action, asked: str) -> None:
        """Its words, and with them it comes to its state."""
        number, status = then.number, then.status
        self.ask(
            Asked(
                label=f"{number} · {view.state_words(status)} · {asked}",
                half=f"{told_field(status)} {number}",
                saved=then.told,
                change=lambda words: Look(number=number, status=status, told=words),
            )
        )

    # More of one action, and the round itself

    @work
    async def do_edit(self) -> None:
        """Who, when, who watches over it, and what became of it."""
        action = self.action
        if action is None or self.line.asks:
            return
        values = await self.app.push_screen_wait(
            Form(
                view.form_title(action),
                tuple(Field(key=k, label=_(label), value=v) for k, label, v in _fields(action)),
                check=partial(_problem, today=self.today),
                half=HalfForm(self.meeting.typed, f"follow-up {action.number}"),
            )
        )
        if values is not None:
            before = {key: value for key, _label, value in _fields(action)}
            changed = {k: v for k, v in values.items() if v.strip() != before[k]}
            days = {k: typed_day(v, self.today) for k, v in changed.items() if k in _DAYS}
            if changed:
                self.submit(EditAction(number=action.number, fields={**changed, **days}))

    @work
    async def do_touches(self) -> None:
        """Which personas it touches."""
        action = self.action
        if action is None or self.line.asks:
            return
        form = touches.form(self.meeting, action, action.words)
        values = await self.app.push_screen_wait(form)
        change = touches.change(action, values) if values is not None else None
        if change is not None:
            self.submit(change)

    def do_held(self) -> None:
        """The round was held today; when all were, the last one was not after all."""
        now = self.now
        round_ = now or rounds(self.session, self.today)[-1]
        self.submit(TickTask(key=round_.key, done=self.today if now is not None else None))
        self.say(view.held(self.session, round_, again=now is None))


_DAYS: Final = ("by", "first_check")


def _fields(action: Action) -> tuple[tuple[str, str, str], ...]:
    """What can be changed of an action here: the field, its label, and what stands in it."""
    fields = [
        ("owner", N_("who"), action.owner),
        ("by", N_("when"), view.typed_of(action.by)),
        ("guard", N_("watched by"), action.guard),
        ("first_check", N_("first check"), view.typed_of(action.first_check)),
    ]
    if action.status is ActionStatus.DONE or action.evidence:
        fields.append(("evidence", N_("what shows it"), action.evidence))
    if action.status is ActionStatus.STOPPED or action.stopped:
        fields.append(("stopped", N_("why it was stopped"), action.stopped))
    if is_open(action):
        fields.append(("progress", N_("how it stands"), action.progress))
    if action.kind is ActionKind.DECLINE:
        fields = [("reason", N_("why not"), action.reason)]
    return tuple(fields)


def _problem(values: Values, today: datetime.date) -> str:
    """What stands in the way of keeping it."""
    wrong = (wrong_day(values.get(key, ""), today) for key in _DAYS)
    return next(filter(None, wrong), "")
