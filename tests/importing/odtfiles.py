"""OpenDocument texts as LibreOffice writes them, from the part of them that matters."""

import io
import zipfile

_NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    }.items()
)
_TEXT_STYLES = {
    "Verborgen": 'text:display="none"',
    "Doorgestreept": 'style:text-line-through-style="solid"',
    "Vet": 'fo:font-weight="bold"',
}
STYLES = "".join(
    f'<style:style style:name="{name}" style:family="text">'
    f"<style:text-properties {look}/></style:style>"
    for name, look in _TEXT_STYLES.items()
) + "".join(
    f'<text:list-style style:name="{name}">'
    + "".join(f'<text:list-level-style-{kind} text:level="{level}"/>' for level in range(1, 4))
    + "</text:list-style>"
    for name, kind in (("Punten", "bullet"), ("Nummers", 'number style:num-format="1"'))
)


def paragraph(*pieces: str, style: str = "Standard") -> str:
    """A paragraph of words and of XML."""
    return f'<text:p text:style-name="{style}">{"".join(pieces)}</text:p>'


def heading(words: str, level: int = 1) -> str:
    """A heading."""
    return f'<text:h text:outline-level="{level}">{words}</text:h>'


def span(words: str, style: str) -> str:
    """Words that look otherwise than those beside them."""
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def listed(*items: str, style: str = "Nummers") -> str:
    """A list; an item is words or XML, such as a paragraph with a list under it."""
    inside = "".join(
        f"<text:list-item>{item if item.startswith('<') else paragraph(item)}</text:list-item>"
        for item in items
    )
    return f'<text:list text:style-name="{style}">{inside}</text:list>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is words or XML."""
    drawn = (
        "".join(
            "<table:table-cell>"
            + (cell if cell.startswith("<") else paragraph(cell))
            + "</table:table-cell>"
            for cell in row
        )
        for row in rows
    )
    body = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in drawn)
    return f"<table:table>{body}</table:table>"


def odt_bytes(body: str, styles: str = STYLES) -> bytes:
    """An .odt with this body."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return content.getvalue()
