"""Where nothing is listed yet, no key is offered that would do something with it."""

import pytest
from meetings import START

from spiegel import formats
from spiegel.domain.session.new import new_session
from spiegel.widgets.browse import Row
from spiegel.widgets.keybar import KeyBar

WITH_ONE = ("wijzigen", "aanvinken", "zonder cijfer", "samenvoegen", "meedoen", "citaat", "markeer")
"""What is done with something that is listed, as a footer calls it."""


def empty():
    return new_session(
        formats.load("spiegelgesprek"),
        id_="test",
        title="Leeg",
        created=START,
        participants=0,
        listeners=0,
    )


def lists_none(section):
    """Also where a key is about the whole list: that no more sheets of expectations will come."""
    return section.browse.key is None and section.id != "expectations"


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("show", ["prepare", "review", "followup"])
async def test_a_footer_offers_nothing_for_a_list_that_is_empty(open_app, show):
    seen = set()
    async with open_app(empty(), show=show, size=(200, 40)) as pilot:
        screen = pilot.app.screen
        for index, name in enumerate(screen.SECTIONS):
            await screen.show_part(index)
            await pilot.pause()
            if lists_none(screen.section):
                seen.add(name)
                footer = screen.query_one(KeyBar).render().plain
                assert not [words for words in WITH_ONE if words in footer], (name, footer)
    assert len(seen) > 1


async def test_what_is_empty_says_what_to_do_first(open_app):
    async with open_app(empty(), show="review") as pilot:
        for index, name in enumerate(pilot.app.screen.SECTIONS):
            await pilot.app.screen.show_part(index)
            await pilot.pause()
            browse, listed = pilot.app.screen.section.browse, pilot.app.screen.section.keys()
            rows = [browse.row(key) for key in listed]
            words = [row.heading.plain for row in rows if isinstance(row, Row) and row.heading]
            assert any(words) or browse.hint.plain, name
