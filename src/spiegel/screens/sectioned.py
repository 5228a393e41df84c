"""What screens of several parts share: their names on top, one part seen, its own keys."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import events, getters
from textual.reactive import reactive
from textual.widgets import ContentSwitcher

from spiegel.commands import Command
from spiegel.commands.keys import key_name
from spiegel.domain.debrief_words import listed
from spiegel.i18n import _, current
from spiegel.screens.base import MeetingScreen
from spiegel.screens.prepare_section import Section
from spiegel.text import plain
from spiegel.widgets.sectionbar import SectionBar

SAID: Final = 4.0
"""Seconds that it is said where a key works."""


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

    def works(self, section: Section, action: str) -> bool:
        """Whether an action, as a command writes it, can be done in a part at all."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """A key of another part does nothing here, and says where it works."""
        here = self.SECTIONS[self.index]
        for command in self.OWN_COMMANDS:
            if event.key not in command.keys:
                continue
            parts = list(self._parts_of(command))
            if parts and here not in parts:
                names = [self.bar.names[self.SECTIONS.index(part)] for part in parts]
                words = _("{key} belongs to: {parts}. Tab goes there.").format(
                    key=key_name(event.key), parts=listed(names, current())
                )
                self.say_below(plain(words, "$accent"))
                self.set_timer(SAID, lambda: self.say_below(None))
                return

    def _parts_of(self, command: Command) -> Iterator[str]:
        for name in self.SECTIONS:
            if self.works(self.query_one(f"#{name}", Section), command.action):
                yield name

    def on_section_bar_chosen(self, event: SectionBar.Chosen) -> None:
        """A click on a name shows that part."""
        self.index = event.index

    def on_section_cursor(self, event: Section.Cursor) -> None:
        """Other keys may do something now."""
        event.stop()
        self.refresh_bindings()
