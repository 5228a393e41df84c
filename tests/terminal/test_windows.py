"""Windows of several processes on one session, each in a terminal of its own."""

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from spiegel.cli import main
from spiegel.store.journal.snapshot import read_session
from terminal import Terminal

pytestmark = pytest.mark.slow

PLAN = """# Wmo-toegang
## Cliëntronde
1. Hoe kwam u bij het wijkteam terecht? (8 min)
2. Hoe ging het eerste gesprek? (10 min)
"""


@pytest.fixture
def session(tmp_path):
    """A session in the client round."""
    plan = tmp_path / "plan.md"
    plan.write_text(PLAN, encoding="utf-8")
    path = tmp_path / "map" / "wmo.spiegel"
    path.parent.mkdir()
    assert main(["new", str(path), "--plan", str(plan), "--participants", "4"]) == 0
    return path


@pytest.fixture
def opened(tmp_path, session):
    """Opens a window in a role: `opened("scribe")`."""
    home = tmp_path / "thuis"
    home.mkdir()
    with ExitStack() as stack:

        def window(role, **size):
            terminal = Terminal("open", session, "--role", role, home=home, **size)
            return stack.enter_context(terminal)

        yield window


def begin(moderator):
    """On to the first question of the clients."""
    moderator.wait("Deelnemers")
    moderator.send("f3")
    moderator.wait("Druk op →")
    for phase in ("Welkom", "Spelregels", "Kennismaking", "Cliëntronde"):
        moderator.send("right")
        moderator.wait(f"▶ {phase}")


def said(path):
    return [statement.words for statement in read_session(path).statements.values()]


def test_three_windows_see_each_other_and_what_the_others_do(session, opened):
    moderator, scribe, room = opened("moderator"), opened("scribe"), opened("clock")
    begin(moderator)
    moderator.wait("ook open: verslaglegger, zaalscherm")
    scribe.wait("Hoe kwam u bij het wijkteam terecht?")
    room.wait("vertellen")
    moderator.send("right")
    scribe.wait("Hoe ging het eerste gesprek?")
    scribe.type_line("D3: acht weken")
    moderator.wait("D3 1")
    scribe.send("vraag D2 nog eens", "ctrl+r")
    moderator.wait("briefje (1)")
    assert "vraag D2" not in moderator.text
    moderator.send("ctrl+k")
    moderator.wait("De zaal ziet de klok.")
    moderator.send("enter")
    room.wait(lambda text: not text.strip())
    moderator.wait("zaalscherm leeg")
    scribe.kill(signal.SIGKILL)
    scribe.process.wait()
    moderator.wait(lambda text: "verslaglegger" not in text)


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP], ids=["stopped", "suspended"])
def test_a_window_that_was_stopped_catches_up_and_draws_itself_again(session, opened, number):
    moderator, scribe, room = opened("moderator"), opened("scribe"), opened("clock")
    begin(moderator)
    for window in (scribe, room):
        window.wait("Vraag 1 ·" if window is scribe else "vertellen")
        stop(window, number)
    moderator.send("right")
    moderator.wait("Hoe ging het eerste gesprek?")
    moderator.send("ctrl+k")
    moderator.wait("De zaal ziet de klok.")
    moderator.send("down", "enter")
    moderator.read_for(0.2)
    moderator.send("Koffie")
    moderator.wait("bericht      Koffie")
    moderator.send("enter")
    moderator.wait("Zo ziet de zaal het")
    moderator.send("enter")
    moderator.wait("bericht voor de zaal")
    for window in (scribe, room):
        os.kill(window.process.pid, signal.SIGCONT)
    scribe.wait("Hoe ging het eerste gesprek?")
    room.wait(lambda text: large(room) and "vertellen" not in text)
    scribe.type_line("D3: het ging goed")
    moderator.wait("D3 1")


def large(window):
    """How many cells are the ground of a large letter."""
    rows = window.screen.buffer.values()
    return sum(cell.reverse and not cell.data.strip() for row in rows for cell in row.values())


def stop(window, number):
    """Stop a window, and wait until it stands still."""
    window.process.send_signal(number)
    state = Path(f"/proc/{window.process.pid}/stat")
    end = time.monotonic() + 20
    while state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "T":
        window.read(0.01)
        assert time.monotonic() < end


INSIDE_A_WRITE = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tinychanges import Say
from spiegel import clock
from spiegel.store import disk
from spiegel.store.session.file import SessionFile

file = SessionFile(Path(sys.argv[1]), clock=clock.now, window="scribe")
real = disk.sync
def stopped(descriptor):
    disk.sync = real
    print("inside", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)
    real(descriptor)
disk.sync = stopped
file.change(Say(words="van wie stilstond"))
print("saved", flush=True)
file.close()
"""


def test_a_window_that_is_stopped_inside_a_write_is_named_and_nothing_is_lost(session, opened):
    scribe = opened("scribe")
    scribe.wait("Typ de eerste regel")
    arguments = [sys.executable, "-c", INSIDE_A_WRITE, session, Path(__file__).parents[1] / "store"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "inside\n"
        begun = time.monotonic()
        scribe.type_line("D3: een")
        scribe.type_line("D4: twee")
        scribe.wait(f"(proces {other.pid})")
        assert time.monotonic() - begun < 7
        assert "een" in scribe.text
        assert "twee" in scribe.text
        os.kill(other.pid, signal.SIGCONT)
        assert other.stdout.readline() == "saved\n"
        scribe.wait(lambda text: "nog niet opgeslagen" not in text and "Nog niet" not in text)
    assert said(session) == ["van wie stilstond", "een", "twee"]


def test_quitting_without_a_file_says_where_everything_is(session, opened, tmp_path):
    scribe = opened("scribe")
    scribe.wait("Typ de eerste regel")
    scribe.type_line("D3: een")
    scribe.wait("D3   1")
    scribe.send("D4: half")
    scribe.wait("D4: half")
    session.parent.rename(tmp_path / "elders")
    (tmp_path / "elders" / session.name).unlink()
    scribe.wait("is er niet meer")
    scribe.send("escape")
    scribe.wait(lambda text: "het bestand is weg" in text and "opnieuw proberen" not in text)
    scribe.send("ctrl+q")
    assert scribe.ended() == 0
    copy = tmp_path / "thuis/.local/share/spiegel/sessions/wmo-kopie.spiegel"
    assert said(copy) == ["een"]
    assert str(copy) in scribe.text.replace("\n", "")
    drafts = list((copy.parent / f".{copy.name}.d" / "drafts").iterdir())
    assert [b"D4: half" in draft.read_bytes() for draft in drafts] == [True]
    assert not session.parent.exists()
