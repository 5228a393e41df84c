"""Making a persona: a key on the Personas screen to the first byte of its frame, and an empty app.

    python tests/benchmarks/bench_persona_keys.py

A meeting of 90 statements, with a persona that rests on three other meetings of 1,000 each, which
are read beside it. Both programs run at the same time and get a key in turn: an arrow, which marks
the next row of what was said; a number, which puts that row under a field, weighs the whole persona
anew and goes on to the next row; a letter of its sentence. What a key does is drawn in one frame,
before it is on the disk. 15 rounds, medians and ratios. The aim is 1.25.
"""

import os
import sys
import tempfile
from pathlib import Path

from bench_personas import SOURCES, made
from pseudo import Program, in_turn

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "domain")]

from export.reported import many  # noqa: E402
from spiegel import clock  # noqa: E402
from spiegel.domain.personas.making import MakePersona, PutUnder, WriteSentence  # noqa: E402
from spiegel.domain.personas.sources import found_in  # noqa: E402
from spiegel.domain.session.personas import PersonaField  # noqa: E402
from spiegel.domain.session.session import Session, describe  # noqa: E402
from spiegel.store.journal.snapshot import read_session  # noqa: E402
from spiegel.store.session.file import SessionFile  # noqa: E402

ROUNDS, KEYS, OWN = 15, 12, 90
BARE = str(Path(__file__).with_name("bare.py"))
PERSONAS = b"\x1b[17;2~"
DOWN, UP = b"\x1b[B", b"\x1b[A"


def rested(others: list[Session]) -> Session:
    """A meeting with a persona of which each field but the last rests on people of all meetings."""
    now = clock.now()
    session = describe(many(OWN), id="own", title="Eigen")
    session = MakePersona(title="Mevrouw Zilver", ages=(70, 79)).apply(session, now)
    for at, field in enumerate(list(PersonaField)[:-1]):
        for there in others:
            elsewhere = (found_in(there, statements=(1 + at, 20 + at)),)
            session = PutUnder(persona=1, field=field, elsewhere=elsewhere).apply(session, now)
        session = PutUnder(persona=1, field=field, statements=(1 + at,)).apply(session, now)
        words = f"Ik wacht al {at + 2} weken en weet niet wie ik kan bellen."
        session = WriteSentence(persona=1, field=field, words=words).apply(session, now)
    return session


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        others = [read_session(path) for path in made(folder)[:SOURCES]]
        path = folder / "own.spiegel"
        SessionFile.create(path, rested(others), clock=clock.now, window="bench").close()
        ours = Program(["-m", "spiegel", "open", str(path)], folder)
        bare = Program([BARE], folder)
        try:
            bare.until(b"BARE")
            ours.rest(1.0)
            ours.type(PERSONAS)
            ours.until(b"4 bijeenkomsten")
            ours.rest(1.0)
            print(f"{'':>8} {'ours ms':>9} {'bare ms':>9} {'ratio':>7}")
            print("arrow   ", end="")
            in_turn(ours, bare, [DOWN, UP], ROUNDS, KEYS)
            print("number  ", end="")
            in_turn(ours, bare, [b"8", b"7", b"6"], ROUNDS, KEYS)
            ours.type(b"w")
            print("letter  ", end="")
            in_turn(ours, bare, [b"a", b"b", b" "], ROUNDS, KEYS)
        finally:
            ours.end()
            bare.end()


if __name__ == "__main__":
    main()
