"""What a room meets while its server stands, sleeps, finds no disk or has another address."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import badserver  # noqa: F401 - registers what `--mutate` swaps in
import badstore  # noqa: F401 - as above
import pytest
from fulldisk import Limited, small_disk
from laptop import HOUR, Laptop
from polling import OPEN, STELLING
from served import Served, made, phone, serving
from webroom import Device, Page

from spiegel import clock
from spiegel.domain.polls.polls import ClosePoll, OpenPoll, ballots_of, ideas_of
from spiegel.domain.running.running import Go
from spiegel.domain.session.polls import PollState
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.opening import HeldKeys
from spiegel.meeting.port.catalogue import NO_KEY
from spiegel.meeting.port.serving import Hitch
from spiegel.store.beside.backups import copies
from spiegel.store.beside.folder import Sidecar
from spiegel.store.past.restoring import restore
from spiegel.store.sealed.keys import NO_KEYS, Passphrase
from spiegel.store.sealed.sealing import Cost

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits and signals")
KEYS = [NO_KEYS, Passphrase("paard batterij", cost=Cost(n=2**12, r=8, p=1))]


@pytest.fixture(autouse=True)
def runtime(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    return tmp_path / "run"


@pytest.fixture
async def people() -> AsyncIterator[list[Device]]:
    """Whoever is added here puts the device away in the end."""
    found: list[Device] = []
    yield found
    for each in found:
        await each.client.close()


async def joined(served: Served, people: list[Device], count: int) -> list[Device]:
    people += [phone(served, served.running.address) for _ in range(count)]
    for each in people:
        assert (await each.join()).heading == "Even wachten"
    return people


async def ask_for_ideas(served: Served) -> int:
    """The open question is put to the devices; its poll."""
    await served.do(Go(phase=served.moderator.session.questions[OPEN].phase, question=OPEN))
    await served.do(OpenPoll(question=OPEN))
    return max(served.moderator.session.polls)


def stand_still(process: "subprocess.Popen[bytes]") -> None:
    """As all of a laptop does whose lid is closed."""
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)


# While it closes


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("bewaard-before-it-is")
async def test_whoever_answers_while_it_closes_reads_bewaard_and_counts_or_that_it_is_closed(
    tmp_path, people
):
    path = made(tmp_path / "meeting.spiegel")
    async with serving(path) as served:
        await joined(served, people, 12)
        poll = await ask_for_ideas(served)
        forms = [await each.get() for each in people]

        def send(number: int) -> asyncio.Task[Page]:
            fields = {"idea-1": f"idee {number}"}
            return asyncio.ensure_future(people[number].send(forms[number], fields))

        await asyncio.gather(*map(send, range(3)))
        sent = [send(number) for number in range(3, 7)]
        await asyncio.wait(sent, return_when=asyncio.FIRST_COMPLETED)
        closing = asyncio.ensure_future(served.do(ClosePoll(poll=poll)))
        sent += [send(number) for number in range(7, 11)]
        pages = await asyncio.gather(*sent)
        await closing
        pages.append(await send(11))
        assert pages[-1].status == 409
        kept = {f"idee {number}" for number in range(3)}
        for number, page in enumerate(pages, 3):
            if page.status == 409:
                assert f"idee {number}</textarea>" in page.html
            else:
                kept.add(f"idee {number}")
        found = [idea.words for idea in ideas_of(served.moderator.session, OPEN)]
        assert sorted(found) == sorted(kept)
        assert served.moderator.session.polls[poll].took_part == len(kept)


# The laptop sleeps


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_laptop_that_slept_for_hours_goes_on_where_the_room_was(
    tmp_path, people, monkeypatch
):
    laptop = Laptop().put_in(monkeypatch)
    path = made(tmp_path / "meeting.spiegel")
    async with serving(path) as served:
        one, two, three = await joined(served, people, 3)
        await served.do(OpenPoll(question=STELLING))
        form = await two.get()
        assert (await one.answer(value=2)).heading == "Bewaard"
        laptop.sleep(8 * HOUR)
        laptop.set_wall_clock(-9 * HOUR)
        assert (await one.get()).heading == "Bewaard"
        assert (await two.send(form, {"value": 3})).heading == "Bewaard"
        assert (await one.answer(value=5)).heading == "Bewaard"
        assert (await three.answer(value=4)).heading == "Bewaard"
        await served.do(ClosePoll(poll=1))
        kept = ballots_of(served.moderator.session, 1)
        assert [ballot.answer.value for ballot in kept] == [3, 4, 5]


@POSIX
@pytest.mark.slow
async def test_an_answer_that_was_sent_while_the_server_stood_still_is_kept_when_it_goes_on(
    tmp_path, people
):
    path = made(tmp_path / "meeting.spiegel")
    moderator = AsyncMeeting.open(path, role="moderator")
    await moderator.change(OpenPoll(question=STELLING))
    said: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    server = moderator.meeting.server
    server.start(said.set_result, port=0)
    assert await asyncio.wait_for(said, 30) == ""
    seen, process = server.look(), server._process
    people += [Device(seen, host="127.0.0.1") for _ in range(4)]
    for each in people:
        page = await each.get(seen.link.partition(str(seen.port))[2])
        assert (await each.send(page)).heading == "Vraag 0?"
    forms = [await each.get() for each in people]
    for turn in range(3):
        stand_still(process)
        sent = [
            asyncio.ensure_future(one.send(form, {"value": 1 + (turn + number) % 5}))
            for number, (one, form) in enumerate(zip(people[:3], forms[:3], strict=True))
        ]
        # Nobody waits for a server that stands still: the scribe and the moderator go on.
        assert isinstance(await moderator.ballots.done(1), frozenset)
        assert not any(each.done() for each in sent)
        process.send_signal(signal.SIGCONT)
        assert [page.heading for page in await asyncio.gather(*sent)] == ["Bewaard"] * 3
    stand_still(process)
    late = asyncio.ensure_future(people[3].send(forms[3], {"value": 1}))
    receipt = await moderator.change(ClosePoll(poll=1))
    assert receipt.saved
    process.send_signal(signal.SIGCONT)
    assert (await late).heading == "Deze vraag is gesloten"
    kept = ballots_of(moderator.session, 1)
    assert [ballot.answer.value for ballot in kept] == [3, 4, 5]
    process.terminate()
    await asyncio.to_thread(process.wait, 20)
    await moderator.close(5)


# No room


@pytest.mark.slow
@pytest.mark.reckons
@POSIX
@pytest.mark.mutation("full-disk-is-no-error", match="assert")
async def test_what_the_disk_refuses_keeps_its_words_on_the_phone_and_is_told_to_the_moderator(
    tmp_path, people
):
    path, limit = made(tmp_path / "meeting.spiegel"), Limited(tmp_path)
    async with serving(path) as served:
        await joined(served, people, 3)
        poll = await ask_for_ideas(served)
        for number, each in enumerate(people):
            assert (await each.answer(idea_1=f"idee {number}")).heading == "Bewaard"
        try:
            limit.fill(path)
            page = await people[0].answer(idea_1="iets anders")
            assert page.status == 503
            assert "iets anders</textarea>" in page.html
            await served.running.attend()
            assert served.look().hitches == (Hitch.DISK,)
        finally:
            limit.empty()
        assert (await people[1].answer(idea_1="wat nieuws")).heading == "Bewaard"
        await served.running.attend()
        assert served.look().hitches == ()
        await served.do(ClosePoll(poll=poll))
        words = [idea.words for idea in ideas_of(served.moderator.session, OPEN)]
        assert words == ["idee 0", "idee 2", "wat nieuws"]


@pytest.mark.slow
@pytest.mark.reckons
@POSIX
async def test_on_a_disk_that_is_full_for_real_people_answer_and_closing_waits_for_room(
    tmp_path, people, monkeypatch
):
    with small_disk(tmp_path / "small", "8m") as small:
        if small is None:
            pytest.skip("no file system can be mounted here; the limit on files was tested instead")
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(small.folder / "run"))
        path = made(small.folder / "meeting.spiegel")
        async with serving(path) as served:
            await joined(served, people, 5)
            await served.do(OpenPoll(question=STELLING))
            for number, each in enumerate(people[:3]):
                assert (await each.answer(value=1 + number)).heading == "Bewaard"
            small.fill(path)
            # The file has what is left of its last block; then nothing fits any more.
            receipt = await served.moderator.change(ClosePoll(poll=1))
            refused = not receipt.saved
            if refused:
                assert "vol" in receipt.problem
                for number, each in enumerate(people):
                    assert (await each.answer(value=5 - number)).heading == "Bewaard"
            small.empty()
            await served.do(ClosePoll(poll=1))
            kept = ballots_of(served.moderator.session, 1)
            assert refused
            assert [ballot.answer.value for ballot in kept] == [1, 2, 3, 4, 5]


# Another address


@pytest.mark.slow
@pytest.mark.reckons
async def test_on_another_address_during_a_question_each_goes_on_with_its_own_answer(
    tmp_path, people
):
    path = made(tmp_path / "meeting.spiegel")
    async with serving(path, address="127.0.0.2") as served:
        await joined(served, people, 3)
        poll = await ask_for_ideas(served)
        for number, each in enumerate(people):
            assert (await each.answer(idea_1=f"idee {number}")).heading == "Bewaard"
        codes = [served.seats.return_code(served.seats._seen[n]) for n in (1, 2, 3)]
        stale = await people[0].get("/?change=1")
        await served.running.look_at(("127.0.0.3",))
        moved = [phone(served, "127.0.0.3") for _ in people]
        people += moved
        for number, each in enumerate(moved):
            assert (await each.get()).heading == "Welkom"
            page = await each.send(await each.get("/return"), {"code": codes[number]})
            assert page.heading == "Bewaard"
            assert f"idee {number}" in page.words
        # A form that was open on the page of before is sent to where that page came from.
        assert (await people[0].send(stale, {"idea-1": "anders"})).heading == "Bewaard"
        assert "anders" in (await moved[0].get()).words
        assert (await moved[1].answer(idea_1="beter")).heading == "Bewaard"
        await served.do(ClosePoll(poll=poll))
        session = served.moderator.session
        assert [idea.words for idea in ideas_of(session, OPEN)] == ["anders", "beter", "idee 2"]
        assert (session.polls[poll].took_part, served.seats.joined) == (3, (1, 2, 3))


# The past


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("keys", KEYS, ids=["open", "encrypted"])
async def test_brought_back_to_an_open_question_devices_read_that_it_is_closed(
    tmp_path, people, keys, monkeypatch
):
    laptop = Laptop().put_in(monkeypatch)
    path = made(tmp_path / "meeting.spiegel", keys=keys)
    key = NO_KEY if keys is NO_KEYS else HeldKeys(keys)
    async with serving(path, key=key) as served:
        await joined(served, people, 3)
        poll = await ask_for_ideas(served)
        forms = [await each.get() for each in people]
        for number, (one, form) in enumerate(zip(people, forms, strict=True)):
            assert (await one.send(form, {"idea-1": f"zandloper {number}"})).heading == "Bewaard"
        laptop.work(30 * HOUR)
        await served.do(ClosePoll(poll=poll))
    first = copies(Sidecar(path).backups)[0]
    restore(path, first, now=clock.now(), keys=keys)
    async with serving(path, key=key) as again:
        session = again.moderator.session
        closed = session.polls[poll]
        assert (closed.state, closed.took_part, ideas_of(session, OPEN)) == (
            PollState.CLOSED,
            0,
            (),
        )
        for each in people:
            each.room = again
            assert (await each.get()).heading == "Deze vraag is gesloten"
        page = await people[0].send(forms[0], {"idea-1": "te laat"})
        assert page.heading == "Deze vraag is gesloten"
        assert "te laat</textarea>" in page.html
        assert again.moderator.session.polls[poll].took_part == 0
