"""Facts in a sentence of a persona that only one person of all who spoke has."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from spiegel.domain.consent.gate import barred_speaker
from spiegel.domain.language.likeness import stem
from spiegel.domain.patterns import pattern
from spiegel.domain.personas.centre import names_aid
from spiegel.domain.personas.people import ENOUGH, speakers
from spiegel.domain.privacy.found import Kind
from spiegel.domain.privacy.recognise import recognise
from spiegel.domain.session.remembered import remembered
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.words import folded

Fact = tuple[str, ...]
"""What is told: words as they are compared, such as a number and what there are so many of."""

_DUTCH: Final = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien twintig"
)
_ENGLISH: Final = "two three four five six seven eight nine ten eleven twelve"
_NUMBERS: Final = {
    word: str(number)
    for words in (_DUTCH.split(), _ENGLISH.split())
    for number, word in enumerate(words, start=2)
}
_WORD: Final = pattern(r"[^\W_]+(?:['-][^\W_]+)*")
_SENTENCE_BEGINS: Final = pattern(r"(?:^|[.!?:…]\s*[\"“'‘]?)$")
_SOME: Final = 16
"""So many statements tell nearly always whether more people said something."""
_TELLING: Final = frozenset((Kind.AGE, Kind.PLACE, Kind.CONDITION, Kind.FAMILY, Kind.ADDRESS))


def lone_facts(sessions: Iterable[Session], words: str, own_name: str = "") -> tuple[str, ...]:
    """What in these words only one person of these meetings said, as it stands there.

    The same person can have been in two meetings, so the meeting in which most said it counts.
    What nobody said is no fact of anybody. own_name: of the persona, which is nobody's.
    """
    found = dict(_facts(words))
    ours = {stem(word) for word in _WORD.findall(folded(own_name))}
    meetings = tuple(sessions)
    return tuple(
        text
        for fact, text in found.items()
        if not ours.intersection(fact)
        and 0 < max((_people(s, fact) for s in meetings), default=0) < ENOUGH
    )


def read_facts(session: Session) -> None:
    """Read which facts were told in a meeting, before anybody asks for one: the first time some
    tenths of a second. After one more statement only those that stand with it are read again.
    """
    for _page in session.statements.indexes(_tellers):
        pass


def _people(session: Session, fact: Fact) -> int:
    """How many people said a fact in a meeting; no further than there are enough."""
    counted = _counted(session)
    if fact not in counted:
        said = (
            statement
            for told in session.statements.indexes(_tellers)
            for statement in told.get(fact, ())
            if not barred_speaker(session, statement)
        )
        some = list(islice(said, _SOME))
        people = speakers(session, some)
        counted[fact] = people if people >= ENOUGH else speakers(session, [*some, *said])
    return counted[fact]


@remembered
def _counted(_session: Session) -> dict[Fact, int]:
    """How many people said the facts that were asked for."""
    return {}


def _tellers(statements: Mapping[int, Statement]) -> Mapping[Fact, list[Statement]]:
    """In which statements each fact was told."""
    told: dict[Fact, list[Statement]] = {}
    for statement in statements.values():
        for fact in dict(_facts(statement.words, every=True)):
            told.setdefault(fact, []).append(statement)
    return told


def _is_called(text: str, token: re.Match[str]) -> bool:
    """Whether a word has a capital, and not because a sentence begins with it."""
    begins = _SENTENCE_BEGINS.search(text[: token.start()]) is not None
    return token[0][0].isupper() and len(token[0]) > 1 and not begins


def _facts(text: str, *, every: bool = False) -> Iterator[tuple[Fact, str]]:
    """Each fact with the words that tell it: what is counted, what is called so, what could tell
    who it is. every: any word can be what something is called, as people say and others write it.
    """
    tokens = list(_WORD.finditer(text))
    plain = [folded(token[0]) for token in tokens]
    for at, token in enumerate(tokens):
        number = _NUMBERS.get(plain[at], plain[at])
        counted = at + 1 < len(tokens) and not plain[at + 1].isdigit()
        if number.isdigit() and number != "1" and counted:
            yield (number, stem(plain[at + 1])), text[token.start() : tokens[at + 1].end()]
        if every or (_is_called(text, token) and not names_aid(token[0])):
            yield (stem(plain[at]),), token[0]
    for trace in recognise(text):
        if trace.kind in _TELLING:
            told = text[trace.start : trace.end]
            yield tuple(stem(word) for word in _WORD.findall(folded(told))), told
