"""The improvement actions as rows, for other programs: days as days and states as states."""

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
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
        "note": N_("How it stands"),
        "first_check": N_("First check"),
        "guard": N_("Watched by"),
    }
)
"""What a row has, in order, and what it is called."""
NAMED_BEFORE: Final = {"note": N_("What shows it, or why it stopped")}
"""What a column was called in plans that may still come back."""
BASELINE: Final = ("number", "status", "by", "note", "first_check")
"""Of these an action plan says how they stood when it was made; all but the number come back."""
MARKED: Final = "Spiegel"
"""What stands over the mark of the meeting in an action plan."""
DAYS: Final = ("by", "first_check")
"""What of it is a day."""
KINDS: Final[Mapping[ActionKind, str]] = MappingProxyType(
    {
        ActionKind.DO: N_("do"),
        ActionKind.EXPLORE: N_("find out"),
        ActionKind.DECLINE: N_("will not do"),
    }
)


class PlannedAction(msgspec.Struct, frozen=True, kw_only=True):
    """An action as a document may show it; words may be empty.

    rests_on: statements by their numbers in the report. groups: names of groups of ideas. owner,
    guard: a function, never a code. note: what shows that it is done, why it was stopped, or how
    it stands.
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
    guard: str

    def texts(self, t: Translations) -> Mapping[str, str]:
        """What each of `COLUMNS` says, in words; a day in full."""
        return {
            "number": str(self.number),
            "words": self.words,
            "kind": t.gettext(KINDS[self.kind]),
            "reason": self.reason,
            "themes": ", ".join(self.themes),
            "grounds": ", ".join((*self.rests_on, *self.groups)),
            "owner": self.owner,
            "by": date_words(self.by, t) if self.by is not None else "",
            "priority": t.gettext(PRIORITIES[self.priority]) if self.priority is not None else "",
            "status": t.gettext(STATES[self.status]),
            "note": self.note,
            "first_check": date_words(self.first_check, t) if self.first_check is not None else "",
            "guard": self.guard,
        }

    @property
    def typed(self) -> tuple[str, ...]:
        """What of it people wrote themselves."""
        return (
            self.words,
            self.reason,
            self.owner,
            self.note,
            self.guard,
            *self.themes,
            *self.groups,
        )

    def told(self, t: Translations) -> Iterator[tuple[str, str]]:
        """Each column by its name with what it says."""
        texts = self.texts(t)
        return ((t.gettext(name), texts[column]) for column, name in COLUMNS.items())


@lru_cache(maxsize=1)
def action_rows(session: Session, t: Translations) -> tuple[PlannedAction, ...]:
    """All actions by their numbers, through the gate, in the language of `t`.

    They are asked for once to make a document, and once for the sum of what it says.
    """
    if not session.actions:
        return ()
    writing = _Writing(material(session, t))
    return tuple(
        writing.row(action)
        for action in sorted(session.actions.values(), key=lambda one: one.number)
    )


class _Writing:
    """What the rows of one session have in common; words that come back pass the gate once."""

    def __init__(self, seen: Material) -> None:
        self._seen = seen
        placing = layout(seen)
        labels = {number: link.words for number, link in placing.labels.items()}
        labels |= {number: link.words for number, link in answer_labels(seen).items()}
        rested = {n for action in seen.session.actions.values() for n in action.statements}
        ordered = sorted(((n, labels[n]) for n in rested & labels.keys()), key=_in_order)
        self._labels = {number: (at, label) for at, (number, label) in enumerate(ordered)}
        self._names = {one.theme.number: one.name for one in placing.themes if one.theme}
        labelled = outcomes.cluster_labels(seen, all_asked(seen))
        self._groups = {number: link.words for number, (_question, link) in labelled.items()}
        self._owners: dict[str, str] = {"": ""}
        self._no_words = seen.t.gettext("(no words)")

    def row(self, action: Action) -> PlannedAction:
        seen = self._seen
        resting = sorted({self._labels[n] for n in action.statements if n in self._labels})
        return PlannedAction(
            number=action.number,
            words=seen.said(action.words, self._no_words),
            kind=action.kind,
            reason=seen.said(action.reason, "") if action.reason else "",
            themes=tuple(self._themes(action)),
            rests_on=tuple(label for _at, label in resting),
            groups=tuple(
                self._groups[n] for n in dict.fromkeys(action.clusters) if n in self._groups
            ),
            owner=self._owner(action.owner),
            by=action.by,
            priority=action.priority,
            status=action.status,
            note=seen.said(action.told, "") if action.told else "",
            first_check=action.first_check,
            guard=self._owner(action.guard),
        )

    def _owner(self, written: str) -> str:
        if written not in self._owners:
            shown = self._seen.owner(written) or self._seen.withheld
            self._owners[written] = shown if written.strip() else ""
        return self._owners[written]

    def _themes(self, action: Action) -> Iterator[str]:
        """Its own themes, and those of the statements behind it that may be shown."""
        session = self._seen.session
        numbers = dict.fromkeys(action.themes)
        for number in action.statements:
            said = session.statements.get(number)
            if said is not None and self._seen.shown(said) is not None:
                numbers |= dict.fromkeys(said.themes[:1])
        for number in numbers:
            if number in self._names:
                yield self._names[number]
            elif number in session.themes:
                yield self._seen.said(session.themes[number].name, self._no_words)


def _in_order(numbered: tuple[int, str]) -> tuple[bool, list[int]]:
    """Numbers of themes before those of questions, 2.3 before 2.10."""
    label = numbered[1]
    return not label[:1].isdigit(), [int(part) for part in _NUMBER.findall(label)]


_NUMBER: Final = pattern(r"\d+")
