"""The fictional meeting of the demo: that it is all there, is believable, and plays the same."""

from itertools import pairwise

import msgspec
import pytest

from spiegel.demo import START, play, start_for, write
from spiegel.demo.meetings import WMO, prepared
from spiegel.demo.moves import changes
from spiegel.demo.player import perform
from spiegel.demo.script import ScriptError, ScriptLine, entries, fill_in, plan_text
from spiegel.domain import plan
from spiegel.domain.actions.weakness import Weakness, gaps, weaknesses
from spiegel.domain.capture.capture import RecordLine, preview
from spiegel.domain.capture.storing import day
from spiegel.domain.consent.gate import Shown, shown
from spiegel.domain.consent.literal import repeats
from spiegel.domain.notation.reading import Reading, ReadingKind
from spiegel.domain.report.report import report_on
from spiegel.domain.report.review import queue, unfinished
from spiegel.domain.running.running import place
from spiegel.domain.running.self_direction import untouched
from spiegel.domain.running.timing import Pace, timetable
from spiegel.domain.running.voices import dominant, quietest
from spiegel.domain.session.actions import ActionKind
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.elements import Element
from spiegel.domain.session.instants import MINUTE, SECOND, Instant, after
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.session import Change, Session, stage
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.statements import RemarkKind, Valence
from spiegel.i18n import translations
from spiegel.store.session.file import SessionFile

DUTCH = translations("nl")
HELD = day(START)
LIVE = Instant(utc=1_800_000_000_000, boot="this machine", boot_ms=10 * MINUTE)


def readings() -> list[tuple[ScriptLine, Reading]]:
    """How each line of the scribe is read in the whole meeting, beside its line in the script."""
    lines = (entry for entry in entries(WMO.script) if not entry.move)
    found: list[tuple[ScriptLine, Reading]] = []
    session = prepared()

    def make(change: Change, now: Instant) -> Session:
        nonlocal session
        if isinstance(change, RecordLine):
            found.append((next(lines), preview(session, change.text, change.where, day(now))))
        session = change.apply(session, now)
        return session

    perform(session, make, START, WMO)
    return found


@pytest.fixture(scope="module")
def whole() -> Session:
    return play()


@pytest.fixture(scope="module")
def halfway() -> Session:
    return play("middle")


def middle(start: Instant = START) -> Instant:
    return after(start, next(e.offset for e in entries() if e.move and e.text == "midden"))


def plain(session: Session) -> bytes:
    """Everything a session holds; how often it was stored is not part of that."""
    return msgspec.json.encode(msgspec.structs.replace(session, revision=0), enc_hook=dict)


def only(session: Session, code: str) -> list[int]:
    return [n for n, said in session.statements.items() if code in said.speakers]


def test_the_written_plan_is_understood_to_the_last_line():
    read = plan.read(plan_text(), prepared().agenda)
    assert read.findings == ()
    questions = list(prepared().questions.values())
    assert [q.minutes for q in questions] == [8, 8, 10, 7, 6, 7, 4]
    assert [q.optional for q in questions] == [False, False, False, False, True, False, True]
    assert all(q.words.endswith("?") for q in questions)
    assert {q.theme for q in questions} == {
        "De weg erheen",
        "Het gesprek en daarna",
        "De mensen om u heen",
        "Vooruit",
    }


def test_the_minutes_of_the_questions_fill_the_client_round():
    session = prepared()
    (round_,) = (phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    questions = session.questions_of(round_.number)
    assert sum(question.minutes or 0 for question in questions) == round_.minutes


def test_everybody_has_a_chair_and_an_answer_to_each_purpose(whole: Session):
    people = whole.participants.values()
    assert sorted(person.chair or 0 for person in people) == list(range(1, 10))
    assert all(person.present for person in people)
    assert all(None not in msgspec.structs.astuple(person.consent) for person in people)
    assert all(person.consent.take_part for person in people)
    assert [p.code for p in people if not p.consent.verbatim] == ["D9"]
    assert {p.consent.outside for p in people} == {True, False}
    assert {p.consent.contact for p in people} == {True, False}


def test_twelve_listeners_have_a_function_each(whole: Session):
    functions = [listener.function for listener in whole.listeners.values()]
    assert len(functions) == len(set(functions)) == 12
    assert all(functions)
    assert all(listener.present for listener in whole.listeners.values())


def test_about_ninety_statements_stand_under_eight_themes(whole: Session):
    assert 85 <= len(whole.statements) <= 95
    assert sorted(theme.name for theme in whole.themes.values()) == [
        "bejegening",
        "bereikbaarheid",
        "informatie",
        "keukentafelgesprek",
        "mantelzorg",
        "terugkoppeling",
        "wachttijd",
        "één aanspreekpunt",
    ]
    for number in whole.themes:
        said = [s for s in whole.statements.values() if number in s.themes]
        assert {Valence.GOOD, Valence.BETTER, Valence.WISH} <= {s.valence for s in said}


def test_what_is_said_is_a_natural_mix(whole: Session):
    said = whole.statements.values()
    assert 0.5 < sum(s.verbatim for s in said) / len(said) < 0.8
    assert 10 <= sum(s.key for s in said) <= 20
    assert sum(s.valence is None for s in said) >= 5
    assert any(not s.themes for s in said)
    assert any(s.traceable for s in said)
    assert any(len(s.themes) == 2 for s in said)
    assert any(len(s.speakers) == 3 for s in said)
    assert {"?", "*"} <= {code for s in said for code in s.speakers}
    assert sum(s.inherited for s in said) >= 5


def test_every_line_is_read_as_the_scribe_meant_it():
    read = readings()
    assert [(e.row, r.findings) for e, r in read if r.findings] == []
    kinds = [reading.kind for _entry, reading in read]
    assert kinds.count(ReadingKind.QUESTION) == 7
    assert kinds.count(ReadingKind.ACTION) == 7
    assert kinds.count(ReadingKind.LEFT) == 1
    assert kinds.count(ReadingKind.REMARK) == 14
    assert not {ReadingKind.EMPTY, ReadingKind.PLACE, ReadingKind.SPEAKER} & set(kinds)
    for entry, reading in read:
        if reading.kind is ReadingKind.STATEMENT:
            assert '"' not in reading.words
            assert not set("#*~") & set(reading.words)
            assert reading.verbatim == ('"' in entry.text)


def test_no_word_that_was_typed_is_missing(whole: Session):
    kept = " ".join(
        [
            *(s.words for s in whole.statements.values()),
            *(remark.words for remark in whole.remarks.values()),
            *(question.words for question in whole.listener_questions.values()),
            *(f"{action.words} {action.reason}" for action in whole.actions.values()),
        ]
    )
    for entry, reading in readings():
        assert reading.words in kept, entry.row


def test_people_speak_at_the_pace_of_speech():
    """A line per 25 to 60 seconds, but for the break and the change of a question."""
    said = [e.offset for e, r in readings() if r.kind is ReadingKind.STATEMENT]
    gaps_ = [later - earlier for earlier, later in pairwise(said)]
    assert min(gaps_) >= 25 * SECOND
    assert sorted(gaps_)[-12] <= 60 * SECOND


def test_the_middle_is_question_three_of_seven(halfway: Session):
    here = place(halfway)
    assert here.question is not None
    assert [q.number for q in halfway.questions.values()].index(here.question.number) == 2
    assert len(halfway.questions) == 7
    assert not here.paused
    assert 35 <= len(halfway.statements) <= 40
    assert stage(halfway) is Stage.RUNNING


def test_the_middle_has_something_of_all_to_try(halfway: Session):
    now = middle()
    quiet = quietest(halfway, now)
    assert quiet is not None
    assert (quiet.code, quiet.total) == ("D7", 0)
    assert [voice.code for voice in dominant(halfway)] == ["D1"]
    times = timetable(halfway, now)
    assert times.main.pace is Pace.ENOUGH
    assert times.behind > 0
    assert times.ways is not None
    assert times.ways.drop
    kinds = {concern.kind for concern in queue(halfway)}
    assert {"speaker", "inherited", "consent", "traceable", "new theme", "no theme"} <= kinds
    assert {remark.kind for remark in halfway.remarks.values()} >= {
        RemarkKind.MEMO,
        RemarkKind.PARKED,
    }


def test_the_middle_is_now_when_it_is_opened():
    session = play("middle", start_for(LIVE))
    times, fixed = timetable(session, LIVE), timetable(play("middle"), middle())
    assert times.main == fixed.main
    assert times.behind == fixed.behind
    assert timetable(session, after(LIVE, MINUTE)).main.spent == times.main.spent + MINUTE
    assert session.info.id != play("middle").info.id


def test_the_silent_one_is_heard_late_and_to_the_point(whole: Session):
    numbers = only(whole, "D7")
    assert len(numbers) == 5
    assert min(numbers) > len(whole.statements) * 2 // 3
    assert any(whole.statements[number].key for number in numbers)


def test_one_talks_more_than_anybody_else(whole: Session):
    counts = {code: len(only(whole, code)) for code in (f"D{n}" for n in range(1, 10))}
    first, second = sorted(counts.values(), reverse=True)[:2]
    assert counts["D1"] == first > second


def test_one_leaves_early_and_says_nothing_after_that(whole: Session):
    gone = [person for person in whole.participants.values() if person.gone]
    assert [person.code for person in gone] == ["D8"]
    assert all(
        whole.statements[number].at.utc < gone[0].gone.utc
        for number in only(whole, "D8")
        if gone[0].gone
    )


def test_a_question_is_skipped_and_returned_to_after_an_unplanned_break(whole: Session):
    moments = list(whole.moments.values())
    kinds = [moment.kind for moment in moments]
    skipped = kinds.index(MomentKind.SKIP)
    paused, resumed = kinds.index(MomentKind.PAUSE), kinds.index(MomentKind.RESUME)
    assert moments[skipped].question == moments[resumed + 1].question == 5
    assert skipped < paused < resumed
    assert whole.phases[4].kind is PhaseKind.ROUND
    assert kinds.count(MomentKind.EXTEND) == 1
    asked = {said.question for said in whole.statements.values()}
    assert set(whole.questions) <= asked


def test_everybody_still_there_leaves_one_tip(whole: Session):
    (closing,) = (p for p in whole.agenda if p.key == "slotronde")
    tips = [s for s in whole.statements.values() if s.phase == closing.number]
    assert sorted(code for tip in tips for code in tip.speakers) == [
        f"D{number}" for number in range(1, 10) if number != 8
    ]


def test_every_question_that_was_put_has_an_answer(whole: Session):
    questions = whole.listener_questions.values()
    assert [question.dropped for question in questions].count(True) == 1
    for question in questions:
        assert len(whole.answers_to(question.number)) == (0 if question.dropped else 1)


def test_every_step_of_the_debrief_holds_a_remark_and_it_ends(whole: Session):
    (debrief_,) = (p for p in whole.agenda if p.kind is PhaseKind.DEBRIEF)
    for step in debrief_.steps:
        remarks = list(whole.remarks_of(RemarkKind.STEP, step.key))
        assert bool(remarks) is not (step.quiet or step.actions)
    assert stage(whole) is Stage.REVIEW
    assert {r.people[0] for r in whole.remarks_of(RemarkKind.AFTERCARE)} == {"D6", "D9"}


def test_seven_actions_of_three_kinds_rest_on_statements(whole: Session):
    actions = list(whole.actions.values())
    assert [action.kind for action in actions] == [
        *[ActionKind.DO] * 4,
        *[ActionKind.EXPLORE] * 2,
        ActionKind.DECLINE,
    ]
    assert all(action.statements and action.themes and action.priority for action in actions)
    for action in actions:
        behind = {t for n in action.statements for t in whole.statements[n].themes}
        assert set(action.themes) <= behind
    assert actions[-1].reason


def test_some_actions_are_weak_on_purpose(whole: Session):
    weak = {n: weaknesses(whole, action) for n, action in whole.actions.items()}
    assert weak == {
        1: (),
        2: (),
        3: (Weakness.EVERYBODY, Weakness.NO_DATE),
        4: (Weakness.ONLY_TALK,),
        5: (),
        6: (Weakness.NO_DATE,),
        7: (),
    }
    left = gaps(whole)
    assert {theme.name for theme in left.without_action} == {"bejegening", "terugkoppeling"}
    assert "bejegening" in {theme.name for theme in left.praise}


def test_what_was_said_is_looked_at_by_the_elements_of_self_direction(
    whole: Session, halfway: Session
):
    heard = {
        element: [s for s in whole.statements.values() if element in s.elements]
        for element in Element
    }
    assert all(len(said) >= 2 for said in heard.values())
    assert 15 <= len({said.number for each in heard.values() for said in each}) <= 25
    assert {e for s in halfway.statements.values() for e in s.elements} == {
        Element.STRENGTH,
        Element.CONTACTS,
    }
    assert untouched(halfway) == (Element.MOTIVATION,)
    answered = [action.more_say for action in whole.actions.values()]
    assert (answered.count(True), answered.count(False)) == (2, 1)
    assert all(a.more_say_why for a in whole.actions.values() if a.more_say is not None)


def test_the_report_tells_which_elements_were_heard_and_which_actions_serve_them(whole: Session):
    chapter = report_on(whole, DUTCH, None).self_direction
    assert chapter is not None
    assert [row[0] for row in chapter.tables[0].rows] == [
        "zelf bepalen (eigenaarschap)",
        "wat zij zelf kunnen (eigen kracht)",
        "wat voor hen telt (motivatie)",
        "wie naast hen staat (contacten)",
    ]
    assert [row[2].replace("\u00a0", " ") for row in chapter.tables[0].rows] == [
        "actie 2",
        "actie 1",
        "actie 6",
        "actie 2",
    ]


def test_every_summary_in_the_report_is_a_sentence_that_can_be_heard_alone(whole: Session):
    assert unfinished(whole) == 0
    groups = report_on(whole, DUTCH, None).themes.groups
    parts = [part for group in groups for theme in group.themes for part in theme.parts]
    told = [entry.words for part in parts for entry in part.entries if not entry.verbatim]
    assert len(told) > 20
    assert all(words.endswith(".") for words in told)


def test_little_is_left_to_check_after_cleaning_up(whole: Session, halfway: Session):
    assert 0 < len(queue(whole)) < 12 < len(queue(halfway))


def test_nothing_literal_of_the_one_without_consent_is_shown(whole: Session):
    quotations = [said for n in only(whole, "D9") if (said := whole.statements[n]).verbatim]
    assert len(quotations) == 5
    rulings = [shown(whole, said, DUTCH) for said in quotations]
    summaries = [ruling for ruling in rulings if isinstance(ruling, Shown)]
    assert len(summaries) == 3
    document = str(msgspec.to_builtins(report_on(whole, DUTCH, None), str_keys=True))
    for said in quotations:
        assert not repeats(document, said.words)
    for ruling in summaries:
        assert not ruling.verbatim
        assert ruling.words in document


def test_everything_else_that_may_be_shown_is_shown(whole: Session):
    withheld = [
        number
        for number, said in whole.statements.items()
        if not isinstance(shown(whole, said, DUTCH), Shown)
    ]
    assert len(withheld) == 4


def test_two_runs_are_equal():
    assert plain(play()) == plain(play())


@pytest.mark.slow
@pytest.mark.reckons
def test_the_file_holds_what_was_played(tmp_path, whole: Session):
    path = tmp_path / "demo.spiegel"
    write(path)
    file = SessionFile(path, clock=lambda: START, window="reader")
    assert plain(file.session) == plain(whole)
    file.close()


def test_the_file_of_the_middle_goes_on_where_it_was(tmp_path):
    path = tmp_path / "demo.spiegel"
    write(path, "middle", start_for(LIVE))
    file = SessionFile(path, clock=lambda: LIVE, window="moderator")
    assert plain(file.session) == plain(play("middle", start_for(LIVE)))
    assert timetable(file.session, LIVE).main.spent == 385 * SECOND
    file.close()


@pytest.mark.parametrize("move", ["dansen", "vraag 8", "deelnemer D2", "klopt 1 alles"])
def test_a_move_that_nobody_knows_is_refused(move: str):
    with pytest.raises(ValueError, match=move):
        changes(prepared(), move)


def test_a_time_at_which_nothing_was_said_is_named_by_its_line():
    broken = ScriptLine(offset=0, row=7, text="> iets [9:00:00]")
    with pytest.raises(ScriptError, match=r"meeting\.txt:7: no statement at 9:00:00"):
        fill_in(broken, {}, HELD)
    assert fill_in(broken, {9 * 60 * MINUTE: 12}, HELD).text == "> iets 12"
