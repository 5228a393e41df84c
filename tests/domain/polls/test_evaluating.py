"""Evaluation forms: typed in quickly, counted only where nobody can be told from it."""

import msgspec
import pytest
from meetings import START, meeting

from spiegel.domain.capture.evaluating import (
    AddEvaluation,
    BadMarks,
    RemoveEvaluation,
    TellWords,
    read_marks,
)
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.report.report import report_on
from spiegel.domain.session.evaluation import Form
from spiegel.domain.session.people import Consent
from spiegel.domain.session.session import Refusal, Session, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations

NL = translations("nl")
PARTICIPANT, LISTENER = Form.PARTICIPANT, Form.LISTENER


def filled(session: Session, *forms: tuple) -> Session:
    for form, marks, *words in forms:
        session = AddEvaluation(form=form, marks=marks, words=tuple(words)).apply(session, START)
    return session


def chapter(session: Session):
    return report_on(session, NL).evaluated


@pytest.mark.parametrize(
    ("typed", "form", "marks"),
    [
        ("3424", PARTICIPANT, (3, 4, 2, 4)),
        ("34-4", PARTICIPANT, (3, 4, None, 4)),
        ("3 4", PARTICIPANT, (3, 4, None, None)),
        ("4 8", LISTENER, (4, 8)),
        ("410", LISTENER, (4, 10)),
        ("- 8", LISTENER, (None, 8)),
        ("", PARTICIPANT, (None, None, None, None)),
        ("3525", PARTICIPANT, None),
        ("34243", PARTICIPANT, None),
        ("4 11", LISTENER, None),
        ("ja", PARTICIPANT, None),
    ],
)
def test_a_form_is_typed_in_as_a_row_of_numbers(typed, form, marks):
    assert read_marks(typed, form) == marks


def test_a_form_with_nothing_on_it_or_a_mark_that_is_none_is_not_kept():
    with pytest.raises(Refusal):
        AddEvaluation(form=PARTICIPANT, marks=(None,) * 4).apply(meeting(), START)
    for marks in ((5, 1, 1, 1), (1, 1)):
        with pytest.raises(BadMarks):
            AddEvaluation(form=PARTICIPANT, marks=marks).apply(meeting(), START)


def test_five_forms_are_counted_by_face_and_the_mark_as_a_mean():
    forms = [(PARTICIPANT, (4, 3, number, None)) for number in (1, 2, 3, 4, 4)]
    forms += [(LISTENER, (4, mark)) for mark in (7, 8, 8, 9, 6)]
    said = chapter(filled(meeting(), *forms))
    people, listeners = said.tables
    assert people.heading == "Deelnemers (5 formulieren)"
    assert people.columns[1:] == ("nee", "niet echt", "meestal wel", "ja")
    assert people.rows[0] == ("Voelde u zich veilig?", "0", "0", "0", "5")
    assert people.rows[2][1:] == ("1", "1", "1", "2")
    assert listeners.rows == (("Was uw rol duidelijk?", "0", "0", "0", "5"),)
    assert "Toehoorders gaven de bijeenkomst gemiddeld een 7,6 (5 mensen)." in said.intro


def test_of_four_forms_nothing_is_counted():
    said = chapter(filled(meeting(), *[(PARTICIPANT, (4, 4, 4, 4))] * 4))
    assert said.tables == ()
    assert "Deelnemers: minder dan 5 formulieren, dus er is niets geteld." in said.intro


def test_without_a_form_there_is_no_such_chapter():
    assert chapter(meeting()) is None


def test_words_stand_in_the_report_only_when_somebody_looked_at_them():
    session = filled(meeting(), (PARTICIPANT, (4, 4, 4, 4), "Fijn dat er koffie was"))
    assert "koffie" not in str(chapter(session))
    session = TellWords(number=1, told=True).apply(session, START)
    assert "koffie" in str(chapter(session))
    session = RemoveEvaluation(number=1).apply(session, START)
    assert chapter(session) is None


def told(words: str, consent: Consent) -> Session:
    """A form whose words repeat what D1 said, or name D1, and that may be told."""
    session = meeting()
    person = msgspec.structs.replace(session.participants[1], consent=consent)
    said = Statement(
        number=1,
        at=START,
        words="ik moest acht lange weken op een brief wachten",
        speakers=("D1",),
        verbatim=True,
    )
    session = filled(put(session, person, said), (PARTICIPANT, (4, 4, 4, 4), words))
    return TellWords(number=1, told=True).apply(session, START)


def test_the_words_of_a_form_repeat_nothing_that_may_not_be_quoted():
    session = told(
        "Zij zei: ik moest acht lange weken op een brief wachten", Consent(take_part=True)
    )
    assert "acht lange weken" not in str(chapter(session))


@pytest.mark.parametrize(
    "words", ["D1 was dapper", "Erg: ik moest acht lange weken op een brief wachten"]
)
def test_who_withdraws_is_in_no_word_of_a_form(words):
    session = told(words, Consent(take_part=True, verbatim=True))
    session = Withdraw(participant=1).apply(session, START)
    kept = session.evaluations[1].words[0]
    assert "D1" not in kept
    assert "weken" not in kept
