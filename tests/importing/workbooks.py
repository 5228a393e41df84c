"""Spreadsheets that a test writes: the parts of an .xlsx file, as Excel has them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DATE = 1
"""The style of a cell with a day: number format 14 of Excel."""


def text(words: str) -> str:
    """A cell with words in it."""
    return f'<c {{at}} t="inlineStr"><is><t>{escape(words)}</t></is></c>'


def number(value: float, style: int = 0) -> str:
    """A cell with a number, or with a day in the style DATE."""
    return f'<c {{at}} s="{style}"><v>{value}</v></c>'


def formula(words: str, value: str | None = None) -> str:
    """A cell with a formula, and its outcome unless nobody reckoned it."""
    outcome = f"<v>{escape(value)}</v>" if value is not None else ""
    return f'<c {{at}} t="str"><f>{escape(words)}</f>{outcome}</c>'


def error(words: str) -> str:
    """A cell that says what is wrong with its formula, such as #N/A."""
    return f'<c {{at}} t="e"><f>VLOOKUP(A1,B1:C2,2)</f><v>{words}</v></c>'


def truth(value: bool) -> str:
    """A cell with TRUE or FALSE."""
    return f'<c {{at}} t="b"><v>{int(value)}</v></c>'


def row(at: int, cells: Sequence[str], *, hidden: bool = False) -> str:
    """A row by its number, from 1; an empty string is a cell without anything."""
    inside = "".join(
        (cell if cell.startswith("<c ") else text(cell)).format(at=f'r="{chr(65 + n)}{at}"')
        for n, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{at}"{" hidden=" + quoteattr("1") if hidden else ""}>{inside}</row>'


def sheet(rows: Sequence[str], *, columns: str = "", merged: Sequence[str] = ()) -> str:
    """The XML of a sheet."""
    over = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    cells = f'<mergeCells count="{len(merged)}">{over}</mergeCells>' if merged else ""
    cols = f"<cols>{columns}</cols>" if columns else ""
    return (
        f'<worksheet xmlns="{MAIN}">{cols}<sheetData>{"".join(rows)}</sheetData>{cells}</worksheet>'
    )


def plain(lines: Sequence[Sequence[str]]) -> str:
    """A sheet with these lines from the first row on."""
    return sheet([row(at, cells) for at, cells in enumerate(lines, start=1)])


def workbook(
    sheets: Mapping[str, str], *, unseen: Sequence[str] = (), shared: Sequence[str] = ()
) -> bytes:
    """A file with these sheets in their order; unseen: the names of hidden ones.

    shared: words of which the file has one, for cells that say their number.
    """
    names = list(sheets)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"'
        f"{' state=' + quoteattr('hidden') if name in unseen else ''}/>"
        for n, name in enumerate(names, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in range(1, len(names) + 1)
    )
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId98" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">'
        + "".join(f"<si><t>{escape(words)}</t></si>" for words in shared)
        + "</sst>",
        "xl/styles.xml": styles,
        **{
            f"xl/worksheets/sheet{n}.xml": content
            for n, content in enumerate(sheets.values(), start=1)
        },
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return written.getvalue()
