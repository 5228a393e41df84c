"""Pictures in a Word file, in a line of their own, with words for who cannot see them."""

from typing import Final

from spiegel.domain.session.pictures import Image
from spiegel.export.word.charts import EMU
from spiegel.export.word.ooxml import escape

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE: Final = f"{_DRAWING}/picture"
_DEGREE: Final = 60_000


def within(image: Image, width: int, height: int) -> tuple[int, int]:
    """How wide and how high it stands within these, as it is looked at; all in one measure."""
    across, high = image.seen
    return min(width, height * across // high), min(height, width * high // across)


def inline(
    image: Image, alt: str, name: str, relation: str, number: int, size: tuple[int, int]
) -> str:
    """The run in which a picture stands. number: its own in the file; size: in twentieths of a pt.

    The size is as it is looked at: where it is turned, the box around it is turned with it.
    """
    across, high = size[0] * EMU, size[1] * EMU
    lying = image.turned in (90, 270)
    own = (high, across) if lying else (across, high)
    turned = f' rot="{image.turned * _DEGREE}"' if image.turned else ""
    return (
        "<w:r><w:drawing>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent cx="{own[0]}" cy="{own[1]}"/>'
        f"{_effect(own) if lying else _NO_EFFECT}"
        f'<wp:docPr id="{number}" name="{escape(name)}" descr="{escape(alt)}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" '
        'noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="{number}" '
        f'name="{escape(name)}" descr="{escape(alt)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm{turned}><a:off x="0" y="0"/>'
        f'<a:ext cx="{own[0]}" cy="{own[1]}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


_NO_EFFECT: Final = '<wp:effectExtent l="0" t="0" r="0" b="0"/>'


def _effect(own: tuple[int, int]) -> str:
    """How far a box that is turned on its side reaches beyond where it would stand upright."""
    beyond = (own[0] - own[1]) // 2
    upright, sideways = max(0, beyond), max(0, -beyond)
    return f'<wp:effectExtent l="{sideways}" t="{upright}" r="{sideways}" b="{upright}"/>'


def paragraph(style: str, runs: str) -> str:
    """The paragraph of a picture and of words beside it, as high as the picture is."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/>'
        '<w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/>'
        f'<w:textAlignment w:val="center"/></w:pPr>{runs}</w:p>'
    )
