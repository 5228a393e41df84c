"""Who does what by when: eight tasks with one name each, and the timeline around the day.

The tasks are those that are unclear most often between moderator and organisation (dossier, 1.3);
the timeline is that of section 8.
"""

import datetime
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from spiegel.domain.preparation.terms import after_months
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.preparation import Task
from spiegel.domain.session.session import Change, Refusal, Session, drop, put
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import N_, Translations

_WEEK: Final = 7
SOON: Final = 7
"""Days before it is due from which a task is shown as coming."""


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A task of every meeting. days, months: from the day of the meeting, negative before it.

    shared: one of the eight that must have an owner. listeners: only where there are listeners.
    """

    key: str
    words: str
    days: int = 0
    months: int = 0
    shared: bool = False
    listeners: bool = False

    def day(self, meeting: datetime.date) -> datetime.date:
        """When it is due for a meeting on this day."""
        return after_months(meeting, self.months) + datetime.timedelta(days=self.days)


def _weeks(weeks: int) -> int:
    return weeks * _WEEK


PLANNED: Final[tuple[Planned, ...]] = (
    Planned(key="fit", words=N_("check whether it fits, and who the owner is"), days=_weeks(-12)),
    Planned(key="shared", words=N_("give each task one name"), days=_weeks(-12)),
    Planned(
        key="first talk", words=N_("first talk: which questions do they have"), days=_weeks(-8)
    ),
    Planned(key="recruiting", words=N_("recruit participants"), days=_weeks(-7), shared=True),
    Planned(key="invitations", words=N_("send invitations"), days=_weeks(-6), shared=True),
    Planned(key="place", words=N_("arrange the room"), days=_weeks(-6), shared=True),
    Planned(
        key="listeners",
        words=N_("invite listeners, with role card"),
        days=_weeks(-5),
        listeners=True,
    ),
    Planned(key="second talk", words=N_("second talk: running order ready"), days=_weeks(-4)),
    Planned(key="questions", words=N_("send the questions to the participants"), days=_weeks(-2)),
    Planned(key="catering", words=N_("order food and drinks"), days=_weeks(-2), shared=True),
    Planned(key="gift", words=N_("arrange fees and gifts"), days=_weeks(-2), shared=True),
    Planned(key="called", words=N_("call the participants again"), days=_weeks(-1)),
    Planned(
        key="wishes",
        words=N_("collect what listeners want to learn"),
        days=_weeks(-1),
        listeners=True,
    ),
    Planned(key="travel", words=N_("travel list ready"), days=_weeks(-1)),
    Planned(
        key="expectations", words=N_("expectations of the listeners in"), days=-1, listeners=True
    ),
    Planned(key="papers", words=N_("papers printed, key on paper"), days=-1),
    Planned(key="room", words=N_("room ready, battery and saving checked"), days=0),
    Planned(key="report", words=N_("draft of the report"), days=3, shared=True),
    Planned(key="own words", words=N_("participants check their own words"), days=_weeks(1)),
    Planned(key="debrief", words=N_("report and actions agreed"), days=_weeks(2), shared=True),
    Planned(
        key="feedback",
        words=N_("tell the participants what happens with it"),
        days=_weeks(3),
        shared=True,
    ),
    Planned(key="six weeks", words=N_("first look at the actions"), days=_weeks(6)),
    Planned(key="three months", words=N_("did it happen? tell the participants"), months=3),
    Planned(key="half a year", words=N_("what changed? close, and delete the key file"), months=6),
)
OF_MAKERS: Final[tuple[Planned, ...]] = (
    Planned(key="read by makers", words=N_("the makers read the persona"), days=_weeks(1)),
    Planned(
        key="makers' sheets",
        words=N_("the sheets of the makers are back: ask who ticked nothing"),
        days=_weeks(1) + 4,
    ),
    Planned(key="guests", words=N_("invite who is to meet the persona"), days=_weeks(1)),
    Planned(key="presented", words=N_("present the persona, test a plan"), days=_weeks(2)),
    Planned(key="right still", words=N_("look whether the persona is still right"), months=6),
)
"""What there is to do besides where participants are among themselves and make a persona."""
TELLING: Final = ("six weeks", "three months", "half a year")
"""The tasks in which one looks how it stands, and participants hear that by letter."""
BY_KEY: Final = {planned.key: planned for planned in (*PLANNED, *OF_MAKERS)}


class State(StrEnum):
    """How a task stands today."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    LATER = "later"
    NO_DAY = "no day"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the checklist. number: of its document, None while nothing was changed in it.

    words: of a planned task the msgid, so they go through a translation; of an own one as typed.
    """

    key: str
    words: str
    number: int | None
    due: datetime.date | None
    state: State
    owner: str = ""
    done: datetime.date | None = None
    by: str = ""
    shared: bool = False

    def shown(self, t: Translations) -> str:
        """What is to be done, in the language of the reader."""
        return t.gettext(self.words) if self.key else self.words


def checklist(session: Session, today: datetime.date) -> tuple[Item, ...]:
    """All tasks by their day; those of one day in the order of the timeline, own ones last."""
    own = {task.key: task for task in session.tasks.values() if task.key}
    items = [_item(session, planned, own.get(planned.key), today) for planned in _planned(session)]
    items += [_own(task, today) for task in session.tasks.values() if not task.key]
    return tuple(sorted(items, key=lambda item: (item.due is None, item.due or today)))


def _planned(session: Session) -> Iterator[Planned]:
    """The tasks that this kind of meeting has."""
    unheard = session.on_devices or session.among_themselves
    yield from (planned for planned in PLANNED if not (planned.listeners and unheard))
    if session.among_themselves and not session.on_devices:
        yield from OF_MAKERS


def _item(session: Session, planned: Planned, task: Task | None, today: datetime.date) -> Item:
    day = session.info.date
    due = task.due if task is not None and task.due is not None else None
    if due is None and planned.key == "feedback":
        due = session.info.assignment.tells_on
    if due is None and day is not None:
        due = planned.day(day)
    owner = task.owner if task is not None else ""
    if not owner and planned.key == "feedback":
        owner = session.info.assignment.tells
    return Item(
        key=planned.key,
        words=planned.words,
        number=task.number if task is not None else None,
        due=due,
        state=_state(task.done if task is not None else None, due, today),
        owner=owner,
        done=task.done if task is not None else None,
        by=task.by if task is not None else "",
        shared=planned.shared,
    )


def _own(task: Task, today: datetime.date) -> Item:
    return Item(
        key="",
        words=task.words,
        number=task.number,
        due=task.due,
        state=_state(task.done, task.due, today),
        owner=task.owner,
        done=task.done,
        by=task.by,
    )


def _state(done: datetime.date | None, due: datetime.date | None, today: datetime.date) -> State:
    if done is not None:
        return State.DONE
    if due is None:
        return State.NO_DAY
    if due < today:
        return State.OVERDUE
    return State.DUE if due - today <= datetime.timedelta(days=SOON) else State.LATER


def is_done(session: Session, key: str) -> bool:
    """Whether the planned task with this key was ticked."""
    return done_on(session, key) is not None


def done_on(session: Session, key: str) -> datetime.date | None:
    """The day on which the planned task with this key was ticked; None when it was not."""
    return next((task.done for task in session.tasks.values() if key and task.key == key), None)


def without_owner(session: Session, today: datetime.date) -> tuple[Item, ...]:
    """The shared tasks for which nobody is named."""
    return tuple(item for item in checklist(session, today) if item.shared and not item.owner)


def weeks_short(session: Session, today: datetime.date) -> int:
    """Whole weeks that are missing of the eight in which a meeting is prepared; 0 if none is.

    From the day itself on nothing can be done about it.
    """
    if session.info.date is None or session.info.date <= today:
        return 0
    weeks = (session.info.date - today).days // _WEEK
    return max(0, 8 - weeks)


class SetTask(Change, frozen=True, kw_only=True):
    """Other values for some fields of a planned task, by its key. Raises ValueError for another."""

    key: str
    owner: str | None = None
    due: datetime.date | None = None
    own_day: bool = False
    """Whether `due` counts; with None the day follows from the meeting again."""

    def __post_init__(self) -> None:
        if self.key not in BY_KEY:
            raise ValueError(self.key)

    def name(self, t: Translations) -> str:
        return t.gettext("task: {words}").format(words=t.gettext(BY_KEY[self.key].words))

    def apply(self, session: Session, now: Instant) -> Session:
        task = _of_key(session, self.key)
        owner = task.owner if self.owner is None else tidy(clean(self.owner))
        due = self.due if self.own_day else task.due
        return put(session, msgspec.structs.replace(task, owner=owner, due=due))


class TickTask(Change, frozen=True, kw_only=True):
    """A task is done, or with None not yet. key or number says which; by: who did it."""

    key: str = ""
    number: int | None = None
    done: datetime.date | None
    by: str = ""

    def name(self, t: Translations) -> str:
        name = t.gettext("task done") if self.done is not None else t.gettext("task not done yet")
        planned = BY_KEY.get(self.key)
        return f"{name} ({t.gettext(planned.words)})" if planned is not None else name

    def apply(self, session: Session, now: Instant) -> Session:
        task = _of_key(session, self.key) if self.key else _of_number(session, self.number)
        by = tidy(clean(self.by)) if self.done is not None else ""
        return put(session, msgspec.structs.replace(task, done=self.done, by=by))


class AddTask(Change, frozen=True, kw_only=True):
    """A task of this meeting alone."""

    words: str
    owner: str = ""
    due: datetime.date | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("task added")

    def apply(self, session: Session, now: Instant) -> Session:
        return put(
            session,
            Task(
                number=session.number("tasks"),
                words=tidy(clean(self.words)),
                owner=tidy(clean(self.owner)),
                due=self.due,
            ),
        )


class EditOwnTask(Change, frozen=True, kw_only=True):
    """Other words, owner and day of a task of this meeting alone."""

    number: int
    words: str
    owner: str = ""
    due: datetime.date | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("task changed")

    def apply(self, session: Session, now: Instant) -> Session:
        task = _of_number(session, self.number)
        if task.key:
            raise Refusal
        words, owner = tidy(clean(self.words)), tidy(clean(self.owner))
        changed = msgspec.structs.replace(task, words=words, owner=owner, due=self.due)
        return put(session, changed)


class RemoveTask(Change, frozen=True, kw_only=True):
    """A task of this meeting alone goes."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("task removed")

    def apply(self, session: Session, now: Instant) -> Session:
        if _of_number(session, self.number).key:
            raise Refusal
        return drop(session, "tasks", [self.number])


def _of_key(session: Session, key: str) -> Task:
    """The document of a planned task, or a new one."""
    found = (task for task in session.tasks.values() if task.key == key)
    return next(found, Task(number=session.number("tasks"), key=key))


def _of_number(session: Session, number: int | None) -> Task:
    task = session.tasks.get(number) if number is not None else None
    if task is None:
        raise Refusal
    return task


def first_due(session: Session) -> datetime.date | None:
    """The first day that an open task is due.

    None for a meeting whose checklist nobody uses: then its days tell of no work.
    """
    if not session.tasks:
        return None
    items = checklist(session, datetime.date.min)
    return next((item.due for item in items if item.due and item.done is None), None)


def open_tasks(session: Session, today: datetime.date) -> Iterator[Item]:
    """What is overdue or due soon, the oldest first; nothing when nobody uses the checklist."""
    if session.tasks:
        yield from _pressing(session, today)


def not_begun(session: Session, today: datetime.date) -> int:
    """How much is overdue or due soon before a meeting of which nobody uses the checklist yet."""
    day = session.info.date
    if session.tasks or day is None or day < today:
        return 0
    return sum(1 for _item in _pressing(session, today))


def _pressing(session: Session, today: datetime.date) -> Iterator[Item]:
    for item in checklist(session, today):
        if item.state in (State.OVERDUE, State.DUE):
            yield item
