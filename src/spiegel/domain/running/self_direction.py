"""Self-direction (zelfregie): its questions and prompts in a running order, and what these touch.

What people decide themselves, can do themselves, find worth it and whom they have around them: the
elements of self-direction in the field (Kansfonds, *Zelfregie*; Movisie, *Wat werkt bij eigen
regie*, 2017). The sentences are Spiegel's own.
"""

from functools import lru_cache
from typing import Final, Literal

import msgspec

from spiegel.domain.running.outline import round_for
from spiegel.domain.session.agenda import PhaseKind, Question
from spiegel.domain.session.elements import Element, in_order
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.words import folded, tidy
from spiegel.i18n import N_, Translations, translations


class Aspect(msgspec.Struct, frozen=True, kw_only=True):
    """One element; all words to translate. with_any: a prompt that fits any question."""

    element: Element
    name: str
    question: str
    prompts: tuple[str, ...]
    with_any: str


ASPECTS: Final = (
    Aspect(
        element=Element.OWNERSHIP,
        name=N_("ownership"),
        question=N_("Who decided how things went?"),
        prompts=(N_("What did you choose yourself?"), N_("What would you have decided with them?")),
        with_any=N_("Who decided that?"),
    ),
    Aspect(
        element=Element.STRENGTH,
        name=N_("own strength"),
        question=N_("What did you manage yourself?"),
        prompts=(N_("What are you good at?"), N_("What made it easier to do it yourself?")),
        with_any=N_("What did you do about it yourself?"),
    ),
    Aspect(
        element=Element.MOTIVATION,
        name=N_("motivation"),
        question=N_("What matters most to you?"),
        prompts=(N_("Why is that worth it to you?"), N_("What did you do it for?")),
        with_any=N_("Why did that matter to you?"),
    ),
    Aspect(
        element=Element.CONTACTS,
        name=N_("contacts"),
        question=N_("Who stood by you?"),
        prompts=(N_("Who else could have helped?"), N_("What did the people around you notice?")),
        with_any=N_("Who helped you with it?"),
    ),
)
_NAMES: Final = {aspect.element: aspect.name for aspect in ASPECTS}
_HEADING: Final = N_("Self-direction: {aspect}")
MINUTES: Final = 6
"""Of each question: about what one with two prompts takes with nine people."""
Where = Literal["questions", "every", "here"]


class AddSelfDirection(Change, frozen=True, kw_only=True):
    """The self-direction set comes into the running order, in the language of the session.

    where: as four questions at the end of a round; as prompts with every question of it; or as
    prompts with one question. number: of the question, or of the part, that the cursor stands on.
    What is there already does not come again. Raises Refusal where there is no round.
    """

    where: Where
    number: int | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("self-direction added")

    def apply(self, session: Session, now: Instant) -> Session:
        t = translations(session.info.language)
        if self.where == "here":
            question = session.questions.get(self.number or 0)
            if question is None:
                raise Refusal
            return put(
                session, msgspec.structs.replace(question, prompts=_with_own(question.prompts, t))
            )
        part = round_for(session, self.number)
        if part is None:
            raise Refusal
        if self.where == "every":
            return put(session, msgspec.structs.replace(part, prompts=_with_own(part.prompts, t)))
        there = session.questions_of(part.number)
        known = {question.words for question in there}
        first, place = session.number("questions"), max((q.position for q in there), default=0)
        left = [aspect for aspect in ASPECTS if t.gettext(aspect.question) not in known]
        return put(
            session,
            *(
                Question(
                    number=first + at,
                    position=place + at + 1,
                    phase=part.number,
                    words=t.gettext(aspect.question),
                    minutes=MINUTES,
                    prompts=tuple(map(t.gettext, aspect.prompts)),
                    theme=heading_of(aspect.element, t),
                )
                for at, aspect in enumerate(left)
            ),
        )


def _with_own(prompts: tuple[str, ...], t: Translations) -> tuple[str, ...]:
    own = (t.gettext(aspect.with_any) for aspect in ASPECTS)
    return tuple(dict.fromkeys((*prompts, *own)))


def name_of(element: Element, t: Translations) -> str:
    """What an element is called."""
    return t.gettext(_NAMES[element])


def heading_of(element: Element, t: Translations) -> str:
    """What its question stands under."""
    return t.gettext(_HEADING).format(aspect=name_of(element, t))


class MarkQuestion(Change, frozen=True, kw_only=True):
    """A question is about an element of self-direction, whatever its words; or not after all.

    Raises Refusal when the question is gone.
    """

    number: int
    element: Element
    about: bool = True

    def name(self, t: Translations) -> str:
        text = (
            t.gettext("{element} at a question")
            if self.about
            else t.gettext("{element} off a question")
        )
        return text.format(element=name_of(self.element, t))

    def apply(self, session: Session, now: Instant) -> Session:
        question = session.questions.get(self.number)
        if question is None:
            raise Refusal
        kept = [one for one in question.elements if one is not self.element]
        elements = in_order([*kept, *([self.element] if self.about else [])])
        return put(session, msgspec.structs.replace(question, elements=elements))


def touched(session: Session, question: Question) -> tuple[Element, ...]:
    """Which elements a question is about: as somebody said, or by the set's own sentences.

    These count in its words, its heading, its prompts and the prompts of its part, in Dutch and in
    English.
    """
    part = session.phases.get(question.phase)
    said = (question.words, question.theme, *question.prompts, *(part.prompts if part else ()))
    known = _sentences()
    found = {known[plain] for plain in map(_plain, said) if plain in known}
    return in_order({*question.elements, *found})


def untouched(session: Session) -> tuple[Element, ...]:
    """The elements that no question of a round is about; () where self-direction is not used.

    Where no question is about any of them, the meeting is about something else.
    """
    found = {
        element
        for phase in session.agenda
        if phase.kind is PhaseKind.ROUND
        for question in session.questions_of(phase.number)
        for element in touched(session, question)
    }
    return in_order(set(Element) - found) if found else ()


def uncovered(session: Session, t: Translations) -> list[str]:
    """Which elements no question is about, in a sentence; nothing when there are none."""
    left = [name_of(element, t) for element in untouched(session)]
    if not left:
        return []
    named = left[0]
    if left[1:]:
        named = t.gettext("{some} and {last}").format(some=", ".join(left[:-1]), last=left[-1])
    return [t.gettext("self-direction: no question is about {elements} yet").format(elements=named)]


@lru_cache(maxsize=1)
def _sentences() -> dict[str, Element]:
    """The set's own sentences in both languages, with the element of each."""
    return {
        _plain(words): aspect.element
        for t in map(translations, ("nl", "en"))
        for aspect in ASPECTS
        for words in (
            heading_of(aspect.element, t),
            *map(t.gettext, (aspect.question, *aspect.prompts, aspect.with_any)),
        )
    }


def _plain(words: str) -> str:
    return folded(tidy(words)).rstrip(" ?.!")
