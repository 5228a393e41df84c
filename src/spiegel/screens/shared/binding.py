"""From commands to Textual's bindings, and from a key to what it does."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from textual.binding import Binding, BindingType
from textual.screen import Screen

from spiegel.commands import Command
from spiegel.i18n import _
from spiegel.screens.shared.typing import Deed

_ALSO: Final = {
    "ctrl+space": "ctrl+@",
    "ctrl+slash": "ctrl+underscore",
    "shift+f5": "f15",
    "shift+f6": "f16",
    "shift+f7": "f17",
}


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The bindings of these commands; those in the footer first, in its order.

    Call it when the language is set: a binding keeps the words that it is given.
    """
    ordered = sorted(commands, key=lambda command: (command.footer == 0, command.footer))
    return [
        Binding(
            ",".join(name for key in command.keys for name in names_of(key)),
            command.action,
            _(command.label),
            show=command.footer > 0,
            priority=command.priority,
            id=command.id,
            tooltip=_(command.help),
        )
        for command in ordered
        if command.keys
    ]


def names_of(key: str) -> tuple[str, ...]:
    """The names under which a terminal may bring a key to Textual.

    Most terminals send one byte for ctrl+space and one for ctrl+slash, which Textual calls ctrl+@
    and ctrl+underscore; those that speak the newer keyboard protocol send what was pressed. PuTTY
    sends for shift and an F-key the one that is ten higher, and calls itself xterm.
    """
    return (key, _ALSO[key]) if key in _ALSO else (key,)


def pressed(key: str) -> str:
    """What somebody presses that comes as this key."""
    return next((name for name, also in _ALSO.items() if also == key), key)


def deed_of(
    screen: Screen[Any], character: str, key: str, commands: Iterable[Command] = ()
) -> Deed | None:
    """What a printable key does on this screen, also with caps lock; None when it is no command.

    key: its name, such as "space". What the room sees, or what skips, ends or jumps, asks first.
    """
    bound = screen.active_bindings
    active = bound.get(key) or bound.get(key.lower())
    if active is None or not active.enabled:
        return None
    binding = active.binding
    command = next((each for each in commands if each.id == binding.id), None)
    return Deed(
        keys=character,
        label=_(command.label) if command is not None else binding.description,
        asks=_(command.asks) if command is not None and command.asks else "",
        do=partial(screen.app.run_action, binding.action, active.node),
    )


def verb_of(action: str, parameters: tuple[object, ...] = ()) -> str:
    """What is to be done by `do('verb')`, as a command or a key writes it; nothing for another."""
    name, _bracket, arguments = action.partition("(")
    if name != "do":
        return ""
    return str(parameters[0]) if parameters else arguments.split("'")[1]
