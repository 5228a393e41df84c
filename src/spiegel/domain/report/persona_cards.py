"""Personas as cards: what others may read of each, and how many people are behind a sentence.

Of whom a sentence is told nobody reads; of how many people it is, only roughly. What rests on fewer
than two people stands in no document, also not on the sheet of the makers: all of them read that,
and it could be about one of them. Others read a persona only when its makers agree to it.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from spiegel.domain.consent.gate import Shown, told
from spiegel.domain.personas.making import field_name, sentences_of
from spiegel.domain.personas.people import ENOUGH, people
from spiegel.domain.personas.picture import Pictured
from spiegel.domain.personas.telling import name_told, picture_told, sentence_told
from spiegel.domain.report.actions import STATES
from spiegel.domain.report.material import FEWEST
from spiegel.domain.report.traces import not_looked_at
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.personas import Persona, PersonaField, PersonaState, Sentence
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations

_STATES: Final = {
    PersonaState.DRAFT: N_("A draft. The makers have not agreed to it yet."),
    PersonaState.BACK: N_("A draft. It lies with the makers, who say whether it is right."),
    PersonaState.AGREED: "",
    PersonaState.AGAIN: N_("The makers are checking again whether it is still right."),
}
"""What a reader must know first."""
HEED: Final = N_("How to take me into account")
"""Over the fields that say what others do differently for this person; to translate."""
_HEEDED: Final = (PersonaField.LIMITS, PersonaField.TALKING, PersonaField.WISH)
TOUCHED: Final = N_("What is done about it")
"""Over the actions that touch a persona; to translate."""
ABOUT: Final = N_("About this persona")
"""Over what is no sentence of it; to translate."""
_SEVERAL: Final = 5
"""From so many people on it is said that they are so many; of fewer only that it is not one."""
_MANY: Final = N_("five people or more")
_SOME: Final = N_("more than one person")


class CardSentence(msgspec.Struct, frozen=True):
    """A sentence as others may read it; people: roughly how many know it, empty when not said."""

    words: str
    people: str


class CardField(msgspec.Struct, frozen=True):
    """What a persona tells under one heading; heeded: what others take into account."""

    heading: str
    sentences: tuple[CardSentence, ...]
    heeded: bool = False

    @property
    def words(self) -> str:
        """All of it, as somebody tells it."""
        return " ".join(one.words for one in self.sentences)


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One persona. who: that it is one, and its age band. ages, notice: may be empty. picture: that
    the group chose, None for none. actions: what is done that touches it. notes: when it was made
    and until when it holds; for its makers also what is left out.
    """

    name: str
    who: str
    ages: str
    notice: str
    picture: Pictured | None = None
    fields: tuple[CardField, ...]
    actions: tuple[str, ...] = ()
    notes: tuple[str, ...]

    @property
    def about(self) -> str:
        """All of the notes; may be empty."""
        return " ".join(self.notes)


class Cards(msgspec.Struct, frozen=True, kw_only=True):
    """The personas of a session. intro: what a persona is and is not. counted: where people were
    counted; empty when no number stands there. stated: what a document says of how it was made.
    """

    title: str
    language: str
    intro: str
    counted: str
    cards: tuple[Card, ...]
    stated: tuple[str, ...]


def cards_of(session: Session, t: Translations, *, for_makers: bool = False) -> Cards:
    """The personas of a session as cards.

    for_makers: to be looked at by those who made them, who also read what is not agreed yet.
    """
    made = sorted(session.personas.values(), key=lambda persona: persona.number)
    there = [persona for persona in made if for_makers or for_others(persona)]
    cards = tuple(_card(session, persona, t, for_makers=for_makers) for persona in there)
    waiting = len(made) - len(there)
    return Cards(
        title=cards[0].name if len(cards) == 1 else t.gettext("Personas"),
        language=session.info.language,
        intro=_intro(cards, waiting, t),
        counted=_where_counted(session, cards, t),
        cards=cards,
        stated=(*(_waiting(waiting, t) if cards else ()), *not_looked_at(session, t)),
    )


def for_others(persona: Persona) -> bool:
    """Whether others than its makers may read a persona: these agreed to it as it is now."""
    return persona.state is PersonaState.AGREED


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
            "A persona is somebody who does not exist. People who know what it is like made this "
            "person together, from what more than one of them recognises. Do not try to find out "
            "whom it is like."
        )
    if waiting:
        return t.gettext(
            "No persona stands here yet. Others read one only when its makers agree to it."
        )
    return t.gettext("No persona was made in this meeting yet.")


def _waiting(count: int, t: Translations) -> Iterator[str]:
    if count:
        yield t.ngettext(
            "{count} persona does not stand here yet: its makers have not agreed to it.",
            "{count} personas do not stand here yet: their makers have not agreed to them.",
            count,
        ).format(count=count)


def _where_counted(session: Session, cards: tuple[Card, ...], t: Translations) -> str:
    """What the words behind sentences mean, and in which meetings was counted."""
    if not any(one.people for card in cards for field in card.fields for one in field.sentences):
        return ""
    words = t.gettext(
        "Behind each sentence stands whether more than one person told this, or five or more. "
        "Who they are is in no document."
    )
    if any(one.elsewhere for one in session.persona_sentences.values()):
        words += " " + t.gettext(
            "They were counted in this meeting, or in an earlier one about the same."
        )
    return words


def _card(session: Session, persona: Persona, t: Translations, *, for_makers: bool) -> Card:
    fields, left_out = [], 0
    for field in PersonaField:
        there = sentences_of(session, persona.number, field)
        written = [sentence for sentence in there if sentence.words.strip()]
        may = [_sentence(session, one, t) for one in written]
        left_out += may.count(None)
        shown = tuple(one for one in may if one is not None)
        if shown:
            name = field_name(field, t)
            heading = name[:1].upper() + name[1:]
            fields.append(CardField(heading, shown, field in _HEEDED))
    return Card(
        name=name_told(session, persona, t) or t.gettext("Somebody without a name yet"),
        who=_who(persona, t),
        ages=ages_words(persona, t),
        notice=t.gettext(_STATES[persona.state]) if _STATES[persona.state] else "",
        picture=picture_told(session, persona, t),
        fields=tuple(fields),
        actions=() if for_makers else tuple(_actions(session, persona, t)),
        notes=tuple(_notes(session, persona, left_out if for_makers else None, t)),
    )


def _actions(session: Session, persona: Persona, t: Translations) -> Iterator[str]:
    """What is done, found out or was done that touches a persona, as far as it may be told."""
    for action in sorted(session.actions.values(), key=lambda one: one.number):
        if persona.number in action.touches and on_a_card(action):
            ruling = told(session, action.words, t)
            if isinstance(ruling, Shown):
                words = ruling.words[:1].upper() + ruling.words[1:]
                yield f"{words} ({_state(action, t)})"


def _state(action: Action, t: Translations) -> str:
    """How far an action is: who reads a card takes no proposal for a promise."""
    state = t.gettext(STATES[action.status])
    if action.by is None or action.status in (ActionStatus.PROPOSED, ActionStatus.DONE):
        return state
    return t.gettext("{state}, by {day}").format(state=state, day=date_words(action.by, t))


def on_a_card(action: Action) -> bool:
    """Whether it touches a persona and something is done: not declined, and not stopped."""
    done = action.kind is not ActionKind.DECLINE and action.status is not ActionStatus.STOPPED
    return bool(action.touches) and done


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
    """Roughly how many people a sentence rests on, where the group is not so small that it tells
    who. An exact low number would show which of the makers belong together.
    """
    group = sum(person.present is not False for person in session.participants.values())
    if group and group < FEWEST:
        return ""
    return t.gettext(_MANY if behind >= _SEVERAL else _SOME)


def _notes(
    session: Session, persona: Persona, left_out: int | None, t: Translations
) -> Iterator[str]:
    """left_out: how many sentences its makers do not find there; None for anybody else."""
    if left_out is not None and persona.name and not name_told(session, persona, t):
        yield t.gettext(
            "The name that you chose does not stand here: somebody may be called so. Choose "
            "another one together."
        )
    if left_out:
        yield t.ngettext(
            "{count} sentence does not stand here. It has to be looked at first.",
            "{count} sentences do not stand here. They have to be looked at first.",
            left_out,
        ).format(count=left_out)
    if session.info.date is not None:
        yield t.gettext("Made on {day}.").format(day=date_words(session.info.date, t))
    if persona.again is not None:
        yield t.gettext("On {day} the makers check whether it is still right.").format(
            day=date_words(persona.again, t)
        )
