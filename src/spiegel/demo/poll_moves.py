"""The moves about questions that everybody answers on an own device; see moves.py."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.polls.clusters import NewCluster, PutIdea
from spiegel.domain.polls.polls import HoldIdea, coming
from spiegel.domain.running.running import GoNext
from spiegel.domain.session.session import Change, Session

PollMove = Callable[[Session, str, tuple[str, ...]], Iterable[Change]]
"""Gets what stands behind the word, and the lines below it."""


def _next(session: Session, text: str, below: tuple[str, ...]) -> list[Change]:
    """What the key does: a step within the question, else on in the running order."""
    return [coming(session) or GoNext()]


def _hold(session: Session, text: str, below: tuple[str, ...]) -> list[Change]:
    return [HoldIdea(number=_idea(session, text))]


def _group(session: Session, text: str, below: tuple[str, ...]) -> list[Change]:
    first, *others = (_idea(session, words) for words in below)
    cluster = session.number("clusters")
    return [
        NewCluster(idea=first, title=text),
        *(PutIdea(idea=idea, cluster=cluster) for idea in others),
    ]


def _rest(session: Session, text: str, below: tuple[str, ...]) -> list[Change]:
    action, _, names = text.partition(" ")
    numbers = {cluster.name: cluster.number for cluster in session.clusters.values()}
    clusters = tuple(numbers[name.strip()] for name in names.split(";"))
    return [EditAction(number=int(action), fields={"clusters": clusters})]


def _idea(session: Session, words: str) -> int:
    """The number of the idea with these words."""
    return next(idea.number for idea in session.ideas.values() if idea.words == words)


MOVES: Final[Mapping[str, PollMove]] = MappingProxyType(
    {"volgende": _next, "achter": _hold, "groepje": _group, "rust": _rest}
)
