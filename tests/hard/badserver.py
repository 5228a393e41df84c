"""Known-bad parts of the server, for `--mutate`."""

import pytest

import mutations
from spiegel.domain.polls.box import Cast, entry_key
from spiegel.domain.polls.polls import Given
from spiegel.meeting.port.ballots import CastReceipt
from spiegel.meeting.serving import Desk
from spiegel.web.answering import Answering


@mutations.register("bewaard-before-it-is")
def _said_too_early(patch: pytest.MonkeyPatch) -> None:
    """A device reads that its answer is kept; it goes to the disk when the next one comes."""
    waits = []

    async def cast(self, poll, seat, answer):
        given = Given(answer, seat.group if self._room.groups else "")
        key = entry_key(seat.token, poll)
        self._kept[key] = given
        waits.append(Cast(key, seat.number, given))
        if len(waits) > 1:
            self._ballots.cast(poll.number, waits.pop(0), lambda _receipt: None)
        return CastReceipt()

    patch.setattr(Answering, "_cast", cast)


@mutations.register("seats-not-kept")
def _seats_not_kept(patch: pytest.MonkeyPatch) -> None:
    """A server that is killed leaves nothing by which the next one knows its devices."""
    patch.setattr(Desk, "keep", lambda self, kept: None)
