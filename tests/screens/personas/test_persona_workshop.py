"""The persona workshop on the screens: the card on F8, its question on F3, and F4 that records."""

import pytest
from meetings import named
from msgspec.structs import replace

from domain.capturing import record
from screens.keys import press, type_
from screens.seen import flat, large, screen_text, until
from screens.windows import session_at, windows
from screens.windows import told as told_in
from spiegel import clock, formats
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.personas.making import MakePersona
from spiegel.domain.personas.testing import AnswerTest
from spiegel.domain.running.running import Go, GoStep, place
from spiegel.domain.session.instants import MINUTE, after
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Consent
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.session import Session, put
from spiegel.widgets.lettering import Lettering


def told() -> Session:
    """Seven makers tell of the fourth card since two minutes."""
    session = new_session(
        formats.load("persona"), id_="x", title="T", created=clock.now(), participants=7
    )
    phase = named(session, "vertellen").number
    card = session.questions_of(phase)[3].number
    return Go(phase=phase, question=card).apply(session, after(clock.now(), -2 * MINUTE))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (250, 80)])
async def test_the_card_is_read_whole_from_the_back_of_the_room(open_app, size):
    async with open_app(told(), size=size, role="clock") as pilot:
        await until(pilot, lambda: large(pilot) > 20)
        shown = [w for w in pilot.app.screen.query(Lettering) if w.display]
        assert [widget.words for widget in shown] == [
            "wat er gebeurde",
            "Wat gebeurde er dat uw leven veranderde?",
            "nog 3 minuten",
        ]
        for widget in shown:
            assert pilot.app.screen.region.contains_region(widget.region)
            assert widget.render().spans or str(widget.render()).strip()


async def test_the_moderator_has_the_card_with_its_prompts_and_goes_to_the_next(open_app):
    async with open_app(told(), size=(100, 30), show="moderate") as pilot:
        await until(pilot, lambda: "Wie herkent dit ook?" in screen_text(pilot))
        assert "Wat gebeurde er dat uw leven veranderde?" in screen_text(pilot)
        await pilot.press("right")
        await until(pilot, lambda: "Wat is lastig" in screen_text(pilot))


async def test_the_scribe_records_several_makers_on_one_card(open_app):
    async with open_app(told(), show="scribe") as pilot:
        await pilot.press(*"D1 D3: ik was moe", "enter")
        session = pilot.app.screen.meeting
        await until(pilot, lambda: session.session.statements)
        (said,) = session.session.statements.values()
        assert (said.speakers, said.question) == (
            ("D1", "D3"),
            place(session.session).question.number,
        )


def at_part(key: str) -> Session:
    """Makers told by card, and the workshop came to this part; Mevrouw Zilver is to be written."""
    session = record(told(), "D1, D2: zondag is stil")
    session = MakePersona(title="Mevrouw Zilver").apply(session, clock.now())
    phase = named(session, key).number
    first = next(iter(session.questions_of(phase)), None)
    go = Go(phase=phase, question=first.number if first else None)
    return go.apply(session, clock.now())


@pytest.mark.parametrize("key", ["schrijven", "voorlezen", "terug"])
async def test_while_makers_write_a_sentence_is_typed_right_behind_its_keys(open_app, key):
    async with open_app(at_part(key), show="personas") as pilot:
        await until(pilot, lambda: "zondag is stil" in screen_text(pilot))
        await type_(pilot, "3wZondag duurt lang.")
        await press(pilot, "enter")
        meeting = pilot.app.meeting
        await until(
            pilot, lambda: any(one.words for one in meeting.session.persona_sentences.values())
        )
        (sentence,) = meeting.session.persona_sentences.values()
        assert (sentence.words, sentence.statements) == ("Zondag duurt lang.", (1,))


async def test_while_makers_tell_what_is_typed_on_personas_waits_for_the_scribe(open_app):
    async with open_app(at_part("vertellen"), show="personas") as pilot:
        await until(pilot, lambda: "zondag is stil" in screen_text(pilot))
        await type_(pilot, "D3: bij mij ook")
        await press(pilot, "enter")
        assert not pilot.app.meeting.session.persona_sentences
        await press(pilot, "f4")
        await until(pilot, lambda: "bij mij ook" in screen_text(pilot))


async def test_where_a_plan_is_tested_the_debrief_says_by_which_keys_and_what_came_of_it(open_app):
    session = MakePersona(title="Mevrouw Zilver").apply(at_part("voorstellen"), clock.now())
    session = GoStep(step="toetsen").apply(session, clock.now())
    async with open_app(session, size=(100, 30), show="debrief") as pilot:
        await until(pilot, lambda: "⇧F6, p: een plan toetsen." in screen_text(pilot))
        test = AnswerTest(persona=1, field=PersonaField.DAYS, plan="Loket dicht", words="Te ver.")
        pilot.app.meeting.submit(test)
        await until(pilot, lambda: "Te ver." in screen_text(pilot))
        assert "Loket dicht · Mevrouw Zilver · mijn dagen" in screen_text(pilot)


def choosing() -> Session:
    """Makers who agreed to it told on two cards, and the workshop came to choosing."""
    session = told()
    people = (replace(p, consent=Consent(take_part=True)) for p in session.participants.values())
    session = put(session, *people)
    telling, part = (named(session, key).number for key in ("vertellen", "kiezen"))
    for card, lines in enumerate(
        (
            ("D1: de trap is zwaar", "D2 D3: in de buurt is weinig te doen"),
            ("D4: op zondag belt niemand", "D5: ik heb drie honden", "D6: ik mis mijn werk"),
        )
    ):
        question = session.questions_of(telling)[card].number
        session = Go(phase=telling, question=question).apply(session, clock.now())
        session = record(session, *lines)
    first = session.questions_of(part)[0].number
    return Go(phase=part, question=first).apply(session, clock.now())


async def gone_while_it_is_changed(here, there):
    """The first option is changed here, and who told it withdraws in the other window."""
    await press(here, "c")
    await until(here, lambda: "4 keuzes" in screen_text(here))
    await press(here, "down", "down", "e")
    await until(here, lambda: "In andere woorden" in screen_text(here))
    there.app.meeting.submit(Withdraw(participant=1))
    await until(here, lambda: here.app.meeting.session.participants[1].withdrawn)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_two_keys_put_what_was_told_on_the_devices_without_a_word_about_hands(open_app, size):
    async with open_app(choosing(), size=size, show="moderate") as pilot:
        await until(pilot, lambda: "Steek dan uw hand op" in screen_text(pilot))
        await press(pilot, "c")
        await until(pilot, lambda: "Naar de toestellen: 2 vragen, 4 keuzes" in screen_text(pilot))
        assert "1 zin staat er niet bij" in screen_text(pilot)
        assert "drie honden" not in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "Hoe ik woon: wat herkent u ook?" in screen_text(pilot))
        seen = screen_text(pilot)
        assert "hand" not in seen
        assert "code" not in seen
        assert "de trap is zwaar" in seen
        await press(pilot, "right")
        await until(pilot, lambda: pilot.app.meeting.session.polls)


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_option_is_left_out_or_said_in_other_words_that_point_to_nobody(open_app):
    async with open_app(choosing(), size=(120, 40), show="moderate") as pilot:
        await press(pilot, "c")
        await until(pilot, lambda: "4 keuzes" in screen_text(pilot))
        await press(pilot, "down", "e")
        await until(pilot, lambda: "In andere woorden" in screen_text(pilot))
        await press(pilot, *["backspace"] * 40)
        await type_(pilot, "Meneer Van Oorschot")
        await press(pilot, "enter")
        await until(pilot, lambda: "Zeg het algemener" in screen_text(pilot))
        await press(pilot, *["backspace"] * 40)
        await type_(pilot, "Hier is niets te doen")
        await press(pilot, "enter")
        await until(pilot, lambda: "Hier is niets te doen" in screen_text(pilot))
        await press(pilot, "down", "space", "up", "up", "enter")
        await until(pilot, lambda: "▶ Voorlezen" in screen_text(pilot).replace("\u00a0", " "))
        forms = [q.answer for q in pilot.app.meeting.session.questions.values() if q.answer]
        assert [form.options for form in forms] == [
            ("op zondag belt niemand", "ik mis mijn werk", "Hier is niets te doen")
        ]


async def test_where_nobody_agreed_to_take_part_nothing_is_offered_and_one_reads_why(open_app):
    session = record(at_part("kiezen"), "D1: stil")
    async with open_app(session, size=(120, 40), show="moderate") as pilot:
        await press(pilot, "c")
        await until(pilot, lambda: "Er is nog te weinig verteld" in screen_text(pilot))
        assert "geen toestemming (F2)" in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_option_that_is_looked_at_goes_when_who_told_it_withdraws_in_another_window(
    tmp_path,
):
    path = session_at(tmp_path / "makers.spiegel", choosing())
    async with windows(path, "moderator", "scribe", show="moderate", size=(120, 40)) as both:
        here, there = both
        await gone_while_it_is_changed(here, there)
        await press(here, "escape")
        await until(here, lambda: "3 keuzes" in screen_text(here))
        assert "de trap is zwaar" not in screen_text(here)
        no = SetConsent(purpose="take_part", value=False, participants=(4,))
        there.app.meeting.submit(no)
        await until(here, lambda: "op zondag belt niemand" not in screen_text(here))
        assert "in de buurt is weinig te doen" in screen_text(here)


@pytest.mark.slow
@pytest.mark.reckons
async def test_other_words_for_an_option_that_went_meanwhile_are_put_nowhere(tmp_path):
    path = session_at(tmp_path / "makers.spiegel", choosing())
    async with windows(path, "moderator", "scribe", show="moderate", size=(120, 40)) as both:
        here, there = both
        await gone_while_it_is_changed(here, there)
        await type_(here, " zo steil")
        await press(here, "enter")
        await until(here, lambda: "Wat u aan het wijzigen was" in told_in(here))
        await until(here, lambda: "3 keuzes" in screen_text(here))
        assert "steil" not in screen_text(here)
