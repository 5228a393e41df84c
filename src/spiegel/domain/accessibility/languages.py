"""The language of a document and of its parts: set, and not plainly another one."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from spiegel.domain.accessibility.document import NO_LANGUAGE, Paragraph
from spiegel.domain.accessibility.findings import Fault, Finding, Where, shortened
from spiegel.domain.accessibility.walk import Place, Spot, Walked
from spiegel.domain.language.tongue import pieces, tongue
from spiegel.domain.patterns import pattern
from spiegel.i18n import N_

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nl": N_("Dutch"),
        "en": N_("English"),
        "de": N_("German"),
        "fr": N_("French"),
        "ar": N_("Arabic or another language in its letters"),
        "he": N_("Hebrew or another language in its letters"),
        "ru": N_("Russian or another language in its letters"),
        "el": N_("Greek"),
    }
)
_SCRIPTS: Final = (
    (
        "ar",
        pattern("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]{2}"),
        "ar fa ur ps ku ckb sd ug",
    ),
    ("he", pattern("[\u0590-\u05ff\ufb1d-\ufb4f]{2}"), "he yi"),
    ("ru", pattern("[\u0400-\u04ff]{2}"), "ru uk bg sr mk be kk"),
    ("el", pattern("[\u0370-\u03ff]{2}"), "el"),
)
"""Letters that say by themselves that it is another language, and the languages that have them."""


def languages(walked: Walked) -> Iterator[Finding]:
    """Whether a language is set, and where it is plainly another one.

    Where most of the text is in another language than the document, that is said once.
    """
    own = _bare(walked.document.language)
    none = judged = 0
    wrong: list[tuple[Spot, str, str, str]] = []
    for spot, paragraph in walked.paragraphs(Place.EDGE):
        for language, words in _stretches(paragraph):
            count = len(words.split())
            none += 0 if language else count
            judged += count
            wrong += [(spot, language, *found) for found in _contradicted(language, words)]
    if judged and none * 2 > judged:
        yield Finding(fault=Fault.LANGUAGE_MISSING)
        return
    for other in ("nl", "en"):
        same = [one for one in wrong if one[1] == own and one[2] == other]
        said = sum(len(words.split()) for _spot, _marked, _written, words in same)
        if own and said * 2 > judged:
            wrong = [one for one in wrong if one not in same]
            named = {"marked": _NAMES.get(own, own), "written": _NAMES[other]}
            yield Finding(fault=Fault.LANGUAGE_WRONG, named=named)
    for spot, marked, written, words in wrong:
        yield Finding(
            fault=Fault.PART_LANGUAGE,
            where=Where(spot.path, shortened(spot.words)),
            about={"words": shortened(words)},
            named={
                "marked": _NAMES.get(marked, marked) if marked else N_("no language"),
                "written": _NAMES[written],
            },
        )


def _bare(tag: str) -> str:
    """A tag without its country: "nl" of "nl-NL"."""
    return tag.partition("-")[0].casefold()


def _stretches(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Words with the same language one after the other."""
    before, words = "", ""
    for run in paragraph.runs:
        language = _bare(run.language)
        if words and language != before:
            yield before, words
            words = ""
        before = language
        words += run.words
    if words.strip():
        yield before, words


def _contradicted(language: str, words: str) -> Iterator[tuple[str, str]]:
    """Pieces that are plainly in another language, each with that language."""
    if language == NO_LANGUAGE:
        return
    for piece in pieces(words):
        if not piece.isascii():
            found = next(
                (
                    script
                    for script, letters, known in _SCRIPTS
                    if language not in known.split() and letters.search(piece)
                ),
                "",
            )
            if found:
                yield found, piece
                continue
        written = tongue(piece) if language else ""
        if written and written != language:
            yield written, piece
