"""Nothing that the server leaves joins a person to an answer: on the disk, or in the log."""

import base64
import itertools
import random
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from polling import STELLING
from served import Served, made, phone, serving

from mutations import register, rounds
from spiegel import clock, logbook
from spiegel.domain.polls import polls
from spiegel.domain.polls.polls import ClosePoll, OpenPoll
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.instants import Instant
from spiegel.meeting.opening import HeldKeys
from spiegel.meeting.port.catalogue import NO_KEY
from spiegel.meeting.port.serving import TurnCodes
from spiegel.meeting.serving import Desk
from spiegel.store.beside import ballots
from spiegel.store.past import wiping
from spiegel.store.sealed.keys import NO_KEYS, Passphrase
from spiegel.store.sealed.sealing import Cost
from spiegel.web.seats import Seat, Seats

NOW = Instant(utc=1_790_000_000_000, boot="b", boot_ms=5_000)
DEVICES = 6
IDEAS = ("langer open", "koffie", "een vaste begeleider", "parkeren", "thee", "rust")


@register("closing-in-order-of-coming")
def _in_order_of_coming(patch: pytest.MonkeyPatch) -> None:
    for module in (polls, ballots):
        patch.setattr(module, "sorted", lambda them, key=None: list(them), raising=False)


@register("token-kept")
def _token_kept(patch: pytest.MonkeyPatch) -> None:
    known, real_remember, real_keep = [], Seats._remember, Desk.keep

    def remember(seats: Seats, seat: Seat) -> None:
        known.append(seat.token)
        real_remember(seats, seat)

    def keep(desk: Desk, kept: object) -> None:
        real_keep(desk, kept)
        (desk._places.folder / "tokens").write_bytes(b"".join(known))

    patch.setattr(Seats, "_remember", remember)
    patch.setattr(Desk, "keep", keep)


@register("return-code-shown-to-windows")
def _return_code_shown(patch: pytest.MonkeyPatch) -> None:
    real = Desk.keep

    def keep(desk: Desk, kept: object) -> None:
        real(desk, kept)
        (desk.path.parent / f".{desk.path.name}.d" / "codes").write_text(" ".join(_codes))

    patch.setattr(Desk, "keep", keep)


_codes: list[str] = []


@pytest.fixture(autouse=True)
def runtime(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return tmp_path / "run"


def forms_of(question: int) -> AnswerForm:
    return AnswerForm(kind=AnswerKind.IDEAS if question != STELLING else AnswerKind.AGREE)


async def at(served: Served, question: int) -> int:
    """The moderator opens a question; its poll."""
    phase = served.moderator.session.questions[question].phase
    await served.do(Go(phase=phase, question=question))
    await served.do(OpenPoll(question=question))
    return max(served.moderator.session.polls)


async def held(
    path: Path, seats: list[int], coming: list[int], patch: pytest.MonkeyPatch
) -> dict[str, bytes]:
    """A meeting in which answer n comes from seat `seats[n]`, as the `coming[n]`th to come.

    Returns what is left: the file, all that lies beside it by name, and the log.
    """
    path.parent.mkdir()
    numbers = itertools.count(1)
    patch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=next(numbers)))
    made(path)
    async with serving(path) as served:
        devices = [phone(served) for _ in range(DEVICES)]
        for each in devices:
            await each.join()
        for question, fields in (
            (STELLING, [{"value": 1 + n % 5} for n in range(DEVICES)]),
            (STELLING + 1, [{"idea_1": words, "idea_2": f"{words} ook"} for words in IDEAS]),
        ):
            poll = await at(served, question)
            for number in coming:
                page = await devices[seats[number]].answer(**fields[number])
                assert page.heading == "Bewaard"
            await served.do(ClosePoll(poll=poll))
        for each in devices:
            await each.client.close()
    return all_of(path)


def all_of(path: Path) -> dict[str, bytes]:
    """A session file and all that lies beside it."""
    beside = path.with_name(f".{path.name}.d")
    files = {path.name: path.read_bytes()}
    for each in sorted(beside.rglob("*")):
        files[str(each.relative_to(beside))] = each.read_bytes() if each.is_file() else b""
    return files


def permutations(count: int) -> Iterator[tuple[list[int], list[int]]]:
    chance = random.Random(7)
    yield list(range(DEVICES)), list(range(DEVICES))
    for _ in range(count - 1):
        yield chance.sample(range(DEVICES), DEVICES), chance.sample(range(DEVICES), DEVICES)


@pytest.mark.slow
@pytest.mark.mutation("closing-in-order-of-coming")
async def test_who_answered_what_and_when_leaves_the_very_same_bytes(
    tmp_path, caplog, counted, monkeypatch
):
    count, left = rounds(20, 6), []
    with caplog.at_level("INFO", logger=logbook.LOG.name):
        for number, (seats, coming) in enumerate(permutations(count)):
            caplog.clear()
            files = await held(
                tmp_path / str(number) / "meeting.spiegel", seats, coming, monkeypatch
            )
            lines = [one.getMessage() for one in caplog.records if one.name == logbook.LOG.name]
            left.append((files, lines))
    counted(f"{count} permutations of seats and order through the real server")
    first = left[0]
    assert len(first[0]) > 3
    assert len(first[1]) == 2
    for files, lines in itertools.islice(left, 1, None):
        assert files.keys() == first[0].keys()
        assert [name for name in files if files[name] != first[0][name]] == []
        assert lines == first[1]


def secrets_of(served: Served) -> dict[str, list[bytes]]:
    """What may be nowhere: tokens as they could be written, cookies, return codes."""
    room = served.seats
    found = {}
    for number, seat in room._seen.items():
        token = seat.token
        encoded = base64.b64encode(token)
        found[f"seat {number}"] = [
            token,
            token.hex().encode(),
            encoded.rstrip(b"="),
            base64.urlsafe_b64encode(token).rstrip(b"="),
            repr(token)[2:-1].encode(),
            room.cookie(seat).encode(),
        ]
        if not seat.turn:
            found[f"return code {number}"] = [room.return_code(seat).encode()]
    return found


def stands(written: bytes, content: bytes) -> bool:
    """Whether it is there; a few letters by themselves, for in sealed bytes they come by chance."""
    if len(written) >= 10 or written not in content:
        return written in content
    alone = rb"(?<![A-Za-z0-9+/])%b(?![A-Za-z0-9+/])" % re.escape(written)
    return re.search(alone, content) is not None


def where(secrets: dict[str, list[bytes]], *folders: Path) -> list[str]:
    """Which of these stand in a byte of these folders, or in a name there."""
    found = []
    for folder in folders:
        for each in folder.rglob("*"):
            content = each.read_bytes() if each.is_file() else b""
            for name, written in secrets.items():
                if any(stands(w, content) or w in str(each).encode() for w in written):
                    found.append(f"{name} in {each.name}")
    return found


@pytest.mark.slow
@pytest.mark.mutation("token-kept", "return-code-shown-to-windows", match="in ")
@pytest.mark.parametrize("sealed", [False, True])
async def test_no_secret_of_a_seat_is_in_any_byte_that_is_left(tmp_path, runtime, sealed, counted):
    keys = Passphrase("paard batterij", cost=Cost(n=2**12, r=8, p=1)) if sealed else NO_KEYS
    path = made(tmp_path / "meeting.spiegel", keys=keys)
    key = HeldKeys(keys) if sealed else NO_KEY
    home = Path.home()
    async with serving(path, key=key) as served:
        devices = [phone(served) for _ in range(8)]
        for each in devices:
            await each.join()
            _codes[:] = [code.decode() for code in secrets_of(served).get("return code 1", [])]
        codes = (await served.ask(TurnCodes(number=3))).turn_codes
        poll = await at(served, STELLING)
        for number, each in enumerate(devices):
            assert (await each.answer(value=1 + number % 5)).heading == "Bewaard"
        await served.running.attend()
        secrets = secrets_of(served)
        assert len(secrets) == 8 + 3 + 8
        typed = {f"slip {code}": [code.encode()] for code in codes}
        typed["code"] = [served.seats.code.encode(), served.seats.pass_key.encode()]
        assert where(secrets, tmp_path, home) == [], "while the question is open"
        outside = [each for each in (*tmp_path.iterdir(), home) if each != runtime]
        assert where(typed, *(each for each in outside if each.is_dir())) == []
        assert not any(stands(w[0], path.read_bytes()) for w in typed.values())
        assert where(typed, runtime) != [], "what windows show is found where it is"
        await served.do(ClosePoll(poll=poll))
        assert where(secrets, tmp_path, home) == [], "after closing"
        for each in devices:
            await each.client.close()
    assert where(secrets, tmp_path, home) == [], "after the server ended"
    wiping.wipe(wiping.belongings(path, keys=keys))
    assert where({**secrets, **typed}, tmp_path, home) == [], "after wiping"
    counted(f"{len(secrets)} secrets looked for in every byte, {len(typed)} codes outside memory")
