"""A picture that a group chose for a persona: its bytes, without anything noted in them."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from spiegel.domain.session.value import Value


class Symbol(StrEnum):
    """A drawing of Spiegel's own.

    None says where somebody comes from, what somebody believes, or which aid somebody uses: that is
    no picture of a life.
    """

    HOUSE = "house"
    TREE = "tree"
    CUP = "cup"
    BIRD = "bird"
    FLOWER = "flower"
    BOOK = "book"
    BOAT = "boat"
    BICYCLE = "bicycle"
    KEY = "key"
    UMBRELLA = "umbrella"
    BRIDGE = "bridge"
    SUN = "sun"


class PictureKind(StrEnum):
    """How a picture is written down."""

    PNG = "png"
    JPEG = "jpeg"


_BEGINS: Final = MappingProxyType(
    {PictureKind.PNG: b"\x89PNG\r\n\x1a\n", PictureKind.JPEG: b"\xff\xd8\xff"}
)
TURNS: Final = (0, 90, 180, 270)
"""How far a picture can be turned, in degrees, as the hands of a clock go."""


class Image(Value, frozen=True, kw_only=True):
    """What can be seen. size: of the content, in bytes, by which a part of one is known for damage.

    width, height: in dots, as they are written; turned: how far it is turned to be looked at, in
    degrees, as the hands of a clock go. Raises ValueError for what is no such picture.
    """

    kind: PictureKind
    content: bytes
    size: int
    width: int
    height: int
    turned: int = 0

    def __post_init__(self) -> None:
        whole = len(self.content) == self.size and self.content.startswith(_BEGINS[self.kind])
        if not whole or self.width < 1 or self.height < 1 or self.turned not in TURNS:
            raise ValueError(self.kind)

    @property
    def seen(self) -> tuple[int, int]:
        """How wide and how high it is when it is looked at."""
        upright = self.turned in (0, 180)
        return (self.width, self.height) if upright else (self.height, self.width)


class Picture(Value, frozen=True, kw_only=True):
    """A picture of the session; it goes when no persona has it any more."""

    number: int
    image: Image
