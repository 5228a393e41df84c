"""Pieces of a Word document as escaped XML strings: runs, paragraphs, links, tables.

Strings, because building the same with python-docx's objects takes many times as long; every word
that somebody typed passes `text`, which escapes it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.numbers import on_one_line
from spiegel.domain.session.words import clean

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
BULLETS: Final = 9_001
"""The number of the list of dots in every file, out of the way of those of a house style."""
NUMBERS: Final = 9_101
"""The number of the first numbered list; each has one of its own, to begin at 1."""
_PIECE: Final = pattern("([\n\t])")
_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFT: Final = "A-Za-z\u00c0-\u024f\u0370-\u052f"
_FROM_RIGHT: Final = pattern(f"[{_RIGHT}](?:[^{_LEFT}\\n\\t]*[{_RIGHT}])?")
"""Words that read from right to left, with what stands between them."""
_FROM_LEFT: Final = pattern(f"[{_LEFT}](?![^<]*>)")
_STYLE: Final = pattern(r'<w:pStyle w:val="[^"]*"/>(?!<w:keepNext)')
_HEBREW: Final = pattern("[\u0590-\u05ff\ufb1d-\ufb4f]")
_LONGEST: Final = 1_000_000
"""Characters in one text node; a parser refuses one of ten million."""


def escape(words: str) -> str:
    """Words as they may stand in XML, in an element or between double quotation marks."""
    escaped = clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;")


def text(words: str) -> str:
    """Words as the content of a run; a line break and a tab stay what they are."""
    words = on_one_line(words)
    plain = words.isprintable() and "&" not in words and "<" not in words and ">" not in words
    if plain and len(words) <= _LONGEST:
        return f'<w:t xml:space="preserve">{words}</w:t>'
    return "".join(_pieces(clean(words)))


def _pieces(words: str) -> Iterable[str]:
    for piece in _PIECE.split(words):
        if piece == "\n":
            yield "<w:br/>"
        elif piece == "\t":
            yield "<w:tab/>"
        else:
            for start in range(0, len(piece), _LONGEST):
                part = piece[start : start + _LONGEST].replace("&", "&amp;")
                part = part.replace("<", "&lt;").replace(">", "&gt;")
                yield f'<w:t xml:space="preserve">{part}</w:t>'


def run(words: str, style: str = "") -> str:
    """Words; style: the id of a character style. What reads from the right is a run of its own."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    if not words.isascii() and _FROM_RIGHT.search(words) is not None:
        return "".join(_sides(words, named))
    return _one_run(words, named)


def _one_run(words: str, look: str) -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{text(words)}</w:r>" if words else ""


def _sides(words: str, named: str) -> Iterable[str]:
    end = 0
    for found in _FROM_RIGHT.finditer(words):
        yield _one_run(words[end : found.start()], named)
        language = "he-IL" if _HEBREW.search(found[0]) else "ar-SA"
        yield _one_run(found[0], f'{named}<w:rtl/><w:lang w:bidi="{language}"/>')
        end = found.end()
    yield _one_run(words[end:], named)


TAB: Final = "<w:r><w:tab/></w:r>"
LINE: Final = "<w:r><w:br/></w:r>"


_CLOSE: Final = '<w:spacing w:before="120" w:after="20"/>'


def paragraph(
    style: str,
    *runs: str,
    page_break: bool = False,
    keep_next: bool = False,
    close: bool = False,
    level: int = 0,
) -> str:
    """A paragraph in a style; page_break: it begins a page; keep_next: stays with the next.

    close: with less room around it. level: of one that is a heading, whatever its style.
    """
    keep = "<w:keepNext/>" if keep_next else ""
    broken = "<w:pageBreakBefore/>" if page_break else ""
    top = '<w:spacing w:before="0"/>' if page_break else _CLOSE if close else ""
    inside = "".join(runs)
    side = _side(inside)
    outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
    properties = f'<w:pStyle w:val="{style}"/>{keep}{broken}{side}{top}{outline}' if style else ""
    properties = f"<w:pPr>{properties}</w:pPr>" if style else ""
    return f"<w:p>{properties}{inside}</w:p>"


def keep_next(paragraphs: str) -> str:
    """Paragraphs that stay with what follows."""
    return _STYLE.sub(r"\g<0><w:keepNext/>", paragraphs)


def _side(inside: str) -> str:
    """A paragraph with words from the right only begins there; one with a number before it not."""
    if "<w:rtl/>" not in inside or "<w:tab/>" in inside or _FROM_LEFT.search(inside):
        return ""
    return "<w:bidi/>"


def item(style: str, *runs: str, keep_next: bool = False) -> str:
    """An item of the list of dots.

    The list is named in the paragraph too: some readers do not look for it in its style.
    """
    keep = "<w:keepNext/>" if keep_next else ""
    inside = "".join(runs)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}<w:numPr><w:ilvl w:val="0"/>'
        f'<w:numId w:val="{BULLETS}"/></w:numPr>{_side(inside)}</w:pPr>{inside}</w:p>'
    )


def numbered(style: str, numbers: int, *runs: str, hanging: int = 0) -> str:
    """A line of a numbered list; numbers: which one.

    hanging: how far its words stand from the edge, in twentieths of a point, in place of what the
    list says.
    """
    inside = "".join(runs)
    indent = f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>' if hanging else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="0"/>'
        f'<w:numId w:val="{numbers}"/></w:numPr>{_side(inside)}{indent}</w:pPr>{inside}</w:p>'
    )


def link(anchor: str, words: str, style: str, title: str = "") -> str:
    """Visible words that lead to a bookmark of the same document; title: what is there."""
    return linked(anchor, run(words, style), title)


def linked(anchor: str, inside: str, title: str = "") -> str:
    """Runs that lead to a bookmark of the same document."""
    tip = f' w:tooltip="{escape(title)}"' if title else ""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1"{tip}>{inside}</w:hyperlink>'


def field(instruction: str, result: str = "", style: str = "") -> str:
    """A field with the result that is shown until it is calculated anew; style: of its words."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result, style)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


class Bookmarks:
    """Gives each bookmark of one document a number of its own."""

    def __init__(self) -> None:
        self._last = 0

    def around(self, anchor: str, inside: str) -> str:
        """Runs with a bookmark around them, that links lead to."""
        if not anchor:
            return inside
        self._last += 1
        return (
            f'<w:bookmarkStart w:id="{self._last}" w:name="{anchor}"/>{inside}'
            f'<w:bookmarkEnd w:id="{self._last}"/>'
        )


def table(
    style: str,
    widths: Sequence[int],
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    summary: str,
) -> str:
    """A table whose header row is marked, repeats on every page, and whose rows stay whole.

    The first cell of each row is its head, for who hears the table.

    widths: of the columns in twentieths of a point. header, rows: cells as XML of paragraphs.
    summary: what the table holds, for who cannot see it.
    """
    cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
    described = escape(summary)
    top = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{described}"/><w:tblDescription w:val="{described}"/></w:tblPr>'
        "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    )
    body = [_row(cells, header, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")]
    body += [_row(cells, row, "<w:trPr><w:cantSplit/></w:trPr>") for row in rows]
    return f"{top}{''.join(body)}</w:tbl>"


def _row(cells: Sequence[str], contents: Sequence[str], properties: str) -> str:
    inside = "".join(
        f"{cell}{content}</w:tc>" for cell, content in zip(cells, contents, strict=True)
    )
    return f"<w:tr>{properties}{inside}</w:tr>"


def writing_line(style: str, width: int) -> str:
    """A line over the whole width to write on; width: in twentieths of a point."""
    tab = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{width}"/></w:tabs>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tab}</w:pPr>{TAB}</w:p>'


CARD: Final = 3_000
"""How high a card to cut out is, in twentieths of a point: 5.3 cm, so that four stand on a page."""
QUARTER: Final = 6_000
"""How high one of four cards on a page is: 10.6 cm."""


def cards(
    contents: Sequence[str], width: int, summary: str, *, empty: str = "", height: int = CARD
) -> str:
    """Cards to cut out, two beside each other, each with its lines in the middle.

    contents: of each card its paragraphs; empty: those of one without. height: of a card.
    """
    half = width // 2
    described = escape(summary)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{side} w:val="dashed" w:sz="4" w:space="0" w:color="auto"/>' for side in sides
    )
    filled = [*contents, *([empty] * (len(contents) % 2))]
    cells = [
        f'<w:tc><w:tcPr><w:tcW w:w="{half}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + f"{inside or empty}</w:tc>"
        for inside in filled
    ]
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f"{left}{right}</w:tr>"
        for left, right in zip(cells[::2], cells[1::2], strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{2 * half}" w:type="dxa"/><w:tblBorders>{borders}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000" w:firstRow="0" '
        'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{described}"/><w:tblDescription w:val="{described}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid>{rows}</w:tbl>'
    )
