"""Pictures of personas as documents have them: Spiegel's own drawings, and what was brought."""

import base64
from functools import cache
from importlib.resources import files
from typing import Final

from spiegel.domain.personas.picture import Pictured
from spiegel.domain.session.pictures import Image, PictureKind

_FOLDER: Final = "symbols"
_SYMBOL: Final = 480
"""Dots along each side of a symbol."""


@cache
def _symbol(name: str) -> bytes:
    """A file of Spiegel's own drawings, such as "tree.png"."""
    return (files(__package__) / _FOLDER / name).read_bytes()


def image_of(pictured: Pictured) -> Image:
    """What of a picture is put into a document that takes no drawing in lines."""
    if pictured.image is not None:
        return pictured.image
    content = _symbol(f"{pictured.symbol}.png")
    return Image(
        kind=PictureKind.PNG, content=content, size=len(content), width=_SYMBOL, height=_SYMBOL
    )


def address_of(pictured: Pictured) -> str:
    """A picture inside a web page, as the address of itself."""
    if pictured.image is None:
        return _data("svg+xml", _symbol(f"{pictured.symbol}.svg"))
    return _data(pictured.image.kind, pictured.image.content)


def _data(kind: str, content: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
