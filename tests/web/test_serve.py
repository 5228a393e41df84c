"""The server of a real session file: what windows see and ask, and what it stands on."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from meetings import meeting
from polling import OPEN, STELLING
from served import Started, made, phone, serving
from webroom import Device

from spiegel import clock
from spiegel.domain.polls.evaluation import OpenEvaluation
from spiegel.domain.polls.polls import ClosePoll, OpenPoll, open_poll
from spiegel.domain.preparation.expectations import sheets
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import EditInfo
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.opening import HeldKeys
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.serving import Door, FreeSeat, Hitch, NewCode, Stop, TurnCodes
from spiegel.meeting.port.serving import Seats as MoreSeats
from spiegel.meeting.serving import Desk
from spiegel.screens.moderate.devices_view import status
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import Passphrase
from spiegel.store.sealed.sealing import Cost
from spiegel.store.session.file import SessionFile
from spiegel.web.serve import Running, rows_of


@pytest.fixture(autouse=True)
def runtime(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    return tmp_path / "run"


@pytest.fixture
def path(tmp_path) -> Path:
    return made(tmp_path / "meeting.spiegel")


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Wait until it is so, ten seconds at most."""

    for _ in range(500):
        if await true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it does not come")


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_answer_goes_from_a_phone_through_the_box_into_the_session(path):
    async with serving(path) as served:
        devices = [phone(served) for _ in range(3)]
        for each in devices:
            await each.join()
        phase = served.moderator.session.questions[OPEN].phase
        await served.do(Go(phase=phase, question=OPEN))
        await served.do(OpenPoll(question=OPEN))
        for number, each in enumerate(devices):
            page = await each.answer(idea_1=f"idee {number}")
            assert page.heading == "Bewaard"
            assert f"idee {number}" in (await each.get()).words
        poll = open_poll(served.moderator.session)
        assert await served.moderator.ballots.done(poll.number) == {1, 2, 3}
        await served.do(ClosePoll(poll=poll.number))
        words = [idea.words for idea in served.moderator.session.ideas.values()]
        assert words == ["idee 0", "idee 1", "idee 2"]
        assert (await devices[0].get()).heading == "Deze vraag is gesloten"
        for each in devices:
            await each.client.close()


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_window_sees_who_joined_and_who_misses(path):
    async with serving(path) as served, phone(served) as one, phone(served) as two:
        await one.join()
        await two.join()
        await served.do(OpenPoll(question=STELLING))
        await two.answer(value=4)
        await served.running.attend()
        seen = served.look()
        assert (seen.joined, seen.seats, seen.door_open) == ((1, 2), 200, True)
        assert seen.looking == 2
        done = await served.moderator.ballots.done(open_poll(served.moderator.session).number)
        assert seen.missing(done) == (1,)


async def test_where_people_type_a_name_the_screens_say_that_name(path):
    async with serving(path, names=("zaal.test", "laptop.local")) as served:
        seen = served.look()
        assert seen.shown_address == f"zaal.test:{seen.port}"
        assert seen.link.startswith(f"http://127.0.0.1:{seen.port}/")
        assert f"Adres zaal.test:{seen.port}" in " ".join(status(served.moderator.session, seen))
        async with phone(served, host="zaal.test") as one:
            assert (await one.join()).heading == "Even wachten"


async def test_a_window_closes_the_door_opens_it_and_lets_more_people_in(tmp_path):
    path = made(tmp_path / "small.spiegel", seats=3, paper=2)
    async with serving(path) as served, phone(served) as one, phone(served) as two:
        assert served.look().seats == 1
        assert not (await served.ask(Door(open=False))).door_open
        assert "Er kan nu niemand meer bij." in (await one.join()).words
        await served.ask(Door(open=True))
        assert (await one.join()).heading == "Even wachten"
        assert "Alle plaatsen zijn bezet." in (await two.join()).words
        await served.running.attend()
        assert served.look().hitches == (Hitch.FULL,)
        seen = await served.ask(MoreSeats(seats=2))
        assert (seen.seats, seen.hitches) == (2, ())
        assert (await two.join()).heading == "Even wachten"


@pytest.mark.slow
@pytest.mark.reckons
async def test_more_devices_than_people_all_count_and_the_moderator_is_told(tmp_path):
    path = made(tmp_path / "few.spiegel", seats=4, paper=1)
    async with serving(path, seats=6) as served:
        devices = [phone(served) for _ in range(4)]
        for each in devices:
            await each.join()
        await served.do(OpenPoll(question=STELLING))
        for each in devices:
            assert (await each.answer(value=4)).heading == "Bewaard"
        await served.running.attend()
        session = served.moderator.session
        said = [*status(session, served.look())]
        assert "Meer toestellen dan mensen: er werden er 3 verwacht." in said
        await served.do(ClosePoll(poll=1))
        assert served.moderator.session.polls[1].took_part == 4
        for each in devices:
            await each.client.close()


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_question_that_is_closed_with_nobody_holds_nothing_and_can_be_put_again(path):
    async with serving(path) as served, phone(served) as one:
        await one.join()
        await served.do(OpenPoll(question=STELLING))
        await served.do(ClosePoll(poll=1))
        closed = served.moderator.session.polls[1]
        assert (closed.took_part, closed.few, served.moderator.session.ballots) == (0, True, {})
        assert (await one.get()).heading == "Deze vraag is gesloten"
        await served.do(OpenPoll(question=STELLING, again=True))
        assert (await one.answer(value=4)).heading == "Bewaard"


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_new_code_takes_the_place_of_the_old_one_and_is_longer_after_guessing(path):
    async with serving(path) as served, phone(served) as one:
        before = served.look()
        seen = await served.ask(NewCode())
        assert seen.code != before.code
        assert seen.link != before.link
        assert (await one.get(before.link.partition(str(served.port))[2])).status == 403
        for _ in range(60):
            await one.get("/AAAA")
        await served.running.attend()
        assert served.look().hitches == (Hitch.GUESSING,)
        seen = await served.ask(NewCode())
        assert (len(seen.code), seen.hitches) == (6, ())
        assert (await one.get(f"/{seen.code}")).heading == "Doet u mee?"


async def test_a_seat_is_made_free_and_its_answer_is_gone_from_the_box(path):
    async with serving(path) as served, phone(served) as one:
        await one.join()
        await served.do(OpenPoll(question=STELLING))
        await one.answer(value=4)
        seen = await served.ask(FreeSeat(seat=1))
        assert seen.joined == ()
        poll = open_poll(served.moderator.session).number
        assert await served.moderator.ballots.done(poll) == frozenset()
        assert (await one.get()).heading == "Deze plaats wordt niet meer gebruikt"


async def test_slips_for_the_laptop_are_shown_until_they_are_used(path):
    async with serving(path) as served, phone(served) as laptop:
        codes = (await served.ask(TurnCodes(number=2))).turn_codes
        assert len(codes) == 2
        await served.do(OpenPoll(question=STELLING))
        page = await laptop.send(await laptop.get("/turn"), {"code": codes[0]})
        assert (await laptop.send(await laptop.send(page), {"value": 2})).heading == "Geef door"
        await served.running.attend()
        seen = served.look()
        assert (seen.turn_codes, seen.joined, seen.turns) == ((codes[1],), (1,), (1, 2))


@pytest.mark.slow
@pytest.mark.reckons
async def test_after_a_restart_the_moderator_is_told_that_slips_for_the_laptop_are_void(path):
    async with serving(path) as served, phone(served) as laptop:
        (code,) = (await served.ask(TurnCodes(number=1))).turn_codes
        await served.do(OpenPoll(question=STELLING))
        page = await laptop.send(await laptop.get("/turn"), {"code": code})
        assert (await laptop.send(await laptop.send(page), {"value": 2})).heading == "Geef door"
    async with serving(path) as served, phone(served) as laptop:
        assert served.look().hitches == (Hitch.SLIPS,)
        page = await laptop.send(await laptop.get("/turn"), {"code": code})
        assert "Deze code klopt niet" in page.words
        seen = await served.ask(TurnCodes(number=1))
        assert (seen.hitches, seen.joined, len(seen.turn_codes)) == ((), (), 1)
        await served.do(ClosePoll(poll=1))
        assert served.moderator.session.polls[1].took_part == 1


async def test_a_hotspot_that_comes_back_with_another_address_is_served_there(path):
    async with serving(path, address="127.0.0.2") as served, phone(served, "127.0.0.2") as one:
        await one.join()
        code = served.seats.return_code(served.seats._seen[1])
        await served.running.look_at(())
        assert served.look().hitches == (Hitch.ADDRESS,)
        await served.running.look_at(("127.0.0.3",))
        seen = served.look()
        assert (seen.address, seen.hitches) == ("127.0.0.3", (Hitch.MOVED,))
        assert "127.0.0.3" in seen.link
        async with phone(served, "127.0.0.3") as same:
            page = await same.send(await same.get("/return"), {"code": code})
            assert page.heading == "Even wachten"
        await served.running.look_at(("127.0.0.2", "127.0.0.3"))
        await served.running.look_at(("127.0.0.2",))
        seen = served.look()
        assert (seen.address, seen.hitches, seen.joined) == ("127.0.0.2", (), (1,))
        assert (await one.get()).heading == "Even wachten"


async def test_a_port_in_use_and_an_address_of_another_laptop_are_said(path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for address, number, said in [
            ("127.0.0.1", port, f"poort {port}"),
            ("192.0.2.7", 0, "heeft het adres 192.0.2.7 niet"),
            ("zaal.invalid", 0, "heeft het adres zaal.invalid niet"),
            ("0.0.0.0", 0, "Kies één adres"),
        ]:
            meeting, desk = AsyncMeeting.open(path, role="devices"), Desk(path)
            running = Running(meeting, meeting.meeting.ballots, desk)
            with pytest.raises(NotDoneError, match=said):
                await running.listen(address, number)
            await running.end()
            desk.end()
            await meeting.close(5)


async def test_what_the_moderator_types_over_is_on_the_pages_at_once(path):
    async with serving(path) as served, phone(served) as one:
        await one.join()
        await served.do(EditInfo(fields={"language": "en"}))
        assert (await one.get()).heading == "Wait a moment"


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_pages_of_an_encrypted_session_in_a_process_of_their_own(tmp_path, runtime):
    keys = Passphrase("paard batterij nietje", cost=Cost(n=2**12, r=8, p=1))
    path = made(tmp_path / "sealed.spiegel", keys=keys)
    moderator = AsyncMeeting.open(path, role="moderator", key=HeldKeys(keys))
    said: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    moderator.meeting.server.start(said.set_result, port=0)
    assert await asyncio.wait_for(said, 20) == ""
    seen = moderator.meeting.server.look()
    assert seen is not None

    class There:
        port = seen.port

    async with Device(There(), host="127.0.0.1") as one:
        page = await one.send(await one.get(seen.link.partition(str(seen.port))[2]))
        assert page.heading == "Even wachten"
        receipt = await moderator.change(OpenPoll(question=STELLING))
        assert receipt.saved

        async def asks() -> bool:
            return (await one.get()).heading == "Vraag 0?"

        await until(asks)
        assert (await one.answer(value=4)).heading == "Bewaard"
        poll = open_poll(moderator.session)
        key = await moderator.ballots.done(poll.number)
        assert key == {1}
        moderator.meeting.server.ask(Stop())

        async def is_gone() -> bool:
            return moderator.meeting.server.look() is None

        await until(is_gone)
    await moderator.change(ClosePoll(poll=poll.number))
    assert await moderator.close(5) == ()
    left = b"".join(each.read_bytes() for each in runtime.rglob("*") if each.is_file())
    assert b"paard" not in left


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_server_that_was_killed_is_started_again_with_all_answers(path):
    moderator = AsyncMeeting.open(path, role="moderator")
    await moderator.change(OpenPoll(question=STELLING))

    there = Started(moderator)
    before = await there.begin()
    async with Device(there, host="127.0.0.1") as one:
        await one.send(await one.get(before.link.partition(str(before.port))[2]))
        assert (await one.answer(value=4)).heading == "Bewaard"
        process = moderator.meeting.server._process
        process.kill()
        process.wait()
        assert moderator.meeting.server.look() is None
        after = await there.begin()
        assert after.code == before.code
        assert (await one.get()).heading == "Bewaard"
        assert (await one.answer(value=5)).heading == "Bewaard"
        moderator.meeting.server.ask(Stop())
        process = moderator.meeting.server._process
        await asyncio.to_thread(process.wait, 10)
    receipt = await moderator.change(ClosePoll(poll=1))
    assert receipt.session.polls[1].took_part == 1
    await moderator.close(5)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_server_that_was_killed_lost_no_form_and_one_that_ends_keeps_them(path, runtime):
    moderator = AsyncMeeting.open(path, role="moderator")
    assert (await moderator.change(OpenEvaluation())).saved

    there = Started(moderator)
    before = await there.begin()
    devices = [Device(there, host="127.0.0.1") for _ in range(3)]
    for number, one in enumerate(devices):
        await one.get(before.link.partition(str(before.port))[2])
        page = await one.get("/?form=participant&change=1")
        sent = await one.send(page, {"mark-1": "4", "words-1": f"vorm {3 - number}"})
        assert sent.heading == "Bewaard"
    process = moderator.meeting.server._process
    process.kill()
    process.wait()
    await there.begin()
    assert (await devices[0].get()).heading == "Bewaard"
    # It ends by itself, as when the laptop goes off, with the evaluation still open.
    moderator.meeting.server.ask(Stop())
    process = moderator.meeting.server._process
    await asyncio.to_thread(process.wait, 10)
    for one in devices:
        await one.client.close()
    assert await moderator.close(5) == ()
    read = read_session(path)
    assert read.info.evaluating is None
    words = [one.words[0] for one in read.evaluations.values()]
    assert words == ["vorm 1", "vorm 2", "vorm 3"]
    lines = [line for line in path.read_bytes().splitlines() if b"vorm" in line]
    assert lines
    assert not any(b'"at"' in line or b'"by"' in line for line in lines)
    assert not any(runtime.rglob("*.key"))


def test_a_qr_code_is_drawn_with_the_light_edge_that_a_phone_needs():
    rows = rows_of("http://192.168.8.2:8080/BDFG-abcdefgh")
    assert len({len(row) for row in rows} | {len(rows)}) == 1
    assert set("".join(rows[:4])) == {"0"}
    assert rows[4][4:11] == "1111111"


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_a_listener_expects_goes_from_a_phone_into_the_file_without_the_phone(tmp_path):
    path = tmp_path / "meeting.spiegel"
    SessionFile.create(path, meeting(), clock=clock.now, window="test").close()
    async with serving(path) as served, phone(served) as one, phone(served) as two:
        for device in (one, two):
            page = await device.get(f"/{served.seats.code}-{served.seats.pass_key}")
            kept = await device.send(page, {"theme-1": "kosten", "words-1": "te duur"})
            assert kept.heading == "Bewaard"

        async def heard() -> bool:
            return sheets(served.moderator.session) == 2

        await until(heard)
        assert served.look().joined == ()
        secret = served.seats.kept.secret
    text = path.read_text(encoding="utf-8")
    assert text.count("te duur") == 2
    assert "127.0.0.1" not in text
    assert secret.hex() not in text
