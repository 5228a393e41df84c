"""`spiegel serve` itself is killed while a room answers: counted from the side of the devices."""

import asyncio
import random
import sys
from collections import Counter

import aiohttp
import badbox  # noqa: F401 - registers what `--mutate` swaps in
import badserver  # noqa: F401 - as above
import pytest
from killedservers import ServerTally
from killseries import side_by_side
from polling import STELLING
from served import made
from webroom import Device

import mutations
from spiegel.domain.polls.polls import ClosePoll, OpenPoll
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.port.serving import Serving

DEVICES, KILLS = 12, 15
SAID = {
    1: "helemaal oneens",
    2: "oneens",
    3: "niet eens, niet oneens",
    4: "eens",
    5: "helemaal eens",
}


class There:
    """Where the server is now; its port is another one after each kill, as a phone never sees."""

    port = 0


class Person:
    """Someone who answers again and again; kept: what the device was told is saved."""

    def __init__(self, there: There) -> None:
        self.device = Device(there, host="127.0.0.1")
        self.kept, self.under_way = 0, 0

    async def answer(self, chance: random.Random) -> None:
        """Until the server is gone."""
        while True:
            self.under_way = chance.randint(1, 5)
            try:
                page = await self.device.answer(value=self.under_way)
            except (aiohttp.ClientError, OSError):
                return
            assert page.heading == "Bewaard", page.words
            self.kept = self.under_way

    async def finds(self) -> int:
        """What this device shows of its own answer, 0 for nothing."""
        page = await self.device.get()
        found = [value for value, words in SAID.items() if f"<li>{words}</li>" in page.html]
        return found[0] if found else 0


@pytest.mark.slow
async def test_a_room_that_answers_while_its_server_is_killed_loses_nothing(
    tmp_path, monkeypatch, counted
):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    path, chance = made(tmp_path / "meeting.spiegel"), random.Random(11)
    moderator, there = AsyncMeeting.open(path, role="moderator"), There()
    await moderator.change(OpenPoll(question=STELLING))
    server = moderator.meeting.server

    async def start() -> Serving:
        said: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        server.start(said.set_result, port=0)
        assert await asyncio.wait_for(said, 30) == ""
        found = server.look()
        assert found is not None
        there.port = found.port
        return found

    first = await start()
    people = [Person(there) for _ in range(DEVICES)]
    for person in people:
        page = await person.device.get(first.link.partition(str(first.port))[2])
        assert (await person.device.send(page)).heading == "Vraag 0?"
    told = 0
    for _ in range(KILLS):
        answering = [asyncio.ensure_future(person.answer(chance)) for person in people]
        await asyncio.sleep(0.05 + 0.3 * chance.random())
        server._process.kill()
        await asyncio.gather(*answering)
        server._process.wait()
        await start()
        for person in people:
            found = await person.finds()
            assert found in (person.kept, person.under_way), "lost"
            told += bool(person.kept)
            person.kept = found
    process = server._process
    process.terminate()
    await asyncio.to_thread(process.wait, 20)
    receipt = await moderator.change(ClosePoll(poll=1))
    assert receipt.session is not None
    in_the_end = Counter(one.answer.value for one in receipt.session.ballots.values())
    assert in_the_end == Counter(person.kept for person in people if person.kept)
    assert receipt.session.polls[1].took_part == DEVICES
    counted(f"{KILLS} kills of the server, {told} answers looked for: none lost, none twice")
    for person in people:
        await person.device.client.close()
    await moderator.close(5)


FORKS = pytest.mark.skipif(sys.platform != "linux", reason="forks, and dies with its parent")
KILLED = r"kill \d+: (lost|twice|left|told|unreadable|blocked)"


@FORKS
@pytest.mark.slow
@pytest.mark.mutation(
    "bewaard-before-it-is",
    "seats-not-kept",
    "answers-twice",
    "token-stored",
    "box-not-wiped",
    match=KILLED,
)
def test_five_hundred_servers_fall_and_of_what_devices_were_told_nothing_is_lost_or_twice(
    tmp_path, counted
):
    kills = mutations.rounds(500, 60)
    tally = side_by_side("killedservers", tmp_path, "server", kills, ServerTally)
    counted(tally.summary())
    assert tally.sound, tally.trouble
    assert tally.kills >= kills
    assert tally.closing >= 0.3 * kills, tally
    assert tally.kept_first >= 0.02 * kills, tally
    assert tally.moments >= 0.1 * kills, tally
    assert tally.starting > 0
    assert tally.acknowledged > kills


@FORKS
@pytest.mark.slow
@pytest.mark.mutation("closing-can-be-undone", "token-stored", match=KILLED)
def test_while_the_moderators_window_falls_at_closing_devices_read_bewaard_or_that_they_are_late(
    tmp_path, counted
):
    kills = mutations.rounds(100, 40)
    tally = side_by_side("killedservers", tmp_path, "moderator", kills, ServerTally)
    counted(tally.summary())
    assert tally.sound, tally.trouble
    assert tally.kills >= kills
    assert tally.closing >= 0.7 * kills, tally
    assert tally.kept_first >= 0.1 * kills, tally
    assert tally.late >= kills
    assert tally.acknowledged > kills
