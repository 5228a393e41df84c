"""Bars as a chart that Word itself draws: its part, the sheet with its numbers, where it stands.

python-docx has no charts, so the parts are written here. Patterns, not only colours, tell kinds of
bars apart, so that it can be read in grey; the number stands at the end of each bar.
"""

import io
import zipfile
from collections.abc import Sequence
from typing import Final

from spiegel.domain.report.parts import Bar, Chart
from spiegel.export.word.house import COOL, INK, language_tag
from spiegel.export.word.ooxml import escape

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_CHART: Final = f"{_DRAWING}/chart"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument"

CHART_TYPE: Final = f"{_TYPE}.drawingml.chart+xml"
SHEET_TYPE: Final = f"{_TYPE}.spreadsheetml.sheet"
EMU: Final = 635
"""English metric units in a twentieth of a point."""
_BAR: Final = 400
_ROOM: Final = 260
"""Twentieths of a point: how high a bar is with the space around it, and the rest of a chart."""
_PATTERNS: Final = {"stripes": "wdUpDiag", "dots": "pct30"}
_SHOWN: Final = (
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
    '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/>'
)
"""Of a label: the number at the end of its bar, and nothing else."""
_LETTERS: Final = 1000
"""Size of letters in a chart, in hundredths of a point."""


def paragraph(style: str, drawn: str) -> str:
    """The paragraph of a chart, over the whole width and as high as the chart, whatever its style.

    A style with lines of an exact height would cut it off.
    """
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/>'
        '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
        f"</w:pPr>{drawn}</w:p>"
    )


def inline(chart: Chart, relation: str, number: int, width: int) -> str:
    """The run in which a chart stands. number: its own in the file; width: in twentieths of a pt.

    It says what the chart shows, for who cannot see it.
    """
    across, high = width * EMU, (len(chart.bars) * _BAR + _ROOM) * EMU
    return (
        "<w:r><w:drawing>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent cx="{across}" cy="{high}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{escape(chart.title)}" descr="{escape(chart.alt)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def part(chart: Chart, language: str, workbook: str) -> bytes:
    """The part of a chart. workbook: the id by which it leads to the sheet with its numbers."""
    count, top = len(chart.bars), max((bar.number for bar in chart.bars), default=0)
    names = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(bar.name)}</c:v></c:pt>'
        for place, bar in enumerate(chart.bars)
    )
    numbers = "".join(
        f'<c:pt idx="{place}"><c:v>{bar.number:g}</c:v></c:pt>'
        for place, bar in enumerate(chart.bars)
    )
    letters = (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{_LETTERS}"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill></a:defRPr>'
        f'</a:pPr><a:endParaRPr lang="{language_tag(language)}"/></a:p></c:txPr>'
    )
    nothing = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    return (
        f'{_DECLARATION}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}/main" '
        f'xmlns:r="{_RELATION}"><c:date1904 val="0"/><c:lang val="{language_tag(language)}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(chart.counted)}</c:v></c:pt>'
        f"</c:strCache></c:strRef></c:tx>{_look('solid')}"
        f'<c:invertIfNegative val="0"/>{"".join(_points(chart.bars))}'
        f"<c:dLbls>{''.join(_labels(chart.bars))}"
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{nothing}{letters}'
        f"{_SHOWN}</c:dLbls>"
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!$B$2:$B${count + 1}</c:f><c:numCache>"
        "<c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{count}"/>{numbers}</c:numCache></c:numRef></c:val></c:ser>'
        '<c:gapWidth val="55"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill></a:ln>'
        f"</c:spPr>{letters}"
        '<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{max(1, top) * 1.08:g}"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="111111111"/><c:crosses val="autoZero"/></c:valAx>'
        f"{nothing}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'{nothing}{letters}<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    ).encode()


def _labels(bars: Sequence[Bar]) -> list[str]:
    """Numbers with a part, as the table has them: programs take the comma of their own language."""
    return [
        f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r>'
        f"<a:t>{escape(bar.said)}</a:t></a:r></a:p></c:rich></c:tx>{_SHOWN}</c:dLbl>"
        for place, bar in enumerate(bars)
        if bar.number != int(bar.number)
    ]


def _points(bars: Sequence[Bar]) -> list[str]:
    """The bars that look otherwise than plain ones."""
    return [
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{_look(bar.pattern)}</c:dPt>"
        for place, bar in enumerate(bars)
        if bar.pattern != "solid"
    ]


def _look(pattern: str) -> str:
    """How a bar is filled; all have an edge, so that a light one is seen."""
    edge = f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{COOL}"/></a:solidFill></a:ln>'
    if pattern == "solid":
        fill = f'<a:solidFill><a:srgbClr val="{COOL}"/></a:solidFill>'
    else:
        fill = (
            f'<a:pattFill prst="{_PATTERNS[pattern]}"><a:fgClr><a:srgbClr val="{COOL}"/></a:fgClr>'
            '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        )
    return f"<c:spPr>{fill}{edge}</c:spPr>"


def sheet(chart: Chart) -> bytes:
    """The numbers of a chart as a workbook, for who wants to change it in Word."""
    rows = [_row(1, "", chart.counted)]
    rows += [_row(n, bar.name, bar.number) for n, bar in enumerate(chart.bars, start=2)]
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" '
            f'ContentType="{SHEET_TYPE}.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="{_TYPE}.spreadsheetml.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": _leading("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _leading("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_SHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
        ),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # the same date always: the same report is the same file
            archive.writestr(zipfile.ZipInfo(name), _DECLARATION + content)
    return file.getvalue()


def _leading(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/{kind}" Target="{target}"/></Relationships>'
    )


def _row(number: int, name: str, value: str | float) -> str:
    cells = f"{_words(f'A{number}', name)}"
    if isinstance(value, str):
        return f'<row r="{number}">{cells}{_words(f"B{number}", value)}</row>'
    return f'<row r="{number}">{cells}<c r="B{number}"><v>{value:g}</v></c></row>'


def _words(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'
