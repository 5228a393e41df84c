"""What happens now: who tells the participants what becomes of it, when, and whom they can ask."""

import datetime
from collections.abc import Iterator

from spiegel.domain.actions.following import Standing, is_open, standing
from spiegel.domain.preparation.tasks import TELLING, checklist, done_on, is_done
from spiegel.domain.privacy.numbers import on_one_line
from spiegel.domain.report.material import Material
from spiegel.domain.report.parts import Afterwards, Again
from spiegel.domain.report.wording import date_words, listed, name_alone
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


def afterwards(material: Material) -> Afterwards:
    """Three sentences at most; what nobody agreed on yet is said to be open."""
    t, agreed = material.t, material.session.info.assignment
    who = material.owner(agreed.tells)
    day = date_words(agreed.tells_on, t) if agreed.tells_on is not None else ""
    passed = unnoted = ""
    told_on = done_on(material.session, "feedback")
    if told_on is not None:
        words = t.gettext("On {day} the participants were told what happens with it.")
        by_whom = t.gettext("On {day} the participants were told what happens with it, by {who}.")
        told = (by_whom if who else words).format(day=date_words(told_on, t), who=who)
        open_ = False
    elif who and day:
        words = t.gettext("On {day} the participants hear what happens with it, from {who}.")
        told, open_ = words.format(day=day, who=who), False
        words = t.gettext(
            "On {day} (passed) participants would hear what happens with it, from {who}."
        )
        passed = words.format(day=day, who=who)
        words = t.gettext("Did that not happen? Then they still hear it from {who}.")
        unnoted = words.format(who=name_alone(who))
    elif who:
        words = t.gettext("The participants hear what happens with it from {who}. When: open.")
        told, open_ = words.format(who=who), True
    elif day:
        words = t.gettext("On {day} the participants hear what happens with it. From whom: open.")
        told, open_ = words.format(day=day), True
        words = t.gettext("On {day} (passed) participants would hear what happens with it.")
        passed = words.format(day=day)
        unnoted = t.gettext("Did that not happen? Then agree now on who tells them.")
    else:
        words = t.gettext(
            "Who tells the participants what happens with it, and when, is not agreed on yet."
        )
        told, open_ = words, True
    contact = on_one_line(material.owner(agreed.contact))
    ask = t.gettext("Questions, or is something not right? {contact}").format(contact=contact)
    return Afterwards(
        heading=t.gettext("What happens now"),
        told=told,
        open=open_,
        ask=ask if contact else "",
        day=agreed.tells_on,
        passed=passed,
        unnoted=unnoted,
        again=tuple(_again(material.session, t)),
    )


def _again(session: Session, t: Translations) -> Iterator[Again]:
    words = t.gettext("On {day} they get a letter on how it stands.")
    days = tuple(_later_days(session))
    for at, day in enumerate(days):
        coming = [date_words(each, t) for each in days[at:]]
        yield Again(day, words.format(day=listed(coming, t)))


def _later_days(session: Session) -> Iterator[datetime.date]:
    """The days on which participants hear how it stands, that are still to be held."""
    for item in checklist(session, datetime.date.min):
        if item.key in TELLING and item.due is not None and item.done is None:
            yield item.due


def hearing_passed(session: Session, today: datetime.date) -> datetime.date | None:
    """The day on which participants would hear what happens with it, when it passed without."""
    day = session.info.assignment.tells_on
    late = day is not None and day < today and not is_done(session, "feedback")
    return day if late else None


def actions_passed(session: Session, today: datetime.date) -> tuple[int, ...]:
    """The numbers of the actions that would be ready by a day that has passed, and are not."""
    actions = (session.actions[number] for number in sorted(session.actions))
    return tuple(a.number for a in actions if standing(a, today) is Standing.OVERDUE)


def hearing_days(session: Session) -> Iterator[datetime.date]:
    """The days on which participants hear what happens with it, and how it stands."""
    hearing = session.info.assignment.tells_on
    if hearing is not None and not is_done(session, "feedback"):
        yield hearing
    yield from _later_days(session)


def days_told(session: Session) -> Iterator[datetime.date]:
    """The days of which a report says whether they have passed."""
    yield from hearing_days(session)
    for action in session.actions.values():
        if is_open(action):
            yield from filter(None, (action.by, action.first_check))
