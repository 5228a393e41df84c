"""What Home waits for when the program starts, and what is not loaded for it."""

import subprocess
import sys

import pytest
from meetings import meeting

from spiegel import clock
from spiegel.app.app import Spiegel
from spiegel.store import known
from spiegel.store.session.file import SessionFile

NOT_FOR_HOME = (
    *("argparse", "filelock", "tinydb", "spiegel.domain.polls.box"),
    *("hashlib", "tomllib", "calendar", "json"),
    *("spiegel.domain.session.session", "spiegel.domain.session.table"),
    *("spiegel.store.journal.lines", "spiegel.store.journal.journal", "spiegel.store.sealed.keys"),
    *("spiegel.commands.prepare", "spiegel.commands.moderate", "spiegel.commands.review"),
    "spiegel.app.few_colors",
)
"""What reads a command line, locks a file, writes it, and answers a question; what proves that
words are whole (with OpenSSL behind it), reads settings that nobody made, draws a month, and
writes what msgspec writes too. And what a meeting is: Home reads the first line of its file, not
the lines behind it, and opens none; nor what can be done on screens that nobody sees yet,
nor the colours of a terminal that has few."""


async def test_home_is_the_first_screen_and_the_only_one(tmp_path):
    app = Spiegel(folder=tmp_path)
    async with app.run_test():
        assert app.current_mode == "home"
        assert len(app._registry) == len(app.screen.query("*")) + 1


@pytest.mark.slow
@pytest.mark.reckons
def test_meetings_are_listed_without_what_only_an_open_one_needs(tmp_path):
    path = tmp_path / "gesprek.spiegel"
    SessionFile.create(path, meeting(), clock=clock.now, window="test").close()
    known.note(path)
    code = (
        "import sys, spiegel.cli, spiegel.app.app, spiegel.screens.home.screen\n"
        "from pathlib import Path\n"
        "from spiegel.meeting.catalogue import FolderCatalogue\n"
        "found = FolderCatalogue(Path(sys.argv[1])).meetings()\n"
        f"print(len(found), [name for name in {NOT_FOR_HOME!r} if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "1 []"
