"""Somebody withdraws while a room answers on devices: no page has those words any more."""

import asyncio
import gc
import sys

import msgspec
import pytest
from polling import OPEN, session_with
from served import Started, made, phone, serving
from webroom import Device, room_for
from withdrawn import WORDS, quoted

import mutations
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.polls.polls import OpenPoll
from spiegel.domain.running.running import Go
from spiegel.domain.session.polls import Answer, Cluster
from spiegel.domain.session.session import put
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.port.serving import Stop
from spiegel.web import stage


@mutations.register("pages-are-known-by-their-question-alone")
def _pages_are_known_by_their_question_alone(patch: pytest.MonkeyPatch) -> None:
    """A page that was made stands for the question, whatever its words are now."""
    real = stage._made
    patch.setattr(stage, "_made", lambda *about, said=(): real(*about))


@mutations.register("what-was-reckoned-is-remembered")
def _what_was_reckoned_is_remembered(patch: pytest.MonkeyPatch) -> None:
    """What was only kept to be fast stays."""
    patch.setattr("spiegel.meeting.forgetting.forget", lambda: None)


@pytest.mark.mutation("pages-are-known-by-their-question-alone")
async def test_a_question_on_devices_loses_the_words_and_no_half_typed_answer():
    async with room_for(quoted(session_with())) as room, Device(room) as one, Device(room) as two:
        room.do(Go(phase=room.session.questions[OPEN].phase, question=OPEN))
        room.open(OPEN)
        await one.join()
        page = await one.get()
        assert "kwikzilver" in page.heading
        asking = asyncio.ensure_future(one.get(f"/wait?v={page.version}"))
        await room.somebody_waits()
        room.do(Withdraw(participant=1))
        # the page stays, with what is half typed in it, and gets other words
        assert (await asking).html == "words"
        await two.join()
        for device in (one, two):
            for path in ("/", "/?change=1"):
                again = await device.get(path)
                assert again.heading == "Iemand zei: …. Wat helpt?"
                assert "kwikzilver" not in again.html
        assert "kwikzilver" not in repr(vars(room.site._room.pages._frame))
        # and the form that was filled in meanwhile is taken
        kept = await one.send(page, {"idea-1": "een vast nummer"})
        assert "kwikzilver" not in kept.html
        assert [given.answer for given in room.answers] == [Answer(ideas=("een vast nummer",))]
        mistaken = await two.send(page, {"idea-1": ""})
        assert "kwikzilver" not in mistaken.html


async def test_the_name_of_a_group_that_the_room_sees_loses_the_words_on_every_device():
    async with room_for(quoted(session_with())) as room, Device(room) as one:
        room.do(Go(phase=room.session.questions[OPEN].phase, question=OPEN))
        room.open(OPEN)
        await one.join()
        for idea in ("a", "b", "c", "d", "e"):
            async with Device(room) as other:
                await other.join()
                await other.send(await other.get(), {"idea-1": idea})
        room.close()
        number = room.session.last.get("clusters", 0) + 1
        group = Cluster(number=number, question=OPEN, name=f"Want {WORDS}", position=1)
        room.follow(put(room.session, group))
        room.show()
        page = await one.get()
        room.do(Withdraw(participant=1))
        assert (await one.get(f"/wait?v={page.version}")).html == "words"
        assert "kwikzilver" not in (await one.get()).html
        held = (vars(room.site._room.pages._frame), room.site._room._reckoned)
        assert "kwikzilver" not in repr(held)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_server_that_a_window_started_shows_and_keeps_none_of_them(tmp_path):
    path = made(tmp_path / "meeting.spiegel", quoted)
    moderator = AsyncMeeting.open(path, role="moderator")
    started = Started(moderator)
    try:
        serving = await started.begin()
        door = serving.link.partition(str(serving.port))[2]
        asked = moderator.session.questions[OPEN]
        await moderator.change(Go(phase=asked.phase, question=OPEN))
        await moderator.change(OpenPoll(question=OPEN))
        async with phone(started) as one, phone(started) as two:
            await one.send(await one.get(door))
            page = await one.get()
            while "kwikzilver" not in page.html:
                await one.get(f"/wait?v={page.version}")
                page = await one.get()
            asking = asyncio.ensure_future(one.get(f"/wait?v={page.version}"))
            await asyncio.sleep(0)
            receipt = await moderator.change(Withdraw(participant=1))
            assert receipt.saved, receipt.problem
            assert (await asyncio.wait_for(asking, 10)).html == "words"
            await two.send(await two.get(door))
            for device in (one, two):
                assert (await device.get()).heading == "Iemand zei: …. Wat helpt?"
    finally:
        moderator.meeting.server.ask(Stop())
        await asyncio.to_thread(moderator.meeting.server._process.wait, 10)
        await moderator.close(5)


def held(word: str) -> set[str]:
    """What in this process still has a word, but for what looks for it in words that come.

    No other thread goes on while all objects are in hand: a tuple that one of them was filling
    could not be finished then.
    """
    gc.collect()
    usual = sys.getswitchinterval()
    sys.setswitchinterval(60)
    try:
        found = [one for one in gc.get_objects() if isinstance(one, msgspec.Struct)]
    finally:
        sys.setswitchinterval(usual)
    return {type(one).__name__ for one in found if word in repr(one)} - {"Guarded"}


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("what-was-reckoned-is-remembered", match="Place")
async def test_while_it_serves_no_object_of_the_server_has_the_words_any_more(tmp_path):
    path = made(tmp_path / "meeting.spiegel", quoted)
    async with serving(path) as served, phone(served) as one:
        asked = served.meeting.session.questions[OPEN]
        await served.do(Go(phase=asked.phase, question=OPEN))
        await served.do(OpenPoll(question=OPEN))
        await one.send(await one.get(served.look().link.partition(str(served.port))[2]))
        assert "kwikzilver" in (await one.get()).html
        assert held("kwikzilver") >= {"Question", "Statement"}
        await served.do(Withdraw(participant=1))
        for page in ("/", "/?change=1", "/wait?v=0"):
            assert "kwikzilver" not in (await one.get(page)).html
        del asked
        assert held("kwikzilver") == set()
