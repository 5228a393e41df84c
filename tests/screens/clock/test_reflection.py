"""Reflection cards on the room screen during the debrief: the group chooses one."""

from meetings import meeting

from screens.keys import press
from screens.seen import flat, until
from screens.told import debrief, deciding
from spiegel import clock
from spiegel.domain.running.running import End
from spiegel.domain.session.elements import Element


def info(pilot):
    return pilot.app.meeting.session.info


async def test_the_room_sees_four_cards_and_then_the_one_that_the_group_chose(open_app):
    async with open_app(debrief("geraakt"), show="clock") as pilot:
        await press(pilot, "c", "enter")
        await until(pilot, lambda: "Waar deden zij het voor?" in flat(pilot))
        assert "4 contacten: Wie stond er naast hen?" in flat(pilot)
        await press(pilot, "2")
        assert info(pilot).card is None
        await press(pilot, "enter")
        await until(pilot, lambda: "Welke oplossing hadden zij al" in flat(pilot))
        assert info(pilot).card is Element.STRENGTH
        assert "Waar deden zij het voor?" not in flat(pilot)
        await press(pilot, "c", "enter")
        await until(pilot, lambda: "Welke oplossing" not in flat(pilot))
        assert info(pilot).card is Element.STRENGTH


async def test_no_card_is_shown_while_participants_are_there(open_app):
    async with open_app(meeting(), show="clock") as pilot:
        await press(pilot, "c", "enter", "2", "enter")
        assert not info(pilot).reflecting
        assert "reflectiekaarten" not in flat(pilot)


async def test_who_leads_the_debrief_chooses_what_the_room_sees_and_takes_it_back(open_app):
    async with open_app(debrief("geraakt"), show="debrief") as pilot:
        await press(pilot, "ctrl+b")
        await until(pilot, lambda: "Op het scherm voor de zaal" in flat(pilot))
        await press(pilot, *"motiv", "enter")
        await until(pilot, lambda: info(pilot).card is Element.MOTIVATION)
        await press(pilot, "f8")
        await until(pilot, lambda: "Waar was ons doel" in flat(pilot))
        await press(pilot, "f5", "ctrl+z")
        await until(pilot, lambda: not info(pilot).reflecting)


async def test_the_cards_have_no_key_where_the_debrief_does_not_run(open_app):
    async with open_app(End().apply(deciding(), clock.now()), show="debrief") as pilot:
        await press(pilot, "c")
        assert "Op het scherm voor de zaal" not in flat(pilot)
