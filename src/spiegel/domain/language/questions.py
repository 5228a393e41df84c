"""How a question to clients is put: open, neutral, one at a time, in plain words.

A clear question gets a clear answer (dossier 1.7). What is found is advice: a moderator who knows
the group may have a reason.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.language.check import check
from spiegel.domain.language.findings import Finding, FindingKind
from spiegel.domain.patterns import pattern
from spiegel.i18n import N_, Translations

_VERBS: Final = (
    "bent ben is zijn was waren heeft hebt heb hebben had hadden kunt kan kunnen kon wilt wil "
    "willen vindt vind vinden vond denkt denk gaat gaan ging gingen krijgt krijgen kreeg weet "
    "wist werd werden wordt worden mag mogen mocht moet moeten moest zou zouden zult zal komt "
    "komen kwam voelt voelde gebruikt gebruikte maakt ziet zag helpt hielp werkt werkte lukt "
    "lukte klopt merkt merkte hoort doet deed durft durfde begrijpt begreep luistert "
    "luisterde luisterden woont ervaart"
)
_ASKS: Final = (
    "wat hoe wie waar waarom wanneer welke welk waarmee waardoor waarover hoeveel waaraan"
)
_CLOSED: Final = pattern(rf"(?:{_VERBS.replace(' ', '|')})\b", re.IGNORECASE)
_INVITES: Final = pattern(
    r"(?:kunt|kan|wilt|wil|zou|zoudt)\s+(?:u|je|jij|iemand)\b.{0,40}?"
    r"\b(?:vertel\w*|voorbeeld|beschrijven|omschrijven|uitleggen|zeggen|noemen|delen|schetsen)\b",
    re.IGNORECASE,
)
"""A question with yes or no for an answer that nobody answers so."""
_LEADING: Final = pattern(
    r"\b(?:vindt\s+u(?:\s+\w+)?\s+(?:ook|niet)|nietwaar|toch(?=\s*\?)|ook\s+niet|niet\s+ook"
    r"|bent\s+u\s+het\s+(?:ermee\s+|er\s+mee\s+)?eens|waarom\b[^?]*\bniet"
    r"|hoe\s+(?:goed|slecht|tevreden|ontevreden|fijn|blij|erg|vervelend|prettig|belangrijk)\b"
    r"|natuurlijk|uiteraard|vanzelfsprekend|zoals\s+u\s+weet|zeker\s+wel"
    r"|(?:goede|slechte|fijne|vervelende|prima|prachtige|mooie|falende|gebrekkige)\s+"
    r"(?:hulp|zorg|service|begeleiding|gemeente|team|wijkteam|organisatie))",
    re.IGNORECASE,
)
_DOUBLE: Final = pattern(
    rf"(?:,|\b(?:en|of|maar))\s+(?:ook\s+)?(?:{_ASKS.replace(' ', '|')})\b|\?.*\w.*\?"
    rf"|\b(?:en|of)\s+(?:{_VERBS.replace(' ', '|')})\s+(?:u|je|jij|er|het|dat)\b",
    re.IGNORECASE | re.DOTALL,
)


class WordingKind(StrEnum):
    """One thing by which a question gets a poorer answer."""

    CLOSED = "closed"
    LEADING = "leading"
    DOUBLE = "double"
    HARD = "hard"


_SENTENCES: Final[Mapping[WordingKind, str]] = MappingProxyType(
    {
        WordingKind.CLOSED: N_("can be answered with yes or no: begin with what or how"),
        WordingKind.LEADING: N_("says what the answer is ({words}): ask it neutrally"),
        WordingKind.DOUBLE: N_("asks two things: make two questions of it"),
    }
)


_IN_SHORT: Final[Mapping[WordingKind, str]] = MappingProxyType(
    {
        WordingKind.CLOSED: N_("yes or no"),
        WordingKind.LEADING: N_("leading"),
        WordingKind.DOUBLE: N_("two in one"),
        WordingKind.HARD: N_("hard to read"),
    }
)


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """Something about a question; start and end: its place in it. hard: what is not plain."""

    kind: WordingKind
    start: int
    end: int
    words: str = ""
    hard: Finding | None = None

    def in_short(self, t: Translations) -> str:
        """What it is in a word or two, to stand beside the question."""
        return t.gettext(_IN_SHORT[self.kind])

    def explain(self, t: Translations) -> str:
        """What it is and what would be better."""
        if self.hard is not None:
            return self.hard.explain(t)
        return t.gettext(_SENTENCES[self.kind]).format(words=self.words)


def wording(question: str, *, talked: bool = True) -> tuple[Wording, ...]:
    """What could be better about a question, what weighs most first.

    talked: whether people answer by telling. What is answered on a device may be a statement, or
    closed; then only its words are looked at. A period such as "volgende week" is no fault in a
    question, that is put on its day.
    """
    return tuple(_found(question, talked=talked))


def _found(question: str, *, talked: bool) -> Iterator[Wording]:
    if talked:
        yield from _of_kind(WordingKind.DOUBLE, _DOUBLE.search(question))
        yield from _of_kind(WordingKind.LEADING, _LEADING.search(question))
        bare = question.lstrip(" \t\"'“”‘’([*_-")
        first = _CLOSED.match(bare)
        if first is not None and "?" in question and not _INVITES.match(bare):
            start = len(question) - len(bare)
            yield Wording(kind=WordingKind.CLOSED, start=start, end=start + first.end())
    for one in check(question).findings:
        if one.kind is not FindingKind.RELATIVE:
            yield Wording(
                kind=WordingKind.HARD, start=one.start, end=one.end, words=one.words, hard=one
            )


def _of_kind(kind: WordingKind, found: re.Match[str] | None) -> Iterator[Wording]:
    if found is not None:
        words = " ".join(found[0].split())
        yield Wording(kind=kind, start=found.start(), end=found.end(), words=words)
