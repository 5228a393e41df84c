"""A rehearsal: a copy in memory, a made-up group that speaks, and what it tells of time."""

import random

import pytest
from meetings import START, at, meeting, round_of
from polling import STELLING, session_with

from spiegel import clock
from spiegel.demo import play
from spiegel.domain.polls.answers import checked
from spiegel.domain.polls.evaluation import OpenEvaluation, open_box
from spiegel.domain.polls.polls import ClosePoll, OpenPoll
from spiegel.domain.report.review import queue
from spiegel.domain.running.running import Ask, Go, GoNext, GoStep, Pause
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.instants import SECOND, after
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import RemarkKind
from spiegel.formats import load
from spiegel.i18n import translations
from spiegel.rehearsal.group import answer_to
from spiegel.rehearsal.rehearsing import Rehearsal, copy_of, time_told


class Practice:
    """A rehearsal by a clock that the test sets."""

    def __init__(self, session: Session, speed: float = 1) -> None:
        self.instant = START
        self.rehearsal = Rehearsal(session, speed, now=lambda: self.instant)
        self.lead = self.rehearsal.memory.open("moderator")

    @property
    def session(self) -> Session:
        self.lead.follow()
        return self.lead.session

    def last(self, seconds: float) -> None:
        """So many seconds go by, and the group does what it does."""
        for _second in range(round(seconds)):
            self.instant = after(self.instant, SECOND)
            self.rehearsal.step()

    def go(self, key: str) -> None:
        """The moderator is in this part now."""
        phase = next(phase for phase in self.session.agenda if phase.key == key)
        first = next(iter(self.session.questions_of(phase.number)), None)
        self.lead.change(Go(phase=phase.number, question=first.number if first else None))

    def told(self) -> list[str]:
        """The notes to the moderator."""
        remarks = self.session.remarks.values()
        return [remark.words for remark in remarks if remark.kind is RemarkKind.MEMO]


def test_the_copy_has_what_was_prepared_and_nothing_that_was_said():
    session = play()
    copy = copy_of(session)
    assert copy.phases == session.phases
    assert copy.questions == session.questions
    for table in (copy.statements, copy.remarks, copy.moments, copy.actions):
        assert not table
    assert all(person.present for person in copy.participants.values())
    assert session.statements


def test_while_the_evaluation_of_a_meeting_is_open_its_rehearsal_has_none():
    session = OpenEvaluation().apply(meeting(), clock.now())
    assert open_box(session) is not None
    assert open_box(copy_of(session)) is None


def test_participants_answer_one_is_silent_and_one_speaks_most():
    practice = Practice(meeting(8))
    practice.go("cliëntronde")
    practice.last(8 * 60)
    said = [code for s in practice.session.statements.values() for code in s.speakers]
    assert len(said) > 8
    assert "D8" not in said
    assert max(set(said), key=said.count) == "D1"


def test_who_has_the_turn_introduces_himself_and_the_turn_goes_round():
    practice = Practice(meeting(6))
    practice.go("kennismaking")
    practice.last(12 * 60)
    notes = [r.words for r in practice.session.remarks.values() if r.kind is RemarkKind.NOTE]
    assert len(notes) == 6


def test_listeners_ask_at_the_end_and_are_answered():
    practice = Practice(meeting(6))
    practice.go("vragenronde")
    practice.last(60)
    practice.lead.change(Ask(asked=1))
    practice.last(30)
    asked = practice.session.listener_questions
    assert len(asked) >= 2
    (answer,) = practice.session.statements.values()
    assert answer.answer_to == 1


def test_a_pause_lasts_too_long():
    practice = Practice(meeting(6))
    practice.go("cliëntronde")
    practice.lead.change(Pause(minutes=5))
    practice.last(5 * 60)
    assert practice.told() == []
    practice.last(60)
    assert practice.told() == ["de pauze is om, twee mensen staan nog buiten"]
    practice.last(3 * 60)
    assert practice.told()[-1] == "iedereen zit weer"


def test_professionals_talk_step_by_step_and_make_actions():
    practice = Practice(meeting(6))
    practice.go("nagesprek")
    practice.last(60)
    assert not practice.session.remarks
    practice.lead.change(GoStep(step="geraakt"))
    practice.last(3 * 60)
    assert practice.session.remarks
    practice.lead.change(GoStep(step="acties"))
    practice.last(4 * 60)
    assert len(practice.session.actions) == 3


def workshop() -> Practice:
    made = new_session(
        load("persona", "nl"), id_="oefenen", title="Linde", created=START, participants=7
    )
    return Practice(made)


def test_makers_tell_of_a_life_by_card_and_put_hands_up_for_what_was_told():
    practice = workshop()
    practice.go("vertellen")
    practice.last(5 * 60)
    told = {said.words for said in practice.session.statements.values()}
    assert len(told) == 3
    assert {theme.name for theme in practice.session.themes.values()} == {"hoe ik woon"}
    practice.go("kiezen")
    practice.last(5 * 60)
    chosen = [s for s in practice.session.statements.values() if not s.themes]
    assert {said.words for said in chosen} <= told
    assert max(len(said.speakers) for said in chosen) > 2


def test_makers_read_what_they_wrote_and_who_meets_the_persona_speaks_of_it():
    practice = workshop()
    practice.go("voorlezen")
    practice.last(5 * 60)
    practice.go("terug")
    practice.last(5 * 60)
    assert not practice.session.statements
    assert len(list(practice.session.remarks_of(RemarkKind.NOTE))) > 8
    practice.go("voorstellen")
    practice.lead.change(GoStep(step="gehoord"))
    practice.last(3 * 60)
    assert list(practice.session.remarks_of(RemarkKind.STEP, "gehoord"))
    practice.lead.change(GoStep(step="acties"))
    practice.last(4 * 60)
    assert len(practice.session.actions) == 3
    assert not queue(practice.session)


def test_everybody_answers_a_question_on_devices():
    practice = Practice(session_with())
    practice.go("cliëntronde")
    practice.lead.change(Go(phase=round_of(practice.session).number, question=STELLING))
    poll = practice.lead.change(OpenPoll(question=STELLING)).last["polls"]
    practice.last(120)
    closed = practice.lead.change(ClosePoll(poll=poll)).polls[poll]
    assert closed.took_part == 8


FORMS = [
    AnswerForm(kind=AnswerKind.AGREE),
    AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=10),
    AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b", "c"), several=True),
    AnswerForm(kind=AnswerKind.IDEAS, top=3),
    AnswerForm(kind=AnswerKind.RANK, options=("a", "b", "c"), top=2),
    AnswerForm(kind=AnswerKind.POINTS, options=("a", "b", "c"), points=10),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_what_they_answer_fits_the_question(form):
    rng = random.Random(1)
    for _person in range(30):
        answer = answer_to(form, ['"Bel terug." !', "één nummer !"], rng)
        assert checked(form, answer) == answer


def test_the_clock_runs_so_many_times_as_fast():
    practice = Practice(meeting(), speed=10)
    practice.last(6)
    assert practice.rehearsal.now() == after(START, 60 * SECOND)


def test_it_tells_by_part_what_was_planned_and_used():
    session = copy_of(meeting())
    session = Go(phase=1).apply(session, START)
    session = GoNext().apply(session, at(7))
    told = list(time_told(session, at(10), translations("nl")))
    assert told[1].split() == ["Welkom", "5", "7", "(+2)"]
    assert told[2].split() == ["Spelregels", "5", "3", "(-2)"]
    assert told[3].split()[-2:] == ["niet", "gehouden"]
    assert told[-2].split() == ["samen", "10", "10"]
    assert told[-1] == "Er is gestopt vóór het einde."


def test_a_rehearsal_that_was_not_started_says_so():
    session = copy_of(meeting())
    assert list(time_told(session, START, translations("nl"))) == [
        "De oefening is niet begonnen: er liep niets."
    ]
