"""Spiegel's own style for Word: every style as XML, and the page.

The fonts are ones that every office machine has, or has a substitute of the same width for. All
text has a contrast of at least 4.5 to 1 on white.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from spiegel.export.word.ooxml import BULLETS, NAMESPACES

INK: Final = "1E2A30"
MUTED: Final = "55636B"
COOL: Final = "0F5662"
WARM: Final = "8F4310"
RULE: Final = "C5D0D4"
PALE: Final = "EEF4F5"

PAGE: Final = (11_906, 16_838)
"""A4, in twentieths of a point."""
MARGINS: Final = {"top": 1_134, "right": 1_134, "bottom": 1_134, "left": 1_134}
TEXT_WIDTH: Final = PAGE[0] - MARGINS["left"] - MARGINS["right"]

_TAGS: Final = {"nl": "nl-NL", "en": "en-GB"}
_FONT: Final = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'


def language_tag(language: str) -> str:
    """The language as Word marks it: "nl-NL" for "nl"."""
    return _TAGS.get(language, "en-GB")


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _air(side: str) -> str:
    """A border that nobody sees: what is filled goes on a little beyond the words."""
    return f'<w:{side} w:val="single" w:sz="4" w:space="3" w:color="{PALE}"/>'


def _spaced(before: int, after: int, line: int = 0) -> str:
    rule = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'


def _heading(
    level: int, size: int, before: int, after: int, color: str = COOL, rule: str = ""
) -> str:
    border = f"<w:pBdr>{rule}</w:pBdr>" if rule else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr><w:keepNext/><w:keepLines/>{border}{_spaced(before, after, 252)}"
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="{color}"/>{_size(size)}</w:rPr></w:style>'
    )


def _runs(look: str) -> str:
    """What runs look like, as a program writes it that read it."""
    return f"<w:rPr>{look}</w:rPr>" if look else "<w:rPr/>"


def _contents(level: int, indent: int) -> str:
    bold = "<w:b/><w:bCs/>" if level == 1 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="39"/>'
        f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{PAGES}"/></w:tabs>'
        f'{_spaced(100 if level == 1 else 20, 20)}<w:ind w:left="{indent}"/></w:pPr>'
        f"{_runs(bold)}</w:style>"
    )


def _paragraph(identifier: str, name: str, layout: str, look: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{layout}</w:pPr>{_runs(look)}</w:style>"
    )


def _character(identifier: str, name: str, look: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:uiPriority w:val="20"/><w:qFormat/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def _colored(color: str) -> str:
    return f'<w:color w:val="{color}"/>'


_BAR: Final = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{COOL}"/>'
_OVER: Final = f'<w:top w:val="single" w:sz="8" w:space="8" w:color="{COOL}"/>'
_BOX: Final = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="{WARM}"/>'
    for side in ("top", "left", "bottom", "right")
)
HANGING: Final = 624
"""How far the words of a statement stand from its number, in twentieths of a point."""
PAGES: Final = 7_088
"""Where the page numbers of the contents end: near enough to the words to read without dots."""

STYLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Normal": (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            '<w:name w:val="Normal"/><w:qFormat/>'
            f'<w:rPr><w:color w:val="{INK}"/></w:rPr></w:style>'
        ),
        "DefaultParagraphFont": (
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>'
            "<w:semiHidden/></w:style>"
        ),
        "TableNormal": (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
            '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
            '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
            '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr></w:style>"
        ),
        "NoList": (
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
            '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        ),
        "Title": (
            '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
            '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="10"/>'
            f"<w:qFormat/><w:pPr><w:keepNext/>{_spaced(0, 80, 240)}"
            '<w:outlineLvl w:val="0"/></w:pPr>'
            f"<w:rPr><w:b/><w:bCs/>{_colored(COOL)}{_size(46)}</w:rPr></w:style>"
        ),
        "Heading1": _heading(1, 34, 600, 120, rule=_OVER),
        "Heading2": _heading(2, 27, 220, 60),
        "Heading3": _heading(3, 23, 220, 60, INK),
        "Heading4": _heading(4, 22, 180, 60, INK),
        "Quote": (
            '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/>'
            '<w:basedOn w:val="Normal"/><w:uiPriority w:val="29"/><w:qFormat/>'
            f"<w:pPr><w:pBdr>{_BAR}</w:pBdr>"
            f'<w:tabs><w:tab w:val="left" w:pos="{HANGING + 170}"/></w:tabs>{_spaced(60, 120, 276)}'
            f'<w:ind w:left="{HANGING + 170}" w:hanging="{HANGING}"/></w:pPr>'
            "<w:rPr/></w:style>"
        ),
        "ListBullet": (
            '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
            '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:qFormat/>'
            f'<w:pPr><w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>'
            f"{_spaced(20, 60)}</w:pPr></w:style>"
        ),
        "TOC1": _contents(1, 0),
        "TOC2": _contents(2, 284),
        "TOC3": _contents(3, 567),
        "Hyperlink": (
            '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
            '<w:uiPriority w:val="99"/>'
            f'<w:rPr>{_colored(COOL)}<w:u w:val="single"/></w:rPr></w:style>'
        ),
        "Footer": (
            '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>'
            '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr><w:tabs>'
            f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{_spaced(0, 0)}</w:pPr>'
            f"<w:rPr>{_colored(MUTED)}{_size(18)}</w:rPr></w:style>"
        ),
        "TableGrid": (
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/>'
            f"<w:pPr>{_spaced(0, 0)}</w:pPr><w:tblPr><w:tblBorders>"
            f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{COOL}"/>'
            f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{RULE}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>'
            '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
            '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
            '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/>'
            f"{_colored(COOL)}</w:rPr><w:tcPr>"
            f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr>'
            "</w:style>"
        ),
        "SpiegelKind": _paragraph(
            "SpiegelKind",
            "Spiegel Kind",
            _spaced(0, 60),
            f"<w:b/><w:bCs/>{_colored(MUTED)}",
        ),
        "SpiegelFacts": _paragraph("SpiegelFacts", "Spiegel Facts", _spaced(0, 30)),
        "SpiegelNotice": _paragraph(
            "SpiegelNotice",
            "Spiegel Notice",
            f'<w:pBdr>{_BOX}</w:pBdr>{_spaced(100, 60)}<w:ind w:left="113" w:right="113"/>',
            f"<w:b/><w:bCs/>{_colored(WARM)}",
        ),
        "SpiegelFrontQuote": _paragraph(
            "SpiegelFrontQuote", "Spiegel Front Quote", _spaced(10, 10, 252), _size(21)
        ),
        "SpiegelSummary": (
            '<w:style w:type="paragraph" w:customStyle="1" w:styleId="SpiegelSummary">'
            '<w:name w:val="Spiegel Summary"/><w:basedOn w:val="Quote"/><w:qFormat/>'
            '<w:rPr><w:i w:val="0"/><w:iCs w:val="0"/></w:rPr></w:style>'
        ),
        "SpiegelRemark": _paragraph(
            "SpiegelRemark",
            "Spiegel Remark",
            f'{_spaced(0, 60)}<w:ind w:left="{HANGING + 170}"/>',
            f"{_colored(MUTED)}{_size(20)}",
        ),
        "SpiegelAnswer": _paragraph(
            "SpiegelAnswer",
            "Spiegel Answer",
            f'{_spaced(0, 80)}<w:ind w:left="{HANGING + 170}"/>',
        ),
        "SpiegelNote": _paragraph(
            "SpiegelNote", "Spiegel Note", _spaced(0, 100), f"{_colored(MUTED)}{_size(20)}"
        ),
        "SpiegelUnder": _paragraph("SpiegelUnder", "Spiegel Under Table", _spaced(80, 60)),
        "SpiegelAsked": _paragraph(
            "SpiegelAsked", "Spiegel Asked", f"<w:keepNext/>{_spaced(200, 60)}", "<w:b/><w:bCs/>"
        ),
        "SpiegelAction": _paragraph(
            "SpiegelAction",
            "Spiegel Action",
            f'<w:keepLines/><w:pBdr>{_BAR}</w:pBdr>{_spaced(10, 40, 276)}<w:ind w:left="170"/>',
        ),
        "SpiegelCell": _paragraph("SpiegelCell", "Spiegel Cell", _spaced(10, 10, 252), _size(20)),
        "SpiegelWhy": _paragraph("SpiegelWhy", "Spiegel Why", _spaced(20, 10, 252), _size(18)),
        "SpiegelTick": _paragraph(
            "SpiegelTick",
            "Spiegel Tick",
            f'{_spaced(10, 40)}<w:ind w:left="397" w:hanging="397"/>',
        ),
        "SpiegelWriteOn": _paragraph("SpiegelWriteOn", "Spiegel Write On", _spaced(200, 60)),
        "SpiegelTickedLine": _paragraph(
            "SpiegelTickedLine", "Spiegel Ticked Line", _spaced(120, 0)
        ),
        "SpiegelOver": _paragraph(
            "SpiegelOver", "Spiegel Over Page", _spaced(0, 0, 240), f"{_colored(MUTED)}{_size(18)}"
        ),
        "SpiegelPoster": _paragraph(
            "SpiegelPoster", "Spiegel Poster", _spaced(160, 260), _size(56)
        ),
        "SpiegelSmallPoster": _paragraph(
            "SpiegelSmallPoster", "Spiegel Small Poster", _spaced(140, 200), _size(44)
        ),
        "SpiegelTinyPoster": _paragraph(
            "SpiegelTinyPoster", "Spiegel Tiny Poster", _spaced(100, 160), _size(34)
        ),
        "SpiegelLarge": _paragraph("SpiegelLarge", "Spiegel Large", _spaced(40, 100), _size(28)),
        "SpiegelReadable": _paragraph(
            "SpiegelReadable", "Spiegel Readable", _spaced(0, 80, 264), _size(24)
        ),
        "SpiegelDense": _paragraph("SpiegelDense", "Spiegel Dense", _spaced(0, 30, 240), _size(24)),
        "SpiegelMiddle": _paragraph("SpiegelMiddle", "Spiegel Middle", _spaced(30, 80), _size(25)),
        **{
            f"Spiegel{size}Cell": _paragraph(
                f"Spiegel{size}Cell", f"Spiegel {size} Cell", _spaced(10, 10, 252), _size(points)
            )
            for size, points in (("Large", 28), ("Middle", 25))
        },
        "SpiegelLargeNotice": _paragraph(
            "SpiegelLargeNotice",
            "Spiegel Large Notice",
            f'<w:pBdr>{_BOX}</w:pBdr>{_spaced(120, 80)}<w:ind w:left="113" w:right="113"/>',
            f"<w:b/><w:bCs/>{_colored(WARM)}{_size(28)}",
        ),
        **{
            f"Spiegel{size}Heed{name}": _paragraph(
                f"Spiegel{size}Heed{name}",
                f"Spiegel {size} Heed {name}".rstrip(),
                f'<w:keepLines/><w:pBdr>{_air("top")}<w:left w:val="single" w:sz="36" w:space="8" '
                f'w:color="{COOL}"/>{_air("bottom")}</w:pBdr>'
                f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/>'
                f'{_spaced(before, after)}<w:ind w:left="227"/>',
                _size(points),
            )
            for size, points in (("Large", 28), ("Middle", 25), ("Small", 22))
            for name, before, after in (("", 0, 60), ("Name", 40, 0))
        },
        **{
            f"Spiegel{name}Said": _paragraph(
                f"Spiegel{name}Said",
                f"Spiegel {name} Said".replace("  ", " "),
                f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" '
                f'w:color="{COOL}"/></w:pBdr>{_spaced(before, after)}<w:ind w:left="227"/>',
                _size(points),
            )
            for name, before, after, points in (
                ("", 320, 80, 28),
                ("Ticked", 80, 20, 28),
                ("MiddleTicked", 80, 20, 25),
            )
        },
        "SpiegelCard": _paragraph(
            "SpiegelCard",
            "Spiegel Card",
            f'{_spaced(60, 60)}<w:jc w:val="center"/>',
            _size(28),
        ),
        "SpiegelQuarter": _paragraph(
            "SpiegelQuarter",
            "Spiegel Quarter",
            f'{_spaced(100, 100)}<w:ind w:left="170" w:right="170"/><w:jc w:val="center"/>',
            _size(36),
        ),
        "SpiegelNumber": _character(
            "SpiegelNumber", "Spiegel Number", f"<w:b/><w:bCs/>{_colored(MUTED)}{_size(18)}"
        ),
        "SpiegelMark": _character("SpiegelMark", "Spiegel Mark", f"{_colored(MUTED)}{_size(18)}"),
        "SpiegelStrong": _character("SpiegelStrong", "Spiegel Strong", "<w:b/><w:bCs/>"),
        "SpiegelSign": _character("SpiegelSign", "Spiegel Sign", f"<w:b/><w:bCs/>{_colored(COOL)}"),
        "SpiegelHeld": _character("SpiegelHeld", "Spiegel Held Back", _colored(WARM)),
        "SpiegelOpen": _character(
            "SpiegelOpen", "Spiegel Open End", f"<w:b/><w:bCs/>{_colored(WARM)}"
        ),
    }
)
"""Every style by its id; those of Word itself have Word's names, so that all programs know them."""


def styles(language: str) -> str:
    """The styles part of a document in this language."""
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONT}"
        f'{_size(22)}<w:lang w:val="{language_tag(language)}" w:eastAsia="en-US" '
        'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f"{_spaced(0, 100, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
        + "".join(STYLES.values())
        + "</w:styles>"
    )
