"""What the room sees of a question on devices: the question, how to join, the outcome as bars."""

import msgspec

from spiegel.domain.polls import saying
from spiegel.domain.polls.outcomes import Untold, outcome
from spiegel.domain.polls.polls import clusters_of, form_of, ideas_of, poll_of
from spiegel.domain.running.poll_steps import PollStep
from spiegel.domain.running.timing import Clock, Pace, Timetable
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.polls import Poll, PollState
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.serving import Serving
from spiegel.screens.clock.shown import RoomClock, minutes_left
from spiegel.screens.shared.outcome_view import bars_of, idea_bars
from spiegel.widgets.bars import Bar
from spiegel.widgets.join_card import Joining


def joining(serving: Serving) -> Joining:
    """How people join: the link, the address and the code, and how many did."""
    count = len(serving.joined)
    return Joining(
        heading=_("Take part"),
        link=serving.link,
        address=serving.shown_address,
        code=serving.code,
        joined=ngettext("{count} takes part", "{count} take part", count).format(count=count),
    )


def evaluating(serving: Serving) -> Joining:
    """How people come to the evaluation; never how many forms there are."""
    return Joining(
        heading=_("How was the meeting?"),
        link=serving.link,
        address=serving.shown_address,
        code=serving.code,
        joined=_("Without a name. Take your time."),
    )


def poll_room(
    session: Session, question: Question, table: Timetable, serving: Serving | None = None
) -> RoomClock:
    """The room at one step of a question; never a count before it is closed.

    serving: whoever comes late reads how to take part.
    """
    shown = _at_step(session, question, table)
    late = table.here.step in (PollStep.ASK, PollStep.ANSWER, PollStep.RANK)
    if serving is None or not late or not serving.door_open:
        return shown
    words = _("{address} · code {code}").format(address=serving.shown_address, code=serving.code)
    return msgspec.structs.replace(shown, who=(words,))


def _at_step(session: Session, question: Question, table: Timetable) -> RoomClock:
    step = table.here.step
    asked = poll_of(session, question.number)
    ranked = poll_of(session, question.number, ranking=True)
    match step:
        case PollStep.ANSWER:
            return RoomClock(words=question.words, state=_time(table.main))
        case PollStep.LOOK | PollStep.COUNT:
            return RoomClock(words=question.words, state=_("nobody can answer any more"))
        case PollStep.GROUP:
            return RoomClock(heading=question.words, bars=_groups(session, question.number))
        case PollStep.RANK if ranked is not None:
            names = form_of(session, ranked).options
            bars = tuple(Bar(label=n, number=str(at)) for at, n in enumerate(names, start=1))
            state = _time(table.main)
            return RoomClock(heading=_("What should come first?"), bars=bars, state=state)
    for poll in (ranked, asked):
        if poll is not None and poll.state is PollState.SHOWN:
            return _shown(session, question, poll)
    if step == PollStep.ASK:
        return RoomClock(words=question.words, state=_("you can answer in a moment"))
    return RoomClock(words=question.words)


def _time(clock: Clock) -> str:
    """What is left, without hurry: who thinks longest must not feel watched."""
    return _("take your time") if clock.pace is Pace.OVER else minutes_left(clock)


def _shown(session: Session, question: Question, poll: Poll) -> RoomClock:
    found = outcome(session, poll)
    if isinstance(found, Untold):
        return RoomClock(words=question.words, state=found.explain(current()))
    bars, state = bars_of(form_of(session, poll), found)
    return RoomClock(heading=question.words, bars=bars, state=state)


def _groups(session: Session, question: int) -> tuple[Bar, ...]:
    """The groups as they are made, then what is in none yet."""
    ideas = ideas_of(session, question)
    groups = clusters_of(session, question)
    counts = {g.number: sum(idea.cluster == g.number for idea in ideas) for g in groups}
    made = (
        Bar(number=str(at), label=g.name, words=saying.ideas(counts[g.number], current()))
        for at, g in enumerate(groups, start=1)
    )
    return (*made, *idea_bars([idea for idea in ideas if idea.cluster not in counts]))
