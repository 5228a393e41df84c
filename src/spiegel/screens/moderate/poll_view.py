"""What the Moderate screen says of a question that is answered on devices: words, no widgets."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from spiegel.domain.consent.gate import Shown, told
from spiegel.domain.polls import saying
from spiegel.domain.polls.asking_now import AskNow, BackToPart
from spiegel.domain.polls.outcomes import ChoiceOutcome, IdeasOutcome, Untold, outcome
from spiegel.domain.polls.polls import (
    ClosePoll,
    GoPollStep,
    OpenPoll,
    ShowPoll,
    clusters_of,
    coming,
    form_of,
    ideas_of,
    poll_of,
    small,
)
from spiegel.domain.running.poll_steps import NAMES, PollStep, steps_of
from spiegel.domain.running.running import Place, place, question_states
from spiegel.domain.running.steps import talking
from spiegel.domain.session.actions import ActionKind
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Phase, Question
from spiegel.domain.session.options import form_as_told
from spiegel.domain.session.polls import Poll, PollState
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import N_, _, ngettext
from spiegel.i18n import current as spoken
from spiegel.screens.shared.outcome_view import bars_of
from spiegel.widgets.card import CardShown, Line

KINDS: Final = MappingProxyType(
    {
        AnswerKind.AGREE: N_("agree or not"),
        AnswerKind.RATE: N_("grade"),
        AnswerKind.CHOOSE: N_("choice"),
        AnswerKind.IDEAS: N_("open question"),
        AnswerKind.RANK: N_("order"),
        AnswerKind.POINTS: N_("points"),
    }
)
MOST_WEIGHED: Final = 3
"""Places that each professional gives: as the top three of the method."""
_SEEN_AS: Final = MappingProxyType({PollStep.COUNT: PollStep.OUTCOME})
"""A step that has the place of another in the row: the outcome, before the room sees it."""


def running(session: Session) -> Question | None:
    """The question on devices that runs now."""
    question = place(session).question
    return question if question is not None and question.answer is not None else None


def current(session: Session) -> Poll | None:
    """The poll that the room is about now: of the order of groups, once that was opened."""
    question = running(session)
    if question is None:
        return None
    return poll_of(session, question.number, ranking=True) or poll_of(session, question.number)


def is_closed(session: Session) -> bool:
    """Whether there is something to read of what people answered."""
    poll = current(session)
    return poll is not None and poll.state is not PollState.OPEN


def on_devices(session: Session, phase: Phase) -> tuple[Question, ...]:
    """The questions on devices of a part that puts none by itself, such as the debrief."""
    if phase.asks:
        return ()
    return tuple(q for q in session.questions_of(phase.number) if q.answer is not None)


def waiting(session: Session, phase: Phase) -> str:
    """That there are questions on devices here that nobody put yet, and by which key they come."""
    states = question_states(session)
    count = sum(states[q.number].open for q in on_devices(session, phase))
    words = ngettext(
        "{count} question on devices · v goes there",
        "{count} questions on devices · v goes there",
        count,
    )
    return words.format(count=count) if count else ""


def may_weigh(session: Session) -> bool:
    """Whether this is where actions are put in order: the debrief, when no question runs."""
    return talking(session) and not running(session)


def weighing(session: Session) -> AskNow | None:
    """Putting the actions in order on devices; None where there are fewer than two to weigh.

    The devices and the room read them as the documents do.
    """
    if not may_weigh(session):
        return None
    made = (a for a in session.actions.values() if a.kind is not ActionKind.DECLINE)
    seen = (told(session, action.words) for action in made)
    options = tuple(dict.fromkeys(each.words for each in seen if isinstance(each, Shown)))
    if len(options) < 2:
        return None
    form = AnswerForm(kind=AnswerKind.RANK, options=options, top=min(MOST_WEIGHED, len(options)))
    return AskNow(words=_("Which actions come first?"), answer=form)


def next_words(change: Change | None) -> str:
    """What the next key does within a question; empty when it goes on to what follows."""
    match change:
        case OpenPoll(ranking=True):
            return _("everybody puts the groups in order")
        case OpenPoll():
            return _("open it for answers")
        case ClosePoll():
            return _("close it; nobody can answer after that")
        case ShowPoll():
            return _("show it in the room")
        case GoPollStep(step=PollStep.GROUP):
            return _("put the ideas in groups (F5)")
        case GoPollStep():
            return _("talk it over")
        case BackToPart():
            return _("back to where we were")
    return ""


def card(session: Session, question: Question, answered: int | None, follows: str) -> CardShown:
    """The question, its steps with the one that runs marked, and how many answers came in.

    answered: how many seats are done, None when that is not known. follows: what comes after it.
    """
    here = place(session)
    return CardShown(
        heading=" · ".join(_heading(session, question)),
        main=question.words,
        lines=(
            Line(_steps(question, here), ""),
            Line("", ""),
            *(Line(words, "", "bold") for words in _state(session, here, answered)),
            *(Line(words, "  ", "", joins=True) for words in _options(session, question)),
            *(Line(words, "  ", "", joins=True) for words in _outcome(session)),
            *([Line("", "")] if question.prompts else []),
            *(Line(prompt) for prompt in question.prompts),
        ),
        next_=next_words(coming(session)) or follows,
    )


def _options(session: Session, question: Question) -> Iterator[str]:
    """What there is to choose from, as long as it is read out or answered."""
    form = form_as_told(session, question)
    if form is not None and _step(place(session)) in (PollStep.ASK, PollStep.ANSWER):
        yield from form.options


def _heading(session: Session, question: Question) -> Iterator[str]:
    questions = session.questions_of(question.phase)
    yield _("Question {number} of {count}").format(
        number=questions.index(question) + 1, count=len(questions)
    )
    if question.answer is not None:
        yield _("practice") if question.answer.practice else _(KINDS[question.answer.kind])
    if question.optional:
        yield _("if there is time")


def _step(here: Place) -> PollStep:
    return PollStep(here.step) if here.step in set(PollStep) else PollStep.ASK


def _steps(question: Question, here: Place) -> str:
    """All steps in a row, the one that runs marked."""
    if question.answer is None:
        return ""
    at = _SEEN_AS.get(_step(here), _step(here))
    names = ((step, _(NAMES[step])) for step in steps_of(question.answer) if step not in _SEEN_AS)
    # the mark stays with the word that it marks
    return " › ".join(f"▶\u00a0{name}" if step is at else name for step, name in names)


def _state(session: Session, here: Place, answered: int | None) -> Iterator[str]:
    """What came in, and what the room sees of it."""
    poll = current(session)
    if poll is None:
        return
    if poll.state is PollState.OPEN:
        yield answers(session, answered)
        return
    yield saying.took_part(poll, spoken())
    if poll.few:
        yield _("Fewer than 3 answers: none is kept, so that nobody is recognised.")
        return
    if form_of(session, poll).practice:
        yield _("This was a question to practise with; no answer was kept.")
        return
    if small(poll) and not poll.confirmed:
        yield _("The group is small: the room sees it only when everybody agrees.")
    if _step(here) in (PollStep.LOOK, PollStep.SHOW, PollStep.GROUP):
        yield from _ideas(session, poll)
    if _step(here) is PollStep.GROUP:
        yield _("F5 puts the ideas in groups.")
    if poll.state is PollState.CLOSED and _step(here) not in (PollStep.LOOK, PollStep.COUNT):
        yield _("The room does not see the outcome · t shows it.")


def answers(session: Session, answered: int | None) -> str:
    """How many answered so far, of how many."""
    if answered is None:
        return _("Answers are coming in.")
    if session.info.seats:
        return _("{count} of {seats} answered").format(count=answered, seats=session.info.seats)
    return ngettext("{count} answer", "{count} answers", answered).format(count=answered)


def _outcome(session: Session) -> Iterator[str]:
    """What came of it, in a line each; of ideas there is a list for that (i)."""
    poll = current(session)
    found = outcome(session, poll) if poll is not None else None
    if poll is None or found is None or isinstance(found, Untold | IdeasOutcome):
        return
    bars, words = bars_of(form_of(session, poll), found)
    # How many chose stands above it already.
    yield from filter(None, () if isinstance(found, ChoiceOutcome) else (words,))
    for bar in bars:
        # Where there is no room for a line each, a dot stands between them.
        place_, counted = f"{bar.number}." if bar.number else "", bar.words.replace(" · ", ", ")
        yield f"{place_} {bar.label}: {counted}".strip()


def _ideas(session: Session, poll: Poll) -> Iterator[str]:
    ideas = ideas_of(session, poll.question)
    if not ideas:
        return
    count = ngettext("{count} idea", "{count} ideas", len(ideas)).format(count=len(ideas))
    held = sum(idea.held for idea in ideas)
    parts = [count, *([_("{count} held back").format(count=held)] if held else [])]
    groups = len(clusters_of(session, poll.question))
    if groups:
        loose = sum(idea.cluster is None for idea in ideas)
        parts.append(ngettext("{count} group", "{count} groups", groups).format(count=groups))
        parts += [_("{count} in no group yet").format(count=loose)] if loose else []
    yield " · ".join((*parts, _("i looks through them")))
