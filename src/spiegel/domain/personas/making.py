"""Making a persona: its name and age band, its sentences, what they rest on, how far it is."""

import datetime
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from spiegel.domain.personas.real_names import real_names
from spiegel.domain.personas.sources import counted_anew
from spiegel.domain.personas.word_for_word import is_literal
from spiegel.domain.running.running import place
from spiegel.domain.session.actions import Action
from spiegel.domain.session.instants import SECOND, Instant
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.personas import (
    Elsewhere,
    Persona,
    PersonaField,
    PersonaState,
    Sentence,
)
from spiegel.domain.session.session import Change, Refusal, Session, drop, put
from spiegel.domain.session.words import capitalised, clean, tidy
from spiegel.i18n import N_, Translations

BAND: Final = 10
"""Years of an age band that is made of one age."""
OLDEST: Final = 120
_AGES: Final = re.compile(
    r"(\d{1,3})(?:\s*(?:-|–|tot en met|t/m|tot|to)\s*(\d{1,3}))?(?:\s*(?:jaar|years?))?",
    re.IGNORECASE,
)
_FIELDS: Final = {
    PersonaField.HOME: N_("where I live"),
    PersonaField.NETWORK: N_("who is around me"),
    PersonaField.DAYS: N_("my days"),
    PersonaField.HAPPENED: N_("what happened"),
    PersonaField.LIMITS: N_("what is hard"),
    PersonaField.TALKING: N_("how to talk with me"),
    PersonaField.WISH: N_("my wish"),
    PersonaField.SUPPORT: N_("what helps me"),
}
_STATES: Final = {
    PersonaState.DRAFT: N_("draft"),
    PersonaState.BACK: N_("back at the makers"),
    PersonaState.AGREED: N_("agreed"),
    PersonaState.AGAIN: N_("to look at again"),
}


def field_name(field: PersonaField, t: Translations) -> str:
    """What a field of a persona is called."""
    return t.gettext(_FIELDS[field])


def heading(field: PersonaField, t: Translations) -> str:
    """The same over what stands in it."""
    return capitalised(field_name(field, t))


def state_name(state: PersonaState, t: Translations) -> str:
    """How far a persona is, in a few words."""
    return t.gettext(_STATES[state])


def age_band(text: str) -> tuple[int, int] | None:
    """The age band that somebody typed, "60-69" or "60 tot 70"; of one age its ten years.

    None when it is none. Up to ("tot") is without that year itself.
    """
    found = _AGES.fullmatch(text.strip())
    if found is None:
        return None
    first = int(found[1])
    if found[2] is None:
        first -= first % BAND
        last = first + BAND - 1
    else:
        upto = re.search(r"\btot\b(?! en met)", text, re.IGNORECASE) is not None
        last = int(found[2]) - int(upto)
    return (first, last) if first < last and first <= OLDEST else None


def is_being_written(session: Session) -> bool:
    """Whether the makers write or read now: they told by card before, and nobody tells any more."""
    here = place(session).phase
    told = [part.position for part in session.agenda if part.cards]
    return here is not None and bool(told) and here.position > max(told)


def read_on(session: Session) -> datetime.date | None:
    """The day on which the makers read together what was written; None when that was not yet."""
    parts = sorted(session.agenda, key=lambda part: part.position)
    written = next((at for at, part in enumerate(parts) if part.review), None)
    if written is None:
        return None
    back = {part.number for part in parts[written:] if part.with_clients}
    read = [
        moment.at.utc
        for moment in session.moments.values()
        if moment.kind is MomentKind.GO and moment.phase in back
    ]
    return (
        datetime.datetime.fromtimestamp(max(read) / SECOND, datetime.UTC).date() if read else None
    )


def sentences_of(
    session: Session, persona: int, field: PersonaField | None = None
) -> tuple[Sentence, ...]:
    """The sentences of a persona in the order of its card, or of one of its fields."""
    fields = list(PersonaField)
    found = (
        sentence
        for sentence in session.persona_sentences.values()
        if sentence.persona == persona and field in (None, sentence.field)
    )
    return tuple(sorted(found, key=lambda s: (fields.index(s.field), s.position, s.number)))


class OfPersona(Change, frozen=True, kw_only=True):
    """A change of one persona."""

    number: int

    def persona(self, session: Session) -> Persona:
        """The persona as it is now. Raises Refusal when it is gone."""
        return _persona(session, self.number)


class MakePersona(Change, frozen=True, kw_only=True):
    """A new persona, a draft. others: as of `NamePersona`."""

    title: str = ""
    ages: tuple[int, int] | None = None
    others: tuple[Session, ...] = ()

    def name(self, t: Translations) -> str:
        return t.gettext("new persona")

    def apply(self, session: Session, now: Instant) -> Session:
        number = session.number("personas")
        title = tidy(clean(self.title))
        taken = bool(real_names(self.others, title))
        return put(session, Persona(number=number, name=title, ages=self.ages, taken=taken))


class NamePersona(OfPersona, frozen=True, kw_only=True):
    """Another name for a persona.

    others: other meetings that are read; a name that somebody there has, or was spoken of by, is
    asked about before it stands in a document.
    """

    title: str
    others: tuple[Session, ...] = ()

    def name(self, t: Translations) -> str:
        return t.gettext("name of a persona")

    def apply(self, session: Session, now: Instant) -> Session:
        title = tidy(clean(self.title))
        taken = bool(real_names(self.others, title))
        return changed(session, self.persona(session), name=title, taken=taken)


class SetAges(OfPersona, frozen=True, kw_only=True):
    """The age band of a persona, or None. Raises ValueError when it is no band of ages."""

    ages: tuple[int, int] | None

    def __post_init__(self) -> None:
        if self.ages is not None and not 0 <= self.ages[0] < self.ages[1]:
            raise ValueError(self.ages)

    def name(self, t: Translations) -> str:
        return t.gettext("age band of a persona")

    def apply(self, session: Session, now: Instant) -> Session:
        return changed(session, self.persona(session), ages=self.ages)


class SetState(OfPersona, frozen=True, kw_only=True):
    """How far a persona is; again: the day to look at it again, None for none."""

    state: PersonaState
    again: datetime.date | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("persona: {state}").format(state=state_name(self.state, t))

    def apply(self, session: Session, now: Instant) -> Session:
        persona = self.persona(session)
        return put(session, msgspec.structs.replace(persona, state=self.state, again=self.again))


class RemovePersona(OfPersona, frozen=True, kw_only=True):
    """A persona goes, with its sentences, its picture and what plans change for it; what they rest
    on stays, and so do the actions that touched it.
    """

    def name(self, t: Translations) -> str:
        return t.gettext("persona removed")

    def apply(self, session: Session, now: Instant) -> Session:
        persona = self.persona(session)
        told = [sentence.number for sentence in sentences_of(session, persona.number)]
        tested = [r.number for r in session.remarks.values() if r.persona == persona.number]
        session = drop(drop(session, "persona_sentences", told), "remarks", tested)
        touching = (a for a in session.actions.values() if persona.number in a.touches)
        session = put(session, *(_not_touching(action, persona.number) for action in touching))
        if persona.picture is not None:
            session = drop(session, "pictures", [persona.picture])
        return drop(session, "personas", [persona.number])


def _not_touching(action: Action, persona: int) -> Action:
    left = tuple(number for number in action.touches if number != persona)
    return msgspec.structs.replace(action, touches=left)


class WriteSentence(Change, frozen=True, kw_only=True):
    """A sentence in a field of a persona, last in it, with what it rests on.

    Where the last one of that field is still to be written, because something was put under it,
    these are its words. others: other meetings that are read; a sentence in the words of somebody
    there who may not be quoted is marked.
    """

    persona: int
    field: PersonaField
    words: str
    statements: tuple[int, ...] = ()
    clusters: tuple[int, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    hands: int | None = None
    others: tuple[Session, ...] = ()

    def name(self, t: Translations) -> str:
        return t.gettext("sentence under {field}").format(field=field_name(self.field, t))

    def apply(self, session: Session, now: Instant) -> Session:
        persona = _persona(session, self.persona)
        words = tidy(clean(self.words))
        before = sentences_of(session, persona.number, self.field)
        if before and not before[-1].words:
            hands = self.hands if self.hands is not None else before[-1].hands
            sentence = msgspec.structs.replace(before[-1], words=words, hands=hands)
        else:
            sentence = Sentence(
                number=session.number("persona_sentences"),
                persona=persona.number,
                field=self.field,
                words=words,
                position=1 + max((one.position for one in before), default=0),
                hands=self.hands,
            )
        resting = _resting(session, sentence, self.statements, self.clusters, self.elsewhere)
        lost = resting.lost or is_literal(self.others, words)
        resting = msgspec.structs.replace(resting, lost=lost)
        return changed(put(session, resting), persona)


class PutUnder(Change, frozen=True, kw_only=True):
    """Statements and groups come under a field of a persona, for its last sentence to rest on.

    sentence: the number of another one. A field without a sentence gets one that is to be written.
    others: the other meetings, in which the people behind all that it rests on are counted.
    """

    persona: int
    field: PersonaField
    statements: tuple[int, ...] = ()
    clusters: tuple[int, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    sentence: int | None = None
    others: tuple[Session, ...] = ()

    def name(self, t: Translations) -> str:
        return t.gettext("put under {field}").format(field=field_name(self.field, t))

    def apply(self, session: Session, now: Instant) -> Session:
        persona = _persona(session, self.persona)
        there = sentences_of(session, persona.number, self.field)
        if self.sentence is not None:
            there = tuple(one for one in there if one.number == self.sentence)
            if not there:
                raise Refusal
        if not there:
            new = WriteSentence(
                persona=persona.number,
                field=self.field,
                words="",
                statements=self.statements,
                clusters=self.clusters,
                elsewhere=self.elsewhere,
            )
            return new.apply(session, now)
        resting = _resting(session, there[-1], self.statements, self.clusters, self.elsewhere)
        return put(session, counted_anew(resting, self.others))


class _OfSentence(Change, frozen=True, kw_only=True):
    """A change of one sentence."""

    number: int

    def sentence(self, session: Session) -> Sentence:
        """The sentence as it is now. Raises Refusal when it is gone."""
        sentence = session.persona_sentences.get(self.number)
        if sentence is None:
            raise Refusal
        return sentence


class RewordSentence(_OfSentence, frozen=True, kw_only=True):
    """Other words for a sentence: somebody looked at it, so it has no mark any more.

    others: as of `WriteSentence`.
    """

    words: str
    others: tuple[Session, ...] = ()

    def name(self, t: Translations) -> str:
        return t.gettext("words of a sentence")

    def apply(self, session: Session, now: Instant) -> Session:
        sentence = self.sentence(session)
        words = tidy(clean(self.words))
        if words == sentence.words:
            return session
        lost = is_literal(self.others, words)
        session = put(session, msgspec.structs.replace(sentence, words=words, lost=lost))
        return changed(session, _persona(session, sentence.persona))


class RemoveSentence(_OfSentence, frozen=True, kw_only=True):
    """A sentence goes; what it rested on stays."""

    def name(self, t: Translations) -> str:
        return t.gettext("sentence removed")

    def apply(self, session: Session, now: Instant) -> Session:
        sentence = self.sentence(session)
        session = drop(session, "persona_sentences", [sentence.number])
        return changed(session, _persona(session, sentence.persona))


class TakeFrom(_OfSentence, frozen=True, kw_only=True):
    """A sentence does not rest on these any more; left: what it still rests on in other meetings.

    Of another meeting that is not in left it rests on the same as before.
    """

    statements: tuple[int, ...] = ()
    clusters: tuple[int, ...] = ()
    left: tuple[Elsewhere, ...] = ()

    def name(self, t: Translations) -> str:
        return t.gettext("taken from under a sentence")

    def apply(self, session: Session, now: Instant) -> Session:
        sentence = self.sentence(session)
        left = {found.session: found for found in self.left}
        elsewhere = (left.get(found.session, found) for found in sentence.elsewhere)
        return put(
            session,
            msgspec.structs.replace(
                sentence,
                statements=tuple(n for n in sentence.statements if n not in self.statements),
                clusters=tuple(n for n in sentence.clusters if n not in self.clusters),
                elsewhere=tuple(found for found in elsewhere if found.statements or found.clusters),
            ),
        )


class CountHands(_OfSentence, frozen=True, kw_only=True):
    """How many of the group put up a hand for a sentence; None: that was not asked.

    Raises ValueError for fewer than none.
    """

    hands: int | None

    def __post_init__(self) -> None:
        if self.hands is not None and self.hands < 0:
            raise ValueError(self.hands)

    def name(self, t: Translations) -> str:
        return t.gettext("hands for a sentence")

    def apply(self, session: Session, now: Instant) -> Session:
        return put(session, msgspec.structs.replace(self.sentence(session), hands=self.hands))


class LookedAt(_OfSentence, frozen=True, kw_only=True):
    """Somebody looked at a sentence of which something went, and it stays as it is."""

    def name(self, t: Translations) -> str:
        return t.gettext("sentence looked at")

    def apply(self, session: Session, now: Instant) -> Session:
        return put(session, msgspec.structs.replace(self.sentence(session), lost=False))


def _persona(session: Session, number: int) -> Persona:
    persona = session.personas.get(number)
    if persona is None:
        raise Refusal
    return persona


def changed(session: Session, persona: Persona, **fields: Any) -> Session:
    """The session with a persona that says something else; who agreed to it has to look again."""
    if persona.state is PersonaState.AGREED:
        fields["state"] = PersonaState.AGAIN
    return put(session, msgspec.structs.replace(persona, **fields)) if fields else session


def _resting(
    session: Session,
    sentence: Sentence,
    statements: tuple[int, ...],
    clusters: tuple[int, ...],
    elsewhere: tuple[Elsewhere, ...],
) -> Sentence:
    """The sentence that rests on these too, as far as they are there; each once."""
    return msgspec.structs.replace(
        sentence,
        statements=_known(sentence.statements + statements, session.statements),
        clusters=_known(sentence.clusters + clusters, session.clusters),
        elsewhere=tuple(_joined(sentence.elsewhere, elsewhere)),
    )


def _known(numbers: tuple[int, ...], there: Any) -> tuple[int, ...]:
    return tuple(number for number in dict.fromkeys(numbers) if number in there)


def _joined(before: tuple[Elsewhere, ...], more: tuple[Elsewhere, ...]) -> Iterator[Elsewhere]:
    """One for each other meeting. people: as counted last, also when that is fewer, since who took
    back what was said there is counted no more.
    """
    by_meeting: dict[str, Elsewhere] = {}
    for one in (*before, *more):
        there = by_meeting.get(one.session, Elsewhere(session=one.session))
        by_meeting[one.session] = msgspec.structs.replace(
            one,
            statements=tuple(dict.fromkeys(there.statements + one.statements)),
            clusters=tuple(dict.fromkeys(there.clusters + one.clusters)),
        )
    yield from by_meeting.values()
