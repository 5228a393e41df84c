"""Options of a question that were made from what was told, and what is left of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import msgspec

from spiegel.domain.session.agenda import AnswerForm, Question, Wording
from spiegel.domain.session.session import Session

GONE: Final = "…"
"""Stands where an option was of which nothing that it was made from is left."""


def options_about(question: Question) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The number of each option, from 1, with the statements that it was made from."""
    options = question.answer.options if question.answer is not None else ()
    for number, (_option, about) in enumerate(zip(options, question.about, strict=False), start=1):
        yield number, about


def form_as_told(session: Session, question: Question) -> AnswerForm | None:
    """How a question is answered, without an option of somebody who takes no part any more.

    Its words come back with a yes: somebody can have touched the wrong key.
    """
    form = question.answer
    if form is None or not any(question.about):
        return form
    gone = {
        number for number, about in options_about(question) if about and _barred(session, about[0])
    }
    return _without(form, gone) if gone else form


def _barred(session: Session, number: int) -> bool:
    said = session.statements.get(number)
    people = map(session.participant, said.speakers) if said is not None else ()
    return any(person is not None and person.barred for person in people)


def _without(form: AnswerForm, gone: Collection[int]) -> AnswerForm:
    """The form without the words of these options; each keeps its place."""
    options = (GONE if at in gone else words for at, words in enumerate(form.options, start=1))
    return msgspec.structs.replace(form, options=tuple(options))


def questions_without(questions: Iterable[Question], gone: Collection[int]) -> Iterator[Question]:
    """The questions with an option made from any of these statements, without them.

    An option is no more when the first of them went, which had its words: its place stays, since
    people chose by it.
    """
    for question in questions:
        about = tuple(tuple(n for n in each if n not in gone) for each in question.about)
        if about == question.about or question.answer is None:
            continue
        lost = {
            number
            for (number, before), left in zip(options_about(question), about, strict=False)
            if before[:1] != left[:1]
        }
        answer = _without(question.answer, lost)
        yield msgspec.structs.replace(question, answer=answer, about=about)


def about_after(question: Question, form: AnswerForm | None) -> tuple[tuple[int, ...], ...]:
    """What the options of a question are made from when it is answered so.

    Other words for one are still about the same; when there are more or fewer, those with the same
    words are.
    """
    options = form.options if form is not None else ()
    before = question.answer.options if question.answer is not None else ()
    if not any(question.about) or not options:
        return ()
    if len(options) == len(before):
        return question.about
    made: Mapping[str, tuple[int, ...]] = dict(zip(before, question.about, strict=False))
    return tuple(made.get(option, ()) for option in options)


def as_prepared(question: Question) -> Question | None:
    """The question as it was before the day; None for one that was made from what was told then."""
    if not any(question.about):
        return question
    if question.otherwise is None:
        return None
    return msgspec.structs.replace(
        question,
        words=question.otherwise.words,
        prompts=question.otherwise.prompts,
        theme="",
        answer=None,
        otherwise=Wording(words=question.words, prompts=question.prompts),
        about=(),
    )
