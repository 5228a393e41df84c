"""What was read of a plan so far: questions, minutes, rules, notes; and the plan that it makes."""

from collections.abc import Mapping, Sequence

import msgspec

from spiegel.domain.plan.elements import joined
from spiegel.domain.plan.facts import Facts, TitleLine
from spiegel.domain.plan.forms import Formed, FormMark, both, formed
from spiegel.domain.plan.headings import asks
from spiegel.domain.plan.marks import Item, ItemKind, Marked, read_marks, without_emphasis
from spiegel.domain.plan.values import (
    AddedPart,
    Plan,
    PlanFinding,
    PlanFindingKind,
    PlannedQuestion,
    PlanNote,
)
from spiegel.domain.session.agenda import Phase, PhaseKind
from spiegel.domain.session.words import tidy


class Draft(msgspec.Struct):
    """A question while its plan is being read."""

    line: int
    item: Item
    theme: str
    prompts: list[Item]
    apart: bool = False
    """Whether a blank line or a heading stands above it."""
    label: Marked = Marked(words="")
    """What a label above it said."""
    heading: bool = False
    """Whether it is a heading that asks; with questions under it, it is their theme."""
    choices: int | None = None
    """How many of the prompts may be choices, where something says that prompts follow those."""

    @property
    def form(self) -> FormMark | None:
        """How it says that it is answered, by itself or by the label above it."""
        own, above = read_marks(self.item.words).form, self.label.form
        return (both(own, above) or own) if own is not None and above is not None else own or above

    @property
    def awaits(self) -> bool:
        """Whether the list under it holds its choices."""
        return self.choices is None and self.form is not None and self.form.awaits


class General(msgspec.Struct):
    """Prompts that stand under no question, while they are being read: they go with every one."""

    line: int
    words: str
    phase: str
    kind: ItemKind | None = None
    prompts: list[str] = []

    def takes(self, item: Item, *, apart: bool) -> bool:
        """Whether an item still is one of them; apart: a blank line stands above it."""
        if self.kind is None or (self.kind is item.kind and not (apart and item.at == 1)):
            return not (apart and item.kind is ItemKind.PLAIN and self.prompts)
        return item.indent > 0 or (item.kind is ItemKind.BULLET and not apart)


class Gathered:
    """What was read so far, by the key of the part where it stands."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.drafts: dict[str, list[Draft]] = {}
        self.minutes: dict[str, int] = {}
        self.rules: dict[str, list[str]] = {}
        self.prompts: dict[str, list[str]] = {}
        self.texts: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        self.days: dict[str, bool] = {}
        self.added: list[AddedPart] = []
        self.headings: dict[str, int] = {}
        self.notes: list[PlanNote] = []
        self._findings: list[PlanFinding] = []

    def report(self, kind: PlanFindingKind, number: int, what: str = "") -> None:
        """Something is to be said of a line."""
        self._findings.append(PlanFinding(kind, number, what))

    def note(
        self, number: int, text: str, kind: PlanFindingKind = PlanFindingKind.NOT_UNDERSTOOD
    ) -> None:
        """A line is kept as it stands, and named."""
        self.notes.append(PlanNote(number, text))
        self.report(kind, number, text)

    def ranged(self, number: int, marked: Marked) -> None:
        """Of minutes from one number to another the upper one counts, and that is said."""
        if marked.ranged:
            self.report(PlanFindingKind.UPPER_MINUTES, number, marked.ranged)

    def title(self, number: int, line: TitleLine) -> None:
        """The title; a day and a place that were known before stay."""
        names = ("date", "place", "format", "language")
        known = {name: fact for name in names if (fact := getattr(self.facts, name))}
        self.facts = msgspec.structs.replace(line.facts, **known)
        if line.taken:
            self.report(PlanFindingKind.FROM_TITLE, number, line.taken)

    def part(self, number: int, phase: Phase, minutes: int | None) -> None:
        """A part is named; minutes of one that was named before are added up."""
        again = phase.key in self.headings
        self.headings[phase.key] = number
        if minutes is not None:
            if again and phase.key in self.minutes:
                self.report(PlanFindingKind.PART_TWICE, number, phase.name)
                minutes += self.minutes[phase.key]
            self.minutes[phase.key] = minutes

    def general(self, general: General) -> None:
        """Prompts that go with every question are over."""
        if not general.prompts:
            self.note(general.line, general.words)
            return
        prompts = [tidy(without_emphasis(prompt)) for prompt in general.prompts]
        self.prompts.setdefault(general.phase, []).extend(prompts)
        self.report(PlanFindingKind.GENERAL, general.line, " / ".join(prompts))

    def forget(self, draft: Draft) -> None:
        """What was taken for a question is none."""
        kept = {key: [d for d in drafts if d is not draft] for key, drafts in self.drafts.items()}
        self.drafts = {key: drafts for key, drafts in kept.items() if drafts}

    def plan(self, phases: Sequence[Phase]) -> Plan:
        """What was read, with the findings in the order of their lines."""
        questions = {
            key: tuple(self._planned(one) for draft in drafts for one in self._spread(draft))
            for key, drafts in self.drafts.items()
        }
        questions = _practice_first(questions, phases)
        self._twice(questions)
        for phase in phases:
            self._fits(phase, questions.get(phase.key, ()))
        if not questions:
            self.report(PlanFindingKind.NO_QUESTIONS, 1)
        return Plan(
            title=self.facts.title,
            questions=questions,
            minutes=self.minutes,
            rules={key: tuple(rules) for key, rules in self.rules.items()},
            prompts={key: tuple(prompts) for key, prompts in self.prompts.items()},
            texts={key: "\n".join(lines) for key, lines in self.texts.items()},
            names=self.names,
            days=self.days,
            added=tuple(self.added),
            date=self.facts.date,
            place=self.facts.place,
            format=self.facts.format,
            language=self.facts.language,
            notes=tuple(sorted(self.notes, key=lambda note: note.line)),
            findings=tuple(sorted(self._findings, key=lambda finding: finding.line)),
        )

    def _planned(self, draft: Draft) -> PlannedQuestion:
        marked = read_marks(draft.item.words)
        if marked.odd:
            self.report(PlanFindingKind.ODD_MINUTES, draft.line, marked.odd)
        if marked.odd_element:
            self.report(PlanFindingKind.ODD_ELEMENT, draft.line, marked.odd_element)
        if marked.odd_form:
            self.report(PlanFindingKind.ODD_FORM, draft.line, marked.odd_form)
        self.ranged(draft.line, marked)
        form, words = draft.form, marked.words
        choices, prompts = _below(draft)
        answer = formed(form, choices) if form is not None else Formed()
        if answer.finding is not None:
            self.report(answer.finding[0], draft.line, answer.finding[1])
        if answer.form is None:
            choices, prompts = (), (*choices, *prompts)
            words = f"{words} ({form.text})" if form is not None else words
        elif not answer.form.options:
            choices, prompts = (), (*choices, *prompts)
        if answer.form is None and not asks(words):
            self.report(PlanFindingKind.STATED, draft.line, words)
        return PlannedQuestion(
            line=draft.line,
            words=tidy(words),
            minutes=marked.minutes if marked.minutes is not None else draft.label.minutes,
            prompts=prompts,
            optional=marked.optional or draft.label.optional,
            theme=draft.theme,
            answer=answer.form,
            elements=joined(marked.elements, draft.label.elements),
        )

    def _spread(self, draft: Draft) -> list[Draft]:
        """The questions a., b. and c. under a number that asks nothing: that is their theme."""
        first = draft.prompts[0] if draft.prompts else None
        letters = first is not None and first.kind is ItemKind.LETTER and asks(first.words)
        if not letters or asks(draft.item.words) or draft.form is not None:
            return [draft]
        marked = read_marks(draft.item.words)
        if marked.minutes is not None:
            self.report(PlanFindingKind.ODD_MINUTES, draft.line, draft.item.words)
        found: list[Draft] = []
        for prompt in draft.prompts:
            if prompt.kind is ItemKind.LETTER:
                found.append(Draft(draft.line, prompt, tidy(draft.item.words), []))
            else:
                found[-1].prompts.append(prompt)
        return found

    def _twice(self, questions: Mapping[str, tuple[PlannedQuestion, ...]]) -> None:
        seen: set[str] = set()
        for planned in (question for group in questions.values() for question in group):
            if planned.words.casefold() in seen:
                self.report(PlanFindingKind.TWICE, planned.line, planned.words)
            seen.add(planned.words.casefold())

    def _fits(self, phase: Phase, questions: tuple[PlannedQuestion, ...]) -> None:
        """Whether these questions can be asked in this phase, and within its minutes."""
        if not questions:
            return
        line = self.headings.get(phase.key, questions[0].line)
        talked = any(question.answer is None for question in questions)
        if talked and not (phase.asks or phase.kind is PhaseKind.TURNS):
            self.report(PlanFindingKind.NO_QUESTIONS_HERE, line, phase.name)
        minutes = self.minutes.get(phase.key, phase.minutes)
        fixed = (question.minutes or 0 for question in questions if not question.optional)
        if minutes and sum(fixed) > minutes:
            self.report(PlanFindingKind.TOO_LONG, line, f"{phase.name} ({minutes})")


def _below(draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The choices under a question, and its prompts."""
    words = [tidy(without_emphasis(prompt.words)) for prompt in draft.prompts]
    form = draft.form
    if form is None or not form.awaits:
        return (), tuple(words)
    listed = [prompt.kind is not ItemKind.PLAIN for prompt in draft.prompts[: draft.choices]]
    count = listed.index(False) if False in listed else len(listed)
    return tuple(words[:count]), tuple(words[count:])


def _practice_first(
    questions: Mapping[str, tuple[PlannedQuestion, ...]], phases: Sequence[Phase]
) -> dict[str, tuple[PlannedQuestion, ...]]:
    """The questions to practise with in the part where people join, if there is one."""
    joining = next((phase.key for phase in phases if phase.kind is PhaseKind.JOIN), None)
    rounds = {phase.key for phase in phases if phase.kind is PhaseKind.ROUND}
    if joining is None:
        return dict(questions)
    found: dict[str, tuple[PlannedQuestion, ...]] = {}
    for key, asked in questions.items():
        for question in asked:
            practice = question.answer is not None and question.answer.practice
            there = joining if practice and key in {*rounds, ""} else key
            found[there] = (*found.get(there, ()), question)
    return found
