"""The language check (taalcontrole): what makes a Dutch text harder to read than it need be.

Its rules are those of dossier 6.2. There is no agreed list of what level B1 is, and tools differ;
so this is a check and no certificate.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

import msgspec

from spiegel.domain.language.abbreviations import NAMED, SPELT, USUAL, WITHOUT_CAPITALS
from spiegel.domain.language.clauses import clauses, passives, piles, subordinates
from spiegel.domain.language.findings import Finding, FindingKind
from spiegel.domain.language.known_words import is_known
from spiegel.domain.language.relative_dates import in_words, told_days
from spiegel.domain.language.sentences import Sentence, Word, sentences
from spiegel.domain.language.simpler import simpler, turns

LONGEST: Final = 15
"""Words in a sentence (dossier 6.2, S80)."""
USUAL_LENGTH: Final = 10
"""Words in a sentence on average (dossier 6.2, S79)."""
_CLAUSES: Final = 1
_LONGEST_NAME: Final = 5
"""Letters of an abbreviation in capitals; longer words in capitals are shouted."""


_WITH_STOP: Final = frozenset(("art dr ir mr nl max min dd prof ing lic pag v.d afd ds").split())
"""What is an abbreviation only with its stop: else it is another word, or a name."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences of a text, and what was found in them."""

    sentences: tuple[Sentence, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> int:
        """Words in all."""
        return sum(len(sentence.words) for sentence in self.sentences)

    @property
    def mean(self) -> float:
        """Words in a sentence on average; 0 for a text without."""
        return self.words / len(self.sentences) if self.sentences else 0.0

    def of(self, *kinds: FindingKind) -> int:
        """How many findings there are of these kinds."""
        return sum(finding.kind in kinds for finding in self.findings)


class _Finds(Protocol):
    def __call__(self, kind: FindingKind, run: Sequence[Word], better: str = "", /) -> Finding: ...


def check(text: str, today: datetime.date | None = None) -> Checked:
    """The sentences of a text and what was found in them, in the order of the text.

    today: by which a relative date is said as a real one; without it, it is only found. Any text
    will do; nothing is raised.
    """
    found = sentences(text)
    explained = _explained(text, found)
    findings = (
        finding
        for number, sentence in enumerate(found)
        for finding in sorted(
            _in_sentence(text, number, sentence, explained, today),
            key=lambda one: (one.kind is not FindingKind.LONG, one.start),
        )
    )
    return Checked(sentences=found, findings=tuple(findings))


def _in_sentence(
    text: str,
    number: int,
    sentence: Sentence,
    explained: frozenset[str],
    today: datetime.date | None,
) -> Iterator[Finding]:
    words = sentence.words

    def finding(
        kind: FindingKind, run: Sequence[Word], better: str = "", count: int = 0
    ) -> Finding:
        start, end = run[0].start, run[-1].end
        said = " ".join(text[start:end].split())
        return Finding(
            kind=kind,
            sentence=number,
            start=start,
            end=end,
            words=said,
            simpler=better,
            count=count,
        )

    if len(words) > LONGEST:
        yield finding(FindingKind.LONG, words, count=len(words))
    told = told_days(text, today, sentence.start, sentence.end)
    for one in told:
        day = in_words(one.day) if one.day is not None else ""
        yield finding(FindingKind.RELATIVE, (Word("", one.start, one.end),), day)
    within = [word for word in words if not any(t.start <= word.start < t.end for t in told)]
    parts = tuple(clauses(words, text))
    for run in passives(parts):
        yield msgspec.structs.replace(finding(FindingKind.PASSIVE, run), words=_ends(run))
    for run in piles(parts):
        yield finding(FindingKind.PILE, run)
    begun = subordinates(words, text)
    if len(begun) > _CLAUSES:
        names = ", ".join(word.text for word in begun)
        yield msgspec.structs.replace(
            finding(FindingKind.CLAUSES, begun, count=len(begun)), words=names
        )
    short = _abbreviations(text, sentence, explained)
    for word, better in short:
        yield finding(FindingKind.ABBREVIATION, (word,), better)
    left = [word for word in within if word not in [one for one, _ in short]]
    yield from _hard(left, text, finding)


def _ends(run: Sequence[Word]) -> str:
    """The two words of a passive, without what stands between."""
    return " … ".join(word.text for word in run)


def _hard(words: Sequence[Word], text: str, finding: _Finds) -> Iterator[Finding]:
    better, longer = simpler(), turns()
    at = 0
    while at < len(words):
        word = words[at]
        low = word.text.lower()
        turn = _turn(words, at, longer.get(low, ()))
        if turn:
            run = words[at : at + turn]
            yield finding(FindingKind.HARD, run, better[" ".join(one.text.lower() for one in run)])
            at += turn
            continue
        if low in better:
            yield finding(FindingKind.HARD, (word,), better[low])
        elif not _is_name(words, at, text) and low.replace("-", "").isalpha() and not is_known(low):
            yield finding(FindingKind.SYLLABLES, (word,))
        at += 1


def _turn(words: Sequence[Word], at: int, of_it: Iterable[tuple[str, ...]]) -> int:
    """How many words the turn has that begins here; 0 for none."""
    for turn in of_it:
        if tuple(word.text.lower() for word in words[at : at + len(turn)]) == turn:
            return len(turn)
    return 0


def _is_name(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word is a name: with a capital within a sentence, or an address of the internet."""
    word = words[at].text
    if any(sign in word for sign in ".@&:") or any(sign.isdigit() for sign in word):
        return True
    return word[:1].isupper() and not word.isupper() and at > 0 and text[words[at - 1].end] == " "


def _abbreviations(
    text: str, sentence: Sentence, explained: frozenset[str]
) -> list[tuple[Word, str]]:
    """Abbreviations that are not explained anywhere in the text, and what they stand for."""
    shouted = sentence.text.upper() == sentence.text
    found: list[tuple[Word, str]] = []
    for at, word in enumerate(sentence.words):
        low = word.text.lower()
        if low in USUAL or low in explained:
            continue
        stop = text[word.end : word.end + 1] == "."
        if low in SPELT and (stop or "." in low or "/" in low or low not in _WITH_STOP):
            if SPELT[low]:
                found.append((word, SPELT[low]))
        elif low in WITHOUT_CAPITALS or _capitals(word.text, shouted):
            postcode = at > 0 and _postcode(sentence.words[at - 1].text, word.text)
            if not postcode:
                found.append((word, NAMED.get(low, "")))
    return found


def _capitals(word: str, shouted: bool) -> bool:
    letters = word.removesuffix("'s").removesuffix("’s").replace("&", "")
    return (
        not shouted
        and 2 <= len(letters) <= _LONGEST_NAME
        and letters.isalpha()
        and letters.isupper()
        and not set(letters) <= set("IVX")
    )


def _postcode(before: str, word: str) -> bool:
    return len(before) == 4 and before.isdecimal() and len(word) == 2


def _explained(text: str, found: Sequence[Sentence]) -> frozenset[str]:
    """Abbreviations that stand in brackets behind words, or before words in brackets."""
    said: set[str] = set()
    for sentence in found:
        words = sentence.words
        for at, word in enumerate(words):
            inside = (
                text[word.start - 1 : word.start] == "(" and text[word.end : word.end + 1] == ")"
            )
            opens = text[word.end : word.end + 2] == " (" and at + 1 < len(words)
            if (inside and at > 0) or (opens and len(words[at + 1].text) > len(word.text)):
                said.add(word.text.lower())
    return frozenset(said)
