"""An action touches personas: kept by number, told on their cards, gone with a persona."""

import pytest

from export.personas import after, agreed, personas
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.personas.making import RemovePersona, SetState
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.persona_cards import cards_of
from spiegel.domain.report.report import report_on
from spiegel.domain.report.standing import ingredients
from spiegel.domain.session.actions import ActionKind, ActionStatus
from spiegel.domain.session.personas import PersonaState
from spiegel.i18n import translations
from spiegel.store.journal.references import dangling

NL = translations("nl")
BUS = "de bus stopt voor het plein"


def touching(*numbers, words=BUS, kind=ActionKind.DO, **fields):
    return agreed(
        personas(),
        AddAction(words=words, kind=kind),
        EditAction(number=1, fields={"touches": numbers, **fields}),
    )


def on_cards(session, *, for_makers=False):
    return [card.actions for card in cards_of(session, NL, for_makers=for_makers).cards]


def test_only_personas_that_are_there_are_touched_and_undo_has_a_name_for_it():
    assert touching(2, 9, 2).actions[1].touches == (2,)
    named = EditAction(number=1, fields={"touches": (1,)}).name(NL)
    assert named == "persona's die actie 1 raakt"


def test_an_action_stands_on_the_cards_of_those_it_touches_and_not_on_the_sheet_of_makers():
    assert on_cards(touching(2)) == [(), (f"{BUS[0].upper()}{BUS[1:]}.",)]
    assert on_cards(touching(1, 2), for_makers=True) == [(), ()]


def test_what_is_declined_or_stopped_is_on_no_card():
    assert on_cards(touching(1, kind=ActionKind.DECLINE)) == [(), ()]
    assert on_cards(touching(1, status=ActionStatus.STOPPED)) == [(), ()]


def test_what_the_gate_withholds_or_cuts_is_on_no_card():
    coded = touching(1, words="doen zoals D6 zei: zeg waar ik sta")
    assert "D6" not in on_cards(coded)[0][0]
    spoken = touching(1, words="D6: zeg waar ik sta")
    assert on_cards(after(spoken, Withdraw(participant=6))) == [(), ()]
    named = touching(1, words="Jan de Vries belt met wie wacht")
    assert "Jan de Vries" not in on_cards(named)[0][0]


def test_the_report_says_with_the_action_whom_it_touches():
    (table,) = report_on(touching(1, 2), NL).actions.tables
    assert "Dit raakt de persona's Toos en Karim." in table.rows[0].became
    (table,) = report_on(touching(2), NL).actions.tables
    assert "Dit raakt de persona Karim." in table.rows[0].became
    (table,) = report_on(touching(), NL).actions.tables
    assert not table.rows[0].became


@pytest.mark.parametrize("state", [PersonaState.DRAFT, PersonaState.BACK])
def test_the_report_names_no_persona_that_the_makers_have_not_agreed_to_yet(state):
    session = after(touching(1, 2), SetState(number=2, state=state))
    (table,) = report_on(session, NL).actions.tables
    assert (
        "Dit raakt de persona Toos. Dit raakt 1 persona waar de makers het nog niet mee eens zijn."
        in table.rows[0].became
    )
    assert "Karim" not in str(report_on(session, NL))
    again = after(session, SetState(number=2, state=PersonaState.AGAIN))
    (table,) = report_on(again, NL).actions.tables
    assert "Dit raakt de persona's Toos en Karim." in table.rows[0].became


def test_a_persona_that_goes_is_touched_by_nothing():
    session = after(touching(1, 2), RemovePersona(number=1))
    assert session.actions[1].touches == (2,)
    assert not list(dangling(session))


def test_a_card_is_known_to_hold_the_actions_that_touch_a_persona_and_no_others():
    session = after(touching(1), AddAction(words="iets heel anders"))
    assert ingredients(session, KINDS["persona-cards"]).told["actions"] == (1,)
    assert "actions" not in ingredients(session, KINDS["persona-check"]).told
