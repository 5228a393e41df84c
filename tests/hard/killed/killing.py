"""Session files whose windows are killed, and what is found in them after each kill."""

import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import msgspec
from busywindow import BusyWindow, Steps, digest_of, whole_state
from children import Child, Tell
from killseries import Shown
from meetings import START, meeting, round_of

from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import Session
from spiegel.store.damage import check
from spiegel.store.errors import StoreError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile

AT_ONCE: Final = 1.0
"""Seconds within which another window must be able to write when one was killed."""


class Tally(Shown, kw_only=True):
    """What a series of kills showed.

    in_a_write: the window held the lock of the file, or was at a system call of a write; `moments`
    of these were killed from outside at any moment, the others at a call. landed: the change
    under way was whole in the file although nobody had been told. during: kills by what was under
    way. lost, twice, unreadable, blocked, half: see `sound`.
    """

    in_a_write: int = 0
    moments: int = 0
    in_a_write_at_moments: int = 0
    landed: int = 0
    torn: int = 0
    acknowledged: int = 0
    during: dict[str, int] = msgspec.field(default_factory=dict)
    lost: int = 0
    twice: int = 0
    unreadable: int = 0
    blocked: int = 0
    half: int = 0

    @property
    def sound(self) -> bool:
        """Nothing acknowledged was lost, nothing is there twice, every file can be read, nobody
        has to wait, no document is half there."""
        return not (self.lost or self.twice or self.unreadable or self.blocked or self.half)

    def summary(self) -> str:
        """A few lines for whoever reads what CI printed."""
        during = ", ".join(f"{kind} {count}" for kind, count in sorted(self.during.items()))
        return (
            f"{self.kills} kills, {self.in_a_write} inside a write"
            f" ({self.in_a_write_at_moments} of {self.moments} at random moments, all others at a"
            f" system call of one), during: {during}.\n"
            f"{self.acknowledged} changes acknowledged: {self.lost} lost, {self.twice} twice;"
            f" {self.landed} landed unheard, {self.torn} torn lines, {self.unreadable} files"
            f" unreadable, {self.half} documents half;"
            f" {self.blocked} windows blocked (slowest change {self.slowest * 1000:.0f} ms)."
        )


class Kills:
    """Kills on one file after another, and what is found after each."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.tally = Tally()
        self.chance = random.Random(seed)
        self.seed = seed
        self.folder = folder
        self.given: dict[int, str] = {}
        self.announced: set[str] = set()
        self.files = 0
        self.begin()

    def begin(self) -> None:
        """A new session, and a window on it that lives on."""
        self.files += 1
        self.place = self.folder / f"file{self.files}"
        self.documents = self.place / "documenten"
        self.documents.mkdir(parents=True)
        self.path = self.place / "wmo.spiegel"
        session = meeting(9)
        session = Go(phase=round_of(session).number).apply(session, START)
        self.clock = Steps()
        self.room = SessionFile.create(self.path, session, clock=self.clock, window="moderator")
        self.given, self.announced = {}, set()
        self.state = whole_state(self.room.session)

    def leave(self) -> None:
        """The last window leaves, and nothing is left lying about."""
        self.room.close()
        left = [path.name for path in self.place.iterdir() if path.name.endswith(".new")]
        if left:
            self.tally.note("half", f"left behind: {left}")

    def window(self, tell: Tell, number: int, state: Callable[[Session], str]) -> BusyWindow:
        """A window that works, in a forked process."""
        name = f"venster {self.seed}.{number}"
        return BusyWindow(self.path, name, tell=tell, state=state, folder=self.documents)

    def in_a_write(self, child: Child) -> bool:
        """Whether this very window, which stands still, holds the lock of the file."""
        inode = self.room.sidecar.lock.stat().st_ino
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            _, kind, *_, pid, place, _, _ = line.split()
            if kind == "FLOCK" and pid == str(child.pid) and place.endswith(f":{inode}"):
                return True
        return False

    def fell(self, child: Child, *, inside: bool, moment: bool) -> str:
        """Count a kill; returns what was under way, empty when nothing was."""
        tally = self.tally
        tally.kills += 1
        tally.in_a_write += inside
        tally.moments += moment
        tally.in_a_write_at_moments += inside and moment
        tally.acknowledged += sum(line.startswith(("did ", "saved ")) for line in child.lines)
        for line in child.lines:
            word, _, rest = line.partition(" ")
            if word == "document":
                self.announced.add(rest)
            elif word == "number":
                self.give(*rest.split(" "))
        last = [line for line in child.lines if line.startswith(("will ", "did "))][-1:]
        under_way = last[0].split(" ")[1] if last and last[0].startswith("will ") else ""
        during = under_way or "between two"
        tally.during[during] = tally.during.get(during, 0) + 1
        return under_way

    def give(self, number: str, line: str) -> None:
        """This number was given to this line, and to no other."""
        if self.given.setdefault(int(number), line) != line:
            self.tally.note("twice", f"number {number}")

    def read(self) -> Session | None:
        """What is in the file, read by a program that knows nothing of the windows."""
        data = self.path.read_bytes()
        self.tally.torn += not data.endswith(b"\n")
        try:
            session = read_session(self.path)
        except StoreError as error:
            self.tally.note("unreadable", repr(error))
            return None
        lines = [said.line for said in session.statements.values()]
        if len(set(lines)) != len(lines):
            self.tally.note("twice", "a line")
        for number, said in session.statements.items():
            self.give(str(number), said.line)
        return session

    def go_on(self) -> None:
        """The window that lives on sees what is there, and writes at once."""
        began = time.monotonic()
        try:
            found = read_session(self.path)
            self.room.follow()
            if whole_state(self.room.session) != whole_state(found):
                self.tally.note("lost", "the other window does not see what is there")
            self.clock.step()
            number = self.tally.kills
            line = RecordLine(text=f"D1: na {number}", where=where(found), line=f"{number:032x}")
            began = time.monotonic()
            self.room.change(line)
        except StoreError as error:
            self.tally.note("blocked", repr(error))
            return
        took = time.monotonic() - began
        self.tally.slowest = max(self.tally.slowest, took)
        if took > AT_ONCE:
            self.tally.note("blocked", f"{took:.1f} s")
        if [name for name in self.room.others() if name.startswith("scribe")]:
            self.tally.note("blocked", "a dead window is still shown")
        if self.tally.kills % 10 == 0 and (found := check.check(self.path)):
            self.tally.note("unreadable", repr(found))

    def look_at_documents(self) -> None:
        """Each document is a whole one."""
        for document in self.documents.glob("[!.]*.*"):
            if document.suffix == ".md":
                whole = digest_of(document) in self.announced
            else:
                whole = _is_word_file(document)
            if not whole:
                self.tally.note("half", document.name)


def _is_word_file(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            ElementTree.fromstring(archive.read("word/document.xml"))
            return archive.testzip() is None
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return False
