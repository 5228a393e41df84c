"""What the library of running orders says."""

from types import MappingProxyType
from typing import Final

from spiegel.domain.running.self_direction import Where
from spiegel.i18n import N_, _
from spiegel.meeting.file_names import file_name
from spiegel.screens.shared.form import Values
from spiegel.screens.shared.panels import Confirm

SELF_DIRECTION: Final[MappingProxyType[Where, str]] = MappingProxyType(
    {
        "questions": N_("Self-direction: four questions"),
        "every": N_("Self-direction: prompts with every question"),
        "here": N_("Self-direction: prompts with this question"),
    }
)


def no_name(values: Values) -> str:
    """What is wrong with a name to keep a running order under."""
    if not values["name"].strip():
        return _("Give it a name first.")
    return "" if file_name(values["name"]) else _("That can be no name of a file.")


def in_place_of(name: str) -> Confirm:
    """Whether one of the same name makes place."""
    words = _("There is a running order called {name} already.").format(name=name)
    return Confirm(
        _("Keep this running order"), words, yes=_("Put this in its place"), no=_("Leave that one")
    )
