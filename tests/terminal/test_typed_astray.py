"""A scribe types in the moderator's terminal, beside an open room clock, at the speed of hands."""

import pytest
from meetings import meeting, round_of
from windows import Windows

from spiegel import clock
from spiegel.domain.running.running import Go, place
from spiegel.store.session.file import SessionFile

pytestmark = pytest.mark.slow

SENTENCES = (
    "ook bij mij",
    "pas na hulp",
    "kreeg geen hulp",
    'D1: "praat met me" #2 +',
    "2: ze kwam niet",
    "kreeg geen hulp van D3",
    "vooral de brieven van D3",
)


@pytest.fixture
def windows(tmp_path):
    session = meeting()
    path = tmp_path / "gesprek.spiegel"
    begun = Go(phase=round_of(session).number).apply(session, clock.now())
    SessionFile.create(path, begun, clock=clock.now, window="test").close()
    with Windows(path, tmp_path) as windows:
        windows.start("moderator", "moderator", 80, 24)
        windows.start("clock", "clock", 60, 18)
        windows.wait("moderator", "Vraag 1 van 4")
        windows.wait("clock", "vertellen")
        yield windows


@pytest.mark.parametrize("every", [0.15, 0.17, 0.26, 0.4])
def test_the_room_sees_none_of_it_and_every_sentence_waits_whole(windows, every, counted):
    before = windows.until(lambda session: place(session).question)
    begun = (place(before), before.moments, before.info.room, before.statements)
    room = windows.open["clock"]
    for sentence in SENTENCES:
        for character in sentence:
            windows.send("moderator", character)
            windows.rest(every)
            assert "vertellen" in room.text
        windows.send("moderator", "enter")
        windows.rest(every)
    windows.wait("moderator", lambda text: "Getypt" not in text)
    after = windows.until(lambda session: session)
    assert (place(after), after.moments, after.info.room, after.statements) == begun
    windows.send("moderator", "f4")
    windows.wait("moderator", f"{len(SENTENCES)} regels wachten")
    for left, sentence in zip(range(len(SENTENCES), 0, -1), SENTENCES, strict=True):
        windows.send("moderator", "down")
        windows.wait("moderator", lambda text, words=sentence: f"›   {words}" in text)
        windows.send("moderator", "ctrl+u")
        more = "regel wacht" if left == 2 else f"{left - 1} regels wachten"
        windows.wait("moderator", lambda text, more=more, last=left == 1: last or more in text)
    counted(f"{len(SENTENCES)} sentences at {every} s a key: clock unchanged, draft whole")
