"""The meetings at hand, for the home screen: what is there, a new one, the example."""

import datetime
import os
import re
import time
import unicodedata
import uuid
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from spiegel.domain.report.wording import date_words
from spiegel.domain.session.fictional import is_fictional
from spiegel.domain.session.session import Stage
from spiegel.domain.session.words import clean
from spiegel.i18n import _, current

if TYPE_CHECKING:
    from spiegel.domain.session.session import Session
    from spiegel.meeting.plan_file import Handed
    from spiegel.store.library.folder import Entry
    from spiegel.store.past.wiping import Belongings
    from spiegel.store.sealed.keys import Keys

LANGUAGE: Final = "nl"
"""Of the documents of a new meeting; Prepare can change it."""
ENDING: Final = ".spiegel"
LONGEST_FILE: Final = 150
"""Bytes of a file name that a person gives; names beside it are longer, and 255 is the limit."""
_ODD_SIGN: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
_DEVICE: Final = re.compile(r"con|prn|aux|nul|(com|lpt)\d", re.IGNORECASE)
LONGEST_NAME: Final = 60
"""Characters of a file name without its ending."""
PAUSE_AFTER: Final = 20
"""Headers that are read without a pause."""
PAUSE: Final = 0.002
"""Seconds of that pause."""
_NOTHING: Final = (0, 0)


class Shelved(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, as the header of its file tells it.

    due: the first day that an action is due. aftercare: the codes of who is to be called.
    problem: why it cannot be opened, in the user's language; empty when it can. sealed: it is
    encrypted, and shows its file's name for a title. gone: it was here once. fictional: it is the
    example that comes with Spiegel. sought: what a search looks in.
    """

    path: Path
    title: str = ""
    organisation: str = ""
    date: datetime.date | None = None
    stage: Stage = Stage.PREPARE
    due: datetime.date | None = None
    aftercare: tuple[str, ...] = ()
    problem: str = ""
    sealed: bool = False
    gone: bool = False
    fictional: bool = False
    sought: str = ""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting that is to be made; participants and listeners: 0 or more."""

    title: str
    date: datetime.date | None = None
    format: str = "spiegelgesprek"
    participants: int = 0
    listeners: int = 0
    plan: Path | None = None
    folder: Path | None = None


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
        self._read: dict[Path, tuple[tuple[int, int], Shelved]] = {}
        self.left = 0
        """Folders that were not looked into, the last time."""

    @property
    def folder(self) -> Path:
        """Where the meetings are."""
        if self._folder is None:
            from spiegel.store.library.folder import default_folder

            self._folder = default_folder()
        return self._folder

    @cached_property
    def place(self) -> Path:
        """The same folder as the paths of its meetings name it."""
        return Path(os.path.realpath(self.folder))

    def meetings(self) -> tuple[Shelved, ...]:
        """What is in the folder, in the current one, below both, and wherever one was opened.

        A header is read again only when its file changed since.
        """
        from spiegel.store import known
        from spiegel.store.library.folder import around

        found, self.left = dict.fromkeys(known.paths()), 0
        for folder in dict.fromkeys(map(os.path.realpath, (self.folder, Path.cwd()))):
            deep = {} if _below(Path(folder)) else {"deep": 0}
            here = around(Path(folder), **deep)
            found.update(dict.fromkeys(here.paths))
            self.left += here.left
        self._read = {path: self._looked(path, number) for number, path in enumerate(found)}
        return tuple(meeting for _state, meeting in self._read.values())

    def _looked(self, path: Path, number: int) -> tuple[tuple[int, int], Shelved]:
        from spiegel.store.library.folder import entry_at

        if number % PAUSE_AFTER == 0:
            # So that a key is answered meanwhile, also with a thousand meetings.
            time.sleep(PAUSE)
        try:
            state = path.stat()
        except OSError:
            return _NOTHING, _missing(path)
        stamp = (state.st_mtime_ns, state.st_size)
        before = self._read.get(path)
        if before is not None and before[0] == stamp:
            return before
        return stamp, _shelved(entry_at(path))

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
        from spiegel.domain.session.new import new_session
        from spiegel.domain.session.session import describe
        from spiegel.meeting.plan_file import HandedError
        from spiegel.store.errors import StoreError
        from spiegel.store.session.file import SessionFile

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
                from spiegel.meeting.plan_file import read_plan

                handed = read_plan(wanted.plan, session.agenda)
                session = plan.into(session, handed.plan, clock.now())
                findings = plan_findings(handed)
            if not session.info.title and wanted.plan is not None:
                session = describe(session, title=wanted.plan.stem)
            path = self.free_path(session.info.title, wanted.date, wanted.folder)
            SessionFile.create(path, session, clock=clock.now, window="home").close()
        except HandedError as error:
            raise ShelfError(str(error)) from error
        except (StoreError, formats.FormatError) as error:
            raise ShelfError(error.explain(current())) from error
        return Made(path=path, findings=findings)

    def next_round(self, old: Path, wanted: Wanted, keys: "Keys") -> Path:
        """Make the next round of a meeting; encrypted if that one is. Raises ShelfError."""
        from spiegel import clock
        from spiegel.domain.session.session import describe
        from spiegel.store.errors import StoreError
        from spiegel.store.sealed.keys import NO_KEYS
        from spiegel.store.session.file import SessionFile

        session = prepared(old, keys, participants=wanted.participants)
        title = wanted.title or session.info.title
        session = describe(session, title=title, date=wanted.date)
        keys = keys if is_sealed(old) else NO_KEYS
        try:
            path = self.free_path(title, wanted.date, wanted.folder)
            SessionFile.create(path, session, clock=clock.now, window="home", keys=keys).close()
        except StoreError as error:
            raise ShelfError(error.explain(current())) from error
        return path

    def entitle(self, path: Path, title: str, keys: "Keys") -> None:
        """Give a meeting another title; windows that have it open follow. Raises ShelfError."""
        from spiegel import clock
        from spiegel.domain.session.session import EditInfo
        from spiegel.store.errors import StoreError
        from spiegel.store.session.file import SessionFile

        try:
            file = SessionFile(path, clock=clock.now, window="home", keys=keys)
            try:
                file.change(EditInfo(fields={"title": title}))
            finally:
                file.close()
        except StoreError as error:
            raise ShelfError(error.explain(current())) from error

    def rename(self, path: Path, name: str) -> Path:
        """Give its file another name; windows that have it open follow. Raises ShelfError."""
        from spiegel.store.errors import StoreError
        from spiegel.store.library.renaming import rename

        try:
            return rename(path, name)
        except StoreError as error:
            raise ShelfError(error.explain(current())) from error

    def belongings(self, path: Path, keys: "Keys") -> "Belongings":
        """What would go with a meeting. Raises ShelfError, also when a window has it open."""
        from spiegel.store.beside.folder import Sidecar
        from spiegel.store.errors import StoreError
        from spiegel.store.past.wiping import belongings
        from spiegel.store.session.alone import check_nobody

        try:
            found = belongings(path, keys=keys)
            check_nobody(found.path, Sidecar(found.path))
        except StoreError as error:
            raise ShelfError(error.explain(current())) from error
        return found

    def wipe(self, found: "Belongings") -> None:
        """Remove a meeting with all that belongs to it, for good. Raises ShelfError."""
        from spiegel.store.errors import StoreError
        from spiegel.store.past.wiping import wipe

        try:
            wipe(found)
        except StoreError as error:
            raise ShelfError(error.explain(current())) from error

    def forget(self, path: Path) -> None:
        """Take what is gone from the list."""
        from spiegel.store import known

        known.forget(path)

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
        """The title that a plan gives itself, or nothing. Raises ShelfError."""
        from spiegel import formats, paths
        from spiegel.meeting.plan_file import HandedError, read_plan

        try:
            phases = formats.load("spiegelgesprek", LANGUAGE, paths.own_formats()).phases
            return read_plan(plan, phases).plan.title
        except HandedError as error:
            raise ShelfError(str(error)) from error
        except formats.FormatError as error:
            raise ShelfError(error.explain(current())) from error

    def free_path(self, title: str, date: datetime.date | None, folder: Path | None = None) -> Path:
        """A path that no file has yet, in the folder of meetings or this one. Raises ShelfError."""
        folder = folder or self.folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            words = _("The folder {path} cannot be made: {reason}.")
            raise ShelfError(words.format(path=folder, reason=error.strerror)) from error
        stem = file_stem(title, date)
        names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        paths = (folder / f"{name}{ENDING}" for name in names)
        return next(path for path in paths if not path.exists())


def prepared(old: Path, keys: "Keys", *, participants: int = 0) -> "Session":
    """What was prepared for a meeting, as the session of its next round. Raises ShelfError."""
    from spiegel import clock
    from spiegel.domain.followup.next_round import next_round
    from spiegel.i18n import translations
    from spiegel.store.errors import StoreError
    from spiegel.store.journal.reading import read_session

    try:
        before = read_session(old, keys=keys)
    except StoreError as error:
        raise ShelfError(error.explain(current())) from error
    return next_round(
        before,
        id_=str(uuid.uuid4()),
        created=clock.now(),
        t=translations(before.info.language),
        participants=participants,
    )


def is_sealed(path: Path) -> bool:
    """Whether a session is encrypted; what cannot be read is not."""
    from spiegel.store.errors import StoreError
    from spiegel.store.journal.reading import header_at

    try:
        return header_at(path).seal is not None
    except StoreError:
        return False


def file_stem(title: str, date: datetime.date | None) -> str:
    """A file name that every system takes: the date, then the title in plain letters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].rstrip("-")
    parts = [date.isoformat() if date else "", words or _("meeting")]
    return "-".join(part for part in parts if part)


def file_name(typed: str) -> str:
    """The name of a session's file as it was typed, with its ending; empty when it can be none.

    What one system takes and another does not is no name: the file may travel on a stick.
    """
    name = typed.strip()
    name = name if name.endswith(ENDING) else name.rstrip(". ") + ENDING
    stem = name.removesuffix(ENDING)
    odd = not stem or stem[0] == "." or len(name.encode("utf-8", "replace")) > LONGEST_FILE
    device = _DEVICE.fullmatch(stem.partition(".")[0])
    return "" if odd or device or _ODD_SIGN.search(name) else name


def plan_findings(handed: "Handed") -> tuple[str, ...]:
    """What is to be said of a plan, a line each."""
    remark = (_("The file {words}").format(words=handed.remark),) if handed.remark else ()
    lines = (
        _("line {line}: {words}").format(line=finding.line, words=finding.explain(current()))
        for finding in handed.plan.findings
    )
    return (*remark, *lines)


def _shelved(entry: "Entry") -> Shelved:
    from spiegel.store.errors import NotASessionError

    header, error = entry.header, entry.error
    if error is None and (header is None or header.kind != "session"):
        error = NotASessionError(entry.path)
    if header is None or error is not None:
        problem = error.explain(current()) if error is not None else ""
        title = clean(entry.path.stem)
        return Shelved(
            path=entry.path, title=title, problem=problem, sought=_sought(entry.path, title)
        )
    title = header.title or clean(entry.path.stem)
    fictional = is_fictional(header.id, header.created)
    example = _("example") if fictional else ""
    return Shelved(
        path=entry.path,
        title=title,
        organisation=header.organisation,
        date=header.date,
        stage=header.stage or Stage.PREPARE,
        due=header.due,
        aftercare=header.aftercare,
        sealed=header.seal is not None,
        fictional=fictional,
        sought=_sought(entry.path, f"{title} {example}", header.organisation, header.date),
    )


def _missing(path: Path) -> Shelved:
    title = clean(path.stem)
    return Shelved(
        path=path,
        title=title,
        problem=_("The file is not there any more."),
        gone=True,
        sought=_sought(path, title),
    )


def _sought(
    path: Path, title: str, organisation: str = "", date: datetime.date | None = None
) -> str:
    days = (f"{date:%d-%m-%Y}", date.isoformat(), date_words(date, current())) if date else ()
    return folded(" ".join((title, organisation, *days, clean(str(path)))))


def folded(text: str) -> str:
    """Words as they are compared in a search: no capitals, no accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _below(folder: Path) -> bool:
    """Whether the subfolders are looked into: those of a whole home or disk are too many."""
    home = Path(os.path.realpath(Path.home()))
    return folder != home and folder not in home.parents
