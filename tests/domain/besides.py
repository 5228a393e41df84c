"""Two meetings about a walk-in centre with the same questions, of clients and of professionals."""

from collections.abc import Iterable, Mapping

import msgspec
from polling import OPEN, STELLING, answered, given, ideas, session_with, values

from spiegel.domain.polls.polls import ideas_of
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer, Cluster
from spiegel.domain.session.session import Session, describe, put

PLACE = 13
FORMS = (
    AnswerForm(kind=AnswerKind.AGREE),
    AnswerForm(kind=AnswerKind.IDEAS, top=3),
    AnswerForm(kind=AnswerKind.CHOOSE, options=("ochtend", "middag", "avond")),
)


def grouped(session: Session, groups: Mapping[str, int]) -> Session:
    """The session whose open question got so many ideas in each group, one person an idea."""
    box = ideas(*((f"{name} {n}",) for name, count in groups.items() for n in range(count)))
    session = answered(session, OPEN, box)
    clusters = [
        Cluster(number=n, question=OPEN, name=name, position=n)
        for n, name in enumerate(groups, start=1)
    ]
    number = {cluster.name: cluster.number for cluster in clusters}
    put_in = [
        msgspec.structs.replace(idea, cluster=number[idea.words.rpartition(" ")[0]])
        for idea in ideas_of(session, OPEN)
    ]
    return put(session, *clusters, *put_in)


def ordered(session: Session, *orders: Iterable[int]) -> Session:
    """The session whose groups people put in these orders."""
    box = given(*(Answer(order=tuple((n,) for n in order)) for order in orders))
    return answered(session, OPEN, box, ranking=True)


def clients() -> Session:
    """Six clients, who name spacious rooms and the knowledge of staff."""
    session = describe(session_with(*FORMS), id="c", groups=("cliënten",))
    session = answered(session, STELLING, values(5, 5, 4, 4, 4, 2))
    groups = {"ruime huisvesting": 2, "kennis van stagiairs": 2, "kortere wachttijd": 2}
    session = ordered(grouped(session, groups), *[(1, 3)] * 5, (3, 2))
    box = given(*(Answer(options=(n,)) for n in (1, 1, 1, 2, 2, 1)))
    return answered(session, PLACE, box)


def professionals(count: int = 6) -> Session:
    """So many professionals, who name waiting too, and registration."""
    session = describe(session_with(*FORMS), id="p", groups=("professionals",))
    session = answered(session, STELLING, values(*[2, 2, 2, 1, 4, 4][:count]))
    groups = {"minder registratie": count - 2, "lange wachttijden": 2}
    session = ordered(grouped(session, groups), *[(1, 2)] * count)
    box = given(*(Answer(options=(n,)) for n in [3, 3, 3, 2, 2, 1][:count]))
    return answered(session, PLACE, box)
