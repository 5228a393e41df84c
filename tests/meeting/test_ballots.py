"""The ballot box as a server and a scribe use it: what is answered at once goes in together."""

import asyncio
import errno
import os

import pytest
from polling import OPEN, STELLING, session_with
from tinychanges import Ticks
from voting import cast, key, now_open, said, value, values

from screens.windows import session_at
from spiegel.domain.polls.box import SEATS
from spiegel.domain.polls.polls import ClosePoll, OpenPoll
from spiegel.logbook import LOG
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.delivery import on_loop
from spiegel.meeting.memory import open_in_memory
from spiegel.store import disk
from spiegel.store.memory import SessionMemory

MANY = 1_000


@pytest.fixture
def path(tmp_path):
    return session_at(tmp_path / "gesprek.spiegel", session_with())


@pytest.fixture(params=["file", "memory"])
async def windows(request, path):
    """The moderator and the server of one meeting."""
    if request.param == "file":
        opened = [AsyncMeeting.open(path, role=role) for role in ("moderator", "devices")]
    else:
        memory = SessionMemory(session_with(), clock=Ticks())
        deliver = on_loop(asyncio.get_running_loop())
        opened = [
            AsyncMeeting(open_in_memory(memory, role=role, deliver=deliver))
            for role in ("moderator", "devices")
        ]
    yield opened
    for window in opened:
        await window.close(5)


@pytest.fixture
async def moderator(path):
    window = AsyncMeeting.open(path, role="moderator")
    yield window
    await window.close(5)


async def opens(window, question=STELLING):
    return now_open((await window.change(OpenPoll(question=question))).session)


async def all_answer(window, poll, count):
    casts = [cast(poll, seat, value(seat % 5 + 1)) for seat in range(1, count + 1)]
    return await asyncio.gather(*(window.ballots.cast(poll.number, one) for one in casts))


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_answer_is_kept_found_changed_and_closed(windows):
    moderator, server = windows
    poll = await opens(moderator, OPEN)
    assert (await server.ballots.cast(poll.number, cast(poll, 1, said("koffie")))).kept
    assert (await server.ballots.cast(poll.number, cast(poll, 1, said("thee")))).kept
    for seat in (2, 3):
        assert (await moderator.ballots.cast(poll.number, cast(poll, seat, said("rust")))).kept
    assert await server.ballots.find(poll.number, key(1, poll)) == said("thee")
    assert await moderator.ballots.done(poll.number) == {1, 2, 3}
    await moderator.change(ClosePoll(poll=poll.number))
    await server.newer(than=server.session)
    assert [idea.words for idea in server.session.ideas.values()] == ["rust", "rust", "thee"]
    late = await server.ballots.cast(poll.number, cast(poll, 4, said("te laat")))
    assert (late.closed, late.kept, late.problem) == (True, False, "")
    assert await server.ballots.done(poll.number) == frozenset()
    assert await server.ballots.find(poll.number, key(1, poll)) is None


async def test_a_seat_is_made_free(windows):
    moderator, server = windows
    poll = await opens(moderator)
    await all_answer(server, poll, 5)
    assert (await server.ballots.free(poll.number, key(2, poll), 2)).kept
    assert await moderator.ballots.done(poll.number) == {1, 3, 4, 5}
    assert (await server.ballots.free(poll.number + 1, key(2, poll), 2)).closed


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_thousand_that_answer_at_once_need_few_waits_for_the_disk(moderator, monkeypatch):
    poll, waits, sync = await opens(moderator), [], disk.sync
    monkeypatch.setattr(disk, "sync", lambda descriptor: waits.append(sync(descriptor)))
    receipts = await all_answer(moderator, poll, MANY)
    assert all(receipt.kept for receipt in receipts)
    assert len(waits) <= 5
    session = (await moderator.change(ClosePoll(poll=poll.number))).session
    assert values(session, poll) == sorted(seat % 5 + 1 for seat in range(1, MANY + 1))


async def test_one_answer_that_cannot_be_kept_does_not_stand_in_the_way(windows):
    moderator, server = windows
    poll = await opens(moderator)
    good, odd = cast(poll, 1, value(3)), cast(poll, SEATS + 1, value(3))
    receipts = await asyncio.gather(
        *(server.ballots.cast(poll.number, one) for one in (good, odd, cast(poll, 2, value(4))))
    )
    assert [receipt.kept for receipt in receipts] == [True, False, True]
    assert receipts[1].problem
    assert await server.ballots.done(poll.number) == {1, 2}


async def test_what_the_disk_refuses_is_told_and_not_kept(moderator, monkeypatch):
    poll = await opens(moderator)
    await all_answer(moderator, poll, 3)

    def refuse(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync", refuse)
        receipt = await moderator.ballots.cast(poll.number, cast(poll, 4, value(1)))
        changed = await moderator.ballots.cast(poll.number, cast(poll, 1, value(1)))
    assert not receipt.kept
    assert "vol" in receipt.problem
    assert not changed.kept
    assert await moderator.ballots.find(poll.number, key(4, poll)) is None
    assert await moderator.ballots.find(poll.number, key(1, poll)) == value(2)
    assert await moderator.ballots.done(poll.number) == {1, 2, 3}
    assert (await moderator.ballots.cast(poll.number, cast(poll, 4, value(1)))).kept


async def test_the_log_tells_of_no_single_answer(moderator, monkeypatch):
    poll, said = await opens(moderator), []
    for level in ("debug", "info", "warning", "error"):
        monkeypatch.setattr(LOG, level, lambda words, *about: said.append(words % about))
    await all_answer(moderator, poll, 50)
    assert said == []

    def refuse(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "sync", refuse)
    await all_answer(moderator, poll, 50)
    assert 1 <= len(said) <= 3
    assert set(said) == {"answers were not kept: NotWrittenError"}
