"""A screen and a window without one work on a meeting at once, each its own process."""

import asyncio
from itertools import islice
from pathlib import Path

import pytest
from diligent import digest
from meetings import meeting
from onaloop import said_by
from programs import ended, hear, started, tell

from screens.seen import until
from screens.windows import session_at, type_, windows, words
from spiegel.store.damage import check
from spiegel.store.journal.snapshot import read_session

COUNT = 20
"""Lines in each window."""


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_screen_and_a_program_of_asyncio_end_with_the_same_meeting(tmp_path):
    path = session_at(tmp_path / "gesprek.spiegel", meeting())
    typed = list(islice(said_by("scherm"), COUNT))
    async with windows(path, "scribe") as (scribe,):
        other = started("onaloop", path, "lus", COUNT, 2 * COUNT, room=Path(__file__).parent)
        assert await asyncio.to_thread(hear, other) == "ready"
        type_(scribe, "".join(f"D2: {line}\n" for line in typed))
        seen_there = await asyncio.to_thread(hear, other)
        await until(scribe, lambda: len(words(scribe)) == 2 * COUNT)
        assert seen_there == digest(scribe.app.meeting.session) == digest(read_session(path))
        for mine in (typed, list(islice(said_by("lus"), COUNT))):
            assert [line for line in words(scribe) if line in mine] == mine
        tell(other, "leave")
        assert await asyncio.to_thread(ended, other) == ["False"], "it has no Textual"
    assert check.check(path) == ()
