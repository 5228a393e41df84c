"""What the Moderate screen says, from a session and an instant: words, no widgets."""

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.style import Style

from spiegel.commands.moderate import MEMO, ROOM
from spiegel.domain.consent.attendance import here, unasked
from spiegel.domain.consent.consent import consent_to
from spiegel.domain.report.wording import listed
from spiegel.domain.running.running import Place, following, place, question_states
from spiegel.domain.running.timing import Timetable, minutes_of, timetable
from spiegel.domain.running.voices import dominant, not_yet, quietest, silence, turns_left, voices
from spiegel.domain.session.agenda import Phase, PhaseKind, Question
from spiegel.domain.session.instants import MINUTE, Instant, whole_minutes
from spiegel.domain.session.people import PURPOSES
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import ListenerQuestion, Remark, RemarkKind
from spiegel.i18n import _, current, ngettext
from spiegel.screens.moderate import poll_view
from spiegel.screens.shared.time_view import left, resumes
from spiegel.text import hour_minute, plain
from spiegel.widgets.card import CardShown, Line
from spiegel.widgets.facts import Fact
from spiegel.widgets.phasebar import PhaseMark
from spiegel.widgets.voicepanel import VoiceCount, VoicesShown


def phase_marks(session: Session) -> tuple[PhaseMark, ...]:
    """The running order as the bar shows it."""
    here = place(session)
    if here.phase is None:
        state = "done" if here.ended else "later"
        return tuple(PhaseMark(phase.name, state) for phase in session.agenda)
    current = here.phase
    return tuple(PhaseMark(phase.name, _state(phase, current)) for phase in session.agenda)


def _state(phase: Phase, current: Phase) -> str:
    if phase.number == current.number:
        return "now"
    return "done" if phase.position < current.position else "later"


def card(session: Session, now: Instant, answered: int | None = None) -> CardShown:
    """What stands on the left: the question, or what the phase asks instead.

    answered: how many people answered the question that is open, None when that is not known.
    """
    here = place(session)
    if here.ended:
        return _over(session)
    if here.paused and here.phase is not None:
        return _paused(session, timetable(session, now), now)
    if here.phase is None:
        return _before_start(session)
    if here.question is not None and here.question.answer is not None:
        return poll_view.card(session, here.question, answered, next_words(session))
    match here.phase.kind:
        case PhaseKind.ROUND if here.question is not None:
            return _question(session, here.question)
        case PhaseKind.TURNS:
            return _turns(session, here, here.phase)
        case PhaseKind.QUESTIONS:
            return _listeners_questions(session, here, here.phase)
        case PhaseKind.DEBRIEF:
            return _debrief(session, here, here.phase)
        case _:
            return _talk(session, here.phase)


def _over(session: Session) -> CardShown:
    care = [
        Line(_("Aftercare: {words}").format(words=_with_people(remark)), "· ", "")
        for remark in waiting_notes(session)
        if remark.kind is RemarkKind.AFTERCARE
    ]
    return CardShown(
        main=_("The meeting is over."),
        lines=(
            Line(_("F6 to check, F7 for the report.")),
            Line(
                _("The evaluation is open on devices: F10 closes it.")
                if session.info.evaluating is not None
                else _("How was it? F10, evaluation: on paper or on devices.")
            ),
            *care,
        ),
    )


def _with_people(remark: Remark) -> str:
    """A note with the codes of those it is about, unless its words name them already."""
    missing = [code for code in remark.people if code not in remark.words]
    return f"{' '.join(missing)} · {remark.words}" if missing else remark.words


def _paused(session: Session, table: Timetable, now: Instant) -> CardShown:
    """A pause looks like no question: the word, until when, and with what it goes on."""
    here, until = table.here, resumes(table, now)
    after_it = here.question.words if here.question else here.phase.name if here.phase else ""
    return CardShown(
        main=_("PAUSE until {time}").format(time=until) if until else _("PAUSE"),
        lines=(Line(_("space goes on with:"), "", ""), Line(after_it, "  ", "")),
        next_=next_words(session),
    )


def _before_start(session: Session) -> CardShown:
    first = next(iter(session.agenda), None)
    if first is None:
        return CardShown(main=_("This meeting has no running order yet. F2 makes one."))
    return CardShown(
        heading=session.info.title,
        main=_("Press → to begin with {phase}.").format(phase=first.name),
        lines=tuple(Line(words) for words in _not_ready(session)),
        next_=first.name,
    )


def _not_ready(session: Session) -> Iterator[str]:
    """What is missing on F2 before it begins; nothing when everybody was ticked and asked."""
    if session.on_devices:
        if not session.info.seats:
            yield _("d first: how many people answer, and let them take part.")
        return
    if not here(session):
        yield _("F2 first: who is here, and what did they agree to?")
        return
    unticked = [p.code for p in session.participants.values() if p.present is None and p.in_room]
    if unticked:
        yield _("F2: not ticked yet whether they are here: {people}.").format(
            people=" ".join(unticked)
        )
    unasked_of = [consent_to(each, current()) for each in PURPOSES if unasked(session, each)]
    if unasked_of:
        yield _("F2: not yet asked of everybody: {consents}.").format(
            consents=listed(unasked_of, current())
        )


def next_words(session: Session) -> str:
    """What comes after this: a question, or a phase."""
    phase, question = following(session)
    if question is not None:
        return question.words
    return phase.name if phase is not None else _("end")


def _question(session: Session, question: Question) -> CardShown:
    questions = session.questions_of(question.phase)
    heading = _("Question {number} of {count}").format(
        number=questions.index(question) + 1, count=len(questions)
    )
    kind = _("if there is time") if question.optional else _("fixed question")
    parts = [heading, kind, *([question.theme] if question.theme else [])]
    general = session.phases[question.phase].prompts
    return CardShown(
        heading=" · ".join(parts),
        main=question.words,
        lines=tuple(Line(prompt) for prompt in (*question.prompts, *general)),
        next_=next_words(session),
    )


def _talk(session: Session, phase: Phase) -> CardShown:
    return CardShown(
        heading=phase.name,
        main=phase.text or phase.name,
        lines=(
            *(Line(rule) for rule in phase.rules),
            *(Line(words, "") for words in [poll_view.waiting(session, phase)] if words),
        ),
        next_=next_words(session),
    )


def _turns(session: Session, here: Place, phase: Phase) -> CardShown:
    waiting = [person.code for person in turns_left(session, phase)]
    if here.turn:
        main = _("Turn of {person}").format(person=here.turn)
    elif waiting:
        main = _("Enter: {person} begins").format(person=waiting[0])
    else:
        main = phase.name
    lines = [Line(phase.text, "")] if phase.text else []
    if waiting:
        lines.append(Line(_("Still to come: {people}").format(people=" ".join(waiting)), "", ""))
    elif here.turn:
        lines.append(Line(_("Everybody had a turn."), ""))
    return CardShown(heading=phase.name, main=main, lines=tuple(lines), next_=next_words(session))


def waiting_questions(session: Session) -> tuple[ListenerQuestion, ...]:
    """The listeners' questions that will be put, in the order they came."""
    return tuple(q for q in session.listener_questions.values() if not q.dropped)


def _listeners_questions(session: Session, here: Place, phase: Phase) -> CardShown:
    questions = waiting_questions(session)
    current = session.listener_questions.get(here.asked or 0)
    rules = tuple(Line(rule) for rule in phase.rules)
    if not questions:
        return CardShown(
            heading=phase.name,
            main=phase.text or phase.name,
            lines=rules,
            next_=next_words(session),
        )
    lines = [
        Line(question.words, _mark(session, question), _style(question, current))
        for question in questions
        if question is not current
    ]
    return CardShown(
        heading=ngettext(
            "Question round · {count} question",
            "Question round · {count} questions",
            len(questions),
        ).format(count=len(questions)),
        main=current.words if current and not current.dropped else _("Enter: the first question"),
        lines=(*lines, *([Line("", "")] if lines and rules else []), *rules),
        next_=next_words(session),
    )


def _mark(session: Session, question: ListenerQuestion) -> str:
    return "✓ " if session.answers_to(question.number) else "  "


def _style(question: ListenerQuestion, current: ListenerQuestion | None) -> str:
    return "" if current is None or question.number > current.number else "$muted"


def _debrief(session: Session, here: Place, phase: Phase) -> CardShown:
    step = next((step for step in phase.steps if step.key == here.step), None)
    if step is None:
        return _talk(session, phase)
    steps = [
        Line(other.name, "▶ " if other is step else "  ", "bold" if other is step else "$muted")
        for other in phase.steps
    ]
    return CardShown(
        heading=f"{phase.name} · {step.name}",
        main=step.text or step.name,
        lines=(
            *steps,
            Line(_("F5 leads through the steps and the actions."), ""),
            *(Line(words, "") for words in [poll_view.waiting(session, phase)] if words),
        ),
        next_=next_words(session),
    )


def facts(session: Session, table: Timetable, *, calm: bool) -> tuple[Fact, ...]:
    """The lines beside the clock: late or not, the end, the round; and what helps when late."""
    here = table.here
    if here.phase is None:
        return ()
    lines: list[Fact] = []
    if not calm:
        late = whole_minutes(table.behind)
        lines.append(Fact("", schedule(table.behind), loud=late >= 1))
    if table.clients_end is not None:
        lines.append(Fact(_("clients until"), hour_minute(table.clients_end)))
    elif table.end is not None:
        lines.append(Fact(_("end"), hour_minute(table.end)))
    if table.question is not None:
        lines.append(Fact(_("this round"), left(table.phase, calm=calm)))
    if table.ways is not None and not calm:
        lines.extend(_ways(session, table))
    return tuple(lines)


def schedule(behind: int) -> str:
    """When all is over, against the plan: so many minutes later or earlier."""
    late = whole_minutes(behind)
    if late == 0:
        return _("on time")
    if late > 0:
        return _("over {count} min later").format(count=late)
    return _("over {count} min earlier").format(count=-late)


def _ways(session: Session, table: Timetable) -> list[Fact]:
    ways = table.ways
    if ways is None or table.here.question is None:
        return []
    numbers = {
        question.number: index
        for index, question in enumerate(session.questions_of(table.here.question.phase), start=1)
    }
    found = []
    if ways.drop:
        dropped = ", ".join(str(numbers[question.number]) for question in ways.drop)
        found.append(_("skip question {numbers}").format(numbers=dropped))
    if ways.each:
        found.append(_("{count} min for each question").format(count=ways.each))
    labels = (_("to catch up:"), _("or"))
    return [Fact(label, words) for label, words in zip(labels, found, strict=False)]


def voices_shown(session: Session, now: Instant) -> VoicesShown:
    """Who was heard, when clients speak; nothing in the other phases."""
    here = place(session)
    if here.phase is None or here.phase.kind not in (PhaseKind.ROUND, PhaseKind.TURNS):
        return VoicesShown()
    if here.question is not None and here.question.answer is not None:
        return VoicesShown()
    heard = tuple(VoiceCount(v.code, v.here) for v in voices(session) if v.here)
    return VoicesShown(
        clients=True,
        here=_("this question") if here.question is not None else _("this part"),
        heard=heard,
        not_yet=tuple(voice.code for voice in not_yet(session)),
        quiet=_quiet(session, now),
        loud=tuple(voice.code for voice in dominant(session)),
    )


def _quiet(session: Session, now: Instant) -> str:
    voice = quietest(session, now)
    if voice is None:
        return ""
    silent = silence(session, voice, now) // MINUTE
    return _("{person} · {count} min").format(person=voice.code, count=silent) if silent else ""


def waiting_notes(session: Session) -> tuple[Remark, ...]:
    """What waits for the moderator: notes of the scribe, and at the end whom to call."""
    kinds = [RemarkKind.MEMO, *([RemarkKind.AFTERCARE] if place(session).ended else [])]
    return tuple(r for kind in kinds for r in session.remarks_of(kind) if not r.done)


def parked(session: Session) -> tuple[Remark, ...]:
    """What was set aside for later and waits still."""
    return tuple(r for r in session.remarks_of(RemarkKind.PARKED) if not r.done)


def note_words(notes: Iterable[Remark]) -> list[str]:
    """The notes as they are opened."""
    return [_with_people(note) for note in notes]


def notice(session: Session) -> str:
    """What the room does not see of the clock, and what waits: notes as a count, parked matters."""
    parts = [words] if (words := room_words(session)) else []
    notes = len(waiting_notes(session))
    if notes:
        parts.append(_("note ({count}) · b opens").format(count=notes))
    later = len(parked(session))
    if later:
        words = ngettext("{count} parked", "{count} parked", later).format(count=later)
        parts.append(words if notes else _("{parked} · b opens").format(parked=words))
    return "   ".join(parts)


def notice_button(session: Session) -> Content:
    """The same as a button for the mouse: it opens what waits, else what the room sees."""
    waits = bool(waiting_notes(session) or parked(session))
    action = (MEMO if waits else ROOM).action
    return plain(notice(session)).stylize(Style.from_meta({"@click": f"screen.{action}"}))


def room_words(session: Session) -> str:
    """A reminder that the room does not see the clock."""
    if session.info.room is None:
        return ""
    return _("message for the room · k") if session.info.room else _("room screen blank · k")


def question_rows(session: Session, phase: int) -> list[tuple[Question, str, int]]:
    """The questions of a round with their state in words, and the minutes that are planned.

    A question that was skipped takes none; what was said under it all the same is counted.
    """
    states = question_states(session)
    current = place(session).question
    rows = []
    for question in session.questions_of(phase):
        state = states[question.number]
        planned = round(minutes_of(session, question))
        if current is not None and question.number == current.number:
            words = _("now")
        elif state.skipped:
            words, planned = _skipped(session, question), 0
        elif state.covered:
            words = _("already discussed")
        elif state.begun and state.broken_off:
            words = _("not finished")
        else:
            words = _("put") if state.begun else _("not put yet")
        rows.append((question, words, planned))
    return rows


def _skipped(session: Session, question: Question) -> str:
    said = sum(s.question == question.number for s in session.statements.values())
    if not said:
        return _("skipped")
    count = ngettext("{count} statement", "{count} statements", said).format(count=said)
    return f"{_('skipped')} · {count}"
