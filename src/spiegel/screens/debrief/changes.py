"""What one key does to the action under the cursor."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.capture.editing import Remove
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.session.session import Change
from spiegel.screens.debrief.told import Key

E = TypeVar("E", bound=StrEnum)
OneKey = Callable[[Action, Key | None], Change | None]
"""From an action, and the statement or group of ideas under the cursor if there is one, to a
change."""


def _edit(action: Action, **fields: Any) -> Change:
    return EditAction(number=action.number, fields=fields)


def _priority(wanted: Priority) -> OneKey:
    """This priority; the same again takes it away."""
    return lambda action, _ground: _edit(
        action, priority=None if action.priority is wanted else wanted
    )


def _after(value: E) -> E:
    """The next of its kind, and around."""
    all_ = list(type(value))
    return all_[(all_.index(value) + 1) % len(all_)]


def _rest(action: Action, ground: Key | None) -> Change | None:
    """It rests on this statement or group of ideas, or no longer."""
    if ground is None:
        return None
    table, one = ground
    behind = action.clusters if table == "cluster" else action.statements
    rests = tuple(number for number in behind if number != one) if one in behind else (*behind, one)
    return _edit(action, **{f"{table}s": rests})


ONE_KEY: Final[Mapping[str, OneKey]] = MappingProxyType(
    {
        "high": _priority(Priority.HIGH),
        "middle": _priority(Priority.MIDDLE),
        "low": _priority(Priority.LOW),
        "kind": lambda action, _ground: _edit(action, kind=_after(ActionKind(action.kind))),
        "status": lambda action, _ground: _edit(action, status=_after(ActionStatus(action.status))),
        "rest": _rest,
        "remove": lambda action, _ground: Remove(table="actions", number=action.number),
    }
)
"""By the name that a command calls it with."""
