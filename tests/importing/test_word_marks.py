"""What the accessibility check finds in Word files: one fault each, in files otherwise good."""

import io
import random
import zipfile
from collections import Counter

import docx
import pytest
import readable
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from spiegel.domain.accessibility.check import check
from spiegel.domain.accessibility.findings import RULES, Fault
from spiegel.importing.seen import DamagedError
from spiegel.importing.word_colors import Colors
from spiegel.importing.word_marks import read_marks


def faults(document) -> list[str]:
    found = check(read_marks(readable.saved(document), readable.NAME))
    return [finding.fault.value for finding in found.findings]


def test_a_good_document_passes():
    assert faults(readable.good()) == []


OFTEN = {RULES[Fault(fault)].item: planted for planted, (fault, _) in readable.FAULTS.items()}
"""One planted fault of each item; CI tries the others too."""


@pytest.mark.parametrize(
    "planted",
    [
        planted
        if planted in OFTEN.values()
        else pytest.param(planted, marks=[pytest.mark.slow, pytest.mark.reckons])
        for planted in readable.FAULTS
    ],
)
def test_a_planted_fault_is_found_and_nothing_else(planted):
    fault, plant = readable.FAULTS[planted]
    document = readable.good()
    plant(document)
    assert set(faults(document)) == {fault}


def test_every_fault_that_can_be_found_is_planted_somewhere():
    assert {fault for fault, _plant in readable.FAULTS.values()} == {*Fault} == {*RULES}


@pytest.mark.parametrize(
    ("color", "passes"), [("767676", True), ("777777", False), ("595959", True)]
)
def test_contrast_is_that_of_wcag(color, passes):
    # #767676 is the lightest grey with 4.5 to 1 on white.
    document = readable.good()
    readable.FAULTS["grey letters"][1](document)
    document.paragraphs[-1].runs[0].font.color.rgb = docx.shared.RGBColor.from_string(color)
    assert (faults(document) == []) is passes


def test_large_letters_need_less_contrast():
    document = readable.good()
    readable.FAULTS["grey letters"][1](document)
    run = document.paragraphs[-1].runs[0]
    run.font.color.rgb = docx.shared.RGBColor.from_string("949494")
    assert faults(document) == ["contrast low"]
    run.font.size = docx.shared.Pt(18)
    assert faults(document) == []


def test_a_decorative_picture_needs_no_words():
    document = readable.good()
    properties = document.inline_shapes[0]._inline.docPr
    del properties.attrib["descr"]
    properties.append(
        parse_xml(
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext '
            'uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec='
            '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
            "</a:extLst>"
        )
    )
    assert faults(document) == []


def test_words_in_another_language_pass_when_they_are_marked():
    document = readable.good()
    readable.FAULTS["an English sentence in a Dutch text"][1](document)
    properties = document.paragraphs[-1].runs[-1]._r.get_or_add_rPr()
    properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB"/>'))
    assert faults(document) == []


def test_arabic_words_have_the_language_of_what_reads_from_the_right():
    document = readable.good()
    run = document.paragraphs[-1].add_run("مرحبا بكم في الاجتماع")
    assert faults(document) == ["language of part"]
    run._r.get_or_add_rPr().append(parse_xml(f"<w:rtl {nsdecls('w')}/>"))
    assert faults(document) == []


def test_what_was_struck_out_hidden_or_removed_is_not_looked_at():
    document = readable.good()
    run = document.paragraphs[-1].add_run("The people said that they have to wait for it.")
    run.font.hidden = True
    document.paragraphs[-1]._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>The people said that '
            "they have to wait for it.</w:delText></w:r></w:del>"
        )
    )
    assert faults(document) == []


def test_a_place_is_told_by_the_headings_above_it():
    document = readable.good()
    readable.FAULTS["no header row"][1](document)
    (finding,) = check(read_marks(readable.saved(document))).findings
    assert finding.where.path == ("Vervoer", "Wat goed gaat")
    assert finding.where.words == "Actie"


def test_a_link_of_a_field_is_a_link():
    document = readable.good()
    for piece in (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:r><w:instrText> HYPERLINK &quot;https://voorbeeld.nl/x&quot; </w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>klik hier</w:t></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ):
        for run in parse_xml(f"<w:p {nsdecls('w')}>{piece}</w:p>"):
            document.paragraphs[-1]._p.append(run)
    assert faults(document) == ["link vague"]


def test_a_file_of_the_strict_standard_is_read_as_any_other():
    document = readable.good()
    readable.FAULTS["grey letters"][1](document)
    with zipfile.ZipFile(io.BytesIO(readable.saved(document))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    strict = io.BytesIO()
    with zipfile.ZipFile(strict, "w") as package:
        for name, content in parts.items():
            if not name.startswith(("_rels", "[")):
                for kind in (b"wordprocessingml/", b"officeDocument/", b"drawingml/"):
                    usual = b"http://schemas.openxmlformats.org/" + kind + b"2006/"
                    content = content.replace(usual, b"http://purl.oclc.org/ooxml/" + kind)
            package.writestr(name, content)
    found = check(read_marks(strict.getvalue(), readable.NAME))
    assert [finding.fault for finding in found.findings] == [Fault.CONTRAST_LOW]


@pytest.mark.slow
@pytest.mark.reckons
def test_any_spoiled_file_is_checked_or_refused(counted):
    chance = random.Random(301_549)
    whole = readable.saved(readable.good())
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    done = Counter[str]()
    written = [name for name in parts if name.startswith("word/") and name.endswith(".xml")]
    for _ in range(300):
        name = chance.choice(written)
        root = etree.fromstring(parts[name])
        for _ in range(chance.randint(1, 8)):
            _spoil(list(root.iter(etree.Element)), chance)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as package:
            for other, content in {**parts, name: etree.tostring(root)}.items():
                package.writestr(other, content)
        try:
            check(read_marks(file.getvalue()))
            done["checked"] += 1
        except DamagedError:
            done["refused"] += 1
    counted(f"{done['checked']} spoiled files checked, {done['refused']} refused")
    assert done["checked"] > done["refused"]


def _spoil(elements, chance) -> None:
    """One element goes, is called otherwise, stands elsewhere, or says something else."""
    one, other = chance.choice(elements), chance.choice(elements)
    match chance.randint(0, 3):
        case 0 if one.getparent() is not None:
            one.getparent().remove(one)
        case 1:
            one.tag = other.tag
        case 2 if one not in other.iter() and other.getparent() is not None:
            one.append(other)
        case 3 if one.attrib:
            wrong = ("", "x", "-1", "99999999999", "\u00b2", "true", "#GG0000", "%")
            one.set(chance.choice(list(one.attrib)), chance.choice(wrong))


def test_tables_in_each_other_without_end_are_refused():
    document = docx.Document()
    table = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    body = document.element.body
    body.insert(0, parse_xml(table.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1)))
    with pytest.raises(DamagedError):
        read_marks(readable.saved(document))


def test_a_template_with_numbered_headings_keeps_them_as_headings():
    document = readable.good()
    layout = document.styles["Heading 1"].element.get_or_add_pPr()
    layout.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    assert [*document.styles["Heading 1"].element.iter(qn("w:numPr"))]
    assert faults(document) == []


def test_a_link_with_a_field_in_it_has_all_its_words():
    document = readable.good()
    number = '<w:fldSimple w:instr=" STYLEREF 1 "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    words = "<w:r><w:t>. Het vervoer in de wijk</w:t></w:r>"
    link = f'<w:hyperlink {nsdecls("w")} w:anchor="_Vervoer">{number}{words}</w:hyperlink>'
    document.paragraphs[-1]._p.append(parse_xml(link))
    last = read_marks(readable.saved(document)).blocks[-1]
    assert [one.words for one in last.links] == ["1. Het vervoer in de wijk"]


def test_a_cell_of_which_the_shading_was_taken_away_has_none_of_its_style():
    document = readable.good()
    white = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    blue = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="30507A"/></w:tcPr>'
    part = f'<w:tblStylePr {nsdecls("w")} w:type="firstRow">{white}{blue}</w:tblStylePr>'
    document.styles["Table Grid"].element.append(parse_xml(part))
    assert faults(document) == []
    none = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="auto"/>'
    for cell in document.tables[0].rows[0].cells:
        cell._tc.get_or_add_tcPr().append(parse_xml(none))
    assert set(faults(document)) == {"contrast low"}


@pytest.mark.parametrize(("light", "color"), [("110000", "FFFFFF"), ("50000", "808080")])
def test_white_made_lighter_stays_white(light, color):
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    lit = f'<a:srgbClr val="FFFFFF"><a:lumMod val="{light}"/></a:srgbClr>'
    fill = etree.fromstring(f'<a:solidFill xmlns:a="{namespace}">{lit}</a:solidFill>')
    assert Colors(None, "").drawn(fill) == color
