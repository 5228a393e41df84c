"""A list in a spreadsheet (.xlsx) as a person sees it: its lines, and what was left out.

calamine gives the values; what Excel hides, formulas that were never reckoned, and errors, are read
from the XML of the sheet, since it says nothing of them.
"""

import datetime
import io
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

import msgspec
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from spiegel.domain.patterns import pattern
from spiegel.domain.preparation.tables import MOST, HandedBook, HandedSheet, Line, Value, line
from spiegel.i18n import N_, Translations
from spiegel.importing.package import XmlElement, parts_of
from spiegel.importing.seen import DamagedError

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WIDEST: Final = 200
"""Columns of a list at most: what stands further away is named, and not read."""
_PLACE: Final = pattern(r"([A-Z]{1,3})(\d{1,7})")
_WHOLE: Final = 1e15
"""Numbers below which a whole number is written with all its digits."""


class LeftKind(StrEnum):
    """Why something of the spreadsheet is not read."""

    ROW = "row"
    COLUMN = "column"
    SHEET = "sheet"
    FORMULA = "formula"
    ERROR = "error"
    FAR = "far"


_SENTENCES: Final[Mapping[LeftKind, str]] = MappingProxyType(
    {
        LeftKind.ROW: N_("line {what} is hidden and left out"),
        LeftKind.COLUMN: N_("column {what} is hidden and left out"),
        LeftKind.SHEET: N_("the sheet {what} is left out; only the first one is read"),
        LeftKind.FORMULA: N_(
            "line {what}: a formula without an outcome is left out; save the file once more in"
            " Excel or LibreOffice"
        ),
        LeftKind.ERROR: N_(
            "line {what}: a cell with an error such as #N/A is left out; mend it in the spreadsheet"
        ),
        LeftKind.FAR: N_("what stands further than line {what} is left out"),
    }
)


class Left(msgspec.Struct, frozen=True):
    """Something that was left out, by its number or letters."""

    kind: LeftKind
    what: str

    def explain(self, t: Translations) -> str:
        """What was left out, in a sentence."""
        return t.gettext(_SENTENCES[self.kind]).format(what=self.what)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of the first sheet that is seen, numbered as there, and what was left out."""

    lines: tuple[Line, ...]
    left: tuple[Left, ...] = ()


class _Unseen(msgspec.Struct, frozen=True):
    """What the values do not say: numbers of hidden rows and columns, from 0; formulas that were
    never reckoned, and errors, by row."""

    rows: frozenset[int]
    columns: frozenset[int]
    formulas: tuple[int, ...]
    errors: tuple[int, ...]
    far: bool


def read_sheet(content: bytes) -> Sheet:
    """The first visible sheet with something in it. Raises DamagedError."""
    parts = parts_of(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        seen = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
        for number, name in enumerate(seen):
            unseen = _unseen(_part(parts, name))
            lines = tuple(_lines(book.get_sheet_by_name(name), unseen)) if not unseen.far else ()
            if unseen.far:
                raise DamagedError
            if any(not one.empty for one in lines):
                rest = (Left(LeftKind.SHEET, other) for other in seen[number + 1 :])
                return Sheet(lines=lines, left=(*_left(unseen, lines), *rest))
    except (CalamineError, KeyError, ValueError, OverflowError) as error:
        raise DamagedError from error
    return Sheet(lines=())


def read_book(content: bytes) -> HandedBook:
    """All sheets with the values of their cells, hidden rows too: a filter hides them.

    Raises DamagedError.
    """
    parts = parts_of(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for name in book.sheet_names:
            unseen = _unseen(_part(parts, name))
            if unseen.far:
                raise DamagedError
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST)
            broken = frozenset(row + 1 for row in (*unseen.formulas, *unseen.errors))
            sheets.append(HandedSheet(rows=[list(map(_value, row)) for row in rows], broken=broken))
        return HandedBook(sheets=sheets, epoch=_epoch(parts["xl/workbook.xml"]))
    except (CalamineError, KeyError, ValueError, OverflowError) as error:
        raise DamagedError from error


def _epoch(book: XmlElement) -> datetime.date:
    """The day that number 0 is: programs on the first Macintoshes counted from 1904."""
    settings = book.find(f"{_MAIN}workbookPr")
    if settings is not None and _is_on(settings, "date1904"):
        return datetime.date(1904, 1, 1)
    return datetime.date(1899, 12, 30)


def _value(value: Any) -> Value:
    """A value as it stands in a cell; of a moment the day."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, str | bool | int | float | datetime.date):
        return value
    return str(value)


def _lines(sheet: CalamineSheet, unseen: _Unseen) -> Iterator[Line]:
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False, nrows=MOST)]
    _fill_merged(sheet, rows)
    for number, row in enumerate(rows):
        if number not in unseen.rows:
            cells = (
                "" if column in unseen.columns else _text(value) for column, value in enumerate(row)
            )
            yield line(number + 1, cells)


def _fill_merged(sheet: CalamineSheet, rows: list[list[Any]]) -> None:
    """What stands over several lines belongs to each of them; across columns it is a title."""
    for (first, left), (last, _right) in sheet.merged_cell_ranges or ():
        for row in range(first + 1, min(last + 1, len(rows))):
            if left < len(rows[row]) and left < len(rows[first]):
                rows[row][left] = rows[first][left]


def _text(value: Any) -> str:
    """A value as somebody would type it."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < _WHOLE:
            return str(int(value))
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value)


def _left(unseen: _Unseen, lines: tuple[Line, ...]) -> Iterator[Left]:
    for row in sorted(unseen.rows):
        if row < MOST:
            yield Left(LeftKind.ROW, str(row + 1))
    for column in sorted(unseen.columns):
        yield Left(LeftKind.COLUMN, _letters(column))
    for kind, rows in ((LeftKind.FORMULA, unseen.formulas), (LeftKind.ERROR, unseen.errors)):
        for row in rows:
            if row not in unseen.rows:
                yield Left(kind, str(row + 1))
    if len(lines) + len(unseen.rows) >= MOST:
        yield Left(LeftKind.FAR, str(MOST))


def _part(parts: Mapping[str, XmlElement], name: str) -> XmlElement:
    """The XML of a sheet by its name. Raises KeyError."""
    relations = {one.get("Id"): one.get("Target") for one in parts["xl/_rels/workbook.xml.rels"]}
    for sheet in parts["xl/workbook.xml"].iter(f"{_MAIN}sheet"):
        if sheet.get("name") == name:
            target = relations[sheet.get(_RELATION)]
            return parts[target.lstrip("/") if target.startswith("/") else f"xl/{target}"]
    raise KeyError(name)


def _unseen(sheet: XmlElement) -> _Unseen:
    rows: set[int] = set()
    columns: set[int] = set()
    formulas: list[int] = []
    errors: list[int] = []
    far = False
    for column in sheet.iter(f"{_MAIN}col"):
        if _is_on(column, "hidden"):
            first, last = int(column.get("min")), int(column.get("max"))
            columns.update(range(first - 1, min(last, _WIDEST)))
    here = -1
    for row in sheet.iter(f"{_MAIN}row"):
        here = int(row.get("r", here + 2)) - 1
        far = far or here > 1_000_000 or _goes_far(row)
        filled = [cell for cell in row.iter(f"{_MAIN}c") if len(cell)]
        if _is_on(row, "hidden") and filled:
            rows.add(here)
        if any(_is_unreckoned(cell) for cell in filled):
            formulas.append(here)
        if any(cell.get("t") == "e" for cell in filled):
            errors.append(here)
    return _Unseen(frozenset(rows), frozenset(columns), tuple(formulas), tuple(errors), far)


def _is_on(element: XmlElement, name: str) -> bool:
    return element.get(name, "0") in ("1", "true")


def _is_unreckoned(cell: XmlElement) -> bool:
    """Whether a formula has no outcome. That of a text can be empty: then it is said to be one."""
    value = cell.find(f"{_MAIN}v")
    if cell.find(f"{_MAIN}f") is None:
        return False
    return value is None or (not value.text and cell.get("t") != "str")


def _goes_far(row: XmlElement) -> bool:
    """Whether something stands so far to the right that all between would fill the memory."""
    cells = row.findall(f"{_MAIN}c")
    place = _PLACE.fullmatch(cells[-1].get("r", "")) if cells else None
    return place is not None and _number(place[1]) > _WIDEST


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
