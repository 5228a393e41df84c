"""The day's list: who is here, on which chair, agreeing to what."""

import pytest
from meetings import START, meeting, named, play

from domain.room import after, later, room
from spiegel.domain.consent.consent import (
    AddListeners,
    AddParticipant,
    ComeBack,
    LeaveEarly,
    RemovePerson,
    SetChair,
    SetConsent,
    SetFunction,
    SetPresence,
    SetRole,
    StillSpeaks,
)
from spiegel.domain.preparation.learning import AddLearningQuestion, Serve
from spiegel.domain.running.running import Go, Turn
from spiegel.domain.session.session import Refusal, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations
from spiegel.store.journal.references import dangling

NL = translations("nl")


def test_consent_is_given_per_purpose_and_for_several_at_once() -> None:
    session = after(
        room(consent=False), SetConsent(purpose="outside", value=True, participants=(1, 2))
    )
    assert session.participants[1].consent.outside is True
    assert session.participants[1].consent.verbatim is None
    assert session.participants[3].consent.outside is None


def test_a_consent_that_was_there_already_changes_nobody() -> None:
    session = room()
    changed = after(session, SetConsent(purpose="verbatim", value=True, participants=(1,)))
    assert changed.participants[1] is session.participants[1]


def test_there_are_four_purposes() -> None:
    with pytest.raises(ValueError, match="photo"):
        SetConsent(purpose="photo", value=True, participants=(1,))


def test_presence_is_ticked_for_clients_and_listeners() -> None:
    session = after(
        room(),
        SetPresence(numbers=(1, 2), present=True),
        SetPresence(numbers=(3,), present=False),
        SetPresence(numbers=(4,), present=True, table="listeners"),
    )
    assert [session.participants[n].present for n in (1, 2, 3, 4)] == [True, True, False, None]
    assert session.listeners[4].present is True


def test_two_people_who_change_chairs_both_have_one() -> None:
    session = after(room(), SetChair(number=1, chair=1), SetChair(number=2, chair=2))
    session = after(session, SetChair(number=2, chair=1))
    assert (session.participants[1].chair, session.participants[2].chair) == (2, 1)
    assert after(session, SetChair(number=2, chair=None)).participants[2].chair is None


def test_who_leaves_counts_no_more_until_back() -> None:
    session = after(room(), LeaveEarly(participant=8))
    assert not session.participants[8].in_room
    assert after(session, ComeBack(participant=8), minute=5).participants[8].in_room


def test_somebody_new_gets_the_next_code_and_was_not_asked() -> None:
    session = after(room(), AddParticipant(role="mantelzorger"), AddListeners())
    assert session.participants[10].role == "mantelzorger"
    assert session.participants[10].consent.take_part is None
    assert 13 in session.listeners


def test_functions_go_to_listeners_without_one_before_anybody_is_added() -> None:
    session = after(room(), SetFunction(listener=1, function="arts"))
    session = after(session, AddListeners(functions=(*[" jurist "] * 11, "raadslid")))
    functions = [listener.function for listener in session.listeners.values()]
    assert functions == ["arts", *["jurist"] * 11, "raadslid"]


def test_functions_and_roles_are_one_tidy_line() -> None:
    session = after(
        room(),
        SetFunction(listener=4, function="teamleider\n Noord"),
        SetRole(participant=1, role="x"),
    )
    assert session.listeners[4].function == "teamleider Noord"
    assert session.participants[1].role == "x"


def test_only_who_said_nothing_can_be_taken_off_the_list() -> None:
    session = put(room(), Statement(number=1, at=later(1), words="ja", speakers=("D2",)))
    assert 3 not in after(session, RemovePerson(number=3)).participants
    with pytest.raises(StillSpeaks) as refused:
        after(session, RemovePerson(number=2))
    assert "afwezig" in refused.value.explain(NL)


def test_a_listener_goes_with_what_they_wanted_to_learn_and_no_question_serves_it():
    session = after(
        meeting(),
        AddLearningQuestion(words="Wat doet wachten?", listener=2),
        AddLearningQuestion(words="Wat hielp u?", listener=1),
        Serve(question=1, learning=[1, 2]),
        RemovePerson(number=2, table="listeners"),
    )
    assert [one.words for one in session.learning_questions.values()] == ["Wat hielp u?"]
    assert session.questions[1].serves == (2,)
    assert list(dangling(session)) == []


def test_who_had_a_turn_is_not_taken_off_the_list():
    session = play(
        meeting(),
        (0, Go(phase=named(meeting(), "kennismaking").number)),
        (1, Turn(person="D1")),
        (2, Turn(person="D2")),
    )
    with pytest.raises(StillSpeaks):
        RemovePerson(number=1).apply(session, START)


def test_the_number_of_who_was_removed_is_not_given_out_again() -> None:
    session = after(room(), RemovePerson(number=9), AddParticipant())
    assert 10 in session.participants
    assert 9 not in session.participants


def test_nobody_can_be_changed_who_is_not_on_the_list() -> None:
    with pytest.raises(Refusal):
        after(room(), SetPresence(numbers=(99,), present=True))


def test_undo_names_the_people() -> None:
    change = SetConsent(purpose="verbatim", value=True, participants=(1, 2))
    assert change.name(NL).endswith("D1, D2")
