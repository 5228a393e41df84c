"""Where a window goes on when its file is gone, and what it brings along to another one's copy."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import Translations
from spiegel.store import disk
from spiegel.store.beside.drafts import lines_in
from spiegel.store.journal.lines import Stored
from spiegel.store.journal.tables import table_of, with_documents


class Place(msgspec.Struct, frozen=True):
    """A file in which a session goes on; windows: the names of those that have it open."""

    path: Path
    windows: tuple[str, ...] = ()


class Made(msgspec.Struct, frozen=True):
    """A document as a window left it; earlier: what it was before that window's own changes."""

    table: str
    number: int
    document: Stored
    earlier: tuple[Stored | None, ...]


class BringAlong(Change, frozen=True, kw_only=True):
    """What a window had made, where the copy stands as it was before that.

    What the copy has in another way, or no longer has, stays as it is there; a line whose number
    the copy gave to another one gets a new number.
    """

    made: tuple[Made, ...]

    def name(self, t: Translations) -> str:
        return t.gettext("what this window brought along")

    def apply(self, session: Session, now: Instant) -> Session:
        known, last = lines_in(session), dict(session.last)
        for made in self.made:
            number, document = made.number, made.document
            there = table_of(session, made.table).get(number)
            line = getattr(document, "line", "")
            if there is None:
                wanted = number > last.get(made.table, 0) and line not in known
            elif there in made.earlier:
                wanted = True
            else:
                # The number of a line that the copy never had was given to another one.
                wanted = bool(line) and line not in known
                number = session.number(made.table)
                document = msgspec.structs.replace(document, number=number) if wanted else document
            if wanted:
                session = with_documents(session, {made.table: {number: document}})
        return session


def made_by(
    touched: Iterable[tuple[str, int, Stored | None]], session: Session
) -> tuple[Made, ...]:
    """What a window made of each document that it touched, as the session holds it now.

    touched: by table and number, oldest first, with what it was before.
    """
    earlier: dict[tuple[str, int], list[Stored | None]] = {}
    for table, number, before in touched:
        earlier.setdefault((table, number), []).append(before)
    return tuple(
        Made(table, number, document, tuple(before))
        for (table, number), before in earlier.items()
        if (document := table_of(session, table).get(number)) is not None
    )


def free_place(name: str, folders: Iterable[Path]) -> Path:
    """A path of this name, or nearly, that no file has, in the first folder that can be written.

    The last folder is made when it is not there. Never raises OSError: who writes there finds out.
    """
    *first, last = folders
    with suppress(OSError):
        disk.private_folder(last)
    folder = next((each for each in first if each.is_dir() and os.access(each, os.W_OK)), last)
    wanted = folder / name
    places = (wanted, *(wanted.with_stem(f"{wanted.stem}-{n}") for n in range(2, 1000)))
    return next((place for place in places if not os.path.lexists(place)), wanted)
