"""A meeting in a program of asyncio, such as a server: no screen, no Textual."""

import threading

import pytest
from meetings import meeting

from screens.windows import session_at
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.capture.editing import Reword
from spiegel.domain.running.running import GoNext
from spiegel.domain.session.statements import Where
from spiegel.meeting.asynchronous import AsyncMeeting


@pytest.fixture
def path(tmp_path):
    return session_at(tmp_path / "gesprek.spiegel", meeting())


@pytest.fixture
async def server(path):
    window = AsyncMeeting.open(path, role="moderator")
    yield window
    await window.close(5)


@pytest.fixture
async def other(path, server):
    window = AsyncMeeting.open(path, role="scribe")
    yield window
    await window.close(5)


def said(text):
    return RecordLine(text=text, where=Where(), line=text)


def words(window):
    return [one.words for one in window.session.statements.values()]


async def test_a_change_is_awaited_until_it_is_saved(server):
    receipt = await server.change(said("D1: een"))
    assert receipt.saved
    assert receipt.session is server.session
    assert words(server) == ["een"]


async def test_a_change_that_cannot_be_made_says_why(server):
    receipt = await server.change(Reword(number=7, words="anders"))
    assert not receipt.saved
    assert "Dit is er niet meer" in receipt.problem


async def test_what_another_window_does_is_heard_of(server, other):
    seen = server.session
    await other.change(said("D1: een"))
    await server.newer(than=seen)
    assert words(server) == ["een"]


async def test_each_window_takes_back_its_own(server, other):
    await server.change(said("D1: van hier"))
    await other.change(said("D2: van daar"))
    assert (await server.undo()).name
    assert words(server) == ["van daar"]
    assert (await server.redo()).name
    assert words(server) == ["van hier", "van daar"]
    assert (await server.undo(running=True)).name == ""
    await other.change(GoNext())
    assert (await other.undo(running=True)).name


async def test_all_is_called_back_on_the_thread_of_the_loop(server):
    threads = set()
    server.meeting.submit(said("D1: een"), lambda _receipt: threads.add(threading.current_thread()))
    await server.undo()
    assert threads == {threading.current_thread()}


async def test_closing_saves_what_is_on_its_way(server, other):
    server.meeting.submit(said("D1: nog net"))
    assert await server.close(5) == ()
    await other.change(said("D2: daarna"))
    assert words(other) == ["nog net", "daarna"]
