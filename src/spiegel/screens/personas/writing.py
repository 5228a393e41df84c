"""The line at the bottom of Personas: which sentence is written in it, or which answer."""

from collections.abc import Callable
from functools import partial

from spiegel.domain.personas.making import WriteSentence, sentences_of
from spiegel.domain.session.personas import Persona, PersonaField, Sentence
from spiegel.domain.session.session import Change
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.personas.fields import Fields
from spiegel.screens.personas.left import Left
from spiegel.screens.personas.right import Right
from spiegel.screens.personas.testing import Testing
from spiegel.screens.shared.asked import AskedLine


class Writing:
    """line: in which it is written. fields, testing: say what is asked. report: is told what became
    of it. put: the field that something came under last, whose sentence is written next.
    """

    def __init__(
        self,
        meeting: Meeting,
        line: AskedLine,
        sides: tuple[Left, Right],
        fields: Fields,
        testing: Testing,
        report: Callable[[Receipt], None],
    ) -> None:
        self._meeting, self._line, self._report = meeting, line, report
        self._left, self._right = sides
        self._fields, self._testing = fields, testing
        self._from_right = False
        self.put: PersonaField | None = None

    def sentence(self, persona: Persona | None, *, more: bool = False) -> None:
        """The sentence of the field that something came under last, or of the marked one; more: one
        more in that field. While a plan is tested its question is answered.
        """
        marked, there = self._right.field, self._right.has_keys
        if self._right.tests:
            self.answer(marked or PersonaField.HOME)
            return
        field = marked if there else self.put or marked
        if persona is None or field is None:
            return
        last = sentences_of(self._meeting.session, persona.number, field)[-1:]
        before = self._right.sentence if there else next(iter(last), None)
        self._ask(persona, field, None if more else before)

    def _ask(self, persona: Persona, field: PersonaField, sentence: Sentence | None) -> None:
        self._from_right = self._right.has_keys
        self._line.ask(self._fields.asked(persona, field, sentence))

    def answer(self, field: PersonaField) -> None:
        """What the plan that is tested changes in this field."""
        asked = self._testing.asked(field)
        if asked is not None:
            self._right.mark_question(field)
            self._line.ask(asked)

    async def keep(self) -> None:
        """It is so, with all that was typed by now; of a plan the next field is asked."""
        await self._line.typed()
        self._line.answer(self._submit)
        self._written()
        after = self._testing.following if self._right.tests else None
        if after is not None:
            self.answer(after)

    def _submit(self, change: Change) -> None:
        then = partial(self._kept, change.field) if isinstance(change, WriteSentence) else None
        self._meeting.submit(change, then or self._report)

    def _kept(self, field: PersonaField, receipt: Receipt) -> None:
        self._report(receipt)
        self._right.mark(field)

    async def leave(self) -> None:
        """It stays as it was; what is typed waits."""
        await self._line.typed()
        self._line.leave()
        self._written()

    def _written(self) -> None:
        """The keys are back where it was asked for."""
        back = self._right if self._right.tests or self._from_right else self._left
        back.screen.set_focus(back.browse)
        back.screen.refresh_bindings()
