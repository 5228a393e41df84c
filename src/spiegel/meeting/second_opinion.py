"""Deduce asked for a second opinion: run apart, with texts on its input and nowhere else."""

import importlib.util
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Final

from spiegel.domain.consent.second import Seen
from spiegel.i18n import _
from spiegel.logbook import LOG
from spiegel.meeting.port.errors import NotDoneError

_LIBRARY: Final = "deduce"
_COMMAND: Final = (sys.executable, "-I", "-m", "spiegel.deduced")
"""-I: nothing of the folder in which the user is, is taken for a part of it."""
_LOOK: Final = 0.1
"""Seconds between two looks whether it has to stop."""
_PATIENCE: Final = 900.0
"""Seconds without an answer; the first time it makes its lists, 105 s on two shared cores."""


class SecondOpinion:
    """What `port.Opinion` promises. command: the program that is run."""

    def __init__(self, command: Sequence[str] = _COMMAND, library: str = _LIBRARY) -> None:
        self._command, self._library = tuple(command), library

    def look(
        self,
        texts: Sequence[str],
        *,
        progress: Callable[[int], None],
        stopped: Callable[[], bool],
    ) -> Mapping[str, Sequence[Seen]]:
        """What it sees in each text. Raises NotDoneError."""
        if importlib.util.find_spec(self._library) is None:
            raise NotDoneError(
                _(
                    "The second opinion needs Deduce, which is not on this computer. It is not "
                    "required: Spiegel looked with its own rules. The guide says how to add it."
                )
            )
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise NotDoneError(_gave_up()) from error
        try:
            return _answers(process, texts, progress, stopped)
        except (ValueError, TypeError) as error:
            LOG.warning("the second opinion answered something else")
            raise NotDoneError(_gave_up()) from error
        finally:
            process.kill()
            process.wait()


def _answers(
    process: "subprocess.Popen[bytes]",
    texts: Sequence[str],
    progress: Callable[[int], None],
    stopped: Callable[[], bool],
) -> Mapping[str, Sequence[Seen]]:
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_talk, args=(process, texts, lines), daemon=True).start()
    seen: dict[str, Sequence[Seen]] = {}
    for done in range(len(texts) + 1):
        line = _next(lines, stopped)
        if not line:
            raise NotDoneError(_gave_up())
        if done:
            places = json.loads(line)
            seen[texts[done - 1]] = [Seen(int(s), int(e), str(tag)) for s, e, tag in places]
        progress(done)
    return seen


def _talk(
    process: "subprocess.Popen[bytes]", texts: Sequence[str], lines: "SimpleQueue[bytes]"
) -> None:
    """Hand over the texts, then each line that comes, and an empty one at the end."""
    into, out = process.stdin, process.stdout
    if into is not None and out is not None:
        with suppress(OSError), into:
            into.write(json.dumps(list(texts)).encode())
        with suppress(OSError, ValueError), out:
            for line in out:
                lines.put(line)
    lines.put(b"")


def _next(lines: "SimpleQueue[bytes]", stopped: Callable[[], bool]) -> bytes:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if stopped():
            raise NotDoneError(_("The second opinion was stopped."))
        with suppress(Empty):
            return lines.get(timeout=_LOOK)
    return b""


def _gave_up() -> str:
    return _("The second opinion gave up. It needs 1.2 GB of memory that nothing else uses.")
