"""The documents of a session: made from its value, noted beside its file, made again, removed."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

import spiegel
from spiegel import clock, export
from spiegel.domain.preparation.names import Person
from spiegel.domain.report.kinds import ENVELOPES, KINDS
from spiegel.domain.report.standing import (
    Ingredients,
    Origin,
    Standing,
    ingredients,
    standing,
)
from spiegel.domain.report.traces import unanswered_words, unasked, waiting
from spiegel.domain.session.session import Session, describe
from spiegel.i18n import Translations, _, current, translations
from spiegel.logbook import LOG
from spiegel.meeting.port.documents import MadeDocument, MadeDocuments, Written
from spiegel.meeting.port.errors import NotDoneError, UncheckedError
from spiegel.meeting.resting import as_others_are_now
from spiegel.store import disk
from spiegel.store.beside import exports
from spiegel.store.beside.backups import local_day
from spiegel.store.beside.exports import Made, State
from spiegel.store.beside.folder import Sidecar
from spiegel.store.catalogue.relatives import relatives
from spiegel.store.journal.payload import Seal


class SessionDocuments:
    """What `port.Documents` promises, for a session and what lies beside its file."""

    def __init__(self, session: Session, sidecar: Sidecar, seal: Seal) -> None:
        self._session, self._sidecar, self._seal = session, sidecar, seal

    def make(
        self,
        kind: str,
        folder: Path,
        *,
        template: Path | None = None,
        progress: Callable[[float], None] = export.unwatched,
        stopped: Callable[[], bool] = export.never,
        place: Path | None = None,
        unchecked: bool = False,
    ) -> Written:
        """Write a document in the language of the session, and note it.

        place: the very file to write, whatever stands there.
        """
        session = as_others_are_now(self._session, self._sidecar.subject, KINDS[kind])
        open_ = 0 if unchecked else len(waiting(session, KINDS[kind]))
        if open_:
            raise UncheckedError(unanswered_words(open_, current()))
        t, at = translations(session.info.language), clock.now()
        try:
            path = export.export(
                session,
                kind,
                folder,
                translations=t,
                template=template,
                progress=progress,
                stopped=stopped,
                edited=self._edited,
                place=place,
            )
        except export.Stopped as stop:
            raise NotDoneError(_("Stopped. Nothing was written.")) from stop
        except (export.TemplateError, export.OfficeError) as error:
            raise NotDoneError(error.explain(current())) from error
        used = _ingredients(session, kind, t)
        origin = Origin(
            session=session.info.id,
            kind=kind,
            language=session.info.language,
            template=str(template.absolute()) if template is not None else "",
            at=at,
            spiegel=spiegel.__version__,
            private=KINDS[kind].private,
            says=export.says(session, kind, t),
            statements=used.statements,
            rewritten=used.rewritten,
            people=used.people,
            told=used.told,
        )
        found = unasked(session, KINDS[kind], lambda: export.said(kind)(session, t))
        return msgspec.structs.replace(self._note(path, origin), unasked=found)

    def make_envelopes(self, people: Sequence[Person], folder: Path) -> Written:
        """Write the labels of these people, and note who is in it by number, never a name.

        Raises OSError.
        """
        session, at = self._session, clock.now()
        path = export.envelopes(
            session,
            people,
            folder,
            translations=translations(session.info.language),
            edited=self._edited,
        )
        origin = Origin(
            session=session.info.id,
            kind=ENVELOPES.key,
            language=session.info.language,
            template="",
            at=at,
            spiegel=spiegel.__version__,
            private=True,
            says="",
            statements=(),
            rewritten=(),
            people=tuple(one.number for one in people),
        )
        return self._note(path, origin)

    def _note(self, path: Path, origin: Origin) -> Written:
        noted = exports.note(self._sidecar, path, self._seal, origin)
        if not noted:
            LOG.warning("a document was made and not noted")
        return Written(path=path, noted=noted)

    def look(self) -> MadeDocuments:
        """The documents that are still there, and how each stands to the session.

        What exports left that were killed goes: nothing names it.
        """
        noted = self._noted(anywhere=True)
        export.clear_killed(
            (self._sidecar.subject.parent, *(Path(made.path).parent for made in noted or ()))
        )
        found = [self._standing(made) for made in noted or ()]
        copies = exports.found_again(noted, self._sidecar) if noted else ()
        found += [self._standing(made, path) for made, path in copies]
        documents = tuple(document for document in found if document is not None)
        return MadeDocuments(documents=documents, known=noted is not None)

    def noted(self) -> MadeDocuments:
        """The documents that are still there, with nothing but what was noted of them."""
        noted = self._noted(anywhere=False)
        return MadeDocuments(known=noted is not None, documents=self._in_place(noted or ()))

    def other_files(self) -> tuple[Path, ...]:
        """Other files of the same meeting on this computer."""
        return tuple(relatives(self._sidecar.subject, self._session.info.id))

    def remake(self, document: MadeDocument) -> Written:
        """Write a document again in its place, of the same kind, in its language and house style.

        A house style that is gone is left out.
        """
        origin = document.origin
        if origin is None or not document.remakable:
            raise ValueError(document.path)
        template = Path(origin.template) if origin.template else None
        if template is not None and not template.is_file():
            template = None
        session = describe(self._session, language=origin.language)
        written = SessionDocuments(session, self._sidecar, self._seal).make(
            origin.kind,
            document.path.parent,
            template=template,
            place=document.path,
            unchecked=True,
        )
        if str(written.path) != document.noted:
            self._forget(document)
        return written

    def remove(self, document: MadeDocument) -> None:
        """Remove a document and its note."""
        document.path.unlink(missing_ok=True)
        disk.sync_folder(document.path.parent)
        self._forget(document)

    def _forget(self, document: MadeDocument) -> None:
        """It is not known under its earlier name any more, unless it was a copy of that one."""
        noted = Path(document.noted)
        if noted == document.path or not noted.is_file():
            exports.forget(self._sidecar, noted, self._seal)

    def private(self) -> tuple[MadeDocument, ...]:
        """Those with codes, times or names, also where somebody put a copy of one."""
        noted = self._noted(anywhere=True) or ()
        made = tuple(one for one in noted if one.origin is not None and one.origin.private)
        copies = exports.found_again(made, self._sidecar)
        return (*self._in_place(made), *(_unread(one, path) for one, path in copies))

    def _in_place(self, noted: Iterable[Made]) -> tuple[MadeDocument, ...]:
        places = ((made, exports.place_of(made, self._sidecar)) for made in noted)
        return tuple(_unread(made, path) for made, path in places if path.is_file())

    def wipe_private(self, documents: Sequence[MadeDocument]) -> None:
        """Remove these, copies first, and note that they went."""
        from spiegel.domain.preparation.terms import Kept
        from spiegel.store.past import wiped

        for made in sorted(documents, key=lambda one: str(one.path) == one.noted):
            self.remove(made)
        at = datetime.datetime.now(datetime.UTC)
        wiped.note(Kept.PRIVATE, self._session.info.id, len(documents), at)

    @staticmethod
    def points(path: Path) -> int:
        """How many points the accessibility check finds in a Word file. Raises NotDoneError."""
        from spiegel.meeting.accessibility import checked

        return checked(path).points

    def begin_anew(self) -> None:
        """Put a list of documents that cannot be read aside."""
        exports.begin_anew(self._sidecar, self._seal)

    def _noted(self, *, anywhere: bool) -> tuple[Made, ...] | None:
        """All that was noted, also under an earlier name; None when a list cannot be read."""
        noted = exports.noted(self._sidecar, self._seal)
        if noted is None:
            return None
        before = exports.earlier(
            self._sidecar, self._seal, self._session.info.id, anywhere=anywhere
        )
        return tuple({made.path: made for made in (*before, *noted)}.values())

    def _edited(self, path: Path) -> bool:
        """Whether what stands there is not what Spiegel wrote, or cannot be told from it."""
        if not path.exists():
            return False
        known = exports.noted(self._sidecar, self._seal) or ()
        made = next((one for one in known if one.path == str(path.resolve())), None)
        if made is not None:
            return exports.state_of(made) is not State.SAME
        # Only a Word file says by itself who wrote it last.
        return path.suffix != ".docx" or export.saved_by_hand(path)

    def _standing(self, made: Made, path: Path | None = None) -> MadeDocument | None:
        """How a document stands; None when it is not there any more. path: of a copy of it."""
        path = path or exports.place_of(made, self._sidecar)
        try:
            state = exports.state_of(made, path)
        except OSError:
            state = State.CHANGED
        if state is State.GONE:
            return None
        return MadeDocument(
            path=path,
            noted=made.path,
            standing=standing(
                self._session,
                made.origin,
                spiegel=spiegel.__version__,
                says=lambda: _says(self._session, made.origin),
                days=lambda: _days(self._session, made.origin),
                made=datetime.date.min if made.origin is None else local_day(made.origin.at),
                today=local_day(clock.now()),
            ),
            edited=state is State.CHANGED,
            origin=made.origin,
        )


def _unread(made: Made, path: Path) -> MadeDocument:
    """A document, without how it stands to the session."""
    return MadeDocument(path=path, noted=made.path, standing=Standing.UNKNOWN, origin=made.origin)


def _ingredients(session: Session, kind: str, t: Translations) -> Ingredients:
    """What of the session stands in a document that is made now."""
    if KINDS[kind].paper and not KINDS[kind].before:
        from spiegel.domain.letters import holding

        return holding.ingredients(session, kind, t)
    return ingredients(session, KINDS[kind])


def _days(session: Session, origin: Origin | None) -> Iterable[datetime.date]:
    """The days of which such a document says whether they have passed."""
    if origin is None or origin.kind not in KINDS:
        return ()
    return export.days(session, origin.kind, translations(origin.language))


def _says(session: Session, origin: Origin | None) -> str:
    """What the same document would say now; empty when this Spiegel makes no such document."""
    if origin is None or origin.kind not in KINDS:
        return ""
    as_it_was = describe(session, language=origin.language)
    return export.says(as_it_was, origin.kind, translations(origin.language))
