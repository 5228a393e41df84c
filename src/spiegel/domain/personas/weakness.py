"""What is weak in a persona: typed, and said while it can still be mended (dossier, section 4).

It warns and keeps nobody from anything; what may not leave the house is decided in `telling`.
"""

from collections.abc import Collection, Iterator
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.consent.gate import unanswered
from spiegel.domain.consent.persona_names import stays
from spiegel.domain.personas.centre import is_about_aids
from spiegel.domain.personas.facts import lone_facts
from spiegel.domain.personas.making import sentences_of
from spiegel.domain.personas.origin import only_age_or_origin
from spiegel.domain.personas.people import ENOUGH, chose, people
from spiegel.domain.personas.real_names import names_in, real_names
from spiegel.domain.personas.sources import not_usable
from spiegel.domain.personas.word_for_word import is_literal
from spiegel.domain.session.personas import Persona, Sentence, nameless
from spiegel.domain.session.remembered import remembered
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations, current


class Weakness(StrEnum):
    """One thing by which a persona could hurt somebody, or tells too little of a life."""

    LOST = "lost"
    REAL_NAME = "real name"
    CODE = "code"
    LITERAL = "literal"
    TRACEABLE = "traceable"
    ONE_PERSON = "one person"
    FEW = "few"
    ORIGIN = "origin"
    AID = "aid"


_SENTENCES: Final = MappingProxyType(
    {
        Weakness.LOST: N_("Something that it rested on is gone. Does the sentence still hold?"),
        Weakness.REAL_NAME: N_("“{words}” may be the name of somebody real. Choose another one."),
        Weakness.CODE: N_("The code of a participant or listener stands in it. Take it out."),
        Weakness.LITERAL: N_(
            "Words of somebody who may not be quoted on a card. Say it in other words."
        ),
        Weakness.TRACEABLE: N_("It could point to one person. Say it more generally."),
        Weakness.ONE_PERSON: N_("Only one person said “{words}”. Say it more generally."),
        Weakness.FEW: N_(
            "Fewer than two people are behind it. Who recognises this too? Let hands be put up."
        ),
        Weakness.ORIGIN: N_("It says only an age or an origin. What does this person do or want?"),
        Weakness.AID: N_(
            "Most of it is about aids and services. What does the day of this person look like?"
        ),
    }
)
_SHORT: Final = MappingProxyType(
    {
        Weakness.LOST: N_("something it rested on is gone"),
        Weakness.REAL_NAME: N_("a real name"),
        Weakness.CODE: N_("a code"),
        Weakness.LITERAL: N_("words of somebody"),
        Weakness.TRACEABLE: N_("could point to a person"),
        Weakness.ONE_PERSON: N_("of one person alone"),
        Weakness.FEW: N_("fewer than two people"),
        Weakness.ORIGIN: N_("only age or origin"),
        Weakness.AID: N_("an aid, not a life"),
    }
)


class Weak(msgspec.Struct, frozen=True, kw_only=True):
    """Something weak in a persona. sentence: its number, None for the persona as a whole, or its
    name. words: those at fault, where it is about some."""

    weakness: Weakness
    sentence: int | None = None
    words: str = ""

    def explain(self, t: Translations) -> str:
        """What is weak and what to do, in one or two short sentences."""
        return t.gettext(_SENTENCES[self.weakness]).format(words=self.words)

    def in_short(self, t: Translations) -> str:
        """What is weak, in a few words."""
        return t.gettext(_SHORT[self.weakness])


def weaknesses(
    session: Session,
    persona: Persona,
    sources: Collection[Session] = (),
    names: Collection[str] = (),
) -> tuple[Weak, ...]:
    """What is weak in a persona, its name first, then by sentence; () for nothing.

    sources: the other meetings that it rests on, as far as they were read. names: of people, as
    the key file has them while it is open.
    """
    told = sentences_of(session, persona.number)
    found = [
        Weak(weakness=Weakness.REAL_NAME, words=name)
        for name in real_names(
            () if stays(session, persona) else (session, *sources), persona.name, names
        )
    ]
    if without_codes(session, persona.name, current()) != persona.name:
        found.append(Weak(weakness=Weakness.CODE))
    for sentence in told:
        if names:  # of these nothing is remembered
            found.extend(of_sentence(session, persona, sentence, sources, names))
        else:
            found.extend(_weighed(session, persona, sentence, tuple(sources)))
    if is_about_aids(told):
        found.append(Weak(weakness=Weakness.AID))
    return tuple(found)


def _weighed(
    session: Session,
    persona: Persona,
    sentence: Sentence,
    sources: tuple[Session, ...],
) -> tuple[Weak, ...]:
    """What is weak in a sentence; one on which no key was pressed is not weighed again."""
    known, key = _known(session), (sentence, persona.name, sources)
    if key not in known:
        known[key] = tuple(of_sentence(session, persona, sentence, sources))
    return known[key]


@remembered
def _known(_session: Session) -> dict[tuple[Sentence, str, tuple[Session, ...]], tuple[Weak, ...]]:
    """What was weighed while nothing but personas changed; it depends on no other sentence."""
    return {}


def may_stay(sentence: Sentence, found: Collection[Weak]) -> bool:
    """Whether a marked sentence can stay as it is; not as what somebody said word for word.

    found: what is weak in its persona.
    """
    return sentence.lost and Weak(weakness=Weakness.LITERAL, sentence=sentence.number) not in found


def of_sentence(
    session: Session,
    persona: Persona,
    sentence: Sentence,
    sources: Collection[Session] = (),
    names: Collection[str] = (),
) -> Iterator[Weak]:
    """What is weak in one sentence, the worst first; of one that is still to be written nothing but
    what went."""
    number, words = sentence.number, sentence.words
    meetings = (session, *sources)
    literal = bool(words) and is_literal(meetings, words)
    if (sentence.lost and not literal) or not_usable(session, sentence):
        yield Weak(weakness=Weakness.LOST, sentence=number)
    if not words:
        return
    called = tuple(dict.fromkeys(names_in(session, words, persona.name, names)))
    for name in called:
        yield Weak(weakness=Weakness.REAL_NAME, sentence=number, words=name)
    if without_codes(session, words, current()) != words:
        yield Weak(weakness=Weakness.CODE, sentence=number)
    if literal:
        yield Weak(weakness=Weakness.LITERAL, sentence=number)
    points = not called and unanswered(session, nameless(words, persona.name))
    if points or _rests_on_traceable(session, sentence, sources):
        yield Weak(weakness=Weakness.TRACEABLE, sentence=number)
    if max(sentence.hands or 0, chose(session, sentence.statements)) < ENOUGH:
        for fact in lone_facts(meetings, words, persona.name):
            yield Weak(weakness=Weakness.ONE_PERSON, sentence=number, words=fact)
    if people(session, sentence) < ENOUGH:
        yield Weak(weakness=Weakness.FEW, sentence=number)
    if only_age_or_origin(words):
        yield Weak(weakness=Weakness.ORIGIN, sentence=number)


def _rests_on_traceable(session: Session, sentence: Sentence, sources: Collection[Session]) -> bool:
    """Whether it rests on a statement that somebody marked as one that could point to a person."""
    rests = {session.info.id: sentence.statements}
    rests.update((found.session, found.statements) for found in sentence.elsewhere)
    return any(
        said is not None and said.traceable
        for meeting in (session, *sources)
        for said in map(meeting.statements.get, rests.get(meeting.info.id, ()))
    )
