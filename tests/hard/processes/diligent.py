"""A window that makes so many changes as fast as it can: `diligent.py FILE NAME COUNT`.

It prints the number of each statement that it made; at the end it waits until it is told that the
others are done too, and prints what the session says.
"""

import hashlib
import json
import sys
from pathlib import Path

import badstore  # noqa: F401 - knows the mutations
from tinychanges import Alter, Entitle, Say, Ticks, everything, words_of

import mutations
from spiegel.domain.session.session import Change, Session
from spiegel.store.session.file import SessionFile


def digest(session: Session) -> str:
    """All that a session says, in a few characters."""
    content = json.dumps(everything(session), default=str, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def work(file: SessionFile, name: str, count: int) -> None:
    """Statements; now and then an edit, an undo and redo, a compacting, another title."""
    for turn in range(count):
        words = f"{name} {turn}"
        session = file.change(Say(words=words, line=words))
        number = next(
            n for n in reversed(session.statements) if session.statements[n].line == words
        )
        print(number, flush=True)
        if turn % 10 == 3:
            file.change(Alter(number=number, fields={"key": True}))
        if turn % 10 == 5:
            # Newest of all may be a title of the other window that took the place of its own.
            undone = file.undo(_is_statement)
            assert undone is not None
            assert words not in words_of(undone.session)
            file.redo(_is_statement)
        if turn % 50 == 25:
            file.compact()
        if turn % 50 == 45:
            file.change(Entitle(title=f"titel van {name}"))


def _is_statement(change: Change) -> bool:
    return isinstance(change, Say)


def main(path: str, name: str, count: str) -> None:
    """Begin when told to, and say at the end what there is."""
    mutations.from_environment()
    file = SessionFile(Path(path), clock=Ticks(), window=name)
    print("ready", flush=True)
    sys.stdin.readline()
    work(file, name, int(count))
    print("done", flush=True)
    sys.stdin.readline()
    file.follow()
    print(digest(file.session), flush=True)
    sys.stdin.readline()
    file.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
