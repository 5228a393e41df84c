"""A session of which an earlier version is kept, for tests of the commands that use it."""

import json

from sealed import WORDS, passphrase

from spiegel import clock
from spiegel.cli import main, past
from spiegel.cli import passphrase as cli_passphrase
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.resealing import reseal


def worked_twice(folder, monkeypatch, capsys):
    """A session on which was worked twice today: the second window keeps the first one's work."""
    monkeypatch.chdir(folder)
    assert main(["new", "wmo.spiegel", "--participants", "3"]) == 0
    capture(monkeypatch, folder, 'D1: kwikzilver\nD2: "zandloper" #wachttijd -\n')
    capture(monkeypatch, folder, "D3: vuurtoren\n")
    capsys.readouterr()
    return folder / "wmo.spiegel"


def capture(monkeypatch, folder, text):
    (folder / "regels.txt").write_text(text, encoding="utf-8")
    assert main(["capture", "wmo.spiegel", "regels.txt"]) == 0
    (folder / "regels.txt").unlink()


def run(capsys, *arguments):
    """A command in this process: exit code, standard output, standard error."""
    code = main([*map(str, arguments)])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return code, printed.out, printed.err


def said(path, capsys):
    code, out, _err = run(capsys, "show", path, "--json")
    assert code == 0
    return [statement["words"] for statement in json.loads(out)["statements"]]


def answer(monkeypatch, *answers):
    """Somebody sits at the terminal and types this; returns what was asked."""
    waiting, asked = list(answers), []

    def type_it(prompt=""):
        asked.append(prompt)
        return waiting.pop(0)

    monkeypatch.setattr(past, "has_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", type_it)
    return asked


def damage(path):
    path.write_bytes(path.read_bytes().replace(b'"zandloper","speakers"', b'"zandloper""speakers"'))


def encrypted(path, monkeypatch):
    """The same session, encrypted; returns what was asked at the terminal since."""
    reseal(path, keys=NO_KEYS, to=passphrase(), clock=clock.now)
    asked = []
    monkeypatch.setattr(cli_passphrase, "_ask", lambda prompt: asked.append(prompt) or WORDS)
    return asked
