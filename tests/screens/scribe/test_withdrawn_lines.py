"""Who types while somebody withdraws in another window: those words go from the line at once."""

import asyncio
import sys

import pytest
from meetings import meeting, play
from searching import traces

import mutations
from screens.seen import screen_text, until
from screens.windows import session_at, told, type_, windows, words
from spiegel import clock
from spiegel.domain.capture.capture import RecordLine, Where
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.running.running import Go
from spiegel.meeting.port.meeting import HalfLine
from spiegel.store.session.file import SessionFile

WORDS = "ik moest acht lange weken op een brief met kwikzilver wachten"


@mutations.register("the-open-line-keeps-its-words")
def _the_open_line_keeps_its_words(patch: pytest.MonkeyPatch) -> None:
    """What stands in the input is not looked at when words are taken back."""
    name = "spiegel.screens.shared.desk.Desk._without_what_was_taken_back"
    patch.setattr(name, lambda _desk: False)


@pytest.fixture
def running():
    session = meeting()
    phase, question = session.questions[1].phase, 1
    session = play(session, (0, Go(phase=phase, question=question)))
    line = RecordLine(text=f'D2: "{WORDS}"', where=Where(phase=phase, question=1), line="a1")
    return play(session, (1, line))


def change(pilot, made):
    pilot.app.meeting.submit(made)


async def typed(pilot, text, cursor=None):
    line = pilot.app.screen.desk.line
    type_(pilot, text)
    await until(pilot, lambda: line.value.endswith(text))
    if cursor is not None:
        line.cursor_position = cursor
    await pilot.pause()
    return line


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("the-open-line-keeps-its-words")
async def test_of_an_open_line_who_withdraws_goes_and_what_another_says_stays(open_app, running):
    async with open_app(running, show="scribe", role="scribe") as pilot:
        text = "D3: bij mij ging het goed D2: en toen kwam kwikzilver D4: ja"
        line = await typed(pilot, text, cursor=len("D3: bij mij"))
        change(pilot, Withdraw(participant=2))
        await until(pilot, lambda: "kwikzilver" not in line.value)
        assert line.value == "D3: bij mij ging het goed D4: ja"
        assert line.value[: line.cursor_position] == "D3: bij mij"
        await until(pilot, lambda: "teruggetrokken" in told(pilot))
        type_(pilot, " ook")
        await until(pilot, lambda: "ook" in line.value)
        assert line.value == "D3: bij mij ook ging het goed D4: ja"
        assert pilot.app.meeting.typed.half_line.text == line.value
        assert "kwikzilver" not in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("cursor", "before"), [(len("D3: ja D2: nee D4: be"), "D3: ja D4: be"), (9, "D3: ja ")]
)
async def test_the_cursor_stays_between_the_same_words(open_app, running, cursor, before):
    async with open_app(running, show="scribe", role="scribe") as pilot:
        line = await typed(pilot, "D3: ja D2: nee D4: best", cursor=cursor)
        change(pilot, Withdraw(participant=2))
        await until(pilot, lambda: line.value == "D3: ja D4: best")
        assert line.value[: line.cursor_position] == before


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_line_that_was_all_theirs_is_empty_and_the_next_is_of_nobody_yet(open_app, running):
    async with open_app(running, show="scribe", role="scribe") as pilot:
        line = await typed(pilot, "en ook kwikzilver")
        change(pilot, Withdraw(participant=2))
        await until(pilot, lambda: not line.value)
        type_(pilot, "iemand zei nog iets\n")
        await until(pilot, lambda: pilot.app.meeting.session.statements)
        (said,) = pilot.app.meeting.session.statements.values()
        assert (said.words, said.speakers) == ("iemand zei nog iets", ("?",))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("taken_back", [Withdraw(participant=2), WithdrawStatement(statement=1)])
async def test_a_line_that_is_being_changed_closes_when_it_is_withdrawn(
    open_app, running, taken_back
):
    async with open_app(running, show="scribe", role="scribe") as pilot:
        line = await typed(pilot, "D3: half")
        await pilot.press("up")
        await until(pilot, lambda: "kwikzilver" in line.value)
        change(pilot, taken_back)
        await until(pilot, lambda: line.value == "D3: half")
        await until(pilot, lambda: "Wat u aan het wijzigen was, is teruggetrokken" in told(pilot))
        assert not pilot.app.screen.desk.editing


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_line_of_two_that_is_being_changed_goes_on_without_who_withdrew(open_app, running):
    where = Where(phase=running.questions[1].phase, question=1)
    line = RecordLine(text="D3: goed D2: kwikzilver", where=where, line="a2")
    session = play(running, (2, line))
    async with open_app(session, show="scribe", role="scribe") as pilot:
        await pilot.press("up")
        entry = pilot.app.screen.desk.line
        await until(pilot, lambda: "kwikzilver" in entry.value)
        type_(pilot, " hoor")
        await until(pilot, lambda: "hoor" in entry.value)
        change(pilot, Withdraw(participant=2))
        await until(pilot, lambda: "kwikzilver" not in entry.value)
        type_(pilot, "\n")
        await until(pilot, lambda: not pilot.app.screen.desk.editing)
        await pilot.pause()
        words = [s.words for s in pilot.app.meeting.session.statements.values()]
        assert words == ["goed"]


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_typed_astray_does_not_come_back_with_the_next_key(open_app, running):
    async with open_app(running, show="moderate") as pilot:
        type_(pilot, "D2: kwikzil")
        await until(pilot, lambda: pilot.app.meeting.strays.lines)
        change(pilot, Withdraw(participant=2))
        await until(pilot, lambda: pilot.app.meeting.session.participants[2].withdrawn)
        assert "Woorden in een regel die wacht" in told(pilot)
        type_(pilot, "verig")
        await pilot.pause()
        assert "kwik" not in " ".join(each.text for each in pilot.app.meeting.strays.lines)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("copied", "left"),
    [(f"zoals {WORDS}, ja", "zoals …, ja"), ("D2: kwikzilver", ""), ("ja", "ja")],
)
async def test_what_was_copied_here_is_not_pasted_again(open_app, running, copied, left):
    async with open_app(running, show="scribe", role="scribe") as pilot:
        pilot.app.copy_to_clipboard(copied)
        change(pilot, Withdraw(participant=2))
        await until(pilot, lambda: pilot.app.meeting.session.participants[2].withdrawn)
        await pilot.pause()
        assert pilot.app.clipboard == left


@mutations.register("a-line-goes-without-a-word")
def _a_line_goes_without_a_word(patch: pytest.MonkeyPatch) -> None:
    """Of a line that is left out nothing is told."""
    patch.setattr("spiegel.store.session.editor.LeftOut", lambda *_about, **_more: None)
    patch.setattr("spiegel.store.session.editor.Editor.told", lambda _editor: ())


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("a-line-goes-without-a-word")
async def test_a_scribe_reads_why_the_line_just_entered_is_not_in_the_list(
    running, tmp_path, monkeypatch
):
    path = session_at(tmp_path / "gesprek.spiegel", running)
    async with windows(path, "scribe") as (pilot,):
        # this window has not looked at its file when Enter is pressed
        look = "spiegel.store.session.live.LiveSession.look"
        with monkeypatch.context() as busy:
            busy.setattr(look, lambda _live: False)
            other = SessionFile(path, clock=clock.now, window="moderator")
            other.change(Withdraw(participant=2))
            other.close()
            type_(pilot, "D2: en toen kwam kwikzilver\n")
            why = "D2 heeft zich teruggetrokken terwijl u dit typte"
            await until(pilot, lambda: why in told(pilot))
        assert not pilot.app.screen.desk.line.value
        assert "kwikzilver" not in screen_text(pilot) + told(pilot)
        type_(pilot, "D3: goed\n")
        await until(pilot, lambda: words(pilot) == ["goed"])


@pytest.mark.slow
@pytest.mark.reckons
async def test_who_records_somebody_who_withdrew_reads_that_no_document_shows_it(open_app, running):
    async with open_app(running, show="scribe", role="scribe") as pilot:
        change(pilot, Withdraw(participant=2))
        await until(pilot, lambda: pilot.app.meeting.session.participants[2].withdrawn)
        said = "D2 heeft zich teruggetrokken"
        type_(pilot, "D2: en verder")
        await until(pilot, lambda: said in screen_text(pilot))
        assert said not in told(pilot)
        type_(pilot, "\n")
        await until(pilot, lambda: words(pilot) == ["en verder"])
        assert said in told(pilot)


WITHDRAW = """
import sys
from pathlib import Path
from spiegel import clock
from spiegel.domain.consent.consent import Withdraw
from spiegel.store.session.file import SessionFile
file = SessionFile(Path(sys.argv[1]), clock=clock.now, window="moderator")
file.change(Withdraw(participant=2))
file.close()
"""


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("the-open-line-keeps-its-words")
async def test_another_program_withdraws_and_no_byte_comes_back_with_the_next_key(
    running, tmp_path
):
    path = session_at(tmp_path / "gesprek.spiegel", running)
    async with windows(path, "scribe") as (pilot,):
        line = await typed(pilot, "D3: goed D2: kwikzilver")
        pilot.app.meeting.strays.hold(
            HalfLine(text="D2: zandloper", where=Where(question=1), line="s1")
        )
        pilot.app.meeting.typed.keep()
        program = [sys.executable, "-c", WITHDRAW, str(path)]
        done = await asyncio.create_subprocess_exec(*program)
        assert await done.wait() == 0
        await until(pilot, lambda: line.value == "D3: goed")
        type_(pilot, " hoor")
        await until(pilot, lambda: line.value == "D3: goed hoor")
        pilot.app.meeting.typed.keep()
        pilot.app.meeting.typed._thread.submit(lambda: None).result()
        assert traces(("kwikzilver", "zandloper"), tmp_path) == set()
        assert {word for _file, word in traces(("goed hoor",), tmp_path)} == {"goed hoor"}
