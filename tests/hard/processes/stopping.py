"""A window that stops itself inside a write: `stopping.py FILE WHERE NAME`.

WHERE is what it is just about to do: `sync` (a line is written), `replace` (a new file is
ready) or `nothing` (it is between two changes). Once it may go on it finishes, and says so.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import badstore  # noqa: F401 - knows the mutations
from tinychanges import Say, Ticks, words_of

import mutations
from spiegel.store import disk
from spiegel.store.session.file import SessionFile


def stopped_before(real: Callable[..., Any]) -> Callable[..., Any]:
    """The same, after a stop; but only once."""
    stops = [True]

    def call(*arguments: Any) -> Any:
        if stops.pop() if stops else False:
            os.kill(os.getpid(), signal.SIGSTOP)
        return real(*arguments)

    return call


def main(path: str, where: str, name: str) -> None:
    """Open the file, say who this is, and stop where it is asked for."""
    mutations.from_environment()
    file = SessionFile(Path(path), clock=Ticks(), window=name)
    print(file.window, flush=True)
    sys.stdin.readline()
    if where == "nothing":
        os.kill(os.getpid(), signal.SIGSTOP)
    else:
        setattr(disk, where, stopped_before(getattr(disk, where)))
    if where == "replace":
        file.compact()
    else:
        file.change(Say(words="van wie stilstond"))
    print("saved", flush=True)
    sys.stdin.readline()
    file.follow()
    print("; ".join(words_of(file.session)), flush=True)
    file.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
