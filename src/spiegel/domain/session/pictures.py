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


class Image(Value, frozen=True, kw_only=True):
    """What can be seen. size: of the content, in bytes, by which a part of one is known for damage.

    width, height: in dots. Raises ValueError for what is no such picture.
    """

    kind: PictureKind
    content: bytes
    size: int
    width: int
    height: int

    def __post_init__(self) -> None:
        whole = len(self.content) == self.size and self.content.startswith(_BEGINS[self.kind])
        if not whole or self.width < 1 or self.height < 1:
            raise ValueError(self.kind)


class Picture(Value, frozen=True, kw_only=True):
    """A picture of the session; it goes when no persona has it any more."""

    number: int
    image: Image
