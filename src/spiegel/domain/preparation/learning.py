"""What listeners want to learn (leervragen), and which prepared question is to answer it."""

from collections.abc import Iterable, Sequence

import msgspec

from spiegel.domain.language.likeness import alike
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.preparation import LearningQuestion
from spiegel.domain.session.session import Change, Refusal, Session, drop, put
from spiegel.domain.session.words import clean, folded, tidy
from spiegel.i18n import Translations


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """One learning question, however many listeners have it: its words, and all their numbers."""

    words: str
    numbers: tuple[int, ...]

    def served_by(self, question: Question) -> bool:
        """Whether a prepared question is to answer it."""
        return not set(self.numbers).isdisjoint(question.serves)


def wanted(session: Session) -> tuple[Wanted, ...]:
    """What listeners want to learn, each question once, in the order in which they came."""
    same: dict[str, list[LearningQuestion]] = {}
    for number in sorted(session.learning_questions):
        question = session.learning_questions[number]
        same.setdefault(folded(question.words), []).append(question)
    return tuple(
        Wanted(words=found[0].words, numbers=tuple(question.number for question in found))
        for found in same.values()
    )


def served(session: Session, question: Question) -> tuple[Wanted, ...]:
    """What a prepared question is to answer."""
    return (
        tuple(one for one in wanted(session) if one.served_by(question)) if question.serves else ()
    )


def serving(session: Session, one: Wanted) -> tuple[Question, ...]:
    """The prepared questions that are to answer it, in the running order."""
    return tuple(
        question
        for phase in session.agenda
        for question in session.questions_of(phase.number)
        if one.served_by(question)
    )


def unserved(session: Session) -> tuple[Wanted, ...]:
    """What no prepared question is to answer yet."""
    numbers = {number for question in session.questions.values() for number in question.serves}
    return tuple(one for one in wanted(session) if numbers.isdisjoint(one.numbers))


def to_serve(session: Session, question: Question) -> tuple[Wanted, ...]:
    """What a prepared question may be linked with, the likeliest first: same or similar words.

    Then what no question serves yet, then what others serve; last what this one serves.
    """
    own = served(session, question)
    free = [one for one in wanted(session) if one not in own]
    words = [one.words for one in free]
    said = (question.words, *question.prompts)
    places = dict.fromkeys(place for part in said for place in alike(part, words))
    likely = [free[place] for place in places]
    rest = [one for one in free if one not in likely]
    open_ = unserved(session)
    return (*likely, *sorted(rest, key=lambda one: one not in open_), *own)


def learning_of(session: Session, listener: int) -> tuple[LearningQuestion, ...]:
    """What a listener wants to learn, in order."""
    questions = (session.learning_questions[n] for n in sorted(session.learning_questions))
    return tuple(question for question in questions if question.listener == listener)


class AddLearningQuestion(Change, frozen=True, kw_only=True):
    """What somebody wants to learn; listener: number, or None."""

    words: str
    listener: int | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("learning question added")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.listener is not None and self.listener not in session.listeners:
            raise Refusal
        number = session.number("learning_questions")
        words = tidy(clean(self.words))
        return put(session, LearningQuestion(number=number, words=words, listener=self.listener))


class AskInstead(Change, frozen=True, kw_only=True):
    """All that one listener wants to learn; a question in the same words stays what it is."""

    listener: int
    questions: tuple[str, ...]

    def name(self, t: Translations) -> str:
        return t.gettext("learning questions of {person}").format(person=f"T{self.listener}")

    def apply(self, session: Session, now: Instant) -> Session:
        before = learning_of(session, self.listener)
        wanted = dict.fromkeys(filter(None, (tidy(clean(words)) for words in self.questions)))
        for question in before:
            if question.words not in wanted:
                session = RemoveLearningQuestion(number=question.number).apply(session, now)
        there = {question.words for question in before}
        for words in wanted:
            if words not in there:
                add = AddLearningQuestion(words=words, listener=self.listener)
                session = add.apply(session, now)
        return session


def without_learning(session: Session, numbers: Iterable[int]) -> Session:
    """The session without these learning questions; no prepared question serves them any more."""
    gone = set(numbers)
    left = (
        msgspec.structs.replace(q, serves=tuple(n for n in q.serves if n not in gone))
        for q in session.questions.values()
        if not gone.isdisjoint(q.serves)
    )
    return drop(put(session, *left), "learning_questions", gone)


class RemoveLearningQuestion(Change, frozen=True, kw_only=True):
    """A learning question goes, also from the questions that serve it."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("learning question removed")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.number not in session.learning_questions:
            raise Refusal
        return without_learning(session, [self.number])


class Serve(Change, frozen=True, kw_only=True):
    """A prepared question is to answer learning questions, or no longer; others stay linked."""

    question: int
    learning: Sequence[int]
    serves: bool = True

    def name(self, t: Translations) -> str:
        if self.serves:
            return t.gettext("learning question linked to a question")
        return t.gettext("learning question no longer linked to a question")

    def apply(self, session: Session, now: Instant) -> Session:
        question = session.questions.get(self.question)
        if question is None or any(n not in session.learning_questions for n in self.learning):
            raise Refusal
        kept = [number for number in question.serves if number not in self.learning]
        serves = sorted({*kept, *self.learning}) if self.serves else kept
        return put(session, msgspec.structs.replace(question, serves=tuple(serves)))
