"""How far a session file has been read, and what is new in it since."""

from collections.abc import Iterator

import msgspec

from spiegel.store.journal.header import Header


class Position(msgspec.Struct, frozen=True):
    """How far a file has been read, and how to see that it is still the same file.

    head and last: the bytes of the first and the last line. end: where the good lines end.
    count: lines up to there, the header included. torn: bytes follow that are no whole line.
    unended: the last line lacks its newline.
    """

    identity: tuple[int, int]
    head: bytes
    end: int
    last: bytes
    count: int
    torn: bool = False
    unended: bool = False


class News(msgspec.Struct, frozen=True):
    """What is new in a file: the lines after those already read, or (anew) all of them.

    lines: the number of each line in the file and what it says, to be gone through once; a line
    that cannot be unsealed raises DamagedError when its turn comes.
    """

    anew: bool
    header: Header
    lines: Iterator[tuple[int, bytes]]
    position: Position
