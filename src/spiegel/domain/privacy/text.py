"""A text as the rules read it: in small letters without accents, each sign in its own place."""

import re
import unicodedata
from functools import cached_property
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern

WORD: Final = pattern(r"(?<!\w)'t(?!\w)|[^\W\d_]+(?:['-][^\W\d_]+)*|\d+")
_LOWER: Final = pattern(r"[a-z]")
_PLAIN_WORD: Final = pattern(r"[a-z]+(?:['-][a-z]+)*")
_NUMBER: Final = pattern(r"\d+")
_LETTERS: Final = {
    at: chr(at) if chr(at).isalpha() else "0" if chr(at).isdigit() else " " for at in range(128)
}
"""Of signs in small letters: letters, 0 for a digit, a space for all else."""
_DIGITS: Final = {at: chr(at) if chr(at).isdigit() else " " for at in range(128)}
_AFTER_A_SIGN: Final = pattern(r"[^\sA-Za-z.!?:…\"“”(–—>|*•-][\s']*[A-Z]")
"""A capital with which no sentence begins, where `_INSIDE` does not look: ja,Zwaantje belde."""
_INSIDE: Final = pattern(r"[\w,;')&]\s+[\"'(]?[A-Z]|[A-Z]{2}|[A-Z]\.|\w['-][A-Z]")
_STRAIGHT: Final = {
    **dict.fromkeys("’‘‚‛´`", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒", "-"),
    **dict.fromkeys("\u00a0\u202f\n\t", " "),
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
}
_ENDS: Final = frozenset('.!?:…"“”(-–—>|*•')


class Token(msgspec.Struct, frozen=True):
    """A word or a number, by its place. capital: begins with one. lettered: has no small letter."""

    start: int
    end: int
    plain: str
    capital: bool
    lettered: bool


class Text:
    """A text with its words.

    straight: without accents. plain: in small letters too. said: its words in their order; numbers:
    its numbers. shouted: all of it is in capitals. capitals: one stands inside a sentence of it.
    """

    def __init__(self, text: str) -> None:
        straight = text if text.isascii() else _OTHER.sub(_straight, text)
        plain = straight.lower()
        self.straight, self.plain = straight, plain
        if plain.isascii():
            letters = plain.translate(_LETTERS)
            digits = "0" in letters
            self.numbers = plain.translate(_DIGITS).split() if digits else []
            if "'" in plain or "-" in plain:
                self.said = _PLAIN_WORD.findall(plain)
            else:
                self.said = (letters.replace("0", " ") if digits else letters).split()
        else:
            self.numbers = _NUMBER.findall(plain)
            self.said = WORD.findall(plain)
        none = straight[1:] == plain[1:]
        self.capitals = not none and _INSIDE.search(straight) is not None
        self.shouted = self.capitals and _LOWER.search(straight) is None

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.said)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words in their order."""
        tokens = []
        for found in WORD.finditer(self.straight):
            (start, end), word = found.span(), found[0]
            plain = self.plain[start:end]
            if plain == word:
                token = Token(start, end, plain, False, False)
            else:
                lettered = len(word) > 1 and word.isupper()
                token = Token(start, end, plain, word[0].isupper(), lettered)
            tokens.append(token)
        return tuple(tokens)

    def meets(self, words: frozenset[str]) -> bool:
        """Whether one of these words is in it."""
        return not words.isdisjoint(self.said)

    def may_begin_with(self, words: frozenset[str]) -> bool:
        """Whether one of these words could stand in it with a capital.

        Many are common in small letters, and then nobody need look at each word of the text.
        """
        there = words.intersection(self.said)
        return any(map(self._capital, there)) or bool(there and _AFTER_A_SIGN.search(self.straight))

    def _capital(self, word: str) -> bool:
        at = self.plain.find(word)
        while at >= 0 and not self.straight[at].isupper():
            at = self.plain.find(word, at + 1)
        return at >= 0

    def close(self, at: int, *, dots: bool = False) -> bool:
        """Whether only white space stands between this word and the next; dots: or a full stop."""
        if at + 1 >= len(self.tokens):
            return False
        between = self.plain[self.tokens[at].end : self.tokens[at + 1].start]
        return between.strip(" .") == "" if dots else between.isspace()

    def after(self, at: int) -> str:
        """What follows on this word."""
        end = self.tokens[at].end
        return self.plain[end : end + 8]

    def begins(self, at: int) -> bool:
        """Whether a sentence begins with this word."""
        if at <= 0:
            return True
        between = self.plain[self.tokens[at - 1].end : self.tokens[at].start].strip(" '")
        return bool(between) and between[-1] in _ENDS


_OTHER: Final = pattern(r"[^\x00-\x7f]|[`\n\t]")


def _straight(found: re.Match[str]) -> str:
    """One sign for one sign."""
    sign = found[0]
    if sign in _STRAIGHT:
        return _STRAIGHT[sign]
    base = unicodedata.normalize("NFKD", sign)[:1]
    return base if base and len(base.lower()) == 1 else "?"
