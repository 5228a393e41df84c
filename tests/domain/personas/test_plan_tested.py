"""A plan is tested against a persona: what it changes in each field, kept as remarks."""

import pytest
from capturing import record, running
from meetings import START, after
from transcript import transcript

from spiegel.domain.capture.belonging import last_line
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.gate import Shown, Withheld
from spiegel.domain.consent.verdicts import findings
from spiegel.domain.personas.making import MakePersona, NamePersona, RemovePersona
from spiegel.domain.personas.telling import answer_told
from spiegel.domain.personas.testing import (
    AnswerTest,
    RenamePlan,
    answers,
    last_plan,
    plans,
    question,
)
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import ingredients
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.session import Refusal
from spiegel.domain.session.statements import RemarkKind
from spiegel.i18n import translations
from spiegel.store.memory import SessionMemory

NL = translations("nl")
HOME, DAYS = PersonaField.HOME, PersonaField.DAYS


def told(*lines):
    return after(record(running("cliëntronde", 1), *lines), MakePersona(title="Toos"))


def changes(words, field=HOME, plan="Buurtbus", persona=1):
    return AnswerTest(persona=persona, field=field, plan=plan, words=words)


def test_what_a_plan_changes_is_kept_by_field_and_said_again_in_other_words():
    session = after(
        told(),
        changes("Ze kan naar de markt.", DAYS),
        changes("  De halte is te ver. "),
        changes("De halte is om de hoek.", plan=" Buurtbus "),
    )
    found = answers(session, 1, "Buurtbus")
    assert {field: one.words for field, one in found.items()} == {
        HOME: "De halte is om de hoek.",
        DAYS: "Ze kan naar de markt.",
    }
    assert list(found) == [HOME, DAYS]
    assert {one.kind for one in found.values()} == {RemarkKind.TESTED}


def test_an_answer_without_words_is_none():
    session = after(told(), changes("Niets."), changes(" ", DAYS), changes(""))
    assert not session.remarks


def test_two_plans_are_tested_beside_each_other_and_one_gets_another_title():
    session = after(told(), changes("Te ver."), changes("Te laat.", plan="Loket"))
    assert plans(session) == ("Buurtbus", "Loket")
    assert last_plan(session) == "Loket"
    with pytest.raises(Refusal):
        after(session, RenamePlan(plan="Buurtbus", title="Loket"))
    session = after(session, RenamePlan(plan="Buurtbus", title="De belbus"))
    assert answers(session, 1, "De belbus")[HOME].words == "Te ver."
    assert plans(session) == ("De belbus", "Loket")


def test_each_field_has_a_question_of_its_own_with_the_name():
    asked = [question(field, "Toos", NL) for field in PersonaField]
    assert len(set(asked)) == len(PersonaField)
    assert all("Toos" in words for words in asked)
    assert sum(words.startswith("Wat verandert dit") for words in asked) == len(PersonaField) - 1
    assert "Houdt dit rekening met wat er met Toos gebeurde?" in asked  # nothing changes that
    assert "deze persona" in question(HOME, "", NL)


def test_what_a_plan_changes_goes_with_its_persona_and_comes_back_with_undo():
    memory = SessionMemory(after(told(), changes("Te ver.")), clock=lambda: START).open("scribe")
    memory.change(RemovePersona(number=1))
    assert not memory.session.remarks
    memory.undo()
    assert answers(memory.session, 1, "Buurtbus")[HOME].words == "Te ver."


def test_of_a_persona_that_is_gone_nothing_is_answered():
    with pytest.raises(Refusal):
        after(told(), changes("Te ver.", persona=2))


def test_a_withdrawal_takes_the_code_and_the_words_of_who_withdrew_out_of_it():
    session = after(
        told("D1: “acht weken zat ik zonder brief van de gemeente”"),
        changes("D1 kan weg.", plan="Plan van D1"),
        changes("acht weken zat ik zonder brief van de gemeente", DAYS),
        Withdraw(participant=1),
    )
    words = " ".join(f"{one.words} {one.plan}" for one in session.remarks.values())
    assert "D1" not in words
    assert "zonder brief" not in words
    assert "kan weg" in words


def test_a_report_may_show_it_but_not_what_looks_like_a_person():
    session = after(
        told(),
        changes("Voor Toos is de halte te ver."),
        changes("Jan de Vries uit Apeldoorn brengt haar.", DAYS),
    )
    home, days = answers(session, 1, "Buurtbus").values()
    assert answer_told(session, home) == Shown("Voor Toos is de halte te ver.")
    assert isinstance(answer_told(session, days), Withheld)
    assert {found.place.number for found in findings(session)} == {days.number}
    told_in = ingredients(session, KINDS["report"]).told["remarks"]
    assert told_in == (home.number,)


def test_the_name_of_another_persona_is_looked_at():
    session = after(told(), changes("Voor Toos is het te ver."))
    session = after(session, NamePersona(number=1, title="Piet"))
    assert isinstance(answer_told(session, session.remarks[1]), Withheld)


def test_it_is_no_line_of_the_scribe():
    session = told("D1: ik wacht al lang")
    before, last = list(transcript(session)), last_line(session)
    session = after(session, changes("Te ver."))
    assert (list(transcript(session)), last_line(session)) == (before, last)
