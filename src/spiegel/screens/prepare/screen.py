"""Prepare: the parts of the preparation and of the day, each a list of its own."""

import datetime
from collections.abc import Mapping
from typing import Final

from textual import events
from textual.content import Content

from spiegel.domain.preparation import targets
from spiegel.domain.preparation.readiness import Part, readiness
from spiegel.domain.session.session import Session, stage
from spiegel.domain.session.stage import Stage
from spiegel.i18n import _, current
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.prepare.asked import AskedSection
from spiegel.screens.prepare.assignment import AssignmentSection
from spiegel.screens.prepare.checklist import ChecklistSection
from spiegel.screens.prepare.day import DaySection
from spiegel.screens.prepare.expectations import ExpectationsSection
from spiegel.screens.prepare.letters import LettersSection
from spiegel.screens.prepare.listeners import ListenersSection
from spiegel.screens.prepare.order import OrderSection
from spiegel.screens.prepare.themes import ThemesSection
from spiegel.screens.shared.section import Section
from spiegel.screens.shared.sectioned import SectionedScreen
from spiegel.text import local_day
from spiegel.widgets.sectionbar import LACKING, READY

PARTS: Final[dict[str, type[Section]]] = {
    "day": DaySection,
    "order": OrderSection,
    "assignment": AssignmentSection,
    "asked": AskedSection,
    "listeners": ListenersSection,
    "expectations": ExpectationsSection,
    "checklist": ChecklistSection,
    "letters": LettersSection,
    "themes": ThemesSection,
}
SECTIONS: Final = tuple(PARTS)
"""The parts, in the order of the bar."""


class PrepareScreen(SectionedScreen, screen="prepare"):
    """What the day itself needs; a key does what it does in the part that is seen."""

    CSS_PATH = "screen.tcss"

    PARTS = PARTS
    SECTIONS = SECTIONS

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        today = local_day(meeting.now())
        self.set_reactive(PrepareScreen.index, first_section(meeting.session, today))

    def names(self) -> tuple[str, ...]:
        """All that the day needs."""
        return (
            _("the day"),
            _("running order"),
            _("assignment"),
            _("participants"),
            _("listeners"),
            _("expectations"),
            _("checklist"),
            _("letters"),
            _("themes"),
        )

    def watch_index(self, index: int) -> None:
        """Another part; names are seen in their own alone."""
        if SECTIONS[index] != "asked":
            for asked in self.query(AskedSection):
                asked.names.close()
        super().watch_index(index)

    def on_screen_suspend(self, _event: events.ScreenSuspend) -> None:
        """Names are seen as long as this screen is."""
        for asked in self.query(AskedSection):
            asked.names.left_for(self.app.screen)

    def show_session(self, session: Session) -> None:
        """Draw the part that is seen, and the title."""
        self.bar.words = Content.styled(session.info.title, "$muted")
        self.bar.signs = signs(session, local_day(self.meeting.now()))
        self.section.draw()
        self.refresh_bindings()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key of another part does nothing here and is not in the footer."""
        name, _bracket, arguments = action.partition("(")
        if name in SECTIONS:
            verb = str(parameters[0]) if parameters else arguments.split("'")[1]
            return name == SECTIONS[self.index] and self.section.can(verb)
        if name in ("add", "edit", "remove", "tick", "read_in", "export"):
            return self.section.can(name)
        return True

    def works(self, section: Section, action: str) -> bool:
        """A command names its part, or what every part can do or cannot; Tab is of no part."""
        name = action.partition("(")[0]
        if name in SECTIONS:
            return section.id == name
        return name != "part" and name in section.VERBS

    # What can be done

    def action_day(self, verb: str, *arguments: object) -> None:
        """Something that can be done in the list of people."""
        self.parts["day"].do(verb, *arguments)

    def action_expectations(self, verb: str, *arguments: object) -> None:
        """Something that can be done with what listeners expect."""
        self.parts["expectations"].do(verb, *arguments)

    def action_asked(self, verb: str, *arguments: object) -> None:
        """Something that can be done with the participants before the day."""
        self.parts["asked"].do(verb, *arguments)

    def action_order(self, verb: str, *arguments: object) -> None:
        """Something that can be done in the running order."""
        self.parts["order"].do(verb, *arguments)

    def action_letters(self, verb: str) -> None:
        """Something that can be done with the letters and papers."""
        self.parts["letters"].do(verb)

    def action_themes(self, verb: str, *arguments: object) -> None:
        """Something that can be done with the themes."""
        self.parts["themes"].do(verb, *arguments)

    def action_edit(self) -> None:
        """Change what the cursor stands on."""
        self.section.do("edit")

    def action_add(self) -> None:
        """One more of what is listed here."""
        self.section.do("add")

    def action_tick(self) -> None:
        """What is under the cursor is so, or is not."""
        self.section.do("tick")

    def action_remove(self) -> None:
        """Take away what the cursor stands on."""
        self.section.do("remove")

    def action_read_in(self) -> None:
        """Take over a plan, or a list of people."""
        self.section.do("read_in")

    def action_export(self) -> None:
        """The running order as a file, or the envelopes."""
        self.section.do("export")


READY_BY: Final[Mapping[str, Part]] = {
    "order": Part.ORDER,
    "assignment": Part.ASSIGNMENT,
    "asked": Part.PARTICIPANTS,
    "listeners": Part.LISTENERS,
    "expectations": Part.EXPECTATIONS,
    "checklist": Part.CHECKLIST,
}
"""The parts that are ready or not before the day."""


def signs(session: Session, today: datetime.date) -> tuple[str, ...]:
    """The sign of each part: ready, lacking something, or none where there is nothing to be ready.

    What it lacks is said in the part itself. After the day nothing is to be ready any more.
    """
    if stage(session) is not Stage.PREPARE:
        return ()
    ready = {
        found.part: found.ready for found in readiness(session, targets.current(), today, current())
    }
    found = (ready.get(READY_BY[name]) if name in READY_BY else None for name in SECTIONS)
    return tuple("" if good is None else READY if good else LACKING for good in found)


def first_section(session: Session, today: datetime.date) -> int:
    """The day from the day itself on, and once people are listed; before that the questions.

    Before a day that is known it is the first part that lacks something, until none does. Where
    people answer on devices nobody is listed, and the questions stay what is needed.
    """
    if session.on_devices:
        return SECTIONS.index("order")
    begun = session.info.date == today or stage(session) is not Stage.PREPARE
    ready = bool(session.questions and session.participants)
    lacking = signs(session, today)
    if ready and not begun and session.info.date is not None and LACKING in lacking:
        return lacking.index(LACKING)
    return SECTIONS.index("day" if begun or ready else "order")
