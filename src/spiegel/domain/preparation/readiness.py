"""Which parts of the preparation are ready, and what each still lacks."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.preparation.assignment import explain, missing_facts
from spiegel.domain.preparation.expectations import sheets
from spiegel.domain.preparation.learning import unserved
from spiegel.domain.preparation.recruiting import (
    HINTS,
    Warn,
    Warning_,
    listener_warnings,
    listeners_who_come,
    participant_warnings,
)
from spiegel.domain.preparation.targets import Targets
from spiegel.domain.preparation.tasks import State, checklist, is_done, without_owner
from spiegel.domain.running.outline import fit
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


class Part(StrEnum):
    """A part of the preparation, in the order in which it is gone through."""

    ASSIGNMENT = "assignment"
    ORDER = "order"
    PARTICIPANTS = "participants"
    LISTENERS = "listeners"
    EXPECTATIONS = "expectations"
    CHECKLIST = "checklist"


ENOUGH: Final[Mapping[Warn, str]] = MappingProxyType(
    {Warn.NOT_CALLED: "called", Warn.NO_LEARNING: "wishes"}
)
"""What is lacking until a task of the checklist is done, by its key: then it is enough as it is."""


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """A part, and what it still lacks in sentences; nothing when it is ready."""

    part: Part
    lacks: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return not self.lacks


def readiness(
    session: Session, targets: Targets, today: datetime.date, t: Translations
) -> tuple[Readiness, ...]:
    """Each part that this kind of meeting has.

    Where people answer on their devices nobody is listed, so who comes is no part of it; where
    nobody listens, nobody expects to hear something.
    """
    lacks = {
        Part.ASSIGNMENT: [explain(fact, t) for fact in missing_facts(session)],
        Part.ORDER: _order(session, t),
        Part.PARTICIPANTS: _lacking(session, participant_warnings(session, targets, today), t),
        Part.LISTENERS: _listeners(session, targets, t),
        Part.EXPECTATIONS: _expectations(session, t),
        Part.CHECKLIST: _checklist(session, today, t),
    }
    if session.on_devices:
        for part in (Part.PARTICIPANTS, Part.LISTENERS, Part.EXPECTATIONS):
            del lacks[part]
    elif session.among_themselves:
        del lacks[Part.EXPECTATIONS]
    return tuple(Readiness(part=part, lacks=tuple(found)) for part, found in lacks.items())


def _lacking(session: Session, warnings: tuple[Warning_, ...], t: Translations) -> list[str]:
    """The warnings that keep a part from being ready."""
    return [
        warning.explain(t)
        for warning in warnings
        if warning.kind not in HINTS and not is_done(session, ENOUGH.get(warning.kind, ""))
    ]


def _order(session: Session, t: Translations) -> list[str]:
    """No questions, what nobody answers, and minutes that do not add up."""
    rounds = (phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    if not any(session.questions_of(phase.number) for phase in rounds):
        return [t.gettext("There are no questions yet.")]
    found = [
        t.gettext("{part}: {count} min too long").format(part=phase.name, count=length.over)
        for phase in session.agenda
        if (length := fit(session, phase)) is not None and length.over
    ]
    return [*found, *unlinked(session, t)]


def unlinked(session: Session, t: Translations) -> list[str]:
    """What listeners want to learn and no question is to answer, in a sentence; nothing if none."""
    left = unserved(session)
    if not left:
        return []
    words = t.ngettext(
        "No question is to answer this: {learning}.",
        "No question is to answer these {count}: {learning}.",
        len(left),
    )
    named = "; ".join(one.words.rstrip("?. ") for one in left)
    return [words.format(count=len(left), learning=named)]


def _listeners(session: Session, targets: Targets, t: Translations) -> list[str]:
    if not session.listeners:
        return [t.gettext("There are no listeners yet.")]
    return _lacking(session, listener_warnings(session, targets), t)


def _expectations(session: Session, t: Translations) -> list[str]:
    coming, written = len(listeners_who_come(session)), sheets(session)
    if written >= coming or is_done(session, "expectations"):
        return []
    words = t.gettext("{written} of {coming} listeners wrote down what they expect.")
    return [words.format(written=written, coming=coming)]


def _checklist(session: Session, today: datetime.date, t: Translations) -> list[str]:
    """Overdue tasks, and shared ones without an owner."""
    late = [item for item in checklist(session, today) if item.state is State.OVERDUE]
    found = [t.gettext("overdue: {words}").format(words=item.shown(t)) for item in late]
    return [*found, *unnamed(session, today, t)]


def unnamed(session: Session, today: datetime.date, t: Translations) -> list[str]:
    """For which shared tasks nobody is named, in a sentence; nothing when all have a name."""
    names = [item.shown(t) for item in without_owner(session, today)]
    if not names:
        return []
    return [t.gettext("Nobody is named for: {tasks}.").format(tasks=", ".join(names))]
