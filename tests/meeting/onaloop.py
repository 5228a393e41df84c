"""A window without a screen, in a process of its own: `onaloop.py FILE NAME COUNT TOTAL`.

A program of asyncio: it records so many lines, takes back and makes again every fifth, and leaves
once it heard of all lines that the windows record together. It says what it ends with.
"""

import asyncio
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from diligent import digest

from spiegel.domain.capture.capture import RecordLine, where
from spiegel.meeting.asynchronous import AsyncMeeting


def said_by(window: str) -> Iterator[str]:
    """What this window records, without end."""
    return (f"{window} zegt {number}" for number in count())


async def take_part(path: Path, name: str, lines: int, total: int) -> None:
    """Record, take back, hear the others, leave."""
    window = AsyncMeeting.open(path, role="moderator")
    print("ready", flush=True)
    for number, words in zip(range(lines), said_by(name), strict=False):
        line = RecordLine(text=f"D1: {words}", where=where(window.session), line=f"{name}{number}")
        receipt = await window.change(line)
        assert receipt.saved, receipt.problem
        if number % 5 == 4:
            assert (await window.undo()).name
            assert words not in [one.words for one in window.session.statements.values()]
            assert (await window.redo()).name
    session = window.session
    while len(session.statements) < total:
        session = await window.newer(than=session)
    print(digest(session), flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    assert await window.close(5) == ()
    print("textual" in sys.modules, flush=True)


if __name__ == "__main__":
    asyncio.run(take_part(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
