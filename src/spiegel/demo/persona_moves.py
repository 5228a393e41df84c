"""The moves about personas: makers write them, professionals test a plan; see moves.py.

`persona 60-69 NAME` makes one; `zin FIELD WORDS` is a sentence of the one made last, with what it
rests on below it; `liever NAME FIELD WORDS` puts other words in the place of a sentence;
`afbeelding NAME WORDS` is the picture that shows this; `stand NAME afgesproken 10-6-2027` is how
far one is, and when to look again. `toets NAME PLAN` is what a plan changes for it, field by field
below it; `raakt 1 NAME` is an action that touches it. A name is the last word of that of a persona.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.notation.dates import date_of
from spiegel.domain.personas.making import (
    MakePersona,
    RewordSentence,
    SetState,
    WriteSentence,
    age_band,
    sentences_of,
)
from spiegel.domain.personas.picture import ChooseSymbol, symbol_name
from spiegel.domain.personas.sources import found_in
from spiegel.domain.personas.testing import AnswerTest
from spiegel.domain.session.personas import Elsewhere, Persona, PersonaField, PersonaState
from spiegel.domain.session.pictures import Symbol
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import translations

Others = Mapping[str, Session]
"""Other meetings that were held before, by what a script calls them."""
PersonaMove = Callable[[Session, str, tuple[str, ...], Others], Iterable[Change]]
"""Gets what stands behind the word, the lines below it, and the other meetings."""

_FIELDS: Final = dict(
    zip(
        ("wonen", "mensen", "dagen", "gebeurd", "lastig", "praten", "wens", "hulp"),
        PersonaField,
        strict=True,
    )
)
_STATES: Final = {"terug": PersonaState.BACK, "afgesproken": PersonaState.AGREED}
_HANDS: Final = "handen"


def _make(session: Session, text: str, below: tuple[str, ...], others: Others) -> list[Change]:
    ages, _, name = text.partition(" ")
    band = age_band(ages)
    if band is None:
        raise ValueError(text)
    return [MakePersona(title=name, ages=band)]


def _write(session: Session, text: str, below: tuple[str, ...], others: Others) -> list[Change]:
    field, _, words = text.partition(" ")
    statements: list[int] = []
    elsewhere: list[Elsewhere] = []
    hands = None
    for line in below:
        where, colon, named = (part.strip() for part in line.partition(":"))
        if not colon:
            statements += map(int, line.split())
        elif where == _HANDS:
            hands = int(named)
        else:
            elsewhere.append(_found(others[where], named))
    return [
        WriteSentence(
            persona=session.last["personas"],
            field=_FIELDS[field],
            words=words,
            statements=tuple(statements),
            elsewhere=tuple(elsewhere),
            hands=hands,
        )
    ]


def _found(other: Session, words: str) -> Elsewhere:
    """The group of this name, or the statement that begins so. Raises KeyError for neither."""
    for cluster in other.clusters.values():
        if cluster.name == words:
            return found_in(other, clusters=(cluster.number,))
    for said in other.statements.values():
        if said.words.startswith(words):
            return found_in(other, statements=(said.number,))
    raise KeyError(words)


def _picture(session: Session, text: str, below: tuple[str, ...], others: Others) -> list[Change]:
    """The drawing that is called so, in the language of the meeting. Raises KeyError for none."""
    name, _, shown = text.partition(" ")
    t = translations(session.info.language)
    symbol = {symbol_name(one, t): one for one in Symbol}[shown]
    return [ChooseSymbol(number=_called(session, name).number, symbol=symbol, alt=shown)]


def _rather(session: Session, text: str, below: tuple[str, ...], others: Others) -> list[Change]:
    name, field, words = text.split(maxsplit=2)
    sentence = sentences_of(session, _called(session, name).number, _FIELDS[field])[-1]
    return [RewordSentence(number=sentence.number, words=words)]


def _stand(session: Session, text: str, below: tuple[str, ...], others: Others) -> list[Change]:
    name, state, *day = text.split()
    again = date_of(day[0], None) if day else None
    return [SetState(number=_called(session, name).number, state=_STATES[state], again=again)]


def _test(session: Session, text: str, below: tuple[str, ...], others: Others) -> list[Change]:
    name, _, plan = text.partition(" ")
    persona = _called(session, name).number
    answers = (line.partition(":") for line in below)
    return [
        AnswerTest(persona=persona, field=_FIELDS[field], plan=plan, words=words.strip())
        for field, _colon, words in answers
    ]


def _touch(session: Session, text: str, below: tuple[str, ...], others: Others) -> list[Change]:
    action, *names = text.split()
    touches = tuple(_called(session, name).number for name in names)
    return [EditAction(number=int(action), fields={"touches": touches})]


def _called(session: Session, name: str) -> Persona:
    """The persona with this last word. Raises KeyError for none."""
    return {one.name.split()[-1]: one for one in session.personas.values()}[name]


MOVES: Final[Mapping[str, PersonaMove]] = MappingProxyType(
    {
        "persona": _make,
        "zin": _write,
        "afbeelding": _picture,
        "liever": _rather,
        "stand": _stand,
        "toets": _test,
        "raakt": _touch,
    }
)
