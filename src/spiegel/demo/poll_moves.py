"""The moves about questions that everybody answers on an own device; see moves.py."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.polls.clusters import NewCluster, PutIdea
from spiegel.domain.polls.polls import HoldIdea, coming
from spiegel.domain.report.review import MarkIdea, RewriteIdea, SettleIdea, idea_concern
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


def _rewrite(session: Session, text: str, below: tuple[str, ...]) -> list[Change]:
    return [RewriteIdea(idea=_idea(session, text), words=" ".join(below))]


def _point(session: Session, text: str, below: tuple[str, ...]) -> list[Change]:
    number = _idea(session, text)
    return [MarkIdea(idea=number, traceable=True), SettleIdea(idea=number)]


def _checked(session: Session, text: str, below: tuple[str, ...]) -> list[Change]:
    ideas = session.ideas.values()
    return [SettleIdea(idea=idea.number) for idea in ideas if idea_concern(idea) is not None]


def _rest(session: Session, text: str, below: tuple[str, ...]) -> list[Change]:
    action, _, names = text.partition(" ")
    numbers = {cluster.name: cluster.number for cluster in session.clusters.values()}
    clusters = tuple(numbers[name.strip()] for name in names.split(";"))
    return [EditAction(number=int(action), fields={"clusters": clusters})]


def _idea(session: Session, words: str) -> int:
    """The number of the idea with these words. Raises KeyError when nobody gave it."""
    return {idea.words: idea.number for idea in session.ideas.values()}[words]


MOVES: Final[Mapping[str, PollMove]] = MappingProxyType(
    {
        "volgende": _next,
        "achter": _hold,
        "groepje": _group,
        "herschreven": _rewrite,
        "herleidbaar": _point,
        "nagekeken": _checked,
        "rust": _rest,
    }
)
