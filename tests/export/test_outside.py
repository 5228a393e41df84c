"""The report for outside the organisation: quoted is who agreed to that, and nobody else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.anyconsent import ANSWERS, SOME, literal, runs, sessions
from export.outside import LINE, SAID, agreed, everybody, made
from export.printed import all_of, part, words_of
from export.reported import meeting
from spiegel.domain.capture.editing import Paraphrase
from spiegel.domain.consent.consent import SetConsent
from spiegel.domain.consent.gate import consents
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.people import Consent, Participant
from spiegel.domain.session.session import put
from spiegel.export import export
from spiegel.i18n import translations

NL, EN = translations("nl"), translations("en")
OUTSIDE = [
    key for key, kind in KINDS.items() if kind.outside and not (kind.of or kind.needs or kind.paper)
]
"""The report; of what participants take home and of personas `test_inside.py` tells."""
OTHER = "Bij mij was het binnen twee weken rond."


@pytest.mark.parametrize("kind", OUTSIDE)
def test_who_said_no_to_outside_is_quoted_in_no_form_of_it_and_who_said_yes_is(kind, tmp_path):
    session = agreed(everybody(meeting()), 5, value=False)
    words = made(session, kind, tmp_path)
    assert "badkamer" not in words
    assert OTHER in words
    assert LINE not in words
    inside = made(session, kind.removesuffix("-outside"), tmp_path)
    assert SAID in inside
    assert LINE in inside


@pytest.mark.parametrize("kind", OUTSIDE)
def test_who_was_not_asked_about_outside_is_not_quoted_there(kind, tmp_path):
    session = agreed(everybody(meeting()), 5, value=None)
    assert "badkamer" not in made(session, kind, tmp_path)


def test_a_summary_stands_in_place_of_the_words_as_in_any_report(tmp_path):
    session = agreed(everybody(meeting()), 5, value=False)
    said_first = next(s for s in session.statements.values() if s.words == SAID)
    words = "Iemand wachtte elf weken en viel intussen."
    session = Paraphrase(number=said_first.number, words=words).apply(session, said_first.at)
    assert words in made(session, "markdown-outside", tmp_path)


def test_consent_for_outside_alone_quotes_nobody(tmp_path):
    session = everybody(meeting())
    session = SetConsent(purpose="verbatim", value=False, participants=(5,)).apply(
        session, next(iter(session.statements.values())).at
    )
    assert "badkamer" not in made(session, "markdown-outside", tmp_path)


def test_of_a_meeting_in_which_all_agreed_it_is_the_same_report_but_for_whom_it_is(tmp_path):
    session = everybody(meeting())
    both = [
        export(session, kind, tmp_path, translations=NL)
        for kind in ("markdown", "markdown-outside")
    ]
    inside, outside = (path.read_text("utf-8").splitlines() for path in both)
    assert [line for line in outside if "buiten de organisatie" not in line] == [
        line for line in inside if not line.startswith("14 oktober")
    ]


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize("all_agreed", [True, False])
def test_who_holds_it_reads_that_it_is_for_outside(kind, all_agreed, tmp_path):
    session = everybody(meeting())
    if not all_agreed:
        session = agreed(session, 5, value=False)
    words = made(session, kind, tmp_path)
    assert "voor buiten de organisatie" in words
    assert "hier is alleen geciteerd wie dat goedvond" in words
    assert "voor binnen de organisatie" not in words


def test_each_page_of_it_in_word_says_under_its_words_that_it_is_for_outside(tmp_path):
    path = export(everybody(meeting()), "report-outside", tmp_path, translations=NL)
    footer = words_of(part(path, "word/footer1.xml"))
    assert footer.startswith("Verslag spiegelgesprek, voor buiten de organisatie: ")


def test_its_name_says_what_it_is_in_both_languages(tmp_path):
    path = export(meeting(), "report-outside", tmp_path, translations=NL)
    assert path.name.endswith(" - verslag voor buiten.docx")
    path = export(meeting(), "report-outside", tmp_path, translations=EN)
    assert path.name.endswith(" - report for outside.docx")


@st.composite
def quotable(draw):
    """A session in which nearly all may be quoted inside, and outside whoever agreed to it."""
    session = draw(sessions())
    people = []
    for person in session.participants.values():
        consent = Consent(take_part=True, verbatim=True, outside=draw(ANSWERS))
        other = Participant(number=person.number, present=True, consent=consent)
        people.append(draw(st.sampled_from([other, other, other, person])))
    return put(session, *people)


@pytest.mark.slow
@pytest.mark.reckons
@settings(SOME, max_examples=60)
@given(quotable())
def test_whatever_was_said_and_agreed_to_nobody_is_quoted_outside_without_a_yes(
    tmp_path_factory, session
):
    folder = tmp_path_factory.mktemp("buiten")
    documents = [all_of(export(session, kind, folder, translations=NL)) for kind in OUTSIDE]
    for statement in session.statements.values():
        quoted = statement.verbatim or re.search("[“']", statement.words)
        both = consents(session, statement) and consents(session, statement, "outside")
        if quoted and not both:
            for document in documents:
                assert not [run for run in runs(literal(statement.number)) if run in document]
