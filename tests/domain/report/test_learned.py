"""The report says what the listeners wanted to know, and with which question that was asked."""

import zipfile

import pytest
from meetings import at

from export.reported import meeting
from spiegel.domain.preparation.learning import AddLearningQuestion, Serve
from spiegel.domain.report.report import report_on
from spiegel.domain.running.running import question_states
from spiegel.domain.session.session import Session
from spiegel.export import export
from spiegel.i18n import translations

NL = translations("nl")


@pytest.fixture
def wanted() -> Session:
    """Two listeners want to know the same, one something else that nobody asked."""
    session = meeting()
    for words, listener in (("hoe lang wacht men", 1), ("Hoe lang wacht men", 2), ("taxi", 3)):
        session = AddLearningQuestion(words=words, listener=listener).apply(session, at(0))
    return session


def rows(session: Session):
    chapter = report_on(session, NL).learning
    return chapter.tables[0].rows


def test_each_learning_question_stands_once_with_its_question(wanted):
    put = next(n for n, state in question_states(wanted).items() if state.begun)
    served = Serve(question=put, learning=(1, 2)).apply(wanted, at(1))
    assert rows(served) == (
        ("hoe lang wacht men", served.questions[put].words),
        ("taxi", "geen vraag ging hierover"),
    )
    report = report_on(served, NL)
    assert report.learning.heading in [line.link.words for line in report.contents]
    assert report_on(meeting(), NL).learning is None


def test_two_questions_that_serve_the_same_are_read_as_two_sentences(wanted):
    first, second = [n for n, state in question_states(wanted).items() if state.begun][:2]
    for number in (first, second):
        wanted = Serve(question=number, learning=(1,)).apply(wanted, at(1))
    words = rows(wanted)[0][1]
    assert ";" not in words
    assert words.split("? ")[1] == wanted.questions[second].words


def test_a_question_that_was_not_put_says_so(wanted):
    left = next((n for n, s in question_states(wanted).items() if not (s.begun or s.covered)), None)
    assert left is not None
    served = Serve(question=left, learning=(3,)).apply(wanted, at(1))
    assert rows(served)[1][1].endswith("(niet gesteld)")


@pytest.mark.parametrize("kind", ["report", "markdown"])
def test_it_stands_in_word_and_in_markdown_once(wanted, tmp_path, kind):
    path = export(wanted, kind, tmp_path, translations=NL)
    if kind == "markdown":
        text = path.read_text(encoding="utf-8")
        assert "## " in text
        assert "### Wat de toehoorders wilden weten" not in text
    else:
        text = zipfile.ZipFile(path).read("word/document.xml").decode()
    for words in ("Wat de toehoorders wilden weten", "geen vraag ging hierover", "taxi"):
        assert words in text
    for code in ("T1", "T2", "T3"):
        assert f">{code}<" not in text
