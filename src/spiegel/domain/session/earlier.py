"""What an earlier round of the same theme told, laid beside this one: counts, names and actions.

It is kept as it was then, so that a document needs no other file. No statement of it is in it.
"""

import datetime

from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.value import Value


class EarlierTheme(Value, frozen=True, kw_only=True):
    """A theme of the earlier round. people: how many spoke of it; improve: how many of these said
    what could be better or what they wish; None where that may not be told. better: whether anybody
    said so.
    """

    name: str
    people: int | None = None
    improve: int | None = None
    better: bool = False


class EarlierAction(Value, frozen=True, kw_only=True):
    """An action of the earlier round, in words that a document may show.

    themes: their names. told: what shows that it is done, or why it was stopped or not done at all.
    """

    words: str
    status: ActionStatus
    themes: tuple[str, ...] = ()
    told: str = ""
    declined: bool = False


class EarlierRound(Value, frozen=True, kw_only=True):
    """Another meeting, held before this one. at: when it was laid beside this one; session: its
    id.
    """

    at: Instant
    session: str
    title: str
    date: datetime.date | None = None
    themes: tuple[EarlierTheme, ...] = ()
    actions: tuple[EarlierAction, ...] = ()
