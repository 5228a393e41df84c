"""A persona whose sentence rests on what was said, here and in another meeting."""

from capturing import record, running
from meetings import after

from spiegel.domain.personas.making import (
    MakePersona,
    WriteSentence,
)
from spiegel.domain.personas.sources import found_in
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.session import describe

HOME, WISH = PersonaField.HOME, PersonaField.WISH


def told():
    """A meeting in which three people said four things, with an empty persona."""
    session = record(
        running("cliëntronde", 1),
        "D1: acht weken moest ik wachten",
        "D2: bij mij duurde het twee maanden",
        "D2: ik woon alleen",
        "D3 D1: niemand belde terug",
    )
    return after(session, MakePersona(title="Toos", ages=(60, 69)))


def resting(other=None):
    """A persona with a sentence that rests on all that was said, and one that rests on nothing."""
    elsewhere = (found_in(other, (1, 2, 4)),) if other is not None else ()
    return after(
        told(),
        WriteSentence(
            persona=1, field=HOME, words="Ik wacht.", statements=(1, 2, 4), elsewhere=elsewhere
        ),
        WriteSentence(persona=1, field=WISH, words="Ik wil rust.", hands=6),
    )


def marks(session):
    return [one.lost for one in session.persona_sentences.values()]


def elsewhere():
    return describe(told(), id="ander")
