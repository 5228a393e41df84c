"""A running order that was kept, as a line to choose."""

from textual.content import Content

from spiegel.i18n import _, ngettext
from spiegel.meeting.port.catalogue import KeptPlan
from spiegel.widgets.browse import typed


def row(plan: KeptPlan) -> Content:
    """A running order that was kept, or why it cannot be read."""
    begin = typed(_("Begin with {name}").format(name=plan.name))
    if plan.problem:
        return begin + typed(f"  {plan.problem}", "$error")
    questions = ngettext("{count} question", "{count} questions", plan.questions)
    parts = (
        plan.title,
        questions.format(count=plan.questions),
        _("{count} min").format(count=plan.minutes),
    )
    return begin + typed(f"  {' · '.join(parts)}", "$muted")
