"""Words without the signs of Markdown in them: what a moderator sees and reads aloud."""

import re
from typing import Final

from spiegel.domain.patterns import pattern

_MOST: Final = 300
"""Characters between two signs of emphasis at most, so that any text is read at once."""
_LINK: Final = pattern(r"!?\[([^\[\]]{1,300})\]\([^()\s]{0,300}(?:\s+\"[^\"]{0,100}\")?\)")
_BREAK: Final = pattern(r"<br\s*/?>", re.IGNORECASE)
_DOUBLE: Final = pattern(rf"(\*\*|__)(?=\S)([^\n]{{1,{_MOST}}}?)(?<=\S)\1")
_SINGLE: Final = pattern(rf"(?<![\w*_])([*_])(?=[^\s*_])([^\n*_]{{1,{_MOST}}}?)(?<=\S)\1(?![\w*_])")
_CODE: Final = pattern(rf"`([^`\n]{{1,{_MOST}}})`")
_ESCAPED: Final = pattern(r"\\([\\`*_{}\[\]()#+\-.!>~|<])")
_QUOTED: Final = pattern(r"([\"“„‘'«])\s*(.+?)\s*[\"”“’'»]\s*[.?!]?$")
_PLACEHOLDER: Final = "\ue000"


def plain_words(text: str) -> str:
    """The words, with the text of a link, without emphasis and without backslashes."""
    if not any(sign in text for sign in "*_`\\[<"):
        return text
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[1])
        return _PLACEHOLDER

    text = text.replace(_PLACEHOLDER, "")
    text = _ESCAPED.sub(keep, text)
    text = _LINK.sub(r"\1", _BREAK.sub(" ", text))
    for mark, group in ((_DOUBLE, r"\2"), (_DOUBLE, r"\2"), (_SINGLE, r"\2"), (_CODE, r"\1")):
        text = mark.sub(group, text)
    for character in kept:
        text = text.replace(_PLACEHOLDER, character, 1)
    return text


def unquoted(text: str) -> str:
    """The text inside quotation marks that stand around all of it."""
    found = _QUOTED.fullmatch(text.strip())
    return found[2] if found is not None else text
