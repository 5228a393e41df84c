"""The list of words on F7: edited as the report in short is."""

import pytest
from textual.widgets import TextArea

from export.reported import meeting
from screens.keys import press
from screens.seen import screen_text, until
from spiegel.domain.capture.editing import Reword
from spiegel.domain.report.word_list import edit_of
from spiegel.screens.report.word_list import WordListForm

pytestmark = pytest.mark.usefixtures("on_disk")
OWN = "consulent: wie namens de gemeente langskomt"


async def edit(pilot, words=None):
    await press(pilot, "l")
    await until(pilot, lambda: isinstance(pilot.app.screen, WordListForm))
    await pilot.pause()
    area = pilot.app.screen.query_one(TextArea)
    if words is not None:
        area.text = words
        await press(pilot, "ctrl+s")
    return area


def kept(pilot):
    letter = edit_of(pilot.app.meeting.session)
    return letter.words if letter is not None else None


@pytest.mark.slow
@pytest.mark.reckons
async def test_it_is_edited_kept_taken_back_and_proposed_again(open_app):
    async with open_app(meeting(), show="report", size=(80, 24)) as pilot:
        assert "woorden zoals voorgesteld" in " ".join(screen_text(pilot).split())
        area = await edit(pilot)
        assert "consulent: medewerker die met mensen bespreekt" in area.text
        area.text = OWN
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: kept(pilot) == OWN)
        await until(pilot, lambda: "woorden eigen woorden" in " ".join(screen_text(pilot).split()))
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "Teruggenomen: woordenlijst" in screen_text(pilot))
        assert kept(pilot) is None
        await press(pilot, "ctrl+y")
        await until(pilot, lambda: kept(pilot) == OWN)
        await edit(pilot, "")
        await until(pilot, lambda: kept(pilot) is None)


@pytest.mark.slow
@pytest.mark.reckons
async def test_it_says_which_words_came_up_since_and_what_is_no_line(open_app):
    came = "er zijn woorden bij gekomen die niet in uw woordenlijst staan"
    async with open_app(meeting(), show="report", size=(120, 40)) as pilot:
        await edit(pilot, "zonder uitleg")
        await until(pilot, lambda: "Schrijf op elke regel een woord" in screen_text(pilot))
        assert kept(pilot) is None
        pilot.app.screen.query_one(TextArea).text = OWN
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: kept(pilot) == OWN)
        assert came not in screen_text(pilot)
        said = Reword(number=1, words="Toen moest ik naar het zorgkantoor")
        pilot.app.meeting.submit(said, lambda _: None)
        await until(pilot, lambda: came in " ".join(screen_text(pilot).split()))
        await edit(pilot)
        assert "Sinds u hem schreef, kwamen deze erbij" in " ".join(screen_text(pilot).split())
