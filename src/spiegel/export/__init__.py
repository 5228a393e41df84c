"""Documents of a session: each kind a module of its own, imported when it is made."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.preparation.names import Person
from spiegel.domain.report.held import report_day
from spiegel.domain.report.kinds import ENVELOPES, KINDS, PLANS, Kind
from spiegel.domain.session.session import Session
from spiegel.export import exchange
from spiegel.export.destination import edited as saved_by_hand
from spiegel.export.destination import file_name, free_place, write_whole
from spiegel.export.errors import OfficeError, TemplateError
from spiegel.export.watching import AtOnce, Stopped, never, unwatched
from spiegel.i18n import Translations

__all__ = [
    "OfficeError",
    "Stopped",
    "TemplateError",
    "export",
    "never",
    "saved_by_hand",
    "says",
    "unwatched",
]


class Maker(Protocol):
    """A module, or something else, that makes a document."""

    def make(
        self,
        session: Session,
        t: Translations,
        *,
        template: Path | None,
        progress: Callable[[float], None],
        stopped: Callable[[], bool],
    ) -> bytes:
        """The whole file. Raises Stopped, TemplateError and OfficeError."""
        ...


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
    progress(0.0)
    if stopped():
        raise Stopped
    content = _maker(kind).make(
        session,
        translations,
        template=template,
        progress=lambda part: progress(0.9 * part),
        stopped=stopped,
    )
    if stopped():
        raise Stopped
    if place is None:
        place = _free(session, chosen, folder, translations, edited)
    write_whole(place, content, private=chosen.private)
    progress(1.0)
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


def says(session: Session, kind: str, t: Translations) -> str:
    """SHA-256 over what a document says: the value it is rendered from, not the file.

    So neither the time of making nor the house style is in it. Raises KeyError for an unknown kind.
    """
    return hashlib.sha256(_said(kind)(session, t).encode()).hexdigest()


def _said(kind: str) -> Callable[[Session, Translations], str]:
    """What tells what a document says; what a Word file is made with is not imported for it."""
    if kind == "calendar":
        from spiegel.export import calendar

        return calendar.said
    if kind in PLANS:
        from spiegel.export import plan

        return plan.said
    if KINDS[kind].paper:
        from spiegel.export import letters

        return letters.LetterMaker(kind).said
    if kind == "letters-text":
        from spiegel.export import letters_text

        return letters_text.said
    if KINDS[kind].private:
        from spiegel.export import worklist

        return worklist.said
    if kind in exchange.EXCHANGE:
        return exchange.said(kind)
    if kind == "persona-cards-html":
        from spiegel.export.web_page import persona_cards as cards_page

        return cards_page.said
    if KINDS[kind].needs == "personas":
        from spiegel.export import persona_cards

        return persona_cards.CardMaker(kind).said
    from spiegel.export import markdown

    return markdown.said


def _maker(kind: str) -> Maker:
    """The module that makes a document, imported when it is made."""
    if KINDS[kind].of:
        from spiegel.export.office import Converted

        return Converted(_maker(KINDS[kind].of).make, KINDS[kind].extension)
    if kind == "report":
        from spiegel.export import report

        return report
    if kind == "markdown":
        from spiegel.export import markdown

        return markdown
    if kind == "html":
        from spiegel.export.web_page import report as web_page

        return web_page
    if kind == "calendar":
        from spiegel.export import calendar

        return AtOnce(calendar.made)
    if kind in PLANS:
        from spiegel.export import plan

        return plan.MAKERS[kind]
    if KINDS[kind].paper:
        from spiegel.export import letters

        return letters.LetterMaker(kind)
    if kind == "letters-text":
        from spiegel.export import letters_text

        return AtOnce(letters_text.made)
    if kind in exchange.EXCHANGE:
        return AtOnce(exchange.made(kind))
    if kind == "persona-cards-html":
        from spiegel.export.web_page import persona_cards as cards_page

        return AtOnce(cards_page.made)
    if KINDS[kind].needs == "personas":
        from spiegel.export import persona_cards

        return persona_cards.CardMaker(kind)
    from spiegel.export import worklist

    return worklist
