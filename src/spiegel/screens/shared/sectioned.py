"""What screens of several parts share: their names on top, one part seen, its own keys."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Final

from textual import events, getters, work
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import AwaitMount
from textual.widgets import ContentSwitcher

from spiegel.commands import Command
from spiegel.commands.keys import key_name
from spiegel.domain.report.standing import Standing
from spiegel.domain.report.wording import listed
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared import around_view
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.binding import verb_of
from spiegel.screens.shared.section import Section
from spiegel.text import plain
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.sectionbar import SectionBar

SAID: Final = 4.0
"""Seconds that it is said where a key works."""
RESTED: Final = 1.5
"""Seconds without a change after which it is looked how the documents stand."""


class SectionedScreen(MeetingScreen):
    """A screen that shows one of its SECTIONS, the ids of its PARTS in order.

    Here is changed what stands in documents, so it says once when they fall behind by it.
    """

    PARTS: ClassVar[Mapping[str, type[Section]]] = {}
    SECTIONS: tuple[str, ...] = ()

    index: reactive[int] = reactive(0, init=False)
    """Which part is seen."""

    bar = getters.query_one(SectionBar)
    switcher = getters.query_one(ContentSwitcher)

    _worst: tuple[int, int] | None = None
    """How many documents hold what may not be in them any more, and how many are behind."""

    _rest: Timer | None = None

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.parts = self.make_parts()
        self._mounts: dict[str, AwaitMount] = {}

    def make_parts(self) -> dict[str, Section]:
        """The parts by their ids; what is in one is made when it is first seen."""
        parts = self.PARTS.items()
        return {name: make(self.meeting, self.report, id=name) for name, make in parts}

    def names(self) -> tuple[str, ...]:
        """What the parts are called, in their order."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The names of the parts, the part that is seen, the keys."""
        yield SectionBar(self.names())
        with ContentSwitcher(initial=self.section.id):
            yield self.section
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Begin with the part that is first, and say that this screen is private."""
        self.bar.corner = around_view.private(self.meeting)
        self.watch_index(self.index)

    def watch_session(self) -> None:
        """Draw the new value, and look how the documents stand when changing pauses."""
        super().watch_session()
        if self.is_current:
            if self._rest is not None:
                self._rest.stop()
            self._rest = self.set_timer(RESTED, self.look)

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Look again: they may have been made again meanwhile."""
        self.look()

    @work(exclusive=True, group="look", exit_on_error=False)
    async def look(self) -> None:
        """Look how the documents stand that were made before.

        Say it when more of them hold what may not be in them; and once when any fell behind, not
        again before they were made again.
        """
        made = await asyncio.to_thread(self.meeting.documents.look)
        worst = (len(made.standing(Standing.FORBIDDEN)), len(made.standing(Standing.BEHIND)))
        before, self._worst = self._worst, worst
        if before is None or not self.is_current:
            return
        if worst[0] > before[0]:
            count = worst[0]
            words = ngettext(
                "{count} document holds what may not be in it any more; see F7.",
                "{count} documents hold what may not be in them any more; see F7.",
                count,
            )
            self.notify(words.format(count=count), severity="warning", markup=False)
        elif worst[1] and not any(before):
            count = worst[1]
            words = ngettext(
                "{count} document is from before your last changes; F7 makes it again.",
                "{count} documents are from before your last changes; F7 makes them again.",
                count,
            )
            self.notify(words.format(count=count), markup=False)

    @property
    def section(self) -> Section:
        """The part that is seen."""
        return self.parts[self.SECTIONS[self.index]]

    async def show_part(self, index: int) -> None:
        """Show another part; keys that come after this one wait for it."""
        await self.made(self.SECTIONS[index])
        self.index = index

    async def made(self, name: str) -> Section:
        """This part with all that is in it, which is made when it is first seen."""
        part = self.parts[name]
        if not part.is_attached:
            part.display = False
            self._mounts[name] = self.switcher.mount(part)
        if name in self._mounts:
            await self._mounts[name]
        return part

    def watch_index(self, index: int) -> None:
        """Show another part."""
        self.bar.current = index
        self.switcher.current = self.SECTIONS[index]
        self.set_focus(self.section.browse)
        self._shown()

    def _shown(self) -> None:
        """Draw the part once it knows how much room it has."""
        self.section.draw()
        self.refresh_bindings()

    def works(self, section: Section, action: str) -> bool:
        """Whether an action, as a command writes it, can be done in a part at all."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """A key that does nothing here says so, once what the keys before it do was done.

        Enter and Esc belong to the list and to what is asked.
        """
        if event.key not in ("enter", "escape"):
            self.app.call_later(self._explain, event)

    def _explain(self, event: events.Key) -> None:
        """Say where a key works, or what it is for."""
        commands = [command for command in self.OWN_COMMANDS if event.key in command.keys]
        words = self._why_not(commands, event.key)
        if words and (event.is_printable or not self._works_here(commands)):
            self._say_below(words)

    def why_not(self, command: Command) -> str:
        """Where it works, or what it is for, as of its key."""
        return self._why_not([command], command.keys[0]) or super().why_not(command)

    def _why_not(self, commands: Sequence[Command], key: str) -> str:
        """Where commands under one key work, or that they do nothing with what the cursor is on."""
        parts = [list(self._parts_of(command)) for command in commands]
        if not commands or any(not found for found in parts):
            return ""
        if self._works_here(commands):
            if any(self.allows(each.action, ()) for each in commands):
                return ""
            for each in commands:
                if words := self.section.why_not(verb_of(each.action)):
                    return words
            words = _("Not with this one. {key} is for: {words}")
            says = " ".join(_(command.help) for command in commands)
            return words.format(key=key_name(key), words=says)
        there = dict.fromkeys(part for found in parts for part in found)
        names = [self.bar.names[self.SECTIONS.index(part)] for part in there]
        words = _("{key} belongs to: {parts}. Tab goes there.")
        return words.format(key=key_name(key), parts=listed(names, current()))

    def _works_here(self, commands: Sequence[Command]) -> bool:
        return any(self.works(self.section, command.action) for command in commands)

    def _say_below(self, words: str) -> None:
        self.say_below(plain(words, "$accent"))
        self.set_timer(SAID, lambda: self.say_below(None))

    def _parts_of(self, command: Command) -> Iterator[str]:
        for name in self.SECTIONS:
            if self.works(self.parts[name], command.action):
                yield name

    async def on_section_bar_chosen(self, event: SectionBar.Chosen) -> None:
        """A click on a name shows that part."""
        await self.show_part(event.index)

    async def action_part(self, by: int) -> None:
        """On to the next part, or back, around."""
        await self.show_part((self.index + by) % len(self.SECTIONS))

    def action_do(self, verb: str, *arguments: object) -> None:
        """Something that can be done with what the cursor stands on."""
        self.section.do(verb, *arguments)

    def action_undo(self) -> None:
        """Take back this window's last change; the cursor goes to what comes back."""
        self.section.bring_back()
        super().action_undo()

    def action_redo(self) -> None:
        """Make again what was taken back; the cursor goes to what comes back."""
        self.section.bring_back()
        super().action_redo()

    def action_page(self, pages: int) -> None:
        """A page up or down in the list."""
        self.section.browse.page(pages)

    def on_section_cursor(self, event: Section.Cursor) -> None:
        """Other keys may do something now."""
        event.stop()
        self.refresh_bindings()
