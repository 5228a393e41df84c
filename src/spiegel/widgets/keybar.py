"""The footer: at most six keys of this screen, each also a button for the mouse."""

from typing import Final

from textual.app import RenderResult
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from spiegel.i18n import N_, _

MOST: Final = 6
_NAMES: Final = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "space": N_("space"),
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "insert": "Ins",
    "tab": "Tab",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "slash": "/",
    "asterisk": "*",
    "full_stop": ".",
    "comma": ",",
}


def key_name(key: str) -> str:
    """How a key is called on the screen, such as ^g, F3 or spatie."""
    *modifiers, name = key.split("+")
    shown = _NAMES.get(name, name)
    shown = _(shown) if shown in _TRANSLATED else shown
    if shown[:1] == "f" and shown[1:].isdigit():
        shown = shown.upper()
    if "ctrl" in modifiers:
        shown = f"^{shown}"
    return f"⇧{shown}" if "shift" in modifiers else shown


_TRANSLATED: Final = frozenset(("space", "Enter", "Esc"))


class KeyBar(Widget):
    """One line with the keys of the screen that matter most now."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 1; color: $text-muted; }
    """

    def on_mount(self) -> None:
        """Draw again whenever a key comes or goes."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: object) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """The keys in the order of the footer, cut at a whole one."""
        active = [
            entry.binding
            for entry in self.screen.active_bindings.values()
            if entry.binding.show and entry.enabled
        ]
        parts: list[Content] = []
        seen: set[str] = set()
        room = self.content_size.width
        for binding in active:
            if binding.action in seen or len(parts) == MOST:
                continue
            seen.add(binding.action)
            part = Content.assemble(
                (key_name(binding.key), "bold $primary"), " ", (binding.description, "$muted")
            ).stylize(Style.from_meta({"@click": binding.action}))
            if part.cell_length > room:
                break
            room -= part.cell_length + 2
            parts.append(part)
        return Content("  ").join(parts)
