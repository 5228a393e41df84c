"""Actions that professionals decide on: what they rest on, and what may not be lost."""

import datetime

import pytest
from meetings import START, at, meeting

from spiegel.domain.actions.deciding import AddAction, EditAction, NoWords
from spiegel.domain.session.actions import ActionKind, Priority
from spiegel.domain.session.session import Refusal, Session, put
from spiegel.domain.session.statements import Statement, Theme
from spiegel.i18n import translations


@pytest.fixture
def told() -> Session:
    said = Statement(number=4, at=START, words="acht weken", speakers=("D1",))
    return put(meeting(), said, Theme(number=2, name="wachttijd"))


def test_an_action_rests_on_statements_that_are_there(told):
    change = AddAction(
        words=" Elke aanvrager wordt gebeld\r\n",
        statements=(4, 9, 4),
        themes=(2, 7),
        owner=" teamleider  Noord ",
        by=datetime.date(2026, 12, 15),
        priority=Priority.HIGH,
    )
    action = change.apply(told, at(5)).actions[1]
    assert action.words == "Elke aanvrager wordt gebeld"
    assert (action.statements, action.themes) == ((4,), (2,))
    assert action.owner == "teamleider Noord"
    assert action.priority is Priority.HIGH
    assert action.at == at(5)


def test_an_action_that_is_tried_again_is_there_once(told):
    change = AddAction(words="Bellen", line="uuid")
    assert len(change.apply(change.apply(told, at(1)), at(2)).actions) == 1


def test_an_action_has_to_say_something(told):
    with pytest.raises(NoWords):
        AddAction(words=" \n ").apply(told, at(1))
    session = AddAction(words="Bellen").apply(told, at(1))
    with pytest.raises(NoWords):
        EditAction(number=1, fields={"words": ""}).apply(session, at(2))


def test_two_windows_that_change_different_fields_both_keep_theirs(told):
    session = AddAction(words="Bellen").apply(told, at(1))
    session = EditAction(number=1, fields={"owner": "balie"}).apply(session, at(2))
    session = EditAction(number=1, fields={"kind": ActionKind.EXPLORE}).apply(session, at(3))
    assert (session.actions[1].owner, session.actions[1].kind) == ("balie", ActionKind.EXPLORE)


def test_an_action_that_is_gone_is_not_changed(told):
    with pytest.raises(Refusal):
        EditAction(number=1, fields={"owner": "balie"}).apply(told, at(1))


def test_undo_calls_a_change_by_what_it_changed():
    t = translations("nl")
    assert EditAction(number=3, fields={"priority": None}).name(t) == "prioriteit van actie 3"
    assert EditAction(number=3, fields={"owner": "", "by": None}).name(t) == "actie 3"
