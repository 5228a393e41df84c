"""The report in short on F7: its sentences are edited as those of a letter."""

import pytest
from textual.widgets import TextArea

from export.reported import meeting
from screens.keys import press
from screens.seen import screen_text, until
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.report.in_short import edit_of
from spiegel.screens.report.in_short import InShortForm

pytestmark = pytest.mark.usefixtures("on_disk")
OWN = "Wie wacht, wil weten waar hij staat."


async def edit(pilot, words=None):
    """Open the sentences, and keep these in their place."""
    await press(pilot, "k")
    await until(pilot, lambda: isinstance(pilot.app.screen, InShortForm))
    await pilot.pause()
    area = pilot.app.screen.query_one(TextArea)
    if words is not None:
        area.text = words
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, InShortForm))
    return area


def kept(pilot):
    letter = edit_of(pilot.app.meeting.session)
    return letter.words if letter is not None else None


@pytest.mark.slow
@pytest.mark.reckons
async def test_they_are_edited_kept_taken_back_and_proposed_again(open_app):
    async with open_app(meeting(), show="report", size=(80, 24)) as pilot:
        assert "in het kort zoals voorgesteld" in screen_text(pilot)
        area = await edit(pilot)
        assert area.text.startswith("Wat goed gaat, vertelden 6 deelnemers")
        area.text = OWN
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "in het kort eigen woorden" in screen_text(pilot))
        assert kept(pilot) == OWN
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "Teruggenomen: verslag in het kort" in screen_text(pilot))
        assert kept(pilot) is None
        await press(pilot, "ctrl+y")
        await until(pilot, lambda: kept(pilot) == OWN)
        await edit(pilot, "")
        await until(pilot, lambda: "in het kort zoals voorgesteld" in screen_text(pilot))
        assert kept(pilot) is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_it_says_so_when_the_meeting_changed_until_they_are_kept_again(open_app):
    changed = "de bijeenkomst is veranderd sinds u het verslag in het kort schreef"
    async with open_app(meeting(), show="report", size=(120, 40)) as pilot:
        await edit(pilot, OWN)
        await until(pilot, lambda: kept(pilot) == OWN)
        assert changed not in screen_text(pilot)
        pilot.app.meeting.submit(
            AddAction(words="Elke week bellen", statements=(1,)), lambda _: None
        )
        await until(pilot, lambda: changed in screen_text(pilot))
        await edit(pilot)
        assert "Spiegel stelt nu voor:" in screen_text(pilot)
        assert "Er zijn 5 acties." in screen_text(pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: changed not in screen_text(pilot))
        assert kept(pilot) == OWN


async def test_a_proposal_that_was_only_read_becomes_nobodys_words_meanwhile(open_app):
    async with open_app(meeting(), show="report", size=(80, 24)) as pilot:
        await edit(pilot)
        count = len(pilot.app.meeting.session.actions)
        meanwhile = AddAction(words="Elke week bellen", statements=(1,))
        pilot.app.meeting.submit(meanwhile, lambda _: None)
        await until(pilot, lambda: len(pilot.app.meeting.session.actions) == count + 1)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, InShortForm))
        await pilot.pause()
        assert kept(pilot) is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_hard_words_are_said_and_a_code_is_refused(open_app):
    async with open_app(meeting(), show="report", size=(120, 40)) as pilot:
        area = await edit(pilot)
        area.text = "Indien D3 wacht, bellen wij."
        await until(pilot, lambda: "Indien → als" in screen_text(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Er staat een code van een persoon in." in screen_text(pilot))
        assert kept(pilot) is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_looks_like_a_person_in_them_waits_on_f6(open_app):
    async with open_app(meeting(), show="report", size=(120, 40)) as pilot:
        await edit(pilot, "Mevrouw Zonnevanck belde iedereen terug.")
        waits = "1 plek waar misschien een persoon te herkennen is, wacht op antwoord"
        await until(pilot, lambda: waits in screen_text(pilot))
        await press(pilot, "f6", "down", "down", "down", "down")
        await until(pilot, lambda: "het verslag in het kort" in screen_text(pilot))
        assert "Mevrouw Zonnevanck" in screen_text(pilot)
