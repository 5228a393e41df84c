"""What of a persona, and of options to choose from, a document may show: decided here alone.

By the rules of the gate.
"""

from collections.abc import Sequence

import msgspec

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.consent.gate import Reason, Shown, Withheld, told
from spiegel.domain.consent.persona_names import name_trace
from spiegel.domain.personas.picture import Pictured, pictured
from spiegel.domain.personas.sources import not_usable, usable
from spiegel.domain.personas.word_for_word import is_literal
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.options import GONE, options_about
from spiegel.domain.session.personas import (
    OWN_NAME,
    Persona,
    PersonaState,
    Sentence,
    named_again,
    nameless,
)
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Remark
from spiegel.domain.session.verdicts import Choice
from spiegel.i18n import Translations, current


def read_before(persona: Persona) -> bool:
    """Whether others may have read of a persona: its makers agree to it, or did once."""
    return persona.state in (PersonaState.AGREED, PersonaState.AGAIN)


def for_others(persona: Persona) -> bool:
    """Whether others than its makers may read a persona: these agreed to it as it is now."""
    return persona.state is PersonaState.AGREED


def on_a_card(action: Action) -> bool:
    """Whether it touches a persona and something is done: not declined, and not stopped."""
    done = action.kind is not ActionKind.DECLINE and action.status is not ActionStatus.STOPPED
    return bool(action.touches) and done


def sentence_told(
    session: Session, sentence: Sentence, t: Translations | None = None
) -> Shown | Withheld:
    """What a card may show of a sentence, or why it may not.

    Not one of which something went, or that was marked because somebody in another meeting said it
    so; not one that rests on what somebody said who does not take part; not the words of somebody
    who may not be quoted; not what looks like a person and was not decided on. A code of somebody
    is replaced.
    """
    if sentence.lost:
        return Withheld(Reason.LOST)
    if not_usable(session, sentence):
        return Withheld(Reason.NOT_TAKING_PART)
    if is_literal((session,), sentence.words):
        return Withheld(Reason.STILL_LITERAL)
    return _nameless_told(session, sentence.words, sentence.persona, t)


def picture_told(
    session: Session, persona: Persona, t: Translations | None = None
) -> Pictured | None:
    """The picture of a persona as a document may show it, None for none.

    Not one whose words for who cannot see it may not stand there: nobody would know what it is.
    """
    found = pictured(session, persona)
    if found is None:
        return None
    ruling = _nameless_told(session, persona.alt, persona.number, t)
    return msgspec.structs.replace(found, alt=ruling.words) if isinstance(ruling, Shown) else None


def name_told(session: Session, persona: Persona, t: Translations | None = None) -> str:
    """The name of a persona as a document may show it; empty for none.

    Not one that somebody of this meeting has, or of another one that was read, as long as nobody
    said in Review that it stays.
    """
    t = t or current()
    trace = name_trace(session, persona)
    if trace is None:
        return without_codes(session, persona.name, t).strip()
    verdict = trace.verdict
    if verdict is None or verdict.choice is Choice.GENERAL:
        return ""
    name = persona.name
    if verdict.choice is not Choice.KEEP:
        name = f"{name[: trace.found.start]}{verdict.words}{name[trace.found.end :]}"
    return without_codes(session, name, t).strip()


def answer_told(
    session: Session, answer: Remark, t: Translations | None = None
) -> Shown | Withheld:
    """What a document may show of what a plan changes for a persona, or why it may not."""
    return _nameless_told(session, answer.words, answer.persona, t)


def _nameless_told(
    session: Session, words: str, number: int | None, t: Translations | None
) -> Shown | Withheld:
    """Words with the own name of a persona, which points to nobody."""
    persona = session.personas.get(number or 0)
    name = persona.name if persona is not None else ""
    ruling = told(session, nameless(words, name), t, general=False)
    if persona is None or not isinstance(ruling, Shown):
        return ruling
    shown = name_told(session, persona, t)
    if shown == name:
        return Shown(named_again(ruling.words, words, name))
    return Shown(ruling.words.replace(OWN_NAME, shown or OWN_NAME))


def options_told(session: Session, question: Question) -> tuple[str, ...]:
    """The options of a question as a document may have them, before what looks like a person.

    Nothing stands where one was made from words that may not be told any more.
    """
    options = question.answer.options if question.answer is not None else ()
    about = dict(options_about(question))
    return tuple(
        GONE if about.get(number) and not _may_be_told(session, option, about[number]) else option
        for number, option in enumerate(options, start=1)
    )


def _may_be_told(session: Session, words: str, statements: Sequence[int]) -> bool:
    """Whether who said the first of these, whose words it has, still takes part."""
    said = session.statements.get(statements[0])
    return said is not None and usable(session, said) and not is_literal((session,), words)
