"""Pictures of a few dots, with what phones and programs note in them."""

import io

from PIL import Image, PngImagePlugin

from spiegel.domain.personas.picture import ChoosePicture
from spiegel.importing.picture import read_picture

MAKER = b"Gemaakt door Jan de Vries"
PLACE = b"52.0907N 5.1214E"
_NOTES, _HELD, _BY, _WHERE = 0x927C, 0x0112, 0x013B, 0x8825


def noted(turned=1):
    """What a phone notes: how it was held, who has it, and where it was."""
    exif = Image.Exif()
    exif[_HELD] = turned
    exif[_BY] = MAKER.decode()
    exif.get_ifd(_WHERE)[0x001D] = PLACE.decode()
    return exif


def saved(kind, wide, high, *, mode="RGB", **how):
    """A light picture that is darker at the left above."""
    picture = Image.new(mode, (wide, high), "white")
    picture.paste("#104050", (0, 0, max(1, wide // 4), max(1, high // 4)))
    content = io.BytesIO()
    picture.save(content, kind, **how)
    return content.getvalue()


def png(wide=4, high=3, **how):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", MAKER.decode())
    notes.add_itxt("Where", PLACE.decode())
    return saved("PNG", wide, high, pnginfo=notes, exif=noted(), **how) + PLACE


def jpeg(wide=40, high=30, *, turned=1, **how):
    return saved("JPEG", wide, high, exif=noted(turned), comment=MAKER, **how) + PLACE


BENCH = ChoosePicture(number=1, image=read_picture(png()), alt="een bank onder een boom")
"""A persona gets a picture from a file."""
