"""Other keys that a user chose: what is wrong with them, where, and what to do."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from spiegel.commands import by_screen
from spiegel.i18n import _
from spiegel.settings import instead_of, line_of

_MODIFIERS: Final = frozenset(("ctrl", "shift", "alt"))


def wrong_keys(keys: Mapping[str, str], path: Path) -> Iterator[str]:
    """A sentence or two for each that does nothing. path: of the settings."""
    commands = [command.id for screen in by_screen().values() for command in screen]
    text = ""
    for command, wanted in keys.items():
        unknown = [key for key in wanted.split(",") if not _is_key(key.strip())]
        if command in commands and not unknown:
            continue
        text = text or _read(path)
        where = {"path": path, "line": line_of(text, command)}
        if command not in commands:
            words = _("{path}, line {line}: nothing is called {name}, so its key does nothing.")
            yield f"{words.format(**where, name=command)} {instead_of(command, commands)}"
        else:
            words = _("{path}, line {line}: there is no key {key} for {name}.")
            said = words.format(**where, key=", ".join(unknown), name=command)
            yield f"{said} {instead_of(unknown[0], _named())}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _is_key(key: str) -> bool:
    """Whether a keyboard can give it, as Textual names it."""
    *modifiers, name = key.split("+") if len(key) > 1 else ("", key)
    if not set(modifiers) <= {*_MODIFIERS, ""}:
        return False
    if len(name) == 1 or name in _named() or name in KEY_NAME_REPLACEMENTS.values():
        return True
    try:
        return bool(unicodedata.lookup(name.replace("_", " ")))
    except KeyError:
        return False


def _named() -> frozenset[str]:
    return frozenset(key.value for key in Keys)
