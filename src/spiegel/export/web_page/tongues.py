"""Words on a page in another language than the page, marked as such for what reads aloud."""

from collections.abc import Iterable, Iterator
from typing import Final

from spiegel.domain.language.tongue import foreign, maybe_foreign
from spiegel.domain.patterns import pattern
from spiegel.export.web_page.tags import words
from spiegel.export.xml_text import unescape

_WORDS: Final = pattern(r"(?<=>)[^<>]+(?=<)")
"""What stands between tags."""


def marked(pieces: Iterable[str], language: str) -> Iterator[str]:
    """Pieces of a page in this language, with what is plainly in another one marked.

    Not lists of statements, of which the report says it itself, nor pictures and the head, where
    nothing can be marked.
    """
    for piece in pieces:
        bare = piece.startswith(('<ul class="said"', "<figure", "<!DOCTYPE"))
        if bare or not maybe_foreign(" ".join(piece.replace(">", "<").split("<")[::2]), language):
            yield piece
        else:
            yield _WORDS.sub(lambda found: _marked(found[0], language), piece)


def _marked(inside: str, language: str) -> str:
    return heard(unescape(inside), language)


def heard(text: str, language: str) -> str:
    """Typed words on a page in this language."""
    return spoken(text, foreign(text, language))


def spoken(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Typed words of which these pieces are in another language."""
    pieces, at = [], 0
    for start, end, language in spans:
        pieces.append(words(text[at:start]))
        pieces.append(f'<span lang="{language}">{words(text[start:end])}</span>')
        at = end
    return "".join((*pieces, words(text[at:])))
