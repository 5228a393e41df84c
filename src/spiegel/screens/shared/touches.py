"""Which personas an action touches: a yes or no for each."""

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.session.actions import Action
from spiegel.domain.session.session import Change
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm

YES, NO = "yes", "no"


def form(meeting: Meeting, action: Action, words: str) -> Form:
    """A choice for each persona of this meeting, under the words of the action."""
    fields = tuple(
        Field(
            key=str(persona.number),
            label=persona.name or _("without a name yet"),
            value=YES if persona.number in action.touches else NO,
            kind="choice",
            choices=((NO, _("no")), (YES, _("yes"))),
        )
        for persona in meeting.session.personas.values()
    )
    half = HalfForm(meeting.typed, f"actions {action.number} personas")
    return Form(_("Which personas does this touch?"), fields, advice=words, half=half)


def change(action: Action, values: Values) -> Change | None:
    """What keeps it; None when nothing is other than it was."""
    touched = tuple(int(number) for number, answer in values.items() if answer == YES)
    if touched == action.touches:
        return None
    return EditAction(number=action.number, fields={"touches": touched})
