"""Two personas of a made-up group of seven: one agreed, one that is a draft with weak sentences."""

from functools import cache

from export.reported import START, YES
from spiegel.domain.personas.making import (
    MakePersona,
    SetState,
    WriteSentence,
)
from spiegel.domain.report.standing import standing
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Consent
from spiegel.domain.session.personas import Elsewhere, PersonaField, PersonaState
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement
from spiegel.export import says
from spiegel.formats import load
from spiegel.i18n import translations

NL = translations("nl")
F = PersonaField
LITERAL = "ik zit soms drie dagen binnen en dan zie ik geen mens"
"""What D3 said and may not be quoted."""
TOLD = (
    (F.HOME, "Ik woon op de derde verdieping. De lift is vaak stuk.", 4),
    (F.HOME, "In de straat ken ik bijna niemand meer.", 3),
    (F.NETWORK, "Mijn zus belt elke zondag. Verder is het stil.", 3),
    (F.DAYS, "Op dinsdag ga ik naar de inloop. Daar drink ik koffie en hoor ik mijn naam.", 5),
    (F.DAYS, "De andere dagen duren lang.", 4),
    (F.HAPPENED, "Mijn man werd ziek. Ik zorgde voor hem tot het einde.", 2),
    (F.LIMITS, "Een brief van een instantie lees ik vijf keer. Dan weet ik het nog niet.", 6),
    (F.TALKING, "Leg het rustig uit. Zeg u, en vraag of ik het zo bedoel.", 5),
    (F.WISH, "Ik wil weer eens voor iemand koken.", 2),
    (F.SUPPORT, "De inloop en mijn zus zijn mijn steun. Voor de rest red ik het zelf.", 3),
)


def after(session: Session, *changes) -> Session:
    for change in changes:
        session = change.apply(session, START)
    return session


def agreed(session: Session, *changes) -> Session:
    """After these changes, when the makers read every persona and agree to it."""
    session = after(session, *changes)
    states = (SetState(number=number, state=PersonaState.AGREED) for number in session.personas)
    return after(session, *states)


@cache
def personas(language: str = "nl", makers: int = 7, consent: Consent = YES) -> Session:
    """The meeting with Toos, agreed, and Karim, a draft."""
    session = new_session(
        load("persona", language),
        id_="personas",
        title="Inloop",
        created=START,
        language=language,
        participants=makers,
        consent=consent,
    )
    said = [
        Statement(number=1, at=START, words="op zondag is het stil", speakers=("D1", "D2")),
        Statement(number=2, at=START, words="ik kook niet meer", speakers=("D4",)),
        Statement(
            number=3,
            at=START,
            words=LITERAL,
            speakers=("D3", "D5"),
            verbatim=True,
            paraphrase="soms is het dagen stil",
        ),
    ]
    return after(
        put(session, *said),
        MakePersona(title="Toos", ages=(60, 69)),
        *(WriteSentence(persona=1, field=f, words=w, hands=n) for f, w, n in TOLD),
        SetState(number=1, state=PersonaState.AGREED),
        MakePersona(title="Karim", ages=(30, 39)),
        WriteSentence(persona=2, field=F.NETWORK, words="Op zondag is het stil.", statements=(1,)),
        WriteSentence(persona=2, field=F.DAYS, words="Ik kook niet meer.", statements=(2,)),
    )


def elsewhere(people: int) -> Elsewhere:
    """So many people of another meeting."""
    return Elsewhere(session="ander", statements=(4,), people=people)


KEYS = ("persona-check", "persona-cards", "persona-cards-html", "persona-booklet")


def stands(session, kind, made):
    """How that document stands to the session as it is now."""
    return standing(session, made, spiegel="1", says=lambda: says(session, kind, NL))
