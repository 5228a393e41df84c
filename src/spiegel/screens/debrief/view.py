"""Where the debrief is and what the room may see of it: words, no widgets."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

from textual.content import Content

from spiegel.commands import everywhere, personas
from spiegel.commands.keys import key_name
from spiegel.domain.consent.gate import Shown
from spiegel.domain.consent.gate import told as told_by_gate
from spiegel.domain.personas.making import field_name
from spiegel.domain.personas.telling import answer_told, name_told
from spiegel.domain.running.reflection import CARDS, ShowCards
from spiegel.domain.running.running import place
from spiegel.domain.running.self_direction import name_of
from spiegel.domain.running.steps import (
    begun,
    debrief_phase,
    in_the_way,
    marked,
    noted,
    opened,
    step_now,
)
from spiegel.domain.session.agenda import Phase, Step
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.i18n import _, current
from spiegel.text import plain
from spiegel.widgets.browse import Row, typed
from spiegel.widgets.card import CardShown, Line
from spiegel.widgets.phasebar import PhaseMark


def beside(session: Session, by: int) -> Step | None:
    """The step so many places further on, or back with a negative number."""
    phase, step = debrief_phase(session), step_now(session)
    if phase is None or step is None:
        return None
    place_ = phase.steps.index(step) + by
    return phase.steps[place_] if 0 <= place_ < len(phase.steps) else None


def clients_here(session: Session) -> Phase | None:
    """The phase that runs now, if the participants are still in the room."""
    phase = place(session).phase
    return phase if phase is not None and phase.with_clients else None


PARTS: Final = ("before", "talk", "gate", "decide")
"""What the screen can show: not begun, a step with remarks, actions still closed, the actions."""
ALLOWED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "begin": ("before",),
        "step": ("talk", "gate"),
        "talk": ("talk",),
        "discussed": ("talk",),
        "gate": ("gate",),
        "step_back": ("decide",),
        "theme": ("decide",),
        "decide": ("decide",),
        "change": ("decide",),
        "editor": ("decide",),
    }
)
"""The parts in which an action can be done; any other action always can."""


CARD_CHANGES: Final = (
    ShowCards(),
    *(ShowCards(card=card.element) for card in CARDS),
    ShowCards(away=True),
)
"""What the room can see of the reflection cards, in the order of the list."""


def card_rows(session: Session) -> list[Content]:
    """All four, each by itself, or the clock again; what was chosen has a mark."""
    chosen = session.info.card
    return [
        plain(_("The four reflection cards, to choose from")),
        *(
            plain(
                f"{'✓' if card.element is chosen else ' '} {name_of(card.element, current())}:"
                f" {_(card.question)}"
            )
            for card in CARDS
        ),
        plain(_("The clock again")),
    ]


def called(action: str, parameters: tuple[object, ...]) -> tuple[str, str]:
    """The name and first argument of an action, also as a command writes it: "step(1)"."""
    name, _bracket, arguments = action.rstrip(")").partition("(")
    first = str(parameters[0]) if parameters else arguments.partition(",")[0].strip("'")
    return name, first


def part(session: Session) -> str:
    """Which of the parts is shown."""
    if not begun(session):
        return "before"
    step = step_now(session)
    if step is not None and not step.actions:
        return "talk"
    return "gate" if in_the_way(session) else "decide"


def allowed(session: Session, name: str, argument: str, *, making: bool) -> bool:
    """Whether this can be done now. making: an action is being made."""
    if name not in ALLOWED:
        return True
    if part(session) not in ALLOWED[name] or making is not (name == "editor"):
        return False
    match name:
        case "talk":
            return argument == "retry" or opened(session)
        case "discussed":
            return may_be_discussed(session)
        case "step":
            return beside(session, int(argument)) is not None
        case "step_back":
            return beside(session, -1) is not None
        case _:
            return True


def why_closed(session: Session) -> str:
    """Why there are no actions yet: the order of the steps is part of the method."""
    step = step_now(session)
    name = step.name if step is not None else ""
    return _(
        "{step} comes last. Who skips what it did to people finds less support for it."
    ).format(step=name)


def marks(session: Session) -> tuple[PhaseMark, ...]:
    """The steps as the bar on top shows them."""
    phase = debrief_phase(session)
    if phase is None:
        return ()
    step = step_now(session)
    now = phase.steps.index(step) if step is not None and begun(session) else -1
    return tuple(
        PhaseMark(each.name, "now" if index == now else "done" if index < now else "later")
        for index, each in enumerate(phase.steps)
    )


def before_it(session: Session) -> CardShown:
    """What stands on the screen until the debrief begins."""
    phase = debrief_phase(session)
    if phase is None:
        return CardShown()
    steps = tuple(Line(step.name) for step in phase.steps)
    if clients_here(session) is not None:
        warning = Line(_("The participants are still here. What they said stays closed."), "", "")
        lines = (*steps, Line("", ""), warning)
        return CardShown(heading=phase.name, main=_("Not yet begun"), lines=lines)
    begins = _("Enter begins: {phase}").format(phase=phase.name)
    return CardShown(heading=phase.name, main=begins, lines=steps)


def asked(session: Session) -> str:
    """What the step asks of the professionals."""
    step = step_now(session)
    return (step.text or step.name) if step is not None else ""


def remarks(session: Session) -> list[Remark]:
    """What was noted in this step, in order; what a plan changes for a persona is among it."""
    step = step_now(session)
    if step is None:
        return []
    found = (session.remarks_of(kind, step.key) for kind in (RemarkKind.STEP, RemarkKind.TESTED))
    return sorted(chain.from_iterable(found), key=lambda remark: remark.number)


def remark_row(session: Session, remark: Remark) -> Row:
    """A remark as the room may see it; one that may not be shown leaves its place."""
    tested = remark.kind is RemarkKind.TESTED
    shown = (
        answer_told(session, remark, current())
        if tested
        else told_by_gate(session, remark.words, current(), remark.people)
    )
    if isinstance(shown, Shown):
        meta = (typed(_of_plan(session, remark), "$muted"),) if tested else ()
        return Row(gutter=plain("·", "$muted"), words=typed(shown.words), meta=meta)
    return Row(gutter=plain("·", "$muted"), words=Content.styled(_("(not shown)"), "$muted"))


def _of_plan(session: Session, remark: Remark) -> str:
    """Which plan it was, for whom it changes this, and in what."""
    persona = session.personas.get(remark.persona or 0)
    name = name_told(session, persona, current()) if persona is not None else ""
    field = field_name(remark.field, current()) if remark.field is not None else ""
    return " · ".join(filter(None, (remark.plan, name, field)))


def nothing_noted(session: Session) -> Content:
    """What an empty step says to do first."""
    step = step_now(session)
    if step is not None and step.key in marked(session, MomentKind.DISCUSSED):
        return Content.styled(_("Discussed, not noted."), "$muted")
    words = _("Type what is said, without names. Enter notes it.")
    if session.personas and opened(session):
        plan = _("{keys}: test a plan.").format(
            keys=", ".join(key_name(each.keys[0]) for each in (everywhere.PERSONAS, personas.PLAN))
        )
        words = f"{words} {plan}"
    return Content.styled(words, "$muted")


def may_be_discussed(session: Session) -> bool:
    """Whether this step could be marked as discussed although nothing was noted."""
    step = step_now(session)
    return begun(session) and step is not None and not noted(session, step)


def gate_words(session: Session) -> list[tuple[Step, str]]:
    """A line for each step that still keeps the actions closed."""
    return [
        (step, _("Nothing noted yet at {step}: go on anyway").format(step=step.name.lower()))
        for step in in_the_way(session)
    ]


def participants_gone(session: Session) -> str:
    """What is asked before the debrief begins while the participants are still in the room."""
    phase = clients_here(session)
    name = phase.name if phase is not None else ""
    return _(
        "{phase} ends then, and this screen will show what was told. Are the participants gone?"
    ).format(phase=name)
