"""Which personas an action touches: a yes or no for each."""

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.session.actions import Action
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import _
from spiegel.screens.shared.form import Field, Values

YES, NO = "yes", "no"


def fields(session: Session, action: Action) -> tuple[Field, ...]:
    """A choice for each persona of this meeting."""
    return tuple(
        Field(
            key=str(persona.number),
            label=persona.name or _("without a name yet"),
            value=YES if persona.number in action.touches else NO,
            kind="choice",
            choices=((NO, _("no")), (YES, _("yes"))),
        )
        for persona in session.personas.values()
    )


def change(action: Action, values: Values) -> Change | None:
    """What keeps it; None when nothing is other than it was."""
    touched = tuple(int(number) for number, answer in values.items() if answer == YES)
    if touched == action.touches:
        return None
    return EditAction(number=action.number, fields={"touches": touched})
