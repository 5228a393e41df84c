"""The people of a script with devices in their hands, in place of what the player would be told."""

import asyncio
import secrets
from collections.abc import Callable, Iterable
from typing import Final, Self

import msgspec

from spiegel.demo.sheets import Sheet
from spiegel.domain.polls.box import PAPER, Cast, entry_key
from spiegel.domain.polls.polls import ClosePoll, Given
from spiegel.domain.session.polls import Poll
from spiegel.domain.session.session import Session
from spiegel.rehearsal.device import Device, NotServedError
from spiegel.rehearsal.page import Page

PATIENCE: Final = 60.0
"""Seconds in which all must have answered a question."""

PutIn = Callable[[int, Iterable[Cast]], None]
"""Puts answers to a poll into the ballot box, as the scribe does with those on paper."""


class Devices:
    """A room in which each person without paper has a device; use it in `with`.

    link: what the QR code says. on_paper: puts in what is on paper.
    """

    def __init__(self, link: str, on_paper: PutIn) -> None:
        self._link, self._on_paper = link, on_paper
        self._runner = asyncio.Runner()
        self._seen: dict[int, tuple[Device, Page]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._runner.run(self._put_away())
        self._runner.close()

    def answer(self, session: Session, poll: Poll, given: tuple[Sheet, ...]) -> None:
        """All answer at the same time; who was not there before joins. Raises NotServedError."""
        papers = [sheet for sheet in given if sheet.paper]
        self._on_paper(poll.number, [_on_paper(poll, sheet) for sheet in papers])
        self._runner.run(self._answer(poll.number, [s for s in given if not s.paper]))

    def close(self, change: ClosePoll) -> ClosePoll:
        """The answers are in the ballot box; everybody has a device of their own."""
        return msgspec.structs.replace(change, own=len(self._seen))

    async def _answer(self, poll: int, sheets: list[Sheet]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*(self._one(poll, sheet) for sheet in sheets))
        except TimeoutError as error:
            raise NotServedError(f"{len(sheets)} devices, {PATIENCE:.0f} s") from error

    async def _one(self, poll: int, sheet: Sheet) -> None:
        if sheet.person not in self._seen:
            device = Device(self._link)
            self._seen[sheet.person] = device, Page()
            self._seen[sheet.person] = device, await device.join(sheet.person - 1)
        device, page = self._seen[sheet.person]
        form = await device.question(poll, page)
        self._seen[sheet.person] = device, await device.answer(form, sheet.answer)

    async def _put_away(self) -> None:
        for device, _page in self._seen.values():
            await device.close()


def _on_paper(poll: Poll, sheet: Sheet) -> Cast:
    """What is on paper, in the place of this person; nobody comes back for it."""
    key = entry_key(secrets.token_bytes(16), poll)
    return Cast(key=key, seat=PAPER + sheet.person - 1, given=Given(sheet.answer))
