"""The calendar file opens in any calendar, with the right hours on both sides of summer time."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from export.reported import many
from spiegel.domain.preparation.assignment import EditAssignment
from spiegel.domain.preparation.tasks import PLANNED, SetTask, TickTask
from spiegel.domain.running.outline import length
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import EditInfo, Session
from spiegel.export import export, says
from spiegel.i18n import translations

NL = translations("nl")
NOW = Instant(utc=1_790_000_000_000)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def made(session: Session, *changes) -> Session:
    for change in changes:
        session = change.apply(session, NOW)
    return session


def on(day: datetime.date) -> Session:
    return made(
        many(3),
        EditInfo(fields={"date": day, "place": "De Brink", "title": "Wmo"}),
        EditAssignment(fields={"starts": datetime.time(13, 30), "contact": "het secretariaat"}),
    )


def read(session: Session, folder) -> Calendar:
    path = export(session, "calendar", folder, translations=NL)
    assert path.suffix == ".ics"
    return Calendar.from_ical(path.read_bytes())


def todos(calendar: Calendar) -> dict[str, datetime.date]:
    return {str(todo["uid"]).partition("-")[2]: todo["due"].dt for todo in calendar.walk("VTODO")}


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (datetime.date(2027, 3, 26), "12:30"),  # the Friday before the clock goes forward
        (datetime.date(2027, 3, 29), "11:30"),  # the Monday after it
        (datetime.date(2026, 10, 23), "11:30"),  # the Friday before it goes back
        (datetime.date(2026, 10, 26), "12:30"),
    ],
)
def test_the_meeting_begins_at_the_hour_of_the_clock_on_the_wall(tmp_path, day, utc):
    calendar = read(on(day), tmp_path)
    (event,) = calendar.walk("VEVENT")
    start = event["dtstart"].dt
    assert start == datetime.datetime.combine(day, datetime.time(13, 30), tzinfo=AMSTERDAM)
    assert start.astimezone(datetime.UTC).strftime("%H:%M") == utc
    assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert calendar["calscale"] == "GREGORIAN"  # else some program makes up another one
    minutes = length(on(day)).whole
    assert event["dtend"].dt - start == datetime.timedelta(minutes=minutes)
    assert (str(event["summary"]), str(event["location"])) == ("Wmo", "De Brink")
    assert str(event["description"]) == "Bellen met: het secretariaat"


def test_each_task_is_a_to_do_of_a_whole_day(tmp_path):
    day = datetime.date(2027, 3, 18)
    due = todos(read(on(day), tmp_path))
    assert len(due) == len(PLANNED)
    assert due["invitations"] == datetime.date(2027, 2, 4)
    assert not any(isinstance(one, datetime.datetime) for one in due.values())


def test_a_meeting_that_moves_gives_the_same_entries_on_other_days(tmp_path):
    before = made(
        on(datetime.date(2027, 3, 18)),
        TickTask(key="invitations", done=datetime.date(2027, 2, 3)),
        SetTask(key="place", owner="Ineke"),
    )
    moved = made(before, EditInfo(fields={"date": datetime.date(2027, 4, 1)}))
    first, second = read(before, tmp_path / "a"), read(moved, tmp_path / "b")
    assert todos(first).keys() == todos(second).keys()
    assert todos(second)["called"] - todos(first)["called"] == datetime.timedelta(days=14)
    (done,) = [todo for todo in second.walk("VTODO") if str(todo["status"]) == "COMPLETED"]
    assert done["completed"].dt.date() == datetime.date(2027, 2, 3)
    assert "Wie: Ineke" in {str(todo.get("description", "")) for todo in second.walk("VTODO")}
    assert says(before, "calendar", NL) != says(moved, "calendar", NL)


def test_without_a_time_the_meeting_takes_its_day_and_without_a_day_there_is_none(tmp_path):
    day = datetime.date(2027, 3, 18)
    whole = made(many(3), EditInfo(fields={"date": day}))
    (event,) = read(whole, tmp_path).walk("VEVENT")
    assert event["dtstart"].dt == day
    undated = made(many(3), EditInfo(fields={"date": None}))
    assert not list(read(undated, tmp_path).walk("VEVENT"))
