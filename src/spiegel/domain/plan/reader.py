"""Reading a plan from top to bottom: under which phase, theme and question each line stands."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from spiegel.domain.agenda import Phase, PhaseKind
from spiegel.domain.naming import phase_meant
from spiegel.domain.plan.durations import AMOUNT
from spiegel.domain.plan.facts import Facts, FrontMatter, front_matter, title_line
from spiegel.domain.plan.headings import ADVICE, LABEL, PROMPT, PROMPTS
from spiegel.domain.plan.inline import plain_words, unquoted
from spiegel.domain.plan.marks import (
    Item,
    ItemKind,
    Marked,
    empty_item,
    indent_of,
    read_item,
    read_marks,
    without_emphasis,
)
from spiegel.domain.plan.tables import Row, read_row
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
_QUOTE: Final = re.compile(r"\s{0,3}>\s?(.*)$", re.DOTALL)
_STARTS: Final = re.compile(r"\d{1,2}[.:]\d{2}\s*(?:uur|u\.?|uhr|h)?\s*[-–:]?\s+(?=\D)", re.I)
_LAST_AMOUNT: Final = re.compile(rf"(.{{1,40}}?)\s+({AMOUNT})", re.IGNORECASE)
_SIGN: Final = re.compile(r"(?:[-*+]|#{1,6})\s+")
_FINISHED: Final = tuple("?.!:;)]…")


def read(text: str, phases: Sequence[Phase]) -> Plan:
    """What a plan says, for a meeting with these phases. Never raises; any text will do."""
    lines = lines_of(clean(text))
    items = filter(None, map(read_item, lines))
    listed = any(item.kind in (ItemKind.NUMBER, ItemKind.NAMED) for item in items)
    reader = Reader(phases, listed=listed)
    front = front_matter(lines)
    reader.front_matter(front)
    number = front.lines
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


def _without_signs(line: str) -> str:
    """The line without emphasis, links and backslashes; what makes it a list item stays."""
    sign = _SIGN.match(line)
    begin = sign.end() if sign is not None else 0
    return line[:begin] + plain_words(line[begin:])


def _bare_number(text: str) -> str:
    """A heading without a number alone between brackets behind it; empty when there is none."""
    found = re.fullmatch(r"(.+?)\s*[(\[]\s*\d{1,3}\s*[\"”]?\s*[)\]]", text)
    return found[1] if found is not None else ""


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
    apart: bool = False
    """Whether a blank line or a heading stands above it."""


class _General(msgspec.Struct):
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
        self._facts = Facts()
        self._drafts: dict[str, list[_Draft]] = {}
        self._current: _Draft | None = None
        self._open = False
        self._minutes: dict[str, int] = {}
        self._rules: dict[str, list[str]] = {}
        self._advice = False
        self._general: _General | None = None
        self._prompts: dict[str, list[str]] = {}
        self._apart = True
        self._quote: list[str] = []
        self._quoted = 0
        self._headings: dict[str, int] = {}
        self._notes: list[PlanNote] = []
        self._findings: list[PlanFinding] = []

    def line(self, number: int, line: str) -> None:
        """One line that is not underlined as a heading."""
        quote = _QUOTE.fullmatch(line)
        if quote is not None:
            self._quoting(number, quote[1])
            return
        self._end_quote()
        row = read_row(line, self._phases)
        if row is not None:
            self._row(number, row)
            return
        line = line[: len(line) - len(line.lstrip())] + _without_signs(line.lstrip())
        text = line.strip()
        heading = _HEADING.fullmatch(line)
        if not text or _RULE.fullmatch(line):
            self._open, self._apart = False, True
        elif heading is not None:
            self.heading(number, heading[2].rstrip("# \t"), len(heading[1]))
        elif empty_item(line):
            self._open = False
            self._report(PlanFindingKind.NO_WORDS, number)
        elif item := read_item(line) or _emphasised(line):
            self._item(number, item)
        else:
            self._plain(number, line, text)
        self._apart = not text

    def heading(self, number: int, text: str, level: int) -> None:
        """A heading: the title, a phase, or a theme of the round."""
        self._end_quote()
        text = plain_words(text)
        self._bare = True
        self._current, self._open = None, False
        self._advice = ADVICE.fullmatch(text.strip()) is not None
        self._end_general()
        if PROMPTS.fullmatch(text.strip()) is not None:
            self._stand_under(number, "")
            self._begin_general(number, text)
            return
        marked = read_marks(text)
        named, _, rest = marked.words.partition(":")
        phase = phase_meant(self._phases, marked.words)
        if phase is None and rest.strip():
            phase = phase_meant(self._phases, named)
        elif phase is None and (bare := _bare_number(marked.words)):
            phase = phase_meant(self._phases, bare)
            rest = ""
            if phase is not None:
                self._report(PlanFindingKind.ODD_MINUTES, number, text)
        else:
            rest = ""
        self._ranged(number, marked)
        if phase is None and self._advice and self._facts.title:
            self._theme, self._waiting = "", None
            self._report(PlanFindingKind.ADVICE, number, text)
            self._notes.append(PlanNote(number, text))
            return
        if phase is not None:
            self._enter(number, phase, level, marked.minutes)
            self._stand_under(number, tidy(rest))
            return
        if level == 1 and not self._facts.title and not self._drafts:
            self._take_title(number, tidy(without_emphasis(text)))
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
        self._advice = False
        self._end_general()
        again = phase.key in self._headings
        self._headings[phase.key] = number
        if minutes is not None:
            if again and phase.key in self._minutes:
                self._report(PlanFindingKind.PART_TWICE, number, phase.name)
                minutes += self._minutes[phase.key]
            self._minutes[phase.key] = minutes

    def _item(self, number: int, item: Item) -> None:
        """A list item: a question, or a prompt of the question it stands under, or of all."""
        if self._general is not None:
            if self._general.takes(item, apart=self._apart):
                self._general.kind = self._general.kind or item.kind
                self._general.prompts.append(item.words)
                self._open = _broken_off(item.words)
                return
            self._end_general()
        if item.kind is ItemKind.NUMBER:
            marked = read_marks(item.words)
            phase = phase_meant(self._phases, marked.words)
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
        if self._is_no_question(item):
            self._tell(number, item.words)
            return
        key = self._phase.key if self._phase is not None else ""
        self._current = _Draft(number, item, self._theme, [], self._apart)
        self._drafts.setdefault(key, []).append(self._current)
        self._waiting = None
        self._open = _broken_off(item.words)

    def _plain(self, number: int, line: str, text: str) -> None:
        """A line without a sign before it."""
        if self._open and (self._current is not None or self._general is not None):
            self._go_on(text)
            return
        named = text.rstrip(":")
        marked = read_marks(without_emphasis(named))
        last = _LAST_AMOUNT.fullmatch(marked.words)
        if last is not None and marked.minutes is None and phase_meant(self._phases, last[1]):
            marked = read_marks(f"{last[1]} ({last[2]})")
        phase = phase_meant(self._phases, _STARTS.sub("", marked.words, count=1))
        if phase is not None and indent_of(line) < 4:
            self._current = None
            self._enter(number, phase, 2, marked.minutes)
            self._stand_under(number, "")
        elif (above := PROMPTS.fullmatch(text)) is not None:
            if self._current is None or above["general"] or above["every"] or self._apart_from():
                self._end_general()
                self._current = None
                self._begin_general(number, text)
        elif self._general is not None and not (self._apart and self._general.prompts):
            self._item(number, Item(indent_of(line), ItemKind.PLAIN, text))
        elif self._current is not None and (prompt := PROMPT.fullmatch(text)):
            self._current.prompts.append(prompt[1])
        elif LABEL.fullmatch(named):
            self._current, self._advice = None, False
        elif self._bare and marked.words.endswith("?") and named == text:
            self._item(number, Item(indent_of(line), ItemKind.PLAIN, text))
        elif self._untitled() and not text.endswith((",", ".")):
            self._take_title(number, tidy(without_emphasis(text)))
        elif named != text and indent_of(line) < 4 and len(text) < SHOWN:
            self.heading(number, named, 3)
        else:
            self._note(number, text)

    def _untitled(self) -> bool:
        """Whether nothing was understood yet, so that a first line may be the title."""
        seen = self._facts.title or self._drafts or self._notes or self._headings or self._theme
        return not seen

    def _begin_general(self, number: int, words: str) -> None:
        """Prompts follow that belong to every question of the part, or else of the round."""
        phase = self._phase if self._phase and self._phase.kind is PhaseKind.ROUND else self._round
        self._general = _General(number, words, phase.key if phase is not None else "", prompts=[])

    def _end_general(self) -> None:
        general, self._general = self._general, None
        if general is None:
            return
        if not general.prompts:
            self._note(general.line, general.words)
            return
        prompts = [tidy(without_emphasis(prompt)) for prompt in general.prompts]
        self._prompts.setdefault(general.phase, []).extend(prompts)
        self._report(PlanFindingKind.GENERAL, general.line, " / ".join(prompts))

    def _apart_from(self) -> bool:
        """Whether a blank line parts this from a list of questions that has none in it."""
        above = self._drafts.get(self._phase.key if self._phase is not None else "", [])
        tight = not any(draft.apart or draft.prompts for draft in above[-2:])
        return self._apart and len(above) > 1 and tight

    def _go_on(self, text: str) -> None:
        """The second line of a question or prompt that was broken off."""
        draft, general = self._current, self._general
        if general is not None:
            general.prompts[-1] += " " + text
        elif draft is None:
            return
        elif draft.prompts:
            draft.prompts[-1] += " " + text
        else:
            words = f"{draft.item.words} {text}"
            draft.item = msgspec.structs.replace(draft.item, words=words)
        self._open = _broken_off(text)

    # What is no question

    def _is_no_question(self, item: Item) -> bool:
        """Whether somebody is told something here: a rule, advice, a text to say."""
        asks = "?" in item.words
        if self._phase is not None and self._phase.kind is PhaseKind.TALK:
            return not asks
        return self._advice and not asks

    def _tell(self, number: int, words: str) -> None:
        """A rule of the part that has rules; else text for the moderator."""
        self._open = False
        if self._phase is not None and self._phase.rules and not self._advice:
            self._rules.setdefault(self._phase.key, []).append(tidy(words))
            return
        self._notes.append(PlanNote(number, words))
        self._report(PlanFindingKind.ADVICE, number, words)

    def _quoting(self, number: int, text: str) -> None:
        """A line after `>`: a question that is quoted, or text for the moderator in one note."""
        words = unquoted(plain_words(text.strip()))
        if words.endswith("?") and (words != text.strip() or self._bare):
            self._end_quote()
            self._current = None
            self._question(number, Item(0, ItemKind.PLAIN, words))
            return
        if text.strip():
            self._quoted = self._quoted or number
            self._quote.append(text.strip())

    def _end_quote(self) -> None:
        if self._quote:
            lines, self._quote = self._quote, []
            number, self._quoted = self._quoted, 0
            self._note(number, "> " + "\n> ".join(lines))

    def _row(self, number: int, row: Row) -> None:
        if row.phase is not None:
            self._current = None
            self._enter(number, row.phase, 2, row.minutes)
            self._stand_under(number, "")
        if row.words:
            self._note(number, row.words)

    def front_matter(self, found: FrontMatter) -> None:
        """What stands between `---` lines at the top; the rest of it is one note."""
        self._facts = found.facts
        if found.rest:
            self._note(2, "\n".join(found.rest))

    def _take_title(self, number: int, text: str) -> None:
        line = title_line(text)
        known = {name: value for name in ("date", "place") if (value := getattr(self._facts, name))}
        self._facts = msgspec.structs.replace(line.facts, **known)
        if line.taken:
            self._report(PlanFindingKind.FROM_TITLE, number, line.taken)

    def _ranged(self, number: int, marked: Marked) -> None:
        if marked.ranged:
            self._report(PlanFindingKind.UPPER_MINUTES, number, marked.ranged)

    def _note(self, number: int, text: str) -> None:
        self._notes.append(PlanNote(number, text))
        self._report(PlanFindingKind.NOT_UNDERSTOOD, number, text)

    def _report(self, kind: PlanFindingKind, number: int, what: str = "") -> None:
        self._findings.append(PlanFinding(kind, number, what))

    def plan(self) -> Plan:
        """What was read, with the findings in the order of their lines."""
        self._end_quote()
        self._end_general()
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
            title=self._facts.title,
            questions=questions,
            minutes=self._minutes,
            rules={key: tuple(rules) for key, rules in self._rules.items()},
            prompts={key: tuple(prompts) for key, prompts in self._prompts.items()},
            date=self._facts.date,
            place=self._facts.place,
            notes=tuple(sorted(self._notes, key=lambda note: note.line)),
            findings=tuple(sorted(self._findings, key=lambda finding: finding.line)),
        )

    def _planned(self, draft: _Draft) -> PlannedQuestion:
        marked = read_marks(draft.item.words)
        if marked.odd:
            self._report(PlanFindingKind.ODD_MINUTES, draft.line, marked.odd)
        self._ranged(draft.line, marked)
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
