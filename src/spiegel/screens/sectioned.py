"""What screens of several parts share: their names on top, one part seen, its own keys."""

from typing import ClassVar

from textual import getters
from textual.reactive import reactive
from textual.widgets import ContentSwitcher

from spiegel.screens.base import MeetingScreen
from spiegel.screens.prepare_section import Section
from spiegel.widgets.sectionbar import SectionBar


class SectionedScreen(MeetingScreen):
    """A screen that shows one of its SECTIONS, the ids of its parts in order."""

    SECTIONS: ClassVar[tuple[str, ...]] = ()

    index: reactive[int] = reactive(0, init=False)
    """Which part is seen."""

    bar = getters.query_one(SectionBar)
    switcher = getters.query_one(ContentSwitcher)

    @property
    def section(self) -> Section:
        """The part that is seen."""
        return self.query_one(f"#{self.SECTIONS[self.index]}", Section)

    def watch_index(self, index: int) -> None:
        """Show another part."""
        self.bar.current = index
        self.switcher.current = self.SECTIONS[index]
        self.section.browse.focus()
        self.call_after_refresh(self._shown)

    def _shown(self) -> None:
        """Draw the part once it knows how much room it has."""
        self.section.draw()
        self.refresh_bindings()

    def on_section_bar_chosen(self, event: SectionBar.Chosen) -> None:
        """A click on a name shows that part."""
        self.index = event.index

    def on_section_cursor(self, event: Section.Cursor) -> None:
        """Other keys may do something now."""
        event.stop()
        self.refresh_bindings()
