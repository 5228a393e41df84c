"""The personas of a session as `spiegel show` prints them, with the plans tested on them."""

from collections.abc import Iterator

from spiegel.domain.personas.making import field_name, sentences_of, state_name
from spiegel.domain.personas.picture import pictured
from spiegel.domain.personas.testing import answers, plans
from spiegel.domain.report.persona_cards import ages_words
from spiegel.domain.session.personas import Persona
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


def notes(session: Session, t: Translations) -> Iterator[str]:
    """All of it as notes: captured again they become no statement."""
    for persona in session.personas.values():
        yield ""
        yield from (f"// {line}" for line in _persona(session, persona, t))


def _persona(session: Session, persona: Persona, t: Translations) -> Iterator[str]:
    name = persona.name or t.gettext("without a name yet")
    ages = ages_words(persona, t)
    known = [*([ages] if ages else []), state_name(persona.state, t)]
    yield t.gettext("Persona {name}: {what}").format(name=name, what=", ".join(known))
    picture = pictured(session, persona)
    if picture is not None:
        yield f"  {t.gettext('picture')}: {picture.alt}"
    for sentence in sentences_of(session, persona.number):
        mark = "! " if sentence.lost else ""
        if sentence.words:
            yield f"  {field_name(sentence.field, t)}: {mark}{_flat(sentence.words)}"
    for plan in plans(session, persona.number):
        words = t.gettext("What the plan “{plan}” changes for {name}:")
        yield words.format(plan=_flat(plan), name=name)
        for field, answer in answers(session, persona.number, plan).items():
            yield f"  {field_name(field, t)}: {_flat(answer.words)}"


def _flat(words: str) -> str:
    return " ".join(words.split())
