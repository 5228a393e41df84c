"""A person withdraws in one meeting; a persona of another one knows it when that is opened."""

import pytest
from meetings import START

from domain.resting import elsewhere, marks, resting
from screens.seen import until
from spiegel import clock
from spiegel.domain.consent.consent import Withdraw
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_withdrawal_elsewhere_is_in_the_file_and_said_when_the_meeting_is_opened(
    open_app, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    other = Withdraw(participant=2).apply(elsewhere(), START)
    there = tmp_path / "ander.spiegel"
    SessionFile.create(there, other, clock=clock.now, window="test").close()
    before = there.read_bytes()
    async with open_app(resting(elsewhere())) as pilot:
        await until(pilot, lambda: marks(pilot.app.meeting.session) == [True, False])
        await until(pilot, lambda: any("1 zin" in w for w in pilot.app.messages.remembered))
        here = pilot.app.meeting.path
        await until(pilot, lambda: marks(read_session(here)) == [True, False])
    assert there.read_bytes() == before
