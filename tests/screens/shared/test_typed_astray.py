"""What is typed in the wrong window, at the speed of hands: nothing is done, nothing is lost."""

import random

import msgspec
import pytest
from textual import events
from textual.keys import _character_to_key

from screens.seen import screen_text, until
from screens.shared.keyboard import real_looking
from screens.windows import session_at, windows
from spiegel import clock
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.running.running import place
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Statement
from spiegel.screens.shared.typing import AFTER

LINE = "kreeg geen hulp van D3"


@pytest.fixture
def path(tmp_path, running):
    """A meeting in its first question, with one statement."""
    said = Statement(number=1, at=clock.now(), words="een", speakers=("D1",), phase=4, question=1)
    return session_at(tmp_path / "gesprek.spiegel", put(running, said))


def strays(pilot):
    return [line.text for line in pilot.app.meeting.strays.lines]


def type_at(pilot, text, every, start=None):
    """Keys that were pressed so many seconds after each other; the program may look when it can."""
    end = start or 1_000_000.0
    for character in text:
        key = "enter" if character == "\n" else _character_to_key(character)
        event = events.Key(key, "\r" if character == "\n" else character)
        event.time = end
        end += every
        pilot.app.post_message(event)
    return end


SCREENS = ("moderate", "clock", "prepare", "report")
SPEEDS = (0.17, 0.05, 0.26, 0.4)
"""Seconds between two keys. Each screen once, at a speed of its own, is in the quick suite."""


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("screen", "every"),
    [
        pytest.param(screen, every, marks=[pytest.mark.slow] if n != m else [])
        for n, screen in enumerate(SCREENS)
        for m, every in enumerate(SPEEDS)
    ],
)
async def test_a_line_typed_on_any_screen_waits_whole_and_nothing_is_done(
    open_app, running, screen, every
):
    async with open_app(running, show=screen) as pilot:
        before = pilot.app.meeting.session
        type_at(pilot, LINE + "\npas na hulp\n", every)
        await until(pilot, lambda: strays(pilot) == [LINE, "pas na hulp"])
        assert pilot.app.meeting.session is before
        await pilot.press("f4", "down")
        await until(pilot, lambda: pilot.app.screen.desk.line.value == LINE)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("opened_by", ["v", "b", "k"])
async def test_a_panel_that_a_letter_opened_closes_into_typing(open_app, running, opened_by):
    session = Tell(words="let op").apply(running, clock.now())
    async with open_app(session, show="moderate") as pilot:
        await pilot.press(opened_by)
        await until(pilot, lambda: pilot.app.screen.is_modal)
        chance = random.Random(opened_by)
        line = "ook " + real_looking(chance)
        type_at(pilot, line + "\n", 0.17)
        await until(pilot, lambda: strays(pilot) == [line])
        await until(pilot, lambda: not pilot.app.screen.is_modal)
        assert place(pilot.app.meeting.session) == place(session)
        assert pilot.app.meeting.session.info.room is None


async def test_help_that_was_asked_for_after_a_stray_letter_closes_with_one_esc(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("question_mark", "f1")
        assert pilot.app.screen.is_modal
        await pilot.press("escape")
        assert not pilot.app.screen.is_modal
        assert strays(pilot) == ["?"]


@pytest.mark.slow
@pytest.mark.reckons
async def test_it_goes_to_the_window_of_the_scribe_and_leaves_the_own_line_alone(path):
    async with windows(path, "moderator", "scribe", show="moderate") as (moderator, scribe):
        await scribe.press(*"D1")
        type_at(moderator, LINE + "\n", 0.17)
        await until(scribe, lambda: strays(scribe) == [LINE])
        assert strays(moderator) == []
        assert scribe.app.screen.desk.line.value == "D1"
        await until(scribe, lambda: "1 regel wacht" in screen_text(scribe))
        await scribe.press("down")
        await until(scribe, lambda: scribe.app.screen.desk.line.value == LINE)
        assert strays(scribe) == ["D1"]
        await scribe.press("enter")
        await until(scribe, lambda: 2 in scribe.app.meeting.session.statements)
        assert scribe.app.meeting.session.statements[2].words == LINE


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_message_with_a_code_never_reaches_the_room(open_app, running):
    async with open_app(running, show="moderate") as pilot:
        await pilot.press("ctrl+k")
        await until(pilot, lambda: "De zaal ziet de klok" in screen_text(pilot))
        await pilot.press("down", "enter", *"vraag D3 nog eens", "enter")
        await until(pilot, lambda: "Laat de code weg" in screen_text(pilot))
        await pilot.press("enter", "enter")
        assert pilot.app.meeting.session.info.room is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_a_letter_does_happened_when_it_was_pressed(open_app, running):
    session = put(running, msgspec.structs.replace(running.participants[1], present=True))
    async with open_app(session, show="prepare") as pilot:
        pressed = pilot.app.meeting.now().utc
        await pilot.press("w")
        await until(pilot, lambda: pilot.app.meeting.session.participants[1].gone is not None)
        gone = pilot.app.meeting.session.participants[1].gone.utc
        assert gone - pressed < 1000 * AFTER <= pilot.app.meeting.now().utc - pressed
