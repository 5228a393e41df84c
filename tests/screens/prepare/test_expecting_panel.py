"""F2 lets listeners write what they expect on their own device, and says how many did."""

import pytest
from meetings import START, meeting
from polling import session_with

from screens.prepare.parts import go_to, press
from screens.seen import screen_text, until
from spiegel.domain.preparation.expectations import AddExpectations
from spiegel.domain.running.running import Go
from spiegel.meeting.port.serving import Stop
from spiegel.textual_private import shown_notifications
from spiegel.widgets.qr import rows


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_pages_are_started_and_the_whole_code_is_seen_with_how_many_wrote(
    open_app, pages, size
):
    session = AddExpectations(themes=(("kosten", "te duur"),)).apply(meeting(), START)
    async with open_app(session, size=size) as pilot:
        await go_to(pilot, "expectations")
        await press(pilot, "z")
        await until(pilot, lambda: "adres 192.168.8.20" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "code BCDF" in screen_text(pilot))
        text = screen_text(pilot)
        for line in rows(pages.serving.link)[1:-1]:
            assert line.rstrip() in text
        assert "192.168.8.20:8080" in text
        assert "1 formulier van 3 toehoorders" in text
        assert "kosten" not in text
        await press(pilot, "enter")
        await until(pilot, lambda: "code BCDF" not in screen_text(pilot))
        assert pages.asked == []
        await press(pilot, "z")
        await until(pilot, lambda: "code BCDF" in screen_text(pilot))
        await press(pilot, "end", "enter")
        await until(pilot, lambda: pages.asked == [Stop()])


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("session", "said"),
    [
        (session_with(), "de toestellen voor de vragen"),
        (Go(phase=1).apply(meeting(), START), "De bijeenkomst is begonnen"),
    ],
    ids=["questions on devices", "begun"],
)
async def test_where_it_cannot_be_it_says_why(open_app, pages, session, said):
    async with open_app(session, show="prepare") as pilot:
        await go_to(pilot, "expectations")
        await press(pilot, "z")
        told = shown_notifications(pilot.app)
        await until(pilot, lambda: any(said in one.message for one in told))
        assert pages.serving is None
