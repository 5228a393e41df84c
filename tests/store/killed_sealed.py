"""A window that is killed with kill -9 while it writes a draft, and while it compacts.

Run as a program: the session's file, whether it is encrypted, and the words of the draft. What it
had prepared under other names stays where it was.
"""

import os
import signal
import sys
import threading
from pathlib import Path

import sealed
from tinychanges import Say

import mutations
from spiegel import clock
from spiegel.store import disk
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.file import SessionFile

NEVER = threading.Event()
HALFWAY = threading.Semaphore(0)


def hang(_source: Path, _target: Path) -> None:
    """The new content stands beside the old one, and that is how far it comes."""
    HALFWAY.release()
    NEVER.wait()


def main(path: Path, is_sealed: bool, words: str) -> None:
    """Come to where nothing is done and nothing is undone, and die there."""
    mutations.from_environment()
    keys = sealed.passphrase() if is_sealed else NO_KEYS
    file = SessionFile(path, clock=clock.now, window="scribe", keys=keys)
    file.change(Say(words=words, speaker="D2"))
    drafts = Drafts(file.sidecar.folder, file.window, seal=file.seal)
    drafts.keep(Draft(text=words, line="1"))
    disk.replace = hang
    for work in (lambda: drafts.keep(Draft(text=f"{words} {words}", line="1")), file.compact):
        threading.Thread(target=work, daemon=True).start()
        HALFWAY.acquire()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] == "sealed", sys.argv[3])
