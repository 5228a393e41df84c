"""A list of people on F2: pasted or a file, seen before it is kept, without names."""

import pytest
from meetings import meeting
from searching import home, traces
from textual import events

from screens.prepare.parts import go_to, press, session_of
from screens.seen import screen_text, until

PLANTED = ("Kwikstaartveen", "wil@kwikstaart.nl", "06-70919283")
LISTED = (
    "Naam\tFunctie\tOrganisatie\tE-mail\tKomt\r\n"
    f"Wil {PLANTED[0]}\tWmo-consulent\tgemeente Dijkzicht\t{PLANTED[1]}\tja\r\n"
    f"Toos {PLANTED[0]}\tWmo-consulent\tgemeente Dijkzicht\t{PLANTED[2]}\twie weet\r\n"
    "\tteamleider\t\t\tnee\r\n"
)


def functions(pilot):
    return [one.function for one in session_of(pilot).listeners.values()]


async def paste(pilot, text):
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_cells_that_are_pasted_are_seen_first_and_leave_no_name_behind(open_app, tmp_path):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "listeners")
        await paste(pilot, LISTED)
        await until(pilot, lambda: "3 nieuw" in screen_text(pilot))
        assert "Naam: niet overgenomen, want daarin staat wie mensen zijn" in screen_text(pilot)
        assert "regel 3: komt is geen ja en geen nee: wie weet" in screen_text(pilot)
        assert PLANTED[0] not in screen_text(pilot)
        assert functions(pilot) == ["", "", ""]
        await press(pilot, "enter")
        await until(pilot, lambda: functions(pilot)[2] == "teamleider")
        assert functions(pilot) == ["Wmo-consulent", "Wmo-consulent", "teamleider"]
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: functions(pilot) == ["", "", ""])
    assert traces(PLANTED, tmp_path, home()) == set()


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_same_list_again_is_known_already(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "listeners")
        await paste(pilot, LISTED)
        await until(pilot, lambda: "3 nieuw" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "teamleider" in functions(pilot))
        before = session_of(pilot).listeners
        await paste(pilot, LISTED)
        await until(pilot, lambda: "0 nieuw · 0 gewijzigd · 3 al bekend" in screen_text(pilot))
        await press(pilot, "enter")
        await pilot.pause()
        assert session_of(pilot).listeners == before


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_key_opens_a_field_to_paste_in_and_nothing_waits_when_it_is_left(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "listeners")
        await press(pilot, "i")
        await until(pilot, lambda: "Kolommen: functie" in screen_text(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Hier is nog niets geplakt." in screen_text(pilot))
        await paste(pilot, "functie\nhuisarts\nwijkagent\n")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "2 nieuw" in screen_text(pilot))
        await press(pilot, "escape")
        await press(pilot, "i")
        await until(pilot, lambda: "Kolommen: functie" in screen_text(pilot))
        assert "huisarts" not in screen_text(pilot)
        assert functions(pilot) == ["", "", ""]


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_file_is_chosen_and_what_is_no_list_is_said(open_app, tmp_path):
    (tmp_path / "lijst.csv").write_bytes("functie;komt\ncoördinator;ja\n".encode("cp1252"))
    (tmp_path / "leeg.csv").write_bytes(b"")
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "listeners")
        for name, seen in (("lijst.csv", "coördinator"), ("leeg.csv", "is leeg")):
            await press(pilot, "i")
            await until(pilot, lambda: "Kolommen: functie" in screen_text(pilot))
            await press(pilot, "ctrl+o")
            await until(pilot, lambda: "Welke lijst?" in screen_text(pilot))
            pilot.app.screen.line.value = str(tmp_path / name)
            await press(pilot, "enter")
            await until(pilot, lambda seen=seen: seen in screen_text(pilot))
            await press(pilot, "enter")
        await until(pilot, lambda: "coördinator" in functions(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_how_participants_were_asked_is_taken_by_code(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "asked")
        await paste(pilot, f"code;naam;gevraagd door;komt\nD2;{PLANTED[0]};huisarts;ja\nD9;;;ja\n")
        await until(pilot, lambda: "regel 3: er is geen deelnemer D9" in screen_text(pilot))
        assert PLANTED[0] not in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: session_of(pilot).participants[2].recruiting.coming is True)
        assert session_of(pilot).participants[2].recruiting.asked_by == "huisarts"


async def test_a_word_that_is_pasted_is_no_list(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "listeners")
        await paste(pilot, "huisarts")
        await pilot.pause()
        assert "nieuw ·" not in screen_text(pilot)
        assert functions(pilot) == ["", "", ""]
