"""F10 opens the evaluation on devices, says how many forms came in, and closes it."""

import pytest
from meetings import START, meeting

from screens.keys import press
from screens.seen import screen_text, until
from spiegel.domain.polls.box import NOBODY, Cast, form_key
from spiegel.domain.polls.evaluation import BOX, Filled, OpenEvaluation, packed
from spiegel.domain.running.running import End
from spiegel.domain.session.evaluation import Form
from spiegel.meeting.port.serving import TurnCodes
from spiegel.screens.shared import pages_panel
from spiegel.widgets.join_card import JoinCard


def send(pilot, count):
    """So many people send in a form."""
    opened = pilot.app.meeting.session.info.evaluating
    for number in range(count):
        filled = Filled(Form.PARTICIPANT, (4, 4, 3, 4), (f"woorden {number}",))
        key = form_key(b"%d" % number, opened)
        pilot.app.meeting.ballots.cast(BOX, Cast(key, NOBODY, packed(filled)), lambda _r: None)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_evaluation_is_opened_counted_and_closed(open_app, pages, size):
    async with open_app(meeting(), show="followup", size=size) as pilot:
        await press(pilot, *["tab"] * 3, "z")
        await until(pilot, lambda: "adres 192.168.8.20" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "code BCDF" in screen_text(pilot))
        assert "nog niet open" in screen_text(pilot)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: pilot.app.meeting.session.info.evaluating is not None)
        send(pilot, 2)
        await until(pilot, lambda: "open · 2 formulieren binnen" in screen_text(pilot))
        assert "woorden 1" not in screen_text(pilot)
        await press(pilot, "home", "down", "down", "enter")
        await until(pilot, lambda: pages.asked == [TurnCodes(5)])
        await press(pilot, "home", "down", "enter")
        await until(pilot, lambda: "Bij zo weinig" in screen_text(pilot))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: pilot.app.meeting.session.info.evaluating is None)
        await press(pilot, "escape")
        await until(pilot, lambda: "2 van deelnemers" in screen_text(pilot))
        assert "woorden niet in het verslag" in screen_text(pilot)


async def test_few_forms_that_came_this_moment_are_asked_about_too(open_app, pages, monkeypatch):
    monkeypatch.setattr(pages_panel, "EVERY", 1_000.0)
    session = OpenEvaluation().apply(End().apply(meeting(), START), START)
    pages.start(lambda _problem: None, address="192.168.8.20")
    async with open_app(session, show="followup") as pilot:
        await press(pilot, *["tab"] * 3, "z")
        await until(pilot, lambda: "open · 0 formulieren" in screen_text(pilot))
        send(pilot, 2)
        await press(pilot, "home", "down", "enter")
        await until(pilot, lambda: "Bij zo weinig" in screen_text(pilot))
        assert "2 formulieren" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_room_sees_how_to_come_to_it_also_when_the_meeting_is_over(open_app, pages):
    session = OpenEvaluation().apply(End().apply(meeting(), START), START)
    pages.start(lambda _problem: None, address="192.168.8.20")
    async with open_app(session, show="clock", size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query(JoinCard)))
        shown = pilot.app.screen.query_one(JoinCard).joining
        assert (shown.heading, shown.code) == ("Hoe was de bijeenkomst?", "BCDF")
        assert not any(letter.isdigit() for letter in shown.joined)
