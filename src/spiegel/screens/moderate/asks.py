"""What the line at the bottom asks before a letter or a number leads the meeting."""

from collections.abc import Callable, Sequence
from typing import Final

from spiegel.commands.moderate import NOT_PUT, PAUSE, WEIGH
from spiegel.domain.running.running import place
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.instants import MINUTE, Instant, after
from spiegel.domain.session.polls import Poll, PollState
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.screens.moderate.poll_view import weighing
from spiegel.screens.shared.typing import Deed
from spiegel.text import hour_minute, shortened

LONGEST: Final = 40
"""Characters of a question on the line."""
BREAK: Final = 10
"""Minutes of a break that begins now."""


def asks(session: Session, words: str, now: Instant, outcome: Poll | None = None) -> str:
    """The words of a command, with what is so now filled in; empty when it can do nothing here.

    Then nothing is asked: it says at once why not. outcome: the poll of which the room can see the
    outcome.
    """
    here = place(session)
    if words == _(PAUSE.asks):
        return _("Let the clock go on?") if here.paused else words
    if words == _(NOT_PUT.asks) and here.asked is None:
        return ""
    if words == _(WEIGH.asks) and weighing(session) is None:
        return ""
    if "{show}" in words:
        if outcome is None:
            return ""
        if outcome.state is PollState.SHOWN:
            return _("Hide the outcome from the room?")
        return _("Show the outcome in the room?")
    number = ""
    if "{number}" in words:
        if here.question is None or here.phase is None:
            return ""
        number = str(session.questions_of(here.phase.number).index(here.question) + 1)
    return words.format(number=number, time=hour_minute(after(now, BREAK * MINUTE)))


def number_deed(
    digits: str, questions: Sequence[Question], go: Callable[[Question], object]
) -> Deed | None:
    """Going to the question of this number, from 1 up; None when there is none."""
    if digits.startswith("0") or int(digits) > len(questions):
        return None
    question = questions[int(digits) - 1]
    words = shortened(question.words, LONGEST)
    return Deed(
        keys=digits,
        label=_("question {number}").format(number=digits),
        asks=_("To question {number}: {words}").format(number=digits, words=words),
        do=lambda: go(question),
    )
