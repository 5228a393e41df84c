"""Whether a window grows in a meeting of three hours: its memory at the end, against a fresh one.

    python tests/benchmarks/bench_memory.py [TICKS]

A moderator's and a scribe's window, each its own process in a pseudo-terminal, live through three
hours that are compressed: a clock of their own goes on a second at each of 10,800 ticks; meanwhile
another window records 900 statements, the moderator's window takes 40 steps of the running order,
and both go through all their screens again and again. Then new windows are opened on the same file
and live through a tenth of that as a warm-up, while statements are only reworded. What the old ones
have more is growth: the content is the same. Resident memory from /proc, so Linux only. The aim is
no growth beyond 5 %.
"""

import gc
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
from bench_keys import meeting
from pseudo import Program, drain

from spiegel import clock, i18n
from spiegel.app.app import Spiegel
from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.session.instants import SECOND, Instant
from spiegel.domain.session.session import Change, Edit, Session, put
from spiegel.screens.shared.ticking import TickingScreen
from spiegel.settings import Settings
from spiegel.store.session.file import SessionFile

TICKS = 10_800
STATEMENTS, STEPS, SWITCHES = 900, 40, 120
AIM = 1.05
EVERY = 0.01
"""Seconds of real time between two ticks."""
ROLES = {"moderator": ("prepare", "moderate", "review", "clock"), "scribe": ("moderate", "scribe")}
KEYS = ("next", "pause", "pause", "extend(1)", "previous")
FIRST = {"moderator": "Hoe ging het", "scribe": "Thema"}


class Window(Spiegel):
    """A window that lives through so many ticks by itself, and then makes the file `done`."""

    def __init__(self, role: str, path: Path, ticks: int, done: Path) -> None:
        super().__init__(settings=Settings(), path=path, role=role)  # type: ignore[arg-type]
        self.ticks, self.done, self.ticked, self.shown = ticks, done, 0, 0
        self.start = clock.now()
        clock.now = self.now

    def now(self) -> Instant:
        """A clock that goes on at each tick and not otherwise."""
        passed = self.ticked * SECOND
        return msgspec.structs.replace(
            self.start, utc=self.start.utc + passed, boot_ms=self.start.boot_ms + passed
        )

    def on_ready(self) -> None:
        self.living = self.set_interval(EVERY, self.live)

    def live(self) -> None:
        """A second of the meeting."""
        self.ticked += 1
        screens = ROLES[self.role]
        if isinstance(self.screen, TickingScreen):
            self.screen.tick()
        if self.ticked % max(1, self.ticks // SWITCHES) == 0 and self.shown < SWITCHES:
            self.shown += 1
            self.action_go(screens[self.shown % len(screens)])
        if self.role == "moderator" and self.ticked % max(1, TICKS // STEPS) == 0:
            self.action_go("moderate")
            self.call_later(self.run_action, f"screen.{KEYS[self.ticked // 270 % len(KEYS)]}")
        if self.ticked >= self.ticks:
            self.living.stop()
            self.action_go(screens[1])
            gc.collect()
            self.done.touch()


def opened(role: str, path: Path, ticks: int) -> tuple[Program, Path]:
    """A window of this role, and the file that it makes when it is done."""
    done = path.with_name(f"{role}.{ticks}.done")
    arguments = [__file__, "--window", role, str(path), str(ticks), str(done)]
    program = Program(arguments, path.parent)
    program.until(FIRST[role].encode())
    return program, done


def memory(program: Program) -> int:
    """Resident memory in kB."""
    status = Path(f"/proc/{program.process.pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


def recorded(session: Session, number: int) -> Change:
    """One more statement."""
    text = f"D{number % 9 + 1}: uitspraak {number} over het wachten #thema_{number % 8 + 1} -"
    return RecordLine(text=text, where=where(session), line=f"{number:032x}", today=None)


def reworded(_session: Session, number: int) -> Change:
    """Other words of the same length in a statement that was there."""
    words = f"opmerking {number} over het wachten"
    return Edit(table="statements", number=number, fields={"words": words}, label="reworded")


def live(
    path: Path, ticks: int, changes: int, change: Callable[[Session, int], Change]
) -> list[int]:
    """The memory of each window after so many ticks, and changes by another window."""
    windows = [opened(role, path, ticks) for role in ROLES]
    programs = [program for program, _ in windows]
    file = SessionFile(path, clock=clock.now, window="scribe")
    for number in range(1, changes + 1):
        file.change(change(file.session, number))
        drain(programs, ticks * EVERY / changes)
    while not all(done.exists() for _, done in windows):
        drain(programs, 0.5)
    drain(programs, 3)
    file.close()
    taken = [memory(program) for program in programs]
    for program in programs:
        program.end()
    return taken


def main(ticks: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "lang.spiegel"
        session = meeting(0)
        questions = [
            msgspec.structs.replace(session.questions[1], number=n, position=n)
            for n in range(1, STEPS + 1)
        ]
        session = put(session, *questions)
        SessionFile.create(path, session, clock=clock.now, window="bench").close()
        old = live(path, ticks, STATEMENTS, recorded)
        new = live(path, ticks // 10, STATEMENTS // 10, reworded)
    ratios = {role: last / first for role, first, last in zip(ROLES, new, old, strict=True)}
    print(f"{ticks:,} ticks, {STATEMENTS} statements, {STEPS} steps; MB resident")
    print(f"{'':>10} {'a new one':>10} {'at the end':>11} {'ratio':>6}")
    for role, first, last in zip(ROLES, new, old, strict=True):
        print(f"{role:>10} {first / 1024:>10.1f} {last / 1024:>11.1f} {ratios[role]:>6.3f}")
    return int(max(ratios.values()) > AIM)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        i18n.set_language("nl")
        role, path, ticks, done = sys.argv[2:]
        Window(role, Path(path), int(ticks), Path(done)).run()
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else TICKS))
