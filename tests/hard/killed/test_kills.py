"""kill -9, a thousand times: what was acknowledged is there, once, and nobody has to wait."""

import sys
from pathlib import Path

import badstore  # noqa: F401 - registers what `--mutate` swaps in
import pytest
from killing import Tally
from killseries import side_by_side

from counting import Count

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="forks, and looks into /proc"),
]
KILLED = r"kill \d+: (lost|twice|unreadable|blocked|half)"


def killed(folder: Path, work: str, kills: int) -> Tally:
    """What two series of kills showed, that ran side by side."""
    return side_by_side("killedwindows", folder, work, kills, Tally)


def sound(tally: Tally, kills: int, counted: Count) -> None:
    """All that must hold of any series."""
    counted(tally.summary())
    assert tally.sound, tally.trouble
    assert tally.kills == kills
    assert tally.in_a_write >= 0.3 * kills, tally
    # Not only those that choose the moment themselves. How many of these fall into a write is
    # chance: a fifth where writes are short, as in a queue.
    assert tally.in_a_write_at_moments >= 0.05 * tally.moments, tally
    assert tally.moments >= 0.3 * kills, tally
    assert tally.acknowledged > kills


@pytest.mark.mutation(
    "acknowledge-before-write",
    "write-in-place-compacting",
    "torn-line-not-dropped",
    "lock-never-released",
    "numbers-used-twice",
    "export-in-place",
    match=KILLED,
)
def test_a_thousand_kills_lose_nothing_that_was_acknowledged(tmp_path, counted):
    kills = 1_000
    tally = killed(tmp_path, "one", kills)
    sound(tally, kills, counted)
    assert tally.torn >= 0.01 * kills, "hardly a line was ever torn"
    for kind in ("insert", "edit", "undo", "merge", "compact", "export", "withdraw"):
        assert tally.during[kind] >= 0.04 * kills, tally.during


@pytest.mark.mutation("acknowledge-before-write", "torn-line-not-dropped", match=KILLED)
def test_of_a_long_queue_the_beginning_is_there_and_no_word_of_it_twice(tmp_path, counted):
    sound(killed(tmp_path, "queue", 150), 150, counted)


@pytest.mark.mutation("lock-does-nothing", "lock-never-released", "stale-numbers", match=KILLED)
def test_when_one_of_two_windows_is_killed_the_other_does_not_notice(tmp_path, counted):
    sound(killed(tmp_path, "two", 150), 150, counted)
