"""A window that only looks what others write, and takes a signal meanwhile: `waking.py FILE NAME`.

The signal reaches the thread that waits, as the one of a terminal that goes on may. On `look` it
says the last words it knows, or `nothing` when it hears of nothing for some seconds.
"""

import signal
import sys
from pathlib import Path
from queue import Empty, SimpleQueue

import badstore  # noqa: F401 - knows the mutations
from tinychanges import Ticks, words_of

import mutations
from spiegel.store.session.file import SessionFile
from spiegel.store.session.writer import Followed, Result, Writer

PATIENCE = 5.0


def main(path: str, name: str) -> None:
    """Open the file, say who this is, and tell what is heard of the others."""
    mutations.from_environment()
    signal.signal(signal.SIGUSR1, lambda *_about: None)
    heard: SimpleQueue[Result] = SimpleQueue()
    file = SessionFile(Path(path), clock=Ticks(), window=name)
    writer = Writer(file, heard.put)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    print(file.window, flush=True)
    wanted = sys.stdin.readline().strip()
    words = ["nothing"]
    try:
        while words[-1] != wanted:
            result = heard.get(timeout=PATIENCE)
            if isinstance(result, Followed):
                words = words_of(result.session)
    except Empty:
        words.append("nothing")
    print(words[-1], flush=True)
    writer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
