"""Commands at a terminal: whole words, however narrow it is, and a plain line elsewhere."""

from pathlib import Path

import pytest

from spiegel import cli, clock, demo
from spiegel.store.session.file import SessionFile
from terminal import Terminal


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "gesprek.spiegel"
    SessionFile.create(path, demo.play("middle"), clock=clock.now, window="test").close()
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:5], b"{", *lines[6:]]))
    return path


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("columns", [40, 80])
def test_a_long_line_is_folded_between_words(damaged, tmp_path, capsys, columns):
    assert cli.main(["--lang", "nl", "check", str(damaged), "--restore"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) > columns
    words = ("--lang", "nl", "check", damaged, "--restore")
    with Terminal(*words, columns=columns, home=tmp_path) as terminal:
        assert terminal.ended() == 0
        seen = terminal.text.split()
    short = [word for line in lines for word in line.split() if len(word) < columns]
    assert [word for word in short if word not in seen] == []
