"""The rounds after a meeting: when they are, and how the actions stand (dossier, section 8).

Their days are those of the checklist, which move with the day of the meeting.
"""

import datetime
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.actions.deciding import on_this_day
from spiegel.domain.actions.following import Standing, standing
from spiegel.domain.capture.storing import day
from spiegel.domain.preparation.tasks import BY_KEY, TELLING, checklist
from spiegel.domain.report.held import report_day
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, told_field
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.words import clean
from spiegel.i18n import N_, Translations

ROUNDS: Final[Mapping[str, str]] = MappingProxyType(
    dict(zip(TELLING, (N_("6 weeks"), N_("3 months"), N_("6 months")), strict=True))
)
"""The tasks of the timeline that are rounds, with what each is called."""
LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        zip(
            TELLING,
            ("feedback-six-weeks", "feedback-three-months", "feedback-half-year"),
            strict=True,
        )
    )
)
"""The kind of document by which participants hear of a round."""
EARLY: Final = datetime.timedelta(days=14)
"""So long before its day a round may begin."""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One round. due: its day, None while the meeting has none. held: when it was closed.

    opens: from this day on a look at an action counts for it.
    """

    key: str
    due: datetime.date | None
    held: datetime.date | None
    opens: datetime.date

    def title(self, t: Translations) -> str:
        """What it is called, by how long after the meeting it is."""
        return t.gettext(ROUNDS[self.key])

    def looked_at(self, action: Action) -> bool:
        """Whether the state of an action was looked at in this round."""
        until = self.held or datetime.date.max
        return any(self.opens <= one.on <= until for one in action.reached)


def rounds(session: Session, today: datetime.date) -> tuple[Round, ...]:
    """All rounds, the first one first."""
    items = {item.key: item for item in checklist(session, today) if item.key in ROUNDS}
    ran = report_day(session)
    found: list[Round] = []
    for key in ROUNDS:
        item = items[key]
        due = item.due or (BY_KEY[key].day(ran) if ran is not None else None)
        before = found[-1].held if found else None
        opens = min(due - EARLY, today) if due is not None else today
        if before is not None:
            opens = before + datetime.timedelta(days=1)
        found.append(Round(key=key, due=due, held=item.done, opens=opens))
    return tuple(found)


def round_now(session: Session, today: datetime.date) -> Round | None:
    """The first round that was not held yet; None when all were."""
    return next((each for each in rounds(session, today) if each.held is None), None)


def round_told(session: Session, today: datetime.date) -> Round:
    """The round of which participants hear now: the one just held, until the next one begins.

    That begins some days before its day, or as soon as an action is looked at for it.
    """
    all_ = rounds(session, today)
    held = [each for each in all_ if each.held is not None]
    now = round_now(session, today)
    if now is None:
        return held[-1]
    begun = now.due is not None and today >= now.due - EARLY
    looked_at = any(now.looked_at(action) for action in session.actions.values())
    return now if begun or looked_at or not held else held[-1]


def in_order(session: Session) -> tuple[Action, ...]:
    """All actions by the day on which they are to be done; what has none comes later.

    Those that are declined come last. The order does not follow from their states, so that none
    changes its place while one goes through them.
    """

    def place(action: Action) -> tuple[bool, datetime.date, int]:
        declined = action.kind is ActionKind.DECLINE
        return declined, action.by or datetime.date.max, action.number

    return tuple(sorted(session.actions.values(), key=place))


def counts(session: Session, today: datetime.date) -> Mapping[Standing, int]:
    """How many actions stand how on this day."""
    found = dict.fromkeys(Standing, 0)
    for action in session.actions.values():
        found[standing(action, today)] += 1
    return found


def to_look_at(session: Session, now: Round) -> Iterator[Action]:
    """The actions that have no state in this round yet; what ended before needs none."""
    for action in in_order(session):
        ended = action.status in (ActionStatus.DONE, ActionStatus.STOPPED)
        if action.kind is not ActionKind.DECLINE and not ended and not now.looked_at(action):
            yield action


class Look(Change, frozen=True, kw_only=True):
    """An action was looked at on this day, and stands so.

    told: what shows that it is done, why it was stopped, or how it stands; None leaves what was
    written down of that. Raises Refusal when the action is gone, or is one that will not be done.
    """

    number: int
    status: ActionStatus
    told: str | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("state of action {number}").format(number=self.number)

    def apply(self, session: Session, now: Instant) -> Session:
        action = session.actions.get(self.number)
        if action is None or action.kind is ActionKind.DECLINE:
            raise Refusal
        told = {} if self.told is None else {told_field(self.status): clean(self.told).strip()}
        return put(
            session,
            msgspec.structs.replace(
                action,
                status=self.status,
                reached=on_this_day(action, self.status, day(now)),
                **told,
            ),
        )
