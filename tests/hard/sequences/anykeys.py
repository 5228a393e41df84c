"""Keys as nobody would press them on purpose: a seeded stream of keys, pastes, clicks and sizes."""

import random
import string
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key

from spiegel.commands import commands_of, everywhere

SMALLEST, LARGEST = (20, 5), (250, 80)
"""Columns and rows between which the terminal is resized."""

_CHARACTERS: Final = {_character_to_key(character): character for character in string.printable}
_ARROWS: Final = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab"),
    *("shift+left", "shift+right", "ctrl+left", "ctrl+right", "ctrl+up", "ctrl+down"),
)
_EDITING: Final = (
    "backspace",
    "delete",
    "insert",
    "ctrl+w",
    "ctrl+u",
    "ctrl+k",
    "ctrl+a",
    "ctrl+e",
)
_CONTROL: Final = (
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase),
    *("ctrl+space", "ctrl+at", "ctrl+backslash", "ctrl+underscore", "ctrl+enter", "alt+x"),
    *("shift+enter", "alt+enter", "shift+f1", "f13", "ctrl+shift+z", "super+q"),
)
_FUNCTION: Final = tuple(f"f{number}" for number in range(1, 13))
_LINES: Final = (
    *(
        'D3: "ik moest acht weken wachten" #wachttijd - *',
        "D1, D5: we kenden de consulent #nabijheid +",
    ),
    *("3:: steeds een ander aan de lijn #1 -", "zij ging gewoon door", "? hoe lang duurde het"),
    *(
        "T2? wat hielp u het meest x",
        "> elke aanvrager krijgt een telefoontje @teamleider 15-12 (1, 2)",
    ),
    *(
        "// even de deur dicht",
        "/p vergoeding van de taxi",
        "/zorg D6 bleef stil",
        "/weg D8",
        "/terug D8",
    ),
    *(
        "/3 D4: over de vorige vraag !",
        "D10: ik ben er later bij",
        "D33: wie is dat",
        "/3",
        "\\#geen thema",
    ),
    *(
        "allen: de brief was onbegrijpelijk #brieven -",
        "?: iemand achterin #2 +",
        "6 oktober 2026",
        "12",
    ),
)
_WORDS: Final = (
    *("D1", "d4", "T2", "ja", "j", "nee", "5", "0", "-1", "99999999999", "12:30", "10-10-2026"),
    *(
        "31 feb",
        "wachttijd",
        "teamleider",
        "..",
        "~/verslag",
        "/proc",
        "gesprek.spiegel",
        "wat " * 12,
    ),
)
_ODD: Final = (
    *(
        "",
        " ",
        "\n",
        "[/",
        "[red]x[/red]",
        'hij zei: "[lacht]"',
        "\x00\x1b[2J\x07",
        "e\u0301\u0301 \u200d",
    ),
    *(
        "\ud800 los",
        "مرحبا \u202e بالعالم",
        "👩‍👩‍👧‍👦 hart \u2764\ufe0f",
        "a\tb\r\nc\rd\u2028e\x85f",
        "\U0010ffff\ufffe",
    ),
    *(
        "x" * 3_000,
        "D1: een\nD2: twee\nD3: drie",
        "#" * 40,
        "-+!*~%",
        "/tmp\n/etc/passwd",
        "\\n\\\\",
    ),
)


class Stroke:
    """One thing that a hand does; `post` gives it to the program."""

    def __init__(self, *made: events.Event, size: tuple[int, int] | None = None) -> None:
        self.made = made
        self.size = size

    def post(self, app: App[None]) -> None:
        """Hand it to the program as the terminal's driver would."""
        if self.size is not None:
            driver = app._driver
            assert isinstance(driver, HeadlessDriver)
            driver._size = self.size
        for event in self.made:
            app.post_message(event)


def key(name: str) -> events.Key:
    """The event of one key by Textual's name, or by its character."""
    if len(name) == 1:
        return events.Key(_character_to_key(name) if not name.isalnum() else name, name)
    return events.Key(name, _CHARACTERS.get(name))


_LETTERS: Final = string.ascii_letters + string.digits + string.punctuation + " éüßœ€…漢"
_OFTEN: Final = {
    "own": 40.0,
    "letter": 14,
    "arrow": 10,
    "enter": 8,
    "escape": 5,
    "editing": 3,
    "everywhere": 3,
    "function": 1,
    "control": 4,
    "undo": 3,
    "line": 0.5,
    "word": 2,
    "paste": 0.7,
    "click": 3,
    "wheel": 0.5,
    "resize": 0.5,
}
"""How often each kind of stroke comes."""


def strokes(screen: str, chance: random.Random) -> Iterator[Stroke]:
    """What hands do on a screen, without end; the same for the same seed."""
    often = dict(_OFTEN)
    names = _names(screen)
    if screen == "home":
        # Nearly all the time would go into opening meetings, whose screens have tests of their own.
        names["own"] = [name for name in names["own"] if name != "enter"]
        often["enter"] = 1
    others: dict[str, Callable[[random.Random], Stroke]] = {
        "line": lambda chance: Stroke(*map(key, chance.choice(_LINES)), key("enter")),
        "word": lambda chance: Stroke(*map(key, chance.choice(_WORDS))),
        "paste": lambda chance: Stroke(events.Paste(chance.choice((*_ODD, *_LINES)))),
        "click": click,
        "wheel": wheel,
        "resize": resize,
    }
    while True:
        (kind,) = chance.choices(list(often), list(often.values()))
        if kind in names:
            yield Stroke(key(chance.choice(names[kind])))
        else:
            yield others[kind](chance)


def _names(screen: str) -> dict[str, Sequence[str]]:
    """The keys of each kind that is one key."""
    return {
        "own": [name for command in commands_of(screen) for name in command.keys],
        "letter": _LETTERS,
        "arrow": _ARROWS,
        "enter": ("enter",),
        "escape": ("escape",),
        "editing": _EDITING,
        "everywhere": [name for command in everywhere.COMMANDS for name in command.keys],
        "function": _FUNCTION,
        "control": _CONTROL,
        "undo": ("ctrl+z", "ctrl+y"),
    }


def resize(chance: random.Random) -> Stroke:
    """Another size: small windows are where things break, and large ones take long to paint."""
    columns, rows = (
        round(least * (most / least) ** chance.random())
        for least, most in zip(SMALLEST, LARGEST, strict=True)
    )
    return Stroke(events.Resize(Size(columns, rows), Size(columns, rows)), size=(columns, rows))


def wheel(chance: random.Random) -> Stroke:
    """The wheel turned somewhere."""
    way = chance.choice((events.MouseScrollUp, events.MouseScrollDown))
    return Stroke(_mouse(way, chance.randrange(100), chance.randrange(30), 0))


def click(chance: random.Random) -> Stroke:
    """A click somewhere, mostly within 80 columns and 24 rows."""
    x, y = (chance.randrange(n) for n in chance.choice(((80, 24), (80, 24), (250, 80))))
    button = chance.choice((1, 1, 1, 3))
    press = (events.MouseDown, events.MouseUp) * chance.choice((1, 1, 2))
    return Stroke(
        _mouse(events.MouseMove, x, y, 0), *(_mouse(kind, x, y, button) for kind in press)
    )


def _mouse(kind: type[events.MouseEvent], x: int, y: int, button: int) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, button, False, False, False, x, y)
