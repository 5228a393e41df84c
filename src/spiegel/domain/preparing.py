"""Changes of the running order before the meeting: questions and minutes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from spiegel.domain.agenda import Question
from spiegel.domain.instants import Instant
from spiegel.domain.session import Change, Refusal, Session, drop, put
from spiegel.domain.words import clean, tidy
from spiegel.i18n import Translations

LONGEST: Final = 480
"""Minutes: longer than a working day no part can be planned."""


def minutes_of(value: int | None) -> int | None:
    """Planned minutes within what can be planned: None, or 0 to 480."""
    return None if value is None else max(0, min(LONGEST, value))


def _question(session: Session, number: int) -> Question:
    """The question as it is now. Raises Refusal when it is gone."""
    question = session.questions.get(number)
    if question is None:
        raise Refusal
    return question


def in_order(questions: Sequence[Question]) -> list[Question]:
    """The questions with positions 1, 2, 3 and on, as they stand in the sequence."""
    return [
        question
        if question.position == position
        else msgspec.structs.replace(question, position=position)
        for position, question in enumerate(questions, start=1)
    ]


class AddQuestion(Change, frozen=True, kw_only=True):
    """A new question in a phase; after: the number of the question it follows, None: last.

    minutes: 0 to 480, None shares what is left of the phase.
    """

    phase: int
    words: str
    minutes: int | None = None
    prompts: tuple[str, ...] = ()
    optional: bool = False
    theme: str = ""
    after: int | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("question added")

    def apply(self, session: Session, now: Instant) -> Session:
        words = tidy(clean(self.words))
        if self.phase not in session.phases:
            raise Refusal
        if not words:
            return session
        others = list(session.questions_of(self.phase))
        index = next((i for i, q in enumerate(others, start=1) if q.number == self.after), None)
        question = Question(
            number=session.number("questions"),
            position=0,
            phase=self.phase,
            words=words,
            minutes=minutes_of(self.minutes),
            prompts=tidy_prompts(self.prompts),
            optional=self.optional,
            theme=tidy(clean(self.theme)),
        )
        others.insert(len(others) if index is None else index, question)
        return put(session, *in_order(others))


def tidy_prompts(prompts: Sequence[str]) -> tuple[str, ...]:
    """Prompts as they are stored: one line each, no empty ones."""
    return tuple(filter(None, (tidy(clean(prompt)) for prompt in prompts)))


class EditQuestion(Change, frozen=True, kw_only=True):
    """Other values for fields of a question: words, minutes, prompts, optional, theme.

    Raises ValueError for another field.
    """

    number: int
    fields: Mapping[str, Any]

    def __post_init__(self) -> None:
        if not {"words", "minutes", "prompts", "optional", "theme"}.issuperset(self.fields):
            raise ValueError(sorted(self.fields))

    def name(self, t: Translations) -> str:
        return t.gettext("prepared question changed")

    def apply(self, session: Session, now: Instant) -> Session:
        question = _question(session, self.number)
        fields = dict(self.fields)
        if "words" in fields:
            fields["words"] = tidy(clean(fields["words"])) or question.words
        if "theme" in fields:
            fields["theme"] = tidy(clean(fields["theme"]))
        if "prompts" in fields:
            fields["prompts"] = tidy_prompts(fields["prompts"])
        if "minutes" in fields:
            fields["minutes"] = minutes_of(fields["minutes"])
        return put(session, msgspec.structs.replace(question, **fields))


class HasStatements(Refusal):
    """A question that was put, or under which something was noted, cannot be removed."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "This question was already put, or something was noted on it. Move what was said to "
            "another question, or skip this one."
        )


class RemoveQuestion(Change, frozen=True, kw_only=True):
    """A question goes from the running order. Raises HasStatements when it was put."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("question removed")

    def apply(self, session: Session, now: Instant) -> Session:
        question = _question(session, self.number)
        answered = any(said.question == self.number for said in session.statements.values())
        noted = any(remark.question == self.number for remark in session.remarks.values())
        run = any(moment.question == self.number for moment in session.moments.values())
        if answered or noted or run:
            raise HasStatements
        left = [q for q in session.questions_of(question.phase) if q.number != self.number]
        return put(drop(session, "questions", (self.number,)), *in_order(left))


class MoveQuestion(Change, frozen=True, kw_only=True):
    """A question moves so many places within its phase: negative is earlier."""

    number: int
    by: int

    def name(self, t: Translations) -> str:
        return t.gettext("order of the questions")

    def apply(self, session: Session, now: Instant) -> Session:
        question = _question(session, self.number)
        others = list(session.questions_of(question.phase))
        index = others.index(question)
        others.remove(question)
        others.insert(max(0, min(len(others), index + self.by)), question)
        return put(session, *in_order(others))


class SetMinutes(Change, frozen=True, kw_only=True):
    """The planned length of a phase, 0 to 480 minutes."""

    phase: int
    minutes: int

    def name(self, t: Translations) -> str:
        return t.gettext("planned minutes")

    def apply(self, session: Session, now: Instant) -> Session:
        phase = session.phases.get(self.phase)
        if phase is None:
            raise Refusal
        minutes = minutes_of(self.minutes) or 0
        return put(session, msgspec.structs.replace(phase, minutes=minutes))
