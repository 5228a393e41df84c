"""The list for the envelopes: names and addresses on a sheet of labels, and nothing else.

It is made only for who opened the key file of names. 14 labels of 99.1 by 38.1 mm on a page of A4
(Avery L7163 and its like); a label that is cut out fits the window of an envelope too.
"""

import datetime
import uuid
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from spiegel.domain.preparation.names import Person
from spiegel.export.watching import Asker
from spiegel.export.word.docx import WordFile
from spiegel.export.word.ooxml import escape
from spiegel.export.word.package import Footer
from spiegel.export.word.pen import Pen
from spiegel.i18n import Translations

# In twentieths of a point, of which 1 mm has 56.7.
_HIGH: Final = 2_160
_WIDE: Final = 5_618
_GAP: Final = 142
_TOP: Final = 859
_LEFT: Final = 264
_BOTTOM: Final = 300
"""Less than the 15 mm under the last label: the line after a table needs room too."""
_INSIDE: Final = 454
"""8 mm before the words: no printer is exact, and windows hide an edge."""
PAGE: Final = 14
"""Labels on a page."""


def make(people: Sequence[Person], language: str, t: Translations) -> bytes:
    """The labels of these people, in their order. language: "nl" or "en"."""
    file = WordFile(language, Footer("", "", ""))
    file.bare_page(top=_TOP, left=_LEFT, right=_LEFT, bottom=_BOTTOM)
    pen, title = Pen(file), t.gettext("Envelopes")
    pages = [people[at : at + PAGE] for at in range(0, len(people), PAGE)]
    blocks = [block for page in pages for block in (_labels(pen, page, title), _after(pen))]
    file.fill(blocks, len(blocks), Asker())
    # By chance, so that the sum over the file that is noted for it tells nothing of who is in it.
    file.describe(title, language, datetime.datetime.now(datetime.UTC), mark=uuid.uuid4().hex)
    return file.save()


def _labels(pen: Pen, people: Sequence[Person], title: str) -> str:
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_HIGH}" w:hRule="exact"/></w:trPr>'
        f"{_label(pen, left)}{_cell(_GAP, pen.line('SpiegelCell', ''))}{_label(pen, right)}</w:tr>"
        for left, right in zip_longest(people[::2], people[1::2])
    )
    width, described = 2 * _WIDE + _GAP, escape(title)
    columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in (_WIDE, _GAP, _WIDE))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{described}"/>'
        f'<w:tblDescription w:val="{described}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _label(pen: Pen, who: Person | None) -> str:
    lines = (who.name, *who.address) if who is not None else ("",)
    inside = f'<w:tcMar><w:left w:w="{_INSIDE}" w:type="dxa"/></w:tcMar>'
    return _cell(_WIDE, "".join(pen.line("SpiegelCell", line) for line in lines), inside)


def _cell(width: int, content: str, more: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{content}</w:tc>"
    )


def _after(pen: Pen) -> str:
    """Between two pages of labels, and after the last: a table stands against no other."""
    return pen.line("SpiegelWhy", "")
