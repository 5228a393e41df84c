"""What a plan changes for a persona, in the report: Word, Markdown and a web page."""

import html
import re

import pytest
from docx import Document

from export.personas import LITERAL, after, agreed, personas
from export.reported import noted
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.personas.making import SetState
from spiegel.domain.personas.testing import AnswerTest
from spiegel.domain.report.report import report_on
from spiegel.domain.report.standing import Standing, standing
from spiegel.domain.session.personas import PersonaField, PersonaState
from spiegel.export import export
from spiegel.i18n import translations

NL = translations("nl")
PLAN = "De buurtbus"
HALT = "De halte is te ver voor Toos."
KEYS = ("report", "markdown", "html")


def with_plan(*more):
    home = AnswerTest(persona=1, field=PersonaField.HOME, plan=PLAN, words=HALT)
    return agreed(personas(), home, *more)


def answer(words, field=PersonaField.DAYS, persona=1, plan=PLAN):
    return AnswerTest(persona=persona, field=field, plan=plan, words=words)


def words_of(session, kind, tmp_path):
    """All that stands in a document."""
    path = export(session, kind, tmp_path, translations=NL)
    if path.suffix != ".docx":
        return re.sub("<[^>]*>", "\n", path.read_text(encoding="utf-8"))
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


@pytest.mark.parametrize("kind", KEYS)
def test_a_report_tells_for_whom_a_plan_was_tested_and_what_it_changes(tmp_path, kind):
    found = words_of(with_plan(), kind, tmp_path)
    for said in ("Wat een plan verandert voor een persona", f"{PLAN}, voor Toos", "Wonen", HALT):
        assert said in found
    assert found.count("niet beantwoord") == len(PersonaField) - 1
    assert "voor Karim" not in found
    assert "Wat een plan verandert" not in words_of(personas(), kind, tmp_path)


@pytest.mark.parametrize("kind", KEYS)
def test_what_a_plan_changes_stands_beside_what_the_persona_says(tmp_path, kind):
    found = words_of(with_plan(), kind, tmp_path)
    assert "Wat de persona zegt" in found
    assert "Mijn zus belt elke zondag. Verder is het stil." in found
    assert "Dat zijn geen woorden van de makers." in found
    assert "Op zondag is het stil." not in found  # Karim, against whom nothing was tested
    again = after(with_plan(), SetState(number=1, state=PersonaState.AGAIN))
    looked_at = words_of(again, kind, tmp_path)
    assert "Mijn zus" not in looked_at
    assert "Wat de persona zegt" not in looked_at
    assert HALT in looked_at


def test_a_sentence_beside_a_plan_goes_with_who_withdraws_and_the_report_is_named():
    session = with_plan(answer("Niets.", PersonaField.NETWORK, persona=2))
    made = noted(session, "report")
    assert 11 in made.told["persona_sentences"]
    assert not noted(personas(), "report").told["persona_sentences"]
    gone = after(session, Withdraw(participant=1))
    (karim,) = (t for t in report_on(gone, NL).tested.tables if "Karim" in t.heading)
    assert "Op zondag is het stil." not in str(karim)
    assert standing(gone, made, spiegel="1", says=str) is Standing.FORBIDDEN


@pytest.mark.parametrize("kind", KEYS)
def test_no_code_no_name_and_nobodys_own_words_stand_there(tmp_path, kind):
    session = with_plan(
        answer(LITERAL),
        answer("D6 ziet Jan de Vries uit Apeldoorn dan niet meer.", PersonaField.NETWORK),
        answer("Niets.", persona=2, plan="Het plan van Jan de Vries"),
    )
    found = words_of(session, kind, tmp_path)
    assert LITERAL not in found
    assert "Jan de Vries" not in found
    assert not re.search(r"\bD\d\b", found)


def test_each_persona_and_plan_has_a_table_in_the_order_of_the_card():
    chapter = report_on(
        with_plan(answer("Niets.", persona=2), answer("Hij kan mee.", plan="Het loket")), NL
    ).tested
    assert [table.heading for table in chapter.tables] == [
        "De buurtbus, voor Toos",
        "Het loket, voor Toos",
        "De buurtbus, voor Karim",
    ]
    assert [len(table.rows) for table in chapter.tables] == [8, 8, 8]


@pytest.mark.parametrize("kind", KEYS)
def test_nobody_reads_what_a_plan_changes_for_a_persona_before_its_makers_agree(tmp_path, kind):
    assert "niet mee eens" not in report_on(with_plan(), NL).tested.intro
    for state in (PersonaState.DRAFT, PersonaState.BACK):
        drafted = after(
            with_plan(answer("De bus rijdt.", persona=2)), SetState(number=2, state=state)
        )
        found = words_of(drafted, kind, tmp_path)
        assert "Voor 1 persona staat het hier niet" in found
        assert "Karim" not in found
        assert "De bus rijdt." not in found
        assert HALT in found
        none = words_of(after(drafted, SetState(number=1, state=state)), kind, tmp_path)
        assert "Voor 2 persona's staat het hier niet" in html.unescape(none)
        assert HALT not in none


def test_the_report_says_at_which_persona_the_makers_look_again():
    again = SetState(number=2, state=PersonaState.AGAIN)
    chapter = report_on(after(with_plan(answer("Niets.", persona=2)), again), NL).tested
    assert chapter.intro.endswith("De makers kijken opnieuw naar: Karim.")
    assert len(chapter.tables) == 2
