"""Choosing on devices what many recognise: options that are made of what was told in a workshop.

Nobody reads a sentence there by which one person is known, or that somebody may not be quoted with;
what is still to be decided about is left out, and counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.consent.gate import Shown, shown, unanswered
from spiegel.domain.language.likeness import likeness, opposed
from spiegel.domain.personas.facts import lone_facts
from spiegel.domain.personas.people import people_behind
from spiegel.domain.personas.sources import usable
from spiegel.domain.personas.weakness import Weak, Weakness
from spiegel.domain.personas.word_for_word import is_literal
from spiegel.domain.polls.asking_now import may_choose
from spiegel.domain.running.order import AddQuestion, EditQuestion
from spiegel.domain.running.running import Go, RunningChange, place
from spiegel.domain.session.agenda import (
    AnswerForm,
    AnswerKind,
    Question,
    Wording,
)
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Refusal, Session, put
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.words import capitalised, clean, folded, tidy
from spiegel.i18n import Translations, current, translations

MARKED: Final = 6
"""Options of one card that are marked to begin with; more is not read on a telephone."""
SAME: Final = 0.7
"""Likeness from which two sentences under one card are one option."""


LONG: Final = 4
"""Letters of words of which two sentences that are one option have half in common."""


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """Something that people can recognise. theme: of its card. statements: it was made from.

    people: how many told it. marked: whether it is put to the devices.
    """

    words: str
    theme: str
    statements: tuple[int, ...]
    people: int
    marked: bool = True


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """The options that can be made, card by card, and how many sentences may not be one."""

    options: tuple[Option, ...]
    left_out: int = 0


def offered(session: Session, t: Translations) -> Offered:
    """What was told under the cards, as options; of each card what most people told first."""
    by_theme: dict[str, list[Option]] = {theme: [] for theme in _themes(session)}
    left_out = 0
    for said in session.statements.values():
        phase = session.phases.get(said.phase or 0)
        if phase is None or not phase.cards or not usable(session, said):
            continue
        words = _words(session, said, t)
        if words is None:
            left_out += 1
            continue
        options = by_theme.setdefault(_theme(session, said), [])
        _join(session, options, Option(words=words, theme="", statements=(said.number,), people=1))
    return Offered(
        options=tuple(
            msgspec.structs.replace(option, theme=theme, marked=place < MARKED)
            for theme, options in by_theme.items()
            for place, option in enumerate(sorted(options, key=lambda one: -one.people))
        ),
        left_out=left_out,
    )


def _themes(session: Session) -> Iterator[str]:
    """The cards in their order."""
    for phase in session.agenda:
        if phase.cards:
            yield from (question.theme for question in session.questions_of(phase.number))


def _theme(session: Session, said: Statement) -> str:
    question = session.questions.get(said.question or 0)
    if question is not None and question.theme:
        return question.theme
    named = (session.themes.get(number) for number in said.themes)
    return next((theme.name for theme in named if theme is not None), "")


def _words(session: Session, said: Statement, t: Translations) -> str | None:
    """What was said, as an option; None for what may not be one, or not yet."""
    ruling = shown(session, said, t)
    if said.traceable or not isinstance(ruling, Shown):
        return None
    return None if not_an_option(session, ruling.words, t) else ruling.words


def not_an_option(session: Session, words: str, t: Translations) -> Weak | None:
    """Why these words may not be an option, the worst first; None when they may."""
    if without_codes(session, words, t) != words:
        return Weak(weakness=Weakness.CODE)
    if is_literal((session,), words):
        return Weak(weakness=Weakness.LITERAL)
    if unanswered(session, words):
        return Weak(weakness=Weakness.TRACEABLE)
    alone = lone_facts((session,), words)
    return Weak(weakness=Weakness.ONE_PERSON, words=alone[0]) if alone else None


def _join(session: Session, options: list[Option], new: Option) -> None:
    """One more option, or one of them that rests on more."""
    for at, option in enumerate(options):
        if _same(option.words, new.words):
            numbers = (*option.statements, *new.statements)
            people = people_behind(session, numbers)
            options[at] = msgspec.structs.replace(option, statements=numbers, people=people)
            return
    people = people_behind(session, new.statements)
    options.append(msgspec.structs.replace(new, people=people))


def _same(one: str, other: str) -> bool:
    """Whether two sentences say the same; most have few words in common, which is seen at once."""
    of_one, of_other = _long(one), _long(other)
    if 2 * len(of_one & of_other) < min(len(of_one), len(of_other)):
        return False
    return likeness(one, other) >= SAME and not opposed(one, other)


@lru_cache(maxsize=2_048)
def _long(words: str) -> frozenset[str]:
    return frozenset(word for word in folded(words).split() if len(word) >= LONG)


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A question that the devices get: the options of one card, or of several that have but one."""

    theme: str
    options: tuple[Option, ...]


def choices(options: Iterable[Option]) -> tuple[Choice, ...]:
    """The questions of the options that are marked; none when there are fewer than two."""
    by_theme: dict[str, list[Option]] = {}
    for option in options:
        if option.marked:
            by_theme.setdefault(option.theme, []).append(option)
    alone = [found[0] for found in by_theme.values() if len(found) == 1]
    found = [
        Choice(theme=theme, options=tuple(each))
        for theme, each in by_theme.items()
        if len(each) > 1
    ]
    if len(alone) == 1 and found:
        last = found.pop()
        found.append(Choice(theme="", options=(*last.options, *alone)))
    elif len(alone) > 1:
        found.append(Choice(theme="", options=tuple(alone)))
    return tuple(found)


class LetChoose(RunningChange, frozen=True, kw_only=True):
    """The devices are asked what people recognise, a question a card; the first one runs.

    It takes the place of the question for hands, if nothing was recorded under that yet. What may
    not be an option any more is left out. Refused where makers do not choose, and when nothing is
    left to choose from.
    """

    options: tuple[Option, ...]

    def name(self, t: Translations) -> str:
        return t.gettext("options from what was told")

    def apply(self, session: Session, now: Instant) -> Session:
        here = place(session)
        found = choices(filter(None, (_still(session, option) for option in self.options)))
        if here.phase is None or not may_choose(session) or not found:
            raise Refusal
        asking, after = list(found), here.question
        first = None
        if after is not None and not _used(session, after):
            session = self._instead(session, after, asking.pop(0), now)
            first = after.number
        for choice in asking:
            number = session.number("questions")
            session = AddQuestion(
                phase=here.phase.number,
                words=_asked(session, choice.theme),
                theme=choice.theme,
                answer=_form(choice.options),
                after=after.number if after is not None else None,
            ).apply(session, now)
            after = session.questions[number]
            session = put(session, msgspec.structs.replace(after, about=_about(choice.options)))
            first = first or number
        if here.question is not None and first == here.question.number:
            return session
        return Go(phase=here.phase.number, question=first).apply(session, now)

    def _instead(
        self, session: Session, question: Question, choice: Choice, now: Instant
    ) -> Session:
        """The question that runs is answered on devices from now."""
        asked = _asked(session, choice.theme)
        if question.otherwise is None:
            # Somebody wrote it: its prompts are about telling or hands, and wait as it does.
            otherwise = Wording(words=asked)
            session = put(session, msgspec.structs.replace(question, otherwise=otherwise))
        fields = {
            "words": asked,
            "theme": choice.theme,
            "minutes": None,
            "answer": _form(choice.options),
        }
        session = EditQuestion(number=question.number, fields=fields).apply(session, now)
        edited = session.questions[question.number]
        return put(session, msgspec.structs.replace(edited, about=_about(choice.options)))


def _asked(session: Session, theme: str) -> str:
    """What the devices are asked about a card, in the language of the meeting."""
    t = translations(session.info.language)
    if not theme:
        return t.gettext("What do you recognise too?")
    card = capitalised(theme)
    return t.gettext("{card}: what do you recognise too?").format(card=card)


def _form(options: Sequence[Option]) -> AnswerForm:
    words = tuple(tidy(clean(option.words)) for option in options)
    return AnswerForm(kind=AnswerKind.CHOOSE, options=words, several=True)


def _about(options: Sequence[Option]) -> tuple[tuple[int, ...], ...]:
    return tuple(option.statements for option in options)


def _still(session: Session, option: Option) -> Option | None:
    """The option with what it may still be made from; None when that is nothing.

    Where the one went that had its words, it has those of the next one.
    """
    found = map(session.statements.get, option.statements)
    left = [said for said in found if said is not None and usable(session, said)]
    numbers = tuple(said.number for said in left)
    words = option.words if numbers[:1] == option.statements[:1] else ""
    if left and not words:
        words = _words(session, left[0], current()) or ""
    if not tidy(words) or not_an_option(session, words, current()):
        return None
    return msgspec.structs.replace(option, words=words, statements=numbers)


def still_offered(session: Session, options: Iterable[Option]) -> list[Option]:
    """What is left of options that somebody looks through while others change the session.

    An option of which nothing went stays as it is, with its mark and in its own words.
    """
    return [
        left
        for option in options
        if (left := option if _whole(session, option) else _still(session, option)) is not None
    ]


def _whole(session: Session, option: Option) -> bool:
    found = map(session.statements.get, option.statements)
    return all(said is not None and usable(session, said) for said in found)


def _used(session: Session, question: Question) -> bool:
    """Whether something was recorded under it."""
    return any(said.question == question.number for said in session.statements.values())


def reworded(option: Option, words: str) -> Option:
    """The option in other words; without words it is not put."""
    words = tidy(clean(words))
    return msgspec.structs.replace(option, words=words, marked=bool(words))
