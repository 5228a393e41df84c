"""The running order as a file: Word by the house style, Markdown and plain text."""

from pathlib import Path

import docx
import pytest
from reported import meeting

from spiegel.domain import plan
from spiegel.domain.plan.writer import planned
from spiegel.domain.report.kinds import PLANS
from spiegel.domain.session.session import Session
from spiegel.export import export
from spiegel.i18n import translations
from spiegel.meeting.plan_file import read_plan


def written(session: Session, kind: str, folder: Path) -> Path:
    return export(session, kind, folder, translations=translations("nl"))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("kind", PLANS)
def test_an_exported_running_order_is_read_in_as_it_was(kind, tmp_path):
    session = meeting()
    found = read_plan(written(session, kind, tmp_path), session.agenda)
    assert found.explain(translations("nl")) == ()
    for phase in session.agenda:
        asked = found.plan.questions.get(phase.key, ())
        questions = session.questions_of(phase.number)
        assert [plan_line(q) for q in asked] == [plan_line(planned(q)) for q in questions]
        assert found.plan.minutes.get(phase.key, 0) == phase.minutes
        assert found.plan.rules.get(phase.key, ()) == phase.rules


def plan_line(question: plan.PlannedQuestion) -> tuple[object, ...]:
    return (question.words, question.minutes, question.prompts, question.optional, question.answer)


@pytest.mark.slow
@pytest.mark.reckons
def test_its_headings_and_numbers_are_those_of_word(tmp_path):
    document = docx.Document(written(meeting(), "plan", tmp_path))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[3] == "Cliëntronde (50 min)"
    numbered = [p for p in document.paragraphs if p.style.name == "Spiegel Asked"]
    assert numbered
    assert all(p._p.pPr.numPr is not None and not p.text[0].isdigit() for p in numbered)
