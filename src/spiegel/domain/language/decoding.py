"""Bytes that somebody hands over as text: decoded, or named by what they are instead."""

import codecs
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import IO, Final

import msgspec

from spiegel.i18n import N_, Translations

LONGEST: Final = 4_000_000
"""Bytes: a text of more is none that somebody wrote for a meeting."""
HEAD: Final = 4096
"""Bytes from which it can be seen that something is no text."""
_CONTROLS: Final = frozenset(range(0x20)) - frozenset(b"\t\n\r\x0b\x0c\x1b")
_SHORT: Final = 4
"""Bytes from which zeros say something."""
_MOST_CONTROLS: Final = 0.02
"""A text has next to none; what is compressed or compiled has one byte in nine."""


class Kind(StrEnum):
    """What bytes are that are no text."""

    EMPTY = "empty"
    LARGE = "large"
    SESSION = "session"
    WORD = "word"
    OLD_OFFICE = "old office"
    SHEET = "sheet"
    SLIDES = "slides"
    WRITER = "writer"
    OFFICE = "office"
    PDF = "pdf"
    RTF = "rtf"
    PICTURE = "picture"
    ZIP = "zip"
    PAGE = "page"
    DATA = "data"
    BINARY = "binary"


_NAMES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.EMPTY: N_("is empty"),
        Kind.LARGE: N_("is far too large for that"),
        Kind.SESSION: N_("is a meeting of Spiegel"),
        Kind.WORD: N_("is a Word document; save it as plain text (.txt)"),
        Kind.OLD_OFFICE: N_("is an old Word or Excel file; save it as plain text (.txt)"),
        Kind.SHEET: N_("is a spreadsheet; save it as plain text (.txt)"),
        Kind.SLIDES: N_("is a presentation; save it as plain text (.txt)"),
        Kind.WRITER: N_("is a LibreOffice document; save it as plain text (.txt)"),
        Kind.OFFICE: N_("is an office file; save it as plain text (.txt)"),
        Kind.PDF: N_("is a PDF; save the text itself as plain text (.txt)"),
        Kind.RTF: N_("is an RTF document; save it as plain text (.txt)"),
        Kind.PICTURE: N_("is a picture"),
        Kind.ZIP: N_("is a compressed file"),
        Kind.PAGE: N_("is a web page; save it as plain text (.txt)"),
        Kind.DATA: N_("holds data of a program"),
        Kind.BINARY: N_("is no text"),
    }
)
_STARTS: Final = (
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"\x1f\x8b", Kind.ZIP),
    (b"7z\xbc\xaf", Kind.ZIP),
    (b"Rar!\x1a", Kind.ZIP),
    (b"BZh", Kind.ZIP),
    (b"\xfd7zXZ\x00", Kind.ZIP),
)
_INSIDE: Final = (
    ("word/", Kind.WORD),
    ("xl/", Kind.SHEET),
    ("ppt/", Kind.SLIDES),
)
_OPEN_DOCUMENT: Final = (
    (b"opendocument.text", Kind.WRITER),
    (b"opendocument.spreadsheet", Kind.SHEET),
    (b"opendocument.presentation", Kind.SLIDES),
)
_PAGES: Final = (b"<!doctype html", b"<html", b"<head", b"<body")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotWrittenError(Exception):
    """Bytes that are no text: what they are instead."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.kind = kind

    def explain(self, t: Translations) -> str:
        """The second half of a sentence that begins with the name of the file."""
        return t.gettext(_NAMES[self.kind])


class Written(msgspec.Struct, frozen=True):
    """A text, and whether its letters were guessed."""

    words: str
    guessed: bool = False

    def explain(self, t: Translations) -> str:
        """What is said of letters that were guessed; nothing when they are sure."""
        if not self.guessed:
            return ""
        return t.gettext("is no UTF-8; read as a text from Windows, so look at the accents")


def lines_of_bytes(source: IO[bytes]) -> Iterator[Written]:
    """The lines of a text as they come from a file or a pipe, without their ends.

    Each is given before the next is waited for, but in UTF-16 or UTF-32 all must be there first.
    Raises NotWrittenError when the first line shows that it is no text.
    """
    first = source.readline(LONGEST)
    kind = kind_of(first)
    if kind is not None:
        raise NotWrittenError(kind)
    if _wide(first):
        yield from map(Written, decoded(first + source.read(LONGEST)).words.splitlines())
        return
    for raw in chain((first,), source):
        whole = decoded(raw.removesuffix(b"\n").removesuffix(b"\r"))
        for line in whole.words.split("\n"):
            yield Written(line, guessed=whole.guessed)


def _wide(content: bytes) -> str:
    """UTF-16 or UTF-32, by its BOM or else by the zeros in it; nothing for other bytes."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return encoding if encoding != "utf-8" else ""
    even, odd = content[0:HEAD:2], content[1:HEAD:2]
    if len(content) > _SHORT and not even.count(0) and odd.count(0) * 2 > len(odd):
        return "utf-16-le"
    if len(content) > _SHORT and not odd.count(0) and even.count(0) * 2 > len(even):
        return "utf-16-be"
    return ""


def decoded(content: bytes) -> Written:
    """The text in these bytes: UTF-16 or UTF-32 by its BOM or its zeros, else UTF-8, else
    Windows-1252 with its `guessed` set.

    Bytes are decoded and nothing else: `\\r` alone ends a line too. Never raises.
    """
    wide = _wide(content)
    if wide:
        text = content.decode(wide, errors="replace")
        return Written(_lines(text.removeprefix("\ufeff")))
    try:
        return Written(_lines(content.removeprefix(codecs.BOM_UTF8).decode("utf-8")))
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves open cannot be guessed; they stay visible.
        content = content.removeprefix(codecs.BOM_UTF8)
        return Written(_lines(content.decode("cp1252", errors="replace")), guessed=True)


def text_of(content: bytes) -> Written:
    """The text in the bytes of a whole file. Raises NotWrittenError for what is no text."""
    kind = kind_of(content)
    if kind is not None:
        raise NotWrittenError(kind)
    found = decoded(content)
    if not found.words.strip():
        raise NotWrittenError(Kind.EMPTY)
    return found


def kind_of(content: bytes) -> Kind | None:
    """What these bytes, whole or their first HEAD, are if they are no text; None for text."""
    if len(content) > LONGEST:
        return Kind.LARGE
    for start, kind in _STARTS:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content[4:8] == b"ftyp" or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return Kind.PICTURE
    if _wide(content):
        return None
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:20].lower().startswith(_PAGES):
        return Kind.PAGE
    controls = sum(byte in _CONTROLS for byte in content)
    if controls > len(content) * _MOST_CONTROLS + 2:
        return Kind.PICTURE if content.startswith(b"BM") else Kind.BINARY
    return _data(content)


def _zipped(content: bytes) -> Kind:
    for mark, kind in _OPEN_DOCUMENT:
        if mark in content[:120]:
            return kind
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        # The end of the file may not be there yet, or be damaged; the first name often is.
        names = [content[30:60].decode("latin-1")]
        if names[0].startswith("[Content_Types].xml"):
            return Kind.OFFICE
    for folder, kind in _INSIDE:
        if any(name.startswith(folder) for name in names):
            return kind
    return Kind.ZIP


def _data(content: bytes) -> Kind | None:
    """Whether the first line is an object of JSON, as in a session; a whole file of it too."""
    first = content.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0].strip()
    if first.startswith((b'{"program":"spiegel"', b'{"docs":')):
        return Kind.SESSION
    if first in (b"{", b"[") or first.startswith((b'{"', b'[{"')):
        sample = first if first not in (b"{", b"[") else content
        try:
            json.loads(sample)
        except (ValueError, RecursionError):
            return None
        return Kind.DATA
    return None


def _lines(text: str) -> str:
    """The text with line feeds where an old Mac wrote carriage returns alone."""
    return text if "\n" in text else text.replace("\r", "\n")
