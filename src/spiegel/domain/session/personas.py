"""A person who does not exist, made by the group of what was really said (persona; dossier 4)."""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from spiegel.domain.session.pictures import Symbol
from spiegel.domain.session.value import Value


class PersonaState(StrEnum):
    """draft: it is being made. back: the makers look at it. agreed: they know themselves in it.
    again: it is to be looked at again.
    """

    DRAFT = "draft"
    BACK = "back"
    AGREED = "agreed"
    AGAIN = "again"


class PersonaField(StrEnum):
    """What a persona tells of, in the order of the card; its name and age band stand before it.

    home: where and how I live. network: who is around me. days: what I do. happened: what happened.
    limits: what is hard, in ordinary words. talking: how to talk with me. wish: what I hope for.
    support: what help I ask or use.
    """

    HOME = "home"
    NETWORK = "network"
    DAYS = "days"
    HAPPENED = "happened"
    LIMITS = "limits"
    TALKING = "talking"
    WISH = "wish"
    SUPPORT = "support"


class Persona(Value, frozen=True, kw_only=True):
    """Somebody nobody is. name: one that nobody of the group has; empty until it was chosen.

    ages: the first and the last year of the age band. again: the day to look at it again.
    symbol, picture: what stands on its card, one of Spiegel's own drawings or the number of a
    picture; neither where the group chose none. alt: what that shows, for who cannot see it.
    taken: somebody in another meeting that was read has its name, or was spoken of by it.
    """

    number: int
    name: str = ""
    ages: tuple[int, int] | None = None
    state: PersonaState = PersonaState.DRAFT
    again: datetime.date | None = None
    symbol: Symbol | None = None
    picture: int | None = None
    alt: str = ""
    taken: bool = False


class Elsewhere(Value, frozen=True, kw_only=True):
    """What a sentence rests on in another meeting: numbers there, never words and never a code.

    session: the id of that meeting. statements, clusters: of statements and groups of ideas.
    people: whose words these were, at least, when that meeting was read last.
    """

    session: str
    statements: tuple[int, ...] = ()
    clusters: tuple[int, ...] = ()
    people: int = 0


class Sentence(Value, frozen=True, kw_only=True):
    """One sentence of a persona, in the first person, and what it rests on.

    persona: its number. position: order within its field, ascending. words: empty as long as it was
    only gathered what it will rest on. statements, clusters: numbers of this meeting. hands: how
    many of the group put up a hand for it, None when that was not asked. lost: something it
    rested on went since, and nobody looked at it yet; it stands in no document meanwhile.
    """

    number: int
    persona: int
    field: PersonaField
    words: str
    position: int = 0
    statements: tuple[int, ...] = ()
    clusters: tuple[int, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    hands: int | None = None
    lost: bool = False

    @property
    def bare(self) -> bool:
        """Whether it rests on nothing at all."""
        return not (self.statements or self.clusters or self.elsewhere or self.hands)


OWN_NAME: Final = "[persona]"
"""Stands in the place of a persona's own name where names of people are looked for."""


_TITLES: Final = frozenset(
    (
        *("mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr", "heer", "de"),
        *("mr", "mrs", "ms", "miss", "mister", "madam"),
    )
)
_BEFORE_SURNAMES: Final = r"(?:(?:van|de|der|den|ten|ter|het|el|al|von|di|da)\s+)*"
_GOES_ON: Final = rf"(?!\w)(?!\s+{_BEFORE_SURNAMES}(?:[A-ZÀ-Þ]|{re.escape(OWN_NAME)}))"
"""Where a name ends: with another surname after it, it is that of somebody else."""


def nameless(words: str, name: str) -> str:
    """The words of a sentence without the persona's own name, which points to nobody.

    Its first word alone too, unless it is one as *mevrouw*, by which anybody is called.
    """
    own = _own(name)
    return own.sub(OWN_NAME, words) if own is not None else words


def spans_of(words: str, names: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where in a text the names of personas stand, as `nameless` finds them."""
    own = (each for each in map(_own, names) if each is not None)
    return tuple(found.span() for each in own for found in each.finditer(words))


def named_again(words: str, before: str, name: str) -> str:
    """Such words with the own name as it stood before."""
    own = _own(name)
    stood = [found[0] for found in own.finditer(before)] if own is not None else []
    if words.count(OWN_NAME) != len(stood):
        return words.replace(OWN_NAME, name)
    for one in stood:
        words = words.replace(OWN_NAME, one, 1)
    return words


@lru_cache(maxsize=64)
def _own(name: str) -> re.Pattern[str] | None:
    """Where a persona's own name stands; None for no name."""
    parts = name.split()
    if not parts:
        return None
    title = [part.casefold().strip(".") in _TITLES for part in parts]
    ways = (
        f"(?i:{re.escape(p)})" if titled else re.escape(p)
        for p, titled in zip(parts, title, strict=True)
    )
    own = [r"\s+".join(ways), *([re.escape(parts[0])] if not title[0] else [])]
    return re.compile(rf"(?<!\w)(?:{'|'.join(own)}){_GOES_ON}")


def sentences_without(
    sentences: Iterable[Sentence],
    *,
    statements: Collection[int] = (),
    clusters: Collection[int] = (),
) -> Iterator[Sentence]:
    """The sentences that rested on any of these, without them, and marked."""
    for sentence in sentences:
        said = tuple(number for number in sentence.statements if number not in statements)
        grouped = tuple(number for number in sentence.clusters if number not in clusters)
        if said != sentence.statements or grouped != sentence.clusters:
            yield msgspec.structs.replace(sentence, statements=said, clusters=grouped, lost=True)
