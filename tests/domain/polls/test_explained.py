"""What is said about a question that everybody answered: of nobody, unless it is named."""

import pytest
from meetings import START, at
from polling import session_with

from spiegel.domain.capture.belonging import MoveBack
from spiegel.domain.capture.capture import RecordLine, RewriteLine, preview, where
from spiegel.domain.notation.reading import ReadingKind
from spiegel.domain.notation.write import write
from spiegel.domain.polls.asking_now import AskNow
from spiegel.domain.polls.polls import OpenPoll
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, PhaseKind
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import RemarkKind
from spiegel.i18n import translations

AGREE = AnswerForm(kind=AnswerKind.AGREE)
PRACTICE = AnswerForm(kind=AnswerKind.AGREE, practice=True)
PEOPLE = (*(Participant(number=n, present=True) for n in (1, 2, 3)), Listener(number=1))


def at_poll(*forms: AnswerForm):
    """A meeting at a question on devices, with three participants and a listener."""
    return put(session_with(*(forms or (AGREE,))), *PEOPLE)


def recorded(session, *lines: str):
    for line in lines:
        session = RecordLine(text=line, where=where(session)).apply(session, START)
    return session


def only(session):
    (remark,) = session.remarks.values()
    return remark


@pytest.mark.parametrize("opened", [False, True])
def test_what_is_said_aloud_belongs_to_the_question_and_to_nobody(opened):
    session = at_poll()
    session = OpenPoll(question=11).apply(session, START) if opened else session
    session = recorded(session, "Het is vooral de wachttijd")
    said = only(session)
    assert (said.kind, said.question, said.people) == (RemarkKind.EXPLAINED, 11, ())
    assert said.words == "Het is vooral de wachttijd"
    assert not session.statements


def test_who_spoke_before_does_not_go_on():
    session = at_poll()
    earlier = recorded(Go(phase=4, question=1).apply(session, at(1)), "D3: bij mij duurde het lang")
    session = recorded(Go(phase=4, question=11).apply(earlier, at(2)), "het duurt te lang")
    assert only(session).people == ()


@pytest.mark.parametrize(
    ("line", "words", "people"),
    [
        ("D3: het duurt te lang", "het duurt te lang", ("D3",)),
        ("D1, D3: het duurt te lang", "het duurt te lang", ("D1", "D3")),
        ("T1: dat herken ik", "dat herken ik", ("T1",)),
        ("het duurt te lang, zegt D2", "het duurt te lang, zegt D2", ("D2",)),
    ],
)
def test_a_name_is_kept_with_a_word_that_it_may_tie_a_person_to_an_answer(line, words, people):
    session = at_poll()
    reading = preview(session, line, where(session), None)
    told = [finding.explain(translations("nl")) for finding in reading.findings]
    assert told == [f"zonder naam is niemand aan een antwoord te verbinden: {', '.join(people)}"]
    said = only(recorded(session, line))
    assert (said.kind, said.words, said.people) == (RemarkKind.EXPLAINED, words, people)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("?: het duurt te lang", "het duurt te lang"),
        ("allen: wij willen rust", "allen: wij willen rust"),
        ("D3:", "D3:"),
        ("D3 het duurt te lang", "D3 het duurt te lang"),
        ("D44: het duurt te lang", "D44: het duurt te lang"),
        ("> een tweede balie", "> een tweede balie"),
        ("14:30 is te laat", "14:30 is te laat"),
        ('"Te lang" #wachttijd -', '"Te lang" #wachttijd -'),
    ],
)
def test_no_word_of_it_is_lost(line, words):
    said = only(recorded(at_poll(), line))
    assert (said.kind, said.words) == (RemarkKind.EXPLAINED, words)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("// deur dicht", RemarkKind.NOTE),
        ("/p vergoeding van de taxi", RemarkKind.PARKED),
        ("/zorg D3 bellen", RemarkKind.AFTERCARE),
    ],
)
def test_notes_and_the_like_stay_what_they_are(line, kind):
    assert only(recorded(at_poll(), line)).kind is kind


def test_a_question_of_a_listener_stays_one():
    session = recorded(at_poll(), "T1? hoe lang duurde dat")
    assert [asked.listener for asked in session.listener_questions.values()] == ["T1"]


def test_what_is_said_while_people_practise_is_in_no_document():
    session = at_poll(PRACTICE)
    assert preview(session, "leuk", where(session), None).kind is ReadingKind.NOTE
    assert only(recorded(session, "D3: leuk")).kind is RemarkKind.NOTE


def test_a_question_that_is_talked_about_goes_on_as_it_was():
    session = recorded(Go(phase=4, question=1).apply(at_poll(), at(1)), "D3: het duurde lang")
    (said,) = session.statements.values()
    assert (said.speakers, said.question) == (("D3",), 1)


def test_so_does_one_that_is_asked_in_the_debrief():
    session = at_poll()
    debrief = next(phase for phase in session.agenda if phase.kind is PhaseKind.DEBRIEF)
    session = Go(phase=debrief.number).apply(session, at(1))
    session = AskNow(words="Hoe haalbaar?", answer=AGREE).apply(session, at(2))
    said = only(recorded(session, "de tweede is te duur"))
    assert (said.kind, said.people, said.step) == (RemarkKind.EXPLAINED, (), "")


@pytest.mark.parametrize(
    "line", ["het duurt te lang", "D3: te lang", "? niet zeker", r"\? niet zeker", r"\D3: wacht"]
)
def test_what_was_recorded_is_changed_as_it_was_typed(line):
    session = recorded(at_poll(), line)
    if not session.remarks:
        return
    said = only(session)
    text = write(said, session)
    change = RewriteLine(
        table="remarks", number=said.number, text=text, where=where(session), before=text
    )
    assert only(change.apply(session, START)) == said


def test_a_line_that_was_said_before_the_question_moves_back_and_is_a_statement_there():
    session = recorded(at_poll(), "D3: het duurde lang")
    moved = MoveBack(table="remarks", number=1).apply(session, START)
    (said,) = moved.statements.values()
    assert (said.words, said.speakers, said.question) == ("het duurde lang", ("D3",), 4)
    assert not moved.remarks
