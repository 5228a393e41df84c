"""What the example says first: that it is one, and what to try."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from spiegel.commands import Command, everywhere, followup, moderate, personas
from spiegel.commands.keys import key_name
from spiegel.i18n import _
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain
from spiegel.widgets.keylist import KeyList


class Example(Panel[None]):
    """A fictional meeting opens with it; Enter or Esc begins.

    polls: people answer on devices in it. made: personas were made in it. begun: it runs already.
    over: it was held, and one looks what became of it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "close", show=False)]

    def __init__(
        self, *, polls: bool = False, made: bool = False, begun: bool = True, over: bool = False
    ) -> None:
        super().__init__(_("Example"))
        self._polls, self._made, self._begun, self._over = polls, made, begun, over

    def contents(self) -> ComposeResult:
        """Where one is, and the keys to try."""
        words = _("This meeting and everybody in it are made up: nothing can go wrong here.")
        yield Static(plain(f"{words} {self._where()}"), classes="note")
        yield KeyList(
            (
                *self._keys(),
                (_key(everywhere.CLOCK), _("what the room sees")),
                (_key(everywhere.REPORT), _("the documents that come of it")),
                (everywhere.HELP.shown, _("all keys of a screen")),
                (_key(everywhere.QUIT), _("leave; everything is saved")),
            )
        )
        if not (self._polls or self._made):
            words = _("Other examples: spiegel demo --format versnellingssessie, or persona.")
            yield Static(plain(words), classes="note")
        yield Static(plain(_("Enter: look around")), classes="hint")

    def _keys(self) -> tuple[tuple[str, str], ...]:
        if self._made:
            return _of_personas()
        if self._polls:
            return _with_devices()
        return _afterwards() if self._over else _aloud()

    def _where(self) -> str:
        if self._made:
            return _(
                "Makers wrote three personas here. Two are agreed, one is back at the makers; what"
                " they rest on is at the left, also from two other made-up meetings."
            )
        if self._over:
            return _("It was held six weeks ago, and today one looked what became of the actions.")
        if not self._polls:
            return _("You are the moderator, in the middle of the client round.")
        if not self._begun:
            return _(
                "You are the moderator and begin now. The devices are made up too: they join within"
                " a quarter of a minute, one comes later, and they answer what you ask."
            )
        return _("You are the moderator, while the ideas of visitors are put in groups.")


def _aloud() -> tuple[tuple[str, str], ...]:
    return (
        (_key(moderate.NEXT), _("on to the next question")),
        (_key(everywhere.SCRIBE), _("record: type 'D3: she called me herself +', Enter")),
        (_key(everywhere.PREPARE), _("who is there, and the running order")),
        (_key(everywhere.MODERATE), _("back to the question and the clock")),
    )


def _afterwards() -> tuple[tuple[str, str], ...]:
    return (
        (_key(followup.DONE), _("an action is done: type what shows it, Enter")),
        (_key(followup.EDIT), _("by when, and how it stands")),
        (_key(followup.NEXT), _("what participants hear of it; m makes the letter")),
    )


def _with_devices() -> tuple[tuple[str, str], ...]:
    return (
        (_key(moderate.NEXT), _("on, step by step: open, close, show, talk")),
        (
            key_name(everywhere.GROUPS_FIRST[everywhere.GROUPS.id]),
            _("put the ideas in groups by number"),
        ),
        (_key(everywhere.SCRIBE), _("record what people say of an outcome")),
        (_key(everywhere.MODERATE), _("back to the question and the clock")),
    )


def _of_personas() -> tuple[tuple[str, str], ...]:
    return (
        (_key(personas.OTHER), _("the next persona; of the last one a sentence is weak")),
        (_key(personas.SIDE), _("to the sentences; what is weak stands below them")),
        (_key(personas.PLAN), _("what a plan changes for this persona")),
        (_key(everywhere.DEBRIEF), _("the actions, and whom they touch")),
    )


def _key(command: Command) -> str:
    return key_name(command.keys[0])
