"""`spiegel export`: the documents of a session."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from spiegel import i18n
from spiegel.cli.failure import Failure
from spiegel.cli.say import say
from spiegel.cli.session_file import whole
from spiegel.domain.letters.papers import papers_of
from spiegel.domain.preparation.names import (
    People,
    envelopes,
    nobody_to_write_to,
    not_on_envelopes,
    unaddressed,
)
from spiegel.domain.report.kinds import ENVELOPES, KINDS, LETTERS, PLANS
from spiegel.domain.report.standing import Standing, not_noted, unreadable
from spiegel.domain.report.traces import unasked_words
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.i18n.refused import reason
from spiegel.meeting.documents import SessionDocuments
from spiegel.meeting.port.documents import Written
from spiegel.meeting.port.errors import NotDoneError, UncheckedError
from spiegel.settings import Settings
from spiegel.store.beside.folder import Sidecar, resolved

USUAL = ("report", "markdown")


def export_(options: argparse.Namespace, _settings: Settings) -> int:
    """Write the documents and print where each one is."""
    kinds = list(options.kind or USUAL)
    known = (*KINDS, LETTERS, ENVELOPES.key)
    unknown = [kind for kind in kinds if kind not in known]
    if unknown:
        raise Failure(
            _("There is no document {kind}; choose from: {kinds}.").format(
                kind=", ".join(unknown), kinds=", ".join(known)
            )
        )
    read = whole(options.file)
    session, path = read.session, resolved(options.file)
    documents = SessionDocuments(session, Sidecar(path), read.seal)
    kinds = one_by_one(kinds, session)
    for kind in kinds:
        if kind in KINDS and not KINDS[kind].there(session):
            words = _("There is nothing yet to make this of: {document}.")
            raise Failure(words.format(document=_(KINDS[kind].title)))
    folder = options.to or options.file.resolve().parent
    if ENVELOPES.key in kinds:
        from spiegel.cli.names import named

        kinds.remove(ENVELOPES.key)
        _write_envelopes(documents, session, named(path, session), folder)
    write(documents, kinds, folder, options.template, unchecked=options.unchecked)
    if set(PLANS) & set(kinds):
        from spiegel.domain.plan.writer import in_word, otherwise

        for what in otherwise(session, in_word(session)):
            words = _("Read in again, this would say something else: {what}")
            say(words.format(what=what), problem=True)
    return 0


def _write_envelopes(
    documents: SessionDocuments, session: Session, people: People, folder: Path
) -> None:
    """Write the labels, print where they are, and say who is not on them."""
    chosen = envelopes(people, session)
    if not chosen:
        raise Failure(nobody_to_write_to(i18n.current()))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = documents.make_envelopes(chosen, folder)
    except OSError as error:
        raise Failure(f"{error.filename or folder}: {reason(error)}") from error
    _tell_written(written)
    missing = unaddressed(people, session)
    if missing:
        say(not_on_envelopes(missing, i18n.current()), problem=True)


def _tell_written(written: Written) -> None:
    print(written.path)
    if not written.noted:
        say(not_noted(i18n.current()), problem=True)


def one_by_one(kinds: Iterable[str], session: Session) -> list[str]:
    """The kinds with each letter and paper of the session in place of all of them."""
    papers = [paper.key for paper in papers_of(session)]
    chosen = [one for kind in kinds for one in (papers if kind == LETTERS else [kind])]
    return list(dict.fromkeys(chosen))


def tell(documents: SessionDocuments) -> bool:
    """Say of each document that was made how it stands; returns whether one may not stay so."""
    t, made = i18n.current(), documents.look()
    if not made.known:
        say(unreadable(t))
    elif made.documents:
        say(_("Documents that were made of it:"))
    well = _("as it would be made now")
    for document in made.documents:
        say(f"  {document.path}: {document.explain(t) or well}")
    forbidden = bool(made.standing(Standing.FORBIDDEN))
    if forbidden:
        say(_("Make those again or remove them: spiegel open, then F7, o or w."), problem=True)
    return forbidden


def write(
    documents: SessionDocuments,
    kinds: Iterable[str],
    folder: Path,
    template: Path | None = None,
    *,
    unchecked: bool = False,
) -> None:
    """Write these documents in the session's own language, and print where each one is.

    Raises Failure when the folder cannot be written or the template is none.
    """
    found: dict[str, None] = {}
    for kind in kinds:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            written = documents.make(kind, folder, template=template, unchecked=unchecked)
        except UncheckedError as error:
            how = _("Settle them with spiegel open, F6; or leave those words out: --unchecked.")
            raise Failure(f"{error} {how}") from error
        except NotDoneError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            raise Failure(f"{error.filename or folder}: {reason(error)}") from error
        _tell_written(written)
        found |= dict.fromkeys(written.unasked)
    if found:
        say(unasked_words(found, i18n.current()), problem=True)
