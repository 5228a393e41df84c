"""A picture for a persona: nothing noted in it is kept, and what is wrong with a file is said."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from importing.drawn import MAKER, PLACE, jpeg, png
from spiegel.domain.session.pictures import PictureKind
from spiegel.i18n import translations
from spiegel.importing.picture import LARGEST, Fault, NoPictureError, read_picture

NL = translations("nl")


@pytest.mark.parametrize("content", [png(), jpeg()])
def test_where_it_was_taken_and_by_whom_it_was_made_is_left_out(content):
    assert MAKER in content
    assert PLACE in content
    image = read_picture(content)
    for noted in (MAKER, PLACE, b"Exif", b"Photoshop"):
        assert noted not in image.content


def dots(image):
    with Pillow.open(io.BytesIO(image.content)) as opened:
        return opened.convert("RGB")


def test_a_drawing_is_kept_dot_by_dot():
    image = read_picture(png(70, 50))
    assert (image.kind, image.width, image.height) == (PictureKind.PNG, 70, 50)
    assert dots(image).getpixel((16, 11)) == (0x10, 0x40, 0x50)
    assert dots(image).getpixel((17, 11)) == (255, 255, 255)


def test_a_photo_of_a_phone_that_was_held_upright_stands_upright():
    image = read_picture(jpeg(40, 30, turned=6))
    assert (image.kind, image.width, image.height) == (PictureKind.JPEG, 30, 40)
    # What was at the left above is at the right above.
    dark, light = (sum(dots(image).getpixel(place)) for place in ((28, 2), (2, 2)))
    assert dark < light


def test_a_photo_of_a_good_camera_takes_no_more_room_than_a_card_needs():
    content = noisy(4_000, 3_000)
    assert len(content) > 5_000_000
    image = read_picture(content)
    assert (image.width, image.height) == (1_000, 750)
    assert image.size < 700_000


def noisy(wide, high):
    content = io.BytesIO()
    Pillow.effect_noise((wide, high), 60).save(content, "JPEG", quality=85)
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("RGBA", "L", "P", "1", "I;16")),
        *(("JPEG", mode) for mode in ("L", "CMYK")),
        *(("WEBP", "RGB"), ("GIF", "P"), ("BMP", "RGB")),
    ],
)
def test_however_it_was_written_the_dark_corner_is_dark_and_the_rest_light(kind, mode):
    content = io.BytesIO()
    grey = Pillow.new("L", (40, 40), 250)
    grey.paste(20, (0, 0, 20, 20))
    grey = grey.point(lambda dot: dot * 257, "I").convert("I;16") if mode == "I;16" else grey
    (grey if mode == "I;16" else grey.convert(mode)).save(content, kind)
    image = read_picture(content.getvalue())
    dark, light = (sum(dots(image).getpixel(place)) / 3 for place in ((5, 5), (35, 35)))
    assert dark < 60
    assert light > 200


def test_what_can_be_seen_through_stays_so():
    content = io.BytesIO()
    Pillow.new("RGBA", (8, 8), (0, 0, 0, 0)).save(content, "PNG")
    with Pillow.open(io.BytesIO(read_picture(content.getvalue()).content)) as opened:
        assert opened.getpixel((4, 4))[3] == 0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.NONE),
        (b"Dit is geen afbeelding.", Fault.NONE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Fault.OTHER),
        (b"\0\0\0\x18ftypheic" + bytes(20), Fault.OTHER),
        (png() + bytes(LARGEST), Fault.LARGE),
        (png(8_000, 7_000, mode="1"), Fault.DOTS),
        (png(300, 300)[:500], Fault.DAMAGED),
        (jpeg(300, 300)[:1_500], Fault.DAMAGED),
    ],
)
def test_of_a_file_that_cannot_be_taken_it_says_why_and_what_to_do(content, fault):
    with pytest.raises(NoPictureError) as found:
        read_picture(content)
    assert found.value.fault is fault
    said = found.value.explain(NL)
    assert "{" not in said
    assert said.count(".") >= 2


def test_of_one_that_is_too_large_it_says_how_large_it_is():
    with pytest.raises(NoPictureError) as found:
        read_picture(jpeg() + bytes(31_300_000))
    assert "31,3 MB; er past hoogstens 25 MB" in found.value.explain(NL)


@given(whole=st.sampled_from([png(), jpeg()]), at=st.integers(0, 400), other=st.binary(max_size=4))
def test_a_damaged_file_is_a_picture_or_said_to_be_none(whole, at, other):
    try:
        image = read_picture(whole[:at] + other + whole[at + len(other) :])
    except NoPictureError:
        return
    again = read_picture(image.content)
    assert (again.width, again.height) == (image.width, image.height)
