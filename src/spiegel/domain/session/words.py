"""What may enter a session: one door for every word that somebody typed, piped or imported."""

import re
import unicodedata
from typing import Final

from spiegel.domain.patterns import pattern

# Bidi embeddings, overrides and isolates can turn a page around (Unicode 15, section 23.2).
_BIDI: Final = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_UNSAFE: Final = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """The text as it may be stored, shown and printed.

    Lone surrogates and noncharacters become U+FFFD, control characters except tab and newline
    their pictures (U+2400 and on), bidi overrides go, CR LF becomes LF. All else stays as it is.
    """
    if text.isprintable():  # none of those is; that asks less than looking for each of them
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not _UNSAFE.search(text):
        return text
    return _UNSAFE.sub(_safe, text)


def typed_line(text: str) -> str:
    """A line of the scribe as it may enter: a tab, as between pasted cells, stands for a space.

    On a screen it would push what stands at the right out of sight, and in a document make columns.
    """
    return clean(text).expandtabs(1)


def _safe(found: re.Match[str]) -> str:
    """What stands in the place of one character."""
    code = ord(found[0])
    if code < 0x20 or code == 0x7F:
        return chr(0x2400 + code if code < 0x20 else 0x2421)
    return "" if code in _BIDI else "\ufffd"


def lines_of(text: str) -> list[str]:
    """The lines of an input, split on LF and CR LF only.

    `str.splitlines` also splits at VT, NEL and U+2028, which people do paste into a sentence.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


def tidy(name: str) -> str:
    """A name on one line: no white space around it, single spaces within."""
    return " ".join(name.split())


def capitalised(words: str) -> str:
    """Words as they begin a line or a sentence: no capital has the accents of *één*."""
    if words.startswith("éé"):
        return f"Eé{words[2:]}"
    return words[:1].upper() + words[1:]


def folded(text: str) -> str:
    """Words as they are compared in a search: no capitals, no accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
