"""Other meetings that are only read, for what was said there: found by their id, and read."""

from collections.abc import Collection, Iterable
from pathlib import Path

from spiegel.domain.session.words import clean
from spiegel.i18n import _, current
from spiegel.meeting.opening import keys_of
from spiegel.meeting.port.catalogue import Key, Source
from spiegel.store.errors import LockedError, StoreError
from spiegel.store.journal.header import header_at
from spiegel.store.journal.snapshot import read_session


def read_source(path: Path, key: Key) -> Source:
    """A meeting as it is now. No folder is made beside its file, no lock is taken, no window of it
    hears of it."""
    title = clean(path.stem)
    try:
        session = read_session(path, keys=keys_of(key))
    except StoreError as error:
        sealed = isinstance(error, LockedError)
        problem = error.explain(current())
        return Source(id=_id(path), path=path, title=title, problem=problem, sealed=sealed)
    return Source(id=session.info.id, path=path, title=session.info.title, session=session)


def missing_source(id_: str) -> Source:
    """A meeting that is not on this laptop."""
    return Source(id=id_, problem=_("This meeting is not on this laptop any more."))


def whereabouts(paths: Iterable[Path], ids: Collection[str]) -> dict[str, Path]:
    """Where the meetings with these ids are; of several files of one meeting the newest."""
    found: dict[str, tuple[int, Path]] = {}
    for path in paths:
        id_ = _id(path)
        if id_ not in ids:
            continue
        try:
            written = path.stat().st_mtime_ns
        except OSError:
            continue
        if id_ not in found or written > found[id_][0]:
            found[id_] = (written, path)
    return {id_: path for id_, (_written, path) in found.items()}


def _id(path: Path) -> str:
    """The id in the header of a file; empty when it is none of ours."""
    try:
        return header_at(path).id
    except StoreError:
        return ""
