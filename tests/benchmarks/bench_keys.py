"""Key press in the scribe's line to bytes at the pty, against a bare Textual Input.

    python tests/benchmarks/bench_keys.py

Both programs run at the same time and get a key in turn. Prints the median of 15 rounds and the
ratio, with 0, 1,000 and 5,000 statements in the session. The aim is 1.25 at 5,000.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from pseudo import Program

from spiegel import clock, formats
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement, Theme, Valence
from spiegel.store.session.file import SessionFile

ROUNDS, KEYS = 15, 20
SIZES = (0, 1_000, 5_000)
BARE = str(Path(__file__).with_name("bare.py"))


def meeting(count: int) -> Session:
    """A meeting in its client round with so many statements of an ordinary length."""
    now = clock.now()
    session = new_session(
        formats.load("spiegelgesprek"), id_="bench", title="Bench", created=now, participants=9
    )
    phase = next(p for p in session.agenda if p.kind == "round").number
    session = put(session, Question(number=1, position=1, phase=phase, words="Hoe ging het?"))
    themes = [Theme(number=n, name=f"thema {n}", digit=n, confirmed=True) for n in range(1, 9)]
    said = [
        Statement(
            number=n,
            at=now,
            words=f"Uitspraak {n}: ik moest acht weken wachten voordat er iemand terugbelde.",
            speakers=(f"D{n % 9 + 1}",),
            verbatim=n % 2 == 0,
            themes=(n % 8 + 1,),
            valence=(Valence.GOOD, Valence.BETTER, Valence.WISH)[n % 3],
            phase=phase,
            question=1,
        )
        for n in range(1, count + 1)
    ]
    return Go(phase=phase).apply(put(session, *themes, *said), now)


def measure(count: int, folder: Path) -> tuple[float, float]:
    """The median seconds of a key in ours and in the bare app."""
    path = folder / f"{count}.spiegel"
    SessionFile.create(path, meeting(count), clock=clock.now, window="bench").close()
    ours = Program(["-m", "spiegel", "open", str(path), "--role", "scribe"], folder)
    bare = Program([BARE], folder)
    ours.until(b"Thema")
    bare.until(b"BARE")
    times: dict[Program, list[float]] = {ours: [], bare: []}
    for round_ in range(ROUNDS):
        order = (ours, bare) if round_ % 2 else (bare, ours)
        sums = {ours: 0.0, bare: 0.0}
        for number in range(KEYS):
            for program in order:
                sums[program] += program.key(b"abcdefghij"[number % 10 : number % 10 + 1])
        for program, seconds in sums.items():
            times[program].append(seconds / KEYS)
    ours.end()
    bare.end()
    return statistics.median(times[ours]), statistics.median(times[bare])


def main() -> None:
    print(f"{'statements':>10} {'ours ms':>9} {'bare ms':>9} {'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            ours, bare = measure(count, Path(folder))
            print(f"{count:>10} {ours * 1e3:>9.2f} {bare * 1e3:>9.2f} {ours / bare:>7.2f}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
