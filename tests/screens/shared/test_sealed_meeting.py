"""A whole encrypted meeting, and then a search through every byte that it left on the disk."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import killed_sealed
import pytest
from meetings import meeting, round_of
from sealed import WORDS, passphrase
from searching import traces

from screens.keys import enter, post
from screens.seen import screen_text, until
from spiegel import clock, logbook, paths
from spiegel.app.app import Spiegel
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import describe
from spiegel.screens.shared.passphrase import AskPassphrase
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.file import SessionFile

TITLE, ORGANISATION = "Wachten in Dijkzicht", "Stichting Hoefblad"
SAID = ("kwikzilver", "zandloper", "appelboom")
WRONG, CORRECTED = "vuurtoorn", "vuurtoren"
PARKED, CARE, HALF, KILLED = "sinaasappel", "trapleuning", "regenjas", "kruiwagen"
ALL = (TITLE, ORGANISATION, *SAID, WRONG, CORRECTED, PARKED, CARE, HALF, KILLED, "Vraag 3?")


def said(pilot):
    return [s.words for s in pilot.app.meeting.session.statements.values()]


async def record(pilot):
    """What a scribe does: lines, a correction, an undo, a note, and half a line at the end."""
    await until(pilot, lambda: pilot.app.meeting)
    pilot.app.action_go("scribe")
    await until(pilot, lambda: "Thema" in screen_text(pilot))
    for number, words in enumerate(SAID, start=1):
        await enter(pilot, f'D{number}: "{words}" #{words}')
    await until(pilot, lambda: len(said(pilot)) == len(SAID))
    await enter(pilot, "D4: weg ermee #wegermee -")
    await until(pilot, lambda: len(said(pilot)) == len(SAID) + 1)
    await pilot.press("ctrl+z")
    await until(pilot, lambda: len(said(pilot)) == len(SAID))
    await enter(pilot, f"/p {PARKED}")
    await enter(pilot, f"/zorg D2 {CARE}")
    await until(pilot, lambda: len(pilot.app.meeting.session.remarks) == 2)
    await enter(pilot, f"D5: {WRONG}")
    await until(pilot, lambda: WRONG in said(pilot))
    await pilot.press("up")
    pilot.app.screen.desk.line.value = f"D5: {CORRECTED}"
    await pilot.press("enter")
    await until(pilot, lambda: CORRECTED in said(pilot))
    post(pilot, f"D1: {HALF}")
    await until(pilot, lambda: pilot.app.meeting.typed.half_line.text == f"D1: {HALF}")


async def play(path, keys):
    """The meeting from its beginning to a fault and a kill -9.

    Returns what could be found while its window was open; then earlier wordings are still there.
    """
    session = describe(meeting(), title=TITLE, organisation=ORGANISATION)
    session = Go(phase=round_of(session).number).apply(session, clock.now())
    SessionFile.create(path, session, clock=clock.now, window="test", keys=keys).close()
    app = Spiegel(path=path)
    logbook.start(paths.log_folder())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        if keys is not NO_KEYS:
            await until(pilot, lambda: isinstance(app.screen, AskPassphrase))
            await until(pilot, lambda: app.screen.line.has_focus)
            await enter(pilot, WORDS)
        await record(pilot)
        try:
            raise ValueError(f"{SAID[0]} in {TITLE}")
        except ValueError as error:
            logbook.apology(error)
        document = app.meeting.documents.make("markdown", path.parents[1] / TITLE).path
        assert document.is_file()
        found = traces(ALL, *folders(path))
        await app.close_meeting(5)
    kill(path, keys)
    return found


def kill(path, keys):
    """Leave what a killed window leaves: a change, a draft, and both half written anew."""
    done = subprocess.run(
        [
            sys.executable,
            killed_sealed.__file__,
            str(path),
            "plain" if keys is NO_KEYS else "sealed",
            KILLED,
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def folders(path):
    """All that Spiegel may have written to: the session's folder and the home."""
    return path.parent, Path(os.environ["HOME"])


@pytest.fixture
def path(tmp_path):
    (tmp_path / "werk").mkdir()
    return tmp_path / "werk" / "dossier-12.spiegel"


@pytest.mark.slow
@pytest.mark.mutation(
    "drafts-in-plain", "lines-in-plain", "words-in-crash-file", match=r"== set\(\)"
)
async def test_no_word_of_an_encrypted_meeting_is_in_any_byte_that_it_leaves(path):
    assert await play(path, passphrase()) == set()
    assert list((path.parent / f".{path.name}.d" / "backups").iterdir())
    left = [p.name for folder in folders(path) for p in folder.rglob("*") if p.is_file()]
    prepared = [name for name in left if name.endswith(".new")]
    assert sorted(name.split(".")[1].partition("-")[0] for name in prepared) == [
        "dossier",
        "scribe",
    ]
    assert "crash.txt" in left
    assert "spiegel.log" in left
    assert "exports" in left
    assert any(name.endswith(".draft") for name in left)
    assert traces(ALL, *folders(path)) == set()
    file = SessionFile(path, clock=clock.now, window="moderator", keys=passphrase())
    assert [s.words for s in file.session.statements.values()] == [*SAID, CORRECTED, KILLED]
    file.compact()
    file.close()
    assert traces(ALL, *folders(path)) == set()
    assert read_session(path, keys=passphrase()).info.organisation == ORGANISATION


@pytest.mark.slow
@pytest.mark.reckons
async def test_of_a_plain_meeting_the_same_search_finds_every_word(path):
    """Or the search above would prove nothing."""
    earlier = await play(path, NO_KEYS)
    found = traces(ALL, *folders(path))
    assert {word for _name, word in earlier | found} == set(ALL)
    names = {name for name, word in found if word in (HALF, KILLED)}
    assert any(name.endswith(".draft") for name in names)
    assert ("exports", TITLE) in found
    assert sum(name.endswith(".new") for name in names) == 2
