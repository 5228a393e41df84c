"""kill -9 while an encrypted session is written: nothing saved is lost, and none is missed."""

import os
import random
import subprocess
import sys
import time

import pytest
import sealedwriter
from sealed import passphrase
from tinychanges import small_session, words_of

from spiegel import clock
from spiegel.store.damage.check import TornTail, check
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile

KILLS = 60


def killed(path, run, chance):
    """One life of a window; returns the numbers that it said were saved."""
    process = subprocess.Popen(
        [sys.executable, sealedwriter.__file__, str(path), str(run)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    said = [process.stdout.readline() for _ in range(chance.randint(1, 45))]
    end = time.perf_counter() + chance.random() * 0.004
    while time.perf_counter() < end:
        pass
    process.kill()
    said += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    assert all(said), "it ended before it was killed"
    return [f"{run}-{int(number)}" for number in said]


@pytest.mark.slow
@pytest.mark.mutation("noted-before-written", match="CutOff")
def test_after_each_kill_it_opens_with_all_that_was_saved(tmp_path):
    """No false alarm either: the note of how far it goes never says more than is there."""
    path = tmp_path / "wmo.spiegel"
    keys = passphrase()
    SessionFile.create(
        path, small_session(), clock=clock.now, window="test", keys=passphrase()
    ).close()
    chance = random.Random(3)
    saved = []
    torn = unsaid = 0
    for run in range(KILLS):
        saved += killed(path, run, chance)
        words = [w for w in words_of(read_session(path, keys=keys)) if w != "weg"]
        assert set(saved) <= set(words)
        assert len(words) == len(set(words))
        findings = check(path, keys=keys)
        assert [f for f in findings if not isinstance(f, TornTail)] == []
        torn += bool(findings)
        unsaid += len(set(words) - set(saved))
    print(f"{KILLS} kills, {len(saved)} saved, {unsaid} more written, {torn} torn")
    assert len(saved) > KILLS
