"""Words of the report that are edited on F7 as those of a letter: in short, and what words mean."""

import pytest
from textual.widgets import TextArea

from export.reported import meeting
from screens.keys import press
from screens.seen import flat, screen_text, until
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.capture.editing import Reword
from spiegel.domain.report.edited import kept_words
from spiegel.domain.session.preparation import IN_SHORT, WORD_LIST
from spiegel.screens.report.edited import EditedForm

pytestmark = pytest.mark.usefixtures("on_disk")
KEYS = {IN_SHORT: "k", WORD_LIST: "l"}
OWN = "Wie wacht, wil weten waar hij staat."
LINE = "consulent: wie namens de gemeente langskomt"


async def edit(pilot, paper, words=None):
    """Open the words of a paper, and keep these in their place."""
    await press(pilot, KEYS[paper])
    await until(pilot, lambda: isinstance(pilot.app.screen, EditedForm))
    await pilot.pause()
    area = pilot.app.screen.query_one(TextArea)
    if words is not None:
        area.text = words
        await press(pilot, "ctrl+s")
    return area


def kept(pilot, paper):
    letter = kept_words(pilot.app.meeting.session, paper)
    return letter.words if letter is not None else None


@pytest.mark.slow
@pytest.mark.reckons
async def test_sentences_are_edited_kept_taken_back_and_proposed_again(open_app):
    async with open_app(meeting(), show="report", size=(80, 24)) as pilot:
        assert "in het kort zoals voorgesteld" in screen_text(pilot)
        area = await edit(pilot, IN_SHORT)
        assert area.text.startswith("Wat goed gaat, vertelden 6 deelnemers")
        area.text = OWN
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "in het kort eigen woorden" in screen_text(pilot))
        assert kept(pilot, IN_SHORT) == OWN
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "Teruggenomen: verslag in het kort" in screen_text(pilot))
        assert kept(pilot, IN_SHORT) is None
        await press(pilot, "ctrl+y")
        await until(pilot, lambda: kept(pilot, IN_SHORT) == OWN)
        await edit(pilot, IN_SHORT, "")
        await until(pilot, lambda: "in het kort zoals voorgesteld" in screen_text(pilot))
        assert kept(pilot, IN_SHORT) is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_in_short_says_so_when_the_meeting_changed_until_they_are_kept_again(
    open_app,
):
    changed = "de bijeenkomst is veranderd sinds u het verslag in het kort schreef"
    async with open_app(meeting(), show="report", size=(120, 40)) as pilot:
        await edit(pilot, IN_SHORT, OWN)
        await until(pilot, lambda: kept(pilot, IN_SHORT) == OWN)
        assert changed not in screen_text(pilot)
        pilot.app.meeting.submit(
            AddAction(words="Elke week bellen", statements=(1,)), lambda _: None
        )
        await until(pilot, lambda: changed in screen_text(pilot))
        await edit(pilot, IN_SHORT)
        assert "Spiegel stelt nu voor:" in screen_text(pilot)
        assert "Er zijn 5 acties." in screen_text(pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: changed not in screen_text(pilot))
        assert kept(pilot, IN_SHORT) == OWN


async def test_a_proposal_that_was_only_read_becomes_nobodys_words_meanwhile(open_app):
    async with open_app(meeting(), show="report", size=(80, 24)) as pilot:
        await edit(pilot, IN_SHORT)
        count = len(pilot.app.meeting.session.actions)
        meanwhile = AddAction(words="Elke week bellen", statements=(1,))
        pilot.app.meeting.submit(meanwhile, lambda _: None)
        await until(pilot, lambda: len(pilot.app.meeting.session.actions) == count + 1)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, EditedForm))
        await pilot.pause()
        assert kept(pilot, IN_SHORT) is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_hard_words_are_said_and_a_code_is_refused(open_app):
    async with open_app(meeting(), show="report", size=(120, 40)) as pilot:
        area = await edit(pilot, IN_SHORT)
        area.text = "Indien D3 wacht, bellen wij."
        await until(pilot, lambda: "Indien → als" in screen_text(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Er staat een code van een persoon in." in screen_text(pilot))
        assert kept(pilot, IN_SHORT) is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_looks_like_a_person_in_them_waits_on_f6(open_app):
    async with open_app(meeting(), show="report", size=(120, 40)) as pilot:
        await edit(pilot, IN_SHORT, "Mevrouw Zonnevanck belde iedereen terug.")
        waits = "1 plek waar misschien een persoon te herkennen is, wacht op antwoord"
        await until(pilot, lambda: waits in screen_text(pilot))
        await press(pilot, "f6", "down", "down", "down", "down")
        await until(pilot, lambda: "het verslag in het kort" in screen_text(pilot))
        assert "Mevrouw Zonnevanck" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_list_of_words_is_edited_kept_taken_back_and_proposed_again(open_app):
    async with open_app(meeting(), show="report", size=(80, 24)) as pilot:
        assert "woorden zoals voorgesteld" in flat(pilot)
        area = await edit(pilot, WORD_LIST)
        assert "consulent: medewerker die met mensen bespreekt" in area.text
        area.text = LINE
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: kept(pilot, WORD_LIST) == LINE)
        await until(pilot, lambda: "woorden eigen woorden" in flat(pilot))
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "Teruggenomen: woordenlijst" in screen_text(pilot))
        assert kept(pilot, WORD_LIST) is None
        await press(pilot, "ctrl+y")
        await until(pilot, lambda: kept(pilot, WORD_LIST) == LINE)
        await edit(pilot, WORD_LIST, "")
        await until(pilot, lambda: kept(pilot, WORD_LIST) is None)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_list_of_words_says_which_words_came_up_since_and_what_is_no_line(open_app):
    came = "er zijn woorden bij gekomen die niet in uw woordenlijst staan"
    async with open_app(meeting(), show="report", size=(120, 40)) as pilot:
        await edit(pilot, WORD_LIST, "zonder uitleg")
        await until(pilot, lambda: "Schrijf op elke regel een woord" in screen_text(pilot))
        assert kept(pilot, WORD_LIST) is None
        pilot.app.screen.query_one(TextArea).text = LINE
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: kept(pilot, WORD_LIST) == LINE)
        assert came not in screen_text(pilot)
        said = Reword(number=1, words="Toen moest ik naar het zorgkantoor")
        pilot.app.meeting.submit(said, lambda _: None)
        await until(pilot, lambda: came in flat(pilot))
        await edit(pilot, WORD_LIST)
        assert "Sinds u hem schreef, kwamen deze erbij" in flat(pilot)
