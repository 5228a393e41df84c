"""A written plan (draaiboek) becomes prepared questions; what is not understood is reported.

Markdown or plain text, as a moderator writes it. No line is lost: what is no question, prompt,
theme or phase is kept as a note.
"""

from spiegel.domain.plan.reader import read
from spiegel.domain.plan.use import UsePlan, into
from spiegel.domain.plan.values import (
    Plan,
    PlanFinding,
    PlanFindingKind,
    PlannedQuestion,
    PlanNote,
)

__all__ = [
    "Plan",
    "PlanFinding",
    "PlanFindingKind",
    "PlanNote",
    "PlannedQuestion",
    "UsePlan",
    "into",
    "read",
]
