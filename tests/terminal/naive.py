"""The command line on TinyDB's JSONStorage instead of the journal: the kill test must catch it."""

import sys
from contextlib import contextmanager
from pathlib import Path

import msgspec
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from spiegel import clock
from spiegel.cli import capture, main
from spiegel.domain.session.session import TABLES, Change, Info, Session, put


class NaiveFile:
    """A session in one JSON file that is written whole and in place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = TinyDB(path, storage=JSONStorage, encoding="utf-8")
        self.session = read(self.database)

    def change(self, change: Change) -> Session:
        self.session = change.apply(self.session, clock.now())
        write(self.database, self.session)
        return self.session

    def told(self) -> tuple[()]:
        return ()


def write(database: TinyDB, session: Session) -> None:
    """The whole session, as TinyDB does it: in place."""
    tables = {
        table: {str(n): msgspec.to_builtins(d) for n, d in getattr(session, table).items()}
        for table in TABLES
    }
    database.storage.write({"session": {"1": msgspec.to_builtins(session.info)}, **tables})


def read(database: TinyDB) -> Session:
    """The session in a database. Raises ValueError when the file is no JSON any more."""
    tables = database.storage.read()
    session = Session(info=msgspec.convert(tables["session"]["1"], Info))
    for table, kind in TABLES.items():
        session = put(session, *(msgspec.convert(d, kind) for d in tables[table].values()))
    return session


@contextmanager
def opened(path: Path, **_how):
    yield NaiveFile(path)


if __name__ == "__main__":
    capture.opened = opened
    sys.exit(main())
