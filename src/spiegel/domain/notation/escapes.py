r"""The backslash of the capture line: what it makes words of, when read and when written.

`\n` is a line break and `\\` a backslash, everywhere. Before any other character a backslash makes
that character words where it would mean something: at the first character, and in the last token,
which is where the tail would begin. Elsewhere it is an ordinary character.
"""

import re
from typing import Final

from spiegel.domain.patterns import pattern

BACKSLASH: Final = "\\"
_PAIR: Final = pattern(r"\\(.)", re.DOTALL)
_PLAIN: Final = pattern(r"[\\\n]")


def escaped(text: str, index: int) -> bool:
    """Whether the character at this index stands behind a backslash that escapes it."""
    before = index
    while before > 0 and text[before - 1] == BACKSLASH:
        before -= 1
    return (index - before) % 2 == 1


def without_spaces(text: str, end: int) -> int:
    """Where the text ends when the spaces before `end` are left out, but not an escaped one."""
    while end > 0 and text[end - 1].isspace() and not escaped(text, end - 1):
        end -= 1
    return end


def token_start(text: str, end: int) -> int:
    """Where the last token before `end` begins; an escaped space is part of a token."""
    start = end
    while start > 0 and (not text[start - 1].isspace() or escaped(text, start - 1)):
        start -= 1
    return start


def unescape(raw: str, *, everywhere: bool = False) -> str:
    """The words that a raw piece of a line stands for.

    everywhere: whether a backslash before punctuation goes wherever it stands.
    """
    if BACKSLASH not in raw:
        return raw
    last = 0 if everywhere else token_start(raw, len(raw))

    def character(pair: re.Match[str]) -> str:
        index, char = pair.start(), pair[1]
        if char == BACKSLASH:
            return BACKSLASH
        if char == "n":
            return "\n"
        if index in (0, last) or (index > last and not char.isalnum()):
            return char
        return pair[0]

    return _PAIR.sub(character, raw)


def unescape_all(raw: str) -> str:
    """The text with every backslash taken off the character that it stands before."""
    return _PAIR.sub(lambda pair: pair[1], raw) if BACKSLASH in raw else raw


def escape(words: str) -> str:
    """The words with backslashes doubled and line breaks written as two characters.

    White space at either end is kept by a backslash before it.
    """
    raw = _PLAIN.sub(lambda found: r"\n" if found[0] == "\n" else r"\\", words)
    if raw[-1:].isspace():
        raw = f"{raw[:-1]}{BACKSLASH}{raw[-1]}"
    if raw[:1].isspace():
        raw = BACKSLASH + raw
    return raw


def shield(raw: str) -> str:
    """The raw piece with its last token made unreadable as a tail.

    Every character of it that is neither letter nor digit gets a backslash; a token without such a
    character is joined to the one before it by an escaped space.
    """
    start = token_start(raw, len(raw))
    if raw[start:].isalnum() and start > 0:
        raw = raw[: start - 1] + BACKSLASH + raw[start - 1 :]
        start = token_start(raw, len(raw))
    return raw[:start] + _shielded(raw[start:])


def _shielded(token: str) -> str:
    pieces: list[str] = []
    index = 0
    while index < len(token):
        char = token[index]
        if char == BACKSLASH and index + 1 < len(token):
            pieces.append(token[index : index + 2])
            index += 2
            continue
        pieces.append(char if char.isalnum() else BACKSLASH + char)
        index += 1
    return "".join(pieces)
