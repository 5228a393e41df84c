"""The day and the tasks around it for a calendar (.ics, RFC 5545): an event, and to-dos."""

import datetime
from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Todo

from spiegel.domain.consent.anonymity import owner, without_codes
from spiegel.domain.preparation.tasks import Item, checklist
from spiegel.domain.report.file_mark import mark_of
from spiegel.domain.running.outline import length, of_the_day
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import capitalised
from spiegel.i18n import Translations

ZONE: Final = "Europe/Amsterdam"
"""Where the meetings are."""
_NOON: Final = datetime.time(12, tzinfo=datetime.UTC)
"""A day as an instant, on that day all over Europe: a to-do is completed at an instant."""


def made(session: Session, t: Translations) -> bytes:
    """The whole file. The same meeting moved gives the same entries with other days."""
    # Where none is named, some program that reads the file makes up a calendar to count by.
    calendar = Calendar.new(
        prodid="-//Spiegel//Spiegel//NL", method="PUBLISH", calscale="GREGORIAN"
    )
    for component in _entries(session, t):
        component.add("sequence", session.revision)
        calendar.add_component(component)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def said(session: Session, t: Translations) -> str:
    """What it says, whenever it is made."""
    return "".join(component.to_ical().decode() for component in _entries(session, t))


def _entries(session: Session, t: Translations) -> Iterator[Component]:
    if session.info.date is not None:
        yield _event(session, session.info.date, t)
    # Whether something is due changes by the day; what it is and when does not.
    for item in checklist(session, datetime.date.min):
        if item.due is not None:
            yield _todo(session, item, item.due, t)


def _event(session: Session, day: datetime.date, t: Translations) -> Event:
    """The meeting: from its start as long as its parts take, or that day when it has no time."""
    starts = session.info.assignment.starts
    minutes = length(session, of_the_day(session)).whole
    start: datetime.date = day
    end: datetime.date = day + datetime.timedelta(days=1)
    if starts is not None:
        start = datetime.datetime.combine(day, starts, tzinfo=ZoneInfo(ZONE))
        # In UTC in between: on the night of summer time an hour is still an hour.
        later = start.astimezone(datetime.UTC) + datetime.timedelta(minutes=minutes)
        end = later.astimezone(ZoneInfo(ZONE))
    title = without_codes(session, session.info.title, t) or session.info.format_title
    event = Event.new(
        uid=mark_of(session),
        stamp=_stamp(session),
        summary=title,
        start=start,
        end=end,
        location=session.info.place or None,
    )
    contact = session.info.assignment.contact
    if contact:
        event.add("description", t.gettext("To call: {contact}").format(contact=contact))
    return event


def _todo(session: Session, item: Item, due: datetime.date, t: Translations) -> Todo:
    words = item.shown(t)
    todo = Todo()
    todo.add("uid", f"{mark_of(session)}-{item.key or item.number}")
    todo.add("dtstamp", _stamp(session))
    todo.add("due", due)
    todo.add("summary", capitalised(words))
    todo.add("categories", [without_codes(session, session.info.title, t)])
    if item.owner:
        who = owner(session, item.owner, t)
        todo.add("description", t.gettext("Who: {owner}").format(owner=who))
    if item.done is not None:
        todo.add("status", "COMPLETED")
        todo.add("completed", datetime.datetime.combine(item.done, _NOON))
    else:
        todo.add("status", "NEEDS-ACTION")
    return todo


def _stamp(session: Session) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(session.info.created.utc / 1000, datetime.UTC)
