"""A list of people that somebody hands over: pasted, or a file of a spreadsheet."""

from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.language.decoding import LONGEST, Kind, kind_of
from spiegel.domain.preparation.tables import HandedBook, Line, lines_of_list
from spiegel.domain.preparation.theme_list import ThemeList, themes_of_lines
from spiegel.i18n import _, current
from spiegel.importing.seen import DamagedError
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import content_of, read_text, shown

LISTS: Final = (".xlsx", ".csv", ".tsv", ".txt")
"""How the files are called that hold a list."""
ACTION_PLANS: Final = (".xlsx",)
"""How the files are called that hold an action plan."""
CODEBOOK: Final = ".qdc"
"""How the files are called that hold a codebook of REFI-QDA."""
_PACKAGE: Final = b"PK\x03\x04"


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a list, and what is to be said of how they were read, a line each."""

    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


def pasted(text: str) -> Handed:
    """The list in what was pasted."""
    return Handed(lines=lines_of_list(text))


def read_list(path: Path) -> Handed:
    """The list in a file: a spreadsheet (.xlsx), or a text with cells. Raises NotDoneError."""
    content = content_of(path)
    if _is_workbook(content):
        return _sheet(path, content)
    if content.startswith(_PACKAGE) or kind_of(content[:LONGEST]) is Kind.OLD_OFFICE:
        words = _("{path} is no list that can be read; save it as .xlsx or .csv.")
        raise NotDoneError(words.format(path=shown(path)))
    text = read_text(path)
    return Handed(lines=lines_of_list(text.words), remarks=text.explain(current()))


def read_plan(path: Path) -> HandedBook:
    """An action plan in a spreadsheet (.xlsx). Raises NotDoneError."""
    content = content_of(path)
    if not _is_workbook(content):
        words = _("{path} is no spreadsheet of Excel; save the action plan as .xlsx.")
        raise NotDoneError(words.format(path=shown(path)))
    from spiegel.importing.sheet import read_book

    try:
        return read_book(content)
    except DamagedError as error:
        words = _("{path} cannot be opened as a spreadsheet. Save it again as .xlsx.")
        raise NotDoneError(words.format(path=shown(path))) from error


def read_themes(path: Path) -> ThemeList:
    """The themes in a codebook (.qdc), or in a list (.csv, .txt, .xlsx). Raises NotDoneError."""
    if path.suffix.lower() == ".qdpx":
        words = _("{path} is a whole project. Export the codebook there by itself, as .qdc.")
        raise NotDoneError(words.format(path=shown(path)))
    if path.suffix.lower() != CODEBOOK:
        return themes_of_lines(read_list(path).lines)
    from spiegel.importing.codebook import read_codebook

    try:
        return read_codebook(content_of(path))
    except DamagedError as error:
        words = _("{path} is no codebook of REFI-QDA that can be read. Export it again as .qdc.")
        raise NotDoneError(words.format(path=shown(path))) from error


def _is_workbook(content: bytes) -> bool:
    return (
        content.startswith(_PACKAGE)
        and b"opendocument" not in content[:120]
        and (len(content) > LONGEST or kind_of(content) in (Kind.SHEET, Kind.OFFICE))
    )


def _sheet(path: Path, content: bytes) -> Handed:
    """What reads a spreadsheet is loaded for who has one."""
    from spiegel.importing.sheet import read_sheet

    try:
        sheet = read_sheet(content)
    except DamagedError as error:
        words = _("{path} cannot be opened as a spreadsheet. Save it again, or as .csv.")
        raise NotDoneError(words.format(path=shown(path))) from error
    return Handed(lines=sheet.lines, remarks=tuple(one.explain(current()) for one in sheet.left))
