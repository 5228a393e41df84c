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
