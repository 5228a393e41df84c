"""The running order: parts with minutes that add up, and questions that can be edited."""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, cast

import msgspec
from textual import work
from textual.content import Content

from spiegel.domain.preparation.learning import Serve, to_serve
from spiegel.domain.running.order import (
    AddMinutes,
    AddQuestion,
    EditQuestion,
    MoveQuestion,
    PutAside,
    RemoveQuestion,
    SplitMinutes,
    TurnOptional,
)
from spiegel.domain.running.outline import clock_times, round_for
from spiegel.domain.running.own_parts import AddPart, MovePart, RemovePart
from spiegel.domain.running.self_direction import MarkQuestion
from spiegel.domain.session.agenda import Phase, Question
from spiegel.domain.session.elements import Element
from spiegel.domain.session.session import Edit
from spiegel.i18n import N_, _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.prepare import order_view as view
from spiegel.screens.prepare.order_form import (
    minutes_problem,
    part_fields,
    part_problem,
    part_values,
    phase_fields,
    phase_values,
    question_fields,
    question_problem,
    question_values,
)
from spiegel.screens.prepare.plans import Plans
from spiegel.screens.shared.form import Form, different
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.pick import Pick
from spiegel.screens.shared.section import Section
from spiegel.widgets.browse import Row

ROOM_FOR_PROMPTS: Final = 26
"""Rows of the list from which the prompts are shown under each question."""


OF_A_QUESTION: Final = frozenset({"element", "optional", "serves"})
"""What is done with a question alone."""


class OrderSection(Section):
    """Parts and questions under each other; `plans` are those that were written."""

    _beside = view.Beside()
    """What stands beside parts and questions, as it was drawn last."""

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None], *, id: str) -> None:
        super().__init__(meeting, report, id=id)
        self.plans = Plans(self)

    def keys(self) -> Sequence[Hashable]:
        """The parts in order, each with its questions."""
        return view.keys(self.session)

    def row(self, key: Hashable) -> Row:
        """A part, a theme or a question."""
        room = self.browse.size.height >= ROOM_FOR_PROMPTS
        return view.row(self.session, cast(view.Key, key), self._beside, prompts=room)

    def draw(self) -> None:
        """Draw the list and what it adds up to."""
        self._beside = msgspec.structs.replace(
            self._beside,
            times=clock_times(self.session),
            hints=view.hints_beside(self.session),
        )
        super().draw()
        self.summary.words = view.summary(self.session)
        self.advice.words = view.advice_words(self.session)
        questions = self.session.questions.values()
        if any(view.judged(question) not in self._beside.wordings for question in questions):
            # After this was painted: the lists of words are read the first time.
            self.call_after_refresh(self.look_at_wordings)

    @work(exclusive=True, group="wordings")
    async def look_at_wordings(self) -> None:
        """Say beside each question what could be better about it, when that was found."""
        known = self._beside.wordings
        found = await asyncio.to_thread(view.wordings, self.session, known)
        if found:
            self._beside = msgspec.structs.replace(self._beside, wordings={**known, **found})
            self.browse.show(self._keys)

    def about_words(self) -> Content:
        """What there is to know about what the cursor stands on."""
        return view.about(self.session, cast(view.Key | None, self.browse.key), self._beside)

    # What the cursor stands on

    def _under_cursor(self, table: str) -> Any:
        key = cast(view.Key | None, self.browse.key)
        found = key is not None and key[0] == table
        return getattr(self.session, table).get(key[1]) if key is not None and found else None

    @property
    def question(self) -> Question | None:
        """The question under the cursor."""
        return cast(Question | None, self._under_cursor("questions"))

    @property
    def phase(self) -> Phase | None:
        """The part under the cursor."""
        return cast(Phase | None, self._under_cursor("phases"))

    # What can be done

    def can(self, verb: str) -> bool:
        """Some things are done with a question, not with a part."""
        return super().can(verb) and (verb not in OF_A_QUESTION or self.question is not None)

    def do_minutes(self, step: int) -> None:
        """A minute more or less for the part or the question."""
        question, phase = self.question, self.phase
        if question is not None:
            self.submit(AddMinutes(table="questions", number=question.number, minutes=step))
        elif phase is not None:
            self.submit(AddMinutes(table="phases", number=phase.number, minutes=step))

    def do_move(self, step: int) -> None:
        """The question, or a part that was added, is put earlier or later."""
        if self.question is not None:
            self.submit(MoveQuestion(number=self.question.number, step=step))
        elif self.phase is not None:
            self.submit(MovePart(number=self.phase.number, step=step))

    def do_split(self) -> None:
        """The minutes of the part under the cursor, or of the round, go over its questions."""
        where = round_for(self.session, self._part_here())
        if where is None or not self.session.questions_of(where.number):
            self.say(_("There are no questions here to divide minutes over."))
            return
        self.submit(SplitMinutes(phase=where.number))

    def do_optional(self) -> None:
        """Only if there is time, or fixed."""
        if self.question is not None:
            self.submit(TurnOptional(number=self.question.number))

    def do_element(self, element: str) -> None:
        """The question is about an element of self-direction, or not after all."""
        question, one = self.question, Element(element)
        if question is not None:
            about = one not in question.elements
            self.submit(MarkQuestion(number=question.number, element=one, about=about))

    @work
    async def do_serves(self) -> None:
        """Which learning question of a listener this question is to answer."""
        question = self.question
        if question is None:
            return
        found = to_serve(self.session, question)
        if not found:
            self.say(_("No listener said yet what they want to learn: that stands with them."))
            return
        rows = [view.learning_row(self.session, question, one) for one in found]
        picked = await self.app.push_screen_wait(Pick(question.words, rows))
        if picked is not None and picked.index is not None:
            one = found[picked.index]
            serves = not one.served_by(question)
            self.submit(Serve(question=question.number, learning=one.numbers, serves=serves))

    def do_remove(self) -> None:
        """The question goes, unless it was put already, or a part that was added; a line of the
        plan was seen."""
        note = self._under_cursor("remarks")
        if self.question is not None:
            self.submit(RemoveQuestion(number=self.question.number))
        elif note is not None:
            self.submit(PutAside(number=note.number))
        elif self.phase is not None:
            self.submit(RemovePart(number=self.phase.number))

    @work
    async def do_part(self) -> None:
        """One more part after the one that the cursor stands in, such as a break."""
        number = self._part_here()
        if number is None:
            return
        form = Form(
            _("New part"),
            part_fields(),
            check=part_problem,
            half=HalfForm(self.meeting.typed, f"phases {number} part"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            self.submit(AddPart(after=number, **part_values(values)), adds=True)

    @work
    async def do_add(self) -> None:
        """One more question, after the one under the cursor."""
        before = self.question
        phase = self.phase.number if self.phase is not None else None
        where = round_for(self.session, before.phase if before is not None else phase)
        if where is None:
            self.say(_("This format has no part with prepared questions."))
            return
        theme = before.theme if before is not None else ""
        fields = question_fields(Question(number=0, position=0, phase=0, words="", theme=theme))
        values = await self.app.push_screen_wait(
            Form(
                _("New question"),
                fields,
                check=question_problem,
                half=HalfForm(self.meeting.typed, f"phases {where.number} question"),
            )
        )
        if values is not None:
            after = before.number if before is not None and before.phase == where.number else None
            change = AddQuestion(phase=where.number, after=after, **question_values(values))
            self.submit(change, adds=True)

    @work
    async def do_edit(self) -> None:
        """The words, minutes and prompts of a question; the minutes and texts of a part."""
        if self.question is not None:
            await self._edit_question(self.question)
        elif self.phase is not None:
            await self._edit_phase(self.phase)

    async def _edit_question(self, question: Question) -> None:
        form = Form(
            _("Question"),
            question_fields(question, answered=self._answered(question)),
            check=question_problem,
            half=HalfForm(self.meeting.typed, f"questions {question.number}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            fields = different(question, question_values(values))
            if fields:
                self.submit(EditQuestion(number=question.number, fields=fields))

    def _answered(self, question: Question) -> bool:
        polls = self.session.polls.values()
        return any(poll.question == question.number for poll in polls)

    async def _edit_phase(self, phase: Phase) -> None:
        form = Form(
            phase.name,
            phase_fields(phase),
            check=minutes_problem,
            half=HalfForm(self.meeting.typed, f"phases {phase.number}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            label = N_("part changed")
            fields = different(phase, phase_values(phase, values))
            if fields:
                self.submit(Edit(table="phases", number=phase.number, fields=fields, label=label))

    # Plans that were written

    @work
    async def do_read_in(self) -> None:
        """Choose a plan, and read its questions in."""
        await self.plans.read_in()

    @work
    async def do_library(self) -> None:
        """Keep this running order, begin with one that was kept, or add self-direction."""
        await self.plans.look_in_library(self.question, self._part_here())

    @work
    async def do_export(self) -> None:
        """Write the running order into a file that can be read in again."""
        await self.plans.export()

    def _part_here(self) -> int | None:
        if self.question is not None:
            return self.question.phase
        return self.phase.number if self.phase is not None else None
