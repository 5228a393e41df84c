"""How far actions are on a day: what is still to be done, what is too late, what needs a look."""

import datetime
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Outline

ENDED: Final = frozenset({ActionStatus.DONE, ActionStatus.STOPPED})
"""The states after which nothing is to be done any more."""


class Standing(StrEnum):
    """How an action stands on a day.

    overdue: its day is past. to check: the day of its first check has come, and its state is still
    what it was when it was decided. Those that are declined are none of these.
    """

    OVERDUE = "overdue"
    TO_CHECK = "to check"
    OPEN = "open"
    DONE = "done"
    STOPPED = "stopped"
    DECLINED = "declined"


# Asked of its class each time, a member takes longer than all the rest of `standing`.
_OPEN, _OVERDUE, _TO_CHECK = Standing.OPEN, Standing.OVERDUE, Standing.TO_CHECK
_DECLINE: Final = ActionKind.DECLINE
_DONE, _STOPPED = ActionStatus.DONE, ActionStatus.STOPPED


def is_open(action: Action) -> bool:
    """Whether something is still to be done."""
    return action.kind is not ActionKind.DECLINE and action.status not in ENDED


def standing(action: Action | Outline, today: datetime.date) -> Standing:
    """How an action stands on this day."""
    if action.kind is _DECLINE:
        return Standing.DECLINED
    if action.status is _DONE:
        return Standing.DONE
    if action.status is _STOPPED:
        return Standing.STOPPED
    if action.by is not None and action.by < today:
        return _OVERDUE
    if action.first_check is not None and action.first_check <= today and not _looked_at(action):
        return _TO_CHECK
    return _OPEN


def _looked_at(action: Action | Outline) -> bool:
    """Whether its state was set on the day of the first check or later."""
    checked = action.first_check
    return checked is not None and any(one.on >= checked for one in action.reached)


def first_day(actions: Iterable[Action]) -> datetime.date | None:
    """The first day on which something of these is to be done; None when nothing has a day."""
    return min((action.by for action in actions if action.by and is_open(action)), default=None)
