"""A few words at the right end of a row: who else is there, and what needs attention."""

import msgspec
from textual.content import Content
from textual.style import Style


class Corner(msgspec.Struct, frozen=True):
    """loud: always stands there, in the accent colour. quiet: only where there is room.

    action: what a click on the loud words does.
    """

    loud: str = ""
    quiet: str = ""
    action: str = ""

    @property
    def least(self) -> int:
        """The columns that the loud words take."""
        return Content(self.loud).cell_length

    @property
    def most(self) -> int:
        """The columns that all words take."""
        both = 3 if self.loud and self.quiet else 0
        return self.least + both + Content(self.quiet).cell_length

    def within(self, room: int) -> Content:
        """What stands in so many columns; quiet words are left out rather than cut."""
        loud = Content.styled(self.loud, "bold $accent")
        if self.action:
            loud = loud.stylize(Style.from_meta({"@click": self.action}))
        quiet = Content.styled(self.quiet, "$muted")
        if not self.quiet or loud.cell_length + quiet.cell_length + 3 > room + 3 * (not self.loud):
            return loud
        return Content.assemble(loud, "   ", quiet) if self.loud else quiet
