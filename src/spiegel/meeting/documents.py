"""The documents of a session: made from its value, noted beside its file, made again, removed."""

from collections.abc import Callable
from pathlib import Path

import spiegel
from spiegel import clock, export
from spiegel.domain.report.standing import Origin, Standing, ingredients, standing
from spiegel.domain.session.session import Session, describe
from spiegel.i18n import translations
from spiegel.logbook import LOG
from spiegel.meeting.port import Paper, Papers, Written
from spiegel.store import disk
from spiegel.store.beside import exports
from spiegel.store.beside.exports import Made, State
from spiegel.store.beside.folder import Sidecar
from spiegel.store.journal.lines import Seal


def _nothing(_part: float) -> None:
    """Nobody wants to know the progress."""


def _never() -> bool:
    return False


class Desk:
    """Where the documents of one session are made, looked at, and put away.

    All of it reads and writes files, and may take seconds.
    """

    def __init__(self, sidecar: Sidecar, seal: Seal) -> None:
        self._sidecar, self._seal = sidecar, seal

    def make(
        self,
        session: Session,
        kind: str,
        folder: Path,
        *,
        template: Path | None = None,
        place: Path | None = None,
        progress: Callable[[float], None] = _nothing,
        stopped: Callable[[], bool] = _never,
    ) -> Written:
        """Write a document in the language of the session, and note it.

        place: the very file to write. Raises what `export.export` does.
        """
        t, at = translations(session.info.language), clock.now()
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
        private = export.KINDS[kind].private
        used = ingredients(session, private=private)
        origin = Origin(
            session=session.info.id,
            kind=kind,
            language=session.info.language,
            template=str(template.absolute()) if template is not None else "",
            at=at,
            spiegel=spiegel.__version__,
            private=private,
            says=export.says(session, kind, t),
            statements=used.statements,
            rewritten=used.rewritten,
            people=used.people,
            told=used.told,
        )
        noted = exports.note(self._sidecar, path, self._seal, origin)
        if not noted:
            LOG.warning("a document was made and not noted")
        return Written(path=path, noted=noted)

    def look(self, session: Session) -> Papers:
        """The documents that are still there, and how each stands to this session."""
        noted = self._noted(session, anywhere=True)
        found = (self._paper(session, made) for made in noted or ())
        documents = tuple(paper for paper in found if paper is not None)
        return Papers(documents=documents, known=noted is not None)

    def made(self, session: Session) -> Papers:
        """The documents that are still there, with nothing but what was noted of them."""
        noted = self._noted(session, anywhere=False)
        places = ((made, exports.place_of(made, self._sidecar)) for made in noted or ())
        return Papers(
            known=noted is not None,
            documents=tuple(
                Paper(path=path, noted=made.path, standing=Standing.UNKNOWN, origin=made.origin)
                for made, path in places
                if path.is_file()
            ),
        )

    def remake(self, session: Session, paper: Paper) -> Written:
        """Write a document again in its place, of the same kind, in its language and house style.

        A house style that is gone is left out. Raises ValueError when its kind is not known, and
        what `export.export` does.
        """
        origin = paper.origin
        if origin is None or origin.kind not in export.KINDS:
            raise ValueError(paper.path)
        template = Path(origin.template) if origin.template else None
        if template is not None and not template.is_file():
            template = None
        written = self.make(
            describe(session, language=origin.language),
            origin.kind,
            paper.path.parent,
            template=template,
            place=paper.path,
        )
        if str(written.path) != paper.noted:
            exports.forget(self._sidecar, Path(paper.noted), self._seal)
        return written

    def remove(self, paper: Paper) -> None:
        """Remove a document and its note. Raises OSError; then it is still noted."""
        paper.path.unlink(missing_ok=True)
        disk.sync_folder(paper.path.parent)
        exports.forget(self._sidecar, Path(paper.noted), self._seal)

    def begin_anew(self) -> None:
        """Put a list of documents that cannot be read aside. Raises OSError."""
        exports.begin_anew(self._sidecar, self._seal)

    def _noted(self, session: Session, *, anywhere: bool) -> tuple[Made, ...] | None:
        """All that was noted, also under an earlier name; None when a list cannot be read."""
        noted = exports.noted(self._sidecar, self._seal)
        if noted is None:
            return None
        before = exports.earlier(self._sidecar, self._seal, session.info.id, anywhere=anywhere)
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

    def _paper(self, session: Session, made: Made) -> Paper | None:
        """How a document stands; None when it is not there any more."""
        path = exports.place_of(made, self._sidecar)
        try:
            state = exports.state_of(made, path)
        except OSError:
            state = State.CHANGED
        if state is State.GONE:
            return None
        return Paper(
            path=path,
            noted=made.path,
            standing=standing(
                session,
                made.origin,
                spiegel=spiegel.__version__,
                says=lambda: _says(session, made.origin),
            ),
            edited=state is State.CHANGED,
            origin=made.origin,
        )


def _says(session: Session, origin: Origin | None) -> str:
    """What the same document would say now; empty when this Spiegel makes no such document."""
    if origin is None or origin.kind not in export.KINDS:
        return ""
    as_it_was = describe(session, language=origin.language)
    return export.says(as_it_was, origin.kind, translations(origin.language))
