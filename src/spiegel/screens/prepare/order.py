"""The running order: parts with minutes that add up, and questions that can be edited."""

import asyncio
from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import msgspec
from textual import work
from textual.content import Content

from spiegel.domain import plan
from spiegel.domain.followup.next_round import take_over, taken
from spiegel.domain.plan.forms import Formed, typed, with_list, written, written_kind
from spiegel.domain.plan.marks import read_marks
from spiegel.domain.plan.own_parts import LONGEST as LONGEST_NAME
from spiegel.domain.plan.writer import in_word, otherwise
from spiegel.domain.preparation.learning import Serve, to_serve
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.kinds import PLANS as PLAN_KINDS
from spiegel.domain.running.order import (
    LONGEST,
    AddMinutes,
    AddQuestion,
    MoveQuestion,
    PlanInstead,
    PutAside,
    RemoveQuestion,
    SplitMinutes,
    TurnOptional,
    waiting,
)
from spiegel.domain.running.outline import clock_times, round_for
from spiegel.domain.running.own_parts import AddPart, MovePart, RemovePart
from spiegel.domain.running.self_direction import AddSelfDirection, MarkQuestion, Where
from spiegel.domain.session.agenda import AnswerForm, Phase, PhaseKind, Question
from spiegel.domain.session.elements import Element
from spiegel.domain.session.session import Edit
from spiegel.domain.session.words import lines_of, tidy
from spiegel.i18n import N_, _, current, language, ngettext
from spiegel.meeting.plan_file import read_plan
from spiegel.meeting.port.catalogue import KeptPlan
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import is_meeting
from spiegel.screens.prepare import library_view
from spiegel.screens.prepare import order_view as view
from spiegel.screens.shared import kept_plan
from spiegel.screens.shared.choose_file import PLANS, SESSIONS, ChooseFile
from spiegel.screens.shared.documents import made_beside, not_written
from spiegel.screens.shared.findings import Findings
from spiegel.screens.shared.form import Field, Form, Values, different
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.passphrase import key_for
from spiegel.screens.shared.pick import Pick
from spiegel.screens.shared.section import Section
from spiegel.text import plain
from spiegel.widgets.browse import Row

USUAL_BREAK: Final = "10"
"""Minutes."""
ROOM_FOR_PROMPTS: Final = 26
"""Rows of the list from which the prompts are shown under each question."""


class OrderSection(Section):
    """Parts and questions under each other."""

    _beside = view.Beside()
    """What stands beside parts and questions, as it was drawn last."""

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
            half=HalfForm(self.meeting, f"phases {number} part"),
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
                half=HalfForm(self.meeting, f"phases {where.number} question"),
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
            half=HalfForm(self.meeting, f"questions {question.number}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            label = N_("question changed")
            self._edit_changed("questions", question, label, question_values(values))

    def _answered(self, question: Question) -> bool:
        polls = self.session.polls.values()
        return any(poll.question == question.number for poll in polls)

    async def _edit_phase(self, phase: Phase) -> None:
        form = Form(
            phase.name,
            phase_fields(phase),
            check=minutes_problem,
            half=HalfForm(self.meeting, f"phases {phase.number}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            new = {
                "name": tidy(values["name"]) or phase.name,
                "minutes": int(values["minutes"].strip() or 0),
                "text": values["text"].strip(),
                "rules": _lines(values["rules"]),
            }
            if "prompts" in values:
                new["prompts"] = _lines(values["prompts"])
            self._edit_changed("phases", phase, N_("part changed"), new)

    def _edit_changed(
        self, table: str, before: Question | Phase, label: str, values: dict[str, Any]
    ) -> None:
        """Change only the fields that are different now."""
        fields = different(before, values)
        if fields:
            self._edit(table, before.number, label, **fields)

    def _edit(self, table: str, number: int, label: str, **fields: Any) -> None:
        self.submit(Edit(table=table, number=number, fields=fields, label=label))

    # A written plan

    @work
    async def do_read_in(self) -> None:
        """Choose a plan, and read its questions in."""
        path = await self.app.push_screen_wait(
            ChooseFile(_("Which plan?"), (*PLANS, *SESSIONS), self.meeting.path.parent)
        )
        if path is None:
            return
        if await asyncio.to_thread(is_meeting, path):
            await self._take_over(path)
        else:
            await self._read_in(path)

    async def _read_in(self, path: Path) -> None:
        try:
            handed = await asyncio.to_thread(read_plan, path, self.session.agenda)
        except NotDoneError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return
        instead = await self._in_place()
        if instead is None:
            return
        words = handed.text.words
        self.submit(PlanInstead(text=words) if instead else plan.UsePlan(text=words))
        findings = handed.explain(current())
        if findings:
            title = _("The plan was read in. Look at these lines:")
            await self.app.push_screen_wait(Findings(title, findings))

    # The library

    @work
    async def do_library(self) -> None:
        """Keep this running order, begin with one that was kept, or add self-direction."""
        kept = await asyncio.to_thread(self.meeting.others.kept_plans)
        here = self.question
        adding: list[Where] = ["questions", "every"]
        if here is not None:
            adding.append("here")
        rows = [
            plain(_("Keep this running order…"), "$accent"),
            *map(kept_plan.row, kept),
            *(plain(_(library_view.SELF_DIRECTION[where])) for where in adding),
        ]
        picked = await self.app.push_screen_wait(Pick(_("Library"), rows))
        if picked is None or picked.index is None:
            return
        if picked.index == 0:
            await self._keep(kept)
        elif picked.index <= len(kept):
            plan_ = kept[picked.index - 1]
            if plan_.problem:
                self.notify(plan_.problem, severity="error", timeout=10, markup=False)
            else:
                await self._read_in(plan_.path)
        else:
            where = adding[picked.index - 1 - len(kept)]
            number = here.number if here is not None and where == "here" else self._part_here()
            self.submit(AddSelfDirection(where=where, number=number), adds=True)

    def _part_here(self) -> int | None:
        if self.question is not None:
            return self.question.phase
        return self.phase.number if self.phase is not None else None

    async def _keep(self, kept: Sequence[KeptPlan]) -> None:
        """Ask for a name, and keep the running order under it."""
        form = Form(
            _("Keep this running order"),
            (Field(key="name", label=_("name")),),
            check=library_view.no_name,
            advice=_("Without title, day, place and people; only what was prepared to be said."),
        )
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        name = tidy(values["name"])
        instead = any(plan_.name.casefold() == name.casefold() for plan_ in kept)
        if instead and not await self.app.push_screen_wait(library_view.in_place_of(name)):
            return
        keep = partial(self.meeting.others.keep_plan, self.session, name, instead=instead)
        try:
            done = await asyncio.to_thread(keep)
        except NotDoneError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return
        self.notify(str(done.path), title=_("Kept"), timeout=10, markup=False)
        if done.doubtful:
            title = _("These may name somebody or a day; what is kept should not:")
            await self.app.push_screen_wait(Findings(title, done.doubtful))

    @work
    async def do_export(self) -> None:
        """Write the running order into a file that can be read in again."""
        titles = [plain(_(KINDS[kind].title)) for kind in PLAN_KINDS]
        picked = await self.app.push_screen_wait(Pick(_("Export the running order"), titles))
        if picked is None or picked.index is None:
            return
        try:
            written = await made_beside(self.meeting, PLAN_KINDS[picked.index])
        except (NotDoneError, OSError) as error:
            self.notify(not_written(error), severity="error", timeout=10, markup=False)
            return
        self.notify(str(written.path), title=_("Written"), timeout=10, markup=False)
        lost = otherwise(self.session, in_word(self.session))
        if lost:
            title = _("Read in again, these would say something else:")
            await self.app.push_screen_wait(Findings(title, lost))

    async def _take_over(self, path: Path) -> None:
        """What was prepared for another meeting comes into this one."""
        others = self.meeting.others
        key = await key_for(self.app, others, path)
        if key is None:
            return
        try:
            earlier = await asyncio.to_thread(others.prepared, path, key)
        except NotDoneError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return
        instead = await self._in_place()
        if instead is None:
            return
        self.submit(take_over(earlier, instead=instead))
        self.notify(taken(earlier).explain(current()), timeout=10, markup=False)

    async def _in_place(self) -> bool | None:
        """Whether the questions that wait make place for the plan's; None to leave it."""
        count = len(waiting(self.session))
        if not count:
            return False
        words = ngettext(
            "There is {count} question already that was not put yet.",
            "There are {count} questions already that were not put yet.",
            count,
        ).format(count=count)
        panel = Confirm(
            _("Read the plan"), words, yes=_("Put the plan in their place"), no=_("Keep them too")
        )
        return await self.app.push_screen_wait(panel)


def part_fields() -> tuple[Field, ...]:
    """What can be filled in of a part that is added."""
    return (
        Field(key="name", label=_("name"), value=_("Break")),
        Field(key="minutes", label=_("minutes"), value=USUAL_BREAK),
        Field(
            key="kind",
            label=_("kind"),
            kind="choice",
            choices=(("pause", _("a break")), ("talk", _("something that is said"))),
        ),
    )


def part_values(values: Values) -> dict[str, Any]:
    """A part from what was filled in."""
    return {
        "title": tidy(values["name"]),
        "minutes": int(values["minutes"].strip() or 0),
        "kind": PhaseKind(values["kind"]),
    }


def part_problem(values: Values) -> str:
    """What stands in the way of adding a part."""
    name = tidy(values["name"])
    if not name:
        return _("Give it a name first.")
    if len(name) > LONGEST_NAME:
        return _("A name has at most {most} letters.").format(most=LONGEST_NAME)
    return minutes_problem(values)


def question_fields(question: Question, *, answered: bool = False) -> tuple[Field, ...]:
    """What can be filled in of a question; answered: people did so, and how stays as it is."""
    return (
        Field(key="words", label=_("question"), value=question.words, kind="words"),
        *([] if answered else _answer_fields(question.answer)),
        Field(
            key="minutes",
            label=_("minutes"),
            value="" if question.minutes is None else str(question.minutes),
            example=_("empty: shares what is left"),
        ),
        Field(
            key="prompts",
            label=_("prompts, a line each"),
            value="\n".join(question.prompts),
            kind="list",
        ),
        Field(key="theme", label=_("heading"), value=question.theme, example=_("optional")),
        Field(
            key="optional",
            label=_("kind"),
            value="optional" if question.optional else "fixed",
            kind="choice",
            choices=(("fixed", _("fixed question")), ("optional", _("if there is time"))),
        ),
    )


def _answer_fields(form: AnswerForm | None) -> tuple[Field, ...]:
    """One line, as a plan has it; choices that would be read otherwise in it have a list."""
    line = written(form, language()) if form is not None else ""
    listed = form is not None and typed(line).form != form
    answer = Field(
        key="answer",
        label=_("how people answer"),
        value=written_kind(form, language()) if form is not None and listed else line,
        example=_("empty: only talked about; agree, choice: a / b, open"),
    )
    if form is None or not listed:
        return (answer,)
    options = Field(
        key="options",
        label=_("choices, a line each"),
        value="\n".join(form.options),
        kind="list",
    )
    return (answer, options)


def question_values(values: Values) -> dict[str, Any]:
    """The fields of a question from what was filled in.

    Behind its words `(keuze: a / b, 8 min)` is understood as in a plan.
    """
    minutes = values["minutes"].strip()
    found = {
        "words": tidy(values["words"]),
        "minutes": int(minutes) if minutes else None,
        "prompts": _lines(values["prompts"]),
        "theme": tidy(values["theme"]),
        "optional": values["optional"] == "optional",
    }
    if "answer" not in values:
        return found
    marked = read_marks(values["words"])
    if marked.form is not None:
        found["words"] = marked.words
        found["minutes"] = found["minutes"] or marked.minutes
        found["optional"] = found["optional"] or marked.optional
    return {**found, "answer": _formed(values).form}


def _formed(values: Values) -> Formed:
    """How people answer: what stands behind the words, else what the fields for it say."""
    options, mark = _lines(values.get("options", "")), read_marks(values["words"]).form
    return with_list(mark, options) if mark is not None else typed(values["answer"], options)


def question_problem(values: Values) -> str:
    """What stands in the way of keeping a question."""
    if not values["words"].strip():
        return _("A question needs words.")
    if values["minutes"].strip() in ("0", "00", "000"):
        return _("A question takes at least a minute.")
    formed = _formed(values) if "answer" in values else Formed()
    if formed.form is None and formed.finding is not None:
        kind, what = formed.finding
        words = plan.PlanFinding(kind, 0, what).explain(current())
        return words[:1].upper() + words[1:]
    return minutes_problem(values)


def minutes_problem(values: Values) -> str:
    """What is wrong with the minutes."""
    text = values["minutes"].strip()
    if not text or (text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= LONGEST):
        return ""
    return _("Write the minutes in digits, at most {most}.").format(most=LONGEST)


def phase_fields(phase: Phase) -> tuple[Field, ...]:
    """What can be filled in of a part."""
    return (
        Field(key="name", label=_("name"), value=phase.name),
        Field(key="minutes", label=_("minutes"), value=str(phase.minutes)),
        Field(key="text", label=_("what you say"), value=phase.text, kind="words"),
        Field(
            key="rules",
            label=_("rules, a line each"),
            value="\n".join(phase.rules),
            kind="list",
        ),
        *([_general(phase)] if phase.kind is PhaseKind.ROUND or phase.prompts else []),
    )


def _general(phase: Phase) -> Field:
    return Field(
        key="prompts",
        label=_("prompts with every question"),
        value="\n".join(phase.prompts),
        kind="list",
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(tidy, lines_of(text)) if line)
