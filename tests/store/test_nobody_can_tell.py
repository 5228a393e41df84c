"""The same answers, given by others and in another order, leave the same bytes."""

import itertools
import random
import shutil
import uuid
from pathlib import Path

import badbox  # noqa: F401 - registers what `--mutate` swaps in
import pytest
from days import Days, open_file
from sealed import passphrase
from searching import bytes_with, home, laid_down
from voting import AGREE, IDEAS, SKIP, cast, key, opened_poll, token, value

import mutations
from counting import Count
from spiegel.domain.polls.box import SEATS
from spiegel.domain.polls.polls import ClosePoll, Given
from spiegel.domain.session.polls import Answer
from spiegel.store import disk
from spiegel.store.beside import ballot_box
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile

VALUES = [*(value(n % 5 + 1, "clients") for n in range(8)), *[value(2, "professionals")] * 6, SKIP]
IDEAS_SAID = [f"idee {n}" for n in range(12)] + ["langer open"] * 3


class Ids:
    """Ids that are the same in each meeting."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self) -> uuid.UUID:
        return uuid.UUID(int=next(self._numbers))


@pytest.fixture
def same_ids(monkeypatch):
    """What is random in a file is the same each time; boxes are small, and no disk waits."""
    monkeypatch.setattr(ballot_box, "SLOTS", 40)
    monkeypatch.setattr(disk, "sync", lambda _descriptor: None)
    monkeypatch.setattr(disk, "sync_folder", lambda _folder: None)

    def again() -> None:
        monkeypatch.setattr(uuid, "uuid4", Ids())

    return again


def hear(windows: list[SessionFile], poll, given: list[Given], chance: random.Random) -> list[int]:
    """These answers come in, by any seats and windows, in any order; some are changed meanwhile."""
    seats = chance.sample(range(1, SEATS + 1), len(given))
    last = [cast(poll, seat, one) for seat, one in zip(seats, given, strict=True)]
    before = [cast(poll, seat, chance.choice(given)) for seat in seats if chance.random() < 0.2]
    chance.shuffle(last)
    for casts in (before, last):
        while casts:
            some = chance.randint(1, len(casts))
            chance.choice(windows).ballots.cast(poll.number, casts[:some])
            casts = casts[some:]
    return seats


def apart(words: list[str], chance: random.Random) -> list[Given]:
    """Ideas as they may have come from five people: three of each, but whose with which?"""
    words = chance.sample(words, len(words))
    return [Given(Answer(ideas=tuple(words[n : n + 3]))) for n in range(0, len(words), 3)]


def meeting(
    path: Path, chance: random.Random, keys: Keys = NO_KEYS
) -> tuple[dict[str, bytes], list[bytes]]:
    """What is on the disk after a meeting with the same answers, and the secrets of its seats."""
    clock = Days()
    moderator = open_file(path, clock, "moderator", keys=keys)
    server = open_file(path, clock, "devices", keys=keys)
    windows, secrets = [moderator, server], []
    for form, given in ((AGREE, VALUES), (IDEAS, apart(IDEAS_SAID, chance))):
        poll = opened_poll(moderator, form)
        seats = hear(windows, poll, given, chance)
        secrets += [part for seat in seats for part in (token(seat), key(seat, poll))]
        moderator.change(ClosePoll(poll=poll.number))
    server.close()
    moderator.close()
    return laid_down(path.parent, home()), secrets


def clear(path: Path) -> None:
    for place in list(path.parent.iterdir()):
        shutil.rmtree(place) if place.is_dir() else place.unlink()


def same_each_time(path: Path, same_ids, times: int) -> None:
    first: dict[str, bytes] = {}
    for number in range(times):
        same_ids()
        left, secrets = meeting(path, random.Random(number))
        if not first:
            # Where all bytes are the same, a secret that is in none of the first is nowhere.
            assert bytes_with(secrets, path.parent, home()) == set(), "a secret is left"
            first = left
        assert left == first, f"meeting {number} left something else"
        clear(path)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("sort-dropped", "siblings-kept", match="left something else")
def test_the_same_answers_leave_the_same_bytes_whoever_gave_them_and_when(path, same_ids, counted):
    times = mutations.rounds(40, 20)
    same_each_time(path, same_ids, times)
    counted(f"{times} meetings, the same answers by other seats in another order: the same bytes")


@pytest.mark.slow
@pytest.mark.reckons
def test_two_thousand_times_the_same_bytes(path, same_ids, counted: Count):
    same_each_time(path, same_ids, 2_000)
    counted("2000 meetings, the same answers by other seats in another order: the same bytes")


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("sort-dropped", "siblings-kept", match="says something else")
def test_an_encrypted_session_says_the_same_whoever_answered(path, same_ids):
    """Each line is closed with other random bytes; what it says and its length are the same."""
    first = None
    for number in range(10):
        same_ids()
        left, secrets = meeting(path, random.Random(number), passphrase())
        assert bytes_with(secrets, path.parent, home()) == set(), "a secret is left"
        session = read_session(path, keys=passphrase())
        sizes = {name: len(data) for name, data in left.items()}
        said = (sizes, list(session.ballots.values()), list(session.ideas.values()))
        first = first or said
        assert said == first, f"meeting {number} says something else"
        clear(path)
