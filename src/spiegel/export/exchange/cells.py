"""Words in a cell of a spreadsheet, which reckons what looks like a formula."""

from typing import Final

from spiegel.domain.patterns import pattern

LONGEST: Final = 32_767
"""Characters that a cell of Excel holds."""
_FORMULA: Final = pattern(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
"""Also what would be taken for text that was kept from being one."""


def looks_reckoned(words: str) -> bool:
    """Whether a spreadsheet could take these words for a formula."""
    return not words[:1].isalnum() and _FORMULA.match(words) is not None


def text_cell(words: str) -> str:
    """Words of a .csv that no spreadsheet reckons: with an apostrophe before a formula."""
    return f"'{words}" if looks_reckoned(words) else words


def fitting(words: str) -> str:
    """As many of the words as a cell holds."""
    # no character takes more than two places
    if len(words) <= LONGEST // 2 or len(words.encode("utf-16-le")) // 2 <= LONGEST:
        return words
    return words.encode("utf-16-le")[: 2 * (LONGEST - 4)].decode("utf-16-le", "ignore") + " […]"
