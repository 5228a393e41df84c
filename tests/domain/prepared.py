"""A meeting of any format with all that is to be ready before the day."""

import datetime

from meetings import START

from spiegel import formats
from spiegel.domain.preparation.assignment import AnswerFit, EditAssignment, Fit
from spiegel.domain.preparation.expectations import AddExpectations
from spiegel.domain.preparation.learning import AddLearningQuestion, Serve, unserved
from spiegel.domain.preparation.recruiting import EditRecruiting
from spiegel.domain.preparation.tasks import SetTask, State, TickTask, checklist, without_owner
from spiegel.domain.running.order import AddQuestion
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import EditInfo, Session, drop

DAY = datetime.date(2027, 3, 18)
TODAY = DAY - datetime.timedelta(days=3)
FACTS = {
    "aim": "wachttijden korter",
    "commissioner": "teamleider Noord",
    "contact": "het secretariaat",
    "starts": datetime.time(13, 30),
    "tells": "teamleider Noord",
    "tells_on": datetime.date(2027, 4, 8),
}


def prepared(format_: str, participants: int = 10, listeners: int = 14) -> Session:
    """Ready three days before, without one learning question or sheet more than there must be."""
    session = new_session(
        formats.load(format_),
        id_="test",
        title="Test",
        created=START,
        participants=participants,
        listeners=listeners,
    )
    rounds = (phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    first = next(rounds)
    # Two cards of a persona make room for the question that is added here.
    cards = session.questions_of(first.number) if first.cards else ()
    session = drop(session, "questions", [card.number for card in cards[:2]])
    people = tuple(session.participants)
    asked = {"asked_by": "Wmo-consulent", "coming": True, "called": TODAY}
    changes = [
        EditInfo(fields={"date": DAY, "place": "De Brink"}),
        EditAssignment(fields=FACTS),
        *(AnswerFit(question=question, yes=True) for question in Fit),
        AddQuestion(phase=first.number, words="Hoe ging het eerste gesprek?", minutes=8),
        EditRecruiting(participants=people, fields=asked),
        *(AddLearningQuestion(words="wat helpt", listener=n) for n in session.listeners),
        *(AddExpectations(themes=(("wachttijd", ""),)) for _listener in session.listeners),
    ]
    for change in changes:
        session = change.apply(session, START)
    question = max(session.questions)
    for one in unserved(session):
        session = Serve(question=question, learning=one.numbers).apply(session, START)
    for item in without_owner(session, TODAY):
        session = SetTask(key=item.key, owner="Ineke").apply(session, START)
    for item in checklist(session, TODAY):
        if item.state is State.OVERDUE:
            session = TickTask(key=item.key, done=TODAY).apply(session, START)
    return session
