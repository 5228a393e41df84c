"""kill -9 around the ballot box: what was acknowledged counts, once, and nothing of it is left."""

import sys
from pathlib import Path

import badbox  # noqa: F401 - registers what `--mutate` swaps in
import pytest
from killedboxes import BoxTally
from killseries import side_by_side

import mutations

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="forks, and dies with its parent"),
]
KILLED = r"kill \d+: (lost|twice|left|unreadable|blocked)"


def killed(folder: Path, work: str, kills: int) -> BoxTally:
    """What two series of kills showed, that ran side by side."""
    return side_by_side("killedboxes", folder, work, kills, BoxTally)


@pytest.mark.mutation("acknowledged-before-the-box-is-written", "answers-twice", match=KILLED)
def test_of_what_a_server_kept_nothing_is_lost_or_counted_twice_when_it_is_killed(
    tmp_path, counted
):
    kills = mutations.rounds(200, 30)
    tally = killed(tmp_path, "server", kills)
    counted(tally.summary())
    assert tally.sound, tally.trouble
    assert tally.kills == kills
    assert tally.acknowledged > kills


@pytest.mark.mutation(
    "box-not-wiped", "box-not-wiped-after-a-kill", "closing-can-be-undone", match=KILLED
)
def test_a_closing_that_is_killed_is_made_or_not_and_nothing_of_the_box_is_left(tmp_path, counted):
    kills = mutations.rounds(300, 40)
    tally = killed(tmp_path, "closing", kills)
    counted(tally.summary())
    assert tally.sound, tally.trouble
    assert tally.kills == kills
    # Of the 500 kills of both tests three in ten.
    assert tally.closing >= 0.5 * kills, tally
    assert tally.kept_first >= 0.02 * kills, tally
    assert tally.moments >= 0.2 * kills, tally
    assert tally.acknowledged > kills
