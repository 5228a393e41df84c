"""Pictures in a Word file, in a line of their own, with words for who cannot see them."""

from typing import Final

from spiegel.domain.session.pictures import Image
from spiegel.export.word.charts import EMU
from spiegel.export.word.ooxml import escape

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE: Final = f"{_DRAWING}/picture"


def within(image: Image, width: int, height: int) -> tuple[int, int]:
    """How wide and how high it stands within these; all in one measure."""
    wide, high = image.width, image.height
    return min(width, height * wide // high), min(height, width * high // wide)


def inline(alt: str, name: str, relation: str, number: int, size: tuple[int, int]) -> str:
    """The run in which a picture stands. number: its own in the file; size: in twentieths of a pt.

    relation: of the document to the part with its dots.
    """
    wide, high = size[0] * EMU, size[1] * EMU
    return (
        "<w:r><w:drawing>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent cx="{wide}" cy="{high}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{escape(name)}" descr="{escape(alt)}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" '
        'noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="{number}" '
        f'name="{escape(name)}" descr="{escape(alt)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def paragraph(style: str, runs: str) -> str:
    """The paragraph of a picture and of words beside it, as high as the picture is."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/>'
        '<w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/>'
        f'<w:textAlignment w:val="center"/></w:pPr>{runs}</w:p>'
    )
