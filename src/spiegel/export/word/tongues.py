"""Words in another language than their document, marked as such: what reads aloud needs to know."""

from collections.abc import Iterator
from typing import Final

from spiegel.domain.language.tongue import foreign, maybe_foreign
from spiegel.domain.patterns import pattern
from spiegel.export.word.house import language_tag
from spiegel.export.word.ooxml import text
from spiegel.export.xml_text import unescape

_PARAGRAPH: Final = pattern(r"<w:p>.*?</w:p>")
_RUN: Final = pattern(
    r"<w:r>(?:<w:rPr>((?:<(?!/?w:r(?:Pr)?>|w:lang )[^>]*>)*)</w:rPr>)?"
    r'((?:<w:t xml:space="preserve">[^<]*</w:t>|<w:br/>|<w:tab/>)+)</w:r>'
)
"""A run of nothing but words, in the language of the document: how it looks, and what is in it."""
_INSIDE: Final = pattern(r'<w:t xml:space="preserve">([^<]*)</w:t>|<w:br/>|<w:tab/>')


def marked(block: str, language: str) -> str:
    """Paragraphs of a document in this language, with what is plainly in another one marked."""
    if not maybe_foreign(block, language):
        return block
    return _PARAGRAPH.sub(lambda found: _paragraph(found[0], language), block)


def _paragraph(written: str, language: str) -> str:
    if not maybe_foreign(written, language):
        return written
    runs = [
        (found.start(), found.end(), found[1] or "", _words(found[2]))
        for found in _RUN.finditer(written)
    ]
    spans = list(foreign("".join(words for *_place, words in runs), language))
    if not spans:
        return written
    pieces, at, began = [], 0, 0
    for start, end, look, words in runs:
        ended = began + len(words)
        here = [(max(a, began), min(b, ended), t) for a, b, t in spans if a < ended and began < b]
        if here:
            pieces += [written[at:start], *_split(words, look, began, here)]
            at = end
        began = ended
    return "".join((*pieces, written[at:]))


def _words(inside: str) -> str:
    """The words of a run; a line break and a tab as what they are."""
    return "".join(
        unescape(found[1]) if found[1] is not None else "\n" if found[0] == "<w:br/>" else "\t"
        for found in _INSIDE.finditer(inside)
    )


def _split(words: str, look: str, began: int, spans: list[tuple[int, int, str]]) -> Iterator[str]:
    """A run as several, of which those in another language say so."""
    at = 0
    for start, end, language in spans:
        yield _run(words[at : start - began], look)
        tag = f'<w:lang w:val="{language_tag(language)}"/>'
        yield _run(words[start - began : end - began], f"{look}{tag}")
        at = end - began
    yield _run(words[at:], look)


def _run(words: str, look: str) -> str:
    if not words:
        return ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{text(words)}</w:r>"
