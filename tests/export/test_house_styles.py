"""What a house style hands over, and what has no way into a document."""

import posixpath
import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from lxml import etree

from export.houses import EACH, SECRET, built
from export.printed import W, paragraphs, part, text
from export.reported import meeting
from spiegel.export import TemplateError

ALL = pytest.mark.parametrize("name", EACH)


def everything(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert max(Counter(archive.namelist()).values()) == 1
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
@pytest.mark.reckons
@ALL
@pytest.mark.parametrize("kind", ["report", "worklist"])
def test_nothing_private_of_a_house_style_is_in_a_document(dressed, tmp_path, name, kind):
    house = built(name, tmp_path)
    assert any(SECRET.encode() in part for part in everything(house).values())
    parts = everything(dressed(name, kind))
    whole = b"\n".join([*parts.values(), *(n.encode() for n in parts)])
    assert whole.count(SECRET.encode()) == 0
    assert not re.search(
        rb"w:author=|w:rsid|comments|customXml|glossary|vbaProject|app\.xml", whole
    )


@pytest.mark.slow
@pytest.mark.reckons
@ALL
def test_every_part_has_a_type_and_is_led_to(dressed, name):
    parts = everything(dressed(name))
    types = etree.fromstring(parts["[Content_Types].xml"])
    typed = {t.get("PartName", "").lstrip("/") for t in types}
    plain = {t.get("Extension") for t in types if t.get("Extension")} - {"xml"}
    led = set()
    for place, content in parts.items():
        if not place.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(place))
        for relation in etree.fromstring(content):
            if relation.get("TargetMode") != "External":
                led.add(posixpath.normpath(posixpath.join("/", base, relation.get("Target")))[1:])
    own = {p for p in parts if not p.endswith(".rels") and p != "[Content_Types].xml"}
    assert led == own
    assert all(p in typed or p.rpartition(".")[2] in plain for p in own)
    assert {"word/theme/theme1.xml", "word/fontTable.xml"} <= own


@pytest.mark.slow
@pytest.mark.reckons
@ALL
@pytest.mark.parametrize("kind", ["report", "worklist"])
def test_word_has_nothing_to_repair_in_the_package(dressed, name, kind):
    parts = everything(dressed(name, kind))
    types = etree.fromstring(parts["[Content_Types].xml"])
    for kind_of in ("PartName", "Extension"):
        named = [t.get(kind_of).lower() for t in types if t.get(kind_of)]
        assert len(set(named)) == len(named)
    for place, content in parts.items():
        if place.endswith(".rels"):
            relations = list(etree.fromstring(content))
            led = [r.get("Target") for r in relations if r.get("TargetMode") != "External"]
            ids = [r.get("Id") for r in relations]
            assert len(set(led)) == len(led)
            assert len(set(ids)) == len(ids)
            source = place.replace("_rels/", "").removesuffix(".rels")
            used = re.findall(rb'r:(?:id|embed|link)="(\w+)"', parts.get(source, b""))
            assert {u.decode() for u in used} <= set(ids)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("name", ["gewoon.docx", "liggend.docx", "namen.docx"])
def test_an_added_page_number_stands_behind_a_dot_and_not_beyond_the_margin(dressed, name):
    footer = docx.Document(str(dressed(name))).sections[0].footer
    assert footer.paragraphs[-1].text.endswith("wijkteams · pagina  van ")


@pytest.mark.slow
@pytest.mark.reckons
@ALL
def test_its_bullets_are_bullets(make, dressed, name):
    path = dressed(name)
    numbering = part(path, "word/numbering.xml")
    bullets = [
        p for p in part(path).iter(f"{W}p") if p.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    ]
    own = [
        p
        for p in part(make(meeting())).iter(f"{W}p")
        if p.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    ]
    assert len(bullets) == len(own) > 5
    number = bullets[0].find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    num = next(n for n in numbering.iter(f"{W}num") if n.get(f"{W}numId") == number)
    wanted = num.find(f"{W}abstractNumId").get(f"{W}val")
    level = next(
        a for a in numbering.iter(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == wanted
    ).find(f"{W}lvl")
    assert level.find(f"{W}numFmt").get(f"{W}val") == "bullet"
    style = bullets[0].find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    assert level.find(f"{W}pStyle").get(f"{W}val") == style


@pytest.mark.slow
@pytest.mark.reckons
@ALL
def test_every_style_that_is_named_is_there(dressed, name):
    path = dressed(name)
    styles = part(path, "word/styles.xml")
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    marks = [f"{W}{n}" for n in ("pStyle", "rStyle", "tblStyle")]
    used = {mark.get(f"{W}val") for mark in part(path).iter(*marks)}
    based = {mark.get(f"{W}val") for mark in styles.iter(f"{W}basedOn", f"{W}next", f"{W}link")}
    assert used | based <= known


@pytest.mark.slow
@pytest.mark.reckons
def test_our_headings_have_no_second_number(make, tmp_path):
    path = make(meeting(), template=built("genummerd.docx", tmp_path))
    styles = part(path, "word/styles.xml")
    headings = [s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId", "")[:7] == "Heading"]
    numbers = [s.find(f"{W}pPr/{W}numPr/{W}numId") for s in headings]
    assert {n.get(f"{W}val") for n in numbers if n is not None} == {"0"}
    assert len(part(path, "word/numbering.xml").xpath("//*[local-name()='pStyle']")) < 20


def test_how_to_read_and_the_contents_are_headings(report):
    headings = [words for style, words in paragraphs(report) if style == "Heading1"]
    assert headings[:2] == ["Inhoud", "Zo leest u dit verslag"]
    assert any(
        style == "TOC1" and words.startswith("Zo leest u dit verslag")
        for style, words in paragraphs(report)
    )


@pytest.mark.slow
@pytest.mark.reckons
def test_the_first_upright_page_is_taken(make, tmp_path):
    section = docx.Document(str(make(meeting(), template=built("liggend.docx", tmp_path))))
    assert len(section.sections) == 1
    assert section.sections[0].page_width < section.sections[0].page_height


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("name", ["briefpapier.docx", "sjabloon.dotx"])
def test_a_letterhead_keeps_its_picture_and_gets_a_page_number(dressed, name):
    path = dressed(name)
    section = docx.Document(str(path)).sections[0]
    assert [p.text for p in section.header.paragraphs][1] == "Gemeente Elzerwoude"
    assert [p.text for p in section.footer.paragraphs] == ["Postbus 1", "pagina  van "]
    assert sum(n.startswith("word/media/") for n in everything(path)) == 1


@pytest.mark.slow
@pytest.mark.reckons
def test_a_cover_is_kept_and_filled_and_the_working_list_has_none(make, tmp_path):
    house = built("omslag.docx", tmp_path)
    lines = [words for _, words in paragraphs(make(meeting(), template=house))]
    assert lines[:2] == ["Omslag van het huis", "Wmo-toegang in drie wijkteams"]
    assert "Omslag van het huis" not in text(make(meeting(), "worklist", template=house))


def test_an_open_document_is_refused_by_name(make, tmp_path):
    template = tmp_path / "huisstijl.docx"
    with zipfile.ZipFile(template, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(TemplateError):
        make(meeting(), template=template)
