"""Running orders that somebody keeps for other meetings: words that went go from those too.

They are text, in a folder of Spiegel's own. What somebody put there as a Word file stays theirs.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from spiegel import paths
from spiegel.domain.consent.elsewhere import Gone
from spiegel.domain.consent.literal import RUN, guard, plain_words
from spiegel.domain.consent.repeated import CUT
from spiegel.store import disk

_TEXT: Final = (".md", ".markdown", ".txt")


class Cut(msgspec.Struct, frozen=True):
    """The names of those that had any of it; missing: of those that could not be written."""

    names: tuple[str, ...]
    missing: tuple[str, ...]


def take_out(gone: Gone) -> Cut:
    """Take it out of each, from six words in a row on; what was read aloud from one stays."""
    names: list[str] = []
    missing: list[str] = []
    said = guard(words for words in gone.words if len(plain_words(words)) >= RUN)
    stays = guard(gone.prepared)
    for path in _plans() if said.runs else ():
        try:
            text = path.read_bytes().decode()
            spans = [at for at in said.runs_in(text) if not stays.holds(text[slice(*at)])]
            if spans:
                disk.put_in_place(path, said.cut(text, CUT, spans).encode())
                names.append(path.stem)
        except (OSError, UnicodeDecodeError):
            missing.append(path.stem)
    return Cut(tuple(names), tuple(missing))


def _plans() -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(p for p in paths.own_plans().iterdir() if p.suffix.casefold() in _TEXT)
