"""Personas: what was said at the left, a persona's fields at the right; a number joins them."""

from collections.abc import Hashable
from functools import partial
from typing import cast

from textual import events, getters, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from spiegel.domain.personas.making import (
    CountHands,
    LookedAt,
    SetState,
    WriteSentence,
    sentences_of,
)
from spiegel.domain.session.personas import Persona, PersonaField, PersonaState, Sentence
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.personas import view
from spiegel.screens.personas.acting import Acting
from spiegel.screens.personas.asking import Asking
from spiegel.screens.personas.beside import Beside, Heading, Place, rests_on
from spiegel.screens.personas.fields import Fields
from spiegel.screens.personas.picturing import Picturing
from spiegel.screens.personas.testing import Testing
from spiegel.screens.shared import around_view
from spiegel.screens.shared.asked import AskedLine
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.choose_meeting import choose_meeting
from spiegel.screens.shared.passphrase import key_for
from spiegel.text import local_day
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import StatusLine


class PersonasScreen(MeetingScreen, screen="personas"):
    """The persona in sight is the first one, until another is chosen.

    Its parts: `beside`, what was said here and in other meetings; at the right `fields`, or
    `testing` while a plan is tested; `writing`, the line at the bottom; `asking`, the forms about a
    persona; `picturing`, its picture; `acting`, the
    actions that touch it.
    """

    CSS_PATH = "screen.tcss"

    said = getters.query_one("#said", Browse)
    card = getters.query_one("#card", Browse)
    top = getters.query_one("#top", StatusLine)
    over_said = getters.query_one("#over-said", StatusLine)
    over_card = getters.query_one("#over-card", StatusLine)
    writing = getters.query_one(AskedLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.beside = Beside(meeting)
        self.fields = Fields(meeting, self.beside)
        self.asking = Asking(meeting, lambda: self.app)
        self.testing = Testing(meeting, self.asking, self.report)
        self.picturing = Picturing(lambda: self.app)
        self.acting = Acting(meeting, lambda: self.app, self.report)
        self._number: int | None = None
        self._field: PersonaField | None = None
        self._asked_from: Browse | None = None

    def compose(self) -> ComposeResult:
        """Who it is; what was said and the persona side by side; the sentence; the keys."""
        yield StatusLine(id="top")
        with Horizontal(id="lists"):
            with Vertical(id="left"):
                yield StatusLine(id="over-said", classes="heading")
                yield Browse(self._said_row, indent=6, click_chooses=False, id="said")
            with Vertical(id="right"):
                yield StatusLine(id="over-card", classes="heading")
                yield Browse(self._card_row, indent=4, id="card")
        yield StatusLine(id="weak")
        yield AskedLine(self.meeting)
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Begin with what was said, and read the meetings that sentences rest on."""
        self.set_focus(self.said)
        self.read_known()

    # What is seen

    @property
    def persona(self) -> Persona | None:
        """The persona in sight."""
        personas = self.meeting.session.personas
        found = personas.get(self._number) if self._number is not None else None
        return found or next(iter(personas.values()), None)

    @property
    def tests(self) -> bool:
        """Whether a plan is tested against the persona in sight."""
        return self.testing.plan is not None and self.persona is not None

    @property
    def right(self) -> Fields | Testing:
        """What is at the right."""
        return self.testing if self.tests else self.fields

    @property
    def at_card(self) -> bool:
        """Whether the right side has the keys, and not what was said."""
        return self.card.has_focus

    @property
    def _marked(self) -> view.Key | None:
        """What is marked at the right."""
        return cast(view.Key | None, self.card.key)

    @property
    def sentence(self) -> Sentence | None:
        """The sentence that is marked at the right."""
        return self.fields.sentence(self._marked)

    def show_session(self, session: Session) -> None:
        """Draw this session, and what is weak in the persona."""
        self.beside.look()
        right = self.right
        right.look(self.persona)
        self.top.words = right.top()
        self.top.end = view.corner(session, self.persona, around_view.private(self.meeting))
        meetings = len({said.meeting for said in self.beside.said.values()})
        self.over_said.words = view.left_heading(len(self.beside.said), meetings)
        self.over_card.words = right.heading()
        self.said.hint = view.nothing_said()
        self.said.show(self.beside.listed())
        self.card.hint = view.no_persona()
        self.card.show(right.keys())
        self.say_marked()
        self.refresh_bindings()

    def _said_row(self, key: Hashable) -> Row:
        if key not in self.beside.said:
            meeting, theme = cast(Heading, key)
            return view.said_heading(self.beside.title(meeting), theme)
        where, persona = key, self.persona
        told = sentences_of(self.meeting.session, persona.number) if persona is not None else ()
        fields = {sentence.field for sentence in told if rests_on(sentence, where)}
        return view.said_row(self.beside.said[where], fields)

    def _card_row(self, key: Hashable) -> Row:
        return self.right.row(cast(view.Key, key))

    def say_marked(self) -> None:
        """What is to be said of what is marked at the right."""
        self.query_one("#weak", StatusLine).words = self.right.below(self._marked)

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """Another row is marked."""
        event.stop()
        self.say_marked()
        self.refresh_bindings()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """The other side has the keys."""
        self.say_marked()
        self.refresh_bindings()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now has a key."""
        name = action.partition("(")[0]
        if name in ("keep", "leave"):
            return self.writing.asks
        if self.writing.asks:
            return False
        if not self.right.allows(name, self._marked if self.at_card else None):
            return False
        match name:
            case "picture":
                return self.persona is not None and not self.tests
            case "actions":
                return self.persona is not None and bool(self.meeting.session.actions)
            case "put" | "put_here" | "write" | "more" | "edit" | "state" | "again" | "plan":
                return self.persona is not None
            case "other":
                return len(self.meeting.session.personas) > 1
            case "find":
                return bool(self.beside.said)
            case _:
                return True

    # Numbers

    def action_put(self, number: int) -> None:
        """What is marked at the left comes under the field with this number, from 1; where a plan
        is tested, that field is answered.
        """
        if self.tests:
            self.answer(view.FIELDS[number - 1])
        else:
            self.put(view.FIELDS[number - 1])

    def put(self, field: PersonaField) -> None:
        """What is marked at the left comes under this field; the next one is marked."""
        persona, where = self.persona, cast(Place | None, self.said.key)
        if persona is None or where is None:
            self.notify(_("No persona yet: n makes one."), markup=False)
            return
        self._field = field
        change = self.beside.under(where, persona.number, field)
        self.meeting.submit(change, partial(self._done, field))
        self.said.action_move(1)

    def _done(self, field: PersonaField | None, receipt: Receipt) -> None:
        """Something is on its way to the disk; the field that it is about is in sight."""
        self.report(receipt)
        self._mark(field)

    def _mark(self, field: PersonaField | None) -> None:
        """Mark the last sentence of a field at the right; None: the top of the persona."""
        keys = view.card_keys(self.meeting.session, self.persona)
        if keys and not self.tests:
            at = view.row_of(self.meeting.session, self.persona, field) if field else keys[0]
            self.card.show(keys, at=at)

    def action_put_here(self) -> None:
        """What is marked at the left comes under what is marked at the right."""
        field = self._marked_field()
        if field is not None:
            self.put(field)

    def _marked_field(self) -> PersonaField | None:
        return self.right.field(self._marked)

    # The sentence

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter, or a click on what is marked at the right, writes its sentence."""
        event.stop()
        self.action_write()

    def action_write(self) -> None:
        """The sentence of the field that something came under last, or of the marked one."""
        persona = self.persona
        if self.tests:
            self.answer(self._marked_field() or PersonaField.HOME)
            return
        field = self._marked_field() if self.at_card else self._field or self._marked_field()
        if persona is None or field is None:
            return
        there = sentences_of(self.meeting.session, persona.number, field)
        chosen = self.sentence if self.at_card else next(iter(there[-1:]), None)
        self._ask(persona, field, chosen)

    def _ask(self, persona: Persona, field: PersonaField, sentence: Sentence | None) -> None:
        self._asked_from = self.card if self.at_card else self.said
        self.writing.ask(self.fields.asked(persona, field, sentence))

    def action_more(self) -> None:
        """One more sentence in that field."""
        persona = self.persona
        field = self._marked_field() if self.at_card else self._field or self._marked_field()
        if persona is not None and field is not None:
            self._ask(persona, field, None)

    async def action_keep(self) -> None:
        """It is so, with all that was typed by now; of a plan the next field is asked."""
        await self.writing.typed()
        self.writing.answer(self._submit)
        self._written()
        after = self.testing.following if self.tests else None
        if after is not None:
            self.answer(after)

    def _submit(self, change: Change) -> None:
        then = partial(self._done, change.field) if isinstance(change, WriteSentence) else None
        self.meeting.submit(change, then or self.report)

    async def action_leave(self) -> None:
        """It stays as it was; what is typed waits."""
        await self.writing.typed()
        self.writing.leave()
        self._written()

    def _written(self) -> None:
        """The keys are back where the sentence was asked for."""
        self.set_focus(self.card if self.tests else self._asked_from or self.said)
        self.refresh_bindings()

    @work
    async def action_hands(self) -> None:
        """How many put up a hand for the marked sentence."""
        sentence = self.sentence
        if sentence is not None:
            hands = await self.asking.hands(sentence)
            if hands is not None:
                change = CountHands(number=sentence.number, hands=hands if hands >= 0 else None)
                self.meeting.submit(change, self.report)

    def action_stays(self) -> None:
        """Something under it went, and the sentence stays."""
        if self.sentence is not None:
            self.meeting.submit(LookedAt(number=self.sentence.number), self.report)

    def action_remove(self) -> None:
        """What is marked at the left lies under no sentence; or the sentence, or persona, goes."""
        persona = self.persona
        if persona is None:
            return
        if self.at_card or self.tests:
            change = self.right.removed(self._marked if self.at_card else None)
            if change is not None:
                self.meeting.submit(change, self.report)
            return
        where = cast(Place | None, self.said.key)
        for sentence in sentences_of(self.meeting.session, persona.number):
            if where is not None and rests_on(sentence, where):
                self.meeting.submit(self.beside.taken(sentence, where), self.report)

    # A plan

    @work
    async def action_plan(self) -> None:
        """Test the plan that was tested last, or one that is asked for; the persona again."""
        if await self.testing.turn():
            self._turned()

    @work
    async def action_other_plan(self) -> None:
        """Another plan, or one that was tested, by its title."""
        if await self.testing.other():
            self._turned()

    def _turned(self) -> None:
        """The right side is another one, or of another plan."""
        self.show_session(self.meeting.session)
        if self.tests:
            self.set_focus(self.card)

    def answer(self, field: PersonaField) -> None:
        """Write what the plan changes in this field."""
        asked = self.testing.asked(field)
        if asked is not None:
            self.card.show(self.testing.keys(), at=view.tested_key(field))
            self.writing.ask(asked)

    # The persona

    @work
    async def action_new(self) -> None:
        """A new persona, which comes in sight."""
        change = await self.asking.new()
        if change is not None:
            self._number = self.meeting.session.number("personas")
            self._field = None
            self.meeting.submit(change, partial(self._done, None))

    @work
    async def action_edit(self) -> None:
        """Another name or age band; another title for the plan that is tested."""
        persona = self.persona
        if self.tests:
            if await self.testing.rename():
                self._turned()
            return
        for change in await self.asking.other(persona) if persona is not None else ():
            self.meeting.submit(change, self.report)

    @work
    async def action_picture(self) -> None:
        """A picture that the group chose, or none any more."""
        persona = self.persona
        change = await self.picturing.ask(persona) if persona is not None else None
        if change is not None:
            self.meeting.submit(change, self.report)

    @work
    async def action_actions(self) -> None:
        """Which actions touch the persona."""
        if self.persona is not None:
            await self.acting.ask(self.persona)

    def action_other(self) -> None:
        """The next persona."""
        numbers, persona = list(self.meeting.session.personas), self.persona
        if persona is not None:
            at = numbers.index(persona.number) + 1
            self._number, self._field = numbers[at % len(numbers)], None
            self.show_session(self.meeting.session)
            self._mark(None)

    def action_state(self, state: str) -> None:
        """How far the persona is; the same once more: it is a draft."""
        persona = self.persona
        if persona is None:
            return
        wanted = PersonaState(state)
        if persona.state is wanted:
            wanted = PersonaState.DRAFT
        change = SetState(number=persona.number, state=wanted, again=persona.again)
        self.meeting.submit(change, self.report)
        if wanted is PersonaState.AGREED and (words := self.fields.to_look_at()):
            self.notify(words, severity="warning", timeout=10, markup=False)

    @work
    async def action_again(self) -> None:
        """The day to look at it again."""
        persona = self.persona
        today = local_day(self.meeting.now())
        change = await self.asking.again(persona, today) if persona is not None else None
        if change is not None:
            self.meeting.submit(change, self.report)

    # What was said elsewhere

    @work
    async def action_find(self) -> None:
        """Search in what was said."""
        where = await self.asking.find(self.beside.said)
        if where is not None:
            self.said.show(self.beside.listed(), at=where)
            self.set_focus(self.said)

    @work
    async def action_source(self) -> None:
        """Read another meeting beside this one."""
        others = self.meeting.others
        title = _("Which meeting shall be read beside this one?")
        path = await choose_meeting(self.app, others, title, self.meeting.path)
        key = await key_for(self.app, others, path) if path is not None else None
        if path is None or key is None:
            return
        source = await self.beside.read(path, key)
        if source.problem:
            self.notify(source.problem, severity="error", timeout=10, markup=False)
        elif source.id not in self.beside.sources:
            self.notify(_("That is this meeting itself."), severity="warning", markup=False)
        else:
            self._go_to(source.id)

    def _go_to(self, meeting: str) -> None:
        """Show what was said in a meeting that was just read."""
        self.show_session(self.meeting.session)
        first = next((where for where in self.beside.said if where[0] == meeting), None)
        if first is not None:
            self.said.show(self.beside.listed(), at=first)

    @work
    async def read_known(self) -> None:
        """Show the meetings that sentences rest on, which are read when the meeting is opened."""
        await self.beside.read_known()
        self.show_session(self.meeting.session)

    # Where

    def action_side(self) -> None:
        """To the other list."""
        self.set_focus(self.said if self.at_card else self.card)

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        (self.card if self.at_card else self.said).page(pages)
