"""Whether somebody's literal words turn up in another text, and cutting them out of it."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern

RUN: Final = 6
"""So many of the same words in a row are a quotation, with or without quotation marks."""
WHOLE: Final = 4
"""A shorter utterance counts when all of it turns up, from so many words on."""
QUOTED: Final = 4
"""So many words between quotation marks are somebody else's, also in what another person said."""
TELLING: Final = 3
"""Of so many words in a row it can be heard who said them, when they speak as a person does."""
_OF_ONE: Final = frozenset(
    (
        *("ik", "mij", "me", "mijn", "mezelf", "mijzelf", "hij", "zij", "ze", "hem", "haar"),
        *("i", "my", "myself", "he", "she", "him", "his", "her"),
    )
)
"""What a speaker calls somebody, and who writes it down in other words does not."""
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""What stands in a word that was pasted, and is not seen: where it may be broken, or may not."""
_WORD: Final = rf"\w[\w\u0300-\u036f{_UNSEEN}]*"
"""Letters, also those of which the accent stands apart, as some programs write them."""
_TOKEN: Final = pattern(rf"{_WORD}(?:['’‘ʼ´′]{_WORD})*")
_SIGNS: Final = str.maketrans(dict.fromkeys("’‘ʼ´′", "'") | dict.fromkeys(_UNSEEN))
_PARTED: Final = bytes(
    ord(sign.lower()) if sign.isalnum() or sign == "_" else ord(" ")
    for sign in map(chr, range(128))
).ljust(256)
"""What each byte of ASCII becomes where words are only parted: small letters, and else spaces."""
_QUOTED: Final = pattern(
    "[\"“”„‟«»″＂〝〞❝❞]([^\"“”„‟«»″＂〝〞❝❞]+)[\"“”„‟«»″＂〝〞❝❞]|(?<!\\w)['‘]([^'‘’]+)['’](?!\\w)"
)


def _plain(token: str) -> str:
    if token.isascii():
        return token.lower()
    if not token.isalnum() or "ʼ" in token:
        token = token.translate(_SIGNS)
    decomposed = unicodedata.normalize("NFKD", token.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation."""
    if text.isascii():
        if "'" in text:
            return tuple(_TOKEN.findall(text.lower()))
        # Without an apostrophe no word has a sign in it: then each other sign parts two words.
        return tuple(text.encode().translate(_PARTED).decode().split())
    return tuple(_plain(found[0]) for found in _TOKEN.finditer(text))


def repeats(text: str, words: str) -> bool:
    """Whether a text still holds these words: all of them, or six in a row."""
    ours, theirs = plain_words(text), plain_words(words)
    if not theirs:
        return False
    if ours == theirs:
        return True
    wanted = set(_runs(theirs))
    length = min(RUN, len(theirs))
    return any(run in wanted for run in _windows(ours, length))


def _runs(words: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    """What gives these words away: each six in a row, or all of a shorter utterance."""
    return _windows(words, min(RUN, len(words))) if len(words) >= WHOLE else ()


def _retold(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What gives words away that somebody typed over in part: a few in a row are heard back.

    They name somebody as a speaker does, and one of them is not of those that everybody uses.
    """
    from spiegel.domain.language.common_words import COMMON

    yield from _runs(words)
    for length in range(TELLING, min(RUN, len(words) + 1)):
        for run in _windows(words, length):
            if not (_OF_ONE.isdisjoint(run) or COMMON.issuperset(run)):
                yield run


def _windows(words: tuple[str, ...], length: int) -> Sequence[tuple[str, ...]]:
    """Each so many words in a row, from the first on."""
    return [words[at : at + length] for at in range(len(words) - length + 1)]


def may_repeat(text: str) -> bool:
    """Whether a text has as many words as can repeat something, or quotes any."""
    return len(plain_words(text)) >= WHOLE or has_quoted(text)


def has_quoted(text: str) -> bool:
    """Whether anything stands between quotation marks in it."""
    return _may_quote(text) and _QUOTED.search(text) is not None


def _may_quote(text: str) -> bool:
    """Whether it has a mark that quotation marks are written with."""
    return not text.isascii() or '"' in text or "'" in text


class Guarded(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Words that may not leave the house literally: their runs by length, and all of them."""

    runs: frozenset[tuple[str, ...]]
    lengths: tuple[int, ...]
    utterances: frozenset[tuple[str, ...]]

    @cached_property
    def all(self) -> str:
        """All of them, to look for a few words in; only what is quoted asks that."""
        return " | ".join(["", *map(" ".join, self.utterances), ""])

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where a text repeats these words, in order and apart."""
        if not self.utterances and not self.runs:
            return ()
        return tuple(_joined(sorted([*self._repeated(text), *self._quoted(text)])))

    def runs_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """As `spans`, but not what stands only between quotation marks."""
        return tuple(_joined(sorted(self._repeated(text)))) if self.runs else ()

    def quoted_in(self, text: str, least: int) -> tuple[tuple[int, int], ...]:
        """As `spans`, but only what stands between quotation marks, from so many words on."""
        spans = self._quoted(text) if self.utterances else ()
        return tuple(span for span in spans if len(plain_words(text[slice(*span)])) >= least)

    def holds(self, text: str) -> bool:
        """Whether all of a text is in these words."""
        return f" {' '.join(plain_words(text))} " in self.all

    def cut(self, text: str, instead: str, spans: Iterable[tuple[int, int]] | None = None) -> str:
        """The text with what it repeats of these words replaced, visibly, by something else.

        spans: what is replaced, when that is not all of it.
        """
        pieces, at = [], 0
        for start, end in self.spans(text) if spans is None else spans:
            pieces += [text[at:start], instead]
            at = end
        return "".join([*pieces, text[at:]])

    def _repeated(self, text: str) -> Iterator[tuple[int, int]]:
        words = plain_words(text)
        for length in self.lengths:
            # Most texts repeat nothing: then nobody asks where their words stand.
            if self.runs.isdisjoint(_windows(words, length)):
                continue
            found = list(_TOKEN.finditer(text))
            for start, run in enumerate(_windows(words, length)):
                if run in self.runs:
                    yield found[start].start(), found[start + length - 1].end()

    def _quoted(self, text: str) -> Iterator[tuple[int, int]]:
        """What stands between quotation marks counts from two words on."""
        if not _may_quote(text):
            return
        for found in _QUOTED.finditer(text):
            inside = 1 if found[1] is not None else 2
            words = plain_words(found[inside])
            if words in self.utterances or (len(words) > 1 and f" {' '.join(words)} " in self.all):
                yield found.span(inside)


class Searched:
    """A text in which many utterances are looked for, each by itself; its words are read once."""

    def __init__(self, text: str) -> None:
        self._words = plain_words(text)
        self._quotations = [plain_words(found[1] or found[2]) for found in _QUOTED.finditer(text)]
        self._runs: dict[int, frozenset[tuple[str, ...]]] = {}

    def repeats(self, words: str) -> bool:
        """Whether it repeats these words, as `guard` tells of them alone."""
        theirs = plain_words(words)
        return self.runs(words) or any(_is_of(quoted, theirs) for quoted in self._quotations)

    def runs(self, words: str) -> bool:
        """The same, but not for what stands only between quotation marks."""
        return any(run in self._in_a_row(len(run)) for run in _runs(plain_words(words)))

    def _in_a_row(self, length: int) -> frozenset[tuple[str, ...]]:
        if length not in self._runs:
            self._runs[length] = frozenset(_windows(self._words, length))
        return self._runs[length]


def _is_of(quoted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a quotation is all of these words, or two or more of them in a row."""
    if len(quoted) < 2:
        return bool(quoted) and quoted == words
    return f" {' '.join(quoted)} " in f" {' '.join(words)} "


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in their order, those that overlap or touch as one."""
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is not None and start <= current[1] + 1:
            current = (current[0], max(current[1], end))
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def guard(texts: Iterable[str], *, retold: bool = False, pieces: Iterable[str] = ()) -> Guarded:
    """What to cut out of other texts so that none of these is quoted.

    retold: in what somebody typed of what others said, where a few words are a quotation already.
    pieces: words that count in just this order, however few they are.
    """
    utterances = frozenset(filter(None, map(plain_words, texts)))
    found = _retold if retold else _runs
    runs = frozenset(chain.from_iterable(map(found, utterances)))
    return _guarded(runs.union(filter(None, map(plain_words, pieces))), utterances)


def in_a_row(texts: Iterable[str]) -> Guarded:
    """What finds any few words in a row of these: no quotation yet, but it can be one."""
    windows = (_windows(plain_words(text), TELLING) for text in texts)
    return _guarded(frozenset(chain.from_iterable(windows)), frozenset())


def few_in_a_row(texts: Iterable[str]) -> Guarded:
    """As `in_a_row`, where nobody has to know of these words: only what is hardly chance.

    That is what counts in what was typed over, four words of which one is not of those that
    everybody uses, or three with two such words.
    """
    return _guarded(frozenset(chain.from_iterable(map(_hardly_chance, texts))), frozenset())


def _hardly_chance(text: str) -> Iterator[tuple[str, ...]]:
    from spiegel.domain.language.common_words import COMMON

    words = plain_words(text)
    yield from _retold(words)
    for length in (TELLING, TELLING + 1):
        for run in _windows(words, length):
            if len(run) + sum(word not in COMMON for word in run) > TELLING + 1:
                yield run


def _guarded(runs: frozenset[tuple[str, ...]], utterances: frozenset[tuple[str, ...]]) -> Guarded:
    return Guarded(
        runs=runs,
        lengths=tuple(sorted(set(map(len, runs)))),
        utterances=utterances,
    )
