"""A house style: its styles, headers and margins, and none of its text."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from export.printed import W, paragraphs, part, text
from export.reported import meeting
from spiegel.export import TemplateError
from spiegel.export.word.cover import Cover
from spiegel.export.word.looks import Looks
from spiegel.export.word.ooxml import NAMESPACES
from spiegel.export.word.package import Footer
from spiegel.export.word.template import house_style
from spiegel.export.word.tree import parse_xml
from spiegel.i18n import translations


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house style as Word would save it, with some text, a header and an author."""
    document = docx.Document()
    section = document.sections[0]
    section.left_margin, section.right_margin = Cm(4), Cm(3)
    section.header.paragraphs[0].text = "Gemeente Elzerwoude"
    document.add_paragraph("Voorbeeldtekst die weg moet")
    document.add_paragraph("nog een", style="Quote")
    document.core_properties.author = "Iemand van communicatie"
    path = tmp_path / "huisstijl.docx"
    document.save(str(path))
    return path


def renamed(path: Path, names: dict[str, tuple[str, str]]) -> Path:
    """The template with other names and ids for some styles; an empty name takes the style out."""
    document = docx.Document(str(path))
    for style in list(document.styles.element.iter(qn("w:style"))):
        name = style.find(qn("w:name"))
        new, identifier = names.get(name.get(qn("w:val")), (None, ""))
        if new == "":
            style.getparent().remove(style)
        elif new:
            name.set(qn("w:val"), new)
            style.set(qn("w:styleId"), identifier)
    document.save(str(path))
    return path


def styles_used(path: Path) -> set[str]:
    return {style for style, _ in paragraphs(path)}


@pytest.mark.slow
@pytest.mark.reckons
def test_the_styles_of_the_house_are_used(make, house):
    path = make(meeting(), template=house)
    assert {"Title", "Heading1", "Heading2", "Heading3", "Quote", "ListBullet"} <= styles_used(path)
    tables = {t.get(f"{W}val") for t in part(path).iter(f"{W}tblStyle")}
    own = docx.Document(str(house)).styles["Table Grid"].style_id
    assert tables == {own}
    # the look is theirs: our own colour is nowhere in their styles
    heading = docx.Document(str(path)).styles["Heading 1"].element
    assert "0F5662" not in heading.xml


@pytest.mark.slow
@pytest.mark.reckons
def test_dutch_names_of_styles_are_found(make, house):
    dutch = {
        "heading 1": ("Kop 1", "Kop1"),
        "Title": ("Titel", "Titel"),
        "Quote": ("Citaat", "Citaat"),
        "Table Grid": ("Tabelraster", "Tabelraster"),
    }
    path = make(meeting(), template=renamed(house, dutch))
    assert {"Kop1", "Titel", "Citaat"} <= styles_used(path)
    assert {t.get(f"{W}val") for t in part(path).iter(f"{W}tblStyle")} == {"Tabelraster"}


@pytest.mark.slow
@pytest.mark.reckons
def test_a_style_that_the_house_lacks_is_added(make, house):
    lacking = {"Quote": ("", ""), "heading 2": ("", ""), "Table Grid": ("", "")}
    path = make(meeting(), template=renamed(house, lacking))
    styles = part(path, "word/styles.xml")
    names = {
        s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val") for s in styles.iter(f"{W}style")
    }
    used = styles_used(path) - {""}
    assert used <= names.keys()
    assert {"Quote", "heading 2", "Table Grid"} <= set(names.values())


@pytest.mark.slow
@pytest.mark.reckons
def test_its_header_and_margins_stay_and_its_text_goes(make, house):
    path = make(meeting(), template=house)
    document = docx.Document(str(path))
    assert document.sections[0].header.paragraphs[0].text == "Gemeente Elzerwoude"
    assert document.sections[0].left_margin.cm == pytest.approx(4, abs=0.01)
    assert "Voorbeeldtekst" not in text(path)
    assert "communicatie" not in str(part(path, "docProps/core.xml").xpath("string()"))
    assert document.core_properties.author == ""
    assert document.core_properties.title == "Wmo-toegang in drie wijkteams"


@pytest.mark.slow
@pytest.mark.reckons
def test_tables_are_as_wide_as_its_text(make, house):
    path = make(meeting(), template=house)
    width = round((21.59 - 4 - 3) / 2.54 * 1_440)
    for grid in part(path).iter(f"{W}tblGrid"):
        whole = sum(int(column.get(f"{W}w")) for column in grid)
        assert width - 30 < whole <= width


@pytest.mark.slow
@pytest.mark.reckons
def test_the_first_cell_heads_its_row_and_looks_as_it_was_measured(make, house):
    document = docx.Document(str(house))
    look = OxmlElement("w:tblStylePr")
    look.set(qn("w:type"), "firstCol")
    document.styles["Table Grid"].element.append(look)
    document.save(str(house))
    path = make(meeting(), template=house)
    heads = {mark.get(f"{W}firstColumn") for mark in part(path).iter(f"{W}tblLook")}
    assert heads == {"1"}
    parts = part(path, "word/styles.xml").iter(f"{W}tblStylePr")
    assert "firstCol" not in {each.get(f"{W}type") for each in parts}


@pytest.mark.slow
@pytest.mark.reckons
def test_a_page_number_is_added_where_there_is_none(make, house):
    document = docx.Document(str(make(meeting(), template=house)))
    assert "pagina" in document.sections[0].footer.paragraphs[0].text
    own = docx.Document(str(house))
    own.sections[0].footer.paragraphs[0].text = "Postbus 1"
    own.save(str(house))
    document = docx.Document(str(make(meeting(), template=house)))
    footer = document.sections[0].footer
    assert [p.text for p in footer.paragraphs] == ["Postbus 1", "pagina  van "]
    footer.paragraphs[1]._p.getparent().remove(footer.paragraphs[0]._p)
    document.save(str(house))
    document = docx.Document(str(make(meeting(), template=house)))
    assert len(document.sections[0].footer.paragraphs) == 1


@pytest.mark.slow
@pytest.mark.reckons
def test_the_same_words_are_in_it(make, house, report):
    def after_page_one(path: Path) -> list[str]:
        words = [words for _, words in paragraphs(path)]
        return words[words.index("Inhoud") :]

    assert after_page_one(make(meeting(), template=house)) == after_page_one(report)


@pytest.mark.slow
@pytest.mark.reckons
def test_word_does_not_ask_to_update_fields(make, house):
    own = docx.Document(str(house))
    own.settings.element.append(own.settings.element.makeelement(qn("w:updateFields"), {}))
    own.save(str(house))
    assert "updateFields" not in every_part_of_settings(make(meeting(), template=house))


def every_part_of_settings(path: Path) -> str:
    return str(docx.Document(str(path)).settings.element.xml)


@pytest.mark.slow
@pytest.mark.reckons
def test_the_working_list_takes_the_house_style_too(make, house):
    assert "Heading1" in styles_used(make(meeting(), "worklist", template=house))


@pytest.mark.slow
@pytest.mark.reckons
def test_the_language_is_that_of_the_words(make, house):
    styles = part(make(meeting(), template=house), "word/styles.xml")
    assert {mark.get(f"{W}val") for mark in styles.iter(f"{W}lang")} == {"nl-NL"}


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x03\x04rest"])
def test_what_is_no_word_document_is_refused_by_name(make, tmp_path, content):
    template = tmp_path / "stuk.docx"
    template.write_bytes(content)
    with pytest.raises(TemplateError) as caught:
        make(meeting(), template=template)
    assert str(template) in caught.value.explain(translations("nl"))
    assert not list(tmp_path.glob("*verslag*"))


def test_a_template_that_is_not_there_is_an_ordinary_missing_file(make, tmp_path):
    with pytest.raises(FileNotFoundError):
        make(meeting(), template=tmp_path / "weg.docx")


LOOKS = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:styleId="House"><w:name w:val="House"/>
<w:pPr><w:spacing w:before="{{before}}" w:line="{{line}}" w:lineRule="exact"/></w:pPr>
<w:rPr><w:sz w:val="{{size}}"/></w:rPr></w:style></w:styles>"""


@pytest.mark.parametrize(
    ("before", "line", "size", "read"),
    [
        ("120", "280", "22", (6, 14, 11)),
        ("6pt", "14pt", "11pt", (6, 14, 11)),
        ("0.5in", "1pc", "1cm", (36, 12, 72 / 2.54)),
        ("", "x", "", (0, 12, 10)),
    ],
)
def test_a_measure_with_a_unit_or_without_a_number_is_read(before, line, size, read):
    styles = parse_xml(LOOKS.format(before=before, line=line, size=size))
    look = Looks(styles, lambda: parse_xml(f"<w:theme {NAMESPACES}/>")).look("House")
    assert (look.before, look.line, look.size) == pytest.approx(read)


def test_a_page_with_units_is_as_wide_as_one_without(house):
    plain = house_style(house, "nl", Footer("", "", ""), None)
    document = docx.Document(str(house))
    section = document.sections[0]._sectPr
    for mark, names in (("w:pgSz", ("w", "h")), ("w:pgMar", ("left", "right"))):
        for name in names:
            value = section.find(qn(mark)).get(qn(f"w:{name}"))
            section.find(qn(mark)).set(qn(f"w:{name}"), f"{int(value) / 20}pt")
    content = io.BytesIO()
    document.save(content)
    house.write_bytes(content.getvalue())
    assert house_style(house, "nl", Footer("", "", ""), None).width == plain.width


def test_a_document_without_a_body_is_no_house_style(house):
    document = docx.Document(str(house))
    document.element.remove(document.element.body)
    document.save(str(house))
    with pytest.raises(TemplateError):
        house_style(house, "nl", Footer("", "", ""), Cover())
