"""Who is heard, and who is not."""

import msgspec
from meetings import at, in_round, meeting, named, play

from spiegel.domain.running.running import Discussed, Forced, Go, GoNext, Turn
from spiegel.domain.running.steps import in_the_way
from spiegel.domain.running.voices import dominant, not_yet, quietest, silence, turns_left, voices
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Remark, RemarkKind, Statement


def said(session, *statements):
    """The session with statements (minute, speaker, question)."""
    for minute, speaker, question in statements:
        statement = Statement(
            number=session.number("statements"),
            at=at(minute),
            words="woorden",
            speakers=(speaker,),
            question=question,
        )
        session = put(session, statement)
    return session


def test_it_is_seen_who_was_heard_on_this_question_and_who_not_yet():
    session = said(in_round(), (1, "D1", 1), (2, "D1", 1), (3, "D3", 1))
    assert {v.code: v.here for v in voices(session)} == {
        "D1": 2,
        "D2": 0,
        "D3": 1,
        "D4": 0,
        "D5": 0,
    }
    assert [v.code for v in not_yet(session)] == ["D2", "D4", "D5"]


def test_a_new_question_starts_from_nobody_but_the_whole_meeting_is_remembered():
    session = play(said(in_round(), (1, "D1", 1)), (2, GoNext()))
    first = voices(session)[0]
    assert (first.here, first.total) == (0, 1)


def test_the_quietest_is_who_said_least_and_of_those_who_is_silent_longest():
    session = said(in_round(), (1, "D1", 1), (2, "D2", 1), (3, "D3", 1), (5, "D4", 1), (9, "D5", 1))
    assert quietest(session, at(10)).code == "D1"
    assert silence(session, voices(session)[0], at(10)) == 9 * 60_000


def test_somebody_who_spoke_only_in_the_introductions_is_silent_since_then():
    session = put(
        in_round(),
        Remark(number=1, at=at(2), words="hallo", kind=RemarkKind.NOTE, people=("D2",), phase=3),
    )
    assert silence(session, voices(session)[1], at(10)) == 8 * 60_000


def test_somebody_whom_a_note_is_about_was_not_heard():
    session = put(
        in_round(),
        Remark(number=1, at=at(2), words="bellen", kind=RemarkKind.AFTERCARE, people=("D2",)),
        Remark(number=2, at=at(3), words="koffie", kind=RemarkKind.NOTE, people=("D3",), phase=4),
    )
    assert {voice.last for voice in voices(session)} == {None}


def test_voices_stand_in_the_order_of_the_chairs():
    session = in_round()
    chairs = {1: 3, 2: 1, 3: 2}
    session = put(
        session,
        *(msgspec.structs.replace(session.participants[n], chair=c) for n, c in chairs.items()),
    )
    assert [voice.code for voice in voices(session)] == ["D2", "D3", "D1", "D4", "D5"]


def test_absent_and_gone_count_nowhere():
    session = in_round()
    session = put(
        session,
        msgspec.structs.replace(session.participants[1], present=False),
        msgspec.structs.replace(session.participants[2], gone=at(3)),
        msgspec.structs.replace(session.participants[3], withdrawn=True),
    )
    assert [voice.code for voice in voices(session)] == ["D4", "D5"]


def test_over_twice_the_average_is_said_from_ten_statements_on():
    few = said(in_round(), *((n, "D1", 1) for n in range(9)))
    assert dominant(few) == ()
    enough = said(few, (9, "D2", 1))
    assert [voice.code for voice in dominant(enough)] == ["D1"]


def test_a_round_of_turns_shows_who_still_comes():
    session = meeting()
    session = play(session, (0, Go(phase=named(session, "kennismaking").number)))
    session = play(session, (0, Turn(person="D1")), (1, Turn(person="D4")))
    phase = named(session, "kennismaking")
    assert [p.code for p in turns_left(session, phase)] == ["D2", "D3", "D5"]
    assert len(turns_left(session, named(session, "slotronde"))) == 5


def test_actions_stay_closed_until_each_step_holds_something():
    session = meeting()
    assert [step.key for step in in_the_way(session)] == ["geraakt", "herkend", "aangesproken"]
    session = put(
        session,
        Remark(number=1, at=at(1), words="Het raakte mij.", kind=RemarkKind.STEP, step="geraakt"),
    )
    session = play(session, (2, Discussed(step="herkend")), (3, Forced(step="aangesproken")))
    assert in_the_way(session) == ()
