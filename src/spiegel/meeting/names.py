"""The names behind the codes of a meeting, for who has the passphrase of its key file."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from spiegel.domain.preparation import names
from spiegel.domain.preparation.names import NOBODY, People, Person
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.meeting.opening import explained
from spiegel.meeting.port.errors import NotDoneError
from spiegel.store import keyfile
from spiegel.store.errors import NamesStayedError

if TYPE_CHECKING:
    from spiegel.store.keyfile import KeyFile
    from spiegel.store.sealed.keys import Keys


class SessionNames:
    """What `port.Names` promises, for the file of a session; keys: those of the session itself."""

    def __init__(self, path: Path, session: Session, keys: "Keys") -> None:
        self._path, self._session, self._keys = path, session, keys

    @property
    def file(self) -> str:
        """What the key file is called."""
        return keyfile.place_of(self._path).name

    def look(self) -> bool:
        """Whether there is one."""
        place = keyfile.place_of(self._path)
        if place.exists():
            return True
        found = keyfile.stayed(self._path, self._session.info.id)
        with explained():
            if found is not None:
                raise NamesStayedError(place, found)
        return False

    def wipe(self) -> None:
        """Remove it for good."""
        from spiegel.domain.preparation.terms import Kept
        from spiegel.store.past import wiped, wiping

        with explained():
            count = wiping.wipe_names(wiping.belongings(self._path, keys=self._keys))
        wiped.note(Kept.NAMES, self._session.info.id, count, datetime.datetime.now(datetime.UTC))

    def unlock(self, passphrase: str) -> "OpenKeyFile":
        """Open it; who withdrew since goes out."""
        kept = self._kept(passphrase)
        with explained():
            people = kept.read()
            gone = names.withdrawn(people, self._session)
            if gone:
                people = kept.change(lambda there: names.without(there, *gone))
        return OpenKeyFile(kept, people, gone)

    def begin(self, passphrase: str) -> "OpenKeyFile":
        """Begin one, with another passphrase than that of the meeting."""
        from spiegel.store.sealed.keys import Passphrase

        if Passphrase(passphrase).handed_over() == self._keys.handed_over():
            words = _("This is the passphrase of the meeting itself; choose another one.")
            raise NotDoneError(words)
        return OpenKeyFile(self._kept(passphrase), NOBODY, ())

    def _kept(self, passphrase: str) -> "KeyFile":
        from spiegel.store.keyfile import KeyFile
        from spiegel.store.sealed.keys import Passphrase

        return KeyFile(self._path, self._session.info.id, Passphrase(passphrase))


class OpenKeyFile:
    """What `port.OpenNames` promises."""

    def __init__(self, kept: "KeyFile", people: People, withdrawn: tuple[int, ...]) -> None:
        self._kept = kept
        self.people = people
        self.withdrawn = withdrawn

    def put(self, who: Person) -> None:
        """Keep somebody."""
        with explained():
            self.people = self._kept.change(lambda there: names.with_person(there, who))

    def remove(self, number: int) -> None:
        """Take somebody out."""
        with explained():
            self.people = self._kept.change(lambda there: names.without(there, number))
