"""A picture for a persona: chosen by key, said in words, and never a photo of somebody."""

from importing.drawn import MAKER, jpeg
from screens.keys import press, type_
from screens.personas.made import persona, with_persona
from screens.seen import screen_text, until


async def test_a_symbol_stands_on_the_card_by_two_keys_and_a_name(open_app):
    async with open_app(with_persona(), show="personas", size=(100, 30)) as pilot:
        await press(pilot, "i")
        assert "geen foto van iemand die bestaat" in screen_text(pilot)
        await type_(pilot, "fiets")
        await press(pilot, "enter", "enter")
        assert (persona(pilot).symbol, persona(pilot).alt) == ("bicycle", "een fiets")
        assert "met afbeelding" in screen_text(pilot)
        await press(pilot, "ctrl+z")
        assert persona(pilot).symbol is None


async def test_a_picture_from_a_file_needs_words_for_who_cannot_see_it(open_app, tmp_path):
    (tmp_path / "boom.jpg").write_bytes(jpeg())
    async with open_app(with_persona(), show="personas", size=(100, 30)) as pilot:
        await press(pilot, "i")
        await type_(pilot, "bestand")
        await press(pilot, "enter")
        pilot.app.screen.query_one("FieldLine").value = str(tmp_path / "boom.jpg")
        await press(pilot, "enter")
        await until(pilot, lambda: "Wat staat er op de afbeelding?" in screen_text(pilot))
        await press(pilot, "enter")
        assert "voor wie die niet kan zien" in screen_text(pilot)
        await type_(pilot, "een boom")
        await press(pilot, "enter")
        session = pilot.app.meeting.session
        assert persona(pilot).alt == "een boom"
        assert MAKER not in session.pictures[persona(pilot).picture].image.content
        await press(pilot, "i")
        await type_(pilot, "geen afbeelding")
        await press(pilot, "enter")
        assert not pilot.app.meeting.session.pictures
        await press(pilot, "ctrl+z")
        assert pilot.app.meeting.session.pictures
        await press(pilot, "i")
        await type_(pilot, "voorgoed")
        await press(pilot, "enter", "y", "enter")
        await until(pilot, lambda: not pilot.app.meeting.session.pictures)
        await press(pilot, "ctrl+z")
        assert not pilot.app.meeting.session.pictures


async def test_of_a_file_that_is_no_picture_it_says_so_and_asks_again(open_app, tmp_path):
    (tmp_path / "brief.png").write_text("Geachte heer", encoding="utf-8")
    async with open_app(with_persona(), show="personas", size=(100, 30)) as pilot:
        await press(pilot, "i")
        await type_(pilot, "bestand")
        await press(pilot, "enter")
        pilot.app.screen.query_one("FieldLine").value = str(tmp_path / "brief.png")
        await press(pilot, "enter")
        await until(pilot, lambda: "geen afbeelding die te lezen is" in screen_text(pilot))
        assert "Welke afbeelding?" in screen_text(pilot)
        assert persona(pilot).picture is None


async def test_who_searches_what_is_not_there_reads_that_nothing_fits(open_app):
    async with open_app(with_persona(), show="personas", size=(100, 30)) as pilot:
        await press(pilot, "slash")
        await type_(pilot, "xyzzy")
        assert "Niets gevonden" in screen_text(pilot)
        await press(pilot, "enter")
        assert "Niets gevonden" in screen_text(pilot)
