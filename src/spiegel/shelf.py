"""The meetings at hand, for the home screen: what is there, a new one, the example."""

import datetime
import re
import unicodedata
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from spiegel.domain.session import Stage
from spiegel.domain.words import clean
from spiegel.i18n import _, current

if TYPE_CHECKING:
    from spiegel.domain.plan import Plan
    from spiegel.store.library import Entry

LANGUAGE: Final = "nl"
"""Of the documents of a new meeting; Prepare can change it."""
LONGEST_NAME: Final = 60
"""Characters of a file name without its ending."""


class Shelved(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, as the header of its file tells it.

    due: the first day that an action is due. aftercare: the codes of who is to be called.
    problem: why it cannot be opened, in the user's language; empty when it can. sealed: it is
    encrypted, and shows its file's name for a title.
    """

    path: Path
    title: str = ""
    date: datetime.date | None = None
    stage: Stage = Stage.PREPARE
    due: datetime.date | None = None
    aftercare: tuple[str, ...] = ()
    problem: str = ""
    sealed: bool = False


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting that is to be made; participants and listeners: 0 or more."""

    title: str
    date: datetime.date | None = None
    format: str = "spiegelgesprek"
    participants: int = 0
    listeners: int = 0
    plan: Path | None = None


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting that was made; findings: what of the plan was not understood, a line each."""

    path: Path
    findings: tuple[str, ...] = ()


class ShelfError(Exception):
    """Something did not work; the message is one or two sentences in the user's language."""


class Shelf:
    """The folder of meetings. All but `folder` may be slow: call it in a thread."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where the meetings are."""
        if self._folder is None:
            from spiegel.store.library import default_folder

            self._folder = default_folder()
        return self._folder

    def meetings(self) -> tuple[Shelved, ...]:
        """The meetings in order of their files' names. Raises ShelfError."""
        from spiegel.store.errors import StoreError
        from spiegel.store.library import sessions

        try:
            return tuple(_shelved(entry) for entry in sessions(self.folder))
        except StoreError as error:
            raise ShelfError(error.explain(current())) from error

    def formats(self) -> dict[str, str]:
        """The titles of the formats by name; those that cannot be read are left out."""
        from spiegel import formats, paths

        titles: dict[str, str] = {}
        for name in formats.sources(paths.own_formats()):
            try:
                titles[name] = formats.load(name, LANGUAGE, paths.own_formats()).title
            except formats.FormatError:
                continue
        return dict(sorted(titles.items(), key=lambda item: (item[0] != "spiegelgesprek", item)))

    def make(self, wanted: Wanted) -> Made:
        """Make a meeting in the folder. Raises ShelfError."""
        from spiegel import clock, formats, paths
        from spiegel.domain.new import new_session
        from spiegel.domain.session import describe
        from spiegel.store.errors import StoreError
        from spiegel.store.sessionfile import SessionFile

        try:
            session = new_session(
                formats.load(wanted.format, LANGUAGE, paths.own_formats()),
                id_=str(uuid.uuid4()),
                title=wanted.title,
                created=clock.now(),
                date=wanted.date,
                language=LANGUAGE,
                participants=wanted.participants,
                listeners=wanted.listeners,
            )
            findings: tuple[str, ...] = ()
            if wanted.plan is not None:
                from spiegel.domain import plan

                read = plan.read(read_plan(wanted.plan), session.agenda)
                session = plan.into(session, read, clock.now())
                findings = plan_findings(read)
            if not session.info.title and wanted.plan is not None:
                session = describe(session, title=wanted.plan.stem)
            path = self.free_path(session.info.title, wanted.date)
            SessionFile.create(path, session, clock=clock.now, window="home").close()
        except (StoreError, formats.FormatError) as error:
            raise ShelfError(error.explain(current())) from error
        return Made(path=path, findings=findings)

    def example(self) -> Path:
        """Make the example, in the middle of its client round now. Raises ShelfError."""
        from spiegel import clock, demo
        from spiegel.store.errors import StoreError

        path = self.free_path(_("example"), None)
        try:
            demo.write(path, upto="middle", start=demo.start_for(clock.now()))
        except StoreError as error:
            raise ShelfError(error.explain(current())) from error
        return path

    def plan_title(self, plan: Path) -> str:
        """The title that a plan gives itself, or nothing."""
        from spiegel import formats, paths
        from spiegel.domain import plan as plans

        try:
            phases = formats.load("spiegelgesprek", LANGUAGE, paths.own_formats()).phases
            return plans.read(read_plan(plan), phases).title
        except (ShelfError, formats.FormatError):
            return ""

    def free_path(self, title: str, date: datetime.date | None) -> Path:
        """A path in the folder that no file has yet. Raises ShelfError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            words = _("The folder {path} cannot be made: {reason}.")
            raise ShelfError(words.format(path=self.folder, reason=error.strerror)) from error
        stem = file_stem(title, date)
        names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        paths = (self.folder / f"{name}.spiegel" for name in names)
        return next(path for path in paths if not path.exists())


def read_plan(path: Path) -> str:
    """The text of a written plan. Raises ShelfError."""
    try:
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        words = _("The plan {path} cannot be read: {reason}.")
        raise ShelfError(words.format(path=path, reason=error.strerror)) from error


def file_stem(title: str, date: datetime.date | None) -> str:
    """A file name that every system takes: the date, then the title in plain letters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].rstrip("-")
    parts = [date.isoformat() if date else "", words or _("meeting")]
    return "-".join(part for part in parts if part)


def plan_findings(read: "Plan") -> tuple[str, ...]:
    """What of a plan was not understood, a line each."""
    return tuple(
        _("line {line}: {words}").format(line=finding.line, words=finding.explain(current()))
        for finding in read.findings
    )


def _shelved(entry: "Entry") -> Shelved:
    from spiegel.store.errors import NotASessionError

    header, error = entry.header, entry.error
    if error is None and (header is None or header.kind != "session"):
        error = NotASessionError(entry.path)
    if header is None or error is not None:
        problem = error.explain(current()) if error is not None else ""
        return Shelved(path=entry.path, title=clean(entry.path.stem), problem=problem)
    return Shelved(
        path=entry.path,
        title=header.title or clean(entry.path.stem),
        date=header.date,
        stage=header.stage or Stage.PREPARE,
        due=header.due,
        aftercare=header.aftercare,
        sealed=header.seal is not None,
    )
