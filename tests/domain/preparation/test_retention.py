"""What must be wiped when: by the terms of the organisation, or a day of one meeting."""

import datetime

import pytest
from meetings import START, meeting

from spiegel.domain.preparation import terms
from spiegel.domain.preparation.retention import KeepUntil, terms_of
from spiegel.domain.preparation.terms import Kept, Terms
from spiegel.domain.session.session import describe

DAY = datetime.date(2026, 1, 31)


@pytest.fixture(autouse=True)
def _as_they_were():
    yield
    terms.use(terms.USUAL)


def days(session, today=DAY):
    return {term.kept: term.until for term in terms_of(session, today)}


def test_private_documents_go_first_then_the_names_and_the_meeting():
    found = days(describe(meeting(), date=DAY))
    assert found == {
        Kept.PRIVATE: datetime.date(2026, 4, 30),
        Kept.NAMES: datetime.date(2026, 7, 31),
        Kept.SESSION: datetime.date(2026, 7, 31),
    }


def test_an_organisation_has_its_own_terms_or_none():
    terms.use(Terms(private=1, names=0, session=24))
    found = days(describe(meeting(), date=DAY))
    assert found[Kept.PRIVATE] == datetime.date(2026, 2, 28)
    assert found[Kept.NAMES] is None
    assert found[Kept.SESSION] == datetime.date(2028, 1, 31)


def test_one_meeting_can_have_a_day_of_its_own_and_lose_it_again():
    session = describe(meeting(), date=DAY)
    own = datetime.date(2026, 3, 1)
    session = KeepUntil(kept=Kept.NAMES, day=own).apply(session, START)
    assert days(session)[Kept.NAMES] == own
    session = KeepUntil(kept=Kept.NAMES, day=None).apply(session, START)
    assert days(session)[Kept.NAMES] == datetime.date(2026, 7, 31)


def test_a_day_that_has_come_is_past_and_one_within_a_week_is_soon():
    session = describe(meeting(), date=DAY)
    on = {t.kept: t for t in terms_of(session, datetime.date(2026, 4, 30))}
    before = {t.kept: t for t in terms_of(session, datetime.date(2026, 4, 23))}
    assert (on[Kept.PRIVATE].past, before[Kept.PRIVATE].past) == (True, False)
    assert (before[Kept.PRIVATE].soon, before[Kept.NAMES].soon) == (True, False)


def test_a_meeting_without_a_day_has_no_terms():
    assert set(days(meeting()).values()) == {None}
