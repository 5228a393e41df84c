"""What the running order says: the parts, their questions, and minutes that add up."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from textual.content import Content

from spiegel.domain.plan.forms import written
from spiegel.domain.preparation.learning import Wanted, served, serving
from spiegel.domain.preparation.readiness import unlinked
from spiegel.domain.running.advice import hints
from spiegel.domain.running.order import unread
from spiegel.domain.running.outline import ClockTimes, Fit, clock_times, fit, length
from spiegel.domain.running.running import place, question_states
from spiegel.domain.running.self_direction import name_of, touched, uncovered
from spiegel.domain.running.timing import minutes_of
from spiegel.domain.session.agenda import AnswerKind, Phase, Question
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Remark
from spiegel.domain.session.words import capitalised
from spiegel.i18n import _, current, language, ngettext
from spiegel.widgets.browse import Row, typed

if TYPE_CHECKING:
    from spiegel.domain.language.questions import Wording

Key = tuple[str, int]
"""A table and a number; "themes" and the number of the question that a heading stands above; "plan"
stands above the lines of a written plan that are no question."""
Judged = tuple[str, bool]
"""The words of a question, and whether people answer it by telling."""


def keys(session: Session) -> Sequence[Key]:
    """The parts in order, each with its questions; a theme stands above its first question."""
    found: list[Key] = []
    for phase in session.agenda:
        found.append(("phases", phase.number))
        theme = ""
        for question in session.questions_of(phase.number):
            if question.theme and question.theme != theme:
                found.append(("themes", question.number))
            theme = question.theme
            found.append(("questions", question.number))
    notes = unread(session)
    return [*found, *([("plan", 0)] if notes else []), *(("remarks", n.number) for n in notes)]


class Improvement(msgspec.Struct, frozen=True):
    """What could be better about how a question is put, in short and in a sentence; or nothing."""

    short: str = ""
    whole: str = ""


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside parts and questions, that is not reckoned for each row anew.

    times: when each begins. hints: what experience says, by the number of a part, or of a part and
    its question. wordings: what could be better about a question, by what was judged.
    """

    times: ClockTimes | None = None
    hints: Mapping[tuple[int, int | None], tuple[str, ...]] = {}
    wordings: Mapping[Judged, Improvement] = {}

    def wording(self, question: Question) -> Improvement:
        """What could be better about a question; nothing as long as it was not looked at."""
        return self.wordings.get(judged(question), Improvement())


def hints_beside(session: Session) -> Mapping[tuple[int, int | None], tuple[str, ...]]:
    """What experience says of a running order, by what it is about."""
    found: dict[tuple[int, int | None], tuple[str, ...]] = {}
    for hint in hints(session):
        about = hint.phase, hint.question
        found[about] = (*found.get(about, ()), hint.explain(current()))
    return found


def row(session: Session, key: Key, beside: Beside, *, prompts: bool) -> Row:
    """What to draw for a key; prompts: whether there is room for the prompts."""
    table, number = key
    if table == "phases" and number in session.phases:
        return _phase(session, session.phases[number], beside)
    if table == "plan":
        return Row(heading=typed(" " + _("Lines of the plan that are no question"), "$primary"))
    if table == "remarks" and number in session.remarks:
        return _unread(session.remarks[number])
    question = session.questions.get(number)
    if question is None:
        return Row()
    if table == "themes":
        return Row(heading=typed(f"      {question.theme}", "$primary"))
    return _question(session, question, beside, prompts=prompts)


def _phase(session: Session, phase: Phase, beside: Beside) -> Row:
    here = place(session).phase
    now = here is not None and here.number == phase.number
    found = fit(session, phase)
    return Row(
        gutter=Content.styled("  ▶" if now else "", "$primary"),
        words=typed(phase.name, "bold"),
        end=_clock(beside.times.phases.get(phase.number) if beside.times else None)
        + _minutes(str(phase.minutes if found is None else found.takes)),
        meta=(
            *([Content.styled(_("another day"), "$muted")] if phase.another_day else ()),
            *(() if found is None else _fits(found)),
            *_hints(beside, phase.number, None),
        ),
    )


def _hints(beside: Beside, phase: int, question: int | None) -> Iterator[Content]:
    for words in beside.hints.get((phase, question), ()):
        yield typed(words, "$accent")


def _fits(found: Fit) -> tuple[Content, ...]:
    return (Content.styled(found.explain(current()), "$accent" if found.over else "$muted"),)


def _unread(note: Remark) -> Row:
    """A line of a written plan, with its number there."""
    first, *more = note.words.split("\n")
    return Row(
        gutter=Content.styled(f" {note.plan_line:>4}  ", "$faint"),
        words=typed(first + (" …" if more else ""), "$muted"),
    )


def _question(session: Session, question: Question, beside: Beside, *, prompts: bool) -> Row:
    at = session.questions_of(question.phase).index(question) + 1
    state = question_states(session)[question.number]
    now = place(session).question
    if now is not None and now.number == question.number:
        mark = "▶"
    else:
        mark = "✓" if state.begun or state.covered else "–" if state.skipped else " "
    shared = "" if question.minutes is not None else "± "
    meta = [typed(f"· {prompt}", "$muted") for prompt in question.prompts] if prompts else []
    learning = [typed(f"→ {one.words}", "$muted") for one in served(session, question)]
    short = [] if prompts else [*_short(question), *learning]
    meta += learning if prompts else []
    elements = [name_of(element, current()) for element in touched(session, question)]
    if elements:
        short.append(Content.styled(", ".join(elements), "$success"))
    if question.optional:
        short.insert(0, Content.styled(_("if there is time"), "$muted"))
    if better := beside.wording(question).short:
        short.insert(0, Content.styled(better, "$accent"))
    if question.answer is not None:
        short.insert(0, typed(written(question.answer, language()), "$primary"))
    return Row(
        gutter=Content.assemble(f"  {mark}", (f"{at:>3} ", "$primary")),
        words=typed(question.words),
        end=_clock(beside.times.questions.get(question.number) if beside.times else None)
        + _minutes(f"{shared}{round(minutes_of(session, question))}"),
        meta=(
            *([Content.styled(" · ", "$faint").join(short)] if short else []),
            *_hints(beside, question.phase, question.number),
            *meta,
        ),
    )


def _short(question: Question) -> list[Content]:
    """How many prompts there are, where there is no room to show them."""
    count = len(question.prompts)
    words = ngettext("{count} prompt", "{count} prompts", count).format(count=count)
    return [Content.styled(words, "$faint")] if count else []


def _clock(time: datetime.time | None) -> Content:
    """The time of the clock, if it is known when the meeting starts."""
    return Content.styled(f"{time:%H:%M}" if time is not None else "", "$primary")


def _minutes(count: str) -> Content:
    return Content.styled(_("{count} min").format(count=f"{count:>5}"), "$muted")


def summary(session: Session) -> Content:
    """How long the whole takes, and the part with the clients."""
    found = length(session)
    count = len(session.questions)
    questions = ngettext("{count} question", "{count} questions", count).format(count=count)
    words = _("{questions} · with the clients {clients} · in all {whole}").format(
        questions=questions, clients=span_words(found.clients), whole=span_words(found.whole)
    )
    times = clock_times(session)
    if times is not None:
        starts = session.info.assignment.starts
        words = f"{starts:%H:%M}–{times.ends:%H:%M} · {words}"
    spare = _("if there is time {count} min more").format(count=found.spare)
    return Content(f"{words} · {spare}" if found.spare else words)


def learning_row(session: Session, question: Question, one: Wanted) -> Content:
    """What listeners want to learn: whether this question serves it, another does, or none yet."""
    if one.served_by(question):
        return Content.styled("✓ ", "$primary") + typed(one.words)
    others = len(serving(session, one))
    words = ngettext("{count} question", "{count} questions", others).format(count=others)
    said = words if others else _("no question yet")
    return Content.assemble("  ", typed(one.words), (f"  {said}", "$muted"))


def span_words(minutes: int) -> str:
    """Minutes as hours and minutes."""
    if minutes < 60:
        return _("{count} min").format(count=minutes)
    return _("{hours} h {minutes:02d}").format(hours=minutes // 60, minutes=minutes % 60)


def advice_words(session: Session) -> Content:
    """What does not add up, or what to do first."""
    if not session.questions:
        words = _("No questions yet: n adds one, i reads them from a written plan.")
        return Content.styled(words, "$accent")
    wrong = [(p, f) for p in session.agenda if (f := fit(session, p)) is not None and f.over]
    parts = [
        *(
            _("{part}: {count} min too long").format(part=phase.name, count=found.over)
            for phase, found in wrong
        ),
        *unlinked(session, current()),
        *uncovered(session, current()),
    ]
    notes = len(unread(session))
    if notes:
        lines = ngettext(
            "{count} line is no question: at the bottom (End)",
            "{count} lines are no question: at the bottom (End)",
            notes,
        )
        parts.append(lines.format(count=notes))
    return Content.styled(" · ".join(parts), "$accent")


def about(session: Session, key: Key | None, beside: Beside) -> Content:
    """What can be done with what the cursor stands on."""
    if key is not None and key[0] == "phases" and key[1] in session.phases:
        phase = session.phases[key[1]]
        if phase.prompts:
            general = "  ".join(f"· {prompt}" for prompt in phase.prompts)
            words = _("With every question: {prompts}").format(prompts=general)
        elif phase.asks and session.questions_of(phase.number):
            words = _("This part takes what its questions take.")
        else:
            words = phase.text
        return typed(words.split("\n")[0], "$muted")
    if key is not None and key[0] == "remarks":
        return _about_note(session, key[1])
    if key is not None and key[1] in session.questions:
        question = session.questions[key[1]]
        prompts = "  ".join(f"· {prompt}" for prompt in question.prompts)
        better = beside.wording(question).whole
        return typed("  ".join(filter(None, (better, prompts))), "$muted")
    return Content("")


def judged(question: Question) -> Judged:
    """What is looked at of a question: its words, and whether people answer by telling."""
    return question.words, question.answer is None or question.answer.kind is AnswerKind.IDEAS


def wordings(session: Session, known: Mapping[Judged, Improvement]) -> dict[Judged, Improvement]:
    """The one thing that weighs most of what could be better about each question.

    Of Dutch ones only. known: is left out.

    Slow the first time, when the lists of words are read: call it in a thread.
    """
    if session.info.language != "nl":
        return {}
    from spiegel.domain.language.questions import wording

    found: dict[Judged, Improvement] = {}
    for words, talked in {judged(question) for question in session.questions.values()}:
        if (words, talked) not in known:
            first = next(iter(wording(words, talked=talked)), None)
            found[words, talked] = _worded(first) if first is not None else Improvement()
    return found


def _worded(finding: "Wording") -> Improvement:
    said = finding.explain(current())
    if finding.hard is None:
        whole = _("The question {finding}.").format(finding=said)
    else:
        whole = capitalised(said)
    return Improvement(finding.in_short(current()), whole)


def _about_note(session: Session, number: int) -> Content:
    note = session.remarks.get(number)
    if note is None:
        return Content("")
    words = _("Line {line} of the plan; it stays a note. Del: seen, off this list.")
    return typed(words.format(line=note.plan_line), "$muted")
