"""The action plan as a workbook (.xlsx): a row for each action, and the lists to choose from.

It can be read in again, so the second sheet says of which meeting it is, and how each action stood
when it was made.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import zip_longest
from typing import Any, Final

from spiegel.domain.actions.following import ENDED
from spiegel.domain.report.action_rows import (
    BASELINE,
    COLUMNS,
    DAYS,
    KINDS,
    MARKED,
    PlannedAction,
    action_rows,
)
from spiegel.domain.report.actions import PRIORITIES, STATES
from spiegel.domain.report.file_mark import mark_of
from spiegel.domain.report.inside import FOR_INSIDE, quoting_for_inside
from spiegel.domain.report.material import material
from spiegel.domain.report.traces import NOT_LOOKED_AT, not_looked_at
from spiegel.domain.session.actions import ActionKind
from spiegel.domain.session.session import Session
from spiegel.export.exchange.workbook import Cell, Choice, Late, Sheet, Workbook, quoted
from spiegel.i18n import Translations

_WIDTHS: Final = (4, 34, 11, 20, 20, 9, 18, 20, 9, 12, 24, 11, 15)
"""Characters of each column."""


def said(session: Session, t: Translations) -> str:
    """What it says, whenever it is made."""
    rows = action_rows(session, t)
    lines = ["\t".join(one.texts(t).values()) for one in rows]
    inside = quoting_for_inside(session, _typed(rows), t)
    return "\n".join((*lines, *inside, *not_looked_at(session, t)))


def as_workbook(session: Session, t: Translations) -> bytes:
    """The whole file."""
    rows = action_rows(session, t)
    cells = list(_cells(rows, t))
    title = material(session, t).words(session.info.title)
    name, choices = t.gettext("Action plan"), t.gettext("Choices")
    states = [t.gettext(words) for words in STATES.values()]
    priorities = [t.gettext(words) for one, words in PRIORITIES.items() if one is not None]
    plan = Sheet(
        name=t.gettext("Actions"),
        columns=[t.gettext(column) for column in COLUMNS.values()],
        widths=_WIDTHS,
        rows=([one[field] for field in COLUMNS] for one in cells),
        fixed=2,
        late=Late(
            column=list(COLUMNS).index("by"),
            unless=[
                *((list(COLUMNS).index("status"), t.gettext(STATES[one])) for one in sorted(ENDED)),
                (list(COLUMNS).index("kind"), t.gettext(KINDS[ActionKind.DECLINE])),
            ],
            # TRANSLATORS: as Excel writes a format of days, with words behind it
            day=t.gettext('yyyy-mm-dd" (passed)"'),
        ),
        choices=(
            _listed("status", f"{quoted(choices)}!$A$2:$A${len(states) + 1}", t),
            _listed("priority", f"{quoted(choices)}!$B$2:$B${len(priorities) + 1}", t),
            *(_day(field, t) for field in DAYS),
        ),
    )
    marks = [mark_of(session), t.gettext("Leave this sheet as it is: Spiegel needs it.")]
    lists = Sheet(
        name=choices,
        columns=[
            *(t.gettext(COLUMNS[field]) for field in ("status", "priority")),
            *("", MARKED),
            *(t.gettext(COLUMNS[field]) for field in BASELINE),
        ],
        widths=(14, 12, 4, 38, 5, 14, 12, 30, 12),
        rows=_beside(states, priorities, marks, cells),
    )
    return Workbook(
        title=f"{name}: {title}" if title else name,
        subject=t.gettext("Improvement actions of a meeting"),
        company=session.info.organisation,
        language=session.info.language,
        # TRANSLATORS: as Excel writes a format of days
        day=t.gettext("yyyy-mm-dd"),
        table="Acties",
        about=t.gettext("A row for each action, with who does it and by when."),
        sheets=(plan, lists, *_stated(session, rows, t)),
    ).packed()


def _typed(rows: Sequence[PlannedAction]) -> Iterator[str]:
    return (words for one in rows for words in one.typed)


def _stated(session: Session, rows: Sequence[PlannedAction], t: Translations) -> Iterator[Sheet]:
    """Last sheets that say who it is not for, and that not everything was looked at."""
    for words in quoting_for_inside(session, _typed(rows), t):
        name = t.gettext(FOR_INSIDE)
        yield Sheet(name=t.gettext("For inside"), columns=[name], widths=(90,), rows=[[words]])
    for words in not_looked_at(session, t):
        name = t.gettext(NOT_LOOKED_AT)
        yield Sheet(name=t.gettext("Not looked at"), columns=[name], widths=(90,), rows=[[words]])


def _cells(rows: Sequence[PlannedAction], t: Translations) -> Iterator[Mapping[str, Cell]]:
    """What stands in each column of each action."""
    names: dict[Any, str] = {**KINDS, **PRIORITIES, **STATES}
    worded: dict[Enum | None, str] = {None: ""}
    for one in rows:
        for value in (one.kind, one.priority, one.status):
            if value not in worded:
                worded[value] = t.gettext(names[value])
        yield {
            "number": one.number,
            "words": one.words,
            "kind": worded[one.kind],
            "reason": one.reason,
            "themes": ", ".join(one.themes),
            "grounds": ", ".join((*one.rests_on, *one.groups)),
            "owner": one.owner,
            "by": one.by,
            "priority": worded[one.priority],
            "status": worded[one.status],
            "note": one.note,
            "first_check": one.first_check,
            "guard": one.guard,
        }


def _listed(field: str, values: str, t: Translations) -> Choice:
    return Choice(
        column=list(COLUMNS).index(field),
        values=values,
        title=t.gettext(COLUMNS[field]),
        words=t.gettext("Choose one from the list."),
    )


def _day(field: str, t: Translations) -> Choice:
    return Choice(
        column=list(COLUMNS).index(field),
        title=t.gettext(COLUMNS[field]),
        words=t.gettext("Type a day, such as 15-12-2026."),
    )


def _beside(
    states: Sequence[str],
    priorities: Sequence[str],
    marks: Sequence[str],
    rows: Sequence[Mapping[str, Cell]],
) -> Iterator[Sequence[Cell]]:
    """The second sheet: states, priorities, the mark, and how it stood when this file was made."""
    for state, priority, mark, one in zip_longest(states, priorities, marks, rows):
        stood = [one[field] for field in BASELINE] if one is not None else [""] * len(BASELINE)
        yield [state or "", priority or "", "", mark or "", *stood]
