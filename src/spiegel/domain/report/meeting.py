"""The chapters about the meeting itself: listeners' questions, the debrief, and how it was done."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from spiegel.domain.consent.gate import FOR_LACK_OF_CONSENT, Reason, Shown, Withheld, told
from spiegel.domain.preparation.tasks import done_on
from spiegel.domain.report import outcomes, traces
from spiegel.domain.report.afterwards import hearing_days
from spiegel.domain.report.answered import (
    Answered,
    everybody,
    not_few,
    numbers_of,
    ways,
    who_took_part,
)
from spiegel.domain.report.held import report_day
from spiegel.domain.report.material import FEWEST, Material
from spiegel.domain.report.parts import (
    Asked,
    AskedChapter,
    HowDone,
    Link,
    StepChapter,
    StepSection,
    Table,
)
from spiegel.domain.report.themes import entry, statement_link
from spiegel.domain.report.wording import (
    date_words,
    listed,
    minutes_words,
    participants_words,
    passed_words,
)
from spiegel.domain.running.outline import of_the_day
from spiegel.domain.running.running import question_states
from spiegel.domain.running.steps import debrief_phase, marked, spoken_of
from spiegel.domain.running.timing import IN_ONE_DAY, Spent, planned, spent
from spiegel.domain.session.agenda import Phase, PhaseKind, Question, Step
from spiegel.domain.session.instants import MINUTE, Instant, whole_minutes
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.statements import ListenerQuestion, Remark, RemarkKind, Statement
from spiegel.i18n import N_, Translations

LONG_TITLE: Final = 50
"""A title of more characters may be short on page one; among the facts it is whole."""
_HEARING: Final = N_("Participants hear about it on")
"""Under what the days stand on which they hear of it."""
_NEXT_TO_NOTHING: Final = MINUTE // 2
_SAID: Final = (*FOR_LACK_OF_CONSENT, Reason.TRACEABLE, Reason.RECOGNISABLE)
"""Why something is left out that the report says so of, in one number: told apart, the reasons show
whose it is."""


def asked_in_report(material: Material) -> list[ListenerQuestion]:
    """The listeners' questions that were put, in the order in which they were asked."""
    questions = material.session.listener_questions.values()
    return [q for q in questions if not q.dropped and material.words(q.words)]


def answer_labels(material: Material) -> dict[int, Link]:
    """Where the answers stand that have no theme: with their question, as V2.1."""
    letter = material.t.gettext("Q")
    labels: dict[int, Link] = {}
    for number, question in enumerate(asked_in_report(material), start=1):
        answers = [a for a in _answers(material, question) if material.theme_of(a) is None]
        for place, answer in enumerate(answers, start=1):
            label = f"{letter}{number}.{place}"
            labels[answer.number] = statement_link(material, label, f"antwoord_{number}_{place}")
    return labels


def _answers(material: Material, question: ListenerQuestion) -> list[Statement]:
    answers = material.session.answers_to(question.number)
    return [answer for answer in answers if material.shown(answer) is not None]


def asked_chapter(
    material: Material, labels: Mapping[int, Link], resting: Mapping[int, tuple[Link, ...]]
) -> AskedChapter:
    """The listeners' questions; labels: where every statement of the report stands."""
    t = material.t
    questions = []
    for number, question in enumerate(asked_in_report(material), start=1):
        answers = _answers(material, question)
        entries = [
            (answer, entry(material, answer, labels[answer.number], resting)) for answer in answers
        ]
        here = [said for answer, said in entries if material.theme_of(answer) is None]
        questions.append(
            Asked(
                anchor=f"vraag_{number}",
                label=t.gettext("Question {number}").format(number=number),
                words=material.words(question.words),
                answers=tuple(here),
                answer_word=t.gettext("Answer:"),
                repeated=tuple(said for _, said in entries if said not in here),
                nothing="" if answers else _no_answer(material, question),
            )
        )
    intro = (
        t.gettext("At the end the listeners could ask something to understand better.")
        if questions
        else _no_questions(material)
    )
    return AskedChapter(
        heading=t.gettext("Questions of the listeners"),
        anchor="vragen",
        intro=intro,
        questions=tuple(questions),
    )


def _no_questions(material: Material) -> str:
    if any(not question.dropped for question in material.session.listener_questions.values()):
        return material.withheld
    return material.t.gettext("The listeners asked no questions.")


def _no_answer(material: Material, question: ListenerQuestion) -> str:
    if material.session.answers_to(question.number):
        return material.t.gettext("The answer may not stand in this report.")
    return material.t.gettext("No answer was noted.")


def step_chapter(material: Material) -> StepChapter:
    """What the professionals said to each other, step by step, without empty steps."""
    t = material.t
    phase = debrief_phase(material.session)
    noted = _remarks_by_step(material)
    sections = [
        _step(material, step, place, noted.pop(step.key, []))
        for place, step in enumerate(phase.steps if phase else (), start=1)
        if step.key in noted or _passed(material, step)
    ]
    if noted:
        sections.append(
            StepSection(
                heading=t.gettext("Further noted"),
                anchor="stap_0",
                question="",
                remarks=tuple(words for remarks in noted.values() for words in remarks if words),
                nothing="" if any(map(any, noted.values())) else material.withheld,
            )
        )
    if material.session.on_devices:
        heading = t.gettext("What the professionals said about it")
        intro = t.gettext("The professionals said this to each other about the outcome.")
    elif material.session.among_themselves:
        heading = t.gettext("What the professionals said about it")
        intro = t.gettext("The professionals said this to each other when they met the outcome.")
    else:
        heading = t.gettext("What it did to the listeners")
        intro = t.gettext("The professionals said this to each other after the participants left.")
    how = t.gettext(
        "It was written down while they talked, and need not be literally what was said."
    )
    return StepChapter(
        heading=heading,
        anchor="nagesprek",
        intro=f"{intro} {how}" if sections else t.gettext("Nothing was noted."),
        steps=tuple(sections),
    )


def _remarks_by_step(material: Material) -> dict[str, list[str]]:
    """What was noted at each step that has remarks; what may not be shown is an empty one."""
    noted: dict[str, list[str]] = {}
    for remark in material.session.remarks_of(RemarkKind.STEP):
        ruling = _told(material, remark)
        words = ruling.words if isinstance(ruling, Shown) else ""
        noted.setdefault(remark.step, []).append(words)
    return noted


def _told(material: Material, remark: Remark) -> Shown | Withheld:
    return told(material.session, remark.words, material.t, remark.people, general=False)


def _passed(material: Material, step: Step) -> str:
    """Why there is no word of a step that was come to: it was discussed, or passed over."""
    if step.quiet or step.actions:
        return ""
    if step.key in marked(material.session, MomentKind.DISCUSSED):
        return material.t.gettext("Discussed, not noted.")
    if step.key in marked(material.session, MomentKind.FORCED):
        return material.t.gettext("Nothing was noted; the talk went on to the actions anyway.")
    return ""


def _step(material: Material, step: Step, place: int, noted: list[str]) -> StepSection:
    remarks = tuple(filter(None, noted))
    nothing = material.withheld if noted else _passed(material, step)
    return StepSection(
        heading=material.prepared(step.name) or step.key,
        anchor=f"stap_{place}",
        question=material.prepared(step.text),
        remarks=remarks,
        nothing="" if remarks else nothing,
    )


def how_done(material: Material, now: Instant | None, asked: Sequence[Answered] = ()) -> HowDone:
    """What was left out and not noted, the facts, time taken, and the prepared questions."""
    t = material.t
    ran = spent(material.session, now or _last(material))
    return HowDone(
        heading=t.gettext("How it was done"),
        anchor="verantwoording",
        notes=(
            *traces.notes(material.session, t),
            *(() if asked and not material.session.statements else _notes(material)),
            *outcomes.left_out(material),
        ),
        tables=tuple(_tables(material, ran, asked)),
        hearing=tuple(hearing_days(material.session)),
    )


def heard_on(how: HowDone, today: datetime.date, t: Translations) -> HowDone:
    """How it was done, as told on a day: of each day of hearing that has passed it says so."""
    label, told = t.gettext(_HEARING), []
    for day in how.hearing:
        words = date_words(day, t)
        told.append(passed_words(words, t, short=True) if day < today else words)
    meeting, *others = how.tables
    rows = ((label, listed(told, t)) if row[0] == label else row for row in meeting.rows)
    meeting = msgspec.structs.replace(meeting, rows=tuple(rows))
    return msgspec.structs.replace(how, tables=(meeting, *others))


def _last(material: Material) -> Instant:
    moments = tuple(material.session.moments.values())
    return moments[-1].at if moments else material.session.info.created


def _facts(material: Material, ran: Spent, asked: Sequence[Answered]) -> Iterator[tuple[str, str]]:
    t, info = material.t, material.session.info
    title = material.words(info.title)
    if len(title) > LONG_TITLE:
        yield t.gettext("Title"), title
    if info.format_title:
        yield t.gettext("Kind of meeting"), material.prepared(info.format_title)
    day = report_day(material.session)
    if day is not None:
        yield t.gettext("Date"), date_words(day, t)
    if place := material.openly(info.place):
        yield t.gettext("Place"), place
    if organisation := material.openly(info.organisation):
        yield t.gettext("Organisation"), organisation
    if asked and not material.session.participants:
        yield t.gettext("Taking part"), who_took_part(asked, t)
    else:
        yield t.gettext("Participants"), people_words(material)
        yield t.gettext("Listeners"), _listened(material)
    if (told := done_on(material.session, "feedback")) is not None:
        yield t.gettext("Participants heard of it on"), date_words(told, t)
    if hearing := [date_words(each, t) for each in hearing_days(material.session)]:
        yield t.gettext(_HEARING), listed(hearing, t)
    how = ways(info, asked, t)
    if how:
        yield t.gettext("How people answered"), how
    if ran.phases:
        took = minutes_words(_together(ran), t)
        days = t.gettext("{time}, on more than one day").format(time=took)
        yield t.gettext("Time taken"), days if later(material) else took
    if ran.paused >= _NEXT_TO_NOTHING:
        breaks = t.gettext("{time}, not counted in the time taken")
        yield t.gettext("Breaks"), breaks.format(time=minutes_words(ran.paused, t))


def listeners(material: Material) -> int:
    """How many professionals listened."""
    return sum(person.present is not False for person in material.session.listeners.values())


def later(material: Material) -> bool:
    """Whether the professionals came on another day than the one on which participants told."""
    session = material.session
    return session.among_themselves and len(of_the_day(session)) < len(session.agenda)


def _listened(material: Material) -> str:
    heard = str(listeners(material))
    if not later(material) or heard == "0":
        return heard
    return material.t.gettext(
        "{count}, on another day; they were not there while the participants told"
    ).format(count=heard)


def people_words(material: Material) -> str:
    """How many took part: begun with and ended with; no figure below five."""
    t, began = material.t, len(material.people)
    if began < FEWEST:
        return t.gettext("fewer than five participants") if began else t.gettext("none")
    ended = sum(person.gone is None for person in material.people)
    if ended == began:
        return participants_words(began, t)
    return t.gettext("began with {began}, ended with {ended}").format(began=began, ended=ended)


def _notes(material: Material) -> Iterator[str]:
    t = material.t
    reasons = [ruling.reason for ruling in material.held_back.values()]
    told_remarks = [_told(material, r) for r in material.session.remarks_of(RemarkKind.STEP)]
    reasons += [ruling.reason for ruling in told_remarks if isinstance(ruling, Withheld)]
    left_out = sum(reason in _SAID for reason in reasons)
    if left_out:
        yield t.ngettext(
            "{count} statement was left out. Why is not said, so that nobody can "
            "guess whose it is.",
            "{count} statements were left out. Why is not said, so that nobody can "
            "guess whose they are.",
            left_out,
        ).format(count=left_out)
    else:
        yield t.gettext("No statement was left out of this report.")
    yield from _steps_without(material)


def _steps_without(material: Material) -> Iterator[str]:
    t, session = material.t, material.session
    phase = debrief_phase(session)
    noted = spoken_of(session)
    for step in phase.steps if phase else ():
        if step.key in noted:
            continue
        if step.key in marked(session, MomentKind.DISCUSSED):
            yield t.gettext("Discussed but not noted: {step}.").format(
                step=material.prepared(step.name)
            )
        elif step.key in marked(session, MomentKind.FORCED):
            yield t.gettext("Passed over before the actions: {step}.").format(
                step=material.prepared(step.name)
            )


def _tables(material: Material, ran: Spent, asked: Sequence[Answered]) -> Iterator[Table]:
    t, session = material.t, material.session
    yield Table(
        heading=t.gettext("The meeting"),
        columns=(t.gettext("What"), t.gettext("Fact")),
        rows=tuple(_facts(material, ran, asked)),
    )
    phases = [phase for phase in session.agenda if phase.number in ran.phases or phase.minutes]
    if phases and ran.phases:
        yield Table(
            heading=t.gettext("Time taken per part"),
            columns=(t.gettext("Part"), t.gettext("Planned"), t.gettext("Taken")),
            rows=tuple(_phase_row(material, phase, ran) for phase in phases),
        )
    if asked:
        yield Table(
            heading=t.gettext("How many people answered each question"),
            columns=(
                t.gettext("Question"),
                t.gettext("Answered"),
                t.gettext("Skipped it, or was not there"),
            ),
            rows=tuple(
                _answered_row(material, each, everybody(session.info, asked)) for each in asked
            ),
        )
    numbers = numbers_of(session)
    questions = [
        question
        for phase in session.agenda
        if phase.kind is PhaseKind.ROUND
        for question in session.questions_of(phase.number)
    ]
    if questions:
        put = all(_took(material, question, ran) is not None for question in questions)
        fate = t.gettext("How long") if put else t.gettext("How long, or why not")
        yield Table(
            heading=t.gettext("The prepared questions"),
            columns=(t.gettext("Question"), fate),
            rows=tuple(
                (
                    f"{numbers[question.number]}. {material.prepared(question.words)}",
                    _fate(material, question, ran),
                )
                for question in questions
            ),
        )


def _answered_row(material: Material, asked: Answered, everybody: int) -> tuple[str, ...]:
    answered = asked.poll.took_part - asked.poll.skipped
    words = f"{asked.place}. {material.prepared(asked.question.words)}"
    return words, *(not_few(count, material.t) for count in (answered, everybody - answered))


def _together(ran: Spent) -> int:
    """How long the parts took; not one after which nothing was done until another day.

    In whole minutes of each, so that it is what a reader finds who adds them up.
    """
    return MINUTE * sum(
        whole_minutes(length) for length in ran.phases.values() if length <= IN_ONE_DAY
    )


def _phase_row(material: Material, phase: Phase, ran: Spent) -> tuple[str, ...]:
    t = material.t
    length = ran.phases.get(phase.number)
    minutes = planned(material.session, phase)
    foreseen = minutes_words(minutes, t) if minutes else t.gettext("no time")
    if length is None:
        taken = t.gettext("not held")
    elif length > IN_ONE_DAY:
        taken = t.gettext("until another day")
    else:
        taken = minutes_words(length, t)
    name = material.prepared(phase.name)
    if phase.review:
        name = t.gettext("{part} (looking over what was written down)").format(part=name)
    return name, foreseen, taken


def _took(material: Material, question: Question, ran: Spent) -> int | None:
    """How long a question took that was put."""
    begun = question_states(material.session)[question.number].begun
    return ran.questions.get(question.number) if begun else None


def _fate(material: Material, question: Question, ran: Spent) -> str:
    t = material.t
    state = question_states(material.session)[question.number]
    length = _took(material, question, ran)
    if length is not None:
        return minutes_words(length, t)
    if state.covered:
        return t.gettext("came up under another question")
    if state.skipped:
        return t.gettext("skipped")
    if question.number in ran.questions:
        # read aloud, and never opened on the devices
        return t.gettext("not put")
    return t.gettext("not reached")
