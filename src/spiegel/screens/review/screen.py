"""Review: what is still unchecked, all statements, the themes, and who agreed to what."""

from typing import Final, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import ContentSwitcher

from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.screens.prepare.day import DaySection
from spiegel.screens.review import outcomes, own_words
from spiegel.screens.review.checking import Queue, Statements
from spiegel.screens.review.themes import CheckedThemes
from spiegel.screens.shared import around_view
from spiegel.screens.shared.section import Section
from spiegel.screens.shared.sectioned import SectionedScreen
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.sectionbar import SectionBar

PARTS: Final[dict[str, type[Section]]] = {
    "queue": Queue,
    "statements": Statements,
    "themes": CheckedThemes,
    "people": DaySection,
}
SECTIONS: Final = tuple(PARTS)
"""The parts, in the order of the bar."""
OWN_WORDS = "own-words"
"""One more, where people are known by a code."""
OUTCOMES = "outcomes"
"""One more, where people answer on their devices."""


class ReviewScreen(SectionedScreen, screen="review"):
    """Opens on the queue; a key does what it does in the part that is seen."""

    CSS_PATH = "screen.tcss"

    SECTIONS: tuple[str, ...] = SECTIONS

    def make_parts(self) -> dict[str, Section]:
        """One for each way to look at what was recorded."""
        parts = {name: make(self.meeting, self.report, id=name) for name, make in PARTS.items()}
        if not self.meeting.session.on_devices:
            self.SECTIONS = (*SECTIONS, OWN_WORDS)
            part = own_words.OwnWords(self.meeting, self.report, id=OWN_WORDS)
            parts[OWN_WORDS] = part
        return parts

    def compose(self) -> ComposeResult:
        """The names of the parts, the part that is seen, the keys."""
        names = (_("to check"), _("statements"), _("themes"), _("participants"))
        yield SectionBar((*names, own_words.name()) if OWN_WORDS in self.SECTIONS else names)
        with ContentSwitcher(initial=self.section.id):
            yield self.section
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Begin with what is still unchecked."""
        self.show_outcomes(self.meeting.session)
        self.bar.corner = around_view.private(self.meeting)
        self.bar.counts = True
        self.watch_index(self.index)

    def show_outcomes(self, session: Session) -> None:
        """One part more as soon as a question is put to everybody's devices."""
        if OUTCOMES in self.SECTIONS or not any(q.answer for q in session.questions.values()):
            return
        self.SECTIONS = (*self.SECTIONS, OUTCOMES)
        self.bar.names = (*self.bar.names, outcomes.name())
        self.bar.refresh()
        self.parts[OUTCOMES] = outcomes.Outcomes(self.meeting, self.report, id=OUTCOMES)

    def show_session(self, session: Session) -> None:
        """Draw the part that is seen, and how much is left."""
        self.show_outcomes(session)
        left = len(self.to_check.concerns())
        words = _("{count} to go").format(count=left) if left else _("all checked")
        self.bar.words = Content.styled(words, "bold $accent" if left else "$success")
        self.section.draw()
        self.refresh_bindings()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key of another part does nothing here and is not in the footer."""
        name, _bracket, arguments = action.partition("(")
        if name != "do":
            return True
        verb = str(parameters[0]) if parameters else arguments.split("'")[1]
        return self.section.can(verb)

    def works(self, section: Section, action: str) -> bool:
        """A command names what it does with what the cursor stands on."""
        name, _bracket, arguments = action.partition("(")
        return name == "do" and arguments.split("'")[1] in section.VERBS

    @property
    def to_check(self) -> Queue:
        """The part with what is still unchecked."""
        return cast(Queue, self.parts["queue"])

    def on_queue_heard(self, event: Queue.Heard) -> None:
        """A second opinion came: say how much is left now."""
        event.stop()
        if event.found is not None:
            self.show_session(self.meeting.session)

    # What can be done

    async def action_part(self, by: int) -> None:
        """On to the next part, or back, around."""
        await self.show_part((self.index + by) % len(self.SECTIONS))

    def action_do(self, verb: str, *arguments: object) -> None:
        """Something that can be done with what the cursor stands on."""
        self.section.do(verb, *arguments)

    def action_page(self, pages: int) -> None:
        """A page up or down in the list."""
        self.section.browse.page(pages)
