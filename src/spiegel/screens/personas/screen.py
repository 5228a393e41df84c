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
    WriteSentence,
    is_being_written,
    sentences_of,
)
from spiegel.domain.session.personas import Persona, PersonaField, Sentence
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.personas import view
from spiegel.screens.personas.asking import Asking
from spiegel.screens.personas.beside import Beside
from spiegel.screens.personas.fields import Fields
from spiegel.screens.personas.left import Left
from spiegel.screens.personas.testing import Testing
from spiegel.screens.personas.who import Who
from spiegel.screens.shared import around_view
from spiegel.screens.shared.asked import AskedLine
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.binding import verb_of
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import StatusLine


class PersonasScreen(MeetingScreen, screen="personas"):
    """What was said beside one persona, which is `who`.

    Its other parts: `left`, what was said, here and `beside`; at the right `fields`, or `testing`
    while a plan is tested; `writing`, the line at the bottom; `asking`, the forms.
    """

    CSS_PATH = "screen.tcss"

    card = getters.query_one("#card", Browse)
    top = getters.query_one("#top", StatusLine)
    over_card = getters.query_one("#over-card", StatusLine)
    writing = getters.query_one(AskedLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.beside = Beside(meeting)
        self.fields = Fields(meeting, self.beside)
        self.asking = Asking(meeting, self.beside, lambda: self.app)
        self.testing = Testing(meeting, self.asking, self.report)
        self.who = Who(
            meeting, self.asking, lambda: self.app, self.fields, self.report, self._another
        )
        self.left = Left(meeting, self.beside, lambda: self.persona)
        self._field: PersonaField | None = None
        self._put: PersonaField | None = None
        self._asked_from: Browse | None = None

    @property
    def guarded(self) -> bool:
        """While sentences are written keys and words come at once, and nobody tells."""
        return super().guarded and not is_being_written(self.meeting.session)

    def compose(self) -> ComposeResult:
        """Who it is; what was said and the persona side by side; the sentence; the keys."""
        yield StatusLine(id="top")
        with Horizontal(id="lists"):
            yield self.left
            with Vertical(id="right"):
                yield StatusLine(id="over-card", classes="heading")
                yield Browse(self._card_row, indent=4, id="card")
        yield StatusLine(id="weak")
        yield AskedLine(self.meeting)
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Begin with what was said, and read the meetings that sentences rest on."""
        self.set_focus(self.left.browse)
        self.read_known()

    # What is seen

    @property
    def persona(self) -> Persona | None:
        """The persona in sight."""
        return self.who.persona

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
        self.left.draw()
        right, persona = self.right, self.persona
        right.look(persona)
        self.top.words = right.top()
        self.top.end = view.corner(session, self.persona, around_view.private(self.meeting))
        self.over_card.words = right.heading()
        self.card.hint = view.no_persona()
        put = self._put if not self.tests else None
        self.card.show(right.keys(), at=view.row_of(session, persona, put) if put else None)
        self.say_marked()
        self.refresh_bindings()

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
        verb = verb_of(action, parameters)
        name = verb or action.partition("(")[0]
        if name in ("keep", "leave"):
            return self.writing.asks
        if self.writing.asks:
            return False
        if not self.right.allows(name, self._marked if self.at_card else None):
            return False
        if verb:
            return self.who.can(verb)
        match name:
            case "put" | "put_here" | "write" | "more" | "edit" | "plan":
                return self.persona is not None
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
        change = self.left.put(field)
        if change is None:
            self.notify(_("No persona yet: n makes one."), markup=False)
            return
        self._field = self._put = field
        self.meeting.submit(change, partial(self._done, field), after_frame=True)

    def _done(self, field: PersonaField | None, receipt: Receipt) -> None:
        """Something is on its way to the disk; the field that it is about is in sight."""
        self.report(receipt)
        self._mark(field)

    def _mark(self, field: PersonaField | None) -> None:
        """Mark the last sentence of a field at the right; None: the top of the persona."""
        self._put = None
        keys = view.card_keys(self.meeting.session, self.persona)
        if keys and not self.tests:
            at = view.row_of(self.meeting.session, self.persona, field) if field else keys[0]
            if self.card.key != at:
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
        self._asked_from = self.card if self.at_card else self.left.browse
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
        self.set_focus(self.card if self.tests else self._asked_from or self.left.browse)
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
        for taken in self.left.taken():
            self.meeting.submit(taken, self.report)

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

    def action_do(self, verb: str, *arguments: object) -> None:
        """Something that is done with the persona as a whole."""
        waits = self.who.do(verb, *arguments)
        if waits is not None:
            self.run_worker(waits)

    @work
    async def action_edit(self) -> None:
        """Another name or age band; another title for the plan that is tested."""
        if not self.tests:
            await self.who.do_edit()
        elif await self.testing.rename():
            self._turned()

    def _another(self) -> None:
        """Another persona is in sight, from its top."""
        self._field = None
        self.show_session(self.meeting.session)
        self._mark(None)

    # What was said elsewhere

    @work
    async def action_find(self) -> None:
        """Search in what was said."""
        where = await self.asking.find(self.beside.said)
        if where is not None:
            self.left.draw(where)
            self.set_focus(self.left.browse)

    @work
    async def action_source(self) -> None:
        """Read another meeting beside this one."""
        if await self.left.read_another():
            self.show_session(self.meeting.session)

    @work
    async def read_known(self) -> None:
        """Show the meetings that sentences rest on, which are read when the meeting is opened."""
        await self.beside.read_known()
        self.show_session(self.meeting.session)

    # Where

    def action_side(self) -> None:
        """To the other list."""
        self.set_focus(self.left.browse if self.at_card else self.card)

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        (self.card if self.at_card else self.left.browse).page(pages)
