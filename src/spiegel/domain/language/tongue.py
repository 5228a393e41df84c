"""Which language a text is plainly written in: Dutch, English, or not to be told.

By the small words that no sentence is without and the other language has not: "de", "het", "niet"
against "the", "and", "not". Words that both have, such as "is", "of" and "in", say nothing.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from spiegel.domain.patterns import pattern

Tongue = Literal["nl", "en", ""]

_DUTCH: Final = frozenset(
    "de het een en van ik dat niet zijn op te aan met voor er om hij ze dan zou wat mijn dit "
    "zo ook naar bij uit heb heeft wordt worden maar als omdat deze geen nog wel kan kunnen "
    "moet moeten wij jullie uw zij hun haar hebben hadden waar wie hoe waarom wanneer alle "
    "alles iets niets mensen meer veel vaak altijd nooit want tot onder tegen zonder tussen "
    "daar hier toen nu je jij jou jouw ons onze gaat gaan komt kwam krijg krijgt kreeg wil "
    "willen mag mogen zal zullen werd werden ben bent waren doet doen goed weer iemand "
    "niemand elke ieder iedereen zelf eens".split()
)
_ENGLISH: Final = frozenset(
    "the and to that it not are with for on he she they this have has from by be you your my "
    "his their which would could should there what who because about were an at but or does "
    "did can how when where why if will all more some any our us them then than these those "
    "been being into out up down over after before only also just very much many every always "
    "never i am no so people said say says get got make made take go going come came know "
    "think want wants".split()
)
_BOTH: Final = _DUTCH & _ENGLISH | frozenset("over been want made all so an at people".split())
_ONLY: Final = {"nl": _DUTCH - _BOTH, "en": _ENGLISH - _BOTH}
_WORD: Final = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BETWEEN: Final = pattern(r"(?<=[.!?…:;])\s+|\n+|(?=[“„])|(?<=”)")
"""Where a piece ends and another begins that could have another language, such as a quotation."""
_LEAST: Final = 3
"""Such words that a text must have to be plainly in a language."""
_TIMES: Final = 4
"""How many more than of the other language."""
_SHARE: Final = 0.25
"""Of all words."""


def pieces(text: str) -> tuple[str, ...]:
    """The sentences of a text and what is quoted in it, each of which can have its own language."""
    return tuple(filter(None, _BETWEEN.split(text)))


def foreign(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Where a text in this language is plainly in another one, and in which."""
    begin = start = 0
    before = ""
    ends = [(found.start(), found.end()) for found in _BETWEEN.finditer(text)]
    for end, after in (*ends, (len(text), len(text))):
        found = tongue(text[begin:end]) if begin < end else before
        if found != before:
            if before and before != language:
                yield start, begin, before
            start, before = begin, found
        begin = after
    if before and before != language:
        yield start, len(text), before


def maybe_foreign(text: str, language: str) -> bool:
    """Whether a word of another language stands in a text; quicker than `foreign`, and seldom."""
    return not _others(language).isdisjoint(text.split())


@cache
def _others(language: str) -> frozenset[str]:
    """The words that only other languages have, as they are written in a sentence and in capitals.

    The last is what comes of it with the key for capitals on.
    """
    only = frozenset[str]().union(*(words for own, words in _ONLY.items() if own != language))
    written = (str.lower, str.capitalize, str.upper, lambda word: word.capitalize().swapcase())
    return frozenset(write(word) for write in written for word in only)


def tongue(text: str) -> Tongue:
    """The language that a text is plainly in; empty for a short or mixed text, and any other."""
    words = [word.casefold() for word in _WORD.findall(text)]
    dutch = sum(word in _DUTCH and word not in _BOTH for word in words)
    english = sum(word in _ENGLISH and word not in _BOTH for word in words)
    for language, own, other in (("nl", dutch, english), ("en", english, dutch)):
        if own >= _LEAST and own >= _TIMES * other and own >= _SHARE * len(words):
            return language  # type: ignore[return-value]
    return ""
