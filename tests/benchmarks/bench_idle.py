"""What an idle window costs: CPU while a question runs and nobody does anything.

    python tests/benchmarks/bench_idle.py [ROUNDS]

A moderator's, a scribe's and a clock's window, each a process of its own on a session of its own
in a pseudo-terminal, against a bare Textual app with a clock that is painted once a second. All
run at the same time, for 60 seconds a round; user and system time from /proc, so Linux only.
Prints the median share of a core and the ratio. The aim for the moderator's window is 1.5 %.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench_keys import meeting
from pseudo import Program, drain

from spiegel import clock
from spiegel.store.session.file import SessionFile

ROUNDS, SECONDS = 3, 60.0
STATEMENTS = 300
AIM = 0.015
BARE = str(Path(__file__).with_name("bare_clock.py"))
ROLES = {"moderator": "Hoe ging het", "scribe": "Thema", "clock": "▄"}
SETTLE = 5.0
"""Seconds until what a start leaves behind is done."""


def used(program: Program) -> float:
    """Seconds of processor time that a program has used, its own and the system's for it."""
    stat = Path(f"/proc/{program.process.pid}/stat").read_text(encoding="utf-8")
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def opened(role: str, folder: Path) -> Program:
    """A window of this role on a session of its own, in the first minutes of a question."""
    path = folder / f"{role}.spiegel"
    SessionFile.create(path, meeting(STATEMENTS), clock=clock.now, window="bench").close()
    program = Program(["-m", "spiegel", "open", str(path), "--role", role], folder)
    program.until(ROLES[role].encode())
    return program


def main(rounds: int) -> int:
    shares: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        programs = {"bare": Program([BARE], Path(folder))}
        programs["bare"].until(b"BARE")
        programs |= {role: opened(role, Path(folder)) for role in ROLES}
        drain(programs.values(), SETTLE)
        for _ in range(rounds):
            before = {name: used(program) for name, program in programs.items()}
            start = time.monotonic()
            drain(programs.values(), SECONDS)
            took = time.monotonic() - start
            for name, program in programs.items():
                shares.setdefault(name, []).append((used(program) - before[name]) / took)
        for program in programs.values():
            program.end()
    medians = {name: statistics.median(values) for name, values in shares.items()}
    print(f"{rounds} rounds of {SECONDS:.0f} s; the share of a core, medians")
    for name, share in medians.items():
        print(f"{name:>10} {share:>7.2%} {share / medians['bare']:>7.2f}")
    return int(medians["moderator"] > AIM)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
