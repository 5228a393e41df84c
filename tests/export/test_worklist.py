"""The working list: everything with codes and times, for the moderator alone."""

import itertools
import re
import time

import msgspec
import pytest

from domain.besides import clients
from export.printed import W, bookmarks, links, paragraphs, part, text, words_of
from export.reported import START, meeting
from spiegel.domain.consent.gate import Reason, Withheld
from spiegel.domain.session.people import Consent, Participant
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.export.worklist import said
from spiegel.i18n import translations


def test_it_says_on_every_page_that_it_is_private(worklist):
    assert paragraphs(worklist)[3][1].startswith("Privé.")
    assert words_of(part(worklist, "word/footer1.xml")).startswith("PRIVÉ, alleen voor")


def test_it_holds_every_statement_with_code_time_and_place_in_the_report(worklist):
    lines = text(worklist).split("\n")
    for statement in meeting().statements.values():
        quoted = f"“{statement.words}”" if statement.verbatim else statement.words
        at = lines.index(quoted)
        number, time, who = lines[at - 3 : at]
        assert number == str(statement.number)
        assert time.count(":") == 2
        assert who in (", ".join(statement.speakers), "allen")
    first = lines.index("“Elf weken. In week acht ben ik in de badkamer onderuitgegaan.”")
    assert "2.6" in lines[first : first + 6]


def test_it_says_why_something_is_held_back(worklist):
    content = text(worklist)
    t = translations("nl")
    for reason in (Reason.NO_QUOTATION, Reason.TRACEABLE):
        assert Withheld(reason).explain(t) in content


def test_it_holds_what_no_other_document_does(worklist):
    content = text(worklist)
    for private in (
        "regiotaxi, D2",
        "D6 even opzoeken",
        "kennismaking liep uit",
        "maar had u dan niet kunnen bellen",
        "niet gesteld",
        "teamleider Noord",
        "Er staat geen datum. Wanneer is het klaar?",
        "Hoe kwam u bij het wijkteam terecht?",
    ):
        assert private in content, private


def test_the_times_are_those_of_the_place_where_it_is_made(make, monkeypatch):
    monkeypatch.setenv("TZ", "UTC-2")
    time.tzset()
    first = text(make(meeting(), "worklist"))
    monkeypatch.setenv("TZ", "UTC+5")
    time.tzset()
    second = text(make(meeting(), "worklist"))
    monkeypatch.undo()
    time.tzset()
    assert first != second


@pytest.mark.slow
@pytest.mark.reckons
def test_words_of_who_withdrew_or_refused_are_not_even_here(make):
    session = meeting()
    about = Remark(
        number=9, at=START, words="ging over het bad", kind=RemarkKind.NOTE, people=("D5",)
    )
    for person in (
        Participant(number=5, withdrawn=True),
        Participant(number=5, consent=Consent(take_part=False)),
    ):
        content = text(make(put(session, about, person), "worklist"))
        assert "douchestoel" not in content
        assert "ging over het bad" not in content
        assert "weggelaten" in content


def test_a_summary_stands_beside_the_quotation(make):
    session = meeting()
    summarised = msgspec.structs.replace(session.statements[5], paraphrase="belde wekenlang")
    lines = text(make(put(session, summarised), "worklist")).split("\n")
    at = lines.index("Samengevat: belde wekenlang")
    assert lines[at - 1].startswith("“Twaalf maandagen")


def test_its_chapters_are_in_the_contents_and_no_heading_skips_a_level(worklist):
    found = paragraphs(worklist)
    levels = [(int(s[-1]), words) for s, words in found if s.startswith("Heading")]
    assert levels[0] == (1, "Inhoud")
    numbers = [level for level, _ in levels]
    assert all(after <= before + 1 for before, after in itertools.pairwise(numbers))
    entries = [words.rstrip("\t") for s, words in found if s.startswith("TOC")]
    assert set(entries) == {words for _, words in levels[1:] if words != "Toehoorders"}
    assert {anchor for anchor, _ in links(worklist)} <= set(bookmarks(worklist))
    assert not part(worklist).findall(f".//{W}pageBreakBefore")


def test_of_answers_it_has_counts_and_no_word_and_it_has_no_empty_chapter():
    session = msgspec.structs.replace(clients(), participants={}, listeners={})
    words = re.sub("<[^>]*>", "|", said(session, translations("nl")))
    rows = re.sub(r"\|+", "|", words)
    assert "6. Vraag 1?|6|0|6|6|" in rows
    assert not any(idea.words in words for idea in session.ideas.values())
    assert "Wie er waren" not in words
    assert "Wat er is gezegd, op volgorde" not in words
    assert "stap van de vraag|Antwoorden|" in rows


def test_it_names_the_group_that_has_only_a_number_in_the_report():
    session = clients()
    idea = next(idea for idea in session.ideas.values() if idea.cluster == 3)
    named = msgspec.structs.replace(session.clusters[3], name=idea.words)
    session = put(session, named, msgspec.structs.replace(idea, traceable=True))
    words = re.sub("<[^>]*>", "", said(session, translations("nl")))
    assert "Het groepje “kortere wachttijd 0” staat alleen met zijn nummer in het verslag" in words


def test_what_was_explained_about_an_outcome_stands_with_the_number_of_its_question():
    explained = Remark(
        number=1, at=START, words="zondag duurt lang", kind=RemarkKind.EXPLAINED, question=12
    )
    words = re.sub("<[^>]*>", "|", said(put(clients(), explained), translations("nl")))
    rows = re.sub(r"\|+", "|", words)
    assert re.search(r"\|6\|zondag duurt lang\|", rows)
    assert "|Tijd|Vraag|Wie|Woorden|" in rows
