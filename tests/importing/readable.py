"""A Word file that everybody can read, and the ways in which one fault is planted in it."""

import functools
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from houses import picture

NAME: Final = "verslag-bewonersavond.docx"
TEXT: Final = "De bewoners vertelden dat zij lang op een antwoord van het wijkteam wachten."
MORE: Final = "Zij willen dat de gemeente het zegt als er iets verandert, en niet pas later."
_DRAWN: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def good() -> Document:
    """A document with all that can be wrong, and nothing of it wrong."""
    return docx.Document(io.BytesIO(_good()))


@functools.cache
def _good() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Wat de bewoners vertelden"
    _marked(document, "nl-NL")
    # The blue of python-docx has 4.03 to 1 on white.
    for level in (2, 3):
        document.styles[f"Heading {level}"].font.color.rgb = RGBColor.from_string("365F91")
    document.add_paragraph("Wat de bewoners vertelden", "Title")
    document.add_heading("Wachten", 1)
    document.add_paragraph(TEXT)
    document.add_heading("Wat goed gaat", 2)
    document.add_paragraph(MORE)
    for words in ("iemand belt terug", "er is een vaste begeleider"):
        document.add_paragraph(words, "List Bullet")
    document.add_heading("Vervoer", 1)
    document.add_heading("Wat goed gaat", 2)
    document.add_paragraph(TEXT)
    described(
        document.add_picture(io.BytesIO(picture().getvalue())), "De ingang aan de Dorpsstraat"
    )
    table = document.add_table(3, 2, "Table Grid")
    for at, words in enumerate(("Actie", "Wie", "Terugbellen", "Team", "Brief", "Gemeente")):
        table.cell(at // 2, at % 2).text = words
    header(table.rows[0])
    titled(table, "Wat er gaat gebeuren")
    document.add_paragraph(MORE)
    link(document.paragraphs[2], "het plan van de gemeente", "https://voorbeeld.nl/plan/2026")
    return saved(document)


def saved(document: Document) -> bytes:
    """The file of it."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def described(shape: object, words: str) -> None:
    """Give a picture an alternative text."""
    shape._inline.docPr.set("descr", words)


def header(row: object) -> None:
    """Mark a row as the one that says what the columns are."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def titled(table: object, words: str) -> None:
    """Give a table an alternative title."""
    table._tbl.tblPr.append(parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="{words}"/>'))


def link(paragraph: object, words: str, target: str, tip: str = "") -> None:
    """Words at the end of a paragraph that lead somewhere."""
    relation = paragraph.part.relate_to(target, RT.HYPERLINK, is_external=True)
    said = f"<w:r><w:t>{words}</w:t></w:r>" if words else ""
    beside = f' w:tooltip="{tip}"' if tip else ""
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"{beside}>{said}</w:hyperlink>'
        )
    )


def _marked(document: Document, language: str) -> None:
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)


def _last(document: Document) -> object:
    return document.paragraphs[-1]


def _floating(document: Document) -> None:
    box = (
        f"<w:r {_DRAWN}><w:pict><v:shape style='position:absolute;width:90pt;height:40pt'>"
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{MORE}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    _last(document)._p.append(parse_xml(box))


def _drawn_box(document: Document) -> None:
    """As Word draws it now, with its older twin."""
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    words = f"<w:txbxContent><w:p><w:r><w:t>{MORE}</w:t></w:r></w:p></w:txbxContent>"
    _last(document)._p.append(
        parse_xml(
            f"<w:r {_DRAWN} {nsdecls('wp', 'a')} xmlns:wps='{uri}' "
            "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
            f"<wp:docPr id='7' name='Tekstvak 7'/><a:graphic><a:graphicData uri='{uri}'><wps:wsp>"
            f"<wps:spPr/><wps:txbx>{words}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
            "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape "
            f"style='position:absolute'><v:textbox>{words}</v:textbox></v:shape></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def _floating_picture(document: Document) -> None:
    inline = document.inline_shapes[0]._inline
    inline.tag = qn("wp:anchor")


def _framed(document: Document) -> None:
    frame = f'<w:framePr {nsdecls("w")} w:w="2000" w:hAnchor="page" w:x="600" w:y="900"/>'
    _last(document)._p.get_or_add_pPr().append(parse_xml(frame))


def _nested(document: Document) -> None:
    inner = document.tables[0].cell(2, 1).add_table(2, 2)
    inner.style = document.styles["Table Grid"]
    for at, words in enumerate(("Dag", "Uur", "ma", "9")):
        inner.cell(at // 2, at % 2).text = words
    header(inner.rows[0])
    titled(inner, "Wanneer")


def _merged(document: Document) -> None:
    document.tables[0].cell(1, 0).merge(document.tables[0].cell(1, 1))


def _merged_down(document: Document) -> None:
    document.tables[0].cell(1, 0).merge(document.tables[0].cell(2, 0))


def _no_header(document: Document) -> None:
    row = document.tables[0].rows[0]._tr
    row.trPr.remove(row.trPr.find(qn("w:tblHeader")))


def _low_header(document: Document) -> None:
    _no_header(document)
    header(document.tables[0].rows[1])


def _empty_table(document: Document) -> None:
    document.add_table(2, 2, "Table Grid")
    document.add_paragraph(TEXT)


def _layout(document: Document) -> None:
    table = document.add_table(1, 2)
    for cell in table.rows[0].cells:
        cell.text = f"{TEXT} {MORE}"
    document.add_paragraph(TEXT)


def _untitled(document: Document) -> None:
    properties = document.tables[0]._tbl.tblPr
    properties.remove(properties.find(qn("w:tblCaption")))


def _alt(words: str) -> Callable[[Document], None]:
    def plant(document: Document) -> None:
        described(document.inline_shapes[0], words)

    return plant


def _no_alt(document: Document) -> None:
    del document.inline_shapes[0]._inline.docPr.attrib["descr"]


def _chart(document: Document) -> None:
    drawn = document.inline_shapes[0]._inline
    drawn.find(".//" + qn("a:graphicData")).set(
        "uri", "http://schemas.openxmlformats.org/drawingml/2006/chart"
    )
    _no_alt(document)


def _word_art(document: Document) -> None:
    art = (
        f"<w:r {_DRAWN}><w:pict><v:shape style='width:90pt;height:40pt'>"
        "<v:textpath string='Wachten duurt lang'/></v:shape></w:pict></w:r>"
    )
    _last(document)._p.append(parse_xml(art))


def _scan(document: Document) -> None:
    for paragraph in document.paragraphs:
        if not paragraph._p.findall(".//" + qn("w:drawing")):
            paragraph._p.getparent().remove(paragraph._p)
    document.tables[0]._tbl.getparent().remove(document.tables[0]._tbl)


def _colored(color: str, behind: str = "") -> Callable[[Document], None]:
    def plant(document: Document) -> None:
        run = _last(document).runs[0]
        run.font.color.rgb = RGBColor.from_string(color)
        if behind:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{behind}"/>'
            run._r.get_or_add_rPr().append(parse_xml(shade))

    return plant


def _highlighted(document: Document) -> None:
    run = _last(document).runs[0]
    run.font.color.rgb = RGBColor(255, 255, 255)
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _theme_colored(document: Document) -> None:
    color = f'<w:color {nsdecls("w")} w:val="000000" w:themeColor="accent1" w:themeTint="66"/>'
    _last(document).runs[0]._r.get_or_add_rPr().append(parse_xml(color))


def _table_style(document: Document) -> None:
    """White letters of the first row, of which the shading was taken away."""
    style = document.styles["Table Grid"].element
    style.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/>'
            "</w:rPr></w:tblStylePr>"
        )
    )


def _language_of_part(document: Document) -> None:
    _last(document).add_run(" The people said that they have to wait for the answer, and not us.")


def _pretended(document: Document) -> None:
    paragraph = _last(document).insert_paragraph_before()
    run = paragraph.add_run("Wachten op een brief")
    run.bold = True
    run.font.size = Pt(14)


def _bold_only(document: Document) -> None:
    _last(document).insert_paragraph_before().add_run("Wachten op een brief").bold = True


def _level(at: int, style: str) -> Callable[[Document], None]:
    def plant(document: Document) -> None:
        document.paragraphs[at].style = document.styles[style]

    return plant


def _repeated(document: Document) -> None:
    document.add_heading("Wat goed gaat", 2)
    document.add_paragraph(TEXT)


def _empty_heading(document: Document) -> None:
    document.add_heading("", 2)
    document.add_paragraph(TEXT)


def _typed(*lines: str) -> Callable[[Document], None]:
    def plant(document: Document) -> None:
        for line in lines:
            document.add_paragraph(line)

    return plant


def _linked(words: str, target: str = "https://voorbeeld.nl/ander") -> Callable[[Document], None]:
    return lambda document: link(_last(document), words, target)


def _title(words: str) -> Callable[[Document], None]:
    def plant(document: Document) -> None:
        document.core_properties.title = words

    return plant


def _no_language(document: Document) -> None:
    for mark in list(document.styles.element.iter(qn("w:lang"))):
        mark.getparent().remove(mark)


def _unheaded(document: Document) -> None:
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith(("Heading", "Title")):
            paragraph.style = document.styles["Normal"]
    for _ in range(50):
        document.add_paragraph(f"{TEXT} {MORE}")


def _small(document: Document) -> None:
    _last(document).runs[0].font.size = Pt(8)


FAULTS: Final[Mapping[str, tuple[str, Callable[[Document], None]]]] = MappingProxyType(
    {
        "a picture without alternative text": ("alt missing", _no_alt),
        "a chart without alternative text": ("alt missing", _chart),
        "a file name as alternative text": ("alt is a file name", _alt("IMG_0042.jpg")),
        "a name that every picture has": ("alt is a file name", _alt("Afbeelding 1")),
        "an alternative text by a program": (
            "alt by a program",
            _alt("Een gebouw met een deur. Beschrijving automatisch gegenereerd"),
        ),
        "large bold letters in place of a heading": ("heading pretended", _pretended),
        "bold letters in place of a heading": ("heading pretended", _bold_only),
        "a level that is left out": ("heading level skipped", _level(3, "Heading 3")),
        "a first heading of level 2": ("first heading", _level(1, "Heading 2")),
        "a heading without words": ("heading empty", _empty_heading),
        "two headings alike under one": ("heading repeated", _repeated),
        "a long text without headings": ("no headings", _unheaded),
        "no header row": ("header row missing", _no_header),
        "a header row that is not the first": ("header row low", _low_header),
        "a header cell without words": (
            "header cell blank",
            lambda document: setattr(document.tables[0].cell(0, 1), "text", ""),
        ),
        "cells merged sideways": ("cells merged", _merged),
        "cells merged downwards": ("cells merged", _merged_down),
        "an empty table": ("table empty", _empty_table),
        "a table in a table": ("table nested", _nested),
        "a table without a title": ("table untitled", _untitled),
        "texts beside each other in a table": ("table for layout", _layout),
        "typed dashes": ("list typed", _typed("- bellen", "- schrijven", TEXT)),
        "typed numbers": ("list typed", _typed("1. bellen", "2. schrijven", TEXT)),
        "typed dots on lines of one paragraph": ("list typed", _typed("• bellen\n• schrijven")),
        "columns made with tabs": (
            "columns typed",
            _typed("dag\tuur\tplaats", "maandag\t9\tbuurthuis", TEXT),
        ),
        "columns made with spaces": (
            "columns typed",
            _typed("maandag      buurthuis", "dinsdag      bibliotheek", TEXT),
        ),
        "letters with spaces between them": (
            "letters spaced",
            _typed("V E R S L A G van de avond"),
        ),
        "blank paragraphs": ("blank lines", _typed("", "", "", TEXT)),
        "a text box beside the text": ("text box floating", _floating),
        "a text box as Word draws it now": ("text box floating", _drawn_box),
        "a picture beside the text": ("figure floating", _floating_picture),
        "a frame in a place of the page": ("frame", _framed),
        "grey letters": ("contrast low", _colored("A0A0A0")),
        "letters on shading": ("contrast low", _colored("1E2A30", "30507A")),
        "letters on a marker pen": ("contrast low", _highlighted),
        "a light colour of the theme": ("contrast low", _theme_colored),
        "white letters of a style of tables": ("contrast low", _table_style),
        "words as a drawing": ("text as image", _word_art),
        "a picture of a screen": ("text as image", _alt("Schermafbeelding van het formulier")),
        "scanned paper": ("scan", _scan),
        "no title": ("title missing", _title("")),
        "a file name as title": ("title is a file name", _title("verslag-bewonersavond")),
        "a bare name of a site": ("link is an address", _linked("https://voorbeeld.nl")),
        "a title that no one gave": ("title is a file name", _title("Document1")),
        "a link without words": ("link empty", _linked("")),
        "a link that says click here": ("link vague", _linked("klik hier")),
        "a bare address": (
            "link is an address",
            _linked(
                "https://voorbeeld.nl/stukken/1/2?id=3", "https://voorbeeld.nl/stukken/1/2?id=3"
            ),
        ),
        "the same words to two places": (
            "link ambiguous",
            _linked("het plan van de gemeente", "https://voorbeeld.nl/plan/2019"),
        ),
        "no language": ("language missing", _no_language),
        "the wrong language": ("language wrong", lambda document: _marked(document, "en-US")),
        "an English sentence in a Dutch text": ("language of part", _language_of_part),
        "small letters": ("text small", _small),
    }
)
"""What is planted, the fault that it is, and how: each alone in a document that is good."""
