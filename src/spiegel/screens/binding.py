"""From commands to Textual's bindings."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from spiegel.commands import Command
from spiegel.i18n import _


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The bindings of these commands; those in the footer first, in its order.

    Call it when the language is set: a binding keeps the words that it is given.
    """
    ordered = sorted(commands, key=lambda command: (command.footer == 0, command.footer))
    return [
        Binding(
            ",".join(command.keys),
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
