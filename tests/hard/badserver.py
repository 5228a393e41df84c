"""Known-bad parts of the server, for `--mutate`."""

import asyncio

import pytest

import mutations
from spiegel.domain.polls.box import Cast, entry_key
from spiegel.domain.polls.polls import Given
from spiegel.meeting.port.ballots import CastReceipt
from spiegel.meeting.serving import Desk
from spiegel.web.answering import Answering


@mutations.register("bewaard-before-it-is")
def _said_too_early(patch: pytest.MonkeyPatch) -> None:
    """A device reads that its answer is kept while it is still on its way to the disk."""

    async def cast(self, poll, seat, answer):
        given = Given(answer, seat.group if self._room.groups else "")
        key = entry_key(seat.token, poll)
        self._kept[key] = given
        later = asyncio.get_running_loop().call_later
        later(
            0.01,
            lambda: self._ballots.cast(
                poll.number, Cast(key, seat.number, given), lambda _receipt: None
            ),
        )
        return CastReceipt()

    patch.setattr(Answering, "_cast", cast)


@mutations.register("seats-not-kept")
def _seats_not_kept(patch: pytest.MonkeyPatch) -> None:
    """A server that is killed leaves nothing by which the next one knows its devices."""
    patch.setattr(Desk, "keep", lambda self, kept: None)
