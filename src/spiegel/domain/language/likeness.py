"""How much two short texts are about the same, by the stems of their words; only ever a suggestion.

Half of Dutch is compounds ("wachttijd" is about waiting and about time), and its verbs change in
the middle ("begrijpen", "begrepen"). So words are compared by what is left when their endings are
off, and a stem in which another begins or ends counts for a part.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.session.words import folded

ALIKE: Final = 0.4
"""Likeness from which two texts may mean the same: from trying it on ideas of the example."""

_WORD: Final = pattern(r"[a-z]{2,}")
_VOWELS: Final = frozenset("aeiouy")
_LONG: Final = pattern(r"(aa|ee|oo|uu)(?=[^aeiou]$)")
_ENDINGS: Final = (
    *("heden", "igheid", "heid", "elijke", "elijk", "lijke", "lijk", "ingen", "ing"),
    *("eerde", "eren", "eert", "ende", "ers", "ere", "jes", "je", "en", "er"),
    *("de", "te", "ig", "e", "s", "t", "d"),
)
"""Endings of nouns, verbs and adjectives, the longest first; what is left keeps a vowel."""
_SHORTEST: Final = 3
_PART: Final = 4
"""Letters from which a stem within another, or a beginning that two share, says something."""
_WITHIN: Final = 0.8
_BEGINNING: Final = 0.6
_SENTENCES: Final = (
    # What Dutch and English sentences are made of, whatever they are about.
    "aan af al alle alleen als altijd ander andere anders ben bent beter bij dan dat de deze "
    "die dit doen door dus echt een eens eigen elk elkaar en er ergens even gaan geen goed "
    "goede graag had heb hebben hebt heeft heel hem hen het hier hij hoe hun iedereen iemand "
    "iets ik in is je jij jou jouw kan komen krijgen kunnen kunt lang lange langer maar maken "
    "mag me meer meest men met mij mijn minder moet moeten mogen na naar net niet niets nog nu "
    "of om omdat onder ons onze ook op over soms staan te tegen ten toch toe tot u uit uw van "
    "vaak vaker veel vind voor waar wanneer want was wat we weer wel welke werd wie wij wil "
    "willen worden wordt zal ze zelf zich zij zijn zo zonder zou zouden about all also always "
    "an and any are as at be been but by can do does for from get good have how if into it its "
    "just less like more most my need never no not often on one only or other our out should so "
    "some than that the their them there they this to too up us very was we were what when "
    "where which who why will with would you your "
)
_TURNING: Final = {
    word: turn
    for turn, words in (
        ("no", "niet geen nooit niemand niets nergens zonder no not never nobody nothing without"),
        ("good", "goed goede good well"),
        ("better", "beter betere better"),
        ("worse", "slecht slechte slechter bad worse"),
        ("more", "meer more"),
        ("less", "minder less fewer"),
    )
    for word in words.split()
}
"""Words by which a question that is about the same asks another thing."""
_UNSAID: Final = frozenset(_SENTENCES.split())


def likeness(a: str, b: str) -> float:
    """From 0, no word in common, to 1, the same words whatever their form and order.

    The share of the letters of both, words such as "de" left out, that the other one has too.
    """
    if folded(a).split() == folded(b).split():
        return 1.0
    of_a, of_b = _stems(a), _stems(b)
    letters = sum(map(len, of_a)) + sum(map(len, of_b))
    if not letters:
        return 0.0
    return (_found(of_a, of_b) + _found(of_b, of_a)) / letters


def opposed(a: str, b: str) -> bool:
    """Whether one of two texts says no, good, better, worse, more or less, and the other does not.

    Such words say nothing about what a text is about, and turn a question into another one.
    """
    return _turns(a) != _turns(b)


def about_another(a: str, b: str) -> bool:
    """Whether each of two texts has something of its own that the other has not, as *the building*
    and *the coffee*; who is asked, or of whom it is asked, is none."""
    ours, theirs = _stems(a) - _WHO, _stems(b) - _WHO
    return _has_more(ours, theirs) and _has_more(theirs, ours)


def _has_more(stems: frozenset[str], others: frozenset[str]) -> bool:
    return any(
        len(one) >= _PART and not any(_same(one, other) for other in others) for one in stems
    )


def _turns(text: str) -> frozenset[str]:
    return frozenset(_TURNING[word] for word in _WORD.findall(folded(text)) if word in _TURNING)


def alike(words: str, others: Sequence[str]) -> list[int]:
    """The places in `others`, from 0, of what may mean the same, the likeliest first."""
    found = [(likeness(words, other), place) for place, other in enumerate(others)]
    fitting = [(-degree, place) for degree, place in found if degree >= ALIKE]
    return [place for _, place in sorted(fitting)]


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word, in small letters without accents, as it is compared: without its endings."""
    if word.startswith("ge") and len(word) > 6 and word.endswith(("d", "t", "en")):
        word = word.removeprefix("ge")
    while (left := next(filter(None, (_without(word, end) for end in _ENDINGS)), None)) is not None:
        word = left
    return _LONG.sub(lambda long: long[0][0], word)


def _without(word: str, ending: str) -> str | None:
    """The word without this ending, spelt as it would then be; None when too little is left."""
    left = word.removesuffix(ending)
    if left == word or len(left) < _SHORTEST or not _VOWELS.intersection(left):
        return None
    if ending in ("t", "d", "s") and left[-1] in _VOWELS:
        return None
    if len(left) > _SHORTEST and left[-1] == left[-2] and left[-1] not in _VOWELS:
        left = left[:-1]
    return left[:-1] + {"v": "f", "z": "s"}.get(left[-1], left[-1])


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(folded(text)) if word not in _UNSAID)


def _found(stems: frozenset[str], others: frozenset[str]) -> float:
    """How many of the letters of these stems the others have too."""
    return sum(len(one) * max((_same(one, other) for other in others), default=0) for one in stems)


@lru_cache(maxsize=65536)
def _same(a: str, b: str) -> float:
    """How much two stems have to do with each other, 0 to 1."""
    if a == b:
        return 1.0
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= _PART and (longer.startswith(shorter) or longer.endswith(shorter)):
        return _WITHIN
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(shorter))
    return _BEGINNING if shared >= max(_PART, (len(shorter) + 1) // 2) else 0.0


_WHO: Final = frozenset(
    stem(word)
    for word in (
        "client clienten deelnemer deelnemers bezoeker bezoekers bewoner bewoners mensen iemand "
        "professional professionals medewerker medewerkers begeleider begeleiders vrijwilliger "
        "vrijwilligers collega collegas ouder ouders mantelzorger mantelzorgers naasten personeel "
        "clients participant participants visitor visitors resident residents people worker "
        "workers staff volunteer volunteers colleague colleagues parent parents carer carers "
    ).split()
)
"""Whom a question can be about, by what is left of their words: two groups are asked the same."""
