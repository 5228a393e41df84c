"""Self-direction (zelfregie): four questions for a running order, or prompts with every one.

What people decide themselves, can do themselves, find worth it and whom they have around them: the
elements of self-direction in the field (Kansfonds, *Zelfregie*; Movisie, *Wat werkt bij eigen
regie*, 2017). The sentences are Spiegel's own.
"""

from typing import Final, Literal

import msgspec

from spiegel.domain.running.order import round_for
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.i18n import N_, Translations, translations


class Aspect(msgspec.Struct, frozen=True, kw_only=True):
    """One side of self-direction; all to translate. with_any: a prompt that fits any question."""

    name: str
    question: str
    prompts: tuple[str, ...]
    with_any: str


ASPECTS: Final = (
    Aspect(
        name=N_("ownership"),
        question=N_("Who decided how things went?"),
        prompts=(N_("What did you choose yourself?"), N_("What would you have decided with them?")),
        with_any=N_("Who decided that?"),
    ),
    Aspect(
        name=N_("own strength"),
        question=N_("What did you manage yourself?"),
        prompts=(N_("What are you good at?"), N_("What made it easier to do it yourself?")),
        with_any=N_("What did you do about it yourself?"),
    ),
    Aspect(
        name=N_("motivation"),
        question=N_("What matters most to you?"),
        prompts=(N_("Why is that worth it to you?"), N_("What did you do it for?")),
        with_any=N_("Why did that matter to you?"),
    ),
    Aspect(
        name=N_("contacts"),
        question=N_("Who stood by you?"),
        prompts=(N_("Who else could have helped?"), N_("What did the people around you notice?")),
        with_any=N_("Who helped you with it?"),
    ),
)
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
                    theme=t.gettext("Self-direction: {aspect}").format(
                        aspect=t.gettext(aspect.name)
                    ),
                )
                for at, aspect in enumerate(left)
            ),
        )


def _with_own(prompts: tuple[str, ...], t: Translations) -> tuple[str, ...]:
    own = (t.gettext(aspect.with_any) for aspect in ASPECTS)
    return tuple(dict.fromkeys((*prompts, *own)))
