"""Capture: where a line belongs, what it becomes, and that it is stored once."""

from collections.abc import Callable

import msgspec
import pytest
from transcript import transcript

from domain.capturing import record, running
from domain.room import START, TODAY, after, later, phase, place, room
from growth import times
from spiegel.domain.capture.capture import Feed, RecordLine, preview, recorded, where
from spiegel.domain.running.running import Ask, End, Go, GoStep, Pause, Turn
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import RemarkKind, Statement, Theme, Where
from spiegel.domain.session.themes import meant
from spiegel.i18n import translations

EN = translations("en")


# ---- where a line belongs


def test_before_the_start_lines_go_to_the_first_question() -> None:
    assert where(room()).question == 1


def test_without_questions_lines_go_to_the_round_without_a_question() -> None:
    spot = where(room(questions=0))
    assert (spot.phase, spot.question) == (phase(room(), "cliëntronde").number, None)


def test_lines_belong_to_the_running_question_and_its_last_speaker() -> None:
    session = record(running("cliëntronde", 3), "D4: ja", "D5, D6: nee")
    assert where(session) == Where(phase=4, question=3, speakers=("D5", "D6"))


def test_a_new_question_has_no_last_speaker() -> None:
    session = record(running("cliëntronde", 3), "D4: ja")
    session = record(after(session, Go(phase=4, question=4), minute=5), "en toen")
    assert session.statements[2].speakers == (UNKNOWN,)
    assert not session.statements[2].inherited


def test_a_line_belongs_where_its_first_character_was_typed() -> None:
    session = running("cliëntronde", 3)
    spot = where(session)
    session = after(session, Go(phase=4, question=4), minute=5)
    session = record(session, "D2: ja", spot=spot)
    assert session.statements[1].question == 3


def test_in_a_pause_a_line_is_what_it_would_have_been_just_before() -> None:
    session = record(running("cliëntronde", 3), "D4: ja")
    paused = after(session, Pause(), minute=3)
    assert where(paused) == where(session)
    cleaning = after(session, Go(phase=phase(session, "opschonen").number), minute=4)
    assert where(cleaning) == where(session)


def test_after_the_end_a_line_belongs_to_no_question() -> None:
    session = record(after(running("cliëntronde", 3), End(), minute=9), "D4: nog iets")
    said = session.statements[1]
    assert (said.phase, said.question) == (None, None)


def test_a_line_without_a_name_in_a_round_of_turns_is_of_whose_turn_it_is() -> None:
    session = after(running("slotronde"), Turn(person="D7"), minute=2)
    session = record(session, "blijf bellen")
    assert session.statements[1].speakers == ("D7",)
    assert session.statements[1].inherited


def test_a_coded_line_moves_the_turn_and_only_when_it_is_another_person() -> None:
    session = record(running("kennismaking"), "D2: woont alleen", "D2: in Noord", "D5: heeft ms")
    turns = [m.person for m in session.moments.values() if m.kind is MomentKind.TURN]
    assert turns == ["D2", "D5"]
    assert [r.people for r in session.remarks.values()] == [("D2",), ("D2",), ("D5",)]


def test_a_line_for_another_part_does_not_move_the_turn_there() -> None:
    session = record(running("cliëntronde", 1), "/slotronde D4: bel terug")
    assert session.statements[1].phase == phase(session, "slotronde").number
    assert all(moment.kind is not MomentKind.TURN for moment in session.moments.values())


def test_an_answer_belongs_to_the_question_that_was_put() -> None:
    session = record(running("vragenronde"), "T2: hoe lang", "T3: wie belde", "D4: Noord")
    assert session.statements[1].answer_to == 2
    session = record(after(session, Ask(asked=1), minute=8), "D5: drie weken", "of vier")
    assert [s.answer_to for s in session.statements.values()] == [2, 1, 1]
    assert session.statements[3].speakers == ("D5",)


def test_a_question_that_is_not_put_gets_no_answers() -> None:
    session = record(running("vragenronde"), "T2: hoe lang", "T4: u had toch kunnen bellen x")
    session = record(session, "D4: drie weken")
    assert session.listener_questions[2].dropped
    assert session.statements[1].answer_to == 1


def test_a_remark_belongs_to_the_step_and_never_to_the_silent_one() -> None:
    session = record(running("nagesprek"), "T4: die stapel brieven")
    assert session.remarks[1].step == "geraakt"
    session = record(after(session, GoStep(step="herkend"), minute=4), "T5: klopt")
    assert session.remarks[2].step == "herkend"
    assert session.remarks[2].kind is RemarkKind.STEP


def test_an_action_can_be_noted_in_any_step() -> None:
    session = record(running("cliëntronde", 1), "D4: ja")
    session = after(session, Go(phase=phase(session, "nagesprek").number), minute=6)
    session = record(session, "> terugbellen binnen een week #wachttijd @T4 15-12 (1)")
    action = session.actions[1]
    assert (action.words, action.owner, action.statements, action.themes) == (
        "terugbellen binnen een week",
        "T4",
        (1,),
        (1,),
    )


# ---- what a line brings in


def test_the_next_free_code_adds_a_participant_who_was_not_asked() -> None:
    session = record(running("cliëntronde", 1), "D10: ben later gekomen")
    newcomer = session.participants[10]
    assert newcomer.consent.take_part is None
    assert newcomer.consent.verbatim is None
    assert session.statements[1].speakers == ("D10",)


def test_an_unknown_code_adds_nobody() -> None:
    session = record(running("cliëntronde", 1), "D12: ja")
    assert len(session.participants) == 9


def test_a_new_theme_is_made_once_and_waits_unconfirmed() -> None:
    session = record(
        running("cliëntronde", 1), "D1: ja #Taxi_en_bus", "D2: nee #taxi_en_BUS", "D3: och #tax"
    )
    made = [theme for theme in session.themes.values() if theme.number > 6]
    assert [(theme.name, theme.confirmed) for theme in made] == [("Taxi en bus", False)]
    assert {s.themes for s in session.statements.values()} == {(7,)}


def test_a_prefix_of_two_themes_is_a_theme_of_its_own() -> None:
    session = record(room(), "D1: ja #ber")
    session = put(session, Theme(number=9, name="bereik", confirmed=True))
    assert preview(session, "D1: ja #bere", where(session), None).themes[0].number is None
    assert preview(session, "D1: ja #bereik", where(session), None).themes[0].number == 9


def test_a_misspelt_theme_does_not_take_the_three_letters_of_a_prepared_one() -> None:
    session = record(room(), "D1: ja #bereikbaarhied -")
    assert meant(room(), "bereikbaarhied") == ("bereikbaarheid",)
    assert preview(session, "D1: ja #ber -", where(session), None).themes[0].number == 2


def test_who_leaves_and_comes_back_is_marked_and_the_reason_becomes_a_note() -> None:
    session = record(running("cliëntronde", 1), "/weg D8 met de taxi")
    assert session.participants[8].gone is not None
    assert session.remarks[1].words == "met de taxi"
    assert session.remarks[1].people == ("D8",)
    session = record(session, "/terug D8")
    assert session.participants[8].gone is None


def test_aftercare_and_parked_are_kept_apart_from_statements() -> None:
    session = record(running("cliëntronde", 1), "/zorg D6 na afloop bellen", "/p de taxi")
    kinds = [remark.kind for remark in session.remarks.values()]
    assert kinds == [RemarkKind.AFTERCARE, RemarkKind.PARKED]
    assert not session.statements


# ---- stored once


def test_a_recovered_line_is_never_there_twice() -> None:
    session = running("cliëntronde", 1)
    change = RecordLine(text="D4: ja #nieuw", where=where(session), line="u1", today=TODAY)
    once = change.apply(session, later(2))
    assert change.apply(once, later(3)) is once
    assert recorded(once, "u1") == ("statements", 1)


@pytest.mark.parametrize(
    ("line", "table"),
    [("T2? wie", "listener_questions"), ("// deur", "remarks"), ("D2: ja", "statements")],
)
def test_every_kind_of_line_is_found_by_its_uuid(line: str, table: str) -> None:
    session = running("cliëntronde", 1)
    session = RecordLine(text=line, where=where(session), line="u2").apply(session, later(1))
    assert recorded(session, "u2") == (table, 1)


def test_a_line_begun_while_the_one_before_is_still_being_saved_follows_it() -> None:
    session = record(running("cliëntronde", 3), "D1: eerst")
    stale = msgspec.structs.replace(where(session), after="u1")
    session = RecordLine(text="D4: dan", where=where(session), line="u1").apply(session, later(2))
    session = RecordLine(text="en ik ook", where=stale, line="u2").apply(session, later(3))
    assert session.statements[3].speakers == ("D4",)


def test_an_answer_begun_while_its_question_is_still_being_saved_belongs_to_it() -> None:
    session = record(running("vragenronde"), "T1: eerste")
    stale = msgspec.structs.replace(where(session), after="u1")
    session = RecordLine(text="T2: tweede", where=where(session), line="u1").apply(
        session, later(2)
    )
    session = RecordLine(text="D3: antwoord", where=stale, line="u2").apply(session, later(3))
    assert session.statements[1].answer_to == 2


def test_a_line_that_says_nothing_to_store_changes_nothing() -> None:
    session = running("cliëntronde", 1)
    assert record(session, "", "   ", "/3", "D4:").statements == {}


def test_what_is_typed_is_cleaned_at_the_door() -> None:
    session = record(running("cliëntronde", 1), "D4: a\x00b \ud800 \u202ec")
    assert session.statements[1].words == "a\u2400b \ufffd c"
    assert msgspec.json.encode(session.statements[1])


def test_undo_calls_a_line_by_its_speaker_not_by_its_words() -> None:
    name = RecordLine(text='D4, 5: "Ik schaamde me"', where=Where()).name(EN)
    assert name == "line of D4, D5"
    assert RecordLine(text="Ik schaamde me", where=Where()).name(EN) == "captured line"


# ---- many lines


def feed(session: Session, *lines: str) -> Session:
    """The session after lines that were piped in."""
    follow = Feed()
    for index, line in enumerate(lines):
        spot = follow.where(session)
        reading = preview(session, line, spot, TODAY)
        change = RecordLine(text=line, where=spot, line=f"line{index}", today=TODAY)
        session = change.apply(session, later(index))
        follow = follow.after(reading, f"line{index}")
    return session


def test_a_number_alone_says_where_the_next_lines_belong() -> None:
    session = feed(room(), "D1: een", "/3", "D2: drie", "en nog een", "/5 D4: vijf", "D3: drie")
    assert [s.question for s in session.statements.values()] == [1, 3, 3, 5, 3]
    assert session.statements[3].speakers == ("D2",)


def test_a_part_by_name_says_where_the_next_lines_belong() -> None:
    session = feed(
        room(),
        "/vragenronde",
        "T2: hoe lang",
        "D4: drie weken",
        "/nagesprek herkend",
        "T3: klopt",
        "> bellen",
    )
    assert session.statements[1].answer_to == 1
    assert session.remarks[1].step == "herkend"
    assert session.actions[1].words == "bellen"


def test_a_speaker_alone_goes_on_until_another_is_named() -> None:
    session = feed(room(), "D1: een", "D5:", "twee", "drie", "D2: vier", "vijf")
    speakers = [s.speakers for s in session.statements.values()]
    assert speakers == [("D1",), ("D5",), ("D5",), ("D2",), ("D2",)]
    assert [s.inherited for s in session.statements.values()] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_piped_lines_follow_the_running_question() -> None:
    follow = Feed()
    session = running("cliëntronde", 2)
    assert follow.where(session).question == 2
    session = after(session, Go(phase=4, question=6), minute=9)
    assert follow.where(session).question == 6


def test_a_session_written_out_as_lines_can_be_captured_again() -> None:
    lines = (
        'D1: "Acht weken, nee, negen" #wachttijd - *',
        "en niemand die belt #bereikbaarheid -",
        "D33: wie was dit ook weer",
        "/slotronde D4: een vast nummer #loket !",
        "/vragenronde T2: hoe lang",
        "/vragenronde D3: drie weken",
        "/5 allen: te moeilijke brieven #taal -",
        "/zorg D6 stil",
        "/p de taxi",
        "// deur dicht voor D2",
        "/kennismaking D7: woont alleen",
        "/nagesprek geraakt T4: die brieven",
        "/nagesprek acties > brieven korter #taal @T4 15-12 (1, 5)",
        "/nagesprek acties > x een loket, want te duur",
    )
    once = feed(room(), *lines)
    again = feed(room(), *transcript(once))
    for table in ("statements", "listener_questions", "remarks", "actions"):
        first = [_without_time(document) for document in getattr(once, table).values()]
        second = [_without_time(document) for document in getattr(again, table).values()]
        assert second == first, table
    assert [t.name for t in again.themes.values()] == [t.name for t in once.themes.values()]


def _without_time(document: object) -> object:
    return msgspec.structs.replace(document, at=START, line="", number=0)  # type: ignore[type-var]


# ---- fast


def big(statements: int) -> Session:
    """A meeting of so many statements."""
    said = [
        Statement(
            number=n,
            at=later(n / 60),
            words=f"uitspraak nummer {n} over het wachten op een brief",
            speakers=(f"D{n % 9 + 1}",),
            themes=(n % 6 + 1,),
            phase=4,
            question=n % 7 + 1,
            line=f"line{n}",
        )
        for n in range(1, statements + 1)
    ]
    return put(room(), *said)


def test_what_a_line_means_is_known_as_soon_at_5000_statements_as_at_50() -> None:
    lines = ('D3: "Ik moest acht weken wachten" #wac - *', "en toen", "/3 D4: ja #be", "? hoe lang")

    def typing(statements: int) -> Callable[[], object]:
        session = big(statements)
        spot = msgspec.structs.replace(where(session), after=f"line{statements}")
        return lambda: [preview(session, line, spot, TODAY) for line in lines * 10]

    assert times(typing(5000), typing(50), enough=1.5) < 1.5


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("before", "again", "after"),
    [
        ("D3: ", "ja hoor ", ""),
        ("D3: ", "x", ""),
        ("D3: ja", " -", ""),
        ("D3: ja ", "#a", ""),
        ("D3: ", '"', ""),
        ("D3: ", "\\", ""),
        ("D3: ", "' a", ""),
        ("D3", " ", "x"),
        ("", "D1,", ": ja"),
        ("", "/3 ", ""),
        ("D3: ja ", "@ ", ""),
        ("", " ", ""),
    ],
)
@pytest.mark.parametrize("key", ["vraag 3", "nagesprek herkend"])
def test_a_line_that_is_four_times_as_long_takes_no_more_than_about_that(
    before: str, again: str, after: str, key: str
) -> None:
    session = room()
    spot = place(session, key, "D1")

    def typing(characters: int) -> Callable[[], object]:
        line = before + again * (characters // len(again)) + after
        return lambda: [preview(session, one, spot, TODAY) for one in (line, "> " + line)]

    assert times(typing(24_000), typing(6_000), enough=8) < 8


def test_a_tab_in_a_pasted_line_is_kept_as_a_space() -> None:
    session = record(running("cliëntronde", 1), 'D3: "acht\tweken" #wachttijd -')
    assert [said.words for said in session.statements.values()] == ["acht weken"]
