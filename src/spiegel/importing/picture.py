"""A picture that somebody hands over: looked at, and without what is noted in it.

A phone notes in a picture where and when it was taken, and by what; programs note who made it. The
dots are read and written anew, upright and no larger than a document needs them: nothing else of
the file goes on.
"""

import io
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from PIL import Image as Pillow
from PIL import (
    ImageOps,
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401 - so that Pillow reads WebP without loading all that it can read
)

from spiegel.domain.polls.saying import decimal
from spiegel.domain.session.pictures import Image, PictureKind
from spiegel.i18n import N_, Translations

LARGEST: Final = 25_000_000
"""Bytes of a file; a photo of a good camera is half of that."""
LONGEST: Final = 1_000
"""Dots along the longest side of what is kept: 300 to an inch where a card shows it."""
_MOST_DOTS: Final = 50_000_000
"""Dots of a picture; what opens it takes memory for all of them."""
_DRAWN: Final = 500_000
"""Bytes up to which dots are kept exactly, as a drawing needs; a photo takes more."""
_QUALITY: Final = 85
"""Of a JPEG, 1 to 95: above it nobody sees the difference on paper."""
_KINDS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
"""What is read, by Pillow's names."""
_PHOTOS: Final = ("JPEG", "MPO")
"""MPO is the JPEG of cameras that put a second picture behind it, and read as one."""


class Fault(StrEnum):
    """Why a picture cannot be taken."""

    LARGE = "large"
    DOTS = "dots"
    OTHER = "other"
    NONE = "none"
    DAMAGED = "damaged"


_SENTENCES: Final = MappingProxyType(
    {
        Fault.LARGE: N_(
            "The picture is {size} MB; at most {most} MB fits. Make it smaller: send it to"
            " yourself in a small size, or save it again with fewer dots."
        ),
        Fault.DOTS: N_("The picture has too many dots. Save it again with fewer."),
        Fault.OTHER: N_("This is a picture of the kind {kind}. Save it as JPEG or PNG."),
        Fault.NONE: N_("This is no picture that can be read. Choose a PNG or a JPEG."),
        Fault.DAMAGED: N_("The picture is damaged or cut off. Open it, and save it again."),
    }
)
_OTHERS: Final = (
    (4, b"ftyphe", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"<svg", "SVG"),
    (0, b"<?xml", "SVG"),
    (0, b"%PDF", "PDF"),
)
"""Kinds of pictures that are not taken, by where in the file they say so."""


class NoPictureError(Exception):
    """A file that cannot be taken as a picture, and why."""

    def __init__(self, fault: Fault, kind: str = "", size: int = 0) -> None:
        super().__init__(fault)
        self.fault, self._kind, self._size = fault, kind, size

    def explain(self, t: Translations) -> str:
        """What is wrong and what to do, in two sentences."""
        size = decimal(max(self._size, LARGEST + 50_000) / 1_000_000, t)
        return t.gettext(_SENTENCES[self.fault]).format(
            kind=self._kind, size=size, most=LARGEST // 1_000_000
        )


def read_picture(content: bytes) -> Image:
    """What can be seen in a picture, and nothing that is noted in it. Raises NoPictureError."""
    if len(content) > LARGEST:
        raise NoPictureError(Fault.LARGE, size=len(content))
    kind = next((name for place, sign, name in _OTHERS if content.startswith(sign, place)), "")
    if kind:
        raise NoPictureError(Fault.OTHER, kind)
    try:
        return _seen(content)
    except UnidentifiedImageError as error:
        raise NoPictureError(Fault.NONE) from error
    except NoPictureError:
        raise
    except Exception as error:
        raise NoPictureError(Fault.DAMAGED) from error


def _seen(content: bytes) -> Image:
    with Pillow.open(io.BytesIO(content), formats=_KINDS) as file:
        if file.width * file.height > _MOST_DOTS:
            raise NoPictureError(Fault.DOTS)
        photo = file.format in _PHOTOS
        # Of a photo only as many dots are read as are needed.
        file.draft("RGB", (LONGEST, LONGEST))
        upright = ImageOps.exif_transpose(file)
    if upright.mode.startswith("I;16"):
        # Pillow cuts greys off at 255 where it could make them coarser.
        upright = upright.point(lambda grey: grey / 256).convert("L")
    dots = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    dots.thumbnail((LONGEST, LONGEST))
    # What is noted would be written again with it.
    dots.info.clear()
    exact = b"" if photo else _written(dots, PictureKind.PNG)
    if exact and (len(exact) <= _DRAWN or dots.mode == "RGBA"):
        return _image(PictureKind.PNG, exact, dots.size)
    return _image(PictureKind.JPEG, _written(dots, PictureKind.JPEG), dots.size)


def _written(dots: Pillow.Image, kind: PictureKind) -> bytes:
    found = io.BytesIO()
    dots.save(found, kind, optimize=True, quality=_QUALITY)
    return found.getvalue()


def _image(kind: PictureKind, content: bytes, size: tuple[int, int]) -> Image:
    wide, high = size
    return Image(kind=kind, content=content, size=len(content), width=wide, height=high)
