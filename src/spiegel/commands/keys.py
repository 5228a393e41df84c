"""How keys are called on the screen and in the documentation."""

from typing import Final

from spiegel.i18n import N_, _

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
    "exclamation_mark": "!",
    "at": "@",
    "quotation_mark": '"',
    "number_sign": "#",
    "pound_sign": "£",
    "section_sign": "§",
    "dollar_sign": "$",
    "equals_sign": "=",
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


def as_markdown() -> str:
    """The page docs/keys.md, in Dutch or whatever the language of the screens is."""
    from spiegel.commands import TITLES, by_screen

    parts = [f"# {_('Keys')}", ""]
    for screen, commands in by_screen().items():
        title = TITLES[screen]
        parts += [f"## {_(title)}", "", f"| {_('key')} | | id |", "|---|---|---|"]
        for command in commands:
            if command.keys:
                names = " ".join(f"`{key_name(key)}`" for key in command.keys)
                parts.append(f"| {names} | {_(command.help)} | {command.id} |")
        parts.append("")
    return "\n".join(parts)
