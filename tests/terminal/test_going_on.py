"""A window that was stopped for a while goes on as if nothing had happened."""

import os
import signal

import pytest
from meetings import meeting, round_of

from spiegel import clock
from spiegel.domain.running.running import Go
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile
from terminal import Terminal

pytestmark = pytest.mark.slow
PARTS = ("acht weken ", "zonder bericht ", "en toen nog eens acht")


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP])
def test_a_window_that_was_stopped_takes_each_key_once_and_gives_the_terminal_back(
    tmp_path, number
):
    path = tmp_path / "m.spiegel"
    session = meeting(5)
    session = Go(phase=round_of(session).number).apply(session, clock.now())
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    with Terminal("open", path, "--role", "scribe", home=tmp_path) as terminal:
        terminal.wait("Thema")
        terminal.send("D3: ")
        for part in PARTS:
            terminal.kill(number)
            os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
            given_back = terminal.settings() == terminal.before
            assert given_back is (number == signal.SIGTSTP)
            # What it drew before it stopped says nothing of whether it goes on.
            while terminal.read(0):
                pass
            terminal.screen.reset()
            terminal.kill(signal.SIGCONT)
            terminal.wait("Thema")
            terminal.send(*part)
            terminal.wait(part.strip())
        terminal.send("enter")
        terminal.wait("1 D3")
        words = [statement.words for statement in read_session(path).statements.values()]
        assert words == ["".join(PARTS)]
        terminal.send("ctrl+q")
        assert terminal.ended() == 0
        assert terminal.settings() == terminal.before
