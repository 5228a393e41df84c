"""kill -9 around the evaluation: each form that was acknowledged is there once, no box is left."""

import os
import random
import signal
import sys
from pathlib import Path

import pytest
from meetings import meeting

import mutations
from spiegel import clock
from spiegel.domain.polls.box import NOBODY, Cast, form_key
from spiegel.domain.polls.evaluation import BOX, CloseEvaluation, Filled, OpenEvaluation, packed
from spiegel.domain.session.evaluation import Form
from spiegel.store.session.file import SessionFile

pytestmark = [
    pytest.mark.slow,
    pytest.mark.reckons,
    pytest.mark.skipif(sys.platform != "linux", reason="forks, and dies with its parent"),
]
FORMS = 12
CLOSING = b"\xff"


def opened(path: Path) -> SessionFile:
    return SessionFile(path, clock=clock.now, window="devices")


def works(path: Path, out: int) -> None:
    """Forms come in one by one, each told when it is kept; then the evaluation closes."""
    file = opened(path)
    since = file.session.info.evaluating
    for device in range(FORMS):
        filled = Filled(Form.PARTICIPANT, (4, None, None, 1), (f"vorm {device:02}",))
        file.ballots.cast(BOX, [Cast(form_key(b"%d" % device, since), NOBODY, packed(filled))])
        os.write(out, bytes([device]))
    os.write(out, CLOSING)
    file.change(CloseEvaluation())
    os.write(out, CLOSING)
    file.close()


def killed(path: Path, after: int) -> tuple[set[str], int]:
    """What was acknowledged until the process was killed, after so many words of it; and those."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            works(path, writes)
        finally:
            os._exit(0)
    os.close(writes)
    told = b""
    while len(told) < after and (more := os.read(reads, 1)):
        told += more
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reads, 64):
        told += more
    os.close(reads)
    return {f"vorm {device:02}" for device in told if device < FORMS}, len(told)


def test_of_what_was_called_saved_nothing_is_lost_or_counted_twice(tmp_path, counted):
    chance, closing, forms = random.Random(11), 0, 0
    kills = mutations.rounds(60, 20)
    for kill in range(kills):
        path = tmp_path / f"{kill}.spiegel"
        SessionFile.create(path, meeting(), clock=clock.now, window="test").close()
        file = opened(path)
        file.change(OpenEvaluation())
        file.close()
        # Half of them while it closes.
        kept, told = killed(path, chance.choice([chance.randint(1, FORMS), FORMS + 1]))
        closing += told == FORMS + 1
        forms += len(kept)
        file = opened(path)
        file.change(CloseEvaluation())
        words = [one.words[0] for one in file.session.evaluations.values()]
        assert kept <= set(words), f"kill {kill}: lost"
        assert len(words) == len(set(words)) <= len(kept) + 1, f"kill {kill}: twice"
        assert words == sorted(words)
        assert not file.sidecar.ballots.exists(), f"kill {kill}: left"
        assert list(file.sidecar.runtime.glob("*.key")) == [], f"kill {kill}: a key is left"
        file.close()
    counted(f"{kills} kills, {closing} while it closed; {forms} forms acknowledged, none lost")
    assert closing >= 0.2 * kills
