"""Names behind the codes on F2: in sight for who has the passphrase, and gone with one's back."""

import pytest
from docx import Document
from meetings import meeting
from sealed import CHEAP, WORDS, passphrase
from searching import home, traces

from screens.prepare.parts import fill, go_to, line_with, present, press
from screens.seen import screen_text, until
from spiegel.domain.preparation.names import person, with_person
from spiegel.domain.running.running import End, Go
from spiegel.domain.session.session import describe
from spiegel.meeting.memory import NoNames
from spiegel.meeting.port.errors import NotDoneError
from spiegel.store.keyfile import KeyFile, place_of
from spiegel.store.sealed.keys import Passphrase
from spiegel.textual_private import shown_notifications

PLANTED = ("Wilhelmientje", "Kwikstaartveen", "06-70919283", "Zevenblad")
WHO = person(3, f"{PLANTED[0]} {PLANTED[1]}", PLANTED[2], f"{PLANTED[3]} 4\n1234 AB Dijkzicht")

pytestmark = [pytest.mark.slow, pytest.mark.reckons, pytest.mark.usefixtures("on_disk")]


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch):
    monkeypatch.setitem(Passphrase.__init__.__kwdefaults__, "cost", CHEAP)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "gesprek.spiegel"


@pytest.fixture
def named(path, session_file):
    """A meeting with a key file in which D3 stands."""
    session = describe(meeting(), id="with names")
    kept = KeyFile(path, "with names", passphrase())
    kept.change(lambda people: with_person(people, WHO))
    return session


async def type_passphrase(pilot, words=WORDS):
    await until(pilot, lambda: pilot.app.screen.query("FieldLine"))
    pilot.app.screen.line.value = words
    await press(pilot, "enter")


async def opened(pilot):
    await go_to(pilot, "asked")
    await press(pilot, "k")
    await type_passphrase(pilot)
    await until(pilot, lambda: PLANTED[1] in screen_text(pilot))


def said(pilot):
    return " ".join(one.message for one in shown_notifications(pilot.app))


async def test_the_first_name_makes_the_file_after_a_passphrase_that_was_typed_twice(
    open_app, path
):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "asked")
        await press(pilot, "k")
        await until(pilot, lambda: "Alleen als u ze nodig hebt" in screen_text(pilot))
        await type_passphrase(pilot)
        await until(pilot, lambda: "Nog een keer hetzelfde." in screen_text(pilot))
        await type_passphrase(pilot, "iets anders")
        await until(pilot, lambda: "niet gelijk" in screen_text(pilot))
        await type_passphrase(pilot)
        await type_passphrase(pilot)
        await until(pilot, lambda: "geen naam" in screen_text(pilot))
        assert not place_of(path).exists()
        await press(pilot, "enter")
        await fill(pilot, name=WHO.name, telephone=WHO.telephone, address="\n".join(WHO.address))
        await until(pilot, lambda: PLANTED[1] in screen_text(pilot))
        assert f"{WHO.name}" in line_with(pilot, "D1")
        await press(pilot, "x")
        await until(pilot, lambda: not place_of(path).exists())


async def test_names_are_seen_beside_the_codes_and_go_with_the_same_key(open_app, named):
    async with open_app(named) as pilot:
        await opened(pilot)
        assert WHO.name in line_with(pilot, "D3")
        assert PLANTED[2] in screen_text(pilot)
        await press(pilot, "k")
        await until(pilot, lambda: PLANTED[1] not in screen_text(pilot))
        await press(pilot, "k")
        await until(pilot, lambda: "wachtwoord" in screen_text(pilot))


async def test_a_wrong_passphrase_is_said_and_shows_nothing(open_app, named):
    async with open_app(named) as pilot:
        await go_to(pilot, "asked")
        await press(pilot, "k")
        await type_passphrase(pilot, "geraden woorden hier")
        await until(pilot, lambda: "Dit is niet het wachtwoord van" in screen_text(pilot))
        await press(pilot, "escape")
        assert PLANTED[1] not in screen_text(pilot)


async def test_envelopes_are_made_while_the_names_are_in_sight_and_it_is_said_who_is_not_on_them(
    open_app, named, path
):
    async with open_app(named) as pilot:
        await opened(pilot)
        await press(pilot, "k")
        await until(pilot, lambda: PLANTED[1] not in screen_text(pilot))
        await press(pilot, "e", "k")
        await type_passphrase(pilot)
        await until(pilot, lambda: PLANTED[1] in screen_text(pilot))
        assert not list(path.parent.glob("*.docx"))
        await press(pilot, "e")
        await until(pilot, lambda: "het adres is niet bekend: D1, D2" in said(pilot))
        made = next(path.parent.glob("*enveloppen*.docx"))
        assert str(made) in said(pilot)
        paragraphs = [p.text for t in Document(made).tables for c in t._cells for p in c.paragraphs]
        assert WHO.name in paragraphs


@pytest.mark.parametrize("leave", ["tab", "f3", "f8", "f9", "f1", "f6"])
async def test_whoever_leaves_closes_them(open_app, named, leave):
    async with open_app(named) as pilot:
        await opened(pilot)
        await press(pilot, leave)
        await until(pilot, lambda: PLANTED[1] not in screen_text(pilot))
        back = {"tab": ["shift+tab"], "f9": ["f9"], "f1": ["escape"]}.get(leave, ["f2"])
        await press(pilot, *back)
        await until(pilot, lambda: "D3" in screen_text(pilot))
        assert PLANTED[1] not in screen_text(pilot)
        asked = pilot.app.screen.query_one("#asked")
        assert not asked.names.open


async def test_a_form_about_them_leaves_them_open_and_keeps_nothing_that_was_typed(
    open_app, named, path
):
    async with open_app(named) as pilot:
        await opened(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen.query(".field"))
        pilot.app.screen.query_one("#field-name").value = "Kleinduimpje"
        await pilot.pause(0.3)
        await press(pilot, "escape")
        await until(pilot, lambda: PLANTED[1] in screen_text(pilot))
        assert traces(["Kleinduimpje", *PLANTED], path.parent, home()) == set()


async def test_no_name_is_shown_while_participants_are_in_the_room(open_app, named):
    async with open_app(named) as pilot:
        await opened(pilot)
        pilot.app.meeting.submit(present_change(1))
        await until(pilot, lambda: PLANTED[1] not in screen_text(pilot))
        assert "Geen namen zolang er deelnemers in de zaal zijn." in said(pilot)
        await press(pilot, "k")
        assert not pilot.app.screen.query("FieldLine")


async def test_after_the_part_of_the_clients_they_can_be_opened_again(open_app, named):
    session = present(named, 1, 2)
    last = next(phase for phase in reversed(session.agenda) if not phase.with_clients)
    from spiegel import clock

    session = Go(phase=last.number).apply(session, clock.now())
    session = End().apply(session, clock.now())
    async with open_app(session, show="prepare") as pilot:
        await press(pilot, "f2")
        await go_to_asked(pilot)
        await press(pilot, "k")
        await type_passphrase(pilot)
        await until(pilot, lambda: PLANTED[1] in screen_text(pilot))


async def test_who_withdraws_goes_out_when_the_passphrase_is_given(open_app, named, path):
    async with open_app(named) as pilot:
        await withdraw(pilot)
        await type_passphrase(pilot)
        await until(pilot, lambda: "uit de namen gehaald" in said(pilot))
        assert not place_of(path).exists()


async def test_without_the_passphrase_it_is_said_that_it_is_still_to_be_done(open_app, named, path):
    async with open_app(named) as pilot:
        await withdraw(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: "Nog te doen" in said(pilot))
        await go_to_asked(pilot)
        await press(pilot, "k")
        await type_passphrase(pilot)
        await until(pilot, lambda: "uit de namen gehaald" in said(pilot))
        assert not place_of(path).exists()


def test_a_meeting_in_memory_keeps_no_names():
    assert not NoNames().look()
    for ask in (NoNames().begin, NoNames().unlock):
        with pytest.raises(NotDoneError, match="in het geheugen"):
            ask(WORDS)


async def test_a_withdrawal_says_where_the_names_stayed(open_app, named, path):
    place_of(path).rename(path.with_name("vroeger.sleutel"))
    async with open_app(named) as pilot:
        await withdraw(pilot, asked=False)
        await until(pilot, lambda: "vroeger.sleutel" in said(pilot))


def present_change(number):
    from spiegel.domain.consent.consent import SetPresence

    return SetPresence(numbers=(number,), present=True)


async def go_to_asked(pilot):
    while pilot.app.screen.section.id != "asked":
        await press(pilot, "tab")


async def withdraw(pilot, *, asked=True):
    """D3 withdraws on the list of the day; asked: for the passphrase of the names."""
    while pilot.app.screen.section.id != "day":
        await press(pilot, "tab")
    await press(pilot, "home", "down", "down", "r")
    await fill(pilot, code="D3")
    if asked:
        await until(pilot, lambda: "Als D3 ook in het sleutelbestand staat" in screen_text(pilot))
