"""The report says which elements of self-direction were heard, and which actions serve them."""

import json
import zipfile

import msgspec
import pytest
from meetings import at

from export.reported import meeting
from spiegel.cli.sessions import as_text
from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.capture.elements import TagElement
from spiegel.domain.report.report import report_on
from spiegel.domain.session.elements import Element
from spiegel.domain.session.session import Session, drop, put
from spiegel.export import export
from spiegel.i18n import translations

NL = translations("nl")


def tagged(session: Session, element: Element, *numbers: int) -> Session:
    return TagElement(numbers=numbers, element=element).apply(session, at(1))


def rows(session: Session):
    return report_on(session, NL).self_direction.tables[0].rows


@pytest.fixture
def looked_at() -> Session:
    """Two elements were heard; action 1 rests on statements about one of them."""
    session = meeting()
    behind = session.actions[1].statements
    session = tagged(session, Element.OWNERSHIP, *behind)
    return tagged(session, Element.CONTACTS, 26, 28)


def test_each_element_says_from_how_many_people_and_which_actions_serve_it(looked_at):
    assert report_on(meeting(), NL).self_direction is None
    ownership, strength, motivation, contacts = rows(looked_at)
    assert ownership[0] == "zelf bepalen (eigenaarschap)"
    assert " deelnemers (" in ownership[1]
    assert "actie\u00a01" in ownership[2]
    assert strength == ("wat zij zelf kunnen (eigen kracht)", "niet gehoord", "–")
    assert motivation[1] == "niet gehoord"
    assert contacts[1].startswith("2 deelnemers (")
    report = report_on(looked_at, NL)
    assert "als die rust op zo'n uitspraak" in report.self_direction.intro
    assert "Zelfregie" in [line.link.words for line in report.contents]


def test_an_action_that_gives_no_more_say_serves_no_element(looked_at):
    session = EditAction(number=1, fields={"more_say": False}).apply(looked_at, at(2))
    assert "actie\u00a01" not in rows(session)[0][2]
    assert "Van 1 actie zeiden" in report_on(session, NL).self_direction.intro


def test_where_few_took_part_nothing_is_counted(looked_at):
    few = drop(looked_at, "participants", (1, 2, 3, 7, 9))
    assert "niets geteld" in report_on(few, NL).self_direction.intro
    assert all("deelnemer" not in row[1] for row in rows(few))


def test_what_nobody_agreed_to_is_not_heard():
    session = meeting()
    said = session.statements[26]
    (speaker,) = said.speakers
    session = tagged(session, Element.STRENGTH, 26)
    person = session.participant(speaker)
    consent = msgspec.structs.replace(person.consent, take_part=False)
    session = put(session, msgspec.structs.replace(person, consent=consent))
    assert report_on(session, NL).self_direction is None


@pytest.mark.parametrize("kind", ["report", "markdown", "html"])
def test_it_stands_in_each_report_with_what_the_action_does_for_the_client(
    looked_at, tmp_path, kind
):
    fields = {"more_say": True, "more_say_why": "wie wacht, kiest het tijdstip"}
    session = EditAction(number=1, fields=fields).apply(looked_at, at(2))
    path = export(session, kind, tmp_path, translations=NL)
    if kind == "report":
        text = zipfile.ZipFile(path).read("word/document.xml").decode()
    else:
        text = path.read_text(encoding="utf-8")
    for words in ("eigenaarschap", "niet gehoord", "meer regie", "wie wacht, kiest het tijdstip"):
        assert words in text


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_it_leads_to_the_actions_that_give_more_say_and_to_those_that_do_not(
    looked_at, tmp_path, kind
):
    yes = EditAction(number=1, fields={"more_say": True}).apply(looked_at, at(2))
    for session, led in ((yes, "Meer regie, verwachten de professionals:"), (looked_at, "")):
        chapter = report_on(session, NL).self_direction
        assert [words for words, _links in chapter.leading] == ([led] if led else [])
    (link,) = report_on(yes, NL).self_direction.leading[0][1]
    assert (link.words, link.anchor) == ("actie\xa01", "actie_1")
    text = export(yes, kind, tmp_path, translations=NL).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "verwachten de professionals:" in line)
    assert "#actie_1" in line
    no = EditAction(number=1, fields={"more_say": False}).apply(looked_at, at(2))
    assert (
        report_on(no, NL).self_direction.leading[0][0] == "Evenveel regie als nu, verwachten zij:"
    )


def test_other_programs_get_the_elements_of_each_statement(looked_at, tmp_path):
    found = json.loads(export(looked_at, "json", tmp_path, translations=NL).read_text("utf-8"))
    assert sum(one["elements"] == ["contacts"] for one in found["statements"]) == 2
    cells = export(looked_at, "csv", tmp_path, translations=NL).read_text("utf-8-sig")
    assert "Zelfregie" in cells.splitlines()[0]
    assert "contacten" in cells
    project = export(looked_at, "qdpx", tmp_path, translations=NL)
    text = zipfile.ZipFile(project).read("project.qde").decode()
    assert "Zelfregie: contacten" in text
    assert "Zelfregie: motivatie" not in text


def test_show_says_at_its_end_what_was_heard_as_notes(looked_at):
    lines = as_text(looked_at)
    assert any(
        line.startswith("// wie naast hen staat (contacten): 2 deelnemers (") for line in lines
    )
    assert not any("eigenaarschap" in line for line in as_text(meeting()))


def test_the_sentence_at_an_action_repeats_nobody_who_may_not_be_quoted(looked_at, tmp_path):
    kept_in = "Twaalf maandagen heb ik aan die telefoon gezeten met koude koffie."
    assert any(kept_in in said.words for said in looked_at.statements.values())
    fields = {"more_say": True, "more_say_why": f"want: {kept_in}"}
    session = EditAction(number=1, fields=fields).apply(looked_at, at(2))
    text = export(session, "markdown", tmp_path, translations=NL).read_text("utf-8")
    assert "Geeft de cliënt meer regie: want:" in text
    assert "koude koffie" not in text
