"""`spiegel demo`: the fictional meetings, to look around in or played from start to end."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from spiegel import clock, demo, i18n
from spiegel.cli.documents import one_by_one, write
from spiegel.cli.failure import Failure
from spiegel.cli.screen import has_terminal, run
from spiegel.cli.session_file import opened
from spiegel.domain.letters.papers import every_paper
from spiegel.domain.report.kinds import AFTER, KINDS, LETTERS
from spiegel.domain.session.instants import MINUTE, Instant, after
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.i18n.refused import reason
from spiegel.meeting.documents import SessionDocuments
from spiegel.meeting.port.errors import NotDoneError
from spiegel.settings import Settings
from spiegel.store.errors import StoreError

PREFIX = "spiegel-demo-"
_DAY = 24 * 60 * MINUTE


def demo_(options: argparse.Namespace, settings: Settings) -> int:
    """Open a fictional meeting in the middle or afterwards; without a terminal, play all of it."""
    several, makers = options.format == "versnellingssessie", options.format == "persona"
    if options.devices:
        return _rehearse(options, settings)
    if options.after and (several or makers):
        raise Failure(_("Only a spiegelgesprek can be opened six weeks after its day."))
    folder = options.folder or Path(tempfile.mkdtemp(prefix=PREFIX))
    headless = options.headless or not has_terminal()
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if headless:
            paths = _compared(folder) if several else _made(folder) if makers else _played(folder)
        elif makers:
            path, *_sources = _made(folder, demo.start_of_one_over(clock.now(), demo.PERSONA))
        elif options.after:
            path = _free(folder, "demo")
            demo.write(path, "afterwards", demo.start_of_one_over(clock.now(), demo.WMO))
        else:
            meeting = demo.VISITORS if several else demo.WMO
            path = _free(folder, "demo")
            demo.write(path, "middle", demo.start_for(clock.now(), meeting), meeting)
    if not headless:
        show = "personas" if makers else "followup" if options.after else ""
        return run(settings, path=path, example=True, show=show)
    for path in paths:
        print(path)
        if makers and path != paths[0]:
            # Those of the meetings that it rests on are made of these meetings by themselves.
            continue
        with opened(path) as file:
            documents = SessionDocuments(file.session, file.sidecar, file.seal)
            write(documents, kinds_of(file.session), folder)
    return 0


def kinds_of(session: Session) -> list[str]:
    """All documents that Spiegel makes of a meeting by itself."""
    papers = {paper.key for paper in every_paper(session)}
    after_it = (
        key
        for key in AFTER
        if not KINDS[key].of
        and (key in papers or not KINDS[key].paper)
        and KINDS[key].there(session)
    )
    return one_by_one([*after_it, LETTERS], session)


def _rehearse(options: argparse.Namespace, settings: Settings) -> int:
    """A fictional session that begins now, with simulated people who take part on devices.

    It is a session of its own: none that is there is opened.
    """
    from spiegel.rehearsal.people import People
    from spiegel.rehearsal.served import served

    devices: int = options.devices
    if options.format in ("spiegelgesprek", "persona"):
        raise Failure(_("Simulated devices take part in a versnellingssessie."))
    if options.folder is not None and options.folder.is_file():
        words = _(
            "{path} is a file. To rehearse, name a folder: a session of its own is made there."
        )
        raise Failure(words.format(path=options.folder))
    if not has_terminal():
        raise Failure(_("The screens of Spiegel need a terminal; this is none."))
    folder = options.folder or Path(tempfile.mkdtemp(prefix=PREFIX))
    with ExitStack() as inside:
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            path = _free(folder, "demo")
            meeting = msgspec.structs.replace(demo.VISITORS, seats=devices, paper=0)
            demo.write(path, "start", clock.now(), meeting)
            serving = inside.enter_context(served(path, devices))
        inside.enter_context(People(serving.link, devices))
        return run(settings, path=path, example=True, show="moderate")


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Say in one line what went wrong."""
    try:
        yield
    except OSError as error:
        raise Failure(f"{folder}: {reason(error)}") from error
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
    except NotDoneError as error:
        raise Failure(str(error)) from error


def _played(folder: Path) -> list[Path]:
    """The spiegelgesprek, from start to end, and what became of it in the six weeks after."""
    path = _free(folder, "demo")
    demo.write(path, "afterwards")
    return [path]


def _made(folder: Path, start: Instant | None = None) -> list[Path]:
    """The workshop in which personas were made, then the meetings of which they were made."""
    meeting, start = demo.PERSONA, start or demo.PERSONA.start
    held = demo.sources(meeting, start)
    made = {"persona": demo.play(start=start, meeting=meeting, others=held), **held}
    paths = []
    for name, session in made.items():
        paths.append(_free(folder, f"demo-{name}"))
        demo.lay(paths[-1], session, start)
    return paths


def _compared(folder: Path) -> list[Path]:
    """The visitors' session and that of the professionals, each with the other beside it.

    All answer on devices that the real server serves.
    """
    from spiegel.rehearsal.device import NotServedError
    from spiegel.rehearsal.served import with_devices

    paths = []
    try:
        for meeting in (demo.VISITORS, demo.PROFESSIONALS):
            paths.append(_free(folder, f"demo-{meeting.group}"))
            demo.write(paths[-1], meeting=meeting, people=with_devices)
    except NotServedError as error:
        words = _("A simulated device could not answer: {why}")
        raise Failure(words.format(why=error)) from error
    visitors, professionals = paths
    now = after(demo.PROFESSIONALS.start, _DAY)
    with opened(professionals) as file:
        demo.lay_beside(visitors, file.session, now)
    with opened(visitors) as file:
        demo.lay_back(professionals, file.session, now)
    return paths


def _free(folder: Path, stem: str) -> Path:
    """A name for the session that is not taken: nothing is ever written over."""
    path, number = folder / f"{stem}.spiegel", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.spiegel", number + 1
    return path
