"""Pictures made of a few bytes: PNG and JPEG, with what phones and programs note in them."""

import struct
import zlib

MAKER = b"Gemaakt door Jan de Vries"
PLACE = b"52.0907N 5.1214E"


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(wide=4, high=3, *, more=(), rows=None):
    """A white picture with what is noted in it."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    dots = (b"\0" + b"\xff" * 3 * wide) * (high if rows is None else rows)
    noted = (chunk(b"tEXt", b"Author\0" + MAKER), *more)
    parts = (chunk(b"IHDR", head), *noted, chunk(b"IDAT", zlib.compress(dots)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + PLACE


def segment(marker, body):
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def exif(turned):
    """What a phone notes: how it was held, and where."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0)
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + PLACE
    return segment(0xE1, b"Exif\0\0" + tiff)


def jpeg(wide=40, high=30, *, turned=1):
    """The bones of a picture of a phone: what draws it is there, its dots mean nothing."""
    frame = struct.pack(">BHHB", 8, high, wide, 1) + b"\x01\x11\x00"
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02" + PLACE),
            exif(turned),
            segment(0xFE, MAKER),
            segment(0xED, b"Photoshop 3.0\0" + MAKER),
            segment(0xDB, bytes(65)),
            segment(0xC0, frame),
            segment(0xC4, bytes(18)),
            segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
            b"\x12\xff\x00\x34\xff\xd0\x56",
            b"\xff\xd9",
            PLACE,
        )
    )
