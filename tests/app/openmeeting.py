"""A meeting that a part of the app is given, and a screen of it, without an app."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from meetings import START, meeting, round_of
from textual.content import Content

from spiegel.domain.running.running import Go
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.meeting.port.meeting import Around, HalfLine, Trouble, Ways
from spiegel.meeting.port.serving import Serving
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.typing import Deed

GONE = Trouble("weg", "Het bestand is weg.")


def running() -> Session:
    """A meeting in its client round."""
    session = meeting()
    return Go(phase=round_of(session).number).apply(session, START)


class Rescue:
    """Goes on where it is told to; `problem` is what stands in the way, None while it is silent."""

    def __init__(self) -> None:
        self.problem: str | None = ""
        self.ways = Ways(free=Path("kopie.spiegel"))
        self.went: list[Path] = []

    def look(self, then: Callable[[Ways], None]) -> None:
        then(self.ways)

    def go_on(self, path: Path, then: Callable[[str], None], *, found: bool = False) -> None:
        self.went.append(path)
        then("")

    def anywhere(self, then: Callable[[str], None]) -> None:
        if self.problem is not None:
            then(self.problem)


class Strays:
    """The stray lines, as they were held and sent."""

    def __init__(self) -> None:
        self.elsewhere = False
        self.held = HalfLine()
        self.sent: list[str] = []

    def hold(self, line: HalfLine) -> None:
        self.held = line

    def send(self) -> None:
        self.sent.append(self.held.text)


class Typed:
    """What is typed: nothing of it is taken back or kept."""

    taken_back = 0

    def held(self, about: str) -> HalfLine:
        return HalfLine()

    def left(self, words: str) -> str:
        return words

    def left_of(self, half_line: HalfLine, since: int) -> HalfLine:
        return half_line

    def keep(self) -> None:
        """Nothing is kept here."""


class Pages:
    """The server of a meeting: none runs."""

    serving: Serving | None = None

    def look(self) -> Serving | None:
        return self.serving


class OpenMeeting:
    """What the parts of the app ask of a meeting."""

    def __init__(self, session: Session, *, role: str = "moderator", sealed: bool = False) -> None:
        self.session = self.expected = session
        self.around = Around(role=role)
        self.path = Path("gesprek.spiegel")
        self.sealed = sealed
        self.rescue = Rescue()
        self.strays = Strays()
        self.typed = Typed()
        self.moments: list[Instant] = []
        self.server = Pages()

    def now(self) -> Instant:
        return START

    @contextmanager
    def at(self, moment: Instant) -> Iterator[None]:
        self.moments.append(moment)
        yield


class Seen(MeetingScreen):
    """A screen of a meeting that nobody draws; `done` is what its letters did."""

    def __init__(self, meeting: Any) -> None:
        super().__init__(meeting)
        self.below: list[str | None] = []
        self.done: list[str] = []

    def deed(self, character: str, key: str) -> Deed | None:
        """Every letter does something."""
        return Deed(keys=character, label=character, do=lambda: self.done.append(character))

    def say_below(self, words: Content | None, *, typed: bool = False) -> bool:
        """Note what was said."""
        self.below.append(words.plain if words is not None else None)
        return True
