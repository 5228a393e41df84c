"""The question of self-direction to an action: does it give the client more say, and how."""

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.session.actions import Action
from spiegel.domain.session.session import Change
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.form import Field, Form, Values, different
from spiegel.screens.shared.half_form import HalfForm

ANSWERS = {"yes": True, "no": False, "": None}
"""By what the field holds."""


def form(meeting: Meeting, action: Action, words: str) -> Form:
    """Yes or no, and a sentence, under the words of the action."""
    return Form(
        _("Does this give the client more say?"),
        _fields(action),
        advice=words,
        half=HalfForm(meeting.typed, f"actions {action.number} more say"),
    )


def _fields(action: Action) -> tuple[Field, ...]:
    answer = next(key for key, said in ANSWERS.items() if said is action.more_say)
    return (
        Field(
            key="more_say",
            label=_("answer"),
            value=answer,
            kind="choice",
            choices=(("yes", _("yes")), ("no", _("no")), ("", _("not answered yet"))),
        ),
        Field(key="more_say_why", label=_("how"), value=action.more_say_why, kind="words"),
    )


def change(action: Action, values: Values) -> Change | None:
    """What keeps the answer; None when nothing is other than it was."""
    answered = {
        "more_say": ANSWERS[values["more_say"]],
        "more_say_why": values["more_say_why"].strip(),
    }
    other = different(action, answered)
    return EditAction(number=action.number, fields=other) if other else None
