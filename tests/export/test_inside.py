"""Consent to be quoted outside: what is made says when it is not for outside the organisation."""

import re

import msgspec
import pytest

from export.outside import LINE, SAID, agreed, everybody, made
from export.reported import START, meeting
from spiegel.domain.capture.editing import Paraphrase
from spiegel.domain.consent.audience import for_outside, keeps_inside, kept_inside
from spiegel.domain.report.report import report_on
from spiegel.domain.session.personas import Persona, PersonaField, PersonaState, Sentence
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Statement, Theme
from spiegel.i18n import translations
from spiegel.screens.report.view import obstacles

NL, EN = translations("nl"), translations("en")
PERSONAS = ("persona-cards", "persona-cards-html", "persona-booklet", "persona-check")
QUOTING = ("report", "markdown", "html", "actions-by-owner", "csv", "json", "qdpx")


@pytest.mark.parametrize("kind", QUOTING)
def test_what_quotes_somebody_who_did_not_agree_to_it_outside_says_that_it_is_for_inside(
    kind, tmp_path
):
    assert LINE in made(meeting(), kind, tmp_path)
    assert LINE not in made(everybody(meeting()), kind, tmp_path)


def test_page_one_of_the_report_says_so_beside_the_day_and_the_place():
    assert "voor binnen de organisatie" in report_on(meeting(), NL).front.facts
    assert "voor binnen de organisatie" not in report_on(everybody(meeting()), NL).front.facts


def test_it_says_so_in_english_too(tmp_path):
    assert "not every quotation may go outside." in made(meeting(), "markdown", tmp_path, EN)


def test_f7_says_which_themes_participants_would_not_read_of_at_home():
    alone = put(
        everybody(meeting()),
        Theme(number=90, name="vervoer"),
        Statement(
            number=900,
            at=START,
            words="De bus reed niet.",
            speakers=("D5",),
            themes=(90,),
            verbatim=True,
        ),
    )
    quiet = agreed(alone, 5, value=None)
    said = "1 thema staat in niets wat deelnemers thuis lezen"
    assert not [one for one in obstacles(alone) if said in one.words]
    assert [one.key for one in obstacles(quiet) if said in one.words] == ["F6"]
    summed = Paraphrase(number=900, words="Een deelnemer vertelt dat er geen bus was.")
    assert not [one for one in obstacles(summed.apply(quiet, START)) if said in one.words]


def test_one_no_among_many_is_enough_and_not_asked_is_no(tmp_path):
    for value in (False, None):
        session = agreed(everybody(meeting()), 5, value=value)
        assert kept_inside(session)
        assert keeps_inside(session)
        assert LINE in made(session, "markdown", tmp_path)


def test_who_is_only_summarised_or_not_quoted_at_all_makes_nothing_for_inside(tmp_path):
    session = agreed(everybody(meeting()), 5, 9, value=False)
    for said in session.statements.values():
        if "D5" in said.speakers:
            change = Paraphrase(number=said.number, words="Iemand wachtte lang.")
            session = change.apply(session, START)
    assert not kept_inside(session)
    assert not keeps_inside(session)
    assert LINE not in made(session, "markdown", tmp_path)


@pytest.mark.parametrize("kind", ["client-edition", "thanks", "feedback-six-weeks"])
def test_what_participants_take_home_is_for_everybody_and_quotes_no_such_person(kind, tmp_path):
    words = made(meeting(), kind, tmp_path)
    assert LINE not in words
    assert "badkamer" not in words


def test_an_action_plan_says_so_only_where_an_action_has_those_words(tmp_path):
    session = everybody(meeting())
    action = next(iter(session.actions.values()))
    quoting = put(session, msgspec.structs.replace(action, reason=f"want: “{SAID}”"))
    assert LINE not in made(agreed(session, 5, value=False), "action-plan", tmp_path)
    assert LINE not in made(quoting, "action-plan", tmp_path)
    assert LINE in made(agreed(quoting, 5, value=False), "action-plan", tmp_path)


@pytest.mark.parametrize("kind", PERSONAS)
def test_no_document_of_personas_quotes_who_did_not_agree_to_it_outside_for_it_is_handed_on(
    kind, tmp_path
):
    session = put(
        everybody(meeting()),
        Persona(number=1, name="Bea", state=PersonaState.AGREED),
        Statement(number=900, at=START, words=SAID, speakers=("D5", "D6"), verbatim=True),
    )
    sentence = Sentence(
        number=1,
        persona=1,
        field=next(iter(PersonaField)),
        words="Ik wacht al lang op een brief.",
        statements=(900,),
    )
    plain = put(session, sentence)
    quoting = put(session, msgspec.structs.replace(sentence, words=SAID))
    assert SAID in made(quoting, kind, tmp_path)
    for value in (False, None):
        words = made(agreed(quoting, 5, value=value), kind, tmp_path)
        assert "badkamer" not in words
        assert LINE not in words
    assert "Ik wacht al lang op een brief." in made(agreed(plain, 5, value=False), kind, tmp_path)


def test_f7_says_why_and_no_longer_when_all_agreed():
    def told(session):
        return [one.words for one in obstacles(session) if "naar buiten" in one.words]

    assert len(told(meeting())) == 1
    assert not re.search(r"\d", told(meeting())[0])
    assert told(everybody(meeting())) == []


def test_when_all_agreed_the_meeting_is_the_same_for_everybody():
    session = everybody(meeting())
    assert list(for_outside(session).participants.values()) == list(session.participants.values())
