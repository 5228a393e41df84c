"""The fictional meetings: which there are, and each before its day."""

import datetime
from itertools import cycle
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from spiegel import formats
from spiegel.demo.script import plan_text
from spiegel.domain import plan
from spiegel.domain.capture.storing import day
from spiegel.domain.preparation.assignment import Fit
from spiegel.domain.preparation.expectations import AddExpectations
from spiegel.domain.preparation.learning import AddLearningQuestion, Serve
from spiegel.domain.preparation.tasks import PLANNED, SetTask, TickTask
from spiegel.domain.session.fictional import MADE, id_of
from spiegel.domain.session.instants import MINUTE, Instant, after
from spiegel.domain.session.new import new_session
from spiegel.domain.session.preparation import Assignment, Recruiting
from spiegel.domain.session.session import Session, describe, put

NETHERLANDS: Final = ZoneInfo("Europe/Amsterdam")
ASKED: Final = 49
"""Days before the meeting that participants were asked, as the timeline has it."""
HEARS_BACK: Final = 21
"""Days after it that they hear what happens with it."""
ASKERS: Final = ("consulent Noord", "consulent De Akkers", "cliëntondersteuner")
FITS: Final = {str(question): True for question in Fit}
FEE: Final = "een cadeaubon van 25 euro"


Sheet = tuple[tuple[str, str], ...]


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One fictional meeting.

    plan, script: its files in this package; without a plan it has the questions of its format, and
    title. start: when it begins unless told otherwise.
    participants, listeners: in the lists of people. group: what those who answer are called;
    seats, paper: how many answer on a device or on paper, and how many of these on paper. agreed:
    what was agreed with the organisation; the day on which participants hear back and the time at
    which it begins follow from `start`. owners: of the shared tasks, in turn; those for before the
    last day are done. coming: how participants come, in turn. learning: what
    listeners want to learn: whose question it is, its words, and the places of the prepared
    questions that serve it. expected: what each listener who wrote a sheet expected to hear, by
    theme, each with a few words or none. sources: the meetings that were held before, by what its
    script calls them.
    """

    format: str
    script: str
    plan: str = ""
    title: str = ""
    start: Instant
    organisation: str
    place: str
    participants: int = 0
    listeners: int = 0
    group: str = ""
    seats: int = 0
    paper: int = 0
    agreed: Assignment = Assignment()
    owners: tuple[str, ...] = ()
    coming: tuple[Recruiting, ...] = ()
    learning: tuple[tuple[int, str, tuple[int, ...]], ...] = ()
    expected: tuple[Sheet, ...] = ()
    sources: tuple[tuple[str, "Meeting"], ...] = ()


def _on(*moment: int) -> Instant:
    """A moment in universal time, on a machine that was started two hours before."""
    at = datetime.datetime(*moment, tzinfo=datetime.UTC)  # type: ignore[misc,arg-type]
    return Instant(utc=int(at.timestamp()) * 1_000, boot="demo", boot_ms=120 * MINUTE)


WMO: Final = Meeting(
    format="spiegelgesprek",
    plan="plan.md",
    script="meeting.txt",
    start=_on(2026, 10, 8, 11, 30),
    organisation="Gemeente Elzerwoude",
    place="Buurtkamer De Lantaarn",
    participants=9,
    listeners=12,
    agreed=Assignment(
        aim="Wij willen weten waar cliënten vastlopen, en wat hun wél hielp.",
        occasion="Uit de vragenlijst bleek dat mensen lang wachten.",
        commissioner="Marjan Hofstede, afdelingshoofd",
        contact="Ineke Bos, 0591 55 01 23, of mail i.bos@elzerwoude.example",
        tells="Marjan Hofstede, afdelingshoofd (per brief)",
        fit=FITS,
    ),
    owners=("Ineke Bos", "secretariaat", "teamleider Noord"),
    coming=(
        Recruiting(travel="komt met de fiets"),
        Recruiting(needs="plek voor een rolstoel", travel="taxi om 12.40 uur"),
        Recruiting(needs="korte zinnen, tijd om te denken", company=True),
        Recruiting(travel="eigen auto, parkeren"),
        Recruiting(company=True, travel="bus"),
    ),
    learning=(
        (1, "Wat had ons eerste gesprek beter gemaakt?", (3,)),
        (4, "Wat doet wachten met mensen?", (2,)),
        (7, "Wie hielp er als wij er niet waren?", (4, 6)),
    ),
    expected=(
        (("wachttijd", "vooral op hulpmiddelen"), ("eigen bijdrage", "")),
        (("Wachttijd", "het duurt te lang"), ("parkeerkaart", "wat die kost")),
        (("wachttijd", ""), ("eigen bijdrage", "mensen schrikken ervan")),
        (("eigen bijdrage", ""), ("informatie", "onze brieven")),
        (("wachttijd", "na de melding"), ("regiotaxi", "komt te laat")),
        (("parkeerkaart", ""), ("wachttijd", "")),
        (("informatie", "waar moet je zijn"), ("eigen bijdrage", "")),
        (("wachttijd", ""), ("regiotaxi", "")),
        (("bereikbaarheid", "in de wacht staan"), ("wachttijd", "")),
        (("wachttijd", "bij de huishoudelijke hulp"), ("informatie", "")),
    ),
)
"""On Wmo access, 8 October 2026, 13:30 in the Netherlands."""

WALK_IN: Final = Assignment(
    aim="Wij willen weten wat moet blijven, en wat anders kan.",
    commissioner="Karin Bolt, manager opvang",
    contact="Sam Visser, begeleider, 0512 55 01 40",
    tells="Karin Bolt, manager opvang (in de huiskamer)",
    fit=FITS,
)
VISITORS: Final = Meeting(
    format="versnellingssessie",
    plan="versnellingssessie/plan.md",
    script="versnellingssessie/bezoekers.txt",
    start=_on(2026, 10, 15, 11, 30),
    organisation="Gemeente Merendonk",
    place="Inloopcentrum Het Achterom, huiskamer",
    group="bezoekers",
    seats=14,
    paper=2,
    agreed=WALK_IN,
)
"""On a walk-in centre, 15 October 2026, 13:30 in the Netherlands."""

PROFESSIONALS: Final = Meeting(
    format="versnellingssessie",
    plan="versnellingssessie/plan.md",
    script="versnellingssessie/professionals.txt",
    start=_on(2026, 10, 22, 7, 30),
    organisation="Gemeente Merendonk",
    place="Gemeentehuis Merendonk, zaal 2",
    group="professionals",
    seats=16,
    agreed=WALK_IN,
)
"""The same questions a week later, 22 October 2026, 9:30 in the Netherlands."""

PERSONA: Final = Meeting(
    format="persona",
    title="Volhouden als het thuis zwaar is",
    script="persona/makers.txt",
    start=_on(2026, 11, 12, 12, 30),
    organisation="Gemeenten Elzerwoude en Merendonk",
    place="Bibliotheek Elzerwoude, leeszaal",
    participants=7,
    listeners=5,
    agreed=Assignment(
        aim="Wij willen mensen voor ons zien als wij iets nieuws bedenken.",
        commissioner="Marjan Hofstede, afdelingshoofd",
        contact="Ineke Bos, 0591 55 01 23, of mail i.bos@elzerwoude.example",
        tells="Marjan Hofstede, afdelingshoofd (om 16.00 uur, bij de koffie in de bibliotheek)",
        fit=FITS,
    ),
    sources=(("wmo", WMO), ("bezoekers", VISITORS)),
)
"""In which makers make personas, 12 November 2026, 13:30 in the Netherlands.

They read them two weeks later, and others meet them a week after that.
"""

START: Final = WMO.start


def prepared(start: Instant | None = None, meeting: Meeting = WMO) -> Session:
    """The session before the day: the format, the written plan, and empty lists of people."""
    start = start or meeting.start
    made = after(start, MADE)
    session = new_session(
        formats.load(meeting.format, "nl"),
        id_=id_of(start.utc),
        title=meeting.title,
        created=made,
        date=day(start),
        participants=meeting.participants,
        listeners=meeting.listeners,
    )
    session = describe(
        session,
        organisation=meeting.organisation,
        place=meeting.place,
        groups=(meeting.group,) if meeting.group else (),
        seats=meeting.seats,
        paper=meeting.paper,
    )
    if meeting.plan:
        session = plan.into(session, plan.read(plan_text(meeting.plan), session.agenda), made)
    return _agreed(session, meeting, start, made)


def _agreed(session: Session, meeting: Meeting, start: Instant, made: Instant) -> Session:
    """What was settled in the weeks before; a meeting of which nothing was stays as it is."""
    if meeting.agreed != Assignment():
        moment = datetime.datetime.fromtimestamp(start.utc / 1000, NETHERLANDS)
        assignment = msgspec.structs.replace(
            meeting.agreed,
            starts=moment.time().replace(second=0, microsecond=0),
            tells_on=day(start) + datetime.timedelta(days=HEARS_BACK),
        )
        session = describe(session, assignment=assignment)
    for planned in PLANNED if meeting.owners else ():
        if planned.shared:
            owner = meeting.owners[len(session.tasks) % len(meeting.owners)]
            session = SetTask(key=planned.key, owner=owner).apply(session, made)
        due = planned.day(day(start))
        if due < day(start) - datetime.timedelta(days=1):
            session = TickTask(key=planned.key, done=due).apply(session, made)
    asked = day(start) - datetime.timedelta(days=ASKED)
    for number, how in zip(session.participants, cycle(meeting.coming)):
        recruiting = msgspec.structs.replace(
            how, asked_by=ASKERS[number % len(ASKERS)], asked=asked, coming=True, fee=FEE
        )
        person = session.participants[number]
        session = put(session, msgspec.structs.replace(person, recruiting=recruiting))
    questions = [q for phase in session.agenda for q in session.questions_of(phase.number)]
    for listener, words, places in meeting.learning:
        session = AddLearningQuestion(words=words, listener=listener).apply(session, made)
        number = session.last["learning_questions"]
        for place in places:
            link = Serve(question=questions[place - 1].number, learning=(number,))
            session = link.apply(session, made)
    for themes in meeting.expected:
        session = AddExpectations(themes=themes).apply(session, made)
    return session
