"""What a window changed, and whether undo takes back all of it but what was said to stay."""

from collections.abc import Iterator

import msgspec
import pytest

from spiegel.domain.session.session import Change, Refusal, Session
from spiegel.store.errors import StoreError
from spiegel.store.journal.tables import changed_fields, difference, table_of
from spiegel.store.session.file import SessionFile
from spiegel.store.session.history import REMEMBERED, Kept, Undone


class Account:
    """One window's changes since it was opened, or since the last that was final.

    base: the session to which taking everything back must lead. told: what undo named and kept.
    waiting: changes that can be taken back now.
    """

    def __init__(self, base: Session) -> None:
        self.base = base
        self.told: set[Kept] = set()
        self.waiting = 0

    def begin_anew(self, base: Session) -> None:
        """From here on nothing before can be taken back: it was said to be final."""
        self.__init__(base)  # type: ignore[misc]

    def left(self, session: Session) -> list[str]:
        """What still differs from the base and was not named as kept."""
        return [
            f"{kept.table} {kept.number} {kept.field}: {was!r} -> {now!r}"
            for kept, was, now in differences(self.base, session)
            if kept not in self.told and Kept(kept.table, kept.number) not in self.told
        ]


def differences(before: Session, after: Session) -> Iterator[tuple[Kept, object, object]]:
    """Each field, and each whole document, in which two sessions differ; numbers given out may."""
    for table, numbered in difference(before, after).items():
        for number in numbered:
            was, now = table_of(before, table).get(number), table_of(after, table).get(number)
            if was is None or now is None:
                if was is not now:
                    yield Kept(table, number), was, now
                continue
            for name in changed_fields(was, now):
                yield Kept(table, number, name), getattr(was, name), getattr(now, name)


class Accounts:
    """An account for each session file of this process; `faults`: what no change may raise."""

    def __init__(self) -> None:
        self.of_file: dict[SessionFile, Account] = {}
        self.faults: list[str] = []
        self.changes = 0
        self.finals = 0
        self.undone = 0
        self.redone = 0
        self.refused = 0
        self.kept = 0
        self.compared = 0

    def summary(self) -> str:
        """What happened, in one line."""
        return (
            f"{self.changes} changes and {self.finals} final ones, {self.undone} undone,"
            f" {self.redone} redone, {self.kept} parts kept, {self.refused} refused;"
            f" {self.compared} times all was taken back and compared"
        )

    def opened(self, file: SessionFile) -> None:
        """A window opened this file."""
        self.of_file[file] = Account(file.session)

    def changed(self, file: SessionFile, before: Session, change: Change) -> None:
        """A change is on the disk."""
        account = self.of_file[file]
        if change.final:
            self.finals += 1
            account.begin_anew(file.session)
        elif difference(before, file.session):
            self.changes += 1
            account.waiting += 1
            # Further back nothing can be taken back, so there would be nothing to compare with.
            assert account.waiting < REMEMBERED

    def taken_back(self, file: SessionFile, undone: Undone) -> None:
        """Something was taken back."""
        account = self.of_file[file]
        self.undone += 1
        account.waiting -= 1
        account.told.update(undone.kept)
        self.kept += len(undone.kept)

    def made_again(self, file: SessionFile, before: Session) -> None:
        """What was taken back was made again."""
        self.redone += 1
        self.of_file[file].waiting += bool(difference(before, file.session))

    def faulty(self, change: Change, error: Exception) -> None:
        """A change raised something: an answer, or a mistake in the program."""
        if isinstance(error, Refusal | StoreError):
            self.refused += 1
        else:
            self.faults.append(f"{msgspec.to_builtins(change)!r}: {error!r}")


def keep_accounts(patch: pytest.MonkeyPatch) -> Accounts:
    """From now on every session file of this process keeps an account of its changes."""
    accounts = Accounts()
    change, undo, redo = SessionFile.change, SessionFile.undo, SessionFile.redo
    init = SessionFile.__init__

    def opened(file, *arguments, **options):
        init(file, *arguments, **options)
        accounts.opened(file)

    def changed(file, what, *arguments, **options):
        before = file.session
        try:
            after = change(file, what, *arguments, **options)
        except Exception as error:
            accounts.faulty(what, error)
            raise
        accounts.changed(file, before, what)
        return after

    def undone(file, wanted=None):
        result = undo(file, wanted)
        if result is not None:
            accounts.taken_back(file, result)
        return result

    def redone(file, wanted=None):
        before = file.session
        result = redo(file, wanted)
        if result is not None:
            accounts.made_again(file, before)
        return result

    patch.setattr(SessionFile, "__init__", opened)
    patch.setattr(SessionFile, "change", changed)
    patch.setattr(SessionFile, "undo", undone)
    patch.setattr(SessionFile, "redo", redone)
    return accounts
