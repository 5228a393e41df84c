"""What is said in passing covers nothing that is needed, and never piles up."""

import re

import pytest
from meetings import meeting

from screens.seen import screen_text, until
from spiegel import clock, demo
from spiegel.domain.consent.consent import AddListeners, SetPresence
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import put
from spiegel.textual_private import shown_notifications


def told(pilot):
    return [notice.message for notice in shown_notifications(pilot.app)]


def in_the_round():
    """The fictional meeting as it is in the middle of its client round."""
    return demo.play("middle", demo.start_for(clock.now()))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_the_moderator_still_sees_the_minutes_the_voices_and_what_is_next(open_app, size):
    async with open_app(in_the_round(), size=size, show="moderate") as pilot:
        await until(pilot, lambda: "Hierna:" in screen_text(pilot))
        needed = [word for word in NEEDED if word in screen_text(pilot)]
        assert len(needed) >= 5
        for number in range(3):
            pilot.app.notify(f"Uit een ander venster, nummer {number}.", severity="warning")
        await until(pilot, lambda: "nummer 0" in screen_text(pilot))
        assert [word for word in needed if word in screen_text(pilot)] == needed


async def test_on_a_panel_it_is_said_once_and_afterwards_on_the_screen_again(open_app):
    async with open_app(meeting(), show="moderate") as pilot:
        pilot.app.notify("Uit een ander venster.", severity="warning", timeout=60)
        await until(pilot, lambda: "Uit een ander venster." in screen_text(pilot))
        below = pilot.app.screen
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await until(pilot, lambda: not below.query_one("ToastRack").display)
        await until(pilot, lambda: "Uit een ander venster." in screen_text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Uit een ander venster." in screen_text(pilot))
        assert below.query_one("ToastRack").display


NEEDED = ("van 10 min", "Hierna:", "briefje (1)", "geparkeerd", "nog niet", "D6 D7", "privé")


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_counts_and_the_heads_of_f2_stay_in_sight(open_app):
    session = SetPresence(numbers=(1, 2, 3, 4, 5), present=True).apply(meeting(), clock.now())
    async with open_app(session, show="prepare") as pilot:
        for digit in "1234":
            await pilot.press("a")
            await until(pilot, lambda: pilot.app.screen.is_modal)
            await pilot.press(digit)
            await until(pilot, lambda: not pilot.app.screen.is_modal)
        await until(pilot, lambda: "5 keer ja" in screen_text(pilot))
        assert len(told(pilot)) == 1
        assert "5 van 5 deelnemers zijn er" in screen_text(pilot)
        assert "1 meedoen" in screen_text(pilot).split("4 later")[0]


async def test_of_what_only_informs_the_newest_is_seen_and_a_warning_stays(open_app, running):
    async with open_app(running) as pilot:
        pilot.app.notify("Pas op.", severity="warning")
        for number in range(3):
            pilot.app.notify(f"Bericht {number}")
        await until(pilot, lambda: told(pilot) == ["Pas op.", "Bericht 2"])


async def test_f2_says_how_many_stand_under_what_is_seen(open_app):
    session = put(meeting(), *(Participant(number=number) for number in range(1, 10)))
    functions = tuple(f"functie {number}" for number in range(12))
    session = AddListeners(functions=functions).apply(session, clock.now())
    async with open_app(session, show="prepare") as pilot:
        await until(pilot, lambda: "↓ nog" in screen_text(pilot))
        seen = screen_text(pilot)
        shown = len(re.findall(r"^ *T\d+ ", seen, re.MULTILINE))
        assert f"↓ nog {len(session.listeners) - shown}\n" in seen
        await pilot.press("end")
        await until(pilot, lambda: "↓ nog" not in screen_text(pilot))


async def test_f2_cuts_no_word_of_its_counts_and_its_advice(open_app):
    session = put(meeting(), *(Participant(number=number, present=True) for number in range(1, 5)))
    async with open_app(session, show="prepare") as pilot:
        await until(pilot, lambda: "nog vragen: 4 mensen" in screen_text(pilot))
        assert "…" not in "".join(screen_text(pilot).split("\n")[1:6])


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_scribe_still_sees_themes_and_who_was_heard_and_the_line(open_app):
    async with open_app(in_the_round(), show="scribe") as pilot:
        await until(pilot, lambda: "Gehoord" in screen_text(pilot))
        needed = ["Thema's", "wachttijd", "bereikbaarheid", "Gehoord", "D6", "D7", "privé", "›"]
        assert all(word in screen_text(pilot) for word in needed)
        pilot.app.notify("Uit een ander venster.", severity="warning")
        await until(pilot, lambda: "Uit een ander venster." in screen_text(pilot))
        assert [word for word in needed if word not in screen_text(pilot)] == []


async def test_what_stands_in_the_way_of_the_report_stays_in_sight(open_app):
    async with open_app(in_the_round(), show="report") as pilot:
        await until(pilot, lambda: "nog geen acties" in screen_text(pilot))
        pilot.app.notify("Uit een ander venster. " * 4, severity="warning")
        await until(pilot, lambda: "Uit een ander venster." in screen_text(pilot))
        for words in ("Voordat het verslag", "na te kijken", "Verslag (Word)", "huisstijl"):
            assert words in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_nothing_peeps_out_at_the_sides_of_a_panel(open_app):
    async with open_app(in_the_round(), show="prepare") as pilot:
        await pilot.press("tab", "enter")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        panel = pilot.app.screen.query_one("#panel").region
        assert (panel.x, panel.width) == (0, 80)
        beside = screen_text(pilot).split("\n")[panel.y : panel.bottom]
        assert beside[0].startswith("╭─")
        assert not any("▸" in line for line in beside)


async def test_f6_opens_on_a_list_that_is_longer_than_the_screen(open_app):
    async with open_app(in_the_round(), show="review") as pilot:
        await until(pilot, lambda: pilot.app.current_mode == "review")
        await pilot.press("end", "home")
        await pilot.pause()
        assert pilot.app.return_code is None
        assert "na te kijken" in screen_text(pilot)
