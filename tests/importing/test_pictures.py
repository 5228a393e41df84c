"""A picture for a persona: nothing noted in it is kept, and what is wrong with a file is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.drawn import MAKER, PLACE, chunk, jpeg, png
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


def test_what_draws_it_stays_and_is_read_again_as_it_was():
    for content, size in ((png(7, 5), (7, 5)), (jpeg(40, 30), (40, 30))):
        image = read_picture(content)
        assert (image.width, image.height) == size
        assert read_picture(image.content).content == image.content


def test_a_photo_of_a_phone_that_was_held_upright_is_turned_when_it_is_looked_at():
    image = read_picture(jpeg(40, 30, turned=6))
    assert (image.kind, image.turned, image.seen) == (PictureKind.JPEG, 90, (30, 40))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.NONE),
        (b"Dit is geen afbeelding.", Fault.NONE),
        (b"GIF89a" + bytes(20), Fault.OTHER),
        (b"\0\0\0\x18ftypheic" + bytes(20), Fault.OTHER),
        (png() + bytes(LARGEST), Fault.LARGE),
        (png(60_000, 60_000, rows=1), Fault.DOTS),
        (png(4, 3, rows=2), Fault.DAMAGED),
        (png(4, 3, rows=4), Fault.DAMAGED),
        (png()[:50], Fault.DAMAGED),
        (png().replace(b"IDAT", b"IDAX"), Fault.DAMAGED),
        (png(more=(chunk(b"ABCD", b""),)), Fault.DAMAGED),
        (jpeg()[:-20], Fault.DAMAGED),
        (jpeg(0, 30), Fault.DAMAGED),
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
        read_picture(jpeg() + bytes(4_300_000))
    assert "4,3 MB; er past hoogstens 2 MB" in found.value.explain(NL)


@given(whole=st.sampled_from([png(), jpeg()]), at=st.integers(0, 400), other=st.binary(max_size=4))
def test_a_damaged_file_is_a_picture_or_said_to_be_none(whole, at, other):
    try:
        image = read_picture(whole[:at] + other + whole[at + len(other) :])
    except NoPictureError:
        return
    assert read_picture(image.content).content == image.content
