"""What participants will hear of the actions: what was done with what they told (dossier, 1.12)."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.actions.following import Standing, standing
from spiegel.domain.followup.rounds import in_order
from spiegel.domain.report.material import Material
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import Action, ActionStatus
from spiegel.i18n import N_


class Heard(StrEnum):
    """Under which words participants hear of an action."""

    DONE = "done"
    BUSY = "busy"
    WAITING = "waiting"
    STOPPED = "stopped"
    DECLINED = "declined"


HEADINGS: Final[Mapping[Heard, str]] = MappingProxyType(
    {
        Heard.DONE: N_("This is done"),
        Heard.BUSY: N_("We are working on this"),
        Heard.WAITING: N_("Nothing was done with this yet"),
        Heard.STOPPED: N_("We stopped with this"),
        Heard.DECLINED: N_("We will not do this"),
    }
)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What participants hear of one action. more: what shows it, why not, or until when; or empty.

    lacks: the words that they will miss were not written down yet.
    """

    number: int
    heard: Heard
    words: str
    more: str = ""
    lacks: bool = False


def heard(action: Action, today: datetime.date) -> Heard:
    """Under which words participants hear of it on this day."""
    match standing(action, today):
        case Standing.DONE:
            return Heard.DONE
        case Standing.STOPPED:
            return Heard.STOPPED
        case Standing.DECLINED:
            return Heard.DECLINED
    return Heard.BUSY if action.status is ActionStatus.BUSY else Heard.WAITING


def telling(material: Material, today: datetime.date) -> Iterator[Told]:
    """What participants hear, in the order of `Heard`; the words pass the gate."""
    order = list(Heard)
    actions = in_order(material.session)
    for action in sorted(actions, key=lambda each: order.index(heard(each, today))):
        kind = heard(action, today)
        more = _MORE[kind](material, action, today)
        yield Told(
            number=action.number,
            heard=kind,
            words=material.said(action.words, material.t.gettext("(no words)")),
            more=more,
            lacks=not more and kind not in (Heard.BUSY, Heard.WAITING),
        )


def _until(material: Material, action: Action, today: datetime.date) -> str:
    if action.by is None:
        return ""
    t, day = material.t, date_words(action.by, material.t)
    if action.by < today:
        return t.gettext("was to be ready by {day}").format(day=day)
    return t.gettext("ready by {day}").format(day=day)


_MORE: Final[Mapping[Heard, Callable[[Material, Action, datetime.date], str]]] = MappingProxyType(
    {
        Heard.DONE: lambda material, action, _today: material.words(action.evidence),
        Heard.BUSY: _until,
        Heard.WAITING: _until,
        Heard.STOPPED: lambda material, action, _today: material.words(action.stopped),
        Heard.DECLINED: lambda material, action, _today: material.words(action.reason),
    }
)
