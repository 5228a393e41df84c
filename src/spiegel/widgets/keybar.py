"""The footer: at most six keys of this screen, each also a button for the mouse."""

from collections.abc import Iterable
from typing import Final

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from spiegel.commands import Command, everywhere
from spiegel.commands.keys import key_name
from spiegel.i18n import _
from spiegel.widgets.marks import Marks

MOST: Final = 6
GAP: Final = 3
"""Columns between the keys and the marks at least."""


class KeyBar(Widget):
    """One line with the keys of the screen that matter most now; marks at its right end."""

    auto_links = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; padding: 0 1;
        link-style: none; link-color: $muted; link-background: transparent;
        link-background-hover: $panel; link-color-hover: $foreground; link-style-hover: none;
    }
    """

    marks: reactive[Marks] = reactive(Marks(), layout=False)
    said: reactive[Content | None] = reactive(None, layout=False)
    """What stands in the place of the keys for a moment."""

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        shown = (command for command in (*commands, everywhere.HELP) if command.footer)
        self._commands = sorted(shown, key=lambda command: command.footer)

    def on_mount(self) -> None:
        """Draw again whenever a key comes or goes."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: object) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """The keys in the order of the footer, cut at a whole one; help is always there."""
        if self.said is not None:
            return self.said.truncate(max(1, self.content_size.width), ellipsis=True)
        keys: dict[str | None, list[str]] = {}
        for entry in self.screen.active_bindings.values():
            keys.setdefault(entry.binding.id, []).append(entry.binding.key)
        parts = [
            part
            for command in self._commands
            if (part := self._part(command, keys.get(command.id, []))) is not None
        ]
        parts = parts[: MOST - 1] + parts[-1:] if len(parts) > MOST else parts
        width = self.content_size.width
        room = width - self.marks.least - GAP if self.marks.loud else width
        while len(parts) > 1 and _width(parts) > room:
            parts.pop(-2)
        line = Content("  ").join(parts)
        marks = self.marks.within(width - line.cell_length - GAP)
        if not marks.plain:
            return line
        fill = max(1, width - line.cell_length - marks.cell_length)
        return Content.assemble(line, " " * fill, marks)

    def _part(self, command: Command, keys: list[str]) -> Content | None:
        """A key and what it does, as a button; None while it cannot be done."""
        if not keys and self.screen.check_action(command.action, ()) is False:
            return None
        key = keys[0] if keys and not set(keys) & set(command.keys) else command.keys[0]
        action = command.action if "." in command.action else f"screen.{command.action}"
        return Content.assemble(
            (key_name(key), "bold $primary"), " ", (_(command.label), "$muted")
        ).stylize(Style.from_meta({"@click": action}))


def _width(parts: list[Content]) -> int:
    return sum(part.cell_length for part in parts) + 2 * (len(parts) - 1)
