"""The accessibility check of a file that somebody hands over, or that was just made."""

from pathlib import Path
from typing import Final

from spiegel.domain.accessibility.check import Checked, check
from spiegel.domain.language.decoding import LONGEST, Kind, kind_of
from spiegel.i18n import _
from spiegel.importing.seen import DamagedError
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import content_of, shown

_HEAD: Final = 8
_PACKAGE: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: Final = (_PACKAGE, _OLD, b"{\\rtf", b"%PDF")
_SUFFIXES: Final = frozenset(
    (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf", ".pdf")
)
_SEALED: Final = "EncryptedPackage".encode("utf-16-le")
"""Stands in what Word makes of a document with a password."""


def is_written(path: Path) -> bool:
    """Whether a file is a written document and no meeting: by what is in it, or else its name."""
    suffix = path.suffix.casefold()
    if path.exists() and not path.is_file():
        return False  # nor is what has no end, such as a pipe
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if head.startswith(_PACKAGE) and suffix == ".spiegel":
                return kind_of(head + file.read(LONGEST - _HEAD)) is Kind.WORD
    except OSError:
        return suffix in _SUFFIXES
    if suffix == ".spiegel":
        return False
    return head.startswith(_STARTS) or (suffix in _SUFFIXES and not head.startswith(b'{"'))


def checked(path: Path) -> Checked:
    """What the accessibility check finds in a Word file.

    Raises NotDoneError for a file that cannot be read or is no Word file.
    """
    from spiegel.importing.word_marks import read_marks

    content = content_of(path)
    refused = _refused(content)
    if refused:
        raise NotDoneError(refused.format(path=shown(path)))
    try:
        return check(read_marks(content, path.name))
    except DamagedError as error:
        words = _("{path} cannot be opened as a Word file. Save it again as .docx, and check that.")
        raise NotDoneError(words.format(path=shown(path))) from error


def _refused(content: bytes) -> str:
    """Why these bytes cannot be checked; empty for what may be a Word file."""
    if content.startswith(_OLD):
        if _SEALED in content:
            return _(
                "{path} has a password. Take it off in Word (File, Info, Protect Document), and "
                "check it then."
            )
        return _("{path} is an old Word file (.doc). Save it as .docx, and check that.")
    kind = kind_of(content) if len(content) <= LONGEST else None
    if kind in (Kind.WORD, Kind.OFFICE) or (kind is None and content.startswith(_PACKAGE)):
        return ""
    if kind in (Kind.WRITER, Kind.RTF):
        return _("{path} is no Word file. Save it as .docx in Word or LibreOffice, and check that.")
    if kind is Kind.ZIP:
        return _("{path} cannot be opened as a Word file. Save it again as .docx, and check that.")
    return _("{path} is no Word file (.docx), and only those can be checked.")
