"""What one key does to the action under the cursor."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.capture.editing import Remove
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.session.session import Change

E = TypeVar("E", bound=StrEnum)
OneKey = Callable[[Action, int | None], Change | None]
"""From an action, and the statement under the cursor if there is one, to a change."""


def _edit(action: Action, **fields: Any) -> Change:
    return EditAction(number=action.number, fields=fields)


def _priority(wanted: Priority) -> OneKey:
    """This priority; the same again takes it away."""
    return lambda action, _statement: _edit(
        action, priority=None if action.priority is wanted else wanted
    )


def _after(value: E) -> E:
    """The next of its kind, and around."""
    all_ = list(type(value))
    return all_[(all_.index(value) + 1) % len(all_)]


def _rest(action: Action, statement: int | None) -> Change | None:
    """It rests on this statement, or no longer."""
    if statement is None:
        return None
    behind = action.statements
    fewer = tuple(number for number in behind if number != statement)
    return _edit(action, statements=fewer if statement in behind else (*behind, statement))


ONE_KEY: Final[Mapping[str, OneKey]] = MappingProxyType(
    {
        "high": _priority(Priority.HIGH),
        "middle": _priority(Priority.MIDDLE),
        "low": _priority(Priority.LOW),
        "kind": lambda action, _statement: _edit(action, kind=_after(ActionKind(action.kind))),
        "status": lambda action, _statement: _edit(
            action, status=_after(ActionStatus(action.status))
        ),
        "rest": _rest,
        "remove": lambda action, _statement: Remove(table="actions", number=action.number),
    }
)
"""By the name that a command calls it with."""
