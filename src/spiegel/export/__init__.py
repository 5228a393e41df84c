"""Documents of a session: made, written into a folder, and told apart by what they say."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.preparation.names import Person
from spiegel.domain.report.held import report_day
from spiegel.domain.report.inside import for_readers
from spiegel.domain.report.kinds import ENVELOPES, KINDS, Kind
from spiegel.domain.session.session import Session
from spiegel.export.destination import edited as saved_by_hand
from spiegel.export.destination import file_name, free_place, write_whole
from spiegel.export.errors import OfficeError, TemplateError
from spiegel.export.killed import clear, clear_workrooms
from spiegel.export.makers import days as days_of
from spiegel.export.makers import maker, said
from spiegel.export.watching import Asker, Stopped, never, unwatched
from spiegel.i18n import Translations

__all__ = [
    "OfficeError",
    "Stopped",
    "TemplateError",
    "clear_killed",
    "days",
    "export",
    "never",
    "said",
    "saved_by_hand",
    "says",
    "unwatched",
]


def export(
    session: Session,
    kind: str,
    folder: Path,
    *,
    translations: Translations,
    template: Path | None = None,
    progress: Callable[[float], None] = unwatched,
    stopped: Callable[[], bool] = never,
    edited: Callable[[Path], bool] = saved_by_hand,
    place: Path | None = None,
) -> Path:
    """Write one document of a session into a folder, and return where it is.

    kind: a key of KINDS. translations: the language of the document. template: a house style for
    Word documents. progress: is told the share that is done, 0.0 to 1.0. stopped: asked in
    between. An earlier export of the same name is replaced; one of which `edited` says that
    somebody changed it since is kept, and this one gets a number. place: the very file to write,
    whatever is there; then the folder does not matter.

    Raises KeyError for an unknown kind, Stopped, TemplateError, OfficeError and OSError; then no
    file of this export is left.
    """
    chosen = KINDS[kind]
    asker = Asker(template=template, progress=progress, stopped=stopped)
    asker.progress(0.0)
    asker.go_on()
    content = maker(kind).make(for_readers(session, chosen), translations, asker.until(0.9))
    asker.go_on()
    if place is None:
        place = _free(session, chosen, folder, translations, edited)
    write_whole(place, content, private=chosen.private)
    asker.progress(1.0)
    return place


def envelopes(
    session: Session,
    people: Sequence[Person],
    folder: Path,
    *,
    translations: Translations,
    edited: Callable[[Path], bool] = saved_by_hand,
) -> Path:
    """Write the labels of these people into a folder, and return where they are.

    Raises OSError; then there is no file of it.
    """
    from spiegel.export import labels

    content = labels.make(people, session.info.language, translations)
    place = _free(session, ENVELOPES, folder, translations, edited)
    write_whole(place, content, private=ENVELOPES.private)
    return place


def _free(
    session: Session, kind: Kind, folder: Path, t: Translations, edited: Callable[[Path], bool]
) -> Path:
    """Where a document goes in a folder."""
    title = without_codes(session, session.info.title, t)
    name = file_name(title, report_day(session), t.gettext(kind.name), kind.extension)
    return free_place(folder / name, edited)


def clear_killed(folders: Iterable[Path]) -> None:
    """Remove what exports left that were killed: in these folders, and where LibreOffice works."""
    for folder in dict.fromkeys(folders):
        clear(folder)
    clear_workrooms()


def says(session: Session, kind: str, t: Translations) -> str:
    """SHA-256 over what a document says: the value it is rendered from, not the file.

    So neither the time of making nor the house style is in it. Raises KeyError for an unknown kind.
    """
    return hashlib.sha256(said(kind)(for_readers(session, KINDS[kind]), t).encode()).hexdigest()


def days(session: Session, kind: str, t: Translations) -> Iterable[datetime.date]:
    """The days of which a document says whether they have passed; KeyError as `says`."""
    return days_of(kind)(for_readers(session, KINDS[kind]), t)
