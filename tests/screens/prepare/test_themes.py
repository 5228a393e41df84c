"""Themes on F2 that come from a codebook or a list: seen first, and one undo takes them back."""

import pytest
from meetings import meeting

from screens.keys import press
from screens.seen import screen_text, until

BOOK = (
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
    '<Code guid="a" name="Loket" isCodable="false">'
    '<Code guid="b" name="balie" isCodable="true"/><Code guid="c" name="telefoon"/></Code>'
    "</Codes></CodeBook>"
)


def names(pilot):
    return {theme.name for theme in pilot.app.meeting.session.themes.values()}


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_codebook_is_read_in_on_the_part_of_the_themes(open_app, tmp_path):
    path = tmp_path / "codes.qdc"
    path.write_text(BOOK, encoding="utf-8")
    async with open_app(meeting(), show="prepare") as pilot:
        await pilot.app.screen.show_part(list(pilot.app.screen.SECTIONS).index("themes"))
        before = names(pilot)
        await press(pilot, "i", "ctrl+o")
        pilot.app.screen.query_one("FieldLine").value = str(path)
        await press(pilot, "enter")
        await until(pilot, lambda: "balie (Loket)" in screen_text(pilot))
        assert names(pilot) == before
        await press(pilot, "enter")
        await until(pilot, lambda: names(pilot) == before | {"balie", "telefoon"})
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: names(pilot) == before)
