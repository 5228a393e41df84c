"""The mirror of expectations on F5: closed at first, then the three lists by counts of people."""

import json
import re

import pytest

from cli.commandline import run
from domain.expected import written
from screens.keys import press, type_
from screens.seen import screen_text, until
from screens.told import debrief, deciding, told
from spiegel.domain.report.report import report_on
from spiegel.i18n import translations
from spiegel.textual_private import shown_notifications

LISTS = {
    "Gehoord, niet verwacht": {"bejegening": (1, 0)},
    "Wel verwacht, niet als thema genoemd": {"kosten": (0, 11), "taxi": (0, 3)},
    "Gehoord en verwacht": {"wachttijd": (4, 12)},
}
"""How many told it and how many expected it."""


def seen_lists(text: str) -> dict[str, dict[str, tuple[int, int]]]:
    """The three lists as they stand in lines, on a screen or in plain text."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for line in text.splitlines():
        heading = next((name for name in LISTS if name in line), None)
        if heading is not None:
            found[heading] = {}
        elif found and re.search(r"(verteld|verwacht) door", line):
            name = next(word for word in re.findall(r"[a-z]+", line) if word != "▸")
            counts = [re.search(rf"{verb} door (\d+)", line) for verb in ("verteld", "verwacht")]
            told_by, expected_by = (int(one[1]) if one else 0 for one in counts)
            found[list(found)[-1]][name] = (told_by, expected_by)
    return found


def line_with(pilot, words):
    return next(line for line in screen_text(pilot).splitlines() if words in line)


def told_to(pilot):
    """What was said in passing."""
    return " ".join(one.message for one in shown_notifications(pilot.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_is_closed_at_what_it_did_to_them_and_open_at_what_they_recognise(open_app, size):
    session = debrief("geraakt", written(told()))
    async with open_app(session, show="debrief", size=size) as pilot:
        await press(pilot, "ctrl+o")
        assert "kosten" not in screen_text(pilot)
        await press(pilot, "pagedown")
        await until(pilot, lambda: "Wat herkent u" in screen_text(pilot))
        if size == (80, 24):
            assert "^o wat verteld is" in screen_text(pilot)
            await press(pilot, "ctrl+o")
        await until(pilot, lambda: seen_lists(screen_text(pilot)) == LISTS)
        assert not re.findall(r"\bT\d+", screen_text(pilot))
        await type_(pilot, "hier schrok ik van")
        assert "hier schrok ik van" in screen_text(pilot)


async def test_the_screen_the_report_and_show_give_the_same_three_lists(
    open_app, session_file, capsys
):
    session = deciding(written(told()))
    async with open_app(session, show="debrief") as pilot:
        await until(pilot, lambda: seen_lists(screen_text(pilot)) == LISTS)
        assert "14 toehoorders schreven het op" in screen_text(pilot)
    report = report_on(session, translations("nl"))
    tables = {table.heading: [row[0] for row in table.rows] for table in report.mirror.tables}
    assert tables == {heading: list(rows) for heading, rows in LISTS.items()}
    path = session_file(session)
    assert seen_lists(run("show", path)[1]) == LISTS
    data = json.loads(run("show", path, "--json")[1])["mirror"]
    assert data["sheets"] == 14
    assert {row["theme"]: row["expected_by"] for row in data["expected_not_heard"]} == {
        "kosten": 11,
        "taxi": 3,
    }
    assert [row["theme"] for row in data["heard_not_expected"]] == ["bejegening"]
    assert data["heard_and_expected"] == [{"theme": "wachttijd", "told_by": 4, "expected_by": 12}]


def test_before_the_debrief_show_says_how_many_themes_and_not_which(session_file):
    path = session_file(written(told()))
    text, data = run("show", path)[1], run("show", path, "--json")[1]
    assert "kosten" not in text + data
    assert json.loads(data)["mirror"] is None
    assert {one["sheet"] for one in json.loads(data)["expectations"]} == set(range(1, 15))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_theme_that_nobody_expected_gets_an_action_from_the_mirror(open_app):
    async with open_app(deciding(written(told())), show="debrief", size=(120, 40)) as pilot:
        await press(pilot, "a")
        await type_(pilot, "Wie belt krijgt dezelfde dag antwoord")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.meeting.session.actions)
        (action,) = pilot.app.meeting.session.actions.values()
        assert action.themes == (2,)
        await until(pilot, lambda: screen_text(pilot).count("Wie belt krijgt") == 1)
        await press(pilot, "right")
        assert "thema 1 van 2" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_expected_theme_is_linked_to_what_was_heard_and_apart_again(open_app):
    session = deciding(written(told(), also="Lange wachttijden"))
    async with open_app(session, show="debrief") as pilot:
        await press(pilot, "down", "down", "down")
        assert "Lange wachttijden" in line_with(pilot, "▸")
        assert "^r gehoord als" in screen_text(pilot)
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: "Verwacht als Lange wachttijden" in screen_text(pilot))
        first = line_with(pilot, "lijkt erop")
        assert "wachttijd" in first
        await press(pilot, "enter")
        await until(pilot, lambda: "verwacht als Lange wachttijden" in screen_text(pilot))
        assert seen_lists(screen_text(pilot)) == {
            **LISTS,
            "Gehoord en verwacht": {"wachttijd": (4, 13)},
        }
        await press(pilot, "end", "enter")
        await until(pilot, lambda: "toch niet Lange wachttijden" in screen_text(pilot))
        await press(pilot, *"toch", "enter")
        await until(pilot, lambda: "verwacht als Lange" not in screen_text(pilot))
        await press(pilot, "ctrl+z")
        named = "Teruggenomen: verwacht thema lange wachttijden losgemaakt"
        await until(pilot, lambda: named in told_to(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_it_is_linked_while_they_talk_about_it_and_the_line_keeps_what_was_typed(open_app):
    session = debrief("herkend", written(told(), also="Lange wachttijden"))
    async with open_app(session, show="debrief") as pilot:
        assert "gehoord als" not in screen_text(pilot)
        await type_(pilot, "nooit gedacht")
        await press(pilot, "ctrl+o", "down", "down", "down")
        assert "^r gehoord als" in screen_text(pilot)
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: "Verwacht als Lange wachttijden" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "verwacht als Lange wachttijden" in screen_text(pilot))
        assert "nooit gedacht" in screen_text(pilot)
