"""How many people a sentence of a persona rests on, counted and never named."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from spiegel.domain.consent.gate import named_speakers
from spiegel.domain.polls.answers import MOST_IDEAS
from spiegel.domain.polls.outcomes import ChoiceOutcome, IdeasOutcome, outcome
from spiegel.domain.polls.polls import FEW, poll_of
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.options import options_about
from spiegel.domain.session.people import ALL
from spiegel.domain.session.personas import Persona, PersonaState, Sentence
from spiegel.domain.session.polls import PollState
from spiegel.domain.session.remembered import remembered
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement

ENOUGH: Final = 2
"""So many people at least are behind a sentence that could not be about one of them."""


def people(session: Session, sentence: Sentence) -> int:
    """How many people are behind a sentence, at least.

    The same person can have been in two meetings, can have given several ideas, and can have put
    up a hand for the own words. So what different places say is not added up: the most counts.
    """
    here = people_behind(session, sentence.statements, sentence.clusters)
    elsewhere = max((found.people for found in sentence.elsewhere), default=0)
    return max(here, elsewhere, sentence.hands or 0)


def people_behind(
    session: Session, statements: Collection[int], clusters: Iterable[int] = ()
) -> int:
    """How many people are behind these statements and groups of ideas of one meeting, at least.

    Who chose on a device what was made from a statement can be who said it: the most counts.
    """
    said = [s for s in map(session.statements.get, statements) if s is not None]
    grouped = [people_of_group(session, number) for number in clusters]
    return max((speakers(session, said), *grouped, chose(session, statements)))


def chose(session: Session, statements: Iterable[int]) -> int:
    """How many people chose on a device what was made from one of these, the most of them."""
    if not session.questions.index(_from_told):
        return 0
    recognised = _recognised(session)
    return max((recognised.get(number, 0) for number in statements), default=0)


def _from_told(questions: Mapping[int, Question]) -> tuple[Question, ...]:
    """The questions with options that were made from what was told."""
    return tuple(question for question in questions.values() if question.about)


@remembered
def _recognised(session: Session) -> dict[int, int]:
    """By statement how many people chose an option that was made from it."""
    most: dict[int, int] = {}
    for question in session.questions.index(_from_told):
        poll = poll_of(session, question.number)
        if poll is None or poll.state is PollState.OPEN or poll.few:
            continue
        found = outcome(session, poll)
        shares = found.shares if isinstance(found, ChoiceOutcome) else ()
        chose = {share.option: share.people for share in shares}
        for option, statements in options_about(question):
            for number in statements:
                most[number] = max(most.get(number, 0), chose.get(option, 0))
    return most


def speakers(session: Session, said: Iterable[Statement]) -> int:
    """How many people said these together; who is not known can be one of the others."""
    said = list(said)
    named = {p.number for s in said for p in named_speakers(session, s) if p and not p.barred}
    together = _together(session) if any(ALL in s.speakers for s in said) else 0
    return max(len(named), together, int(bool(said)))


def resting_on(session: Session, code: str) -> tuple[Sentence, ...]:
    """The sentences of personas that rest on what this participant said."""
    theirs = {s.number for s in session.statements.values() if code in s.speakers}
    sentences = session.persona_sentences.values()
    return tuple(one for one in sentences if not theirs.isdisjoint(one.statements))


def agreed_to(session: Session, sentences: Iterable[Sentence]) -> tuple[Persona, ...]:
    """The personas of these sentences that the makers agreed to."""
    numbers = sorted({sentence.persona for sentence in sentences}.intersection(session.personas))
    personas = (session.personas[number] for number in numbers)
    return tuple(one for one in personas if one.state is PersonaState.AGREED)


def _together(session: Session) -> int:
    """How many people say what all say."""
    everybody = session.participants.values()
    return sum(person.present is True and not person.barred for person in everybody)


def people_of_group(session: Session, number: int) -> int:
    """How many people are behind a group of ideas, at least; one can have given several of them.

    Who gave it a place counts where enough people did.
    """
    cluster = session.clusters.get(number)
    poll = poll_of(session, cluster.question) if cluster is not None else None
    found = outcome(session, poll) if poll is not None else None
    if not isinstance(found, IdeasOutcome):
        return 0
    group = next((each for each in found.clusters if each.cluster.number == number), None)
    if group is None:
        return 0
    gave = -(-len(group.ideas) // MOST_IDEAS)
    counted = found.order is not None and found.order.people >= FEW and group.place is not None
    return max(gave, group.place.named if counted and group.place is not None else 0)
