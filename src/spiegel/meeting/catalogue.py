"""The meetings of this laptop: found by their files, made, changed and removed."""

import datetime
import os
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spiegel import clock, i18n
from spiegel.domain.session.instants import Instant
from spiegel.i18n import LANGUAGES, _, current
from spiegel.i18n.refused import reason
from spiegel.meeting.file_names import ENDING, file_stem
from spiegel.meeting.opening import HeldKeys, explained, keys_of
from spiegel.meeting.port.catalogue import NO_KEY, CreatedMeeting, Key, MeetingSummary, NewMeeting
from spiegel.meeting.port.errors import NotDoneError

if TYPE_CHECKING:
    from spiegel.domain.session.agenda import Format
    from spiegel.domain.session.beside import Counterpart
    from spiegel.domain.session.earlier import EarlierRound
    from spiegel.domain.session.session import Session
    from spiegel.meeting.port.catalogue import Kept, KeptPlan, Source
    from spiegel.store.past.wiping import Belongings

WINDOW: Final = "home"
"""Who makes and changes a meeting that is not open."""
PAUSE_AFTER: Final = 20
"""Headers that are read without a pause."""
PAUSE: Final = 0.002
"""Seconds of that pause."""
_NOTHING: Final = (0, 0)


class FolderCatalogue:
    """What `port.Catalogue` promises, for a folder and whatever was opened on this laptop.

    folder: the usual one if it is left out. now: the clock. keeps: whether a running order may be
    kept; not from a rehearsal. The store is imported when something is
    asked, in the thread that asks: Home is drawn before that.
    """

    def __init__(
        self,
        folder: Path | None = None,
        now: Callable[[], Instant] | None = None,
        *,
        keeps: bool = True,
    ) -> None:
        self._keeps = keeps
        self._folder, self._now = folder, now or clock.now
        self._read: dict[Path, tuple[tuple[int, int], MeetingSummary]] = {}
        self.left = 0

    @property
    def folder(self) -> Path:
        """Where the meetings are."""
        if self._folder is None:
            from spiegel.store.catalogue.folder import default_folder

            self._folder = default_folder()
        return self._folder

    @cached_property
    def place(self) -> Path:
        """The same folder as the paths of its meetings name it."""
        return Path(os.path.realpath(self.folder))

    # What is there

    def meetings(self) -> tuple[MeetingSummary, ...]:
        """What is in the folder, in the current one, below both, and wherever one was opened.

        A header is read again only when its file changed since.
        """
        found = self.paths()
        self._read = {path: self._looked(path, number) for number, path in enumerate(found)}
        return tuple(meeting for _state, meeting in self._read.values())

    def paths(self) -> tuple[Path, ...]:
        """The files of the meetings, unread; one that was opened once may be gone."""
        from spiegel.store import known
        from spiegel.store.catalogue.folder import around

        found, self.left = dict.fromkeys(known.paths()), 0
        for folder in dict.fromkeys(map(os.path.realpath, (self.folder, Path.cwd()))):
            deep = {} if _below(Path(folder)) else {"deep": 0}
            here = around(Path(folder), **deep)
            found.update(dict.fromkeys(here.paths))
            self.left += here.left
        return tuple(found)

    def _looked(self, path: Path, number: int) -> tuple[tuple[int, int], MeetingSummary]:
        from spiegel.meeting.summaries import missing, summary_of

        if number % PAUSE_AFTER == 0:
            # So that a key is answered meanwhile, also with a thousand meetings.
            time.sleep(PAUSE)
        try:
            state = path.stat()
        except OSError:
            return _NOTHING, missing(path)
        stamp = (state.st_mtime_ns, state.st_size)
        before = self._read.get(path)
        if before is not None and before[0] == stamp:
            return before
        return stamp, summary_of(path)

    def forget(self, path: Path) -> None:
        """Take what is gone from the list."""
        from spiegel.store import known

        known.forget(path)

    # What can be asked of one by its path

    def is_sealed(self, path: Path) -> bool:
        """Whether a meeting is encrypted; what cannot be read is not."""
        from spiegel.store.errors import StoreError
        from spiegel.store.journal.header import header_at

        try:
            return header_at(path).seal is not None
        except StoreError:
            return False

    def unlock(self, path: Path, passphrase: str) -> Key:
        """What opens an encrypted meeting: a key that takes a third of a second to derive."""
        from spiegel.store.journal.header import header_at
        from spiegel.store.sealed.keys import Passphrase

        keys = Passphrase(passphrase)
        with explained():
            keys.seal(path, header_at(path))
        return HeldKeys(keys)

    def prepared(self, path: Path, key: Key, *, participants: int = 0) -> "Session":
        """What was prepared for a meeting, as the session of its next round."""
        from spiegel.domain.followup.next_round import next_round
        from spiegel.i18n import translations
        from spiegel.store.journal.snapshot import read_session

        with explained():
            before = read_session(path, keys=keys_of(key))
        return next_round(
            before,
            id_=str(uuid.uuid4()),
            created=self._now(),
            t=translations(before.info.language),
            participants=participants,
        )

    def beside(self, path: Path, key: Key, to: str) -> "Counterpart":
        """What another meeting may keep of this one when both are compared."""
        from spiegel.domain.report.compared import seen_of
        from spiegel.store.journal.snapshot import read_session

        with explained():
            other = read_session(path, keys=keys_of(key))
        return seen_of(other, current(), self._now(), to=to)

    def earlier(self, path: Path, key: Key) -> "EarlierRound":
        """What a later round may keep of a meeting, in the language of that meeting."""
        from spiegel.domain.report.earlier import earlier_of
        from spiegel.domain.report.material import material
        from spiegel.domain.report.themes import layout
        from spiegel.i18n import translations
        from spiegel.store.journal.snapshot import read_session

        with explained():
            other = read_session(path, keys=keys_of(key))
        seen = material(other, translations(other.info.language))
        return earlier_of(seen, layout(seen), self._now())

    def source(self, path: Path, key: Key) -> "Source":
        """A meeting as it is now, only to read."""
        from spiegel.meeting.sources import read_source

        return read_source(path, key)

    def sources(
        self, ids: Collection[str], keys: Mapping[Path, Key], near: Path | None = None
    ) -> "tuple[Source, ...]":
        """The meetings with these ids, in their order, wherever they are now."""
        from spiegel.meeting.sources import missing_source, read_source, whereabouts
        from spiegel.store.catalogue.folder import around

        beside = around(near.parent, deep=0).paths if near is not None and ids else ()
        there = whereabouts(dict.fromkeys((*beside, *self.paths())), ids) if ids else {}
        return tuple(
            read_source(there[one], keys.get(there[one], NO_KEY))
            if one in there
            else missing_source(one)
            for one in ids
        )

    # Running orders that were kept

    def kept_plans(self) -> "tuple[KeptPlan, ...]":
        """The running orders that were kept, by name."""
        from spiegel.meeting.plan_library import PlanLibrary

        return PlanLibrary().kept()

    def keep_plan(self, session: "Session", name: str, *, instead: bool = False) -> "Kept":
        """Keep the running order of a meeting, without its title, day, place or anybody in it."""
        from spiegel.meeting.plan_library import PlanLibrary

        if not self._keeps:
            raise NotDoneError(_("This is a rehearsal: nothing is kept."))
        return PlanLibrary().keep(session, name, instead=instead)

    # Making

    def formats(self) -> dict[str, str]:
        """The titles of the formats by name; those that cannot be read are left out."""
        from spiegel import formats, paths

        titles: dict[str, str] = {}
        for name in formats.sources(paths.own_formats()):
            try:
                titles[name] = formats.load(name, i18n.language(), paths.own_formats()).title
            except formats.FormatError:
                continue
        return dict(sorted(titles.items(), key=lambda item: (item[0] != "spiegelgesprek", item)))

    def plan_title(self, plan: Path) -> str:
        """The title that a plan gives itself, or nothing."""
        from spiegel.meeting.plan_file import read_plan

        return read_plan(plan, _format("spiegelgesprek").phases).plan.title

    def make(self, new: NewMeeting) -> CreatedMeeting:
        """Make a meeting in the folder."""
        from spiegel.domain.session.new import new_session
        from spiegel.domain.session.session import describe

        language = _language_of(new)
        session = new_session(
            _format(new.format, language),
            id_=str(uuid.uuid4()),
            title=new.title,
            created=self._now(),
            date=new.date,
            language=language,
            participants=new.participants,
            listeners=new.listeners,
        )
        findings: tuple[str, ...] = ()
        if new.plan is not None:
            from spiegel.domain import plan
            from spiegel.meeting.plan_file import read_plan

            handed = read_plan(new.plan, session.agenda)
            session = plan.into(session, handed.plan, self._now())
            findings = handed.explain(current())
            if not session.info.title:
                session = describe(session, title=new.plan.stem)
        return CreatedMeeting(path=self._create(session, new), findings=findings)

    def next_round(self, old: Path, new: NewMeeting, key: Key) -> Path:
        """Make the next round of a meeting; encrypted if that one is."""
        from spiegel.domain.session.session import describe

        session = self.prepared(old, key, participants=new.participants)
        session = describe(session, title=new.title or session.info.title, date=new.date)
        return self._create(session, new, key if self.is_sealed(old) else NO_KEY)

    def example(self) -> Path:
        """Make the example, in the middle of its client round now."""
        from spiegel import demo

        path = self.free_path(_("example"), None)
        with explained():
            demo.write(path, upto="middle", start=demo.start_for(self._now()))
        return path

    def _create(self, session: "Session", new: NewMeeting, key: Key = NO_KEY) -> Path:
        from spiegel.store.session.file import SessionFile

        path = self.free_path(session.info.title, new.date, new.folder)
        with explained():
            SessionFile.create(
                path, session, clock=self._now, window=WINDOW, keys=keys_of(key)
            ).close()
        return path

    def free_path(self, title: str, date: datetime.date | None, folder: Path | None = None) -> Path:
        """A path that no file has yet, in this folder or the usual one. Raises NotDoneError."""
        folder = folder or self.folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            words = _("The folder {path} cannot be made: {reason}.")
            raise NotDoneError(words.format(path=folder, reason=reason(error))) from error
        stem = file_stem(title, date)
        names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        paths = (folder / f"{name}{ENDING}" for name in names)
        return next(path for path in paths if not path.exists())

    # Another name, and removing

    def retitle(self, path: Path, title: str, key: Key) -> None:
        """Give a meeting another title; windows that have it open follow."""
        from spiegel.domain.session.session import EditInfo
        from spiegel.store.session.file import SessionFile

        with explained():
            file = SessionFile(path, clock=self._now, window=WINDOW, keys=keys_of(key))
            try:
                file.change(EditInfo(fields={"title": title}))
            finally:
                file.close()

    def rename(self, path: Path, name: str) -> Path:
        """Give its file another name; windows that have it open follow."""
        from spiegel.store.catalogue.renaming import rename

        with explained():
            return rename(path, name)

    def removal(self, path: Path, key: Key) -> "WholeRemoval":
        """What would go with a meeting."""
        from spiegel.store.beside.folder import Sidecar
        from spiegel.store.past.wiping import belongings, elsewhere
        from spiegel.store.session.alone import check_nobody

        with explained():
            found = belongings(path, keys=keys_of(key))
            check_nobody(found.path, Sidecar(found.path))
        return WholeRemoval(found, tuple(Path(made.path) for made in elsewhere(found)))


class WholeRemoval:
    """What `port.Removal` promises: what is removed is what was found, and nothing else."""

    def __init__(self, found: "Belongings", copies: tuple[Path, ...]) -> None:
        self._found, self.copies = found, copies
        self.path = found.path
        self.names = len(found.names)
        self.kept = len(found.kept)
        self.documents = len(found.same)
        self.changed = len(found.changed)
        self.relatives = len(found.relatives)

    def carry_out(self) -> None:
        """Remove it now."""
        from spiegel.store.past.wiping import wipe

        with explained():
            wipe(self._found)


def _language_of(new: NewMeeting) -> str:
    """What its plan says it is in, as one that was kept does; else the language of the screens."""
    if new.plan is None:
        return i18n.language()
    from spiegel.meeting.plan_file import read_plan

    named = read_plan(new.plan, _format(new.format).phases).plan.language
    return named if named in LANGUAGES else i18n.language()


def _format(name: str, language: str = "") -> "Format":
    """A format by its name, in the language of the screens or another. Raises NotDoneError."""
    from spiegel import formats, paths

    try:
        return formats.load(name, language or i18n.language(), paths.own_formats())
    except formats.FormatError as error:
        raise NotDoneError(error.explain(current())) from error


def _below(folder: Path) -> bool:
    """Whether the subfolders are looked into: those of a whole home or disk are too many."""
    home = Path(os.path.realpath(Path.home()))
    return folder != home and folder not in home.parents
