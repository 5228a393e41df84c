"""Ideas have no speaker to ask: one is shown when somebody looked at it.

It never stands as it was when it could point to a person.
"""

import msgspec
import pytest
from polling import OPEN, answered, ideas, session_with

import mutations
from spiegel.domain.consent.gate import Reason, Shown, Withheld, shown_idea, told
from spiegel.domain.report import outcomes
from spiegel.domain.report.report import report_on
from spiegel.domain.report.review import MarkIdea, RewriteIdea, SettleIdea
from spiegel.i18n import translations

NEIGHBOUR = "mijn buurman van nummer twaalf drinkt elke dag te veel"


@mutations.register("ideas-without-a-gate")
def _ideas_without_a_gate(patch: pytest.MonkeyPatch) -> None:
    """The chapter shows each idea as it was written."""
    patch.setattr(outcomes, "shown_idea", lambda _session, idea, _t=None: Shown(idea.words, True))


def session():
    """A session with three ideas, the second of which names somebody."""
    return answered(session_with(), OPEN, ideas(("meer stoelen",), (NEIGHBOUR,), ("zwart",)))


def changed(session, *changes):
    for change in changes:
        session = change.apply(session, session.info.created)
    return session


def ruling(session, number):
    return shown_idea(session, session.ideas[number])


def test_an_idea_that_nobody_looked_at_is_not_shown():
    assert ruling(session(), 1) == Withheld(Reason.UNCHECKED)


def test_an_idea_that_was_looked_at_is_shown_word_for_word():
    assert ruling(changed(session(), SettleIdea(idea=2)), 2) == Shown(NEIGHBOUR, verbatim=True)


def test_a_traceable_idea_is_not_shown_and_no_other_words_repeat_it():
    base = changed(session(), SettleIdea(idea=2), MarkIdea(idea=2, traceable=True))
    assert ruling(base, 2) == Withheld(Reason.TRACEABLE)
    repeated = told(base, f"iemand zei: {NEIGHBOUR}!")
    assert isinstance(repeated, Shown)
    assert "buurman" not in repeated.words


def test_what_was_looked_at_before_it_was_marked_is_to_be_looked_at_again():
    marks = [MarkIdea(idea=1, traceable=traceable) for traceable in (True, False)]
    base = changed(session(), SettleIdea(idea=1), *marks)
    assert ruling(base, 1) == Withheld(Reason.UNCHECKED)


def test_an_idea_that_was_rewritten_is_shown_so_and_not_as_it_was():
    marked = MarkIdea(idea=2, traceable=True)
    base = changed(session(), marked, RewriteIdea(idea=2, words="overlast van drank"))
    assert ruling(base, 2) == Shown("overlast van drank")
    assert "buurman" not in told(base, NEIGHBOUR).words
    assert base.ideas[2].words == NEIGHBOUR


def test_what_is_harmless_in_an_idea_may_stay_when_it_is_rewritten():
    words = "iemand van nummer twaalf drinkt elke dag te veel"
    base = changed(session(), RewriteIdea(idea=2, words=words))
    assert ruling(base, 2) == Shown(words)


@pytest.mark.mutation("ideas-without-a-gate")
def test_the_report_asks_the_gate_about_each_idea():
    box = ideas((NEIGHBOUR,), *((f"meer stoelen {n}",) for n in range(4)))
    base = answered(session_with(), OPEN, box)
    (number,) = (i.number for i in base.ideas.values() if i.words == NEIGHBOUR)
    base = changed(base, MarkIdea(idea=number, traceable=True))
    said = str(msgspec.to_builtins(report_on(base, translations("nl")), str_keys=True))
    assert "buurman" not in said
    assert "stoelen" not in said
