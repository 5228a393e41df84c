"""How many syllables a Dutch word has, by its vowel groups.

Points of hyphenation are not syllables: "via" may not be broken, and has two.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from spiegel.domain.patterns import pattern

_TREMA: Final = pattern("[äëïöü]")
_GROUP: Final = pattern(
    "aai|ooi|oei|eeu|ieu|(?<![gb])eau|aa|ee|oo|(?<!q)uu|ie|oe|eu(?!m)|ui|ei|ij|au|ou|ai|"
    "(?<=t)ea(?=m)|[aeioy]|(?<!q)u"
)
"""The longest first; "ea" is one in "team" alone, "eu" two in "museum", and the u of "qu" none."""
_PLAIN: Final = str.maketrans("äëïöü", "aeiou")


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """The number of syllables, at least 1; each part of a word with a hyphen on its own."""
    count = sum(map(_in_part, unicodedata.normalize("NFC", word.lower()).split("-")))
    return max(1, count)


def _in_part(part: str) -> int:
    """A letter with a trema begins a new syllable: "ideeën" is idee and en."""
    spaced = _TREMA.sub(lambda letter: "|" + letter[0].translate(_PLAIN), part)
    plain = unicodedata.normalize("NFKD", spaced)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return len(_GROUP.findall(bare))
