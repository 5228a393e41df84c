"""What a moderator does on the day: who is here, on which chair, and what each agreed to."""

import pytest
from meetings import START, at, meeting, round_of
from textual import events
from textual.keys import _character_to_key

from screens.prepare.parts import (
    NASTY,
    fill,
    line_with,
    person,
    present,
    press,
    session_of,
    together,
)
from screens.seen import flat, screen_text, until
from spiegel import clock, formats
from spiegel.domain.consent.consent import SetChair, SetConsent, SetFunction, SetRole
from spiegel.domain.running.running import Go
from spiegel.domain.session.actions import Action
from spiegel.domain.session.new import new_session
from spiegel.domain.session.personas import Persona, PersonaField, PersonaState, Sentence
from spiegel.domain.session.preparation import Letter
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Statement
from spiegel.screens.prepare import day_view
from spiegel.screens.prepare.day import DaySection, withdrawal


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40)])
async def test_one_list_shows_who_is_here_and_what_each_agreed_to(open_app, size):
    session = present(meeting(9), 1, 2, 3)
    session = SetChair(number=1, chair=4).apply(session, START)
    session = SetConsent(purpose="take_part", value=True, participants=(1,)).apply(session, START)
    session = SetConsent(purpose="verbatim", value=False, participants=(1,)).apply(session, START)
    async with open_app(session, size=size) as pilot:
        await until(pilot, lambda: "D1" in screen_text(pilot))
        first, last = line_with(pilot, "D1"), line_with(pilot, "D9")
        assert [word for word in first.split() if word in ("ja", "nee", "4", "?")] == [
            "ja",
            "4",
            "ja",
            "nee",
            "?",
            "?",
        ]
        assert last.count("?") == 5
        for words in ("2 citaat", "privé", "spatie aanwezig", "nog vragen: 3 mensen"):
            assert words.replace("2 citaat", "2 ") in screen_text(pilot)


async def test_space_ticks_who_is_here_and_again_who_is_not(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "space")
        await until(pilot, lambda: person(pilot, 1).present is True)
        await press(pilot, "space")
        await until(pilot, lambda: person(pilot, 1).present is False)
        await press(pilot, "down", "space")
        await until(pilot, lambda: person(pilot, 2).present is True)
        assert person(pilot, 3).present is None


async def test_a_digit_asks_one_purpose_of_one_person(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "2")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is True)
        await press(pilot, "2")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is False)
        await until(pilot, lambda: "– nee" in line_with(pilot, "D1"))
        await press(pilot, "2")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is None)
        assert person(pilot, 1).consent.take_part is None
        assert person(pilot, 2).consent.verbatim is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_shift_and_a_digit_is_yes_for_all_present_who_did_not_say_no(open_app):
    session = present(meeting(), 1, 2, 3)
    session = SetConsent(purpose="verbatim", value=False, participants=(2,)).apply(session, START)
    async with open_app(session) as pilot:
        await press(pilot, "at")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is True)
        answers = [p.consent.verbatim for p in session_of(pilot).participants.values()]
        assert answers == [True, False, True, None, None]
        agreed = "Citaat in het verslag: 2 keer ja"
        await until(pilot, lambda: agreed in screen_text(pilot))
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is None)


async def test_nobody_says_yes_who_was_not_ticked(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "exclamation_mark")
        await until(pilot, lambda: "Vink eerst aan" in screen_text(pilot))
        assert all(p.consent.take_part is None for p in session_of(pilot).participants.values())


@pytest.mark.slow
@pytest.mark.reckons
async def test_one_panel_does_it_for_all_present_without_shift(open_app):
    async with open_app(meeting()) as pilot:
        await together(pilot, "0")
        await until(pilot, lambda: person(pilot, 5).present is True)
        await until(pilot, lambda: session_of(pilot).listeners[3].present is True)
        await together(pilot, "1")
        await until(pilot, lambda: person(pilot, 5).consent.take_part is True)
        assert person(pilot, 5).consent.verbatim is None
        await together(pilot, "5")
        await until(pilot, lambda: person(pilot, 5).chair == 5)


async def test_s_gives_the_next_chair_and_takes_it_away(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "down", "s", "up", "s")
        await until(pilot, lambda: (person(pilot, 2).chair, person(pilot, 1).chair) == (1, 2))
        await press(pilot, "s")
        await until(pilot, lambda: person(pilot, 1).chair is None)


@pytest.mark.slow
async def test_a_click_on_an_answer_of_the_marked_person_changes_it(open_app):
    async with open_app(meeting()) as pilot:
        rows = screen_text(pilot).split("\n")
        y = next(y for y, row in enumerate(rows) if "D1" in row)
        header = next(row for row in rows if "2 citaat" in row)
        await pilot.click(offset=(header.index("2 citaat") + 1, y))
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is True)
        await pilot.click(offset=(header.index("2 citaat") + 1, y + 1))
        await pilot.pause()
        assert person(pilot, 2).consent.verbatim is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_who_leaves_early_is_gone_and_can_come_back(open_app):
    session = Go(phase=round_of(meeting()).number).apply(present(meeting(), 1), clock.now())
    async with open_app(session, show="prepare") as pilot:
        await press(pilot, "w")
        await until(pilot, lambda: person(pilot, 1).gone is not None)
        await until(pilot, lambda: "↗" in line_with(pilot, "D1"))
        await press(pilot, "space")
        await until(pilot, lambda: person(pilot, 1).gone is None)


def test_a_withdrawal_says_how_many_sentences_of_personas_rest_on_it():
    session = put(
        meeting(),
        Statement(number=1, at=START, words="acht weken", speakers=("D1",)),
        Persona(number=1),
        *(
            Sentence(number=n, persona=1, field=PersonaField.HOME, words="x", statements=rests)
            for n, rests in ((1, (1,)), (2, (1,)), (3, ()))
        ),
    )
    asked = withdrawal(session, session.participants[1]).advice
    assert "2 zinnen van persona's rusten erop" in asked
    assert "persona" not in withdrawal(session, session.participants[2]).advice
    assert "opnieuw te bekijken" not in asked
    agreed = put(session, Persona(number=1, name="Toos", state=PersonaState.AGREED))
    asked = withdrawal(agreed, agreed.participants[1]).advice
    assert "De makers waren het eens met Toos: die persona is dan opnieuw te bekijken." in asked


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_withdrawal_names_the_other_files_of_the_meeting_that_keep_the_words(open_app):
    said = Statement(number=1, at=at(1), words="geheim", speakers=("D1",))
    async with open_app(put(present(meeting(), 1, 2), said)) as pilot:
        path = pilot.app.meeting.path
        path.with_name("kopie.spiegel").write_bytes(path.read_bytes())
        await press(pilot, "r")
        await until(pilot, lambda: "niet terug te nemen" in screen_text(pilot))
        assert "kopie.spiegel" in "".join(screen_text(pilot).split())


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_withdrawal_asks_first_and_takes_the_words(open_app):
    session = present(meeting(), 1, 2)
    said = Statement(number=1, at=at(1), words="geheim", speakers=("D1",))
    async with open_app(put(session, said)) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "niet terug te nemen" in screen_text(pilot))
        assert "kopieën: 1 uitspraak." in flat(pilot)
        await press(pilot, "j", "enter")
        await until(pilot, lambda: "Typ D1" in screen_text(pilot))
        assert session_of(pilot).statements
        await fill(pilot, code="d1")
        await until(pilot, lambda: person(pilot, 1).withdrawn)
        assert not session_of(pilot).statements
        await until(pilot, lambda: "teruggetrokken" in line_with(pilot, "D1"))
        assert "geheim" not in pilot.app.meeting.path.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_who_withdraws_is_asked_of_a_few_quoted_words_one_key_a_place(open_app):
    said = "Ze heeft mij laten staan in de regen voor die deur"
    letter = f"Beste mensen,\n\n{'Dank u wel. ' * 40}\nIemand stond voor die deur."
    session = put(
        present(meeting(), 1, 2),
        Statement(number=1, at=at(1), words=said, speakers=("D1",)),
        Action(number=1, at=at(2), words="Niemand laten staan in de regen"),
        Action(number=2, at=at(2), words="Afspraken voor die deur maken"),
        Letter(number=1, paper="thanks", words=letter),
    )
    async with open_app(session, size=(80, 24)) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "D1 trekt zich terug" in screen_text(pilot))
        await fill(pilot, code="d1")
        await until(pilot, lambda: "Zijn dit citaten?" in screen_text(pilot))
        await until(pilot, lambda: "actie 1" in screen_text(pilot))
        await press(pilot, "w", "enter")
        await until(pilot, lambda: "2 plaatsen zijn nog niet beantwoord" in screen_text(pilot))
        assert not person(pilot, 1).withdrawn
        await press(pilot, "down", "w", "a", "enter")
        await until(pilot, lambda: person(pilot, 1).withdrawn)
        assert session_of(pilot).actions[1].words == "Niemand …"
        assert session_of(pilot).actions[2].words == "Afspraken voor die deur maken"
        assert session_of(pilot).letters[1].words == letter.replace("voor die deur", "…")
        kept = pilot.app.meeting.path.read_text("utf-8")
        assert "staan in de regen" not in kept


@pytest.mark.slow
@pytest.mark.reckons
async def test_who_withdraws_sees_that_somebody_else_said_the_same_and_it_stays(open_app):
    own = "Wij hebben staan wachten in de stromende regen"
    session = put(
        present(meeting(), 1, 2),
        Statement(number=1, at=at(1), words="Ik mocht in de stromende regen", speakers=("D1",)),
        Statement(number=2, at=at(2), words=own, speakers=("D2",)),
    )
    async with open_app(session, size=(80, 24)) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "D1 trekt zich terug" in screen_text(pilot))
        await fill(pilot, code="d1")
        await until(pilot, lambda: "uitspraak 2, gezegd door D2" in screen_text(pilot))
        assert "is van hen" in screen_text(pilot)
        await press(pilot, "w", "enter")
        await until(pilot, lambda: person(pilot, 1).withdrawn)
        assert [said.words for said in session_of(pilot).statements.values()] == [own]


@pytest.mark.slow
async def test_who_does_not_answer_of_the_quoted_words_withdraws_nothing(open_app):
    session = put(
        present(meeting(), 1, 2),
        Statement(number=1, at=at(1), words="ik stond in de regen", speakers=("D1",)),
        Action(number=1, at=at(2), words="Niet meer in de regen staan"),
    )
    async with open_app(session) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "D1 trekt zich terug" in screen_text(pilot))
        await fill(pilot, code="d1")
        await until(pilot, lambda: "Zijn dit citaten?" in screen_text(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: "Er is niets weggehaald" in screen_text(pilot))
        assert not person(pilot, 1).withdrawn
        assert session_of(pilot).statements


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_listener_gets_a_function(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "t")
        await fill(pilot, functions=NASTY)
        await until(pilot, lambda: session_of(pilot).listeners[1].function == NASTY)
        await until(pilot, lambda: '[laughs]" [/ [red]x' in line_with(pilot, "T1"))
        await press(pilot, *["down"] * 5, "enter")
        await fill(pilot, function="raadslid")
        await until(pilot, lambda: session_of(pilot).listeners[1].function == "raadslid")


@pytest.mark.slow
@pytest.mark.reckons
async def test_twelve_functions_are_pasted_or_typed_with_commas(open_app):
    functions = [f"teamleider {number}" for number in range(1, 13)]
    async with open_app(meeting()) as pilot:
        await press(pilot, "t")
        await fill(pilot, functions="\n".join(functions[:9]))
        await until(pilot, lambda: 9 in session_of(pilot).listeners)
        await press(pilot, "t")
        await fill(pilot, functions=", ".join(functions[9:]))
        await until(pilot, lambda: 12 in session_of(pilot).listeners)
        listeners = session_of(pilot).listeners.values()
        assert [listener.function for listener in listeners] == functions


@pytest.mark.slow
@pytest.mark.reckons
async def test_functions_go_to_the_listeners_who_are_on_the_list_already(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "t")
        await until(pilot, lambda: "3 toehoorders zonder functie" in screen_text(pilot))
        await fill(pilot, functions="huisarts, wethouder")
        await until(pilot, lambda: "wethouder" in line_with(pilot, "T2"))
        assert list(session_of(pilot).listeners) == [1, 2, 3]
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: not session_of(pilot).listeners[1].function)
        assert not session_of(pilot).listeners[2].function


@pytest.mark.slow
@pytest.mark.reckons
async def test_enter_keeps_a_function_and_goes_on_to_the_next_listener(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, *["down"] * 5, "enter")
        for function in ("raadslid", "directeur"):
            await fill(pilot, function=function)
        await press(pilot, "escape")
        await until(pilot, lambda: session_of(pilot).listeners[2].function == "directeur")
        assert session_of(pilot).listeners[1].function == "raadslid"


@pytest.mark.slow
async def test_a_participant_is_added_changed_and_taken_off_the_list(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "▸ D6" in screen_text(pilot))
        assert person(pilot, 6).consent.take_part is None
        await press(pilot, "enter")
        await fill(pilot, role="mantelzorger", chair="3")
        await until(
            pilot, lambda: (person(pilot, 6).role, person(pilot, 6).chair) == ("mantelzorger", 3)
        )
        await press(pilot, "x")
        await until(pilot, lambda: 6 not in session_of(pilot).participants)


async def test_who_was_heard_is_not_taken_off_the_list(open_app):
    said = Statement(number=1, at=at(1), words="x", speakers=("D1",))
    async with open_app(put(meeting(), said)) as pilot:
        await press(pilot, "x")
        await until(pilot, lambda: "Van deze persoon is iets vastgelegd" in screen_text(pilot))
        assert 1 in session_of(pilot).participants


def test_a_no_says_what_it_means():
    session = SetConsent(purpose="take_part", value=False, participants=(1,)).apply(
        meeting(), START
    )
    assert "in geen document. r haalt" in day_view.about(session, ("participants", 1)).plain
    assert "1 meedoen" in day_view.about(session, ("participants", 2)).plain


@pytest.mark.parametrize("width", [40, 56, 72, 76, 100, 116, 250])
def test_no_row_of_the_day_is_wider_than_the_list(width):
    session = SetRole(participant=1, role="mantelzorger van een ander").apply(meeting(), START)
    session = SetFunction(listener=1, function=NASTY * 9).apply(session, START)
    row = day_view.row(session, ("participants", 1), width)
    assert day_view.INDENT + row.words.cell_length < max(width, 56)


async def test_few_participants_are_advised_against_and_not_refused(open_app):
    async with open_app(meeting(4)) as pilot:
        await until(pilot, lambda: "Minder dan 5 deelnemers" in screen_text(pilot))


async def test_typing_in_this_window_while_the_meeting_runs_changes_nothing(open_app):
    session = Go(phase=round_of(meeting()).number).apply(present(meeting(), 1), clock.now())
    async with open_app(session, show="prepare") as pilot:
        before = session_of(pilot)
        for letter in "hij zei: nooit 1 keer x":
            pilot.app.post_message(events.Key(_character_to_key(letter), letter))
        strays = pilot.app.meeting.strays
        await until(pilot, lambda: [s.text for s in strays.lines] == ["hij zei: nooit 1 keer x"])
        assert session_of(pilot) is before
        await until(pilot, lambda: "Getypt, niet uitgevoerd." in screen_text(pilot))


async def test_a_key_is_done_before_the_arrow_that_follows_it(open_app):
    session = Go(phase=round_of(meeting()).number).apply(meeting(), clock.now())
    async with open_app(session, show="prepare") as pilot:
        await pilot.pause()
        for key, letter in (("space", " "), ("down", None)):
            pilot.app.post_message(events.Key(key, letter))
        await until(pilot, lambda: person(pilot, 1).present is True)
        assert person(pilot, 2).present is None


@pytest.mark.parametrize("show", ["prepare", "review"])
async def test_where_people_answer_on_devices_no_key_makes_a_participant_with_a_code(
    open_app, show
):
    format_ = formats.load("versnellingssessie")
    session = new_session(format_, id_="x", title="T", created=START)
    async with open_app(session, show=show, size=(120, 40)) as pilot:
        parts = pilot.app.screen.parts
        (name,) = [name for name, part in parts.items() if isinstance(part, DaySection)]
        await pilot.app.screen.show_part(pilot.app.screen.SECTIONS.index(name))
        await pilot.pause()
        await press(pilot, "n")
        await until(pilot, lambda: "Hier kan dat niet." in screen_text(pilot))
        assert session_of(pilot).on_devices
