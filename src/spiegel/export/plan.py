"""The running order as a written plan that Spiegel reads again: Word, Markdown or plain text."""

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from spiegel.domain.plan.writer import Piece, PieceKind, as_markdown, as_text, pieces
from spiegel.domain.report.wording import shortened
from spiegel.domain.session.session import Session
from spiegel.export.watching import Asker
from spiegel.i18n import Translations

if TYPE_CHECKING:
    from spiegel.export.word.docx import WordFile
    from spiegel.export.word.pen import Pen

_HEADINGS: Final = {PieceKind.PART: 1, PieceKind.THEME: 2}


def said(session: Session, _t: Translations) -> str:
    """What it says, whatever the file."""
    return as_markdown(pieces(session, session.info.language))


def in_markdown(session: Session, t: Translations) -> bytes:
    """The plan as Markdown."""
    return said(session, t).encode()


def in_text(session: Session, _t: Translations) -> bytes:
    """The plan as text that somebody could have typed."""
    return as_text(pieces(session, session.info.language)).encode()


def make(session: Session, t: Translations, asker: Asker) -> bytes:
    """The plan as a Word file, with headings and numbers that are real.

    Raises Stopped and TemplateError.
    """
    # What makes a Word file is loaded for who wants one.
    from spiegel.export.word.docx import WordFile
    from spiegel.export.word.package import Footer
    from spiegel.export.word.pen import Pen

    words = t.gettext("Running order")
    footer = Footer(words, t.gettext("page"), t.gettext("of"))
    file = WordFile(session.info.language, footer, asker.template)
    written = pieces(session, session.info.language)
    file.fill(_blocks(written, file, Pen(file)), len(written), asker)
    title = shortened(": ".join(filter(None, (words, session.info.title))), 200)
    file.describe(title, session.info.language, datetime.datetime.now(datetime.UTC))
    return file.save()


def _blocks(written: Sequence[Piece], file: "WordFile", pen: "Pen") -> Iterator[str]:
    """Each piece as a paragraph; the questions of each part are numbered from 1."""
    numbers = 0
    for piece in written:
        mark = pen.words(f" ({piece.mark})", "SpiegelMark") if piece.mark else ""
        match piece.kind:
            case PieceKind.TITLE:
                yield pen.line("Title", piece.words)
            case PieceKind.QUESTION:
                numbers = file.numbers() if piece.at == 1 else numbers
                yield pen.numbered(numbers, pen.words(piece.words), mark)
            case PieceKind.ITEM:
                yield pen.item(piece.words)
            case PieceKind.LINE:
                label = pen.words(f"{piece.label}: ", "SpiegelStrong") if piece.label else ""
                yield pen.paragraph("Normal", label, pen.words(piece.words))
            case _:
                yield pen.heading(_HEADINGS[piece.kind], piece.whole)
