"""A withdrawal in a program that is killed at a step, while another meeting has the words too.

As a program: the path of the file, and after how many files that were put in place it is killed.
"""

import os
import signal
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1]))

import mutations
from spiegel.store.session.live import LiveSession


@mutations.register("other-meetings-come-last")
def _other_meetings_come_last(patch: pytest.MonkeyPatch) -> None:
    """The withdrawal is made first, and then in other meetings."""
    rewritten, take_out = LiveSession.rewrite, LiveSession._take_out_elsewhere

    def rewrite(live, session, **how):
        rewritten(live, session, **how)
        late, live.late = live.late, ()
        for about in late:
            take_out(live, *about)

    def later(live, *about):
        live.late = (about,)

    patch.setattr(LiveSession, "late", (), raising=False)
    patch.setattr(LiveSession, "rewrite", rewrite)
    patch.setattr(LiveSession, "_take_out_elsewhere", later)


def main(path: Path, left: int) -> None:
    from days import Days

    from spiegel.domain.consent.consent import Withdraw
    from spiegel.store import disk
    from spiegel.store.session.file import SessionFile

    real = disk.replace

    def replace(source: Path, target: Path) -> None:
        nonlocal left
        real(source, target)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    file = SessionFile(path, clock=Days(), window="moderator")
    disk.replace = replace
    file.change(Withdraw(participant=2))


if __name__ == "__main__":
    mutations.from_environment()
    main(Path(sys.argv[1]), int(sys.argv[2]))
