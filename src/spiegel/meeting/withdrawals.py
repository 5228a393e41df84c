"""Withdrawals in other meetings that happened while this one was locked or not there."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from spiegel.domain.session.session import Session
from spiegel.i18n import current
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.withdrawals import Withdrawal

if TYPE_CHECKING:
    from spiegel.domain.consent.perhaps import Place
    from spiegel.domain.session.taking_back import Quoted, TakesBack
    from spiegel.store.catalogue.withdrawn import Withdrawn
    from spiegel.store.sealed.keys import Keys
    from spiegel.store.session.file import SessionFile


class FileWithdrawals:
    """What `port.Withdrawals` promises, for a session in a file."""

    def __init__(self, session: Session, file: "SessionFile") -> None:
        self._session, self._file = session, file
        self._path, self._seal = file.path, file.seal

    @property
    def any(self) -> bool:
        """Whether anything is noted at all."""
        from spiegel.store.catalogue import withdrawn

        return withdrawn.any_noted()

    def waiting(self) -> tuple[Withdrawal, ...]:
        """What nobody was told of here yet."""
        from spiegel.store.catalogue import withdrawn

        noted = withdrawn.waiting(self._session.info.id, self._path)
        if not noted:
            return ()
        titles = self._titles({one.meeting for one in noted})
        return tuple(self._withdrawal(one, titles.get(one.meeting, "")) for one in noted)

    def told(self) -> None:
        """Somebody was told of all of it."""
        from spiegel.store.beside import exports
        from spiegel.store.beside.folder import Sidecar
        from spiegel.store.catalogue import withdrawn

        id_ = self._session.info.id
        exports.words_went(Sidecar(self._path), self._seal)
        withdrawn.done(id_, self._path, withdrawn.waiting(id_, self._path))

    def earlier(self, change: "TakesBack") -> tuple[str, ...]:
        """How what such a change takes back stood once, as far as that is kept."""
        from spiegel.store.session.wordings import wordings

        file = self._file
        return wordings(file.path, file.sidecar.backups, file.keys, change.wordings)

    def perhaps(self, change: "TakesBack") -> "tuple[Place, ...]":
        """Where other meetings may quote a few of the words that such a change takes back."""
        from spiegel.domain.consent.perhaps import Quotations, gone_by
        from spiegel.store.beside import drafts
        from spiegel.store.beside.folder import Sidecar
        from spiegel.store.session.elsewhere import read_others

        looked = Quotations(gone_by(self._session, change))
        found: list[Place] = []
        for path, read in read_others(self._path, self._file.keys, looked.may_have):
            typed = partial(drafts.half_typed, Sidecar(path), read.seal)
            found += looked.places(read.session, typed)
        return tuple(found)

    def half_typed(self, change: "TakesBack") -> "tuple[Place, ...]":
        """Where what is half typed in any window of this meeting may quote such words."""
        from spiegel.domain.consent.perhaps import perhaps_half_typed
        from spiegel.domain.consent.typed import gone_for_good, taken_out
        from spiegel.store.beside import drafts

        before = self._session
        after = change.apply(before, before.info.created)
        taken = taken_out(before, after, change.earlier)
        if taken is None:
            return ()
        found = drafts.half_typed(self._file.sidecar, self._seal, taken)
        return perhaps_half_typed(after, gone_for_good(before, after, change.earlier), found)

    @property
    def locked(self) -> tuple[Path, ...]:
        """The encrypted meetings in which nobody could look for what just went here."""
        return self._file.locked_out

    def look_into(self, passphrase: str) -> "Opened":
        """Open those that this passphrase opens."""
        from spiegel.store.errors import StoreError, WrongPassphraseError
        from spiegel.store.sealed.keys import Passphrase

        keys, wrong = Passphrase(passphrase), ""
        found: dict[Path, tuple[Place, ...]] = {}
        for path in self.locked:
            try:
                found[path] = self._file.perhaps_in(path, keys)
            except WrongPassphraseError as error:
                wrong = error.explain(current())
            except StoreError as error:
                raise NotDoneError(error.explain(current())) from error
        if not found and wrong:
            raise NotDoneError(wrong)
        return Opened(self._file, keys, found)

    def _withdrawal(self, noted: "Withdrawn", title: str) -> Withdrawal:
        from spiegel.domain.consent.elsewhere import (
            Gone,
            WithdrawnElsewhere,
            rests_on,
            without_gone,
        )

        gone = Gone(meeting=noted.meeting, numbers=noted.numbers)
        marked = without_gone(self._session, gone) is not self._session
        return Withdrawal(
            title=title,
            day=noted.at.astimezone().date(),
            rests=rests_on(self._session, noted.meeting),
            marks=WithdrawnElsewhere(gone=gone) if marked else None,
        )

    def _titles(self, ids: set[str]) -> dict[str, str]:
        """What those meetings are called, where they are on this laptop and not encrypted."""
        from spiegel.meeting.catalogue import FolderCatalogue
        from spiegel.meeting.sources import whereabouts
        from spiegel.store.catalogue.folder import around, listed_at

        beside = around(self._path.parent, deep=0).paths
        there = whereabouts(dict.fromkeys((*beside, *FolderCatalogue().paths())), ids)
        headers = ((id_, listed_at(path).header) for id_, path in there.items())
        return {id_: header.title for id_, header in headers if header is not None}


class Opened:
    """What `port.LookedInto` promises, for files that one passphrase opens."""

    def __init__(
        self, file: "SessionFile", keys: "Keys", found: "Mapping[Path, tuple[Place, ...]]"
    ) -> None:
        self._file, self._keys, self._paths = file, keys, tuple(found)
        self.places = tuple(place for places in found.values() for place in places)

    def take_out(self, quoted: "tuple[Quoted, ...]") -> int:
        """Take the words out of each of them."""
        from spiegel.store.errors import StoreError

        for path in self._paths:
            try:
                self._file.take_out_of(path, self._keys, quoted)
            except StoreError as error:
                raise NotDoneError(error.explain(current())) from error
        return len(self._paths)
