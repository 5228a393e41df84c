"""Personas: what was said at the left, a persona's fields at the right; a number joins them."""

from functools import partial

from textual import events, getters, work
from textual.app import ComposeResult
from textual.containers import Horizontal

from spiegel.domain.personas.making import CountHands, LookedAt, is_being_written
from spiegel.domain.session.personas import Persona, PersonaField
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.personas import view
from spiegel.screens.personas.asking import Asking
from spiegel.screens.personas.beside import Beside
from spiegel.screens.personas.fields import Fields
from spiegel.screens.personas.left import Left
from spiegel.screens.personas.right import Right
from spiegel.screens.personas.testing import Testing
from spiegel.screens.personas.who import Who
from spiegel.screens.personas.writing import Writing
from spiegel.screens.shared import around_view
from spiegel.screens.shared.asked import AskedLine
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.binding import verb_of
from spiegel.widgets.browse import Browse
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import StatusLine


class PersonasScreen(MeetingScreen, screen="personas"):
    """What was said beside one persona, which is `who`.

    Its other parts: `left`, what was said, here and `beside`; at the `right` its `fields`, or
    `testing` while a plan is tested; `writing`, what is written in the `line` at the bottom;
    `asking`, the forms.
    """

    CSS_PATH = "screen.tcss"

    top = getters.query_one("#top", StatusLine)
    weak = getters.query_one("#weak", StatusLine)

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
        self.right = Right(meeting, self.fields, self.testing, lambda: self.persona)
        self.line = AskedLine(meeting)
        sides = (self.left, self.right)
        self.writing = Writing(meeting, self.line, sides, self.fields, self.testing, self.report)

    @property
    def guarded(self) -> bool:
        """While sentences are written keys and words come at once, and nobody tells."""
        return super().guarded and not is_being_written(self.meeting.session)

    def compose(self) -> ComposeResult:
        """Who it is; what was said and the persona side by side; the sentence; the keys."""
        yield StatusLine(whole=True, id="top")
        with Horizontal(id="lists"):
            yield self.left
            yield self.right
        yield StatusLine(id="weak")
        yield self.line
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

    def show_session(self, session: Session) -> None:
        """Draw this session, and what is weak in the persona."""
        self.left.draw()
        self.right.draw()
        self.top.words = self.right.shown.top()
        self.top.end = view.corner(session, self.persona, around_view.private(self.meeting))
        self.say_marked()

    def say_marked(self) -> None:
        """What is to be said of what is marked at the right, and what can be done with it."""
        self.weak.words = self.right.below()
        self.refresh_bindings()

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """Another row is marked."""
        event.stop()
        self.say_marked()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """The other side has the keys."""
        self.say_marked()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now has a key."""
        verb = verb_of(action, parameters)
        name = verb or action.partition("(")[0]
        if name in ("keep", "leave"):
            return self.line.asks
        if self.line.asks or not self.right.allows(name):
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

    # What comes under a field

    def action_put(self, number: int) -> None:
        """What is marked at the left comes under the field with this number, from 1; where a plan
        is tested, that field is answered.
        """
        field = view.FIELDS[number - 1]
        if self.right.tests:
            self.writing.answer(field)
        else:
            self._put(field)

    def action_put_here(self) -> None:
        """What is marked at the left comes under what is marked at the right."""
        if self.right.field is not None:
            self._put(self.right.field)

    def _put(self, field: PersonaField) -> None:
        """What is marked at the left comes under this field; the next one is marked."""
        change = self.left.put(field)
        if change is None:
            self.notify(_("No persona yet: n makes one."), markup=False)
            return
        self.writing.put = field
        self.right.await_put(field)
        self.meeting.submit(change, partial(self._is_put, field), after_frame=True)

    def _is_put(self, field: PersonaField, receipt: Receipt) -> None:
        """It is on the disk, and its field is in sight."""
        self.report(receipt)
        self.right.mark(field)

    def action_remove(self) -> None:
        """What is marked at the left lies under no sentence; or the sentence, or persona, goes."""
        if self.persona is None:
            return
        if self.right.has_keys or self.right.tests:
            change = self.right.removed()
            if change is not None:
                self.meeting.submit(change, self.report)
            return
        for taken in self.left.taken():
            self.meeting.submit(taken, self.report)

    # A sentence

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """A click on what is marked at the right writes its sentence."""
        event.stop()
        self.action_write()

    def action_write(self) -> None:
        """The sentence of the field that something came under last, or of the marked one."""
        self.writing.sentence(self.persona)

    def action_more(self) -> None:
        """One more sentence in that field."""
        self.writing.sentence(self.persona, more=True)

    async def action_keep(self) -> None:
        """What was written is so."""
        await self.writing.keep()

    async def action_leave(self) -> None:
        """It stays as it was."""
        await self.writing.leave()

    @work
    async def action_hands(self) -> None:
        """How many put up a hand for the marked sentence."""
        sentence = self.right.sentence
        if sentence is not None:
            hands = await self.asking.hands(sentence)
            if hands is not None:
                change = CountHands(number=sentence.number, hands=hands if hands >= 0 else None)
                self.meeting.submit(change, self.report)

    def action_stays(self) -> None:
        """Something under it went, and the sentence stays."""
        sentence = self.right.sentence
        if sentence is not None:
            self.meeting.submit(LookedAt(number=sentence.number), self.report)

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
        if self.right.tests:
            self.set_focus(self.right.browse)

    # The persona

    def action_do(self, verb: str, *arguments: object) -> None:
        """Something that is done with the persona as a whole."""
        waits = self.who.do(verb, *arguments)
        if waits is not None:
            self.run_worker(waits)

    @work
    async def action_edit(self) -> None:
        """Another name or age band; another title for the plan that is tested."""
        if not self.right.tests:
            await self.who.do_edit()
        elif await self.testing.rename():
            self._turned()

    def _another(self) -> None:
        """Another persona is in sight, from its top."""
        self.writing.put = None
        self.show_session(self.meeting.session)
        self.right.mark(None)

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
        self.set_focus(self.left.browse if self.right.has_keys else self.right.browse)

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        (self.right if self.right.has_keys else self.left).browse.page(pages)
