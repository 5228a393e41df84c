"""The improvement actions as rows, for other programs: days as days and states as states."""

import datetime
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.report import outcomes
from spiegel.domain.report.actions import PRIORITIES, STATES
from spiegel.domain.report.answered import all_asked
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.meeting import answer_labels
from spiegel.domain.report.themes import layout
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations

COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "number": N_("No."),
        "words": N_("What"),
        "kind": N_("Kind"),
        "reason": N_("Why, or why not"),
        "themes": N_("Themes"),
        "grounds": N_("Rests on"),
        "owner": N_("Who"),
        "by": N_("By when"),
        "priority": N_("Priority"),
        "status": N_("Status"),
        "note": N_("What shows it, or why it stopped"),
        "first_check": N_("First check"),
    }
)
"""What a row has, in order, and what it is called."""
KINDS: Final[Mapping[ActionKind, str]] = MappingProxyType(
    {
        ActionKind.DO: N_("do"),
        ActionKind.EXPLORE: N_("find out"),
        ActionKind.DECLINE: N_("will not do"),
    }
)


class PlannedAction(msgspec.Struct, frozen=True, kw_only=True):
    """An action as a document may show it; words may be empty.

    rests_on: statements by their numbers in the report. groups: names of groups of ideas. owner: a
    function, never a code. note: what shows that it is done, or why it was stopped.
    """

    number: int
    words: str
    kind: ActionKind
    reason: str
    themes: tuple[str, ...]
    rests_on: tuple[str, ...]
    groups: tuple[str, ...]
    owner: str
    by: datetime.date | None
    priority: Priority | None
    status: ActionStatus
    note: str
    first_check: datetime.date | None

    def text(self, column: str, t: Translations) -> str:
        """What a column says, in words; a day in full."""
        match column:
            case "kind":
                return t.gettext(KINDS[self.kind])
            case "priority":
                return t.gettext(PRIORITIES[self.priority]) if self.priority is not None else ""
            case "status":
                return t.gettext(STATES[self.status])
            case "themes":
                return ", ".join(self.themes)
            case "grounds":
                return ", ".join((*self.rests_on, *self.groups))
            case "by" | "first_check":
                day: datetime.date | None = getattr(self, column)
                return date_words(day, t) if day is not None else ""
            case _:
                return str(getattr(self, column))

    def told(self, t: Translations) -> Iterator[tuple[str, str]]:
        """Each column by its name with what it says."""
        return ((t.gettext(name), self.text(column, t)) for column, name in COLUMNS.items())


def action_rows(session: Session, t: Translations) -> tuple[PlannedAction, ...]:
    """All actions by their numbers, through the gate, in the language of `t`."""
    if not session.actions:
        return ()
    seen = material(session, t)
    placing = layout(seen)
    labels = {number: link.words for number, link in placing.labels.items()}
    labels |= {number: link.words for number, link in answer_labels(seen).items()}
    names = {one.theme.number: one.name for one in placing.themes if one.theme is not None}
    groups = {
        number: link.words
        for number, (_question, link) in outcomes.cluster_labels(seen, all_asked(seen)).items()
    }
    return tuple(
        _row(seen, action, labels, names, groups)
        for action in sorted(session.actions.values(), key=lambda one: one.number)
    )


def _row(
    seen: Material,
    action: Action,
    labels: Mapping[int, str],
    names: Mapping[int, str],
    groups: Mapping[int, str],
) -> PlannedAction:
    return PlannedAction(
        number=action.number,
        words=seen.said(action.words, seen.t.gettext("(no words)")),
        kind=action.kind,
        reason=seen.said(action.reason, ""),
        themes=tuple(_themes(seen, action, names)),
        rests_on=tuple(
            sorted({labels[n] for n in action.statements if n in labels}, key=_in_order)
        ),
        groups=tuple(groups[n] for n in dict.fromkeys(action.clusters) if n in groups),
        owner=(seen.owner(action.owner) or seen.withheld) if action.owner.strip() else "",
        by=action.by,
        priority=action.priority,
        status=action.status,
        note=seen.said(note_of(action), ""),
        first_check=action.first_check,
    )


def note_field(status: ActionStatus) -> str:
    """Which field of an action in this state the note is."""
    return "stopped" if status is ActionStatus.STOPPED else "evidence"


def note_of(action: Action) -> str:
    """What shows that it is done, or why it was stopped."""
    words: str = getattr(action, note_field(action.status))
    return words


def _themes(seen: Material, action: Action, names: Mapping[int, str]) -> Iterator[str]:
    """Its own themes, and those of the statements behind it that may be shown."""
    numbers = dict.fromkeys(action.themes)
    for number in action.statements:
        said = seen.session.statements.get(number)
        if said is not None and seen.shown(said) is not None:
            numbers |= dict.fromkeys(said.themes[:1])
    for number in numbers:
        theme = seen.session.themes.get(number)
        if theme is not None:
            yield names.get(number) or seen.said(theme.name, seen.t.gettext("(no words)"))


def _in_order(label: str) -> tuple[bool, list[int]]:
    """Numbers of themes before those of questions, 2.3 before 2.10."""
    return not label[:1].isdigit(), [int(part) for part in re.findall(r"\d+", label)]
