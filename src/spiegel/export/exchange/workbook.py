"""A workbook (.xlsx, ECMA-376 part 1) of a few sheets, as strings of XML that nobody parses again.

The first sheet is a table; what a spreadsheet asks of one it has, and no more: no cell with a
formula, no link, no picture, no time of making.
"""

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.export.exchange.cells import fitting, looks_reckoned
from spiegel.export.packing import packing
from spiegel.export.xml_text import escape, quoteattr

Cell = str | int | datetime.date | None
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
_EPOCH: Final = datetime.date(1899, 12, 30)
"""Day 0 of a spreadsheet, for days after February 1900."""
_ESCAPED: Final = pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a reader would take for a character by its number."""
_TEXT, _QUOTED, _DAY, _NAME = 1, 2, 3, 4
"""Styles of cells, by their place in `_styles`."""
_LINE: Final = 13
"""Points of a line in Arial 10."""
_HIGHEST: Final = 400
"""Points of a row; Excel knows none above 409."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What may be typed in a column, by its number from 0; nothing is allowed as well.

    values: where the list stands, such as "'Choices'!$A$2:$A$6", or empty for a day. title and
    words: what is said of anything else; a day is only warned of.
    """

    column: int
    values: str = ""
    title: str
    words: str


class Late(msgspec.Struct, frozen=True, kw_only=True):
    """Of which days of a column a spreadsheet says by itself that they have passed.

    column: by its number from 0. unless: of the others, with words by which it is not said. day:
    how such a day is shown, as Excel writes it.
    """

    column: int
    unless: Sequence[tuple[int, str]]
    day: str


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet: its name, the widths of its columns in characters, and its rows below the names.

    fixed: columns that stay in sight.
    """

    name: str
    columns: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]
    fixed: int = 0
    choices: Sequence[Choice] = ()
    late: Late | None = None


class Workbook(msgspec.Struct, frozen=True, kw_only=True):
    """A file. title: what it is. table, about: the name of the table, and what stands in it.

    day: how a day is shown, as Excel writes it. language: "nl" or "en".
    """

    title: str
    subject: str
    company: str
    language: str
    day: str
    table: str
    about: str
    sheets: Sequence[Sheet]

    def packed(self) -> bytes:
        """The whole file; the same workbook gives the same bytes."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
            for name, words in self._parts():
                part = (_HEAD + words).encode()
                package.writestr(zipfile.ZipInfo(name, _ZIPPED), part, packing(part))
        return content.getvalue()

    def _parts(self) -> Iterator[tuple[str, str]]:
        numbers = range(1, len(self.sheets) + 1)
        yield "[Content_Types].xml", _content_types(numbers)
        yield (
            "_rels/.rels",
            _relations(
                ("officeDocument", "xl/workbook.xml"),
                ("extended-properties", "docProps/app.xml"),
                ("core", "docProps/core.xml"),
            ),
        )
        yield "docProps/core.xml", self._core()
        yield "docProps/app.xml", self._app()
        yield "xl/workbook.xml", self._book()
        yield (
            "xl/_rels/workbook.xml.rels",
            _relations(
                *(("worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ),
        )
        late = next((sheet.late.day for sheet in self.sheets if sheet.late), "")
        yield "xl/styles.xml", _styles(self.day, late)
        names = self.sheets[0].columns
        yield "xl/sharedStrings.xml", _shared(names)
        below = 0
        for number, sheet in zip(numbers, self.sheets, strict=True):
            written = _Rows(sheet, shared=number == 1)
            yield f"xl/worksheets/sheet{number}.xml", self._sheet(sheet, written, number)
            below = below if number > 1 else written.count
        yield "xl/worksheets/_rels/sheet1.xml.rels", _relations(("table", "../tables/table1.xml"))
        yield "xl/tables/table1.xml", self._table(names, below)

    def _core(self) -> str:
        return (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{_words(self.title)}</dc:title><dc:subject>{_words(self.subject)}"
            f"</dc:subject><dc:language>{self.language}</dc:language></cp:coreProperties>"
        )

    def _app(self) -> str:
        space = _RELATIONS.replace("relationships", "extended-properties")
        return (
            f'<Properties xmlns="{space}"><Application>Spiegel</Application>'
            f"<Company>{_words(self.company)}</Company></Properties>"
        )

    def _book(self) -> str:
        sheets = "".join(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
            for number, sheet in enumerate(self.sheets, start=1)
        )
        titles = "".join(
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">'
            f"{escape(quoted(sheet.name))}!$1:$1</definedName>"
            for number, sheet in enumerate(self.sheets)
        )
        return (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            '<bookViews><workbookView activeTab="0"/></bookViews>'
            f"<sheets>{sheets}</sheets><definedNames>{titles}</definedNames></workbook>"
        )

    def _sheet(self, sheet: Sheet, rows: "_Rows", number: int) -> str:
        written = "".join(rows)
        last = column_letters(len(sheet.columns) - 1)
        pane = (
            f'<pane xSplit="{sheet.fixed}" ySplit="1" activePane="bottomRight"'
            if sheet.fixed
            else '<pane ySplit="1" activePane="bottomLeft"'
        ) + f' topLeftCell="{column_letters(sheet.fixed)}2" state="frozen"/>'
        widths = "".join(
            f'<col min="{at}" max="{at}" width="{width + 0.71}" customWidth="1"/>'
            for at, width in enumerate(sheet.widths, start=1)
        )
        selected = ' tabSelected="1"' if number == 1 else ""
        table = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' if number == 1 else ""
        below = max(rows.count, 1) + 1
        return (
            f'<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{last}{below}"/>'
            f'<sheetViews><sheetView workbookViewId="0"{selected}>{pane}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="{_LINE + 2}"/><cols>{widths}</cols>'
            f"<sheetData>{written}</sheetData>{_passing(sheet.late, below)}"
            f"{_validations(sheet.choices, below)}"
            '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
            f"<headerFooter><oddHeader>{_words('&L' + _in_margin(self.title))}</oddHeader>"
            "<oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
            f'<ignoredErrors><ignoredError sqref="A1:{last}{below}" numberStoredAsText="1"/>'
            f"</ignoredErrors>{table}</worksheet>"
        )

    def _table(self, names: Sequence[str], rows: int) -> str:
        place = f"A1:{column_letters(len(names) - 1)}{max(rows, 1) + 1}"
        columns = "".join(
            f'<tableColumn id="{at}" name={quoteattr(name)}/>'
            for at, name in enumerate(names, start=1)
        )
        return (
            f'<table xmlns="{_MAIN}" id="1" name={quoteattr(self.table)}'
            f' displayName={quoteattr(self.table)} ref="{place}" totalsRowShown="0">'
            f'<autoFilter ref="{place}"/>'
            f'<tableColumns count="{len(names)}">{columns}</tableColumns>'
            '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0"'
            ' showRowStripes="1" showColumnStripes="0"/>'
            '<extLst><ext uri="{504A1905-F514-4f6f-8877-14C23A59335A}"'
            ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
            f"<x14:table altText={quoteattr(self.title)} altTextSummary={quoteattr(self.about)}/>"
            "</ext></extLst></table>"
        )


class _Rows:
    """The rows of a sheet, its names first, and how many there are under them once all are read.

    shared: the names are those of the table, which must stand among the shared texts.
    """

    def __init__(self, sheet: Sheet, *, shared: bool) -> None:
        self._sheet, self._shared, self.count = sheet, shared, 0
        self._letters = [column_letters(at) for at in range(len(sheet.columns))]
        self._texts: dict[str, str] = {"": f'" s="{_TEXT}"/>'}

    def __iter__(self) -> Iterator[str]:
        lines = max(2, *map(_lines, self._sheet.columns, self._sheet.widths))
        yield f'<row r="1" ht="{_LINE * lines + 2}">{"".join(self._names())}</row>'
        for row in self._sheet.rows:
            self.count += 1
            yield self._row(self.count + 1, row)
        if self._shared and not self.count:
            # A table without a row under its names is none.
            yield '<row r="2"/>'

    def _names(self) -> Iterator[str]:
        for at, (letters, name) in enumerate(zip(self._letters, self._sheet.columns, strict=True)):
            if self._shared:
                yield f'<c r="{letters}1" s="{_NAME}" t="s"><v>{at}</v></c>'
            elif name:
                yield f"{_CELL}{letters}1{_text(name, _NAME)}"

    def _row(self, number: int, row: Sequence[Cell]) -> str:
        pieces: list[str] = []
        lines = 1
        for letters, width, value in zip(self._letters, self._sheet.widths, row, strict=True):
            place = f"{letters}{number}"
            if isinstance(value, str):
                if len(value) > width - 2 or "\n" in value:
                    lines = max(lines, _lines(value, width))
                text = self._texts.get(value)
                if text is None:
                    style = _QUOTED if looks_reckoned(value) else _TEXT
                    text = self._texts[value] = _text(value, style)
                pieces += (_CELL, place, text)
            elif isinstance(value, int):
                pieces.append(f'<c r="{place}" s="{_TEXT}"><v>{value}</v></c>')
            elif value is not None:
                days = (value - _EPOCH).days
                pieces.append(f'<c r="{place}" s="{_DAY}"><v>{days}</v></c>')
            else:
                pieces.append(f'<c r="{place}" s="{_DAY}"/>')
        # Only LibreOffice needs it: it makes no row higher by itself when it opens a file.
        high = f' ht="{min(_LINE * lines + 2, _HIGHEST)}"' if lines > 1 else ""
        return f'<row r="{number}"{high}>{"".join(pieces)}</row>'


def quoted(name: str) -> str:
    """The name of a sheet as it stands before a place in it."""
    return "'" + name.replace("'", "''") + "'"


def column_letters(column: int) -> str:
    """The letters of a column by its number from 0, at most 26 of them."""
    return chr(65 + column)


_CELL: Final = '<c r="'
"""How a cell begins, before its place."""


def _text(words: str, style: int) -> str:
    """What stands behind the place of a cell with these words."""
    inside = _words(fitting(words))
    return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{inside}</t></is></c>'


def _words(words: str) -> str:
    """Words in an element; what a reader takes for a character by its number is kept from it."""
    if "_x" in words:
        words = _ESCAPED.sub("_x005F_", words)
    return escape(words)


def _lines(words: str, width: int) -> int:
    """About how many lines these words take in a column."""
    if "\n" not in words:
        return max(1, -(-len(words) // (width - 2)))
    return sum(max(1, -(-len(line) // (width - 2))) for line in words.split("\n"))


def _in_margin(words: str) -> str:
    """Words at the head of a page, where & begins a code and 255 characters fit."""
    return words[:100].replace("&", "&&")


def _validations(choices: Sequence[Choice], below: int) -> str:
    """What may be typed, also in rows that are added."""
    if not choices:
        return ""
    last = below + 1_000
    pieces = []
    for one in choices:
        letters = column_letters(one.column)
        said = f"errorTitle={quoteattr(one.title)} error={quoteattr(one.words)}"
        shown = f'allowBlank="1" showErrorMessage="1" {said} sqref="{letters}2:{letters}{last}"'
        if one.values:
            pieces.append(
                f'<dataValidation type="list" {shown}><formula1>{escape(one.values)}</formula1>'
                "</dataValidation>"
            )
        else:
            first, most = ((datetime.date(*day) - _EPOCH).days for day in _DAYS)
            pieces.append(
                f'<dataValidation type="date" errorStyle="warning" {shown}><formula1>{first}'
                f"</formula1><formula2>{most}</formula2></dataValidation>"
            )
    return f'<dataValidations count="{len(pieces)}">{"".join(pieces)}</dataValidations>'


def _passing(late: Late | None, below: int) -> str:
    """A rule that the spreadsheet keeps itself, so that it is true on the day it is opened."""
    if late is None:
        return ""
    day, last = column_letters(late.column), below + 1_000
    others = "".join(f',${column_letters(at)}2<>"{words}"' for at, words in late.unless)
    rule = f"AND(ISNUMBER(${day}2),${day}2<TODAY(){others})"
    return (
        f'<conditionalFormatting sqref="{day}2:{day}{last}"><cfRule type="expression" dxfId="0"'
        f' priority="1"><formula>{escape(rule)}</formula></cfRule></conditionalFormatting>'
    )


_DAYS: Final = ((2000, 1, 1), (2099, 12, 31))
"""Between these lies a day that is meant."""


def _content_types(sheets: Iterable[int]) -> str:
    parts = [
        ("/xl/workbook.xml", f"{_TYPES}.sheet.main+xml"),
        *((f"/xl/worksheets/sheet{number}.xml", f"{_TYPES}.worksheet+xml") for number in sheets),
        ("/xl/tables/table1.xml", f"{_TYPES}.table+xml"),
        ("/xl/styles.xml", f"{_TYPES}.styles+xml"),
        ("/xl/sharedStrings.xml", f"{_TYPES}.sharedStrings+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
    ]
    named = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(*parts: tuple[str, str]) -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    each = "".join(
        f'<Relationship Id="rId{at}" Target="{target}"'
        f' Type="{core if kind == "core" else f"{_RELATIONS}/{kind}"}"/>'
        for at, (kind, target) in enumerate(parts, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _shared(names: Sequence[str]) -> str:
    each = "".join(f"<si><t>{_words(name)}</t></si>" for name in names)
    return f'<sst xmlns="{_MAIN}" count="{len(names)}" uniqueCount="{len(names)}">{each}</sst>'


def _styles(day: str, late: str) -> str:
    passed = (
        '<dxfs count="1"><dxf><font><b/><color rgb="FF8A3B12"/></font>'
        f'<numFmt numFmtId="165" formatCode={quoteattr(late)}/></dxf></dxfs>'
        if late
        else ""
    )
    top = '<alignment vertical="top" wrapText="1"/>'
    left = '<alignment horizontal="left" vertical="top" wrapText="1"/>'
    font = '<sz val="10"/><name val="Arial"/><family val="2"/>'
    sides = "<left/><right/><top/>"
    xf = 'xfId="0" applyFont="1" applyAlignment="1" applyBorder="1" fillId="0"'
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        f'<numFmts count="1"><numFmt numFmtId="164" formatCode={quoteattr(day)}/></numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f'<border>{sides}<bottom style="thin"><color rgb="FF999999"/></bottom><diagonal/></border>'
        f'<border>{sides}<bottom style="thin"><color rgb="FF000000"/></bottom><diagonal/></border>'
        "</borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        "</cellStyleXfs>"
        '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="0" fontId="0" borderId="1" {xf}>{left}</xf>'
        f'<xf numFmtId="0" fontId="0" borderId="1" quotePrefix="1" {xf}>{left}</xf>'
        f'<xf numFmtId="164" fontId="0" borderId="1" applyNumberFormat="1" {xf}>{left}</xf>'
        f'<xf numFmtId="0" fontId="1" borderId="2" {xf}>{top}</xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        f"{passed}"
        "</styleSheet>"
    )
