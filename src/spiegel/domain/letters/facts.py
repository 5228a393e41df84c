"""What a session knows for a letter: days, hours and people, and what of it was used."""

import datetime
from functools import lru_cache
from typing import Final

from spiegel.domain.consent.gate import prepared
from spiegel.domain.preparation.tasks import checklist
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.themes import Layout, layout
from spiegel.domain.report.wording import date_words, passed_words
from spiegel.domain.running.outline import ClockTimes, clock_times, of_the_day
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations

_WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class Facts:
    """What a session knows for a letter, in the words of one language.

    detail: how little is said, from 0 (all): of the running order up to LEAST, of what is short up
    to `after.SHORTEST`. one: of a sheet for each person or owner, whose it is. sent: the day on
    which a letter is to be sent. made: the day on which it is made, None while that does not
    matter. used: the numbers of what was said or decided and stands in it, by table. days: those of
    which it says whether they have passed. said: what stands in it so far.
    """

    def __init__(self, session: Session, t: Translations, detail: int = 0) -> None:
        self.session, self.t, self.detail = session, t, detail
        self.times: ClockTimes | None = clock_times(session)
        self.used: dict[str, set[int]] = {}
        self.one: Participant | str | None = None
        self.sent: datetime.date | None = None
        self.made: datetime.date | None = None
        self.days: set[datetime.date] = set()
        self.said: list[str] = []

    def safe(self, words: str) -> str:
        """Words of the session without the code of anybody, and what nobody may repeat."""
        return prepared(self.session, words.strip(), self.t, openly=True)

    def day(self, day: datetime.date | None) -> str:
        """A day with its weekday, such as "donderdag 8 oktober 2026"; nothing for none."""
        if day is None:
            return ""
        weekday = self.t.gettext(_WEEKDAYS[day.weekday()])
        return f"{weekday} {date_words(day, self.t)}"

    def due(self, day: datetime.date, *, short: bool = False) -> str:
        """A day by which something is done, and that it has passed, where it has.

        short: in a table with little room.
        """
        words = date_words(day, self.t)
        return passed_words(words, self.t, short=short) if self.passed(day) else words

    def passed(self, day: datetime.date | None) -> bool:
        """Whether it lies before the day of the paper."""
        if day is not None:
            self.days.add(day)
        return day is not None and day < self.today

    @property
    def today(self) -> datetime.date:
        """The day of the paper: that on which it is to be sent, or is made when that is later."""
        return max(filter(None, (self.sent, self.made)), default=datetime.date.min)

    def clock(self, time: datetime.time | None, minutes: int = 0) -> str:
        """A time, so many minutes later or earlier; nothing for none."""
        if time is None:
            return ""
        at = datetime.datetime.combine(datetime.date(2000, 1, 2), time)
        at += datetime.timedelta(minutes=minutes)
        words = self.t.gettext("{hour}:{minute:02d}")
        return words.format(hour=at.hour, minute=at.minute)

    def starts(self, minutes: int = 0) -> str:
        """When it begins, or so many minutes from then."""
        return self.clock(self.session.info.assignment.starts, minutes)

    def clients_leave(self) -> str:
        """When the part with the clients is over."""
        if self.times is None:
            return ""
        agenda = of_the_day(self.session)
        last = max((at for at, phase in enumerate(agenda) if phase.with_clients), default=-1)
        after = agenda[last + 1 :]
        return self.clock(self.times.phases[after[0].number] if after else self.times.ends)

    def task(self, key: str) -> datetime.date | None:
        """The day of a task of the timeline."""
        return _days(self.session).get(key)

    def participants(self) -> list[Participant]:
        """Who may come: nobody who said no, refused or withdrew."""
        people = (self.session.participants[n] for n in sorted(self.session.participants))
        return [p for p in people if not p.barred and p.recruiting.coming is not False]

    def use(self, table: str, *numbers: int) -> None:
        """Words or numbers of these stand in it."""
        self.used.setdefault(table, set()).update(numbers)

    @property
    def material(self) -> Material:
        """The session as documents may show it."""
        return _material(self.session, self.t)

    @property
    def placing(self) -> Layout:
        """Where its statements stand in the report."""
        return _placing(self.session, self.t)


@lru_cache(maxsize=1)
def _days(session: Session) -> dict[str, datetime.date | None]:
    """The day of each task, which what is said in fewer words asks again."""
    return {item.key: item.due for item in checklist(session, datetime.date.min)}


@lru_cache(maxsize=1)
def _material(session: Session, t: Translations) -> Material:
    return material(session, t)


@lru_cache(maxsize=1)
def _placing(session: Session, t: Translations) -> Layout:
    return layout(_material(session, t))
