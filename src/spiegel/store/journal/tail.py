"""The end of a compacted file: the tables that `journal.glance` reads without all the rest."""

from collections.abc import Iterable
from typing import Annotated, Final

import msgspec

LAST: Final = ("listeners", "actions")
"""The tables of which the documents stand there, in this order."""
COMPACTED: Final = b'{"docs":'
"""How a line begins that no change wrote: it holds one document."""

_Bytes = Annotated[int, msgspec.Meta(ge=0)]
Tail = tuple[_Bytes, _Bytes, _Bytes]
"""Bytes from the end of the header to the first line of each table of `LAST`, and to the end of the
lines that no change wrote."""


def named(table: str) -> bytes:
    """What a line holds of which a document is of this table; in words it would be escaped."""
    return f'"{table}":{{'.encode()


def beginning(table: str) -> bytes:
    """How a line begins that holds one document of this table."""
    return COMPACTED + b"{" + named(table)


_LISTENER, _ACTION = map(beginning, LAST)


def tail_of(lines: Iterable[bytes]) -> Tail:
    """Where these lines of a compacted file, each without its newline, have them."""
    listeners = actions = end = here = 0
    for line in lines:
        here += len(line) + 1
        if line.startswith(_ACTION):
            end = here
        elif line.startswith(_LISTENER):
            actions = end = here
        elif line.startswith(COMPACTED):
            listeners = actions = end = here
    return listeners, actions, end
