"""Personas as cards: what others may read of each, and how many people are behind a sentence.

Of whom a sentence is told nobody reads; of how many, only whether they are many. What rests on
fewer than two people stands in no document, also not on the sheet of the makers: all of them read
that, and it could be about one of them. Others read a persona only when its makers agree to it.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

import msgspec

from spiegel.domain.consent.gate import Shown, prepared, told
from spiegel.domain.personas.making import field_name, heading, read_on, sentences_of
from spiegel.domain.personas.people import ENOUGH, people
from spiegel.domain.personas.picture import Pictured
from spiegel.domain.personas.telling import (
    for_others,
    name_told,
    on_a_card,
    picture_told,
    sentence_told,
)
from spiegel.domain.report.actions import STATES
from spiegel.domain.report.material import FEWEST
from spiegel.domain.report.traces import not_looked_at
from spiegel.domain.report.wording import date_words, listed
from spiegel.domain.session.actions import Action, ActionStatus
from spiegel.domain.session.personas import Persona, PersonaField, PersonaState, Sentence
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import capitalised
from spiegel.i18n import N_, Translations

_STATES: Final = {
    PersonaState.DRAFT: N_(
        "A draft. You are the first to read it. Others read it only when the group finds it right."
    ),
    PersonaState.BACK: N_(
        "A draft. You are the first to read it. Others read it only when the group finds it right."
    ),
    PersonaState.AGREED: N_(
        "The group found this persona right, and others read it already. Look whether all of it is "
        "still right."
    ),
    PersonaState.AGAIN: N_(
        "You look again whether it is still right. Others read it again only when the group finds "
        "it right."
    ),
}
"""How far it is, as its makers read it; others read only what was agreed to."""
HEED: Final = N_("How to take me into account")
"""Over the fields that say what others do differently for this person; to translate."""
_HEEDED: Final = (
    *(PersonaField.LIMITS, PersonaField.TALKING),
    *(PersonaField.WISH, PersonaField.SUPPORT),
)
_ON_A_CARD: Final = (*_HEEDED, *(field for field in PersonaField if field not in _HEEDED))
"""The order of a card: who has one minute for it reads first what to take into account. Its makers
read the sheet in the order in which they told.
"""
_TOUCHED: Final = N_("What professionals do about it")
_PROPOSED: Final = N_("What professionals propose (not agreed yet)")
"""Over the actions that touch a persona, when something is agreed, and when nothing is yet."""
ABOUT: Final = N_("About this persona")
"""Over what is no sentence of it; to translate."""
_SEVERAL: Final = 5
"""From so many people on it is said that they are so many; fewer could show who belong together."""


class CardSentence(msgspec.Struct, frozen=True):
    """A sentence as others may read it; people: that many know it, empty when that is not said."""

    words: str
    people: str

    @property
    def counted(self) -> str:
        """The sentence with how many people know it behind it, where that is said."""
        count = self.people.replace(" ", "\u00a0")
        return f"{self.words} ({count})" if count else self.words


class CardField(msgspec.Struct, frozen=True):
    """What a persona tells under one heading; heeded: what others take into account."""

    heading: str
    sentences: tuple[CardSentence, ...]
    heeded: bool = False


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One persona. named: whether its name may stand there. who: that it is one, and its age band,
    ages, which may be empty. notice: for its makers, how far it is. picture: that the group chose,
    None for none. actions: what is done that touches it; touched: their heading. notes: for whom
    it is, when it was made and until when it holds; for its makers what is wrong with the name.
    agreed: others read it already. again: the day on which the makers look at it again, None for
    none. left_out: they may miss a sentence; empty: under which headings nothing stands.
    """

    name: str
    named: bool
    who: str
    ages: str
    notice: str
    picture: Pictured | None = None
    fields: tuple[CardField, ...]
    actions: tuple[str, ...] = ()
    touched: str = ""
    notes: tuple[str, ...]
    agreed: bool
    again: datetime.date | None = None
    left_out: bool = False
    empty: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """All of the notes; may be empty."""
        return " ".join(self.notes)


class Cards(msgspec.Struct, frozen=True, kw_only=True):
    """The personas of a session. theme: of the meeting in which they were made, under each name;
    empty where it may not stand there. intro: what a persona is and is not; front: that of all,
    before the first one. counted: how many people know what stands there, and from where; empty
    where nothing does. waiting: how many are not there yet, for a document of all; empty for none.
    stated: what a document says of how it was made.
    """

    title: str
    language: str
    theme: str
    intro: str
    front: str
    counted: str
    cards: tuple[Card, ...]
    waiting: str = ""
    stated: tuple[str, ...]


Day = Callable[[datetime.date], str]
"""How a day that is to come is said, which may have passed when a document is made."""


def cards_of(
    session: Session, t: Translations, *, for_makers: bool = False, coming: Day | None = None
) -> Cards:
    """The personas of a session as cards.

    for_makers: to be looked at by those who made them, who also read what is not agreed yet.
    """
    coming = coming or partial(date_words, t=t)
    made = sorted(session.personas.values(), key=lambda persona: persona.number)
    there = [persona for persona in made if for_makers or for_others(persona)]
    cards = tuple(_card(session, persona, t, coming, for_makers=for_makers) for persona in there)
    waiting = len(made) - len(there)
    about = told(session, session.info.title, t) if session.info.title.strip() else None
    theme = about.words if isinstance(about, Shown) else ""
    whose = cards[0].name if len(cards) == 1 else t.gettext("Personas")
    return Cards(
        title=f"{whose}: {theme}" if theme else whose,
        language=session.info.language,
        theme=t.gettext("Theme: {theme}").format(theme=theme) if theme else "",
        intro=_intro(cards, waiting, t),
        front=_of_all(t) if len(cards) > 1 else _intro(cards, waiting, t),
        counted=_where_counted(session, cards, t),
        cards=cards,
        waiting=_waiting(waiting, t) if cards else "",
        stated=tuple(not_looked_at(session, t)),
    )


def kept_off(session: Session) -> tuple[int, int]:
    """How many personas stand on no card yet, and how many sentences in no document of them."""
    personas = sum(not for_others(persona) for persona in session.personas.values())
    written = (one for one in session.persona_sentences.values() if one.words.strip())
    return personas, sum(not on_paper(session, sentence) for sentence in written)


def on_paper(session: Session, sentence: Sentence) -> bool:
    """Whether a sentence may stand on a card or on the sheet of the makers."""
    told_so = isinstance(sentence_told(session, sentence), Shown)
    return told_so and people(session, sentence) >= ENOUGH


def _intro(cards: tuple[Card, ...], waiting: int, t: Translations) -> str:
    if cards:
        return t.gettext(
            "A persona is somebody who does not exist. People who know such a life themselves made "
            "this person together. Do not try to find out whom it is like. Test plans with it, "
            "not people."
        )
    if waiting:
        return t.gettext(
            "No persona stands here yet. Others read one only when its makers agree to it."
        )
    return t.gettext("No persona was made in this meeting yet.")


def _of_all(t: Translations) -> str:
    return t.gettext(
        "A persona is somebody who does not exist. People who know such a life themselves made "
        "these personas together. Do not try to find out whom they are like. Test plans with "
        "them, not people."
    )


def _waiting(count: int, t: Translations) -> str:
    if not count:
        return ""
    return t.ngettext(
        "One persona does not stand here yet: the group is still reading it.",
        "{count} personas do not stand here yet: the group is still reading them.",
        count,
    ).format(count=count)


def _where_counted(session: Session, cards: tuple[Card, ...], t: Translations) -> str:
    """By how many people what stands there is known, of which meetings these were, and that it is
    not told how many others live so; nothing where no sentence stands.
    """
    there = [one for card in cards for field in card.fields for one in field.sentences]
    if not there:
        return ""
    said = [t.gettext("At least two people recognise each line.")]
    if any(one.elsewhere for one in session.persona_sentences.values()):
        said.append(
            t.gettext("They helped to make it, or were in an earlier meeting about the same.")
        )
    if any(one.people for one in there):
        said.append(t.gettext("Where it is five or more, it says so."))
    said.append(t.gettext("How many others live like this was not counted."))
    return " ".join(said)


def _card(
    session: Session, persona: Persona, t: Translations, coming: Day, *, for_makers: bool
) -> Card:
    fields, empty, left_out = [], [], False
    for field in PersonaField if for_makers else _ON_A_CARD:
        may = _sentences(session, persona, field, t)
        left_out = left_out or None in may
        shown = tuple(one for one in may if one is not None)
        if not shown:
            empty.append(field_name(field, t))
        else:
            fields.append(CardField(heading(field, t), shown, field in _HEEDED))
    name = name_told(session, persona, t)
    touching = () if for_makers else _touching(session, persona)
    agreed = any(action.status is not ActionStatus.PROPOSED for action in touching)
    return Card(
        name=name or t.gettext("Somebody without a name yet"),
        named=bool(name),
        who=_who(persona, t),
        ages=ages_words(persona, t),
        notice=_how_far(session, persona, t) if for_makers else "",
        picture=picture_told(session, persona, t),
        fields=tuple(fields),
        actions=tuple(_actions(session, persona, touching, t, coming, agreed=agreed)),
        agreed=for_others(persona),
        again=persona.again,
        touched=t.gettext(_TOUCHED if agreed else _PROPOSED),
        notes=tuple(
            _for_makers(persona, name, t) if for_makers else _notes(session, persona, t, coming)
        ),
        left_out=left_out and for_makers,
        empty=tuple(empty),
    )


def _how_far(session: Session, persona: Persona, t: Translations) -> str:
    """What its makers read over it: that others read it, or when they may."""
    day = read_on(session) if persona.state is PersonaState.AGREED else None
    words = t.gettext(_STATES[persona.state])
    if day is None:
        return words
    read = t.gettext("On {day} the group read the personas.").format(day=date_words(day, t))
    return f"{read} {words}"


def words_for_others(
    session: Session, persona: Persona, t: Translations
) -> Mapping[PersonaField, str]:
    """What others may read of a persona in each field; nothing before its makers agree to it."""
    if not for_others(persona):
        return {}
    told_in = {field: _sentences(session, persona, field, t) for field in PersonaField}
    return {
        field: " ".join(one.words for one in may if one is not None)
        for field, may in told_in.items()
    }


def _sentences(
    session: Session, persona: Persona, field: PersonaField, t: Translations
) -> list[CardSentence | None]:
    """What was written under a field, as it may stand; None for each that may not."""
    there = sentences_of(session, persona.number, field)
    return [_sentence(session, one, t) for one in there if one.words.strip()]


def _touching(session: Session, persona: Persona) -> tuple[Action, ...]:
    """What is done, found out or was done that touches a persona."""
    there = sorted(session.actions.values(), key=lambda one: one.number)
    return tuple(one for one in there if persona.number in one.touches and on_a_card(one))


def _actions(
    session: Session,
    persona: Persona,
    actions: tuple[Action, ...],
    t: Translations,
    coming: Day,
    *,
    agreed: bool,
) -> Iterator[str]:
    """These actions, as far as they may be told; agreed: any is, so each says how far it is."""
    for action in actions:
        ruling = told(session, action.words, t)
        if isinstance(ruling, Shown):
            words = capitalised(ruling.words)
            end = "" if words.endswith((".", "!", "?")) else "."
            far = _state(session, action, t, coming, agreed=agreed)
            yield " ".join((words + end, *far, *_comes_from(session, persona, action, t)))


def _comes_from(
    session: Session, persona: Persona, action: Action, t: Translations
) -> Iterator[str]:
    """Under which headings of the persona stands what rests on the same words as an action."""
    fields = dict.fromkeys(
        one.field
        for one in sentences_of(session, persona.number)
        if on_paper(session, one)
        and not (
            set(action.statements).isdisjoint(one.statements)
            and set(action.clusters).isdisjoint(one.clusters)
        )
    )
    if fields:
        names = (field_name(field, t) for field in fields)
        yield t.gettext("About: {fields}.").format(fields=listed(list(names), t))


def _state(
    session: Session, action: Action, t: Translations, coming: Day, *, agreed: bool
) -> Iterator[str]:
    """How far an action is, who does it and by when: who reads a card takes no proposal for a
    promise.
    """
    owner = told(session, action.owner, t) if action.owner.strip() else None
    who = owner.words if isinstance(owner, Shown) else ""
    due = action.by if action.status is not ActionStatus.DONE else None
    day = coming(due) if due is not None else ""
    if action.status is ActionStatus.PROPOSED and (who or day):
        by = t.gettext("by {owner}").format(owner=who) if who else ""
        until = t.gettext("by {day} at the latest").format(day=day) if day else ""
        how = ", ".join(filter(None, (by, until)))
        yield t.gettext("Proposal: {how}.").format(how=how)
        return
    if agreed:
        yield f"{capitalised(t.gettext(STATES[action.status]))}."
    if who:
        yield t.gettext("Who: {owner}.").format(owner=who)
    if day:
        yield t.gettext("By {day}.").format(day=day)


def _who(persona: Persona, t: Translations) -> str:
    """What stands under the name: a card that lies about is not taken for that of somebody."""
    ages = ages_words(persona, t)
    return t.gettext("A persona, {ages}").format(ages=ages) if ages else t.gettext("A persona")


def ages_words(persona: Persona, t: Translations) -> str:
    """The age band as a card has it; empty when there is none."""
    if persona.ages is None:
        return ""
    first, last = persona.ages
    return t.gettext("somewhere between {first} and {last} years old").format(
        first=first, last=last
    )


def _sentence(session: Session, sentence: Sentence, t: Translations) -> CardSentence | None:
    """A sentence as it may stand, None when it may not."""
    behind = people(session, sentence)
    ruling = sentence_told(session, sentence, t)
    if behind < ENOUGH or not isinstance(ruling, Shown):
        return None
    return CardSentence(ruling.words, _counted(session, behind, t))


def _counted(session: Session, behind: int, t: Translations) -> str:
    """That many people know a sentence, where the group is not so small that it tells who."""
    group = sum(person.present is not False for person in session.participants.values())
    if behind < _SEVERAL or (group and group < FEWEST):
        return ""
    return t.gettext("five or more recognise this")


def _for_makers(persona: Persona, shown: str, t: Translations) -> Iterator[str]:
    """shown: the name that may stand there; empty for none."""
    if persona.name and not shown:
        yield t.gettext(
            "The name that you chose does not stand here: somebody may be called so. Choose "
            "another one together."
        )


def _notes(session: Session, persona: Persona, t: Translations, coming: Day) -> Iterator[str]:
    whose = prepared(session, session.info.organisation.strip(), t, openly=True)
    if whose:
        yield t.gettext("From: {organisation}, for everybody who helps or makes plans.").format(
            organisation=whose
        )
    else:
        yield t.gettext(
            "For everybody who helps or makes plans, inside and outside the organisation."
        )
    if session.info.date is not None:
        yield t.gettext("Made on {day}.").format(day=date_words(session.info.date, t))
    if persona.again is not None:
        yield t.gettext("On {day} the group checks whether it is still right.").format(
            day=coming(persona.again)
        )
    contact = prepared(session, session.info.assignment.contact.strip(), t, openly=True)
    if contact:
        yield t.gettext("Questions? Call {contact}.").format(contact=contact)
