"""What one person said, put together: the moderator is asked before it goes into a report."""

import msgspec
import pytest
from reviewing import kinds, said

from domain.room import after
from spiegel.domain.capture.editing import Mark, Paraphrase
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.consent.together import together, waiting
from spiegel.domain.report.review import Concern, ConcernKind, queue, settle
from spiegel.domain.session.session import Session, describe
from spiegel.i18n import translations

NL = translations("nl")
PLACE = 'D1: "Ik wachtte elf weken, in Noord." #wachttijd -'
WORK = 'D1: "Ik ben kapster geweest, ik hoor veel." #wachttijd +'
HEALTH = 'D1: "Met epilepsie mag ik niet rijden." #wachttijd -'


def told(*lines: str) -> Session:
    return said(*(lines or (PLACE, WORK, HEALTH)))


def asked(session: Session) -> list[Concern]:
    return [one for one in queue(session) if one.kind is ConcernKind.TOGETHER]


def test_a_place_a_trade_and_an_illness_of_one_person_are_asked_about_once():
    (concern,) = asked(told())
    assert concern.number == 1
    (one,) = waiting(told())
    assert one.explain(NL) == "waar iemand woont (1), werk (2), gezondheid (3)"
    assert one.speaker == "D1"


@pytest.mark.parametrize(
    "lines",
    [
        (PLACE, WORK),
        (PLACE, WORK, HEALTH.replace("D1", "D2")),
        (PLACE, WORK, HEALTH.replace("D1", "D1 + D2")),
        (PLACE, WORK, HEALTH.replace("D1", "allen")),
        (PLACE, PLACE.replace("Noord", "Zuid"), WORK),
    ],
)
def test_two_kinds_or_three_of_several_people_are_nobody(lines):
    assert asked(told(*lines)) == []


def test_who_put_one_of_them_in_general_words_is_asked_no_more():
    session = after(told(), Paraphrase(number=2, words="Vanwege het werk hoor ik veel."))
    assert asked(session) == []


def test_who_says_that_it_may_stay_so_is_asked_no_more_and_can_take_that_back():
    session = told()
    (concern,) = asked(session)
    settled = after(session, settle(concern))
    assert asked(settled) == []
    assert together(settled)
    assert asked(session) == [concern]


@pytest.mark.parametrize(
    "change",
    [
        Mark(number=3, traceable=True),
        Withdraw(participant=1),
        SetConsent(purpose="take_part", value=False, participants=(1,)),
    ],
)
def test_what_stands_in_no_report_does_not_count(change):
    assert asked(after(told(), change)) == []


def test_the_place_that_all_of_them_come_from_tells_nobody_apart():
    session = told(PLACE, WORK, HEALTH)
    assert asked(session)
    assert asked(describe(session, title="Zorg in Noord")) == []


def test_a_report_can_be_made_without_an_answer():
    session = told()
    assert not any(one.finding for one in queue(session))
    assert "together 1" in kinds(session)
    assert msgspec.to_builtins(waiting(session))
