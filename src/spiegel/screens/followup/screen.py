"""Follow-up: the actions in this round, what participants hear of them, and the round before."""

from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import ContentSwitcher

from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.screens.followup import view
from spiegel.screens.followup.before import BeforeSection
from spiegel.screens.followup.evaluating import EvaluationSection
from spiegel.screens.followup.heard import HeardSection
from spiegel.screens.followup.keeping import KeepingSection
from spiegel.screens.followup.round import RoundSection
from spiegel.screens.shared import around_view
from spiegel.screens.shared.section import Section
from spiegel.screens.shared.sectioned import SectionedScreen
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.sectionbar import SectionBar

PARTS: Final[dict[str, type[Section]]] = {
    "round": RoundSection,
    "heard": HeardSection,
    "before": BeforeSection,
    "evaluation": EvaluationSection,
    "keeping": KeepingSection,
}


class FollowupScreen(SectionedScreen, screen="followup"):
    """Opens on the round that comes next."""

    CSS_PATH = "screen.tcss"

    SECTIONS: tuple[str, ...] = tuple(PARTS)

    def make_parts(self) -> dict[str, Section]:
        """The round, what participants hear, the round before, and what is kept until when."""
        return {name: make(self.meeting, self.report, id=name) for name, make in PARTS.items()}

    def compose(self) -> ComposeResult:
        """The names of the parts, the part that is seen, the keys."""
        yield SectionBar(
            (
                _("actions"),
                _("feedback"),
                _("previous"),
                _("evaluation"),
                _("wiping"),
            )
        )
        with ContentSwitcher(initial=self.section.id):
            yield self.section
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Begin with the actions."""
        self.bar.corner = around_view.private(self.meeting)
        self.watch_index(self.index)

    def show_session(self, session: Session) -> None:
        """Draw the part that is seen, and what is too late."""
        late = view.late(session, self.section.today)
        self.bar.words = Content.styled(late, "bold $accent") if late else Content("")
        self.section.draw()
        self.refresh_bindings()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key of another part does nothing here and is not in the footer."""
        name, _bracket, arguments = action.partition("(")
        if name == "part":
            return not self.section.has_class("-asking")
        if name in ("keep", "leave"):
            return self.section.can(name)
        if name != "do":
            return True
        verb = str(parameters[0]) if parameters else arguments.split("'")[1]
        return self.section.can(verb)

    def works(self, section: Section, action: str) -> bool:
        """A command names what it does with what the cursor stands on."""
        name, _bracket, arguments = action.partition("(")
        verb = arguments.split(chr(39))[1] if name == "do" else name
        return hasattr(section, f"do_{verb}")

    # What can be done

    async def action_part(self, by: int) -> None:
        """On to the next part, or back, around."""
        await self.show_part((self.index + by) % len(self.SECTIONS))

    def action_do(self, verb: str, *arguments: object) -> None:
        """Something that can be done with what the cursor stands on."""
        self.section.do(verb, *arguments)

    async def action_keep(self) -> None:
        """What is asked is answered, with all that was typed by now."""
        await self.section.typed()
        self.section.do("keep")

    async def action_leave(self) -> None:
        """What is asked is left; all that was typed by now waits."""
        await self.section.typed()
        self.section.do("leave")

    def action_page(self, pages: int) -> None:
        """A page up or down in the list."""
        self.section.browse.page(pages)
