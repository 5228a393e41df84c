"""The bytes of one line of a session file, whatever it says: written, and closed to other eyes."""

from typing import Final, Protocol

import msgspec

from spiegel.domain.session.words import clean, tidy
from spiegel.store.sealed.sealing import Sealing

ODD: Final = (msgspec.DecodeError, UnicodeError, RecursionError, OverflowError)
"""What decoding raises for bytes that are not what they must be."""
_encoder: Final = msgspec.json.Encoder()


class Unreadable(Exception):  # noqa: N818 - becomes a DamagedError where the file is known
    """A line that is not what it must be; problem says what is odd, on one line itself."""

    def __init__(self, problem: str) -> None:
        problem = tidy(clean(problem))
        super().__init__(problem)
        self.problem = problem


class Seal(Protocol):
    """How the bytes of a line, or of a draft, are kept from other eyes.

    place says where they stand, so that a line cannot be moved or repeated unnoticed. What `close`
    makes holds no newline.
    """

    @property
    def parameters(self) -> Sealing | None:
        """What the header of the file says of it; None when everybody may read the file."""
        ...

    def close(self, content: bytes, place: str) -> bytes: ...

    def open(self, closed: bytes, place: str) -> bytes:
        """The content again. Raises Unreadable when it is not what was closed at this place."""
        ...


class OpenSeal:
    """The seal of a file that everybody who has the file may read."""

    @property
    def parameters(self) -> Sealing | None:
        return None

    def close(self, content: bytes, place: str) -> bytes:
        return content

    def open(self, closed: bytes, place: str) -> bytes:
        return closed


OPEN: Final = OpenSeal()


def place_of(generation: str, line: int) -> str:
    """Where a line stands, for its seal."""
    return f"line:{generation}:{line}"


def encode(content: msgspec.Struct) -> bytes:
    """The bytes of a line, without its newline.

    Raises Unreadable for what could not be read back, such as a lone surrogate.
    """
    try:
        return _encoder.encode(content)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise Unreadable(str(error)) from error


def is_whole(payload: bytes) -> bool:
    """Whether these bytes are a whole JSON object; the mere beginning of one never is."""
    try:
        return isinstance(msgspec.json.decode(payload), dict)
    except ODD:
        return False
