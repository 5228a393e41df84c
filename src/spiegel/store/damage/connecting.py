"""A session of which lines were lost made whole again: nothing in it names what is not there.

What others were told under comes back empty, so that nothing of theirs means something else.
"""

from collections.abc import Collection, Iterator
from typing import Any, Final

import msgspec

from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Phase, PhaseKind, Question
from spiegel.domain.session.marking import marked_again
from spiegel.domain.session.moments import Moment, MomentKind
from spiegel.domain.session.options import options_about
from spiegel.domain.session.people import UNKNOWN, Listener, Participant
from spiegel.domain.session.personas import Persona, Sentence
from spiegel.domain.session.polls import Ballot, Cluster, Poll, PollState
from spiegel.domain.session.session import Document, Session, drop, put
from spiegel.domain.session.statements import Statement
from spiegel.store.journal.references import dangling, dangling_of
from spiegel.store.journal.tables import table_of

_NAMELESS: Final = "…"
"""What something is called that came back without its words."""
_ABOUT_A_QUESTION: Final = frozenset({MomentKind.SKIP, MomentKind.UNSKIP, MomentKind.COVERED})


def connected(session: Session, *, people: int) -> tuple[Session, int]:
    """The session in which nothing names what is not there, and how many documents that changed.

    A code up to D or T `people` belonged to somebody whose line is gone: that person comes back,
    asked for nothing. Any other name is left out, or stands as unknown.
    """
    changed = {(found.table, found.number) for found in dangling(session)}
    session = put(session, *_people_back(session, people))
    session = put(session, *_statements_back(session))
    for polls_back in (_polls_back, _groups_back, _questions_back):
        session = put(session, *polls_back(session))
    if any(question.phase not in session.phases for question in session.questions.values()):
        session = _questions_placed(session)
    session = put(session, *_personas_back(session))
    # Once more, because what goes may be named itself.
    while found := {(one.table, one.number) for one in dangling(session)}:
        changed |= found
        for table, number in found:
            document = table_of(session, table)[number]
            fitting = _disconnected(session, table, document)
            gone = fitting is None
            session = drop(session, table, [number]) if gone else put(session, fitting)
    return marked_again(session), len(changed)


def _people_back(session: Session, most: int) -> Iterator[Document]:
    seen: set[tuple[str, int]] = set()
    for found in dangling(session):
        if found.missing > most or (found.target, found.missing) in seen:
            continue
        seen.add((found.target, found.missing))
        if found.target == "participants":
            yield Participant(number=found.missing)
        elif found.target == "listeners":
            yield Listener(number=found.missing)


def _personas_back(session: Session) -> Iterator[Document]:
    """A persona without a name for each that is gone while something is told of it."""
    there = {sentence.persona for sentence in session.persona_sentences.values()}
    there |= {r.persona for r in session.remarks.values() if r.persona is not None}
    yield from (Persona(number=number) for number in there.difference(session.personas))


def _statements_back(session: Session) -> Iterator[Document]:
    """The words that an option has of a statement, by nobody knows whom: they wait until somebody
    looked."""
    words = {
        about[0]: question.answer.options[option - 1]
        for question in session.questions.values()
        for option, about in options_about(question)
        if about and question.answer is not None
    }
    for number, said in words.items():
        if number not in session.statements:
            yield Statement(
                number=number,
                at=session.info.created,
                words=said,
                speakers=(UNKNOWN,),
                traceable=True,
            )


def _polls_back(session: Session) -> Iterator[Document]:
    """A poll for each that is gone while ideas came of it; its question is that of their groups."""
    ideas = session.ideas.values()
    lost = sorted({idea.poll for idea in ideas}.difference(session.polls))
    for more, number in enumerate(lost):
        groups = (session.clusters.get(i.cluster or 0) for i in ideas if i.poll == number)
        question = next((group.question for group in groups if group is not None), None)
        yield Poll(
            number=number,
            question=question or session.number("questions") + more,
            at=session.info.created,
            state=PollState.CLOSED,
        )


def _groups_back(session: Session) -> Iterator[Document]:
    """A group without a name for each that is gone: votes are told apart by its place, and ideas
    stay together in it."""
    named = {
        **{i.cluster: i.poll for i in session.ideas.values() if i.cluster is not None},
        **{number: poll.number for poll in session.polls.values() for number in poll.clusters},
    }
    for number in sorted(named.keys() - session.clusters.keys()):
        question = session.polls[named[number]].question
        yield Cluster(number=number, question=question, name=_NAMELESS, position=number)


def _questions_back(session: Session) -> Iterator[Document]:
    """An open question without words for each that is gone while ideas or groups are of it."""
    with_ideas = {idea.poll for idea in session.ideas.values()}
    there = {cluster.question for cluster in session.clusters.values()}
    there |= {poll.question for poll in session.polls.values() if poll.number in with_ideas}
    for number in sorted(there.difference(session.questions)):
        form = AnswerForm(kind=AnswerKind.IDEAS)
        yield Question(number=number, position=number, phase=0, words=_NAMELESS, answer=form)


def _questions_placed(session: Session) -> Session:
    """The session with the questions whose phase is gone in the round, or in one made for them."""
    rounds = [phase for phase in session.agenda if phase.kind is PhaseKind.ROUND]
    here = next(iter(rounds or session.agenda), None)
    if here is None:
        number = session.number("phases")
        here = Phase(
            number=number, position=1, key="round", name=_NAMELESS, kind=PhaseKind.ROUND, minutes=0
        )
        session = put(session, here)
    return put(
        session,
        *(
            msgspec.structs.replace(question, phase=here.number)
            for question in session.questions.values()
            if question.phase not in session.phases
        ),
    )


def _disconnected(session: Session, table: str, document: Any) -> Any:
    """The document without the names of what is not there; None when it means nothing then."""
    missing: dict[str, set[tuple[str, int]]] = {}
    for found in dangling_of(session, table, document.number, document):
        missing.setdefault(found.field, set()).add(_named(found.target, found.missing))
    if isinstance(document, Moment) and _means_nothing(document, missing):
        return None
    if isinstance(document, Ballot | Poll) and not missing.keys().isdisjoint(("poll", "question")):
        # What was chosen of a question that is not there means nothing.
        return None
    fields: dict[str, Any] = {}
    for name, names in missing.items():
        value = getattr(document, name)
        if not isinstance(value, tuple):
            fields[name] = "" if isinstance(value, str) else None
            continue
        stays = _staying(value, names)
        # A statement always has a speaker.
        unknown = name == "speakers" and not stays
        fields[name] = (UNKNOWN,) if unknown else stays
    if isinstance(document, Sentence):
        fields["lost"] = True
    return msgspec.structs.replace(document, **fields)


def _staying(value: tuple[Any, ...], names: Collection[tuple[str, int]]) -> tuple[Any, ...]:
    """What is left of a field with names, or with some for each of its parts."""
    return tuple(
        _staying(one, names) if isinstance(one, tuple) else one
        for one in value
        if isinstance(one, tuple) or _name(one) not in names
    )


def _means_nothing(moment: Moment, missing: Collection[str]) -> bool:
    return (
        "phase" in missing
        or "person" in missing
        or "asked" in missing
        or ("question" in missing and moment.kind in _ABOUT_A_QUESTION)
    )


def _named(target: str, number: int) -> tuple[str, int]:
    """What `_name` gives for a document: people by their letter, all else by number alone."""
    return {"participants": "D", "listeners": "T"}.get(target, ""), number


def _name(name: int | str) -> tuple[str, int]:
    if isinstance(name, int):
        return "", name
    digits = name[1:]
    return name[:1], int(digits) if digits.isascii() and digits.isdigit() else 0
