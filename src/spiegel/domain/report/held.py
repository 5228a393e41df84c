"""On which day the meeting was: what was typed beforehand, and what the clock saw."""

import datetime
from collections import Counter

from spiegel.domain.capture.storing import day
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.session import Session


def ran_on(session: Session) -> datetime.date | None:
    """The day on which the running order was led, by UTC; None when it was not led yet.

    Of several days, such as a rehearsal and the meeting itself, the one with most parts begun;
    the day that was typed goes before the others.
    """
    days = Counter(day(m.at) for m in session.moments.values() if m.kind is MomentKind.GO)
    if not days:
        return None
    if session.info.date in days:
        return session.info.date
    return max(days, key=lambda that: (days[that], that))


def report_day(session: Session) -> datetime.date | None:
    """The day that documents say: what somebody typed, else the day it ran.

    What was typed is not overruled: a meeting can be entered afterwards from paper, and then the
    clock knows only the day of typing. The Report screen says it when the two differ.
    """
    return session.info.date or ran_on(session)


def another_day(session: Session) -> datetime.date | None:
    """The day on which it ran, when another one was typed."""
    ran = ran_on(session)
    return ran if session.info.date is not None and ran != session.info.date else None
