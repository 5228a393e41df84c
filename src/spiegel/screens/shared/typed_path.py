"""A path as a person types, pastes or drops it, and as it is shown to one."""

import os
import urllib.parse
from pathlib import Path
from typing import Final

from spiegel.domain.patterns import pattern

_WHOLE: Final = pattern(r"^[^'\"].*?[/\\](?=['\"]?(?:/|~[/\\]|file:/|[A-Za-z]:[/\\]))")
"""What stood before a whole path that was pasted behind it."""


def typed_path(text: str) -> Path:
    """The path that was typed, pasted or dropped: with quotes, `~` or as a file:// address.

    A whole path behind the folder that stood there already takes its place.
    """
    text = text.strip()
    if not text.startswith("file:"):
        text = _WHOLE.sub("", text, count=1)
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = urllib.parse.unquote(urllib.parse.urlsplit(text).path)
    elif os.sep == "/" and "\\ " in text:
        # What a terminal makes of a file that is dropped on it.
        text = text.replace("\\ ", " ")
    path = Path(text or ".")
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def as_typed(path: Path, *, folder: bool) -> str:
    """A path as a person writes it: `~` for the own folder, a slash behind a folder."""
    home = Path.home()
    text = f"~{os.sep}{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
    text = f"~{os.sep}" if path == home else text
    return text if not folder or text.endswith(os.sep) else text + os.sep
