"""Changes of actions: what professionals decide in the debrief, and what it rests on."""

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.domain.capture.storing import day
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority, Reached
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import N_, Translations

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "words": N_("words of action {number}"),
        "reason": N_("reason of action {number}"),
        "kind": N_("kind of action {number}"),
        "owner": N_("who does action {number}"),
        "by": N_("day of action {number}"),
        "priority": N_("priority of action {number}"),
        "status": N_("status of action {number}"),
        "guard": N_("who watches over action {number}"),
        "first_check": N_("first check of action {number}"),
        "evidence": N_("what shows that action {number} is done"),
        "stopped": N_("why action {number} was stopped"),
        "progress": N_("how action {number} stands"),
        "more_say": N_("more say by action {number}"),
        "touches": N_("personas that action {number} touches"),
        "statements": N_("statements behind action {number}"),
        "clusters": N_("groups of ideas behind action {number}"),
        "themes": N_("themes of action {number}"),
    }
)
"""What undo calls the change of one field."""
_MORE_SAY: Final = frozenset({"more_say", "more_say_why"})
"""One question with its answer and the sentence."""


class NoWords(Refusal):
    """An action has to say what will be done."""

    def explain(self, t: Translations) -> str:
        return t.gettext("Say in a few words what will be done.")


class AddAction(Change, frozen=True, kw_only=True):
    """A new action, resting on statements and groups of ideas (numbers; those gone are left out).

    line: the uuid it is saved by, so that one that is tried again is never there twice.
    Raises NoWords when it says nothing.
    """

    words: str
    kind: ActionKind = ActionKind.DO
    reason: str = ""
    statements: tuple[int, ...] = ()
    clusters: tuple[int, ...] = ()
    themes: tuple[int, ...] = ()
    owner: str = ""
    by: datetime.date | None = None
    priority: Priority | None = None
    guard: str = ""
    first_check: datetime.date | None = None
    line: str = ""

    @property
    def retells(self) -> bool:
        return True

    def name(self, t: Translations) -> str:
        return t.gettext("new action")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.line and any(action.line == self.line for action in session.actions.values()):
            return session
        action = Action(
            number=session.number("actions"),
            at=now,
            words=clean(self.words).strip(),
            kind=self.kind,
            reason=clean(self.reason).strip(),
            statements=_known(self.statements, session.statements),
            clusters=_known(self.clusters, session.clusters),
            themes=_known(self.themes, session.themes),
            owner=tidy(clean(self.owner)),
            by=self.by,
            priority=self.priority,
            guard=tidy(clean(self.guard)),
            first_check=self.first_check,
            line=self.line,
        )
        if not action.words:
            raise NoWords
        return put(session, action)


class EditAction(Change, frozen=True, kw_only=True):
    """Other values for some fields of an action; the other fields stay as they are by then.

    fields: names of fields of Action but `number`, `at`, `reached` and `line`. Another status is
    noted in `reached` with its day. Raises Refusal when the action is gone, NoWords when it would
    say nothing.
    """

    number: int
    fields: Mapping[str, Any]

    @property
    def retells(self) -> bool:
        return True

    def name(self, t: Translations) -> str:
        named = next((_NAMES[f] for f in self.fields if f in _NAMES), "")
        if not _MORE_SAY.isdisjoint(self.fields):
            named = _NAMES["more_say"]
        one = len(self.fields) == 1 or _MORE_SAY.issuperset(self.fields)
        if not one or not named:
            return t.gettext("action {number}").format(number=self.number)
        return t.gettext(named).format(number=self.number)

    def apply(self, session: Session, now: Instant) -> Session:
        action = session.actions.get(self.number)
        if action is None:
            raise Refusal
        fields = {field: _entered(session, field, v) for field, v in self.fields.items()}
        if not fields.get("words", action.words):
            raise NoWords
        if fields.get("status", action.status) != action.status:
            fields["reached"] = _reached(action, fields["status"], day(now))
        return put(session, msgspec.structs.replace(action, **fields))


class EditActions(Change, frozen=True, kw_only=True):
    """Other values for fields of several actions at once, by their numbers; those gone stay gone.

    edits: as those of EditAction. Raises NoWords when one would say nothing.
    """

    edits: Mapping[int, Mapping[str, Any]]

    def name(self, t: Translations) -> str:
        return t.gettext("action plan that came back")

    def apply(self, session: Session, now: Instant) -> Session:
        for number, fields in self.edits.items():
            if number in session.actions:
                session = EditAction(number=number, fields=fields).apply(session, now)
        return session


def _reached(action: Action, status: ActionStatus, today: datetime.date) -> tuple[Reached, ...]:
    """The states it came to, with this one; a day that in the end changed nothing is left out."""
    reached = on_this_day(action, status, today)
    was = reached[-2].status if len(reached) > 1 else ActionStatus.PROPOSED
    return reached[:-1] if was is status else reached


def on_this_day(action: Action, status: ActionStatus, today: datetime.date) -> tuple[Reached, ...]:
    """The states an action came to, with that of today; of one day only the last counts."""
    before = (one for one in action.reached if one.on != today)
    return (*before, Reached(status, today))


def _entered(session: Session, field: str, value: Any) -> Any:
    """A value as it may be stored."""
    match field:
        case "words" | "reason" | "evidence" | "stopped" | "progress" | "more_say_why":
            return clean(value).strip()
        case "owner" | "guard":
            return tidy(clean(value))
        case "statements":
            return _known(value, session.statements)
        case "clusters":
            return _known(value, session.clusters)
        case "touches":
            return _known(value, session.personas)
        case "themes":
            return _known(value, session.themes)
        case _:
            return value


def _known(numbers: Iterable[int], table: Mapping[int, object]) -> tuple[int, ...]:
    """The numbers of what is there, each once, in their order."""
    return tuple(dict.fromkeys(number for number in numbers if number in table))
