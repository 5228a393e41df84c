"""What is drawn in a Word document, for the accessibility check: figures, and boxes with words."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from spiegel.domain.accessibility.document import Figure, FigureKind
from spiegel.importing.package import XmlElement, local
from spiegel.importing.word_colors import Colors
from spiegel.importing.wordml import MC, SPACES, VML, chosen

_W: Final = "{" + SPACES[0] + "}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
_BOXED: Final = f"{_W}txbxContent"
_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_FIGURES: Final = (
    ("/chart", FigureKind.CHART),
    ("/chartex", FigureKind.CHART),
    ("/diagram", FigureKind.DIAGRAM),
    ("Shape", FigureKind.SHAPE),
    ("Group", FigureKind.SHAPE),
    ("Canvas", FigureKind.SHAPE),
)
"""What a drawing is, by the end of the name of what is in it; all else is a picture."""
_SHAPES: Final = frozenset(
    ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "group")
)
"""Of VML."""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """Something drawn. figure: None where it only frames the words of its boxes.

    texts: the content of each box, and what stands behind its words; None where that cannot be
    told. said: what a link around it says by it.
    """

    texts: tuple[tuple[XmlElement, str | None], ...]
    floating: bool
    figure: Figure | None = None
    said: str = ""


def drawings(drawing: XmlElement, colors: Colors, behind: str | None) -> Iterator[Drawn]:
    """What is drawn as programs do now (DrawingML). behind: what stands behind the paragraph."""
    for place in drawing:
        properties = place.find("{*}docPr")
        if properties is None or properties.get("hidden", "0") in ("1", "true"):
            continue
        data = next(place.iter("{*}graphicData"), None)
        uri = data.get("uri", "") if data is not None else ""
        kind = next((k for end, k in _FIGURES if uri.endswith(end)), FigureKind.PICTURE)
        boxes = list(_outermost(place, _BOXED))
        floating = local(place) == "anchor"
        texts = tuple((box, _filled(box.getparent().getparent(), colors, behind)) for box in boxes)
        if any(map(_has_content, boxes)) and next(_outermost(place, _PICTURE), None) is None:
            yield Drawn(texts=texts, floating=floating)
            continue
        mark = next(properties.iter(_DECORATIVE), None)
        alt = properties.get("descr", "") or properties.get("title", "")
        decorative = mark is not None and mark.get("val", "1") in ("1", "true")
        figure = Figure(kind=kind, alt=alt, decorative=decorative, floating=floating)
        yield Drawn(texts=texts, floating=floating, figure=figure, said=alt)


def _filled(shape: XmlElement, colors: Colors, behind: str | None) -> str | None:
    """What a drawn shape puts behind its words; None where that cannot be told."""
    properties = shape.find("{*}spPr")
    for fill in properties if properties is not None else ():
        if local(fill) == "solidFill":
            return colors.drawn(fill)
        if local(fill) == "noFill":
            return behind
        if local(fill).endswith("Fill"):
            return None
    style = shape.find("{*}style/{*}fillRef")
    if style is None or style.get("idx", "0") == "0":
        return behind
    return colors.drawn(style) if style.get("idx") == "1" else None


def older_drawings(parent: XmlElement, behind: str | None) -> Iterator[Drawn]:
    """What is drawn in the older way (VML). behind: what stands behind the paragraph."""
    embedded = local(parent) == "object"
    for shape in parent:
        if local(shape) not in _SHAPES or shape.get(f"{_OFFICE}hr") in ("t", "true"):
            continue
        boxes = list(_outermost(shape, _BOXED))
        filled = _older_filled(shape, behind)
        texts = tuple((box, filled) for box in boxes)
        floating = "position:absolute" in shape.get("style", "").replace(" ", "")
        pictured = next(_outermost(shape, f"{VML}imagedata"), None) is not None
        if any(map(_has_content, boxes)) and not pictured:
            yield Drawn(texts=texts, floating=floating)
            continue
        drawn = next(shape.iter("{*}textpath"), None)
        if drawn is not None and drawn.get("string", "").strip():
            art = Figure(kind=FigureKind.WORD_ART, alt=drawn.get("string", ""))
            yield Drawn(texts=texts, floating=floating, figure=art)
            continue
        alt = shape.get("alt", "")
        kind = FigureKind.PICTURE if pictured else FigureKind.SHAPE
        kind = FigureKind.OBJECT if embedded else kind
        figure = Figure(kind=kind, alt=alt, floating=floating)
        yield Drawn(texts=texts, floating=floating, figure=figure, said=alt)


def _older_filled(shape: XmlElement, behind: str | None) -> str | None:
    """The same of the older way."""
    fill = shape.get("fillcolor", "") if shape.get("filled", "t") not in ("f", "false") else ""
    digits = fill.partition(" ")[0].lstrip("#").upper()
    if re.fullmatch("[0-9A-F]{6}", digits) is not None:
        return str(digits)
    return None if fill else behind


def _outermost(parent: XmlElement, tag: str) -> Iterator[XmlElement]:
    """The elements of a kind that stand in no text box; of what is there twice the newer one."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            for one in chosen(child):
                yield from (one,) if one.tag == tag else _outermost(one, tag)
        elif child.tag != _BOXED:
            yield from _outermost(child, tag)


def _has_content(box: XmlElement) -> bool:
    """Whether words or something drawn stand in a text box."""
    drawn = next(box.iter(f"{_W}drawing", f"{_W}pict"), None) is not None
    return drawn or any((text.text or "").strip() for text in box.iter(f"{_W}t"))
