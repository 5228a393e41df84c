"""A window on an encrypted session that writes as fast as it can until it is killed.

Run as a program: the session's file and the number of the run. Prints each number that is saved.
"""

import itertools
import sys
from pathlib import Path

import sealed
from tinychanges import Say

import mutations
from spiegel import clock
from spiegel.store.session.file import SessionFile


def main(path: Path, run: str) -> None:
    """Write, and now and then take back and compact."""
    mutations.from_environment()
    file = SessionFile(path, clock=clock.now, window="scribe", keys=sealed.passphrase())
    for number in itertools.count():
        file.change(Say(words=f"{run}-{number}"))
        print(number, flush=True)
        if number % 20 == 19:
            file.change(Say(words="weg"))
            file.undo()
            file.compact()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
