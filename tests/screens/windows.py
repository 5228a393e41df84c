"""Windows on one session for a test, each an app of its own; and what can happen to their file."""

import errno
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from spiegel import clock
from spiegel.app.app import Spiegel
from spiegel.domain.session.session import Session
from spiegel.store import disk
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile
from spiegel.textual_private import shown_notifications

Pilots = tuple[Pilot[None], ...]


@asynccontextmanager
async def windows(
    path: Path, *roles: str, show: str = "", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilots]:
    """Windows in these roles, opened one after the other; moderators begin at this screen."""
    if not roles:
        yield ()
        return
    app = Spiegel(path=path, role=roles[0])
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        if show and app.role == "moderator":
            app.action_go(show)
            await pilot.pause()
        async with windows(path, *roles[1:], show=show, size=size) as others:
            yield (pilot, *others)
        await app.close_meeting(5)


def session_at(path: Path, session: Session, keys: Keys = NO_KEYS) -> Path:
    """A file of this session."""
    SessionFile.create(path, session, clock=clock.now, window="test", keys=keys).close()
    return path


def type_(pilot: Pilot[None], text: str) -> None:
    """Type as fast as keys can come; a newline is Enter."""
    names = {" ": "space", "\n": "enter"}
    for character in text:
        key = names.get(character, character)
        pilot.app.post_message(events.Key(key, "\r" if character == "\n" else character))


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk that takes nothing as long as one is inside."""

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(disk, "sync", refuse)
        yield


def words(pilot: Pilot[None]) -> list[str]:
    """What was said, as this window knows it."""
    return [said.words for said in pilot.app.meeting.session.statements.values()]


def told(pilot: Pilot[None]) -> str:
    """All that this window told."""
    return " ".join(notice.message for notice in shown_notifications(pilot.app))
