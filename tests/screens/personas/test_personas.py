"""Personas: what was said goes under fields by number, and sentences are written at once."""

import datetime
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from polling import OPEN, answered, ideas, session_with
from textual import events

from screens.keys import press, type_
from screens.personas.made import persona, two_waited, with_persona
from screens.seen import footer, screen_text, until
from screens.told import said, told
from spiegel import clock
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.personas.making import (
    MakePersona,
    PutUnder,
    RemoveSentence,
    WriteSentence,
    sentences_of,
)
from spiegel.domain.personas.testing import AnswerTest, answers
from spiegel.domain.polls.clusters import NewCluster
from spiegel.domain.privacy.recognise import recognise
from spiegel.domain.report.persona_cards import cards_of
from spiegel.domain.session.personas import PersonaField, PersonaState
from spiegel.domain.session.session import describe, put
from spiegel.i18n import translations
from spiegel.meeting.port.catalogue import MeetingSummary
from spiegel.screens.personas.fields import Fields
from spiegel.screens.shared.choose_meeting import in_order, rows
from spiegel.store import known
from spiegel.store.session.file import SessionFile
from spiegel.textual_private import shown_notifications

IDEAS = ("een bankje", "koffie", "langer open", "een vast gezicht", "een tuin")


def sentences(pilot):
    return sentences_of(pilot.app.meeting.session, 1)


async def test_a_number_puts_what_was_said_under_a_field_and_its_sentence_is_written(open_app):
    async with open_app(with_persona(), show="personas") as pilot:
        await press(pilot, "4", "4", "w")
        await type_(pilot, "Ik wacht vaak lang.")
        await press(pilot, "enter")
        (sentence,) = sentences(pilot)
        assert sentence.field is PersonaField.HAPPENED
        assert (sentence.words, sentence.statements) == ("Ik wacht vaak lang.", (1, 2))
        text = screen_text(pilot)
        assert "1 van 8 velden" in text
        assert "Ik wacht vaak lang." in text


async def test_of_a_sentence_that_rests_on_one_person_one_sees_that_it_is_weak(open_app):
    async with open_app(with_persona(), show="personas", size=(120, 40)) as pilot:
        await press(pilot, "4", "w")
        await type_(pilot, "Ik wacht vaak lang.")
        await press(pilot, "enter")
        assert "minder dan twee mensen" in screen_text(pilot)
        await press(pilot, "4")
        assert "minder dan twee mensen" not in screen_text(pilot)


async def test_on_a_small_screen_one_sees_where_a_number_put_something_and_what_is_weak(open_app):
    async with open_app(with_persona(), show="personas", size=(80, 24)) as pilot:
        for digit in "12345678":
            await press(pilot, digit, "w")
            await type_(pilot, f"Ik zeg dit onder {digit}, en het is een lange zin om te lezen.")
            await press(pilot, "enter")
        await until(pilot, lambda: "Wie herkent dit ook" in screen_text(pilot))
        assert "Ik zeg dit onder 1" not in screen_text(pilot)
        await press(pilot, "home", "1")
        await until(pilot, lambda: "Ik zeg dit onder 1" in screen_text(pilot))
        assert "Wie herkent dit ook" in screen_text(pilot)


async def test_who_mends_one_sentence_goes_on_to_the_next_one(open_app):
    async with open_app(with_persona(), show="personas", size=(120, 40)) as pilot:
        await press(pilot, "4", "tab", "enter")
        await type_(pilot, "Ik wacht.")
        await press(pilot, "enter", "down", "enter")
        await type_(pilot, "Bellen lukt niet.")
        await press(pilot, "enter", "h", "3", "enter")
        assert [(one.words, one.hands) for one in sentences(pilot)] == [
            ("Ik wacht.", None),
            ("Bellen lukt niet.", 3),
        ]


async def test_another_persona_begins_at_its_first_field(open_app):
    async with open_app(with_persona(), show="personas", size=(120, 40)) as pilot:
        await press(pilot, "8", "n")
        await type_(pilot, "Meneer Linden")
        await press(pilot, "enter", "enter")
        assert "▸1  hoe ik woon" in screen_text(pilot)
        await press(pilot, "tab", "end", "o")
        assert "▸1  hoe ik woon" in screen_text(pilot)


async def test_what_is_typed_and_left_waits(open_app):
    async with open_app(with_persona(), show="personas") as pilot:
        await press(pilot, "4", "w")
        await type_(pilot, "Ik wacht va")
        await press(pilot, "escape")
        assert sentences(pilot)[0].words == ""
        await press(pilot, "w")
        await type_(pilot, "ak.")
        await press(pilot, "enter")
        assert sentences(pilot)[0].words == "Ik wacht vaak."


async def test_one_more_sentence_in_a_field_gets_what_is_put_there_next(open_app):
    async with open_app(with_persona(), show="personas") as pilot:
        await press(pilot, "4", "w")
        await type_(pilot, "Ik wacht.")
        await press(pilot, "enter", "t")
        await type_(pilot, "Ik bel.")
        await press(pilot, "enter", "4")
        rests = [(sentence.words, sentence.statements) for sentence in sentences(pilot)]
        assert rests == [("Ik wacht.", (1,)), ("Ik bel.", (2,))]


async def test_x_takes_from_under_a_sentence_and_at_the_right_the_sentence(open_app):
    async with open_app(with_persona(), show="personas") as pilot:
        await press(pilot, "4", "up", "x")
        await until(pilot, lambda: sentences(pilot)[0].statements == ())
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: sentences(pilot)[0].statements == (1,))
        await press(pilot, "tab", "x")
        await until(pilot, lambda: sentences(pilot) == ())


def test_a_sentence_that_goes_before_the_screen_is_drawn_again_stops_nothing():
    under = PutUnder(persona=1, field=PersonaField.HOME, statements=(1,))
    here = SimpleNamespace(session=under.apply(with_persona(), clock.now()))
    fields = Fields(here, SimpleNamespace(sessions=()))
    fields.look(here.session.personas[1])
    drawn = fields.keys()
    words = [fields.row(key).words for key in drawn]
    here.session = RemoveSentence(number=1).apply(here.session, clock.now())
    assert not here.session.persona_sentences
    assert [fields.row(key).words for key in drawn] == words
    fields.look(here.session.personas[1])
    assert fields.keys() != drawn


async def test_hands_count_for_a_sentence_that_the_group_chose(open_app):
    session = PutUnder(persona=1, field=PersonaField.HOME, statements=(1,))
    async with open_app(session.apply(with_persona(), clock.now()), show="personas") as pilot:
        await press(pilot, "tab", "h", "5", "enter")
        assert sentences(pilot)[0].hands == 5


async def test_a_sentence_of_which_something_went_asks_to_be_looked_at(open_app):
    session = PutUnder(persona=1, field=PersonaField.HOME, statements=(1, 2))
    session = session.apply(with_persona(), clock.now())
    async with open_app(session, show="personas", size=(120, 40)) as pilot:
        pilot.app.meeting.submit(Withdraw(participant=1), lambda _receipt: None)
        await until(pilot, lambda: sentences(pilot)[0].lost)
        await until(pilot, lambda: "weg" in screen_text(pilot))
        await press(pilot, "tab", "k")
        await until(pilot, lambda: not sentences(pilot)[0].lost)


async def test_a_sentence_typed_while_somebody_withdraws_is_kept_without_the_words(open_app):
    words = "ik moest lang wachten op een brief met kwikzilver"
    session = put(with_persona(), said(1, words, speakers=("D1",)))
    async with open_app(session, show="personas", size=(120, 40)) as pilot:
        await press(pilot, "tab", "4", "w")
        await type_(pilot, f"Thuis, want {words}.")
        pilot.app.meeting.submit(Withdraw(participant=1), lambda _receipt: None)
        await until(pilot, lambda: 1 not in pilot.app.meeting.session.statements)
        await press(pilot, "enter")
        await until(pilot, lambda: sentences(pilot))
        assert [sentence.words for sentence in sentences(pilot)] == ["Thuis, want …."]


async def test_the_makers_read_it_agree_and_look_again_on_a_day(open_app):
    async with open_app(with_persona(), show="personas") as pilot:
        wanted = (("b", PersonaState.BACK), ("a", PersonaState.AGREED), ("a", PersonaState.DRAFT))
        for key, state in wanted:
            await press(pilot, key)
            await until(pilot, lambda state=state: persona(pilot).state is state)
        await press(pilot, "d")
        await type_(pilot, "1-9-2030")
        await press(pilot, "enter")
        assert "opnieuw 1-9-2030" in screen_text(pilot)


async def test_who_looks_again_after_the_meeting_is_wiped_hears_so_in_time(open_app):
    session = describe(with_persona(), date=datetime.date(2030, 1, 10))
    async with open_app(session, show="personas") as pilot:
        for day, late in (("1-5-2030", False), ("1-9-2030", True)):
            await press(pilot, "d")
            await press(pilot, "ctrl+u")
            await type_(pilot, day)
            await press(pilot, "enter")
            await until(pilot, lambda day=day: f"opnieuw {day}" in screen_text(pilot))
            heard = " ".join(notice.message for notice in shown_notifications(pilot.app))
            assert ("wordt al gewist op 10 juli 2030" in heard) is late


async def test_a_name_and_ages_that_are_none_are_asked_again(open_app):
    async with open_app(two_waited(), show="personas") as pilot:
        assert "n maakt" in screen_text(pilot)
        await press(pilot, "n")
        await type_(pilot, "Mevrouw Zilver")
        await press(pilot, "enter")
        await type_(pilot, "oud")
        await press(pilot, "enter")
        assert "geen leeftijdsgroep" in screen_text(pilot)
        await press(pilot, "backspace", "backspace", "backspace", "7", "4", "enter")
        assert (persona(pilot).name, persona(pilot).ages) == ("Mevrouw Zilver", (70, 79))


async def test_searching_marks_what_was_said(open_app):
    async with open_app(with_persona(), show="personas") as pilot:
        await press(pilot, "slash")
        await type_(pilot, "antwoord")
        await press(pilot, "enter", "1")
        assert sentences(pilot)[0].statements == (2,)


@pytest.mark.usefixtures("on_disk")
async def test_another_meeting_is_read_beside_and_nothing_of_its_words_is_kept(open_app, tmp_path):
    other = describe(session_with(), id="ander")
    other = answered(other, OPEN, ideas(*((word,) for word in IDEAS)))
    other = NewCluster(idea=next(iter(other.ideas)), title="Buiten zitten").apply(
        other, clock.now()
    )
    path = tmp_path / "versnelling.spiegel"
    SessionFile.create(path, other, clock=clock.now, window="test").close()
    before = path.read_bytes()
    async with open_app(with_persona(), show="personas", size=(120, 40)) as pilot:
        await press(pilot, "m")
        await type_(pilot, str(path))
        await press(pilot, "enter")
        await until(pilot, lambda: "Buiten zitten" in screen_text(pilot))
        assert other.questions[OPEN].words[:20] in screen_text(pilot)
        await press(pilot, "5")
        (found,) = sentences(pilot)[0].elsewhere
        assert (found.session, found.clusters) == (other.info.id, (1,))
        assert found.people > 0
        await press(pilot, "x")
        await until(pilot, lambda: sentences(pilot)[0].elsewhere == ())
    assert path.read_bytes() == before


@pytest.mark.usefixtures("on_disk")
async def test_words_of_somebody_in_another_meeting_who_may_not_be_quoted_are_on_no_card(
    open_app, tmp_path
):
    words = "ik moest acht lange weken wachten"
    other = put(describe(told(), id="ander"), said(1, words, verbatim=True))
    refused = SetConsent(purpose="verbatim", value=False, participants=(1,))
    path = tmp_path / "ander.spiegel"
    other = refused.apply(other, clock.now())
    SessionFile.create(path, other, clock=clock.now, window="test").close()
    before = WriteSentence(persona=1, field=PersonaField.HOME, words=f"Ach, {words}.", hands=5)
    session = before.apply(with_persona(), clock.now())
    async with open_app(session, show="personas", size=(120, 40)) as pilot:
        await press(pilot, "m")
        await type_(pilot, str(path))
        await press(pilot, "enter")
        await until(pilot, lambda: [one.lost for one in sentences(pilot)] == [True])
        await press(pilot, "4", "w")
        await type_(pilot, f"Ja, {words}.")
        await press(pilot, "enter")
        await until(pilot, lambda: [one.lost for one in sentences(pilot)] == [True, True])
        (card,) = cards_of(pilot.app.meeting.session, translations("nl"), for_makers=True).cards
        assert card.fields == ()
        await press(pilot, "tab", "k")
        assert [one.lost for one in sentences(pilot)] == [True, True]


@pytest.mark.usefixtures("on_disk")
async def test_what_was_said_in_another_meeting_is_looked_through_while_keys_go_on(
    open_app, tmp_path, monkeypatch
):
    where = {}

    def watched(text):
        where.setdefault(text, set()).add(threading.current_thread() is threading.main_thread())
        return recognise(text)

    monkeypatch.setattr("spiegel.domain.personas.facts.recognise", watched)
    words = "in de molen woonde zijn neef"
    path = tmp_path / "ander.spiegel"
    other = put(describe(told(), id="ander"), said(1, words))
    SessionFile.create(path, other, clock=clock.now, window="test").close()
    async with open_app(with_persona(), show="personas", size=(120, 40)) as pilot:
        await press(pilot, "4", "w")
        await type_(pilot, "Ik woon in de molen.")
        await press(pilot, "enter", "m")
        await type_(pilot, str(path))
        await press(pilot, "enter")
        await until(pilot, lambda: words in screen_text(pilot))
        assert where[words] == {False}


def plan_answers(pilot, plan="De buurtbus"):
    """What was answered, by the number of the field."""
    found = answers(pilot.app.meeting.session, 1, plan)
    return {list(PersonaField).index(field) + 1: one.words for field, one in found.items()}


async def test_a_plan_is_tested_field_after_field_and_what_lacks_an_answer_is_said(open_app):
    session = WriteSentence(persona=1, field=PersonaField.HOME, words="Ik woon boven.")
    async with open_app(session.apply(with_persona(), clock.now()), show="personas") as pilot:
        await press(pilot, "p")
        await type_(pilot, "De buurtbus")
        await press(pilot, "enter")
        assert "Mevrouw Zilver · De buurtbus" in screen_text(pilot)
        assert "0 van 8 beantwoord" in screen_text(pilot)
        assert "nog geen antwoord" in screen_text(pilot)
        assert "Ik woon boven." in screen_text(pilot)
        await press(pilot, "enter")
        await type_(pilot, "De halte is te ver.")
        await press(pilot, "enter")
        await type_(pilot, "Haar zus komt vaker.")
        await press(pilot, "enter", "escape")
        assert plan_answers(pilot) == {1: "De halte is te ver.", 2: "Haar zus komt vaker."}
        assert "2 van 8 beantwoord" in screen_text(pilot)
        assert "Haar zus komt vaker." in screen_text(pilot)


async def test_a_number_answers_that_field_and_after_the_last_one_it_is_done(open_app):
    session = with_answer()
    async with open_app(session, show="personas") as pilot:
        await press(pilot, "p", "8")
        await type_(pilot, "Zij helpt mee.")
        await press(pilot, "enter")
        assert plan_answers(pilot) == {1: "Te ver.", 8: "Zij helpt mee."}
        assert not pilot.app.screen.line.asks
        await press(pilot, "x")
        assert plan_answers(pilot) == {1: "Te ver."}
        await press(pilot, "ctrl+z")
        assert plan_answers(pilot) == {1: "Te ver.", 8: "Zij helpt mee."}
        await press(pilot, "p")
        assert "0 van 8 velden" in screen_text(pilot)


async def test_another_plan_has_its_own_answers_and_one_gets_another_title(open_app):
    async with open_app(with_answer(), show="personas") as pilot:
        await press(pilot, "p", "c")
        await type_(pilot, "Het loket")
        await press(pilot, "enter", "1")
        await type_(pilot, "Te laat")
        await press(pilot, "escape", "c")
        await type_(pilot, "De buurtbus")
        await press(pilot, "enter", "1")
        assert pilot.app.screen.line.told.value == "Te ver."
        await press(pilot, "escape", "e", "ctrl+u")
        await type_(pilot, "De belbus")
        await press(pilot, "enter")
        assert plan_answers(pilot, "De belbus") == {1: "Te ver."}
        await press(pilot, "c")
        await type_(pilot, "Het loket")
        await press(pilot, "enter", "1", "enter", "escape")
        assert plan_answers(pilot, "Het loket") == {1: "Te laat"}


def with_answer():
    """The bus was tested at home against Mevrouw Zilver."""
    plan = AnswerTest(persona=1, field=PersonaField.HOME, plan="De buurtbus", words="Te ver.")
    return plan.apply(with_persona(), clock.now())


async def test_who_agrees_reads_what_is_still_weak(open_app):
    weak = WriteSentence(persona=1, field=PersonaField.HOME, words="Ik woon klein.", hands=1)
    session = weak.apply(with_persona(), clock.now())
    async with open_app(session, show="personas", size=(120, 40)) as pilot:
        await press(pilot, "a")
        assert persona(pilot).state is PersonaState.AGREED
        assert "1 zin met ! is nog na te kijken" in screen_text(pilot)
    strong = WriteSentence(persona=1, field=PersonaField.HOME, words="Ik woon klein.", hands=5)
    async with open_app(strong.apply(with_persona(), clock.now()), show="personas") as pilot:
        await press(pilot, "a")
        assert "nog na te kijken" not in screen_text(pilot)


async def test_which_actions_touch_a_persona_is_said_where_it_is_made(open_app):
    session = with_persona()
    for words in ("de bus stopt voor het plein", "een vast nummer"):
        session = AddAction(words=words).apply(session, clock.now())
    async with open_app(session, show="personas", size=(120, 40)) as pilot:
        await press(pilot, "r")
        await type_(pilot, "vast")
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ een vast nummer" in screen_text(pilot))
        await press(pilot, "escape")
        touched = [action.touches for action in pilot.app.meeting.session.actions.values()]
        assert touched == [(), (1,)]
        await press(pilot, "ctrl+z")
        assert pilot.app.meeting.session.actions[2].touches == ()


async def test_another_meeting_is_read_beside_by_its_title_wherever_it_was_made(
    open_app, tmp_path_factory
):
    other = describe(
        answered(session_with(), OPEN, ideas(*((word,) for word in IDEAS))),
        id="elders",
        title="Groepjes in de wijk",
    )
    path = tmp_path_factory.mktemp("elders") / "groepjes.spiegel"
    SessionFile.create(path, other, clock=clock.now, window="test").close()
    known.note(path)
    async with open_app(with_persona(), show="personas", size=(120, 40)) as pilot:
        await press(pilot, "m")
        await until(pilot, lambda: "Groepjes in de wijk" in screen_text(pilot))
        await type_(pilot, "groepjes")
        await press(pilot, "enter")
        await until(pilot, lambda: "elders" in pilot.app.screen.beside.sources)


def test_of_two_meetings_that_are_called_the_same_one_reads_where_each_is():
    day = datetime.date(2026, 3, 12)
    one, two = (Path(f"/{folder}/wmo.spiegel") for folder in ("een", "twee"))
    listed = [MeetingSummary(path=path, title="Wmo", date=day) for path in (one, two)]
    other = MeetingSummary(path=Path("/een/later.spiegel"), title="Later")
    gone = MeetingSummary(path=Path("/weg.spiegel"), title="Weg", gone=True)
    found = in_order((*listed, other, gone), Path("/hier.spiegel"))
    assert [row.plain for row in rows(found)] == [
        "Wmo · 12-3-2026 · /een/wmo.spiegel",
        "Wmo · 12-3-2026 · /twee/wmo.spiegel",
        "Later",
    ]
    assert in_order(listed, two) == (listed[0],)


async def test_where_there_is_no_persona_yet_the_footer_begins_with_making_one(open_app):
    async with open_app(two_waited(), show="personas", size=(80, 24)) as pilot:
        assert footer(pilot).startswith("n nieuwe persona  ")
        pilot.app.meeting.submit(MakePersona(title="Mevrouw Zilver", ages=(70, 79)))
        await until(pilot, lambda: " 1-8 onder zetten  w " in screen_text(pilot))


async def test_a_number_right_behind_an_arrow_puts_what_the_cursor_came_to(open_app):
    async with open_app(with_persona(), show="personas") as pilot:
        for key, character in (("down", None), ("4", "4")):
            pilot.app.post_message(events.Key(key, character))
        await press(pilot)
        await until(pilot, lambda: sentences(pilot))
        (sentence,) = sentences(pilot)
        assert sentence.statements == (2,)
