"""A picture that somebody hands over, PNG or JPEG: looked at, and without what is noted in it.

A phone notes in a picture where and when it was taken, and by what; programs note who made it. Only
what draws the picture is kept, part by part; what is not known is left out.
"""

import struct
import zlib
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import Final

from spiegel.domain.polls.saying import decimal
from spiegel.domain.session.pictures import Image, PictureKind
from spiegel.i18n import N_, Translations

LARGEST: Final = 2_000_000
"""Bytes of a picture; it lies in the meeting, and in each kept copy of it."""
_MOST_DOTS: Final = 50_000_000
"""Dots of a picture; what opens it takes memory for all of them."""


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
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return _jpeg(content)
        if content.startswith(_PNG):
            return _png(content)
    except (struct.error, IndexError, zlib.error) as error:
        raise NoPictureError(Fault.DAMAGED) from error
    kind = next((name for place, sign, name in _OTHERS if content.startswith(sign, place)), "")
    raise NoPictureError(Fault.OTHER, kind) if kind else NoPictureError(Fault.NONE)


_OTHERS: Final = (
    (0, b"GIF8", "GIF"),
    (8, b"WEBP", "WebP"),
    (4, b"ftyphe", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"<svg", "SVG"),
    (0, b"<?xml", "SVG"),
    (0, b"%PDF", "PDF"),
)
"""Kinds of pictures that are not taken, by where in the file they say so."""


# JPEG


_FRAMES: Final = (0xC0, 0xC1, 0xC2)
"""What says how large it is, in the ways of writing one down that every program reads."""
_DRAWS: Final = frozenset({*_FRAMES, 0xC4, 0xDA, 0xDB, 0xDD})
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_END: Final = 0xD9
_SCAN: Final = 0xDA
_JFIF: Final = b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
"""That its colours are the usual ones, and no small picture of it."""
_TURNED: Final = MappingProxyType({3: 180, 6: 90, 8: 270, 4: 180, 5: 90, 7: 270, 2: 0})
"""How far it is to be turned, by the number of EXIF; none is shown as in a mirror."""


def _jpeg(content: bytes) -> Image:
    kept, size, turned, drawn = [b"\xff\xd8"], (0, 0), 0, False
    for marker, segment, scan in _segments(content):
        body = segment[4:]
        if marker in _FRAMES:
            if size != (0, 0):
                raise NoPictureError(Fault.DAMAGED)
            high, wide = struct.unpack_from(">HH", body, 1)
            size = wide, high
        if marker in _DRAWS:
            kept += (segment, scan)
            drawn = drawn or marker == _SCAN
        elif marker == 0xE0 and body.startswith(b"JFIF\0"):
            kept.append(_JFIF)
        elif marker == 0xE1 and body.startswith(b"Exif\0\0"):
            turned = _turned(body[6:]) or turned
        elif marker == 0xEE and body.startswith(b"Adobe"):
            kept.append(b"\xff\xee\0\x0e" + body[:12])
        elif 0xC0 <= marker <= 0xCF:
            raise NoPictureError(Fault.OTHER, "JPEG (lossless)")
    if not drawn:
        raise NoPictureError(Fault.DAMAGED)
    kept.append(b"\xff\xd9")
    return _image(PictureKind.JPEG, b"".join(kept), size, turned)


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each part up to the end of the picture: its sign, its bytes, and the dots behind it."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise NoPictureError(Fault.DAMAGED)
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker == _END:
            return
        if marker in _ALONE:
            continue
        (length,) = struct.unpack_from(">H", content, at)
        end = at + length
        if length < 2 or end > len(content):
            raise NoPictureError(Fault.DAMAGED)
        after = _end_of_scan(content, end) if marker == _SCAN else end
        head = bytes((0xFF, marker))
        yield marker, head + content[at:end], content[end:after]
        at = after


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the dots end: at the next sign that is not one of theirs."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise NoPictureError(Fault.DAMAGED)
        following = content[at + 1]
        if following != 0 and following not in _ALONE and following != 0xFF:
            return at
        at += 1 if following == 0xFF else 2


def _turned(noted: bytes) -> int:
    """How far a phone was held askew; all else that it noted is not read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(noted[:4])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack_from(f"{order}I", noted, 4)
        (count,) = struct.unpack_from(f"{order}H", noted, start)
        for place in range(start + 2, start + 2 + 12 * min(count, 200), 12):
            tag, _kind, _count, number = struct.unpack_from(f"{order}HHIH", noted, place)
            if tag == 0x0112:
                return _TURNED.get(number, 0)
    except struct.error:
        return 0
    return 0


# PNG


_PNG: Final = b"\x89PNG\r\n\x1a\n"
_DEPTHS: Final = MappingProxyType(
    {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
)
_SAMPLES: Final = MappingProxyType({0: 1, 2: 3, 3: 1, 4: 2, 6: 4})
_COLOURS: Final = (b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB")
_PASSES: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""Of a picture that appears bit by bit: where each pass begins, and in which steps it goes."""


def _png(content: bytes) -> Image:
    size, depth, colour, passes = (0, 0), 0, 0, 0
    kept: list[bytes] = []
    dots: list[bytes] = []
    turned = 0
    for name, body in _chunks(content):
        if (name == b"IHDR") == bool(kept):
            raise NoPictureError(Fault.DAMAGED)
        if name == b"IHDR":
            wide, high, depth, colour, packed, filtered, passes = struct.unpack(">IIBBBBB", body)
            if depth not in _DEPTHS.get(colour, ()) or packed or filtered or passes > 1:
                raise NoPictureError(Fault.DAMAGED)
            size = wide, high
            _check_size(size)
            kept.append(_chunk(name, body))
        elif name == b"IDAT":
            dots.append(body)
        elif name in _COLOURS and not dots:
            kept.append(_chunk(name, body))
        elif name == b"eXIf":
            turned = _turned(body)
        elif name[:1].isupper() and name not in (b"IEND", *_COLOURS):
            raise NoPictureError(Fault.DAMAGED)
    bits = depth * _SAMPLES[colour] if kept else 0
    lacks_colours = colour == 3 and not any(one[4:8] == b"PLTE" for one in kept)
    if lacks_colours or not _is_whole(dots, _length(size, bits, passes=bool(passes))):
        raise NoPictureError(Fault.DAMAGED)
    kept += (_chunk(b"IDAT", b"".join(dots)), _chunk(b"IEND", b""))
    return _image(PictureKind.PNG, _PNG + b"".join(kept), size, turned)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each part up to the end of the picture. Raises NoPictureError for one that is not whole."""
    at = len(_PNG)
    name = b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", content, at + 8 + length)
        if check != zlib.crc32(name + body):
            raise NoPictureError(Fault.DAMAGED)
        yield name, body
        at += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _length(size: tuple[int, int], bits: int, *, passes: bool) -> int:
    """How many bytes all dots are, with one at the beginning of each row."""
    wide, high = size
    if not passes:
        return high * (1 + (wide * bits + 7) // 8)
    whole = 0
    for left, top, across, down in _PASSES:
        columns = max(0, -(-(wide - left) // across))
        rows = max(0, -(-(high - top) // down))
        whole += rows * (1 + (columns * bits + 7) // 8) if columns else 0
    return whole


def _is_whole(dots: list[bytes], length: int) -> bool:
    """Whether there are as many dots as it says, without keeping them."""
    opened, found = zlib.decompressobj(), 0
    for piece in chain(dots, (b"",)):
        while True:
            found += len(opened.decompress(piece, 1_000_000))
            piece = opened.unconsumed_tail
            if found > length or not piece:
                break
    return found == length > 0 and opened.eof


def _check_size(size: tuple[int, int]) -> None:
    wide, high = size
    if wide < 1 or high < 1:
        raise NoPictureError(Fault.DAMAGED)
    if wide * high > _MOST_DOTS:
        raise NoPictureError(Fault.DOTS)


def _image(kind: PictureKind, content: bytes, size: tuple[int, int], turned: int) -> Image:
    _check_size(size)
    wide, high = size
    return Image(
        kind=kind, content=content, size=len(content), width=wide, height=high, turned=turned
    )
