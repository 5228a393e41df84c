"""The right side of Personas while a plan is tested: the question of each field, and its answer."""

from collections.abc import Callable, Mapping

from textual.content import Content

from spiegel.domain.personas.making import sentences_of
from spiegel.domain.personas.testing import AnswerTest, RenamePlan, answers, last_plan, plans
from spiegel.domain.session.personas import Persona, PersonaField
from spiegel.domain.session.session import Change
from spiegel.domain.session.statements import Remark
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.personas import view
from spiegel.screens.personas.asking import Asking
from spiegel.screens.shared.asked import Asked
from spiegel.widgets.browse import Row


class Testing:
    """plan: the title of the plan that is tested; None while the persona itself is in sight.

    asking: asks for that title. report: is told what became of another one. `turn`, `other` and
    `rename` tell whether something else is in sight now.
    """

    def __init__(self, meeting: Meeting, asking: Asking, report: Callable[[Receipt], None]) -> None:
        self._meeting, self._asking, self._report = meeting, asking, report
        self._persona: Persona | None = None
        self._left: str | None = None
        self._at = PersonaField.HOME
        self.plan: str | None = None

    # Which plan

    async def turn(self) -> bool:
        """Test the plan that was tested last, or one that is asked for; the persona again."""
        if self.plan is not None:
            self.plan = None
            return True
        plan = self._left or last_plan(self._meeting.session)
        if not plan:
            return await self.other()
        self._begin(plan)
        return True

    async def other(self) -> bool:
        """Another plan, or one that was tested, by its title."""
        plan = await self._asking.plan(_("Which plan is tested?"))
        if plan:
            self._begin(plan)
        return bool(plan)

    async def rename(self) -> bool:
        """Another title for the plan that is tested."""
        plan = self.plan or ""
        title = await self._asking.plan(_("Another title for the plan"), plan)
        if not title or title == plan:
            return False
        if plan in plans(self._meeting.session):
            self._meeting.submit(RenamePlan(plan=plan, title=title), self._report)
        self._begin(title)
        return True

    def _begin(self, plan: str) -> None:
        self.plan = self._left = plan

    # What is seen

    def look(self, persona: Persona | None) -> None:
        """The plan is tested against this persona; what is weak in it is not looked for here."""
        self._persona = persona

    def top(self) -> Content:
        """For whom which plan is tested."""
        return view.top_tested(self._persona, self.plan or "")

    def heading(self) -> Content:
        """In how many fields something was answered."""
        return view.answered_heading(len(self._answers))

    def keys(self) -> list[view.Key]:
        """A row for each field."""
        return [view.tested_key(field) for field in view.FIELDS]

    def row(self, key: view.Key) -> Row:
        """The question of a field, and what was answered."""
        field = PersonaField(str(key[1]))
        name = self._persona.name if self._persona is not None else ""
        answer = self._answers.get(field)
        return view.question_row(field, name, answer.words if answer is not None else "")

    def below(self, key: view.Key | None) -> Content:
        """What the persona itself tells in the marked field."""
        field, persona = self.field(key), self._persona
        if persona is None or field is None:
            return view.told("")
        told = sentences_of(self._meeting.session, persona.number, field)
        return view.told(" ".join(sentence.words for sentence in told if sentence.words))

    def field(self, key: view.Key | None) -> PersonaField | None:
        """The field of a row."""
        return PersonaField(str(key[1])) if key is not None and key[0] == "test" else None

    @property
    def _answers(self) -> Mapping[PersonaField, Remark]:
        number = self._persona.number if self._persona is not None else 0
        return answers(self._meeting.session, number, self.plan or "")

    # What can be done

    def allows(self, action: str, key: view.Key | None) -> bool:
        """What can be done here. key: what is marked, where the keys are here."""
        match action:
            case "put_here" | "more" | "hands" | "stays" | "picture":
                return False
            case "remove":
                return key is not None
            case _:
                return True

    def asked(self, field: PersonaField) -> Asked | None:
        """What is written in the line at the bottom: what the plan changes in this field."""
        if self._persona is None:
            return None
        plan, number = self.plan or "", self._persona.number
        known = plans(self._meeting.session)
        place = known.index(plan) if plan in known else len(known)
        answer = self._answers.get(field)
        saved = answer.words if answer is not None else ""

        def answered(words: str) -> Change | None:
            if words == saved:
                return None
            return AnswerTest(persona=number, field=field, plan=plan, words=words)

        self._at = field
        half = f"personas {number} {field.value} plan {place}"
        return Asked(label=view.asked(field), half=half, saved=saved, change=answered)

    @property
    def following(self) -> PersonaField | None:
        """The field after the one that was asked last; None after the last of all."""
        return next(iter(view.FIELDS[view.digit_of(self._at) :]), None)

    def removed(self, key: view.Key | None) -> Change | None:
        """The answer in the marked field goes."""
        field, persona, plan = self.field(key), self._persona, self.plan
        if field is None or persona is None or plan is None:
            return None
        return AnswerTest(persona=persona.number, field=field, plan=plan, words="")
