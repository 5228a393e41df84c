"""The footer: keys of this screen, then those of all screens, each also a button for the mouse."""

from collections.abc import Callable, Container, Iterable
from typing import Any, Final

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from spiegel.commands import Command, everywhere
from spiegel.commands.keys import key_name
from spiegel.i18n import _
from spiegel.widgets.corner import Corner

MOST: Final = 6
"""Keys of the screen itself."""
SOME: Final = 3
"""Keys of the screen itself that stay before the quiet words of the corner have room."""
LEAST: Final = 2
"""Keys of the screen itself that stay as long as those of all screens have room.

More do when more come first in the footer: these are needed now.
"""
GAP: Final = 3
"""Columns between the keys and the corner at least."""


class KeyBar(Widget):
    """One line with the keys of the screen that matter most now, and words in its right corner."""

    auto_links = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; padding: 0 1;
        link-style: none; link-color: $muted; link-background: transparent;
        link-background-hover: $panel; link-color-hover: $foreground; link-style-hover: none;
    }
    """

    corner: reactive[Corner] = reactive(Corner(), layout=False)
    said: reactive[Content | None] = reactive(None, layout=False)
    """What stands in the place of the keys for a moment."""

    def __init__(
        self,
        commands: Iterable[Command],
        *,
        label: Callable[[Command], str] = lambda command: command.label,
    ) -> None:
        """label: what a command is called now; empty when it is not named, as it can do nothing."""
        super().__init__()
        self._all = tuple(commands)
        self._label = label
        shown = (command for command in self._all if command.footer)
        self._commands = sorted(shown, key=lambda command: command.footer)

    def on_mount(self) -> None:
        """Draw again whenever a key comes or goes."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: object) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """The keys in the order of the footer, cut at a whole one; help is always there.

        Behind help stands how many keys of this screen do something now and are not named here, as
        long as neither a key nor what is said at the end has to make room for that.
        """
        if self.said is not None:
            return self.said.truncate(max(1, self.content_size.width), ellipsis=True)
        keys: dict[str | None, list[str]] = {}
        for entry in self.screen.active_bindings.values():
            keys.setdefault(entry.binding.id, []).append(entry.binding.key)
        named = [each for each in self._commands if self._label(each)]
        back = [each for each in named if self._label(each) == each.back]
        commands = [*back, *(each for each in named if each not in back)]
        own = self._parts(commands, keys)[:MOST]
        first = self._parts((each for each in commands if each.footer == 1 or each in back), keys)
        least = max(LEAST, min(len(first), MOST))
        always = self._parts(everywhere.FOOTER, keys)
        active = sum(works(command, keys, self.screen) for command in self._all)
        width = self.content_size.width
        room = width - self.corner.least - GAP if self.corner.loud else width
        quiet = width - self.corner.most - GAP if self.corner.quiet else width
        while len(own) > max(SOME, least) and _width([*own, *always]) > quiet:
            own.pop()
        while _width([*own, *always]) > room and len(own) + len(always) > 1:
            if len(own) > least or len(always) == 1:
                own.pop()
            else:
                always.pop(0)
        more = Content.styled(f" +{active - len(own)}", "$muted")
        line = Content("  ").join([*own, *always])
        free = (quiet if line.cell_length <= quiet < room else room) - line.cell_length
        if active > len(own) and more.cell_length <= free:
            line = line.append(more)
        corner = self.corner.within(width - line.cell_length - GAP)
        if not corner.plain:
            return line
        fill = max(1, width - line.cell_length - corner.cell_length)
        return Content.assemble(line, " " * fill, corner)

    def _parts(
        self, commands: Iterable[Command], keys: dict[str | None, list[str]]
    ) -> list[Content]:
        parts = (self._part(command, keys.get(command.id, [])) for command in commands)
        return [part for part in parts if part is not None]

    def _part(self, command: Command, keys: list[str]) -> Content | None:
        """A key and what it does, as a button; None while it cannot be done."""
        everywhere_ = command.action.startswith("app.")
        if not keys and (everywhere_ or self.screen.check_action(command.action, ()) is False):
            return None
        remapped = keys and not set(keys) & set(command.keys)
        key = key_name(keys[0]) if remapped else command.shown or key_name(command.keys[0])
        action = command.action if everywhere_ else f"screen.{command.action}"
        label = _(self._label(command))
        return Content.assemble((key, "bold $primary"), " ", (label, "$muted")).stylize(
            Style.from_meta({"@click": action})
        )


def works(command: Command, bound: Container[str | None], screen: Screen[Any]) -> bool:
    """Whether a command of this screen does something now. bound: those whose keys it has.

    A list that has the cursor may have the key of one that the footer names, as Enter.
    """
    can = command.footer and screen.check_action(command.action, ()) is not False
    return command.id in bound or bool(can)


def _width(parts: list[Content]) -> int:
    return sum(part.cell_length for part in parts) + 2 * (len(parts) - 1)
