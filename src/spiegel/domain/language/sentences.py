"""A text as its sentences: with their places, and not broken at the stop of an abbreviation.

A heading, an item of a list, a cell of a table and a line of an address are a sentence each. A line
that was only wrapped goes on in the next one.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from spiegel.domain.language.abbreviations import SPELT
from spiegel.domain.patterns import pattern

_MARK: Final = pattern(
    r"[ \t]*(?:>[ \t]*)*(?:#{1,6}[ \t]+|(?:[-*+•◦▪–—□☐·]|\[[ xX]\]|\d{1,3}[.)]|[a-z][.)])[ \t]+)*"
)
_OPENS: Final = "\"'“”‘’„«»([*_"
_END: Final = pattern(r"(?:[.!?]+|…)[\"'”’»)\]*_]*(?=[ \t\n\u00a0])")
_WORD: Final = pattern(
    r"(?<![^\W_])[’'](?=[stnSTN]\b)[stnSTN](?:-[^\W_]+)*"
    r"|[^\W_]+(?:(?:[-'’.@:&\u2011]|(?<=\d)/(?=\d)|(?<=\bt)/(?=m\b))[^\W_]+)*"
)
_INITIALS: Final = pattern(r"(?:[^\W\d_]\.)+")
_LAST: Final = pattern(r"[^\s\"'“”‘’„«»(\[]+$")
_CLOSES: Final = frozenset(("a.s.", "jl.", "enz.", "etc.", "e.d.", "a.u.b.", "s.v.p.", "e.v."))
"""Abbreviations that may be the last word of a sentence."""
_WIDEST: Final = 120
"""Characters of a line that somebody wrapped."""


class Word(msgspec.Struct, frozen=True):
    """A word and where it stands in the text."""

    text: str
    start: int
    end: int


class Sentence(msgspec.Struct, frozen=True):
    """A sentence; start and end: its place in the text. listed: an item, a heading or a cell."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    listed: bool = False


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences in a text, in their order; what holds no word is none."""
    found = (
        _sentence(text, start, end, listed)
        for block_start, block_end, listed in _blocks(text)
        for start, end in _split(text, block_start, block_end)
    )
    return tuple(sentence for sentence in found if sentence.words)


def words_in(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of a piece of text, a clock time, a date or a number among them."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(Word(word[0], word.start(), word.end()) for word in found)


def _sentence(text: str, start: int, end: int, listed: bool) -> Sentence:
    return Sentence(text[start:end], start, end, words_in(text, start, end), listed)


def _lines(text: str) -> list[tuple[int, int]]:
    """Where the lines and the cells of tables begin and end."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        at = start
        cells = line.split("|") if line.count("|") > 1 else [line]
        for cell in cells:
            found.append((at, at + len(cell)))
            at += len(cell) + 1
        start += len(line) + 1
    return found


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Pieces over which no sentence goes on: where they begin, end, and whether they are listed."""
    lines = _lines(text)
    widest = max((end - start for start, end in lines), default=0)
    open_: tuple[int, int, bool] | None = None
    for start, end in lines:
        marked = _MARK.match(text, start, end)
        begin = marked.end() if marked is not None else start
        bare = text[begin:end].strip()
        mark = bool(text[start:begin].strip())
        if open_ is not None and bare and not mark and _goes_on(text, open_, bare, widest):
            open_ = (open_[0], end, open_[2])
            continue
        if open_ is not None:
            yield open_
        open_ = (begin, end, mark) if bare else None
        if open_ is not None and text[start:begin].lstrip().startswith("#"):
            yield open_
            open_ = None
    if open_ is not None:
        yield open_


def _goes_on(text: str, before: tuple[int, int, bool], line: str, widest: int) -> bool:
    """Whether this line is the rest of the one before: it begins small, or did not fit there."""
    last = text[before[0] : before[1]].rstrip()
    if text[before[1] : before[1] + 1] == "|" or last.endswith((".", "!", "?", ":", ";")):
        return False
    if line[:1].islower():
        return True
    width = before[1] - max(text.rfind("\n", 0, before[1]) + 1, 0)
    return 40 <= widest <= _WIDEST and width + 1 + len(line.split(None, 1)[0]) > widest


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _END.finditer(text, start, end):
        if stop.end() < end and _ends(text, begin, stop, end):
            yield _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence ends at this stop: another begins, and it is no abbreviation's."""
    rest = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    bare = rest.lstrip(_OPENS)
    if bare[:2] in ("s ", "t ", "n ") and rest[:1] in "'’":
        bare = bare[2:]
    if not (bare[:1].isupper() or bare[:1].isdigit()):
        return False
    if stop[0][0] != ".":
        return True
    last = _LAST.search(text[max(begin, stop.start() - 40) : stop.start() + 1])
    token = last[0] if last is not None else ""
    if token.lower() in _CLOSES:
        return bare[:1].isupper()
    if _INITIALS.fullmatch(token) and (token.isupper() or len(token) > 2):
        return False
    return token.lower().rstrip(".") not in SPELT
