"""Follow-up: the actions in this round, what participants hear of them, and the round before."""

from collections.abc import Mapping
from typing import ClassVar

from textual.content import Content

from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.screens.followup import view
from spiegel.screens.followup.before import BeforeSection
from spiegel.screens.followup.evaluating import EvaluationSection
from spiegel.screens.followup.heard import HeardSection
from spiegel.screens.followup.keeping import KeepingSection
from spiegel.screens.followup.round import RoundSection
from spiegel.screens.shared.binding import verb_of
from spiegel.screens.shared.section import Section
from spiegel.screens.shared.sectioned import SectionedScreen


class FollowupScreen(SectionedScreen, screen="followup"):
    """Opens on the round that comes next."""

    CSS_PATH = "screen.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall")]  # noqa: RUF012

    PARTS: ClassVar[Mapping[str, type[Section]]] = {
        "round": RoundSection,
        "heard": HeardSection,
        "before": BeforeSection,
        "evaluation": EvaluationSection,
        "keeping": KeepingSection,
    }
    SECTIONS = tuple(PARTS)

    def names(self) -> tuple[str, ...]:
        """The actions, what participants hear, the round before, and what is kept until when."""
        return _("actions"), _("feedback"), _("previous"), _("evaluation"), _("wiping")

    def show_session(self, session: Session) -> None:
        """Draw the part that is seen, and what is too late."""
        late = view.late(session, self.section.today)
        self.bar.words = Content.styled(late, "bold $accent") if late else Content("")
        self.section.draw()
        self.refresh_bindings()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key of another part does nothing here and is not in the footer."""
        name = action.partition("(")[0]
        if name == "part":
            return not self.section.has_class("-asking")
        if name in ("keep", "leave"):
            return self.section.can(name)
        done = verb_of(action, parameters)
        return not done or self.section.can(done)

    def works(self, section: Section, action: str) -> bool:
        """A command names what it does with what the cursor stands on."""
        return hasattr(section, f"do_{verb_of(action) or action.partition('(')[0]}")

    # What can be done

    async def action_keep(self) -> None:
        """What is asked is answered, with all that was typed by now."""
        await self.section.typed()
        self.section.do("keep")

    async def action_leave(self) -> None:
        """What is asked is left; all that was typed by now waits."""
        await self.section.typed()
        self.section.do("leave")
