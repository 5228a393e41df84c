"""A whole meeting with names behind its codes, in a real terminal: they are in no other byte."""

import os
import shutil
import signal
import zipfile
from pathlib import Path

import pytest
from asking import at_terminal
from sealed import WORDS
from searching import traces

from terminal import Terminal

pytestmark = pytest.mark.slow

PLANTED = ("Wilhelmientje", "Kwikstaartveen", "70919283", "Zevenblad", "Kleinduimpje")
LINES = 'D1: "kwam vier keer langs" #wachttijd -\nD3: een vast nummer helpt #bereikbaarheid !\n'
KINDS = ("report", "markdown", "worklist", "letters", "calendar", "plan", "plan-markdown")
NOTHING: set[tuple[str, str]] = set()


def run(*arguments: object, answers: list[str] | None = None, stdin: str = "") -> str:
    done = at_terminal(*map(str, arguments), answers=answers or [], stdin=stdin)
    assert done.code == 0, (arguments, done)
    return done.out


def names_typed_on_f2_and_killed(path: Path, home: Path) -> None:
    """Somebody opens the names, types half of another one, and the laptop dies."""
    with Terminal("open", path, home=home) as window:
        window.wait("privé")
        window.send("f2")
        window.wait("de dag")
        while "gevraagd 0" not in window.text:
            window.send("tab")
            window.read_for(0.3)
        window.send("k")
        window.wait("wachtwoord")
        window.type_line(WORDS)
        window.wait(PLANTED[1])
        window.send("down", "enter")
        window.wait("achter de code")
        window.send(PLANTED[4])
        window.wait(PLANTED[4])
        window.read_for(1.0)
        window.process.send_signal(signal.SIGKILL)
        window.process.wait()


def unpacked(folder: Path) -> Path:
    """What stands in the documents, as files that can be searched."""
    for document in folder.glob("*.docx"):
        with zipfile.ZipFile(document) as package:
            package.extractall(folder / document.stem)
    return folder


def test_after_exports_kills_copies_and_damage_no_other_byte_has_a_name(tmp_path, monkeypatch):
    home, folder = tmp_path / "home", tmp_path / "werk"
    home.mkdir()
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    path, keys = folder / "wmo.spiegel", folder / "wmo.sleutel"
    run("new", path, "--title", "Wachten", "--participants", "4", "--date", "2027-03-18")
    who = f"{PLANTED[0]} {PLANTED[1]}\n06-{PLANTED[2]}\n{PLANTED[3]} 4\n1234 AB Dijkzicht\n\n"
    run("names", path, "--add", "D1", answers=[WORDS, WORDS], stdin=who)
    names_typed_on_f2_and_killed(path, home)
    run("capture", path, stdin=LINES)
    run("export", path, "--kind", *KINDS, "--to", folder / "uit")
    run("check", path, "--restore")
    (folder / "kopie.spiegel").write_bytes(path.read_bytes())
    assert len(list(unpacked(folder / "uit").rglob("document.xml"))) > 10
    assert traces(PLANTED, tmp_path) == NOTHING

    # The session is damaged, and what can be read is saved: without the names, which are whole.
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"kwam vier', b'"kwam" vier'))
    run("check", path, "--restore", "rest")
    path.write_bytes(content)
    assert traces(PLANTED, tmp_path) == NOTHING
    assert PLANTED[1] in run("names", path, answers=[WORDS])

    # What names them is made only when it is asked for, and goes with the rest.
    labels = Path(run("export", path, "--kind", "envelopes", answers=[WORDS]).strip())
    assert traces(PLANTED, tmp_path) == NOTHING
    (folder / "enveloppen").mkdir()
    labels.with_name("enveloppen").joinpath(labels.name).write_bytes(labels.read_bytes())
    found = traces(PLANTED, unpacked(folder / "enveloppen"))
    assert {word for _name, word in found} == {PLANTED[0], PLANTED[1], PLANTED[3]}
    shutil.rmtree(folder / "enveloppen")
    run("wipe", path, "--yes")
    assert not keys.exists()
    assert not labels.exists()
    assert traces(PLANTED, tmp_path) == NOTHING
