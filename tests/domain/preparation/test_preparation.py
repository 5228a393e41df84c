"""Before the day: what is still missing, who does what by when, and who comes."""

import datetime

import msgspec
import pytest
from meetings import at, meeting, round_of

from domain.prepared import FACTS, TODAY, prepared
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.preparation.assignment import (
    AnswerFit,
    EditAssignment,
    Fit,
    Missing,
    missing_facts,
    unfit,
)
from spiegel.domain.preparation.expectations import AddExpectations, RemoveSheet, sheets
from spiegel.domain.preparation.learning import (
    AddLearningQuestion,
    RemoveLearningQuestion,
    Serve,
    served,
    serving,
    to_serve,
    unserved,
)
from spiegel.domain.preparation.readiness import Part, readiness
from spiegel.domain.preparation.recruiting import (
    EditRecruiting,
    Warn,
    expected,
    listener_warnings,
    participant_warnings,
)
from spiegel.domain.preparation.targets import Targets
from spiegel.domain.preparation.tasks import (
    AddTask,
    RemoveTask,
    SetTask,
    State,
    TickTask,
    checklist,
    weeks_short,
    without_owner,
)
from spiegel.domain.preparation.terms import after_months
from spiegel.domain.running.order import AddMinutes, RemoveQuestion
from spiegel.domain.running.running import Go
from spiegel.domain.session.people import Participant
from spiegel.domain.session.preparation import Recruiting
from spiegel.domain.session.session import Edit, EditInfo, Refusal, Session
from spiegel.i18n import translations

DAY = datetime.date(2027, 3, 18)
TARGETS = Targets()


def made(session: Session, *changes) -> Session:
    for change in changes:
        session = change.apply(session, at(0))
    return session


@pytest.fixture
def planned() -> Session:
    """A meeting of ten participants and three listeners, with its day."""
    return made(meeting(10), EditInfo(fields={"date": DAY}))


def before(days: int) -> datetime.date:
    return DAY - datetime.timedelta(days=days)


def task(session: Session, key: str, today: datetime.date = DAY):
    return next(item for item in checklist(session, today) if item.key == key)


# The assignment


def test_what_is_missing_of_the_assignment_is_said_until_it_is_there(planned):
    assert Missing.DATE not in missing_facts(planned)
    assert Missing.COMMISSIONER in missing_facts(planned)
    whole = made(
        planned,
        EditInfo(fields={"place": "De Brink"}),
        EditAssignment(fields=FACTS),
        *(AnswerFit(question=question, yes=True) for question in Fit),
    )
    assert missing_facts(whole) == ()


def test_two_windows_that_fill_in_other_facts_both_keep_theirs(planned):
    both = made(planned, EditAssignment(fields={"aim": "a"}), EditAssignment(fields={"tells": "b"}))
    assert (both.info.assignment.aim, both.info.assignment.tells) == ("a", "b")


def test_a_fit_question_that_was_answered_with_no_is_named_and_can_be_taken_back(planned):
    doubtful = made(planned, AnswerFit(question=Fit.OPEN, yes=False))
    assert unfit(doubtful) == (Fit.OPEN,)
    assert unfit(made(doubtful, AnswerFit(question=Fit.OPEN, yes=None))) == ()


# Tasks and the checklist


def test_the_days_of_the_checklist_follow_from_the_day_of_the_meeting(planned):
    assert task(planned, "invitations").due == before(42)
    assert task(planned, "called").due == before(7)
    assert task(planned, "three months").due == datetime.date(2027, 6, 18)
    assert [item.due for item in checklist(planned, DAY)] == sorted(
        item.due for item in checklist(planned, DAY)
    )


def test_a_meeting_that_moves_takes_its_days_along_and_keeps_what_was_done(planned):
    done = made(
        planned,
        TickTask(key="invitations", done=before(40), by="Secretariaat"),
        SetTask(key="place", due=before(30), own_day=True),
    )
    moved = made(done, EditInfo(fields={"date": DAY + datetime.timedelta(days=14)}))
    assert task(moved, "invitations").done == before(40)
    assert task(moved, "invitations").by == "Secretariaat"
    assert task(moved, "called").due == before(7) + datetime.timedelta(days=14)
    assert task(moved, "place").due == before(30)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (before(60), State.LATER),
        (before(49), State.DUE),
        (before(42), State.DUE),
        (before(41), State.OVERDUE),
    ],
)
def test_a_task_is_later_due_or_overdue_by_its_day(planned, today, state):
    assert task(planned, "invitations", today).state is state


def test_a_task_that_is_done_is_no_longer_overdue_and_can_be_opened_again(planned):
    done = made(planned, TickTask(key="invitations", done=before(42)))
    assert task(done, "invitations", DAY).state is State.DONE
    again = made(done, TickTask(key="invitations", done=None))
    assert task(again, "invitations", DAY).state is State.OVERDUE
    assert len(again.tasks) == 1


def test_without_a_day_nothing_is_due_yet():
    assert {item.state for item in checklist(meeting(), DAY)} == {State.NO_DAY}


def test_the_eight_tasks_need_a_name_each(planned):
    open_ = without_owner(planned, DAY)
    assert len(open_) == 8
    named = made(planned, *(SetTask(key=item.key, owner="Ineke") for item in open_))
    assert without_owner(named, DAY) == ()


def test_who_tells_the_participants_follows_from_the_assignment(planned):
    day = datetime.date(2027, 4, 1)
    told = made(planned, EditAssignment(fields={"tells": "de wethouder", "tells_on": day}))
    assert (task(told, "feedback").owner, task(told, "feedback").due) == ("de wethouder", day)


def test_a_meeting_has_tasks_of_its_own(planned):
    own = made(planned, AddTask(words=" tolk  regelen ", owner="Ineke", due=before(20)))
    (item,) = [item for item in checklist(own, DAY) if not item.key]
    assert (item.words, item.owner, item.state) == ("tolk regelen", "Ineke", State.OVERDUE)
    assert len(made(own, RemoveTask(number=item.number)).tasks) == 0
    with pytest.raises(Refusal):
        made(own, RemoveTask(number=99))


def test_it_is_said_when_there_is_less_than_eight_weeks_left(planned):
    assert weeks_short(planned, before(56)) == 0
    assert weeks_short(planned, before(30)) == 4
    assert weeks_short(planned, before(0)) == 0


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (datetime.date(2026, 11, 30), 3, datetime.date(2027, 2, 28)),
        (datetime.date(2027, 8, 31), 6, datetime.date(2028, 2, 29)),
        (datetime.date(2027, 3, 15), -3, datetime.date(2026, 12, 15)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, found):
    assert after_months(day, months) == found


# Participants and listeners


def asked(session: Session, yes: int, *, no: int = 0, by: str = "") -> Session:
    people = sorted(session.participants)
    return made(
        session,
        EditRecruiting(
            participants=tuple(people[:yes]),
            fields={"coming": True, "asked_by": by, "asked": before(50)},
        ),
        EditRecruiting(participants=tuple(people[yes : yes + no]), fields={"coming": False}),
    )


@pytest.mark.parametrize(
    ("yes", "kinds"),
    [
        (0, [Warn.FEW_ASKED]),
        (4, [Warn.TOO_FEW, Warn.FEW_ASKED]),
        (6, [Warn.FEW_ASKED, Warn.FEW]),
        (8, []),
    ],
)
def test_the_number_of_participants_is_judged_by_the_targets(planned, yes, kinds):
    found = participant_warnings(asked(planned, yes), TARGETS, before(50))
    assert [warning.kind for warning in found] == kinds


def test_targets_are_a_choice(planned):
    few = Targets(invite=5, confirm=5, confirm_most=12, least=3)
    assert participant_warnings(asked(planned, 5, no=1), few, before(50)) == ()
    assert expected(asked(planned, 8), TARGETS) == 6


def test_in_the_last_week_who_was_not_called_again_is_counted(planned):
    coming = asked(planned, 9)
    called = made(coming, EditRecruiting(participants=(1, 2), fields={"called": before(6)}))
    kinds = {w.kind: w.count for w in participant_warnings(called, TARGETS, before(5))}
    assert kinds[Warn.NOT_CALLED] == 7
    assert Warn.NOT_CALLED not in {
        w.kind for w in participant_warnings(coming, TARGETS, before(20))
    }


def test_it_is_said_when_one_person_asked_everybody(planned):
    found = participant_warnings(asked(planned, 9, by="consulent"), TARGETS, before(50))
    assert Warn.ONE_RECRUITER in {warning.kind for warning in found}
    one_known = made(
        asked(planned, 9), EditRecruiting(participants=(1,), fields={"asked_by": "consulent"})
    )
    found = participant_warnings(one_known, TARGETS, before(50))
    assert Warn.ONE_RECRUITER not in {warning.kind for warning in found}


def test_who_withdraws_leaves_nothing_of_how_they_were_asked(planned):
    noted = made(
        planned, EditRecruiting(participants=(3,), fields={"needs": "rolstoel", "coming": True})
    )
    gone = made(noted, Withdraw(participant=3))
    assert gone.participants[3].recruiting == Recruiting()
    with pytest.raises(Refusal):
        made(gone, EditRecruiting(participants=(3,), fields={"needs": "tolk"}))


def test_consent_keeps_the_day_on_which_it_was_asked(planned):
    yes = SetConsent(purpose="take_part", value=True, participants=(1,), day=before(40))
    assert made(planned, yes).participants[1].consent.days == {"take_part": before(40)}
    back = SetConsent(purpose="take_part", value=None, participants=(1,))
    assert made(planned, yes, back).participants[1].consent.days == {}


def test_learning_questions_are_served_by_prepared_questions(planned):
    session = made(
        planned,
        AddLearningQuestion(words="hoe lang wachten mensen", listener=1),
        AddLearningQuestion(words="wat helpt thuis"),
        Serve(question=1, learning=(1,)),
    )
    assert [one.numbers for one in unserved(session)] == [(2,)]
    without = made(session, RemoveLearningQuestion(number=1))
    assert without.questions[1].serves == ()
    with pytest.raises(Refusal):
        made(without, Serve(question=1, learning=(1,)))


def test_what_several_listeners_want_to_learn_is_one_and_what_looks_like_it_comes_first(planned):
    session = made(
        planned,
        AddLearningQuestion(words="Wat helpt thuis?", listener=1),
        AddLearningQuestion(words="Hoe lang wachten mensen?", listener=1),
        AddLearningQuestion(words="hoe lang wachten mensen?", listener=2),
        Edit(table="questions", number=2, fields={"prompts": ("Hoe lang wachtte u?",)}, label="x"),
    )
    offered = to_serve(session, session.questions[2])
    assert [one.words for one in offered] == ["Hoe lang wachten mensen?", "Wat helpt thuis?"]
    linked = made(session, Serve(question=2, learning=offered[0].numbers))
    assert linked.questions[2].serves == (2, 3)
    both = made(linked, Serve(question=2, learning=(1,)), Serve(question=1, learning=(2, 3)))
    assert [one.words for one in served(both, both.questions[2])] == [
        "Wat helpt thuis?",
        "Hoe lang wachten mensen?",
    ]
    assert [question.number for question in serving(both, offered[0])] == [1, 2]
    apart = made(both, Serve(question=2, learning=(2, 3), serves=False))
    assert apart.questions[2].serves == (1,)


def test_more_listeners_than_the_limit_and_silent_ones_are_named(planned):
    (quiet,) = listener_warnings(planned, TARGETS)
    assert (quiet.kind, quiet.count) == (Warn.NO_LEARNING, 3)
    strict = listener_warnings(planned, msgspec.structs.replace(TARGETS, listeners=2))
    assert strict[0].kind is Warn.MANY_LISTENERS


def test_once_it_runs_nothing_is_advised_any_more_about_who_comes(planned):
    running = Go(phase=planned.agenda[0].number).apply(planned, at(0))
    assert participant_warnings(planned, TARGETS, before(0))
    assert participant_warnings(running, TARGETS, before(0)) == ()
    assert listener_warnings(running, TARGETS) == ()


# Expectations


def test_a_sheet_keeps_each_theme_once_and_says_not_whose_it_is(planned):
    session = made(
        planned,
        AddExpectations(themes=(("Wachttijd", "lang"), (" wachttijd ", "te lang"), ("", "x"))),
        AddExpectations(themes=(("Bejegening", ""),)),
    )
    assert [e.theme for e in session.expectations.values()] == ["Wachttijd", "Bejegening"]
    assert sheets(session) == 2
    assert sheets(made(session, RemoveSheet(sheet=1))) == 1


# Ready or not


def test_a_part_is_ready_when_nothing_lacks(planned):
    t = translations("nl")

    def ready(session: Session) -> dict[Part, bool]:
        found = readiness(session, TARGETS, before(60), t)
        return {part.part: part.ready for part in found}

    assert ready(planned)[Part.ORDER] is True
    assert ready(planned)[Part.ASSIGNMENT] is False
    learned = made(planned, AddLearningQuestion(words="wat helpt"))
    assert ready(learned)[Part.ORDER] is False
    served = made(learned, Serve(question=min(learned.questions), learning=(1,)))
    assert ready(served)[Part.ORDER] is True


@pytest.mark.parametrize(
    "format_", ["spiegelgesprek", "focusgroep", "versnellingssessie", "persona"]
)
def test_every_part_of_every_format_can_be_ready(format_):
    devices = format_ == "versnellingssessie"
    session = prepared(format_, *((0, 0) if devices else ()))
    found = readiness(session, TARGETS, TODAY, translations("nl"))
    assert {part.part: part.lacks for part in found if not part.ready} == {}
    listed = {Part.PARTICIPANTS, Part.LISTENERS, Part.EXPECTATIONS}
    alone = {Part.EXPECTATIONS} if format_ == "persona" else set()
    assert {part.part for part in found} == set(Part) - (listed if devices else alone)


def test_a_practice_question_alone_is_no_running_order():
    session = prepared("versnellingssessie", 0, 0)
    practice = RemoveQuestion(number=max(session.questions)).apply(session, at(0))
    assert practice.questions
    found = {p.part: p.lacks for p in readiness(practice, TARGETS, TODAY, translations("nl"))}
    assert found[Part.ORDER] == ("Er zijn nog geen vragen.",)


def test_a_running_order_that_does_not_add_up_is_not_ready():
    session = prepared("spiegelgesprek")
    long = made(session, AddMinutes(table="questions", number=max(session.questions), minutes=60))
    found = {p.part: p.lacks for p in readiness(long, TARGETS, TODAY, translations("nl"))}
    assert found[Part.ORDER] == ("Cliëntronde: 18 min te lang",)


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (Part.EXPECTATIONS, "expectations"),
        (Part.LISTENERS, "wishes"),
        (Part.PARTICIPANTS, "called"),
    ],
)
def test_who_does_not_answer_holds_nobody_up_once_the_task_is_done(part, key):
    session = prepared("spiegelgesprek")
    less = made(
        session,
        RemoveSheet(sheet=1),
        RemoveLearningQuestion(number=1),
        EditRecruiting(participants=(1,), fields={"called": None}),
        TickTask(key=key, done=None),
    )

    def ready(session: Session) -> bool:
        found = readiness(session, TARGETS, TODAY, translations("nl"))
        return next(one.ready for one in found if one.part is part)

    assert ready(less) is False
    assert ready(made(less, TickTask(key=key, done=TODAY))) is True


def test_what_lacks_is_said_in_dutch(planned):
    found = readiness(planned, TARGETS, before(41), translations("nl"))
    lacks = {part.part: part.lacks for part in found}
    assert "Er is nog geen aanvangstijd." in lacks[Part.ASSIGNMENT]
    assert "te laat: uitnodigingen versturen" in lacks[Part.CHECKLIST]
    assert lacks[Part.EXPECTATIONS] == ("0 van de 3 toehoorders schreven op wat zij verwachten.",)


def test_a_participant_and_a_question_of_before_read_as_they_were(planned):
    assert Participant(number=1).recruiting == Recruiting()
    assert all(question.serves == () for question in planned.questions.values())
    assert round_of(planned).asks
