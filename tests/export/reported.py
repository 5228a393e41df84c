"""Sessions to make documents of: one whole fictional meeting, and one of any size."""

import datetime
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from spiegel.demo import play
from spiegel.domain.consent.verdicts import Decide, open_findings
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import Origin, ingredients
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.instants import MINUTE, Instant, after
from spiegel.domain.session.moments import Moment, MomentKind
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Consent, Listener, Participant
from spiegel.domain.session.session import Session, describe, put
from spiegel.domain.session.statements import (
    ListenerQuestion,
    Remark,
    RemarkKind,
    Statement,
    Theme,
    Valence,
)
from spiegel.domain.session.verdicts import Choice
from spiegel.export import says
from spiegel.formats import load
from spiegel.i18n import translations

START = Instant(utc=1_795_000_000_000, boot="b", boot_ms=1_000)
YES = Consent(take_part=True, verbatim=True, outside=False, contact=True)
NOT_QUOTED = Consent(take_part=True, verbatim=False)
SIGNS = {"+": Valence.GOOD, "-": Valence.BETTER, "!": Valence.WISH, "": None}

THEMES = ("wachttijd", "bejegening", "informatie", "mantelzorg", "vervoer", "één aanspreekpunt")
FUNCTIONS = ("teamleider Noord", "Wmo-consulent", "baliemedewerker", "beleidsmedewerker Wmo")

SAID: Sequence[tuple[str, str, str, str]] = (
    ("D5", '"Elf weken. In week acht ben ik in de badkamer onderuitgegaan."', "1", "-*"),
    ("D2", '"Bij mij was het binnen twee weken rond. Dus het kán wel."', "1", "+"),
    ("D1", '"Je weet niet of je in de rij staat of dat ze je kwijt zijn."', "1", "-"),
    ("D1", "belde elke maandag of zijn melding er nog lag", "1", "-"),
    ("D9", '"Twaalf maandagen heb ik aan die telefoon gezeten met koude koffie."', "1", "-"),
    ("D6", '"Bij mij belde ze elke vrijdag, ook als ze niks te melden had."', "1 2", "+*"),
    ("?", "wie zelf niet belt, hoort niets", "1", "-"),
    ("D5", "wie wacht hoort elke twee weken iets, ook als er geen nieuws is", "1", "!"),
    ("D1", '"Zeg waar ik sta in de rij. Meer hoeft niet."', "1", "!*"),
    ("D1", '"Eerst koffie, en toen pas het formulier."', "2", "+*"),
    ("D2", "nooit iemand aan de lijn gehad die onaardig was", "2", "+"),
    ("D9", "voelt zich aan de balie een nummer", "2", "-"),
    ("D4,D7", "er werd over hen gepraat terwijl zij ernaast zaten", "2", "-"),
    ("D5", '"Vertrouw ons. Niemand vraagt voor zijn plezier om een douchestoel."', "2", "!"),
    ("D5", '"Veertien kantjes. Het besluit stond op bladzijde negen."', "3", "-"),
    ("D7", '"Ik kan niet zo goed lezen. Dat hebben ze nooit gevraagd."', "3", "-*"),
    ("D3", '"Eerst zeggen wat het wordt. Dan pas waarom. En groot."', "3", "!"),
    ("D3", "kreeg een brief met drie regels en een foto van wie er zou komen", "3", "+"),
    (
        "D8",
        '"Eén keer vroeg iemand: en wie zorgt er voor u? Toen wist ik het even niet."',
        "4",
        "+",
    ),
    ("*", "er wordt op familie gerekend voordat het aan die familie is gevraagd", "4", "-"),
    ("D9", '"Vraag het mij eens als hij er niet bij zit."', "4", "!"),
    ("D4", '"Mijn moeder werkt nog drie dagen. In het verslag heet zij het netwerk."', "4", "-"),
    ("D2", "de regiotaxi kwam drie kwartier te laat", "5", "-"),
    ("D6", "mist een bankje bij de halte", "5", ""),
    ("D4", '"De rolstoel is Wmo en de begeleiding is jeugd. Het is wel één kind."', "6", "-*"),
    ("D5", '"Ik heb één naam en één nummer. Dat gun ik iedereen."', "6", "+*"),
    ("D2", "een vast uur in het buurthuis, dan loop je even binnen", "6 3", "!"),
    ("D8", '"Toen onze consulent ziek werd, belde haar collega mij."', "6", "+"),
    ("D6", '"Ik heb drie keer voor de deur gestaan."', "", "-"),
    ("D3", "onthoudt gezichten, geen namen", "", ""),
)


def meeting(**info: Any) -> Session:
    """A whole fictional meeting: nine participants, D8 left early, D9 is not to be quoted."""
    session = new_session(
        load("spiegelgesprek"),
        id_="5d3c0f5e-0000-4000-8000-000000000001",
        title="Wmo-toegang in drie wijkteams",
        created=START,
        date=datetime.date(2026, 10, 14),
        participants=9,
        consent=YES,
    )
    session = describe(session, place="Buurthuis De Akkers", organisation="Gemeente Elzerwoude")
    session = put(
        session,
        Participant(number=8, consent=YES, gone=after(START, 66 * MINUTE)),
        Participant(number=9, consent=NOT_QUOTED),
        *(Theme(number=n, name=name) for n, name in enumerate(THEMES, start=1)),
        *(Listener(number=n, function=name) for n, name in enumerate(FUNCTIONS, start=1)),
    )
    session = put(session, *(_statement(n, *said) for n, said in enumerate(SAID, start=1)))
    session = _decided(_debriefed(_afterwards(_running(session))))
    return describe(session, **info)


def _statement(number: int, who: str, words: str, themes: str, signs: str) -> Statement:
    verbatim = words.startswith('"')
    return Statement(
        number=number,
        at=after(START, (25 + number) * MINUTE),
        words=words.strip('"'),
        speakers=tuple(who.split(",")),
        verbatim=verbatim,
        themes=tuple(int(theme) for theme in themes.split()),
        valence=SIGNS[signs.rstrip("*")],
        key=signs.endswith("*"),
        phase=4,
        question=1 + number // 10,
    )


def _running(session: Session) -> Session:
    words = (
        "Hoe kwam u bij het wijkteam terecht?",
        "Hoe waren de eerste weken na uw melding?",
        "Hoe ging het gesprek bij u thuis?",
        "Wat deed u toen de brief kwam?",
    )
    questions = (
        Question(number=n, position=n, phase=4, words=text, minutes=8, optional=n == 4)
        for n, text in enumerate(words, start=1)
    )
    steps = [(0, 1, None), (5, 2, None), (10, 3, None), (25, 4, 1), (35, 4, 2), (44, 4, 3)]
    steps += [(56, 5, None), (63, 6, None), (72, 7, None), (78, 8, None), (94, 9, None)]
    moments = [
        Moment(
            number=n,
            at=after(START, minute * MINUTE),
            kind=MomentKind.GO,
            phase=phase,
            question=question,
        )
        for n, (minute, phase, question) in enumerate(steps, start=1)
    ]
    moments.append(
        Moment(number=20, at=after(START, 96 * MINUTE), kind=MomentKind.DISCUSSED, step="herkend")
    )
    moments.append(
        Moment(number=21, at=after(START, 97 * MINUTE), kind=MomentKind.FORCED, step="aangesproken")
    )
    moments.append(Moment(number=22, at=after(START, 150 * MINUTE), kind=MomentKind.END))
    return put(session, *questions, *moments)


def _afterwards(session: Session) -> Session:
    at = after(START, 75 * MINUTE)
    return put(
        session,
        ListenerQuestion(number=1, at=at, words="wat deed die collega aan de balie precies"),
        ListenerQuestion(number=2, at=at, words="hoe lang wachtte u", listener="T2"),
        ListenerQuestion(number=3, at=at, words="maar had u dan niet kunnen bellen", dropped=True),
        Statement(
            number=41,
            at=at,
            words="Die kwam achter het glas vandaan. Meer was het niet.",
            speakers=("D1",),
            verbatim=True,
            themes=(2,),
            valence=Valence.GOOD,
            answer_to=1,
        ),
        Statement(
            number=42,
            at=at,
            words="Tot na de zomer. Daarna ging het vlot.",
            speakers=("D5",),
            verbatim=True,
            answer_to=2,
        ),
        Statement(
            number=43,
            at=at,
            words="Mijn dochter met het syndroom van Elzer zit op de Parkschool.",
            speakers=("D4",),
            verbatim=True,
            themes=(6,),
            traceable=True,
        ),
    )


def _debriefed(session: Session) -> Session:
    late = after(START, 120 * MINUTE)
    return put(
        session,
        Remark(
            number=1,
            at=late,
            words="ik zie elke ochtend een werkvoorraad, vandaag zag ik gezichten",
            kind=RemarkKind.STEP,
            step="geraakt",
            people=("T1",),
        ),
        Remark(
            number=2,
            at=late,
            words="wat D7 over lezen zei; T3 werd er stil van",
            kind=RemarkKind.STEP,
            step="geraakt",
        ),
        Remark(number=3, at=late, words="regiotaxi, D2", kind=RemarkKind.PARKED),
        Remark(number=4, at=late, words="D6 even opzoeken", kind=RemarkKind.AFTERCARE),
        Remark(number=5, at=late, words="kennismaking liep uit", kind=RemarkKind.NOTE),
    )


def _decided(session: Session) -> Session:
    late = after(START, 130 * MINUTE)
    date = datetime.date
    return put(
        session,
        Action(
            number=1,
            at=late,
            words="Wie zich meldt, wordt binnen een week gebeld door de consulent die komt",
            statements=(1, 3, 6, 9),
            themes=(1,),
            owner="@T1",
            by=date(2026, 12, 15),
            priority=Priority.HIGH,
            status=ActionStatus.AGREED,
        ),
        Action(
            number=2,
            at=late,
            words="Bij het eerste contact vragen of lezen en bellen lukt",
            statements=(16, 42),
            owner="iedereen",
            priority=Priority.MIDDLE,
        ),
        Action(number=3, at=late, words="Mailen dat de laptop dicht blijft"),
        Action(
            number=4,
            at=late,
            words="Uitzoeken of het besluit op twee kantjes past",
            kind=ActionKind.EXPLORE,
            statements=(15, 5),
            owner="beleidsmedewerker Wmo",
            by=date(2027, 1, 31),
        ),
        Action(
            number=5,
            at=late,
            words="Een eigen appnummer voor elke consulent",
            kind=ActionKind.DECLINE,
            statements=(27,),
            reason="Een bericht blijft liggen als de consulent ziek of vrij is.",
        ),
    )


WORDS = (
    "Ik moest acht weken wachten op een telefoontje, en toen kwam er nog steeds niemand langs.",
    "de consulent nam de tijd en kende de kinderen bij hun naam",
    "Een vast nummer zou al zoveel helpen, dan weet je wie je aan de lijn krijgt.",
    "moest drie keer hetzelfde formulier invullen, op papier en op de site",
)


def many(count: int, *, words: Sequence[str] = WORDS) -> Session:
    """A meeting of so many statements over eight themes and nine speakers, all agreed to."""
    session = new_session(
        load("spiegelgesprek"),
        id_="many",
        title="Groot",
        created=START,
        participants=9,
        consent=YES,
    )
    signs = list(SIGNS.values())
    statements = [
        Statement(
            number=n,
            at=after(START, n * 1_000),
            words=f"{words[n % len(words)]} ({n})",
            speakers=(f"D{1 + n % 9}",),
            verbatim=n % 2 == 0,
            themes=(1 + n % 8,) if n % 5 else (1 + n % 8, 1 + (n + 3) % 8),
            valence=signs[n // 3 % 4],
            key=n % 40 == 0,
        )
        for n in range(1, count + 1)
    ]
    themes = [Theme(number=n, name=f"thema {chr(96 + n)}") for n in range(1, 9)]
    actions = [
        Action(
            number=n,
            at=START,
            words=f"Verbeteractie {n} uitvoeren",
            statements=tuple(range(n, count + 1, 37))[:4],
            owner="teamleider",
            by=datetime.date(2026, 12, 1),
        )
        for n in range(1, 8)
    ]
    return put(session, *statements, *themes, *actions)


def looked_at(session: Session) -> Session:
    """The session in which all that looks like a person stays."""
    for finding in open_findings(session):
        kept = Decide(finding=finding, choice=Choice.KEEP, reason="afgesproken", everywhere=True)
        session = kept.apply(session, START)
    return session


def noted(session: Session, kind: str) -> Origin:
    """What is kept of a document that was made of this session, in Dutch."""
    return Origin(
        kind=kind,
        language="nl",
        template="",
        at=START,
        spiegel="1",
        private=KINDS[kind].private,
        says=says(session, kind, translations("nl")),
        **msgspec.structs.asdict(ingredients(session, KINDS[kind])),
    )


@cache
def shown() -> Session:
    """The meeting of the demo."""
    return play()
