"""Lines: what is pasted in a field arrives, also of other lines; what is said fits in its rows."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.content import Content

from spiegel.textual_private import shown_notifications
from spiegel.widgets.field import LONGEST, FieldLine
from spiegel.widgets.line import StatusLine


class Field(App[None]):
    def __init__(self, value: str = "") -> None:
        super().__init__()
        self.value = value

    def compose(self) -> ComposeResult:
        yield FieldLine(self.value)


async def pasted(pilot, text: str) -> str:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    return pilot.app.query_one(FieldLine).value


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("Het duurde lang.\r\n\r\nNiemand belde.", "Het duurde lang. Niemand belde."),
        ("Het duurde lang.\u2028Niemand belde.", "Het duurde lang. Niemand belde."),
        ("\nHet duurde lang.", "Het duurde lang."),
        ("een zin  die\n  verder gaat\n", "een zin  die verder gaat"),
        (" geheim woord \n", " geheim woord "),
        ("\n\n", ""),
        ("", ""),
    ],
)
async def test_all_lines_of_what_is_pasted_arrive_behind_each_other(text, arrives):
    async with Field().run_test() as pilot:
        assert await pasted(pilot, text) == arrives


async def test_what_is_pasted_takes_the_place_of_what_is_marked():
    async with Field("Het duurde kort.").run_test() as pilot:
        await pilot.press("shift+home")
        assert await pasted(pilot, "Het duurde\nlang.") == "Het duurde lang."


async def test_what_was_copied_here_stays_on_one_line_too():
    async with Field().run_test() as pilot:
        pilot.app.copy_to_clipboard("Het duurde lang.\nNiemand belde.")
        await pilot.press("ctrl+v")
        assert pilot.app.query_one(FieldLine).value == "Het duurde lang. Niemand belde."


async def test_of_what_does_not_fit_the_beginning_arrives_and_that_is_said():
    async with Field("x" * (LONGEST - 4)).run_test(notifications=True) as pilot:
        assert (await pasted(pilot, "vier en meer")).endswith("xvier")
        (said,) = shown_notifications(pilot.app)
        assert said.severity == "warning"
        await pilot.press("home")
        assert len(await pasted(pilot, "meer")) == LONGEST


class Told(App[None]):
    CSS = "StatusLine { height: 2; width: 20; }"

    def __init__(self, line: StatusLine) -> None:
        super().__init__()
        self.line = line

    def compose(self) -> ComposeResult:
        yield self.line


async def rows(line: StatusLine, words: str, end: str = "") -> list[str]:
    """What stands in the two rows of a line of twenty columns."""
    line.words, line.end = Content(words), Content(end)
    async with Told(line).run_test() as pilot:
        await pilot.pause()
        return [strip.text.rstrip() for strip in line.render_lines(line.size.region)]


@pytest.mark.parametrize(
    ("words", "end", "seen"),
    [
        ("kort", "", ["", "kort"]),
        ("kort", "nog 3", ["", "kort           nog 3"]),
        ("een zin die verder gaat", "", ["een zin die verder", "gaat"]),
        ("een zin die verder gaat", "nog 3", ["een zin die verder", "gaat           nog 3"]),
    ],
)
async def test_a_line_that_folds_keeps_its_end_in_the_lowest_row(words, end, seen):
    assert await rows(StatusLine(folds=True), words, end) == seen


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("a: ja · b: nee · c: niet", ["a: ja · b: nee", ""]),
        ("één zin die niet past", ["één zin die niet pa…", ""]),
        ("a: ja · één zin die niet past", ["a: ja", ""]),
        ("zes weken   drie maanden   een half jaar", ["zes weken", ""]),
    ],
)
async def test_of_several_things_on_a_line_the_last_go_and_none_is_cut(words, seen):
    assert await rows(StatusLine(whole=True), words) == seen


async def test_a_sentence_that_a_row_would_cut_gets_a_second_row():
    class Narrow(App[None]):
        CSS = "StatusLine { width: 20; }"

        def compose(self) -> ComposeResult:
            yield StatusLine(folds=True)

    async with Narrow().run_test() as pilot:
        line = pilot.app.query_one(StatusLine)
        for words, height in (("kort", 1), ("een zin die verder gaat", 2), ("kort", 1)):
            line.words = Content(words)
            await pilot.pause()
            assert line.size.height == height
