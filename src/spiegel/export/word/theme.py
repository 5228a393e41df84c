"""The theme and the table of fonts of a Word file in Spiegel's own style.

The standard asks for neither; Word writes both, and some readers look for them.
"""

from typing import Final

from spiegel.export.word.house import COOL, INK, MUTED, PALE, RULE, WARM
from spiegel.export.word.ooxml import NAMESPACES

_COLOURS: Final = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": INK,
    "lt2": PALE,
    "accent1": COOL,
    "accent2": WARM,
    "accent3": MUTED,
    "accent4": RULE,
    "accent5": INK,
    "accent6": COOL,
    "hlink": COOL,
    "folHlink": MUTED,
}
_FONT: Final = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINES: Final = "".join(
    f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
    for width in (6_350, 12_700, 19_050)
)
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"

THEME: Final = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Spiegel">'
    '<a:themeElements><a:clrScheme name="Spiegel">'
    + "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    + '</a:clrScheme><a:fontScheme name="Spiegel">'
    f"<a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont></a:fontScheme>"
    f'<a:fmtScheme name="Spiegel"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINES}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
FONTS: Final = (
    f'<w:fonts {NAMESPACES}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
