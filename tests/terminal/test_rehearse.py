"""A rehearsal in a real terminal: nothing of it is kept, and nothing of the meeting is touched."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from meetings import meeting

from spiegel import clock
from spiegel.store.sealed.keys import Passphrase
from spiegel.store.session.file import SessionFile
from terminal import Terminal

pytestmark = pytest.mark.slow
SAYS = "Oefening: er wordt niets bewaard"


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder, and what is in them."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def next_part(terminal: Terminal, part: str) -> None:
    terminal.send("right")
    terminal.wait(lambda text: f"\u25b6 {part}" in text)


@pytest.mark.parametrize(
    ("sealed", "end"),
    [(False, "quit"), (True, "kill -9")],
    ids=["open in another window", "encrypted and killed"],
)
def test_the_meeting_is_untouched_and_nothing_is_kept(tmp_path, sealed, end):
    home, folder = tmp_path / "thuis", tmp_path / "werk"
    home.mkdir()
    folder.mkdir()
    path = folder / "wmo.spiegel"
    keys = {"keys": Passphrase("een lange zin")} if sealed else {}
    SessionFile.create(path, meeting(6), clock=clock.now, window="test", **keys).close()
    with ExitStack() as open_:
        if not sealed:
            other = open_.enter_context(Terminal("open", path, home=tmp_path))
            other.wait("Test")
            other.read_for(0.5)
        before = everything(folder)
        terminal = open_.enter_context(Terminal("rehearse", path, "--speed", "60", home=home))
        if sealed:
            terminal.wait(":")
            terminal.type_line("een lange zin")
        terminal.wait(SAYS)
        for part in ("Welkom", "Spelregels", "Kennismaking", "Cliëntronde"):
            next_part(terminal, part)
        terminal.send("f4")
        terminal.wait(lambda text: SAYS in text and "D1" in text and "+" in text)
        if end == "quit":
            terminal.send("ctrl+q")
            terminal.wait("Spiegel sluiten?")
            terminal.send("enter")
            assert terminal.ended() == 0
            assert "gepland" in terminal.text
        else:
            terminal.kill()
        assert everything(folder) == before
        said = b"".join(everything(home).values())
        assert b"Vraag 1?" not in said
        assert b"bellen" not in said
