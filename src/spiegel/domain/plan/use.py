"""Putting what a plan says into a session."""

from collections.abc import Iterable, Mapping

import msgspec

from spiegel.domain.language.naming import plain_letters
from spiegel.domain.plan.forms import written
from spiegel.domain.plan.own_parts import put_after
from spiegel.domain.plan.reader import read
from spiegel.domain.plan.values import Plan, PlannedQuestion, PlanNote
from spiegel.domain.session.agenda import Phase, PhaseKind, Question, Wording
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.session import Change, Document, Session, describe, drop, put
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.i18n import Translations


def into(session: Session, plan: Plan, now: Instant) -> Session:
    """The session with the questions, minutes and notes of a plan, after those it has.

    The plan's title, day and place only fill empty ones. Questions for a phase that the session
    lacks go to its first round, or become notes. Those to practise with and those of cards come in
    place of the format's, as does a question that stands there already.
    """
    for added in plan.added:
        there = {phase.key: phase for phase in session.agenda}
        if added.part.key not in there and added.after in there:
            session = put_after(session, added.part, there[added.after])
    phases = {phase.key: phase for phase in reversed(session.agenda)}
    first = next((p for p in session.agenda if p.kind is PhaseKind.ROUND), None)
    otherwise = _otherwise(session.questions.values())
    session = drop(session, "questions", _replaced(session, plan, phases))
    documents: list[Document] = []
    number, note = session.number("questions"), session.number("remarks")
    notes = list(plan.notes)
    for key, questions in plan.questions.items():
        phase = phases.get(key, first)
        if phase is None:
            notes.extend(PlanNote(q.line, _as_text(q, session.info.language)) for q in questions)
            continue
        position = max((q.position for q in session.questions_of(phase.number)), default=0)
        position += sum(1 for d in documents if isinstance(d, Question) and d.phase == phase.number)
        for offset, planned in enumerate(questions, start=1):
            if phase.kind is PhaseKind.JOIN and len(questions) == 1:
                minutes = planned.minutes or plan.minutes.get(key, phase.minutes) or None
                planned = msgspec.structs.replace(planned, minutes=minutes)
            question = _question(planned, number, position + offset, phase.number)
            way = plain_letters(question.words), question.answer is not None
            documents.append(msgspec.structs.replace(question, otherwise=otherwise.get(way)))
            number += 1
    said = (plan.names, plan.minutes, plan.texts, plan.rules, plan.prompts, plan.days)
    for key in dict.fromkeys(key for each in said for key in each):
        if key in phases:
            phase = phases[key]
            documents.append(
                msgspec.structs.replace(
                    phase,
                    name=plan.names.get(key, phase.name),
                    text=plan.texts.get(key, phase.text),
                    minutes=plan.minutes.get(key, phase.minutes),
                    rules=plan.rules.get(key, phase.rules),
                    prompts=plan.prompts.get(key, phase.prompts),
                    another_day=plan.days.get(key, phase.another_day),
                )
            )
        else:
            told = (
                *plan.texts.get(key, "").split("\n"),
                *plan.rules.get(key, ()),
                *plan.prompts.get(key, ()),
            )
            notes.extend(PlanNote(0, words) for words in told if words)
    documents.extend(
        Remark(
            number=note + index,
            at=now,
            words=kept.words,
            kind=RemarkKind.NOTE,
            plan_line=kept.line,
        )
        for index, kept in enumerate(notes)
    )
    fields = {
        name: value
        for name, value in (("title", plan.title), ("date", plan.date), ("place", plan.place))
        if value and not getattr(session.info, name)
    }
    session = describe(session, **fields) if fields else session
    return put(session, *documents)


def _replaced(session: Session, plan: Plan, phases: Mapping[str, Phase]) -> list[int]:
    """The questions that give way to those of the plan; what was put stays.

    Of the part where people join and of cards, which a format brings, all of them; of any other
    part those that the plan has in the same words.
    """
    found: list[int] = []
    for key, planned in plan.questions.items():
        phase = phases.get(key)
        if phase is None:
            continue
        whole = phase.cards or phase.kind is PhaseKind.JOIN
        words = {plain_letters(question.words) for question in planned}
        found.extend(
            question.number
            for question in session.questions_of(phase.number)
            if (whole or plain_letters(question.words) in words)
            and not used(session, question.number)
        )
    return found


def _otherwise(questions: Iterable[Question]) -> dict[tuple[str, bool], Wording]:
    """How questions are put in the other way, by their words and whether that is on devices."""
    found: dict[tuple[str, bool], Wording] = {}
    for question in questions:
        if question.otherwise is not None:
            on_devices = question.answer is not None
            found[plain_letters(question.words), on_devices] = question.otherwise
            here = Wording(words=question.words, prompts=question.prompts)
            found[plain_letters(question.otherwise.words), not on_devices] = here
    return found


def used(session: Session, question: int) -> bool:
    """Whether a question ran, was answered, or something was recorded under it."""
    return (
        any(poll.question == question for poll in session.polls.values())
        or any(m.kind is MomentKind.GO and m.question == question for m in session.moments.values())
        or any(said.question == question for said in session.statements.values())
        or any(remark.question == question for remark in session.remarks.values())
    )


def _question(planned: PlannedQuestion, number: int, position: int, phase: int) -> Question:
    return Question(
        number=number,
        position=position,
        phase=phase,
        words=planned.words,
        minutes=planned.minutes,
        prompts=planned.prompts,
        optional=planned.optional,
        theme=planned.theme,
        answer=planned.answer,
        elements=planned.elements,
    )


def _as_text(planned: PlannedQuestion, language: str) -> str:
    words = planned.words
    if planned.answer is not None:
        words += f" ({written(planned.answer, language)})"
    return "\n- ".join((words, *planned.prompts))


class UsePlan(Change, frozen=True, kw_only=True):
    """The questions of a written plan come into the running order."""

    text: str

    def name(self, t: Translations) -> str:
        return t.gettext("plan read in")

    def apply(self, session: Session, now: Instant) -> Session:
        return into(session, read(self.text, session.agenda), now)
