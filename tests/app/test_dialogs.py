"""One question at a time, whoever asks."""

import asyncio

import pytest
from textual.app import App
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from spiegel.app.dialogs import Dialogs, asking


class Question:
    """A panel that waits for its answer."""

    def __init__(self) -> None:
        self.shown = 0
        self.answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def show(self) -> str:
        self.shown += 1
        return await self.answer


async def test_a_key_that_is_held_down_asks_once():
    dialogs, screen, question = Dialogs(), Screen[None](), Question()
    first = asyncio.create_task(dialogs.ask(screen, question.show))
    await asyncio.sleep(0)
    assert await asyncio.wait_for(dialogs.ask(screen, question.show), 1) is None
    question.answer.set_result("ja")
    assert (await first, question.shown) == ("ja", 1)


async def test_who_got_an_answer_may_ask_again():
    dialogs, screen, question = Dialogs(), Screen[None](), Question()
    question.answer.set_result("ja")
    assert [await dialogs.ask(screen, question.show) for _ in range(2)] == ["ja", "ja"]


async def test_a_question_that_failed_is_no_longer_asked():
    dialogs, screen = Dialogs(), Screen[None]()

    async def fail() -> None:
        raise OSError("weg")

    for _ in range(2):
        with pytest.raises(OSError, match="weg"):
            await dialogs.ask(screen, fail)


async def test_a_screen_that_nobody_sees_asks_nothing():
    question = Question()
    assert await Dialogs().ask(None, question.show) is None
    assert question.shown == 0


async def test_the_screen_that_asks_is_the_one_that_is_seen():
    left, seen = Screen[None](), Screen[None]()
    assert asking(seen, seen) is seen
    assert asking(left, seen) is None
    assert asking(Widget(), seen) is None


async def test_the_app_asks_on_any_screen_but_a_panel():
    app, seen, panel = App[None](), Screen[None](), ModalScreen[None]()
    assert asking(app, seen) is seen
    assert asking(app, panel) is None
