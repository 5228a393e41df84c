"""What a window may ask about the meetings of this laptop."""

import datetime
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from spiegel.domain.session.stage import Stage

if TYPE_CHECKING:
    from spiegel.domain.session.beside import Counterpart
    from spiegel.domain.session.earlier import EarlierRound
    from spiegel.domain.session.session import Session


class Key:
    """What opens a meeting: it comes from `unlock`, goes to whoever opens, and tells nothing."""


NO_KEY: Final = Key()
"""Opens what is not encrypted."""


class KeptPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A running order that is kept for other meetings.

    format: its key. title: of that format. minutes: of all parts together. problem: why it cannot
    be read, in the user's language; empty when it can.
    """

    name: str
    path: Path
    format: str = ""
    title: str = ""
    questions: int = 0
    minutes: int = 0
    problem: str = ""


class Kept(msgspec.Struct, frozen=True):
    """Where a running order is kept; doubtful: sentences in it that may name somebody, or a
    day."""

    path: Path
    doubtful: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Another meeting that is read for what was said there, and never written to.

    path: None when it is not on this laptop. title: of its file while it was not read. session:
    None when it could not be read; problem: why not, in the user's language. sealed: it takes a
    passphrase.
    """

    id: str
    path: Path | None = None
    title: str = ""
    session: "Session | None" = None
    problem: str = ""
    sealed: bool = False


class MeetingSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, as the header of its file tells it.

    due: the first day that an action is due; task: that a task is. wipe: on which day all of it is
    to be wiped. aftercare: the codes of who is to be called.
    problem: why it cannot be opened, in the user's language; empty when it can. sealed: it is
    encrypted, and shows its file's name for a title. gone: it was here once. fictional: it is the
    example that comes with Spiegel. sought: what a search looks in, `folded`.
    """

    path: Path
    title: str = ""
    organisation: str = ""
    date: datetime.date | None = None
    stage: Stage = Stage.PREPARE
    due: datetime.date | None = None
    task: datetime.date | None = None
    wipe: datetime.date | None = None
    aftercare: tuple[str, ...] = ()
    problem: str = ""
    sealed: bool = False
    gone: bool = False
    fictional: bool = False
    sought: str = ""


class OtherMeetings(Protocol):
    """Meetings by the paths of their files, open or not; slow, so call it in a thread."""

    def meetings(self) -> tuple[MeetingSummary, ...]:
        """What is there, wherever it was made or opened, in no order."""
        ...

    def is_sealed(self, path: Path) -> bool:
        """Whether a meeting is encrypted; what cannot be read is not."""
        ...

    def unlock(self, path: Path, passphrase: str) -> Key:
        """What opens an encrypted meeting. Raises NotDoneError when it is another passphrase."""
        ...

    def prepared(self, path: Path, key: Key) -> "Session":
        """What was prepared for a meeting, as the session of its next round. Raises NotDoneError.

        There is no person in it, and no word that was said.
        """
        ...

    def kept_plans(self) -> tuple[KeptPlan, ...]:
        """The running orders that were kept, by name."""
        ...

    def keep_plan(self, session: "Session", name: str, *, instead: bool = False) -> Kept:
        """Keep the running order of a meeting, without its title, day, place or anybody in it.

        instead: in place of one of the same name. Raises NotDoneError.
        """
        ...

    def beside(self, path: Path, key: Key, to: str) -> "Counterpart":
        """What another meeting may keep of this one when both are compared. Raises NotDoneError.

        to: the id of that other meeting. Names of options and groups with counts, and how they
        were linked in this one; no idea and no answer.
        """
        ...

    def earlier(self, path: Path, key: Key) -> "EarlierRound":
        """What a later round may keep: counts, themes and actions. Raises NotDoneError."""
        ...

    def source(self, path: Path, key: Key) -> Source:
        """A meeting as it is now; nothing is written to its file, nor beside it. One that cannot be
        read, or takes a passphrase, says so."""
        ...

    def sources(
        self, ids: Collection[str], keys: Mapping[Path, Key], near: Path | None = None
    ) -> tuple[Source, ...]:
        """The meetings with these ids, in their order, wherever they are now.

        keys: of those that were unlocked. near: the meeting that asks; they may lie beside it. One
        that is nowhere on this laptop says so.
        """
        ...


class NewMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting that is to be made; participants and listeners: 0 or more.

    format: a key of `formats`. plan: a file with its questions. folder: where its file goes, if not
    in the usual one.
    """

    title: str
    date: datetime.date | None = None
    format: str = "spiegelgesprek"
    participants: int = 0
    listeners: int = 0
    plan: Path | None = None
    folder: Path | None = None


class CreatedMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting that was made; findings: what of the plan was not understood, a line each."""

    path: Path
    findings: tuple[str, ...] = ()


class Removal(Protocol):
    """A meeting that can be removed for good, and how many files go with it; all are there yet.

    kept: earlier versions, which go. documents: those as they were made, which go. changed: those
    that were changed since, which stay. copies: of the documents, where somebody put them, which
    stay. relatives: other files of the same meeting, which stay. names: key files of names, which
    go.
    """

    path: Path
    names: int
    kept: int
    documents: int
    changed: int
    copies: tuple[Path, ...]
    relatives: int

    def carry_out(self) -> None:
        """Remove it now. Raises NotDoneError; it can be done again, and goes on."""
        ...


class Catalogue(OtherMeetings, Protocol):
    """The meetings at hand; all but `folder`, `place` and `left` is slow: call it in a thread.

    left: folders that were not looked into, the last time.
    """

    left: int

    @property
    def folder(self) -> Path:
        """Where the meetings are."""
        ...

    @property
    def place(self) -> Path:
        """The same folder as the paths of its meetings name it."""
        ...

    def forget(self, path: Path) -> None:
        """Take what is gone from the list."""
        ...

    def retitle(self, path: Path, title: str, key: Key) -> None:
        """Give a meeting another title; windows that have it open follow. Raises NotDoneError."""
        ...

    def rename(self, path: Path, name: str) -> Path:
        """Give its file another name; windows that have it open follow. Raises NotDoneError."""
        ...

    def removal(self, path: Path, key: Key) -> Removal:
        """What would go with a meeting. Raises NotDoneError, also when a window has it open."""
        ...

    def formats(self) -> dict[str, str]:
        """The titles of the formats by name; those that cannot be read are left out."""
        ...

    def plan_title(self, plan: Path) -> str:
        """The title that a plan gives itself, or nothing. Raises NotDoneError."""
        ...

    def make(self, new: NewMeeting) -> CreatedMeeting:
        """Make a meeting. Raises NotDoneError."""
        ...

    def next_round(self, old: Path, new: NewMeeting, key: Key) -> Path:
        """Make the next round of a meeting; encrypted if that one is. Raises NotDoneError."""
        ...

    def example(self) -> Path:
        """Make the example, in the middle of its client round now. Raises NotDoneError."""
        ...
