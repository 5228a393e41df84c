"""The fictional sessions on a walk-in centre: that all of it is there, and is believable."""

from collections import Counter

import msgspec
import pytest

from spiegel.demo import PROFESSIONALS, VISITORS, Meeting, lay_beside, play, write
from spiegel.demo.comparing import changes
from spiegel.demo.meetings import prepared
from spiegel.demo.moves import changes as moves
from spiegel.demo.script import entries, plan_text
from spiegel.demo.sheets import sheets
from spiegel.domain import plan
from spiegel.domain.actions.weakness import Weakness, weaknesses
from spiegel.domain.polls.compare import Named, compare
from spiegel.domain.polls.outcomes import ScaleOutcome, outcome
from spiegel.domain.polls.paper import NotRead
from spiegel.domain.polls.polls import ideas_of, poll_of
from spiegel.domain.polls.scales import Agreement
from spiegel.domain.report.report import report_on
from spiegel.domain.report.review import queue
from spiegel.domain.session.actions import ActionKind
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import PollState
from spiegel.domain.session.session import Session, stage
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.statements import RemarkKind
from spiegel.i18n import translations
from spiegel.store.session.file import SessionFile

BOTH = pytest.mark.parametrize("meeting", [VISITORS, PROFESSIONALS], ids=lambda m: m.group)


@pytest.fixture(scope="module")
def visitors() -> Session:
    return play(meeting=VISITORS)


@pytest.fixture(scope="module")
def professionals() -> Session:
    return play(meeting=PROFESSIONALS)


def plain(session: Session) -> bytes:
    """Everything a session holds; how often it was stored is not part of that."""
    return msgspec.json.encode(msgspec.structs.replace(session, revision=0), enc_hook=dict)


def open_question(session: Session) -> int:
    """The number of the question that is answered with ideas."""
    forms = {n: q.answer for n, q in session.questions.items()}
    return next(n for n, form in forms.items() if form and form.kind is AnswerKind.IDEAS)


def test_every_kind_of_question_is_asked_and_the_plan_is_understood_to_the_last_line():
    session = prepared(meeting=VISITORS)
    assert plan.read(plan_text(VISITORS.plan), session.agenda).findings == ()
    forms = [question.answer for question in session.questions.values()]
    assert all(isinstance(form, AnswerForm) for form in forms)
    assert {form.kind for form in forms if form} == set(AnswerKind)
    choices = [form for form in forms if form and form.kind is AnswerKind.CHOOSE]
    assert {form.several for form in choices} == {True, False}
    assert [form.practice for form in choices].count(True) == 1
    orders = [form for form in forms if form and form.kind is AnswerKind.RANK]
    assert {form.top for form in orders} == {0, 2}
    scales = [form for form in forms if form and form.kind is AnswerKind.RATE]
    assert {(form.lowest, form.highest) for form in scales} == {(0, 10), (1, 5)}


def test_both_groups_get_the_same_questions(visitors: Session, professionals: Session):
    asked = [[(q.words, q.answer) for q in s.questions.values()] for s in (visitors, professionals)]
    assert asked[0] == asked[1]
    assert visitors.info.id != professionals.info.id


@BOTH
def test_everybody_answers_and_nothing_is_left_open(meeting: Meeting):
    session = play(meeting=meeting)
    assert all(poll.state is not PollState.OPEN for poll in session.polls.values())
    assert {poll.took_part for poll in session.polls.values()} <= {meeting.seats, meeting.seats - 1}
    assert len(session.polls) == len(session.questions) + 1
    assert stage(session) is Stage.REVIEW


def test_of_the_practice_question_no_answer_is_kept(visitors: Session):
    practice = next(q.number for q in visitors.questions.values() if q.answer and q.answer.practice)
    poll = poll_of(visitors, practice)
    assert poll is not None
    assert poll.took_part > 0
    assert not [ballot for ballot in visitors.ballots.values() if ballot.poll == poll.number]


def test_people_skip_do_not_know_come_late_and_share_a_place(visitors: Session):
    script = entries(VISITORS.script)
    asked = [entry.below for entry in script if entry.text == "volgende" and entry.below]
    assert [len(answers) for answers in asked] == [13, 13, *[14] * 10]
    assert sum(line.startswith("p") for answers in asked for line in answers) == 2 * len(asked)
    assert sum(poll.skipped for poll in visitors.polls.values()) >= 5
    answers = [ballot.answer for ballot in visitors.ballots.values()]
    assert sum(answer.unknown for answer in answers) >= 3
    assert any(len(place) > 1 for answer in answers for place in answer.order)


def test_united_divided_and_strongly_divided_each_occur(visitors: Session, professionals: Session):
    found = Counter(
        told.agreement
        for session in (visitors, professionals)
        for poll in session.polls.values()
        if isinstance(told := outcome(session, poll), ScaleOutcome)
    )
    assert set(found) == set(Agreement)


@BOTH
def test_six_to_eight_groups_hold_all_ideas_but_one(meeting: Meeting):
    session = play(meeting=meeting)
    assert 6 <= len(session.clusters) <= 8
    ideas = ideas_of(session, open_question(session))
    assert 30 <= len(ideas) <= 40
    assert sum(idea.cluster is None for idea in ideas) == 1


def test_an_idea_with_a_name_is_held_back_and_rewritten_before_the_report(visitors: Session):
    held = [idea for idea in visitors.ideas.values() if idea.held]
    assert [idea.words.split()[0] for idea in held] == ["Truus"]
    assert "Truus" not in held[0].paraphrase != ""
    assert [idea.words for idea in visitors.ideas.values() if idea.traceable]


@BOTH
def test_nothing_waits_in_review(meeting: Meeting):
    assert queue(play(meeting=meeting)) == ()


def test_about_half_of_the_ideas_name_what_the_other_group_does_not(
    visitors: Session, professionals: Session
):
    now = PROFESSIONALS.start
    for change in changes(visitors, professionals, now):
        visitors = change.apply(visitors, now)
    (other,) = visitors.counterparts.values()
    found = next(p for p in compare(visitors, other).pairs if p.own.form.kind is AnswerKind.IDEAS)
    alone = {who: len(found.named_by(who)) for who in Named}
    assert alone == {Named.OWN: 3, Named.BOTH: 4, Named.THEIRS: 4}
    own = {thing.number for row in found.named_by(Named.OWN) for thing in row.own}
    theirs = {thing.number for row in found.named_by(Named.THEIRS) for thing in row.theirs}
    for session, numbers in ((visitors, own), (professionals, theirs)):
        only = sum(idea.cluster in numbers for idea in session.ideas.values())
        assert 0.45 <= only / len(session.ideas) <= 0.55


def test_what_professionals_decide_rests_on_groups_of_ideas(professionals: Session):
    actions = professionals.actions.values()
    assert {action.kind for action in actions} == set(ActionKind)
    # One answers what only the visitors named, so nothing of their own stands behind it.
    assert [weaknesses(professionals, action) for action in actions if not action.clusters] == [
        (Weakness.NOTHING_BEHIND,)
    ]
    assert not any(weaknesses(professionals, action) for action in actions if action.clusters)


@BOTH
def test_after_each_question_somebody_explains_the_outcome_and_nobody_is_named(meeting: Meeting):
    session = play(meeting=meeting)
    told = [r for r in session.remarks.values() if r.kind is RemarkKind.EXPLAINED]
    kept = {n for n, q in session.questions.items() if q.answer and not q.answer.practice}
    assert {remark.question for remark in told} == kept
    assert not any(remark.people for remark in told)
    assert not session.statements


@pytest.mark.slow
@pytest.mark.reckons
def test_a_session_in_a_file_is_the_one_in_memory(tmp_path, professionals: Session):
    path = tmp_path / "bezoekers.spiegel"
    write(path, meeting=VISITORS)
    with_other = play(meeting=VISITORS)
    now = PROFESSIONALS.start
    for change in changes(with_other, professionals, now):
        with_other = change.apply(with_other, now)
    lay_beside(path, professionals, now)
    file = SessionFile(path, clock=lambda: now, window="test", read_only=True)
    kept = file.session
    file.close()
    (other,) = kept.counterparts.values()
    assert len(other.links) == 4
    assert plain(msgspec.structs.replace(kept, counterparts={})) == plain(
        msgspec.structs.replace(with_other, counterparts={})
    )


@pytest.mark.parametrize("line", ["", "3", "x  eens", "4   misschien", "p1  6"])
def test_a_line_that_is_no_answer_is_refused(line: str):
    with pytest.raises((ValueError, NotRead)):
        sheets(AnswerForm(kind=AnswerKind.AGREE), [line])


def test_an_idea_that_nobody_gave_cannot_be_put_in_a_group(visitors: Session):
    with pytest.raises(ValueError, match="groepje Eten"):
        moves(visitors, "groepje Eten", ("een idee dat er niet is",))


def test_the_report_does_not_say_that_participants_left_who_were_the_professionals(professionals):
    said = report_on(professionals, translations("nl")).steps
    assert said.heading == "Wat de professionals ervan zeiden"
    assert said.intro.startswith("Dit zeiden de professionals tegen elkaar over de uitkomst.")
