"""What is weak about an action, and what a list of actions leaves open (dossier, section 1.10).

Typed, and said while it can still be mended.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.actions.following import ENDED
from spiegel.domain.patterns import pattern
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement, Theme, Valence
from spiegel.domain.session.themes import card_themes
from spiegel.domain.session.words import folded
from spiegel.i18n import N_, Translations


class Weakness(StrEnum):
    """One thing that keeps an action from being done."""

    NOBODY = "nobody"
    EVERYBODY = "everybody"
    NO_DATE = "no date"
    ONLY_TALK = "only talk"
    NOTHING_BEHIND = "nothing behind"
    NO_REASON = "no reason"
    NOT_SHOWN = "not shown"
    STOPPED_WHY = "stopped why"


_SENTENCES: Final = MappingProxyType(
    {
        Weakness.NOBODY: N_("Nobody is named. Who does it?"),
        Weakness.EVERYBODY: N_("Everybody is nobody. Which one person sees to it?"),
        Weakness.NO_DATE: N_("There is no date. When is it done?"),
        Weakness.ONLY_TALK: N_("A mail or a talk changes nothing yet. What will be different?"),
        Weakness.NOTHING_BEHIND: N_("No statement is behind it. What did the participants say?"),
        Weakness.NO_REASON: N_("Why not? The participants will ask."),
        Weakness.NOT_SHOWN: N_("It is done. What shows that?"),
        Weakness.STOPPED_WHY: N_("It was stopped. Why? The participants will ask."),
    }
)

_SHORT: Final = MappingProxyType(
    {
        Weakness.NOBODY: N_("nobody is named"),
        Weakness.EVERYBODY: N_("no one person is named"),
        Weakness.NO_DATE: N_("no date"),
        Weakness.ONLY_TALK: N_("only talk or mail"),
        Weakness.NOTHING_BEHIND: N_("no statement behind it"),
        Weakness.NO_REASON: N_("no reason"),
        Weakness.NOT_SHOWN: N_("nothing shows that it is done"),
        Weakness.STOPPED_WHY: N_("stopped without a reason"),
    }
)

_EVERYBODY: Final = pattern(
    r"(?:iedereen|allemaal|allen|wij|we|ons|niemand|everyone|everybody|all|all of us|us|nobody"
    r"|(?:alle|all)\s.+"
    r"|(?:(?:het|ons|dit|de|hele|heel|the|our|whole|entire)\s+)*"
    r"(?:wijk|sociaal\s+wijk)?(?:teams?|afdeling|organisatie|gemeente|staff|department)"
    r"(?!\s+(?:lead|leader|leider|manager|head|hoofd|co[oö]rdinator|coach|member|nurse|secretary"
    r"|secretaris|adviser|advisor|assistant|supervisor|captain)\b)(?:\s.*)?)",
    re.IGNORECASE,
)
_TALK: Final = pattern(
    r"\b(?:be?spreken|bespreekt|bespreekbaar|besproken|overleggen|overlegt|agenderen|op de agenda"
    r"|aan de orde|(?:e-?)?mailen|(?:e-?)?mailt|gemaild|(?:e-?)?mail(?:tje)?s?(?:\s+\w+){0,4}\s+"
    r"(?:ver)?(?:sturen|stuurt|stuurd)|(?:ver)?(?:stuurt|sturen)(?:\s+\w+){0,4}\s+(?:e-?)?mail\w*"
    r"|discuss|discusses|talk about|talks about|send(?:s)?(?:\s+\w+){0,4}\s+e?-?mails?|e?-?mails?"
    r"(?=\s+(?:the|all|every|it|this|our|them)))\b",
    re.IGNORECASE,
)
_CLAUSE: Final = pattern(r"[,;.:]\s|\s(?:en|and|then|daarna|zodat|so that)\s", re.IGNORECASE)
_SENTENCE: Final = 3
"""A piece of fewer words says nothing more to do, as in "mailen naar balie en backoffice"."""


def weaknesses(session: Session, action: Action) -> tuple[Weakness, ...]:
    """What is weak about an action, in the order in which it is best mended; () for nothing."""
    found: list[Weakness] = []
    if action.kind is ActionKind.DECLINE:
        if not action.reason.strip():
            found.append(Weakness.NO_REASON)
    elif action.status in ENDED:
        found.extend(_of_an_end(action))
    else:
        found.extend(_of_doing(session, action))
    behind = [number in session.statements for number in action.statements]
    behind += [number in session.clusters for number in action.clusters]
    if not any(behind):
        found.append(Weakness.NOTHING_BEHIND)
    return tuple(found)


def explain(weakness: Weakness, t: Translations) -> str:
    """What is weak and what to ask, in one or two short sentences."""
    return t.gettext(_SENTENCES[weakness])


def in_short(weakness: Weakness, t: Translations) -> str:
    """What is weak, in a few words."""
    return t.gettext(_SHORT[weakness])


def _of_an_end(action: Action) -> Iterable[Weakness]:
    if action.status is ActionStatus.DONE and not action.evidence.strip():
        yield Weakness.NOT_SHOWN
    if action.status is ActionStatus.STOPPED and not action.stopped.strip():
        yield Weakness.STOPPED_WHY


def _of_doing(session: Session, action: Action) -> Iterable[Weakness]:
    if not _named(session, action.owner):
        yield Weakness.NOBODY
    elif _EVERYBODY.fullmatch(_plain(action.owner)):
        yield Weakness.EVERYBODY
    if action.by is None:
        yield Weakness.NO_DATE
    if only_talk(action.words):
        yield Weakness.ONLY_TALK


def _plain(owner: str) -> str:
    return " ".join(owner.strip().removeprefix("@").split()).rstrip(".!?")


def _named(session: Session, owner: str) -> bool:
    """Whether somebody is named; a listener's code counts when the function is known."""
    name = _plain(owner)
    code = re.fullmatch(r"[TtDd](\d{1,3})", name)
    if code is None:
        return bool(name)
    listener = session.listener(name.upper())
    return listener is not None and bool(listener.function.strip())


def only_talk(words: str) -> bool:
    """Whether all that an action does is mail about it or talk about it."""
    clauses = [clause for clause in _CLAUSE.split(words) if clause.strip()]
    talking = [clause for clause in clauses if _TALK.search(clause)]
    rest = [clause for clause in clauses if clause not in talking]
    return bool(talking) and all(len(clause.split()) < _SENTENCE for clause in rest)


class Gaps(msgspec.Struct, frozen=True, kw_only=True):
    """What the actions together leave open.

    without_action: themes with something to improve and no action at all, not even declined.
    praise: themes with something that goes well and no action that holds on to it.
    """

    without_action: tuple[Theme, ...] = ()
    praise: tuple[Theme, ...] = ()


@lru_cache(maxsize=4)
def gaps(session: Session) -> Gaps:
    """Which themes nobody picked up, most statements first.

    An action is about a theme when it has the theme, or rests on a statement under it. Praise is
    held on to by an action, not declined, that rests on a statement of praise.
    """
    touched: set[int] = set()
    held: set[int] = set()
    for action in session.actions.values():
        if action.status is ActionStatus.STOPPED:
            continue
        touched.update(action.themes)
        for number in action.statements:
            statement = session.statements.get(number)
            if statement is None:
                continue
            touched.update(statement.themes)
            if statement.valence is Valence.GOOD and action.kind is not ActionKind.DECLINE:
                held.update(statement.themes)
    improvable = _themes_with(session, Valence.BETTER, Valence.WISH)
    praised = _themes_with(session, Valence.GOOD)
    return Gaps(
        without_action=tuple(theme for theme in improvable if theme.number not in touched),
        praise=tuple(theme for theme in praised if theme.number not in held),
    )


def _themes_with(session: Session, *signs: Valence) -> list[Theme]:
    counts: dict[int, int] = {}
    gone = any(person.withdrawn for person in session.participants.values())
    for statement in session.statements.values():
        if statement.valence in signs and (not gone or _still_counts(session, statement)):
            for number in statement.themes:
                counts[number] = counts.get(number, 0) + 1
    # What people tell of a life by card asks for no action of each card.
    cards = card_themes(session)
    known = [session.themes[number] for number in counts if number in session.themes]
    themes = [theme for theme in known if not cards or folded(theme.name) not in cards]
    return sorted(themes, key=lambda theme: (-counts[theme.number], theme.name.casefold()))


def _still_counts(session: Session, statement: Statement) -> bool:
    """Whether nobody who said it withdrew."""
    speakers = (session.participant(code) for code in statement.speakers)
    return not any(person is not None and person.withdrawn for person in speakers)
