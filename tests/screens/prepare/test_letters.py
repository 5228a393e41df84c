"""Letters and papers on F2: what is missing, words of one's own, and making them."""

import datetime

import msgspec
import pytest
from readymade import NOW, ready

from export.printed import text
from screens.prepare.parts import go_to, line_with, open_words, press, session_of
from screens.seen import screen_text, until
from screens.windows import told
from spiegel import clock
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.letters.letter import filled
from spiegel.domain.letters.papers import PAPERS, papers_of
from spiegel.domain.session.session import EditInfo, describe, put
from spiegel.domain.session.statements import Where
from spiegel.i18n import translations
from spiegel.screens.prepare.letter_form import LetterForm
from spiegel.screens.prepare.letters import lacking
from spiegel.store.session.file import SessionFile
from spiegel.text import local_day


@pytest.mark.slow
@pytest.mark.reckons
async def test_each_paper_says_what_it_lacks_until_it_is_known(open_app):
    async with open_app(EditInfo(fields={"place": ""}).apply(ready(), NOW)) as pilot:
        await go_to(pilot, "letters")
        assert "nog leeg: plaats" in screen_text(pilot)
        assert line_with(pilot, "Rolkaart voor een toehoorder").strip().startswith("✓")
        pilot.app.meeting.submit(EditInfo(fields={"place": "De Brink"}), lambda _: None)
        await until(pilot, lambda: "nog leeg" not in screen_text(pilot))
        assert "Compleet." in screen_text(pilot)


def test_a_paper_says_which_day_has_passed_but_not_once_it_is_a_copy_of_what_was_sent():
    def said(day):
        return [*lacking(filled(ready(), PAPERS["invitation"], translations("nl"), made=day))]

    assert said(datetime.date(2027, 2, 1)) == []
    assert said(datetime.date(2027, 3, 1)) == [
        "met de hand in te vullen, want die dag is voorbij: antwoord voor"
    ]
    assert said(datetime.date(2027, 4, 1)) == []


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_letters_of_a_meeting_that_is_over_are_said_to_be_copies_once(open_app):
    over = describe(ready(), date=local_day(clock.now()) - datetime.timedelta(days=9))
    for session, count in ((ready(), 0), (over, 1)):
        async with open_app(session) as pilot:
            await go_to(pilot, "letters")
            assert screen_text(pilot).count("brieven van vóór de dag zijn kopieën") == count


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_letter_that_is_open_while_somebody_withdraws_is_kept_without_the_words(open_app):
    words = "ik moest acht lange weken op een brief met kwikzilver wachten"
    said = RecordLine(text=f'D1: "{words}"', where=Where(), line="a1")
    async with open_app(said.apply(ready(), NOW)) as pilot:
        assert session_of(pilot).statements
        await go_to(pilot, "letters")
        area = await open_words(pilot)
        area.text = f"# Kom praten\n\nU zei: {words}. Dank."
        area.cursor_location = (2, len(f"U zei: {words}. D"))
        await pilot.pause()
        pilot.app.meeting.submit(Withdraw(participant=1), lambda _: None)
        await until(pilot, lambda: area.text == "# Kom praten\n\nU zei: …. Dank.")
        assert area.cursor_location == (2, len("U zei: …. D"))
        assert "zijn teruggetrokken en zijn weg" in told(pilot)
        await press(pilot, "ctrl+z")
        assert "kwikzilver" not in screen_text(pilot)
        area.text += "\n\nTot ziens."
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: session_of(pilot).letters)
        (letter,) = session_of(pilot).letters.values()
        assert letter.words == "# Kom praten\n\nU zei: …. Dank.\n\nTot ziens."


@pytest.mark.slow
@pytest.mark.reckons
async def test_words_of_ones_own_are_kept_and_the_programs_come_back(open_app):
    async with open_app(ready()) as pilot:
        await go_to(pilot, "letters")
        area = await open_words(pilot)
        assert area.text.startswith("# Wilt u vertellen")
        area.text = "# Kom praten\n\nOp [datum]."
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "eigen woorden" in screen_text(pilot))
        (letter,) = session_of(pilot).letters.values()
        assert letter.words == "# Kom praten\n\nOp [datum]."
        area = await open_words(pilot)
        assert area.text == letter.words
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, LetterForm))
        await press(pilot, "x")
        await until(pilot, lambda: "eigen woorden" not in screen_text(pilot))
        assert not session_of(pilot).letters
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "eigen woorden" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_unknown_field_and_hard_words_are_said_while_one_types(open_app):
    async with open_app(ready()) as pilot:
        await go_to(pilot, "letters")
        area = await open_words(pilot)
        assert "De taalcontrole vindt niets." in screen_text(pilot)
        area.text = "# Kom\n\nIndien u komt, bel dan.\n\nIn [plaast]."
        await until(pilot, lambda: "Indien → als" in screen_text(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Er is geen veld [plaast]." in screen_text(pilot))
        assert "Bedoelt u [plaats]?" in screen_text(pilot)
        assert not session_of(pilot).letters
        area.text = "# Kom\n\nIn [plaats]."
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: session_of(pilot).letters)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_one_paper_or_all_are_made_beside_the_session(open_app):
    async with open_app(ready()) as pilot:
        folder = pilot.app.meeting.path.parent

        def made():
            return sorted(path.name.partition(" - ")[2] for path in folder.glob("*.docx"))

        await go_to(pilot, "letters")
        await press(pilot, "down", "m")
        await until(pilot, lambda: made() == ["toestemmingsformulier.docx"])
        await until(pilot, lambda: "✓" in line_with(pilot, "Toestemmingsformulier")[20:])
        await press(pilot, "o")
        count = len(papers_of(ready()))
        await until(pilot, lambda: len(made()) == count)
        assert "draaiboek in de hand.docx" in made()
        await until(pilot, lambda: f"{count} papieren gemaakt" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_an_invitation_that_names_somebody_says_which_words_do(open_app):
    asked = next(iter(ready().questions.values()))
    named = msgspec.structs.replace(asked, words="Hoe was het bij mevrouw Zonnestra?")
    async with open_app(put(ready(), named)) as pilot:
        await go_to(pilot, "letters")
        await press(pilot, "m")
        await until(pilot, lambda: "lijkt: mevrouw Zonnestra" in told(pilot))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_what_was_edited_is_there_when_the_meeting_is_opened_again(open_app):
    async with open_app(ready()) as pilot:
        await go_to(pilot, "letters")
        area = await open_words(pilot)
        area.text = "# Kom praten"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: session_of(pilot).letters)
        path = pilot.app.meeting.path
    file = SessionFile(path, clock=clock.now, window="again")
    assert [letter.words for letter in file.session.letters.values()] == ["# Kom praten"]
    file.close()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_there_is_room_for_the_words_in_every_window(open_app, size):
    async with open_app(ready(), size=size) as pilot:
        await go_to(pilot, "letters")
        area = await open_words(pilot)
        assert area.size.height >= 8
        assert "ctrl+s: opslaan" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_paper_from_before_a_change_is_made_again_on_f7(open_app):
    async with open_app(ready()) as pilot:
        await go_to(pilot, "letters")
        await press(pilot, "m")
        await until(pilot, lambda: "✓" in line_with(pilot, "Uitnodiging voor een deelnemer")[20:])
        pilot.app.meeting.submit(EditInfo(fields={"place": "Het Anker"}), lambda _: None)
        said = "van vóór uw laatste wijzigingen"
        await until(pilot, lambda: said in line_with(pilot, "Uitnodiging voor een deelnemer"))
        await press(pilot, "f7")
        await until(pilot, lambda: "1 document is van vóór" in screen_text(pilot))
        await press(pilot, "o")
        await until(pilot, lambda: "1 document opnieuw gemaakt" in screen_text(pilot))
        (path,) = pilot.app.meeting.path.parent.glob("*.docx")
        assert "Het Anker" in text(path)
