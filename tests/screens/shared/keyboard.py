"""Hands on a keyboard, and a screen that only remembers: `Typing` without a program and a clock."""

import random
from collections.abc import Iterator

from spiegel.screens.shared.typing import Deed, Typing


class Keyboard:
    """One window in which some letters are commands; time passes only between keys.

    commands: what the letters do; with a question they wait for Enter. numbers: digits go to the
    questions 1 to so many. lines: what was typed astray, as it stands in the draft.
    """

    def __init__(self, commands: dict[str, str], numbers: int = 12) -> None:
        self.commands = commands
        self.numbers = numbers
        self.now = 100.0
        self.done: list[tuple[str, float]] = []
        self.taken_back: list[str] = []
        self.lines: list[str] = []
        self.line: str | None = None
        self.shown: Deed | None = None
        self.asked: Deed | None = None
        self._wake: float | None = None
        self.typing = Typing(self)

    # What Typing sees

    def deed(self, keys):
        if keys.isdecimal():
            good = not keys.startswith("0") and int(keys) <= self.numbers
            return self._deed(keys, f"naar {keys}?") if good else None
        return self._deed(keys, self.commands[keys]) if keys in self.commands else None

    def _deed(self, keys, asks):
        return Deed(
            keys=keys, label=keys, do=lambda: None, asks=asks, takes_back=lambda: self.back(keys)
        )

    def back(self, keys):
        self.taken_back.append(keys)

    def about(self, deed):
        self.shown = deed

    def ask(self, deed):
        self.asked = deed

    def act(self, deed, at):
        self.done.append((deed.keys, at))

    def retract(self, deed):
        deed.takes_back()

    def typed(self, text):
        self.line = (self.line or "") + text

    def erased(self):
        self.line = (self.line or "")[:-1]

    def entered(self):
        if self.line:
            self.lines.append(self.line)
        self.line = None

    def wake(self, seconds):
        self._wake = self.now + seconds

    # What a person does

    def wait(self, seconds: float) -> None:
        """Let time pass; a wait that is over is noticed."""
        end = self.now + seconds
        while self._wake is not None and self._wake < end:
            self.now, self._wake = self._wake + 0.001, None
            self.typing.rest(self.now)
        self.now = end

    def press(self, *keys: str, every: float) -> None:
        """Keys at this speed, in seconds a key; ⏎ ⌫ ⎋ → are Enter, backspace, Esc, an arrow."""
        for key in keys:
            self.wait(every)
            match key:
                case "⏎":
                    self.typing.enter(self.now)
                case "⌫":
                    self.typing.backspace(self.now)
                case "⎋":
                    self.typing.escape(self.now)
                case "→":
                    self.typing.other(self.now)
                case _:
                    self.typing.printable(key, self.now)

    @property
    def draft(self) -> list[str]:
        """All that was typed astray, a line each."""
        return [*self.lines, *([self.line] if self.line else [])]


STARTS = (
    "D3: ",
    "d4, d5: ",
    "allen: ",
    "D1-D3: ",
    "",
    "",
    "?",
    "T2? ",
    "> ",
    "// ",
    "/zorg D6 ",
    "3:: ",
)
WORDS = """
ook bij mij pas na hulp kreeg geen vooral de brieven van D3 praat met me ze kwam niet zo lang
wachten op oma en opa o ja 10 weken in 2024 kwam zij thuis vond ik beter ’t ging één keer mis
per post bellen kon niet voor mijn zoon xtra zorg bleef uit kapot zei ze: "wacht maar" alles
aan ons overgelaten eerst zes maanden niets daarna 3 gesprekken twee uur p.p. o.a. kk zzp'er
""".split()  # noqa: SIM905 - a list of eighty words is no list to read
TAILS = ("", " #wachttijd -", " #2 +", " #zorg !", " +", " #1 - *", " #bejegening ~", "...")


def real_looking(chance: random.Random) -> str:
    """A line as a scribe types it, of three to nine words."""
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 9)))
    if chance.random() < 0.3:
        words = f'"{words}"'
    return chance.choice(STARTS) + words + chance.choice(TAILS)


def typed_by_hand(line: str, chance: random.Random) -> Iterator[tuple[str, float]]:
    """The keys of a line with Enter, and the seconds before each: 40 to 450 ms, now and then 5 s.

    Mistakes are corrected. No pause leaves a single character alone: then nobody could know.
    """
    keys: list[str] = []
    for character in line:
        if chance.random() < 0.04:
            keys += [chance.choice("abdeknoprsvxz 13"), "⌫"]
        keys.append(character)
    keys.append("⏎")
    speed = chance.uniform(0.04, 0.38)
    since = 0
    for key in keys:
        wait = min(0.45, max(0.04, chance.gauss(speed, speed / 4)))
        if since > 1 and chance.random() < 0.05:
            wait, since = chance.uniform(1.0, 5.0), 0
        since += 1
        yield key, wait
