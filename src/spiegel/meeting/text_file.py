"""A text that somebody hands over: typed, or a document; read, or named by what it is instead."""

import sys
from pathlib import Path
from typing import IO, Final

import msgspec

from spiegel.domain.language.decoding import (
    HEAD,
    LONGEST,
    Kind,
    NotWrittenError,
    kind_of,
    text_of,
)
from spiegel.domain.session.words import clean
from spiegel.i18n import Translations, _, current
from spiegel.i18n.refused import reason
from spiegel.importing.seen import DamagedError, Left, Seen
from spiegel.meeting.port.errors import NotDoneError

STANDARD_INPUT: Final = Path("-")
"""What is typed on the command line for it."""
_LARGEST: Final = 50_000_000
"""Bytes of a document with its pictures."""
_DOCUMENTS: Final = (Kind.WORD, Kind.WRITER, Kind.OFFICE)
_PACKAGE: Final = b"PK\x03\x04"


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a file. typed: its lines are those of the file, and can be counted there.

    guessed: its letters were. left: what stands in a document and is not read.
    """

    words: str
    typed: bool = True
    guessed: str = ""
    left: tuple[Left, ...] = ()

    def explain(self, t: Translations) -> tuple[str, ...]:
        """What is to be said of how it was read, a line each."""
        remark = (t.gettext("The file {words}").format(words=self.guessed),) if self.guessed else ()
        return (*remark, *(left.explain(t) for left in self.left))


def read_text(path: Path) -> Text:
    """The text in a file. Raises NotDoneError for a file that cannot be read, or is no text."""
    content = content_of(path)
    try:
        if path.suffix.casefold() == ".spiegel":
            raise NotWrittenError(Kind.SESSION)
        if content.startswith(_PACKAGE):
            kind = kind_of(content[:LONGEST]) if len(content) <= LONGEST else Kind.OFFICE
            if kind in _DOCUMENTS:
                return _document(path, content)
        written = text_of(content)
    except NotWrittenError as error:
        raise NotDoneError(refusal(path, error)) from error
    return Text(words=written.words, guessed=written.explain(current()))


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises NotDoneError when it cannot be read."""
    try:
        return _content(path)
    except OSError as error:
        words = _("{path} cannot be read: {reason}.")
        raise NotDoneError(words.format(path=shown(path), reason=reason(error))) from error


def _document(path: Path, content: bytes) -> Text:
    """The text of a Word or OpenDocument file. Raises NotDoneError, NotWrittenError if empty."""
    try:
        seen = _seen(content)
    except DamagedError as error:
        words = _("{path} cannot be opened as a document. Save it again, or as plain text (.txt).")
        raise NotDoneError(words.format(path=shown(path))) from error
    if not seen.text.strip():
        raise NotWrittenError(Kind.EMPTY)
    return Text(words=seen.text, typed=False, left=seen.left)


def _seen(content: bytes) -> Seen:
    """Reads a document; what reads it is loaded for who has one."""
    if b"opendocument" in content[:120]:
        from spiegel.importing.opendocument import read_opendocument

        return read_opendocument(content)
    from spiegel.importing.word import read_word

    return read_word(content)


def is_meeting(path: Path) -> bool:
    """Whether a file is a meeting of Spiegel, by its name or its first bytes."""
    if path.suffix.casefold() == ".spiegel":
        return True
    try:
        with path.open("rb") as file:
            return kind_of(file.read(HEAD)) is Kind.SESSION
    except OSError:
        return False


def _content(path: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`; of a text one more than it may have."""
    if path == STANDARD_INPUT:
        return _bounded(sys.stdin.buffer)
    with path.open("rb") as file:
        return _bounded(file)


def _bounded(file: IO[bytes]) -> bytes:
    content = file.read(LONGEST + 1)
    if content.startswith(_PACKAGE):
        content += file.read(_LARGEST - LONGEST)
    return content


def refusal(path: Path, error: NotWrittenError) -> str:
    """What a file is instead of a text, in one line."""
    words = f"{shown(path)} {error.explain(current())}."
    if error.kind is Kind.SESSION:
        words += " " + _("To copy its questions and themes: spiegel new NAME --like {path}").format(
            path=shown(path)
        )
    return words


def shown(path: Path) -> str:
    """A path as it may be printed."""
    if path == STANDARD_INPUT:
        return _("standard input")
    return clean(str(path))
