"""What can be wrong with a session file, as typed errors that explain themselves."""

from pathlib import Path
from typing import ClassVar

from spiegel.i18n import N_, Translations
from spiegel.i18n.refused import reason

_ROLES = {
    "moderator": N_("moderator"),
    "scribe": N_("scribe"),
    "clock": N_("room clock"),
    "devices": N_("answering on devices"),
    "capture": N_("lines from a file"),
    "command": N_("a command"),
    "tinydb": N_("another program"),
}


class StoreError(Exception):
    """Something about one file; `path` says which. Nothing was written over.

    passes: the same change may well be written later.
    """

    passes: ClassVar[bool] = True

    def __init__(self, path: Path, *details: object) -> None:
        super().__init__(str(path), *details)
        self.path = path

    def explain(self, t: Translations) -> str:
        """What is wrong and what to do, in one or two sentences."""
        raise NotImplementedError

    def in_short(self, t: Translations) -> str:
        """What is wrong, in as few words as there are for it."""
        return self.explain(t).rstrip(".")


class NotThereError(StoreError):
    """There is no file of this name."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "There is no file {path}. Start 'spiegel' without a name to see the meetings at hand."
        ).format(path=self.path)


class AlreadyThereError(StoreError):
    """A new file would take the place of one that exists."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} is already there and was left as it is. Choose another name."
        ).format(path=self.path)


class NotASessionError(StoreError):
    """The file, or the folder, holds no session of Spiegel."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} holds no meeting that Spiegel can read. It was left as it is;"
            " choose a file that ends in .spiegel."
        ).format(path=self.path)


class NewerError(StoreError):
    """The file was written by a newer Spiegel; schema is its number, known ours."""

    def __init__(self, path: Path, schema: int, known: int) -> None:
        super().__init__(path, schema, known)
        self.schema = schema
        self.known = known

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} was made by a newer Spiegel (file version {schema}; this one knows {known})."
            " Install the newer Spiegel; the file was left as it is."
        ).format(path=self.path, schema=self.schema, known=self.known)


class OlderError(StoreError):
    """The file was written by an older Spiegel and was not brought up to date yet."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} was made by an older Spiegel. Open it once with 'spiegel open' and try again."
        ).format(path=self.path)


class DamagedError(StoreError):
    """A line cannot be read; line counts from 1 (the header), problem says what is odd."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(path, line, problem)
        self.line = line
        self.problem = problem

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path}: line {line} is damaged ({problem})."
            " Nothing was written over it; 'spiegel check' shows all that is wrong, and with"
            " --restore what can be saved."
        ).format(path=self.path, line=self.line, problem=t.gettext(self.problem))

    def in_short(self, t: Translations) -> str:
        return t.gettext("the file is damaged")


class CutOffError(DamagedError):
    """The file ends before `line`, the first of those that were saved and are missing."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(path, line, N_("the file ends too early"))

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path}: what was saved from line {line} on is missing; the file ends too early."
            " Nothing was written over it; 'spiegel check' shows all that is wrong, and with"
            " --restore what can be saved."
        ).format(path=self.path, line=self.line)


class LockedError(StoreError):
    """The session is encrypted, and there was no passphrase to open it with."""

    def explain(self, t: Translations) -> str:
        return t.gettext("{path} is encrypted; it opens only with its passphrase.").format(
            path=self.path
        )


class WrongPassphraseError(StoreError):
    """The session is encrypted, and this is not its passphrase."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "This is not the passphrase of {path}. Nothing was changed; try again."
        ).format(path=self.path)


class GoneError(StoreError):
    """The file was moved, renamed or deleted while it was open."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} is no longer there: it was moved, renamed or deleted."
            " Put it back, or save a copy from this window."
        ).format(path=self.path)

    def in_short(self, t: Translations) -> str:
        return t.gettext("the file is gone")


class ReplacedError(StoreError):
    """Another file stands where the session stood, without what this window saved."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "Another file stands at {path} now, without what this window saved."
            " Nothing was written over it; save a copy from this window."
        ).format(path=self.path)

    def in_short(self, t: Translations) -> str:
        return t.gettext("another file stands in its place")


class OtherSessionError(StoreError):
    """A file in which this session should go on holds another one."""

    def explain(self, t: Translations) -> str:
        return t.gettext("{path} is another meeting; nothing was changed.").format(path=self.path)


class BusyError(StoreError):
    """Another window kept the lock; holder is its name, or empty when it could not be read."""

    def __init__(self, path: Path, holder: str, seconds: float) -> None:
        super().__init__(path, holder, seconds)
        self.holder = holder
        self.seconds = seconds

    def explain(self, t: Translations) -> str:
        role, _, process = self.holder.rpartition("-")
        if not role:
            return t.gettext(
                "Another window keeps {path} occupied, so nothing was saved."
                " Close that window or wait, and try again."
            ).format(path=self.path)
        return t.gettext(
            "The window {role} (process {process}) keeps {path} occupied, so nothing was saved."
            " Close that window or wait, and try again."
        ).format(role=role_of(self.holder, t), process=process, path=self.path)

    def in_short(self, t: Translations) -> str:
        role, _, process = self.holder.rpartition("-")
        if not role:
            return t.gettext("another window keeps the file occupied")
        text = t.gettext("the window {role} (process {process}) keeps the file occupied")
        return text.format(role=role_of(self.holder, t), process=process)


class OpenElsewhereError(StoreError):
    """It can only be done while no window is open on the session; windows are their names."""

    def __init__(self, path: Path, windows: tuple[str, ...]) -> None:
        super().__init__(path, windows)
        self.windows = windows

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} is open in another window ({roles}). Close it there first, and try again."
        ).format(path=self.path, roles=", ".join(role_of(name, t) for name in self.windows))


class UnsealableError(StoreError):
    """A kept copy of a session is so damaged that it cannot be encrypted with the session."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "The kept copy {path} is damaged and cannot be encrypted, so nothing was changed."
            " Delete it or move it away, and try again."
        ).format(path=self.path)


class RefusedError(StoreError):
    """The system refused something; error says why."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, error.errno)
        self.error = error


class NotWrittenError(RefusedError):
    """The system refused to write; error says why. The file is as it was."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} could not be saved: {reason}. It is as it was; try again when that is solved."
        ).format(path=self.path, reason=reason(self.error, t))

    def in_short(self, t: Translations) -> str:
        return reason(self.error, t)


class NotReadableError(RefusedError):
    """The system refused to read; error says why."""

    def explain(self, t: Translations) -> str:
        return t.gettext("{path} cannot be read: {reason}.").format(
            path=self.path, reason=reason(self.error, t)
        )

    def in_short(self, t: Translations) -> str:
        return t.gettext("the file cannot be read")


class DoesNotFitError(StoreError):
    """What was handed in could not be read back later, so it was not written."""

    passes = False

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, problem)
        self.problem = problem

    def explain(self, t: Translations) -> str:
        return t.gettext("This does not fit in {path} and was not saved ({problem}).").format(
            path=self.path, problem=self.problem
        )


class NotRemovedError(RefusedError):
    """The system refused to remove something; error says why. What is gone is gone."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} could not be removed: {reason}. Do the same again when that is solved."
        ).format(path=self.path, reason=reason(self.error, t))


class NotKeptError(RefusedError):
    """The file as it was before today could not be kept; error says why. Today's work goes on."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "No copy was kept of {path} as it was before today: {reason}."
            " What you record is saved as always."
        ).format(path=self.path, reason=reason(self.error, t))


class NamesDamagedError(StoreError):
    """A key file of names cannot be read, with whatever passphrase."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "The names in {path} cannot be read any more: the file is damaged. It was left as it"
            " is; put a copy of it back, or delete it and type the names again. The meeting itself"
            " is whole."
        ).format(path=self.path)


class NamesOfAnotherError(StoreError):
    """A key file stands beside a session, and holds the names of another one."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{path} holds the names of another meeting and was left as it is. Move it away, or put"
            " the right file there."
        ).format(path=self.path)


class NamesStayedError(StoreError):
    """The names of a session are in a file beside its former place, and not here."""

    def __init__(self, path: Path, found: Path) -> None:
        super().__init__(path, found)
        self.found = found

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "The names of this meeting stayed in {found}. Put that file here as {path}."
        ).format(path=self.path, found=self.found)


class OvertakenError(StoreError):
    """A document was changed by somebody else between reading and writing through TinyDB."""

    def __init__(self, path: Path, table: str, number: str) -> None:
        super().__init__(path, table, number)
        self.table = table
        self.number = number

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "{table} {number} in {path} was changed by somebody else in between,"
            " so nothing was saved. Read it again and try again."
        ).format(table=self.table, number=self.number, path=self.path)


class ReadOnlyError(StoreError):
    """The session was opened for reading only."""

    passes = False

    def explain(self, t: Translations) -> str:
        return t.gettext("{path} is open for reading only; nothing was saved.").format(
            path=self.path
        )


def role_of(window: str, t: Translations) -> str:
    """The role in the name of a window: "scribe" in "scribe-4711"."""
    role = window.rpartition("-")[0] or window
    return t.gettext(_ROLES[role]) if role in _ROLES else role
