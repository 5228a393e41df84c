"""Which parts of the preparation are ready, and what each still lacks."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.preparation.assignment import explain, missing_facts
from spiegel.domain.preparation.expectations import sheets
from spiegel.domain.preparation.recruiting import (
    listener_warnings,
    listeners_who_come,
    participant_warnings,
    unserved,
)
from spiegel.domain.preparation.targets import Targets
from spiegel.domain.preparation.tasks import State, checklist, without_owner
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations


class Part(StrEnum):
    """A part of the preparation, in the order in which it is gone through."""

    ASSIGNMENT = "assignment"
    ORDER = "order"
    PARTICIPANTS = "participants"
    LISTENERS = "listeners"
    EXPECTATIONS = "expectations"
    CHECKLIST = "checklist"


NAMES: Final[Mapping[Part, str]] = MappingProxyType(
    {
        Part.ASSIGNMENT: N_("assignment"),
        Part.ORDER: N_("running order"),
        Part.PARTICIPANTS: N_("participants"),
        Part.LISTENERS: N_("listeners"),
        Part.EXPECTATIONS: N_("expectations"),
        Part.CHECKLIST: N_("checklist"),
    }
)


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
    """Each part that this kind of meeting has."""
    lacks = {
        Part.ASSIGNMENT: [explain(fact, t) for fact in missing_facts(session)],
        Part.ORDER: _order(session, t),
        Part.PARTICIPANTS: [
            warning.explain(t) for warning in participant_warnings(session, targets, today)
        ],
        Part.LISTENERS: _listeners(session, targets, t),
        Part.EXPECTATIONS: _expectations(session, t),
        Part.CHECKLIST: _checklist(session, today, t),
    }
    if session.on_devices:
        for part in (Part.PARTICIPANTS, Part.LISTENERS, Part.EXPECTATIONS):
            del lacks[part]
    return tuple(Readiness(part=part, lacks=tuple(found)) for part, found in lacks.items())


def _order(session: Session, t: Translations) -> list[str]:
    asked = any(phase.asks and session.questions_of(phase.number) for phase in session.agenda)
    if not asked:
        return [t.gettext("There are no questions yet.")]
    left = len(unserved(session))
    if left:
        words = t.ngettext(
            "{count} learning question is served by no question.",
            "{count} learning questions are served by no question.",
            left,
        )
        return [words.format(count=left)]
    return []


def _listeners(session: Session, targets: Targets, t: Translations) -> list[str]:
    if not session.listeners:
        return [t.gettext("There are no listeners yet.")]
    return [warning.explain(t) for warning in listener_warnings(session, targets)]


def _expectations(session: Session, t: Translations) -> list[str]:
    coming, written = len(listeners_who_come(session)), sheets(session)
    if written >= coming:
        return []
    words = t.gettext("{written} of {coming} listeners wrote down what they expect.")
    return [words.format(written=written, coming=coming)]


def _checklist(session: Session, today: datetime.date, t: Translations) -> list[str]:
    """Overdue tasks, and shared ones without an owner."""
    late = [item for item in checklist(session, today) if item.state is State.OVERDUE]
    found = [t.gettext("overdue: {words}").format(words=item.shown(t)) for item in late]
    names = [item.shown(t) for item in without_owner(session, today)]
    if names:
        found.append(t.gettext("Nobody is named for: {tasks}").format(tasks=", ".join(names)))
    return found
