"""`spiegel demo`: the fictional meeting, to look around in or played from start to end."""

import argparse
import tempfile
from pathlib import Path

from spiegel import clock, demo, i18n
from spiegel.cli.documents import USUAL, write
from spiegel.cli.failure import Failure
from spiegel.cli.screen import has_terminal, run
from spiegel.cli.session_file import opened
from spiegel.meeting.documents import SessionDocuments
from spiegel.settings import Settings
from spiegel.store.errors import StoreError

NAME = "demo.spiegel"


def demo_(options: argparse.Namespace, settings: Settings) -> int:
    """Open the demo in the middle of the client round; without a terminal, play all of it."""
    folder = options.folder or Path(tempfile.mkdtemp(prefix="spiegel-demo-"))
    headless = options.headless or not has_terminal()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder)
        if headless:
            demo.write(path)
        else:
            demo.write(path, "middle", demo.start_for(clock.now()))
    except OSError as error:
        raise Failure(f"{folder}: {error.strerror}") from error
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
    if not headless:
        return run(settings, path=path, example=True)
    print(path)
    with opened(path) as file:
        documents = SessionDocuments(file.session, file.sidecar, file.seal)
        write(documents, (*USUAL, "worklist"), folder)
    return 0


def _free(folder: Path) -> Path:
    """A name for the session that is not taken: nothing is ever written over."""
    path, number = folder / NAME, 2
    while path.exists():
        path, number = folder / f"demo-{number}.spiegel", number + 1
    return path
