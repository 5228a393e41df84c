"""What a real terminal receives, with all its colours, few, or none."""

import pytest

from spiegel import clock, demo
from terminal import Terminal

TERMINALS = {
    "256": {"TERM": "xterm-256color"},
    "8": {"TERM": "xterm"},
    "vt100": {"TERM": "vt100"},
    "NO_COLOR": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"},
}
"""What each depth shows is in tests/app/test_color_depth.py; here, that terminals get it."""
COLOURLESS = ("vt100", "NO_COLOR")


def cells(terminal, words):
    """The cells of the first place where these words stand."""
    for row, line in enumerate(terminal.screen.display):
        if (column := line.find(words)) >= 0:
            return [terminal.screen.buffer[row][column + n] for n in range(len(words))]
    raise AssertionError(f"not seen: {words!r}\n{terminal.text}")


def seen(cell):
    return cell.fg, cell.bg, cell.bold, cell.underscore, cell.reverse


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("256", marks=pytest.mark.slow),
        "NO_COLOR",
        pytest.param("8", marks=pytest.mark.slow),
        pytest.param("vt100", marks=pytest.mark.slow),
    ],
)
def test_voices_themes_the_line_large_digits_and_panels_show(tmp_path, name):
    path = tmp_path / "demo.spiegel"
    demo.write(path, "middle", demo.start_for(clock.now()))
    size = {"columns": 100, "rows": 50}
    with Terminal("open", path, home=tmp_path, **size, **TERMINALS[name]) as terminal:
        terminal.wait("Hierna:")
        digits = [c for row in terminal.screen.buffer.values() for c in row.values() if c.reverse]
        assert len([cell for cell in digits if cell.data == " "]) > 20
        terminal.send("f4")
        terminal.wait("! wens")
        terminal.send("D3: zo")
        terminal.wait("D3: zo")
        voices = [seen(cells(terminal, words)[-1]) for words in ("goed", "kan beter", "wens")]
        assert len(set(voices)) == 3
        plain = seen(cells(terminal, "Gehoord")[0])
        assert seen(cells(terminal, "D3: zo")[-1]) != plain
        terminal.send("f1")
        terminal.wait("╭──")
        terminal.wait("╰──")
        drawn = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
        assert ({(c.fg, c.bg) for c in drawn} == {("default", "default")}) is (name in COLOURLESS)
