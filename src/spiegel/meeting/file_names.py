"""What the file of a meeting is called: after its title, or as somebody types it."""

import datetime
import re
import unicodedata
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.i18n import _

ENDING: Final = ".spiegel"
LONGEST_FILE: Final = 150
"""Bytes of a file name that a person gives; names beside it are longer, and 255 is the limit."""
LONGEST_NAME: Final = 60
"""Characters of a file name without its ending."""
_ODD_SIGN: Final = pattern(r'[/\\:*?"<>|\x00-\x1f\x7f]')
_DEVICE: Final = pattern(r"con|prn|aux|nul|(com|lpt)\d", re.IGNORECASE)


def file_stem(title: str, date: datetime.date | None) -> str:
    """A file name that every system takes: the date, then the title in plain letters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].rstrip("-")
    parts = [date.isoformat() if date else "", words or _("meeting")]
    return "-".join(part for part in parts if part)


def file_name(typed: str) -> str:
    """The name of a session's file as it was typed, with its ending; empty when it can be none.

    What one system takes and another does not is no name: the file may travel on a stick.
    """
    name = typed.strip()
    name = name if name.endswith(ENDING) else name.rstrip(". ") + ENDING
    stem = name.removesuffix(ENDING)
    odd = not stem or stem[0] == "." or len(name.encode("utf-8", "replace")) > LONGEST_FILE
    device = _DEVICE.fullmatch(stem.partition(".")[0])
    return "" if odd or device or _ODD_SIGN.search(name) else name
