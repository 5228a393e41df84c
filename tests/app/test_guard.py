"""The keys of a window before any screen gets them: a letter alone acts, words are a stray line."""

from collections.abc import Callable

import pytest
from meetings import START
from openmeeting import OpenMeeting, Seen, running
from textual import events

from spiegel.app.guard import Guard, Rested
from spiegel.app.notifications import Messages
from spiegel.screens.shared.typing import AFTER, BEFORE


class Wait:
    """A wait that the test ends."""

    def stop(self) -> None:
        """Nobody waits any more."""


class Hands:
    """Somebody at a window, whose keys come at times that the test says."""

    def __init__(self) -> None:
        self.meeting = OpenMeeting(running())
        self.screen = Seen(self.meeting)
        self.said: list[str] = []
        self.sent: list[object] = []
        self.waits: list[Callable[[], object]] = []
        messages = Messages(
            "moderator",
            mode=lambda: "moderate",
            show=lambda words, **_how: self.said.append(words),
            now=lambda: START,
        )
        self.guard = Guard(self.meeting, self, messages)

    @property
    def screen_stack(self) -> list[Seen]:
        return [self.screen]

    def set_timer(self, _delay: float, callback: Callable[[], object]) -> Wait:
        self.waits.append(callback)
        return Wait()

    def post_message(self, message: object) -> bool:
        self.sent.append(message)
        return True

    async def press(self, key: str, at: float) -> bool:
        """Whether the guard takes it."""
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = at
        return await self.guard.takes(event)


@pytest.fixture
def hands() -> Hands:
    return Hands()


async def test_a_letter_alone_is_a_command_once_it_is_sure_that_none_follows(hands):
    assert await hands.press("n", 100)
    assert (hands.guard.waits, hands.screen.done) == (True, [])
    await hands.guard.rested(100 + AFTER + 0.1)
    assert (hands.guard.waits, hands.screen.done) == (False, ["n"])
    assert hands.meeting.moments == [START]


async def test_words_do_nothing_and_go_to_who_writes_at_enter(hands):
    for number, letter in enumerate("het was"):
        await hands.press(letter, 100 + number * 0.1)
    assert hands.meeting.strays.held.text == "het was"
    await hands.press("enter", 101)
    await hands.guard.rested(110)
    assert (hands.meeting.strays.sent, hands.screen.done) == (["het was"], [])


async def test_a_letter_soon_after_another_is_no_command(hands):
    await hands.press("h", 100)
    await hands.press("n", 100 + BEFORE / 2)
    await hands.guard.rested(100 + BEFORE / 2 + AFTER + 0.1)
    assert hands.screen.done == []


async def test_the_end_of_a_wait_comes_behind_the_keys_that_came_until_then(hands):
    await hands.press("n", 100)
    hands.waits[-1]()
    assert isinstance(hands.sent[-1], Rested)
    assert hands.screen.done == []


async def test_what_is_pasted_is_typed_line_by_line(hands):
    pasted = events.Paste("een\r\ntwee")
    pasted.time = 100
    assert await hands.guard.takes(pasted)
    assert hands.meeting.strays.sent == ["een"]
    assert hands.meeting.strays.held.text == "twee"


async def test_a_function_key_goes_on_to_its_screen(hands):
    assert not await hands.press("f4", 100)
