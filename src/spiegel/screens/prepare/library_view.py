"""What the library of running orders says."""

from types import MappingProxyType
from typing import Final

from textual.content import Content

from spiegel.domain.running.self_direction import Where
from spiegel.i18n import N_, _, ngettext
from spiegel.meeting.file_names import file_name
from spiegel.meeting.port.catalogue import KeptPlan
from spiegel.screens.prepare.order_view import span_words
from spiegel.screens.shared.form import Values
from spiegel.screens.shared.panels import Confirm
from spiegel.widgets.browse import typed

SELF_DIRECTION: Final[MappingProxyType[Where, str]] = MappingProxyType(
    {
        "questions": N_("Self-direction: four questions"),
        "every": N_("Self-direction: prompts with every question"),
        "here": N_("Self-direction: prompts with this question"),
    }
)


def row(plan: KeptPlan) -> Content:
    """A running order that was kept, or why it cannot be read."""
    begin = typed(_("Begin with {name}").format(name=plan.name))
    if plan.problem:
        return begin + typed(f"  {plan.problem}", "$error")
    questions = ngettext("{count} question", "{count} questions", plan.questions)
    parts = (plan.format, questions.format(count=plan.questions), span_words(plan.minutes))
    return begin + typed(f"  {' · '.join(parts)}", "$muted")


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
