"""The right side of Personas while a plan is tested: the question of each field, and its answer."""

from spiegel.domain.personas.making import sentences_of
from spiegel.domain.personas.testing import answers, last_plan, plans
from spiegel.domain.session.personas import Persona, PersonaField
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.personas import view
from spiegel.screens.personas.writing import Asked, answer_asked
from spiegel.widgets.browse import Row


class Testing:
    """plan: the title of the plan that is tested; None while the persona itself is in sight."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._left: str | None = None
        self.plan: str | None = None

    @property
    def again(self) -> str | None:
        """The plan to go on with: the one that was left, else the one that was answered last."""
        return self._left or last_plan(self._meeting.session)

    def begin(self, plan: str) -> None:
        """Test this plan."""
        self.plan = self._left = plan

    def leave(self) -> None:
        """The persona itself is in sight again."""
        self.plan = None

    def keys(self) -> list[view.Key]:
        """A row for each field."""
        return [view.tested_key(field) for field in view.FIELDS]

    def row(self, persona: Persona, field: PersonaField) -> Row:
        """The question of a field, and what was answered."""
        found = answers(self._meeting.session, persona.number, self.plan or "")
        answer = found.get(field)
        return view.question_row(field, persona.name, answer.words if answer is not None else "")

    def answered(self, persona: Persona | None) -> int:
        """In how many fields something was answered."""
        number = persona.number if persona is not None else 0
        return len(answers(self._meeting.session, number, self.plan or ""))

    def told(self, persona: Persona | None, field: PersonaField | None) -> str:
        """What the persona itself tells in this field."""
        if persona is None or field is None:
            return ""
        told = sentences_of(self._meeting.session, persona.number, field)
        return " ".join(sentence.words for sentence in told if sentence.words)

    def asked(self, persona: Persona, field: PersonaField) -> Asked:
        """What is written in the line at the bottom."""
        session, plan = self._meeting.session, self.plan or ""
        known = plans(session)
        place = known.index(plan) if plan in known else len(known)
        answer = answers(session, persona.number, plan).get(field)
        return answer_asked(persona.number, field, plan, answer, place)


def following(field: PersonaField) -> PersonaField | None:
    """The field after this one; None after the last."""
    return next(iter(view.FIELDS[view.digit_of(field) :]), None)
