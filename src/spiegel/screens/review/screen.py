"""Review: what is still unchecked, all statements, the themes, and who agreed to what."""

from collections.abc import Mapping
from typing import ClassVar, cast

from textual.content import Content

from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.screens.prepare.day import DaySection
from spiegel.screens.review import outcomes, own_words
from spiegel.screens.review.queue import Queue
from spiegel.screens.review.statements import Statements
from spiegel.screens.review.themes import CheckedThemes
from spiegel.screens.shared.binding import verb_of
from spiegel.screens.shared.section import Section
from spiegel.screens.shared.sectioned import SectionedScreen

OWN_WORDS = "own-words"
"""One more, where people are known by a code."""
OUTCOMES = "outcomes"
"""One more, where people answer on their devices."""


class ReviewScreen(SectionedScreen, screen="review"):
    """Opens on the queue; a key does what it does in the part that is seen."""

    CSS_PATH = "screen.tcss"

    PARTS: ClassVar[Mapping[str, type[Section]]] = {
        "queue": Queue,
        "statements": Statements,
        "themes": CheckedThemes,
        "people": DaySection,
    }
    SECTIONS: tuple[str, ...] = tuple(PARTS)

    def make_parts(self) -> dict[str, Section]:
        """One for each way to look at what was recorded."""
        parts = super().make_parts()
        if not self.meeting.session.on_devices:
            self.SECTIONS = (*self.PARTS, OWN_WORDS)
            parts[OWN_WORDS] = own_words.OwnWords(self.meeting, self.report, id=OWN_WORDS)
        return parts

    def names(self) -> tuple[str, ...]:
        """What is still unchecked, and all of it."""
        names = (_("to check"), _("statements"), _("themes"), _("participants"))
        return (*names, own_words.name()) if OWN_WORDS in self.SECTIONS else names

    def on_mount(self) -> None:
        """Begin with what is still unchecked."""
        self.show_outcomes(self.meeting.session)
        self.bar.counts = True

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
        done = verb_of(action, parameters)
        return not done or self.section.can(done)

    def works(self, section: Section, action: str) -> bool:
        """A command names what it does with what the cursor stands on."""
        return verb_of(action) in section.VERBS

    @property
    def to_check(self) -> Queue:
        """The part with what is still unchecked."""
        return cast(Queue, self.parts["queue"])

    def on_queue_heard(self, event: Queue.Heard) -> None:
        """A second opinion came: say how much is left now."""
        event.stop()
        if event.found is not None:
            self.show_session(self.meeting.session)
