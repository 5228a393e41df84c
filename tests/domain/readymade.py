"""A meeting of which everything is known that letters and papers say."""

import datetime

from spiegel.domain.preparation.assignment import EditAssignment
from spiegel.domain.preparation.learning import AddLearningQuestion
from spiegel.domain.preparation.recruiting import EditRecruiting
from spiegel.domain.session.agenda import PhaseKind, Question
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Listener
from spiegel.domain.session.session import Session, describe, put
from spiegel.formats import load

NOW = Instant(utc=1_795_000_000_000, boot="b", boot_ms=1_000)
DAY = datetime.date(2027, 3, 18)
QUESTIONS = (
    "Hoe kwam u bij het wijkteam terecht?",
    "Hoe ging het eerste gesprek?",
    "Wie hielp u bij de aanvraag?",
)
FUNCTIONS = ("consulent", "consulent", "teamleider")


def bare(format_: str = "spiegelgesprek", language: str = "nl") -> Session:
    """A meeting of which nothing is known but its format."""
    return describe(
        new_session(load(format_, language), id_="ready", title="", created=NOW), language=language
    )


def ready(format_: str = "spiegelgesprek", language: str = "nl", people: int = 9) -> Session:
    """A meeting that is prepared: day, place, assignment, questions and people."""
    session = new_session(
        load(format_, language),
        id_="ready",
        title="Hulp in de wijk",
        created=NOW,
        date=DAY,
        participants=people,
    )
    session = describe(
        session, organisation="Gemeente Elzerwoude", place="De Brink", language=language
    )
    round_ = next(phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    asked = (
        Question(
            number=100 + at, position=at, phase=round_.number, words=words, prompts=("En toen?",)
        )
        for at, words in enumerate(QUESTIONS)
    )
    heard = (Listener(number=n, function=name) for n, name in enumerate(FUNCTIONS, start=1))
    session = put(session, *asked, *heard)
    known = {
        "aim": "Hulp die sneller komt.",
        "commissioner": "Anna de Wit",
        "contact": "Ineke Bos, 06 12 34 56 78",
        "starts": datetime.time(13, 30),
        "tells": "Anna de Wit",
        "tells_on": datetime.date(2027, 4, 8),
    }
    session = EditAssignment(fields=known).apply(session, NOW)
    numbers = tuple(session.participants)
    if numbers:
        agreed = {"fee": "een bon van 25 euro", "coming": True}
        session = EditRecruiting(participants=numbers, fields=agreed).apply(session, NOW)
    learning = AddLearningQuestion(words="Wanneer voelt iemand zich gehoord?", listener=1)
    return learning.apply(session, NOW)
