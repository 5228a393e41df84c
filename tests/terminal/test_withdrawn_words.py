"""Somebody withdraws while a window is open in a real terminal: no byte that is drawn has them."""

import re

import pytest
from capturing import record, running

from screens.windows import session_at
from spiegel import clock
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.session.session import describe
from spiegel.store.session.file import SessionFile
from terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.reckons]
SAID = "ik moest acht lange weken op een brief met kwikzilver wachten"


def test_the_words_are_in_nothing_that_is_drawn_afterwards_nor_in_a_title(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    session = describe(record(running("cliëntronde", 1), f"D2: {SAID}", "D3: best"), id="wmo")
    path = session_at(tmp_path / "wmo.spiegel", session)
    with Terminal("open", path, home=home) as window:
        for key in ("f4", "f6", "f4"):
            window.send(key)
            window.wait("kwikzilver")
        file = SessionFile(path, clock=clock.now, window="moderator")
        file.change(Withdraw(participant=2))
        file.close()
        window.wait(lambda text: "kwikzilver" not in text)
        drawn = len(window.output)
        for key in ("f6", "f2", "f3", "f4"):
            window.send(key)
            window.read_for(0.5)
        assert b"kwikzilver" not in window.output[drawn:]
        titles = re.findall(rb"\x1b\](?:0|1|2|9|777);(.*?)(?:\x07|\x1b\\)", bytes(window.output))
        assert not any(b"kwikzilver" in title for title in titles)
