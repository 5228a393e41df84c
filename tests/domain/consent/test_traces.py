"""The gate before words leave the house: what looks like a person waits, and what is answered."""

import msgspec
import pytest
from traced import said, with_words

from export.reported import START, meeting
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.gate import Reason, Shown, Withheld, shown, told
from spiegel.domain.consent.verdicts import Decide, Finding, decided, like, open_findings
from spiegel.domain.report.report import report_on
from spiegel.domain.session.actions import Action
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.verdicts import Choice
from spiegel.i18n import translations

NL = translations("nl")
WORDS = "Toen belde mevrouw De Vries mij op 06-12345678."


def finding(session: Session, words: str) -> Finding:
    return next(one for one in open_findings(session) if one.words == words)


def decide(session: Session, found: str, choice: Choice, **how: str | bool) -> Session:
    return Decide(finding=finding(session, found), choice=choice, **how).apply(session, START)


def test_what_looks_like_a_person_is_in_no_document_until_somebody_decided():
    session = with_words(WORDS)
    assert shown(session, session.statements[100], NL) == Withheld(Reason.RECOGNISABLE)
    session = decide(session, "mevrouw De Vries", Choice.GENERAL)
    assert said(session) == "(recognisable)"
    session = decide(session, "06-12345678", Choice.GENERAL)
    assert said(session) == "Toen belde [naam] mij op [telefoonnummer]."


def test_it_is_said_by_code_in_own_words_or_stays_for_a_reason():
    session = with_words(WORDS, "mijn moeder is 83 jaar")
    session = decide(session, "mevrouw De Vries", Choice.CODE, words="T1")
    session = decide(session, "06-12345678", Choice.KEEP, reason="staat op de site")
    session = decide(session, "83 jaar", Choice.OWN, words="op leeftijd")
    assert said(session) == "Toen belde [teamleider Noord] mij op 06-12345678."
    assert said(session, 101) == "mijn moeder is [op leeftijd]"


@pytest.mark.parametrize("choice", [Choice.OWN, Choice.CODE, Choice.KEEP])
def test_without_words_or_a_reason_nothing_is_decided(choice):
    session = with_words(WORDS)
    with pytest.raises(ValueError, match=str(choice)):
        decide(session, "06-12345678", choice, words=" ", reason=" ")


def test_the_same_answer_goes_wherever_the_same_words_stand():
    session = with_words("Toen belde Anja.", "ANJA KWAM", "anja zei niets")
    session = decide(session, "Anja", Choice.OWN, words="iemand van het loket")
    assert len(open_findings(session)) == 2
    session = like(session, open_findings(session)[0]).apply(session, START)
    assert not open_findings(session)
    assert said(session, 102) == "[Iemand van het loket] zei niets"


def test_other_words_around_it_are_looked_at_again():
    session = decide(with_words(WORDS), "mevrouw De Vries", Choice.KEEP, reason="mag")
    changed = msgspec.structs.replace(session.statements[100], words="mevrouw De Vries hielp")
    assert finding(put(session, changed), "mevrouw De Vries")


def test_an_action_stands_there_in_general_words_for_it_is_none_without():
    session = put(meeting(), Action(number=9, at=START, words="Anja belt 06-12345678"))
    ruling = told(session, session.actions[9].words, NL)
    assert ruling == Shown("[Naam] belt [telefoonnummer]")
    assert {one.place.table for one in open_findings(session)} == {"actions"}


def test_who_sees_to_an_action_is_named_but_not_in_what_clients_said():
    session = put(
        with_words("zonnevanck luisterde niet"),
        Action(number=9, at=START, words="bellen", owner="mevrouw Zonnevanck"),
    )
    assert finding(session, "zonnevanck")
    tables = report_on(session, NL).actions.tables
    assert "mevrouw Zonnevanck" in [row.owner for table in tables for row in table.rows]


def test_where_the_meeting_is_held_gives_nobody_away():
    there = with_words("in Ruurlo is geen loket")
    assert finding(there, "Ruurlo")
    info = msgspec.structs.replace(there.info, place="Kulturhus Ruurlo")
    assert not open_findings(msgspec.structs.replace(there, info=info))


def test_the_report_says_what_was_replaced_and_what_was_not_looked_at():
    session = with_words(WORDS, "mijn moeder is 83 jaar")
    session = decide(session, "mevrouw De Vries", Choice.GENERAL)
    session = decide(session, "06-12345678", Choice.KEEP, reason="mag")
    notes = " ".join(report_on(session, NL).how.notes)
    assert "voordat 1 plek was nagekeken" in notes
    assert "Vervangen, zodat iemand minder makkelijk te herkennen is: naam (1)." in notes
    assert "1 plek waaraan" in notes
    assert decided(session) == ({"name": 1}, 1)


def test_a_withdrawal_takes_what_was_decided_about_those_words():
    session = with_words("Toen belde Anja.", who="D3")
    session = put(session, Statement(number=110, at=START, words="Anja kwam", speakers=("D1",)))
    session = decide(session, "Anja", Choice.OWN, words="iemand van het loket", everywhere=True)
    assert not open_findings(session)
    after = Withdraw(participant=3).apply(session, START)
    assert not after.verdicts
    assert finding(after, "Anja")


def test_a_withdrawal_takes_an_answer_that_names_the_one_who_withdrew():
    session = decide(with_words("Toen belde Anja."), "Anja", Choice.CODE, words="D3")
    assert not Withdraw(participant=3).apply(session, START).verdicts
    assert Withdraw(participant=5).apply(session, START).verdicts


def test_no_found_word_is_in_what_is_kept_of_an_answer():
    session = decide(with_words(WORDS), "06-12345678", Choice.GENERAL)
    kept = msgspec.json.encode(list(session.verdicts.values())).decode()
    assert "1234" not in kept
    assert "Vries" not in kept
