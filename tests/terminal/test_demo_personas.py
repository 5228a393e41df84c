"""The example of personas, at the keys of a real terminal: what a visitor sees."""

import pytest

from terminal import Terminal

pytestmark = pytest.mark.slow


def test_a_visitor_sees_three_personas_what_they_rest_on_and_the_actions_that_touch_them(tmp_path):
    folder = tmp_path / "voorbeeld"
    words = ("demo", "--format", "persona", folder)
    with Terminal(*words, columns=120, rows=40, home=tmp_path) as terminal:
        terminal.wait("Makers schreven hier drie persona's")
        terminal.send("\r")
        terminal.wait("Mevrouw Zilver")
        terminal.wait("3 bijeenkomsten")
        terminal.send("oo")
        terminal.wait("minder dan twee mensen")
        terminal.send("\x1b[15~")
        terminal.wait("Dit raakt de persona Meneer Linden")
        terminal.send("\x11")
        assert terminal.ended() == 0
    assert {path.name for path in folder.glob("*.spiegel")} == {
        "demo-persona.spiegel",
        "demo-wmo.spiegel",
        "demo-bezoekers.spiegel",
    }
