"""REFI-QDA: files that other programs take, with every word where the file says that it stands."""

import io
import re
import zipfile
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from export.reported import meeting
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.verdicts import open_findings
from spiegel.domain.report.statement_rows import told_by
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.statements import Theme
from spiegel.i18n import translations
from spiegel.importing.codebook import read_codebook

SCHEMA = Path(__file__).parent / "refi_qda" / "Project.xsd"
P = "{urn:QDA-XML:project:1.0}"
NL = translations("nl")
WORDS = {
    1: "Één café, naïef: “krul” en ‘enkel’",
    2: "Twee regels:\nde tweede 🙂\n\nen nog een 👩‍👩‍👧 einde",
    3: "e\u0301e\u0301n < twee & drie > vier",
    4: "𝄞 boven U+FFFF, en dan meer",
}


def hard():
    session = meeting()
    changed = (
        msgspec.structs.replace(session.statements[number], words=words, verbatim=False)
        for number, words in WORDS.items()
    )
    return put(session, *changed)


class Project:
    """A project as another program opens it."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.texts = {
                name: package.read(name).decode()
                for name in package.namelist()
                if name.startswith("sources/")
            }
            self.raw = b"".join(package.read(name) for name in package.namelist())
            self.root = etree.parse(io.BytesIO(package.read("project.qde"))).getroot()
        self.names = {code.get("guid"): code.get("name") for code in self.root.iter(f"{P}Code")}

    @property
    def coded(self) -> dict[str, tuple[str, set[str]]]:
        """By the number of the report: the words at its positions, and its codes."""
        found = {}
        for source in self.root.iter(f"{P}TextSource"):
            text = self.texts["sources/" + source.get("plainTextPath").removeprefix("internal://")]
            for one in source.iter(f"{P}PlainTextSelection"):
                words = text[int(one.get("startPosition")) : int(one.get("endPosition"))]
                codes = {self.names[ref.get("targetGUID")] for ref in one.iter(f"{P}CodeRef")}
                found[one.get("name")] = words, codes
        return found


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(SCHEMA))


def unlooked():
    """A statement and a theme in which somebody could be recognised, and nobody looked."""
    session, words = meeting(), "mevrouw De Vries belde op 06-12345678"
    statement, theme = session.statements[2], session.themes[1]
    return put(
        session,
        msgspec.structs.replace(statement, words=words),
        msgspec.structs.replace(theme, name="briefje van mevrouw De Vries"),
    )


@pytest.mark.parametrize("session", [meeting(), hard(), unlooked(), describe(meeting(), title="")])
def test_a_project_is_valid(make, schema, session):
    schema.assertValid(Project(make(session, "qdpx")).root)


def test_a_project_of_a_meeting_of_which_nothing_was_written_is_valid(make, schema):
    empty = msgspec.structs.replace(meeting(), statements={}, actions={}, themes={})
    schema.assertValid(Project(make(empty, "qdpx")).root)


@pytest.mark.parametrize("session", [meeting(), unlooked()])
def test_a_codebook_is_valid(make, schema, session):
    written = make(session, "qdc").read_bytes()
    codebook = etree.fromstring(written.replace(b"codebook:1.0", b"project:1.0"))
    del codebook.attrib["origin"]
    project = etree.Element(f"{P}Project", name="x")
    # in a codebook a set stands in it, and names its codes by another attribute
    sets = codebook.find(f"{P}Sets")
    project.append(codebook)
    if sets is not None:
        for member in sets.iter(f"{P}MemberCode"):
            member.set("targetGUID", member.attrib.pop("guid"))
        project.append(sets)
    assert (sets is not None) is bool(open_findings(session))
    schema.assertValid(project)


def test_a_codebook_that_says_it_was_not_looked_at_gives_the_same_themes(make):
    read = read_codebook(make(unlooked(), "qdc").read_bytes())
    names = [one.name for one in read_codebook(make(meeting(), "qdc").read_bytes()).themes]
    assert [one.name for one in read.themes][1:] == names[1:]
    assert "De Vries" not in str(read)


def test_every_word_stands_where_the_project_says(make):
    session = hard()
    project = Project(make(session, "qdpx"))
    told = {one.number: one for one in told_by(session, NL).statements}
    assert project.coded.keys() == told.keys()
    words = {one.statement: project.coded[one.number][0] for one in told.values()}
    for number, expected in WORDS.items():
        assert words[number] == expected.replace("e\u0301", "é")
    assert words[15] == "Veertien kantjes. Het besluit stond op bladzijde negen."


def test_a_statement_has_its_themes_its_sign_and_what_it_is_as_codes(make):
    session = meeting()
    project = Project(make(session, "qdpx"))
    number = next(s.number for s in told_by(session, NL).statements if s.statement == 6)
    assert project.coded[number][1] == {
        "wachttijd",
        "bejegening",
        "Teken: gaat goed",
        "Soort: citaat",
        "Soort: kernuitspraak",
    }


def test_an_action_leads_to_the_statements_that_it_rests_on(make):
    project = Project(make(meeting(), "qdpx"))
    notes = {one.get("guid"): one.get("name") for one in project.root.iter(f"{P}Note")}
    places = {
        one.get("guid"): one.get("name") for one in project.root.iter(f"{P}PlainTextSelection")
    }
    links = [
        (notes[link.get("originGUID")], places[link.get("targetGUID")])
        for link in project.root.iter(f"{P}Link")
    ]
    assert ("actie 4", "3.2") in links
    note = next(guid for guid, name in notes.items() if name == "actie 4")
    assert "Uitzoeken of het besluit op twee kantjes past" in project.texts[f"sources/{note}.txt"]


def test_nothing_in_it_says_who_spoke_or_when(make):
    session = meeting()
    project = Project(make(session, "qdpx"))
    text = project.raw.decode()
    assert session.info.id not in text
    assert re.search(r"(?<![\w-])[DT]\d{1,2}(?![\w-])", text) is None
    days = set(re.findall(r'DateTime="([^"]+)"', text))
    assert days == {"2026-10-14T12:00:00Z"}


def test_the_same_meeting_gives_the_same_file(make):
    assert make(meeting(), "qdpx").read_bytes() == make(meeting(), "qdpx").read_bytes()


def test_names_that_are_alike_stand_apart(make):
    session = put(
        meeting(),
        Theme(number=7, name="Wachttijd"),
        Theme(number=8, name="Soort: citaat"),
        Theme(number=9, name="balie", group="Loket"),
        Theme(number=10, name="telefoon", group="loket"),
    )
    project = Project(make(session, "qdpx"))
    codable = [code for code in project.root.iter(f"{P}Code") if code.get("isCodable") == "true"]
    names = [code.get("name").casefold() for code in codable]
    assert len(names) == len(set(names)) == 6 + 4 + 6
    (heading,) = [code for code in project.root.iter(f"{P}Code") if code.get("name") == "Loket"]
    assert heading.get("isCodable") == "false"
    assert [code.get("name") for code in heading] == ["balie", "telefoon"]


def test_nothing_is_left_in_it_of_who_withdrew(make):
    session = Withdraw(participant=5).apply(meeting(), meeting().info.created)
    assert b"Elf weken" in Project(make(meeting(), "qdpx")).raw
    assert b"Elf weken" not in Project(make(session, "qdpx")).raw
