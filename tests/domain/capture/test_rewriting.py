"""What was captured can be changed afterwards: its line, its question, its themes and marks."""

import msgspec
import pytest

from domain.capturing import record, running
from domain.room import TODAY, after, later, room
from spiegel.domain.capture.capture import RewriteLine, where
from spiegel.domain.capture.editing import Mark, Paraphrase, Remove, Reword, Tag, Untag
from spiegel.domain.notation.write import write
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import Refusal
from spiegel.domain.session.statements import Valence
from spiegel.i18n import translations

EN = translations("en")


def test_a_rewritten_line_keeps_its_number_its_time_and_its_place() -> None:
    session = record(running("cliëntronde", 3), "D4: ik moets wachten #wac -", minute=2)
    said = session.statements[1]
    line = write(said, session).replace("moets", "moest")
    session = after(session, Go(phase=4, question=4), minute=3)
    change = RewriteLine(table="statements", number=1, text=line, where=where(session))
    new = change.apply(session, later(9)).statements[1]
    assert new == msgspec.structs.replace(said, words="ik moest wachten")


def test_a_rewritten_line_leaves_what_another_window_changed() -> None:
    session = record(room(), "D4: ik moets wachten #wac -")
    shown = write(session.statements[1], session)
    session = after(session, Tag(number=1, theme="mantelzorg"), Mark(number=1, key=True))
    change = RewriteLine(
        table="statements",
        number=1,
        text=shown.replace("moets", "moest").replace(" -", " !"),
        before=shown,
    )
    said = change.apply(session, later(9)).statements[1]
    assert said.words == "ik moest wachten"
    assert said.valence is Valence.WISH
    assert said.themes == (1, 6)
    assert said.key


def test_a_line_rewritten_as_something_else_changes_its_table() -> None:
    session = record(room(), "D4: even de deur dicht")
    change = RewriteLine(table="statements", number=1, text="// even de deur dicht")
    session = change.apply(session, later(9))
    assert not session.statements
    assert session.remarks[1].words == "even de deur dicht"


def test_a_rewritten_action_stays_an_action() -> None:
    session = record(running("nagesprek"), "> bellen @T4")
    text = write(session.actions[1], session) + " 15-12"
    change = RewriteLine(table="actions", number=1, text=text, today=TODAY)
    action = change.apply(session, later(9)).actions[1]
    assert str(action.by) == "2026-12-15"


@pytest.mark.parametrize(
    "end", ["per", "voor", "over 2 weken", "volgende week", "eind mei", "morgen"]
)
def test_words_that_end_like_a_day_stay_words(end: str) -> None:
    session = record(running("nagesprek"), "> bellen @T4 15-12")
    action = msgspec.structs.replace(session.actions[1], words=f"bellen {end}")
    change = RewriteLine(table="actions", number=1, text=write(action, session), today=TODAY)
    again = change.apply(session, later(9)).actions[1]
    assert (again.words, again.owner, str(again.by)) == (f"bellen {end}", "T4", "2026-12-15")


def test_a_line_rewritten_to_nothing_keeps_what_was_there() -> None:
    session = record(room(), "D4: ja")
    change = RewriteLine(table="statements", number=1, text="  ")
    assert change.apply(session, later(9)) is session


def test_what_is_gone_cannot_be_rewritten() -> None:
    with pytest.raises(Refusal):
        RewriteLine(table="statements", number=1, text="x").apply(room(), later(1))


def test_tags_come_and_go_by_name_and_undo_names_them() -> None:
    session = record(room(), "D4: ja")
    session = after(session, Tag(number=1, theme="Wachttijd"), Tag(number=1, theme="kosten"))
    assert session.statements[1].themes == (1, 7)
    session = after(session, Untag(number=1, theme="wachttijd"))
    assert session.statements[1].themes == (7,)
    assert Tag(number=41, theme="wachttijd").name(EN) == "theme wachttijd at 41"


def test_marks_and_words_of_a_statement_change_one_at_a_time() -> None:
    session = record(room(), "D4: ja -")
    session = after(
        session,
        Mark(number=1, valence="!"),
        Mark(number=1, traceable=True),
        Paraphrase(number=1, words="stemt in"),
    )
    said = session.statements[1]
    assert (said.valence, said.traceable, said.paraphrase) == (Valence.WISH, True, "stemt in")
    assert after(session, Mark(number=1, valence="")).statements[1].valence is None
    assert after(session, Reword(number=1, words=" ")).statements[1].words == "ja"


def test_what_is_removed_is_cited_by_no_action() -> None:
    session = record(running("nagesprek"), "/1 D4: ja", "/1 D5: nee", "> bellen (1, 2)")
    session = after(session, Remove(table="statements", number=1))
    assert list(session.statements) == [2]
    assert session.actions[1].statements == (2,)
