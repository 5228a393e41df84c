"""Putting 200 ideas in groups: a key in Groups to the first byte of its frame, and an empty app.

    python tests/benchmarks/bench_groups.py

Both programs run at the same time and get a key in turn: a number that puts the marked idea in one
of eight groups and goes on to the next, and an arrow that marks the next one. What a key does is
drawn in one frame, before it is on the disk. 15 rounds, medians and ratios. The aim is 1.25.
"""

import tempfile
from pathlib import Path

from bench_keys import meeting
from pseudo import Program, in_turn

from spiegel import clock
from spiegel.domain.polls.clusters import NewCluster
from spiegel.domain.polls.polls import ClosePoll, Given, GoPollStep, OpenPoll
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Question
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import Session, put
from spiegel.store.session.file import SessionFile

ROUNDS, KEYS, IDEAS, GROUPS = 15, 12, 200, 8
BARE = str(Path(__file__).with_name("bare.py"))
F5 = b"\x1b[15~"
DOWN, UP = b"\x1b[B", b"\x1b[A"


def answered() -> Session:
    """An open question with so many ideas, of which eight began a group."""
    now, base = clock.now(), meeting(0)
    phase = next(p for p in base.agenda if p.kind == "round").number
    form = AnswerForm(kind=AnswerKind.IDEAS, top=3)
    question = Question(number=9, position=9, phase=phase, words="Wat kan beter?", answer=form)
    words = [f"idee {n:03}: dat er iemand terugbelt als u hebt ingesproken" for n in range(IDEAS)]
    given = [Given(Answer(ideas=tuple(words[n::50]))) for n in range(50)]
    session = Go(phase=phase, question=9).apply(put(base, question), now)
    session = OpenPoll(question=9).apply(session, now)
    session = ClosePoll(poll=1, given=tuple(given)).apply(session, now)
    session = GoPollStep(question=9, step="group").apply(session, now)
    for number in range(1, GROUPS + 1):
        session = NewCluster(idea=number).apply(session, now)
    return session


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.spiegel"
        SessionFile.create(path, answered(), clock=clock.now, window="bench").close()
        ours = Program(["-m", "spiegel", "open", str(path)], Path(folder))
        bare = Program([BARE], Path(folder))
        bare.until(b"BARE")
        ours.until(b"Wat kan beter")
        ours.rest(0.5)
        ours.type(F5)
        ours.until(b"idee 015")
        ours.rest(0.5)
        print(f"{'':>8} {'ours ms':>9} {'bare ms':>9} {'ratio':>7}")
        print("arrow   ", end="")
        in_turn(ours, bare, [DOWN, UP], ROUNDS, KEYS)
        print("number  ", end="")
        in_turn(ours, bare, [str(n).encode() for n in range(1, GROUPS + 1)], ROUNDS, KEYS)
        ours.end()
        bare.end()


if __name__ == "__main__":
    main()
