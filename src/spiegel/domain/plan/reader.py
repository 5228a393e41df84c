"""Reading a plan from top to bottom: under which phase, theme and question each line stands."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from spiegel.domain.agenda import Phase, PhaseKind
from spiegel.domain.naming import phase_named
from spiegel.domain.plan.marks import (
    Item,
    ItemKind,
    empty_item,
    indent_of,
    read_item,
    read_marks,
    without_emphasis,
)
from spiegel.domain.plan.values import (
    SHOWN,
    Plan,
    PlanFinding,
    PlanFindingKind,
    PlannedQuestion,
    PlanNote,
)
from spiegel.domain.words import clean, lines_of, tidy

_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})\s*([^#\s].*)$", re.DOTALL)
_UNDERLINE: Final = re.compile(r"\s{0,3}(=+|-{3,})\s*$")
_RULE: Final = re.compile(r"\s{0,3}([-*_=])(?:\s*\1){2,}\s*$")
_PROMPTS: Final = re.compile(
    r"(?:doorvragen|doorvraag|hulpvragen|prompts?|follow-ups?)\s*:?", re.IGNORECASE
)
_FINISHED: Final = tuple("?.!:;)]…")


def read(text: str, phases: Sequence[Phase]) -> Plan:
    """What a plan says, for a meeting with these phases. Never raises; any text will do."""
    lines = lines_of(clean(text))
    items = filter(None, map(read_item, lines))
    listed = any(item.kind in (ItemKind.NUMBER, ItemKind.NAMED) for item in items)
    reader = Reader(phases, listed=listed)
    number = 0
    while number < len(lines):
        line = lines[number]
        below = lines[number + 1] if number + 1 < len(lines) else ""
        number += 1
        underline = _UNDERLINE.fullmatch(below)
        if underline is not None and _could_be_heading(line):
            reader.heading(number, line.strip(), 1 if below.strip()[0] == "=" else 2)
            number += 1
        else:
            reader.line(number, line)
    return reader.plan()


def _emphasised(line: str) -> Item | None:
    """The list item that is wholly set in bold or italics: `**4. Wat wilt u nog kwijt?**`."""
    text = without_emphasis(line.strip())
    item = read_item(text) if text != line.strip() else None
    return msgspec.structs.replace(item, indent=indent_of(line)) if item is not None else None


def _could_be_heading(line: str) -> bool:
    return bool(line.strip()) and not (
        _RULE.fullmatch(line) or _HEADING.fullmatch(line) or read_item(line) or empty_item(line)
    )


class _Draft(msgspec.Struct):
    """A question while its plan is being read."""

    line: int
    item: Item
    theme: str
    prompts: list[str]


class Reader:
    """Reads a plan line by line; remembers under which phase, theme and question it is.

    listed: whether its questions are numbered; then a bare line that asks something is a question
    only under a heading ("Kijk jij nog even?" in the mail around a plan is none).
    """

    def __init__(self, phases: Sequence[Phase], *, listed: bool) -> None:
        self._phases = tuple(phases)
        rounds = (phase for phase in self._phases if phase.kind is PhaseKind.ROUND)
        self._round = next(rounds, None)
        self._phase = self._round
        self._bare = not listed
        self._level = 0
        self._theme = ""
        self._waiting: tuple[int, str] | None = None
        self._title = ""
        self._drafts: dict[str, list[_Draft]] = {}
        self._current: _Draft | None = None
        self._open = False
        self._minutes: dict[str, int] = {}
        self._headings: dict[str, int] = {}
        self._notes: list[PlanNote] = []
        self._findings: list[PlanFinding] = []

    def line(self, number: int, line: str) -> None:
        """One line that is not underlined as a heading."""
        text = line.strip()
        heading = _HEADING.fullmatch(line)
        if not text or _RULE.fullmatch(line):
            self._open = False
        elif heading is not None:
            self.heading(number, heading[2].rstrip("# \t"), len(heading[1]))
        elif empty_item(line):
            self._open = False
            self._report(PlanFindingKind.NO_WORDS, number)
        elif item := read_item(line) or _emphasised(line):
            self._item(number, item)
        else:
            self._plain(number, line, text)

    def heading(self, number: int, text: str, level: int) -> None:
        """A heading: the title, a phase, or a theme of the round."""
        self._bare = True
        self._current, self._open = None, False
        marked = read_marks(text)
        named, _, rest = marked.words.partition(":")
        phase = phase_named(self._phases, marked.words)
        if phase is None and rest.strip():
            phase = phase_named(self._phases, named)
        else:
            rest = ""
        if phase is not None:
            self._enter(number, phase, level, marked.minutes)
            self._stand_under(number, tidy(rest))
            return
        if level == 1 and not self._title and not self._drafts:
            self._title = tidy(without_emphasis(text))
            return
        if level <= self._level or self._phase is None:
            self._phase, self._level = self._round, 0
        self._stand_under(number, tidy(without_emphasis(text).rstrip(":")))
        if marked.minutes is not None or marked.odd:
            self._report(PlanFindingKind.ODD_MINUTES, number, text)

    def _stand_under(self, number: int, theme: str) -> None:
        """The next questions have this theme; one that had none is kept as a note."""
        if self._waiting is not None:
            self._note(*self._waiting)
        self._theme = theme
        self._waiting = (number, theme) if theme else None

    def _enter(self, number: int, phase: Phase, level: int, minutes: int | None) -> None:
        self._phase, self._level, self._bare = phase, level, True
        self._headings[phase.key] = number
        if minutes is not None:
            self._minutes[phase.key] = minutes

    def _item(self, number: int, item: Item) -> None:
        """A list item: a question, or a prompt of the question it stands under."""
        if item.kind is ItemKind.NUMBER:
            marked = read_marks(item.words)
            phase = phase_named(self._phases, marked.words)
            if phase is not None:
                self._current = None
                self._stand_under(number, "")
                self._enter(number, phase, 2, marked.minutes)
                return
        if self._current is not None and _is_prompt(item, self._current.item):
            self._current.prompts.append(item.words)
            self._open = _broken_off(item.words)
        else:
            self._question(number, item)

    def _question(self, number: int, item: Item) -> None:
        key = self._phase.key if self._phase is not None else ""
        self._current = _Draft(number, item, self._theme, [])
        self._drafts.setdefault(key, []).append(self._current)
        self._waiting = None
        self._open = _broken_off(item.words)

    def _plain(self, number: int, line: str, text: str) -> None:
        """A line without a sign before it."""
        if self._open and self._current is not None:
            self._go_on(text)
            return
        named = text.rstrip(":")
        marked = read_marks(without_emphasis(named))
        phase = phase_named(self._phases, marked.words)
        if phase is not None and indent_of(line) < 4:
            self._current = None
            self._enter(number, phase, 2, marked.minutes)
            self._stand_under(number, "")
        elif self._current is not None and _PROMPTS.fullmatch(text):
            return
        elif self._bare and marked.words.endswith("?") and named == text:
            self._item(number, Item(indent_of(line), ItemKind.PLAIN, text))
        elif self._untitled() and not text.endswith((",", ".")):
            self._title = tidy(without_emphasis(text))
        elif named != text and indent_of(line) < 4 and len(text) < SHOWN:
            self.heading(number, named, 3)
        else:
            self._note(number, text)

    def _untitled(self) -> bool:
        """Whether nothing was understood yet, so that a first line may be the title."""
        seen = self._title or self._drafts or self._notes or self._headings or self._theme
        return not seen

    def _go_on(self, text: str) -> None:
        """The second line of a question or prompt that was broken off."""
        draft = self._current
        if draft is None:
            return
        if draft.prompts:
            draft.prompts[-1] += " " + text
        else:
            words = f"{draft.item.words} {text}"
            draft.item = msgspec.structs.replace(draft.item, words=words)
        self._open = _broken_off(text)

    def _note(self, number: int, text: str) -> None:
        self._notes.append(PlanNote(number, text))
        self._report(PlanFindingKind.NOT_UNDERSTOOD, number, text)

    def _report(self, kind: PlanFindingKind, number: int, what: str = "") -> None:
        self._findings.append(PlanFinding(kind, number, what))

    def plan(self) -> Plan:
        """What was read, with the findings in the order of their lines."""
        self._stand_under(0, "")
        questions = {
            key: tuple(self._planned(draft) for draft in drafts)
            for key, drafts in self._drafts.items()
        }
        self._twice(questions)
        for phase in self._phases:
            self._fits(phase, questions.get(phase.key, ()))
        if not questions:
            self._report(PlanFindingKind.NO_QUESTIONS, 1)
        return Plan(
            title=self._title,
            questions=questions,
            minutes=self._minutes,
            notes=tuple(sorted(self._notes, key=lambda note: note.line)),
            findings=tuple(sorted(self._findings, key=lambda finding: finding.line)),
        )

    def _planned(self, draft: _Draft) -> PlannedQuestion:
        marked = read_marks(draft.item.words)
        if marked.odd:
            self._report(PlanFindingKind.ODD_MINUTES, draft.line, marked.odd)
        return PlannedQuestion(
            line=draft.line,
            words=tidy(marked.words),
            minutes=marked.minutes,
            prompts=tuple(tidy(without_emphasis(prompt)) for prompt in draft.prompts),
            optional=marked.optional,
            theme=draft.theme,
        )

    def _twice(self, questions: Mapping[str, tuple[PlannedQuestion, ...]]) -> None:
        seen: set[str] = set()
        for planned in (question for group in questions.values() for question in group):
            if planned.words.casefold() in seen:
                self._report(PlanFindingKind.TWICE, planned.line, planned.words)
            seen.add(planned.words.casefold())

    def _fits(self, phase: Phase, questions: tuple[PlannedQuestion, ...]) -> None:
        """Whether these questions can be asked in this phase, and within its minutes."""
        if not questions:
            return
        line = self._headings.get(phase.key, questions[0].line)
        if phase.kind not in (PhaseKind.ROUND, PhaseKind.TURNS):
            self._report(PlanFindingKind.NO_QUESTIONS_HERE, line, phase.name)
        minutes = self._minutes.get(phase.key, phase.minutes)
        if minutes and sum(question.minutes or 0 for question in questions) > minutes:
            self._report(PlanFindingKind.TOO_LONG, line, f"{phase.name} ({minutes})")


def _is_prompt(item: Item, question: Item) -> bool:
    """Whether a list item belongs to the question above it."""
    deeper = 2 if item.kind is question.kind else 1
    if item.indent >= question.indent + deeper:
        return True
    if item.kind is ItemKind.LETTER:
        return True
    bullet = item.kind is ItemKind.BULLET and question.kind is not ItemKind.BULLET
    return bullet and item.indent >= question.indent


def _broken_off(words: str) -> bool:
    """Whether the next line goes on with these words: no end of a sentence, no minutes."""
    marked = read_marks(words)
    return not (
        "?" in words or words.endswith(_FINISHED) or marked.minutes is not None or marked.optional
    )
