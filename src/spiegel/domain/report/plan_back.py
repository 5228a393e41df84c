"""An action plan that comes back from a spreadsheet: what changed in it, and what does not fit.

State, days and how it stands come back; everything else is changed where it is kept. A row is
known by the number of the action, and a value counts as changed when it is not as it was when the
plan was made: what changed here since stays.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.domain.notation.dates import date_of
from spiegel.domain.preparation.tables import HandedBook, HandedSheet, Value
from spiegel.domain.report.action_rows import (
    BASELINE,
    COLUMNS,
    DAYS,
    MARKED,
    NAMED_BEFORE,
    PlannedAction,
    action_rows,
)
from spiegel.domain.report.actions import STATES
from spiegel.domain.report.file_mark import mark_of
from spiegel.domain.report.wording import date_words, shortened
from spiegel.domain.session.actions import ActionStatus, told_field
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import clean, folded, tidy
from spiegel.i18n import LANGUAGES, N_, Translations, translations

_HIGH: Final = 10
"""Rows in which the names of the columns are looked for."""
_FIRST, _LAST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
"""Between these lies a day that is meant."""
_TAKEN: Final = tuple(field for field in BASELINE if field != "number")
_KEPT_HERE: Final = ("words", "kind", "reason", "owner", "priority", "guard")
"""What is changed in the meeting and not in a plan. Themes and statements follow from it, and get
other numbers when something is added."""
_SHOWN: Final = 40
"""Characters of what somebody typed that are shown."""


class Problem(StrEnum):
    """What does not fit."""

    NO_PLAN = "no plan"
    OTHER_MEETING = "other meeting"
    NO_MARK = "no mark"
    NO_COLUMN = "no column"
    BROKEN = "broken"
    NO_NUMBER = "no number"
    UNKNOWN = "unknown"
    OTHER_NUMBER = "other number"
    TWICE = "twice"
    GONE = "gone"
    OTHERWISE = "otherwise"
    NO_STATUS = "no status"
    NO_DAY = "no day"
    FAR_DAY = "far day"
    BOTH = "both"
    NOT_WHY = "not why"
    NOT_SHOWN = "not shown"


_SENTENCES: Final[Mapping[Problem, str]] = MappingProxyType(
    {
        Problem.NO_PLAN: N_(
            "This is no action plan: no row has the names of its columns. Make one on F7."
        ),
        Problem.OTHER_MEETING: N_(
            "This is the action plan of another meeting; nothing of it is taken in."
        ),
        Problem.NO_MARK: N_(
            "It does not say of which meeting it is: the second sheet is gone. Look whether the "
            "actions are those of this meeting."
        ),
        Problem.NO_COLUMN: N_("The column {column} is gone; what it says here stays."),
        Problem.BROKEN: N_(
            "row {row}: a cell has an error or a formula without an outcome; the row is left out. "
            "Mend it in the spreadsheet."
        ),
        Problem.NO_NUMBER: N_(
            "row {row}: {what} has no number; the row is left out. Make a new action on F5."
        ),
        Problem.UNKNOWN: N_(
            "row {row}: there is no action {what} in this meeting; the row is left out."
        ),
        Problem.OTHER_NUMBER: N_(
            "row {row}: these are the words of action {what}, with another number; the row is left "
            "out. Put its number back in the spreadsheet."
        ),
        Problem.TWICE: N_(
            "row {row}: action {what} stands there a second time; the row is left out."
        ),
        Problem.GONE: N_("Action {what} has no row any more; it stays as it is. F5 takes it away."),
        Problem.OTHERWISE: N_(
            "row {row}, {column}: it says something else than the meeting: {what}. It stays as it "
            "is here; change it on F5."
        ),
        Problem.NO_STATUS: N_(
            "row {row}, {column}: {what} is no status. Choose one of: {choices}."
        ),
        Problem.NO_DAY: N_("row {row}, {column}: {what} is no day. Type it as 15-12-2026."),
        Problem.FAR_DAY: N_(
            "row {row}, {column}: {what} is before 2000 or after 2099. Type it as 15-12-2026."
        ),
        Problem.NOT_WHY: N_(
            "row {row}: action {what} is stopped, and not why. The participants will ask; type it "
            "there, or here on F10."
        ),
        Problem.NOT_SHOWN: N_(
            "row {row}: action {what} is done, and not what shows that. The participants will ask; "
            "type it there, or here on F10."
        ),
        Problem.BOTH: N_(
            "row {row}, {column}: changed there ({what}), and since then here too ({here}). It "
            "stays as it is here; change it on this screen or in F5."
        ),
    }
)
_UNSAID: Final[Mapping[ActionStatus, Problem]] = MappingProxyType(
    {ActionStatus.STOPPED: Problem.NOT_WHY, ActionStatus.DONE: Problem.NOT_SHOWN}
)
"""What is missing where an action comes to such a state and nothing is noted of it."""


class PlanFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that does not fit: in which row, from 1, and column. what: as it was typed."""

    problem: Problem
    row: int = 0
    column: str = ""
    what: str = ""
    here: str = ""

    def explain(self, t: Translations) -> str:
        """What it is and what to do, in a sentence or two."""
        return t.gettext(_SENTENCES[self.problem]).format(
            row=self.row,
            column=t.gettext(COLUMNS[self.column]) if self.column else "",
            what=self.what,
            here=self.here,
            choices=", ".join(t.gettext(words) for words in STATES.values()),
        )


class PlanChange(msgspec.Struct, frozen=True, kw_only=True):
    """A value that changes: of which action, in which column, to which field of it."""

    number: int
    column: str
    field: str
    before: Any
    after: Any

    def explain(self, t: Translations) -> str:
        """What it was and what it becomes, in one line."""
        return t.gettext("action {number}, {column}: {before} → {after}").format(
            number=self.number,
            column=t.gettext(COLUMNS[self.column]),
            before=_said(self.before, t),
            after=_said(self.after, t),
        )


class PlanBack(msgspec.Struct, frozen=True, kw_only=True):
    """A plan as it was understood; nothing of it is kept yet."""

    changes: tuple[PlanChange, ...] = ()
    findings: tuple[PlanFinding, ...] = ()

    @property
    def edits(self) -> Mapping[int, Mapping[str, Any]]:
        """The fields that change, by action."""
        found: dict[int, dict[str, Any]] = {}
        for change in self.changes:
            found.setdefault(change.number, {})[change.field] = change.after
        return found


def read_back(session: Session, book: HandedBook, today: datetime.date) -> PlanBack:
    """What changed in the action plan of this session.

    today: from which a day without a year is the next to come.
    """
    head = _head(book)
    if head is None:
        return PlanBack(findings=(PlanFinding(problem=Problem.NO_PLAN),))
    beside = _Beside(book)
    if beside.mark and beside.mark != mark_of(session):
        return PlanBack(findings=(PlanFinding(problem=Problem.OTHER_MEETING),))
    reading = _Reading(session, book, head, beside, today)
    reading.read()
    return PlanBack(changes=tuple(reading.changes), findings=tuple(reading.findings))


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where the names of the columns stand: the sheet, the row, and the place of each from 0."""

    sheet: HandedSheet
    row: int
    places: Mapping[str, int]


def _names() -> Mapping[str, str]:
    """The columns by their names in any language."""
    return {
        folded(translations(language).gettext(name)): column
        for language in LANGUAGES
        for column, name in (*COLUMNS.items(), *NAMED_BEFORE.items())
    }


def _head(book: HandedBook) -> _Head | None:
    """The row that has most of the names; that of the plan has more than the list beside it."""
    names = _names()
    best: _Head | None = None
    for sheet in book.sheets:
        for at, row in enumerate(sheet.rows[:_HIGH]):
            places: dict[str, int] = {}
            for place, value in enumerate(row):
                column = names.get(folded(tidy(_text(value))))
                if column is not None:
                    places.setdefault(column, place)
            found = _Head(sheet=sheet, row=at, places=places)
            if {"number", "words"} <= places.keys() and (
                best is None or len(places) > len(best.places)
            ):
                best = found
    return best


class _Beside:
    """The second sheet: the mark of the meeting, and how it stood when the plan was made."""

    def __init__(self, book: HandedBook) -> None:
        self.mark = ""
        self.stood: dict[int, dict[str, Value]] = {}
        for sheet in book.sheets:
            for row in sheet.rows[:1]:
                places = [at for at, value in enumerate(row) if _text(value) == MARKED]
                if places:
                    self._read(sheet, places[0])
                    return

    def _read(self, sheet: HandedSheet, place: int) -> None:
        if len(sheet.rows) > 1:
            self.mark = tidy(_text(_at(sheet.rows[1], place)))
        for row in sheet.rows[1:]:
            number = _number(_at(row, place + 1))
            if number is not None:
                self.stood[number] = {
                    field: _at(row, place + 1 + at) for at, field in enumerate(BASELINE)
                }


class _Reading:
    """The rows of a plan, one after the other."""

    def __init__(
        self,
        session: Session,
        book: HandedBook,
        head: _Head,
        beside: _Beside,
        today: datetime.date,
    ) -> None:
        self._book, self._head, self._beside, self._today = book, head, beside, today
        self._t = translations(session.info.language)
        self._here = {one.number: one for one in action_rows(session, self._t)}
        self._actions = session.actions
        self.changes: list[PlanChange] = []
        self.findings: list[PlanFinding] = []

    def read(self) -> None:
        if not self._beside.mark:
            self._find(Problem.NO_MARK)
        for column in _TAKEN:
            if column not in self._head.places:
                self._find(Problem.NO_COLUMN, column=column)
        seen: set[int] = set()
        misnumbered: set[int] = set()
        by_words: dict[str, list[int]] = {}
        for here in self._here.values():
            if here.words:
                by_words.setdefault(_even(here.words), []).append(here.number)
        sheet = self._head.sheet
        for at, row in enumerate(sheet.rows[self._head.row + 1 :], start=self._head.row + 2):
            if not any(_text(value) for value in row):
                continue
            number = _number(self._cell(row, "number"))
            worded = by_words.get(_even(_text(self._cell(row, "words"))), [])
            if worded and number not in worded:
                # somebody sorted one column alone, say: nothing may go to another action
                self._find(Problem.OTHER_NUMBER, at, what=str(worded[0]))
                misnumbered.update(worded)
            elif number is not None and number in self._here:
                if number in seen:
                    self._find(Problem.TWICE, at, what=str(number))
                    continue
                seen.add(number)
                if at in sheet.broken:
                    self._find(Problem.BROKEN, at)
                    continue
                self._row(at, row, self._here[number])
            elif number is not None:
                self._find(Problem.UNKNOWN, at, what=str(number))
            else:
                words = _text(self._cell(row, "words")) or _text(self._cell(row, "number"))
                self._find(Problem.NO_NUMBER, at, what=_quoted(words))
        for number in sorted(self._here.keys() - seen - misnumbered):
            self._find(Problem.GONE, what=str(number))

    def _row(self, at: int, row: Sequence[Value], here: PlannedAction) -> None:
        texts = here.texts(self._t)
        for column in _KEPT_HERE:
            if column in self._head.places:
                there = _text(self._cell(row, column))
                if _even(there) != _even(texts[column]):
                    self._find(Problem.OTHERWISE, at, column, _quoted(there))
        status = self._status(at, row, here)
        for column in DAYS:
            self._day(at, row, here, column)
        self._note(at, row, here, status)

    def _status(self, at: int, row: Sequence[Value], here: PlannedAction) -> ActionStatus:
        """The state that it comes to."""
        if "status" not in self._head.places:
            return here.status
        value = self._cell(row, "status")
        status = _status(value)
        if status is None:
            self._find(Problem.NO_STATUS, at, "status", _quoted(_text(value)))
            return here.status
        stood = _status(self._stood(here, "status"))
        return self._take(at, here, "status", status, stood) or here.status

    def _day(self, at: int, row: Sequence[Value], here: PlannedAction, column: str) -> None:
        if column not in self._head.places:
            return
        value = self._cell(row, column)
        day, problem = self._read_day(value)
        if problem is not None:
            self._find(problem, at, column, _quoted(_text(value)))
        else:
            stood, _problem = self._read_day(self._stood(here, column))
            self._take(at, here, column, day, stood)

    def _note(
        self, at: int, row: Sequence[Value], here: PlannedAction, status: ActionStatus
    ) -> None:
        if "note" in self._head.places:
            note = _even(_text(self._cell(row, "note")))
            stood = _even(_text(self._stood(here, "note")))
            self._take(at, here, "note", note, stood, field=told_field(status))
            if not note and status is not here.status and status in _UNSAID:
                self._find(_UNSAID[status], at, what=str(here.number))

    def _take(
        self,
        at: int,
        here: PlannedAction,
        column: str,
        there: Any,
        stood: Any,
        *,
        field: str = "",
    ) -> Any:
        """Take a value when it was changed there; what it becomes, or None when it stays."""
        now = getattr(here, column)
        now = _even(now) if column == "note" else now
        known = here.number in self._beside.stood
        if there == now or (known and there == stood):
            return None
        if known and now != stood:
            self._find(Problem.BOTH, at, column, _said(there, self._t), here=_said(now, self._t))
            return None
        change = PlanChange(
            number=here.number, column=column, field=field or column, before=now, after=there
        )
        self.changes.append(change)
        return there

    def _stood(self, here: PlannedAction, column: str) -> Value:
        return self._beside.stood.get(here.number, {}).get(column)

    def _read_day(self, value: Value) -> tuple[datetime.date | None, Problem | None]:
        """A day, however it was typed; none for an empty cell."""
        if not _text(value):
            return None, None
        day: datetime.date | None = None
        if isinstance(value, datetime.date):
            day = value
        elif isinstance(value, int | float) and not isinstance(value, bool):
            if 0 < value < 2_958_466:
                day = self._book.epoch + datetime.timedelta(days=int(value))
        elif isinstance(value, str):
            day = date_of(value, self._today)
        if day is None:
            return None, Problem.NO_DAY
        return (day, None) if _FIRST <= day <= _LAST else (None, Problem.FAR_DAY)

    def _cell(self, row: Sequence[Value], column: str) -> Value:
        place = self._head.places.get(column)
        return _at(row, place) if place is not None else None

    def _find(
        self, problem: Problem, row: int = 0, column: str = "", what: str = "", here: str = ""
    ) -> None:
        self.findings.append(
            PlanFinding(problem=problem, row=row, column=column, what=what, here=here)
        )


def _at(row: Sequence[Value], place: int) -> Value:
    return row[place] if place < len(row) else None


def _text(value: Value) -> str:
    """A value as somebody would type it."""
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime.date():
            return value.isoformat()
        case _:
            return clean(str(value)).strip()


def _even(words: str) -> str:
    """Words as they are compared: a spreadsheet may end its lines and its cells otherwise."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _number(value: Value) -> int | None:
    text = _text(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _status(value: Value) -> ActionStatus | None:
    """A state by its name in any language."""
    name = folded(tidy(_text(value)))
    return next(
        (
            status
            for language in LANGUAGES
            for status, words in STATES.items()
            if name == folded(translations(language).gettext(words))
        ),
        None,
    )


def _quoted(words: str) -> str:
    return f"“{shortened(words, _SHOWN)}”"


def _said(value: Any, t: Translations) -> str:
    """A value in words."""
    if isinstance(value, ActionStatus):
        return t.gettext(STATES[value])
    if isinstance(value, datetime.date):
        return date_words(value, t)
    return shortened(value, _SHOWN) if value else t.gettext("(empty)")


def lines(found: PlanBack, t: Translations) -> Iterator[tuple[str, bool]]:
    """What is said of a plan, a line each, and whether it is something that does not fit."""
    for change in found.changes:
        yield change.explain(t), False
    for finding in found.findings:
        yield finding.explain(t), True
