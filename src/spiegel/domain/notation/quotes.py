"""Double quotation marks of any kind: whether words are wholly inside them, and what is inside."""

import re
from typing import Final

from spiegel.domain.patterns import pattern

_ALWAYS_OPEN: Final = "„‟〝❝"
_OPEN_OR_CLOSE: Final = "“«"
_CLOSE_OR_OPEN: Final = "”»"
_ALWAYS_CLOSE: Final = "〞❞"
_EITHER: Final = '"＂″'
MARKS: Final = _ALWAYS_OPEN + _OPEN_OR_CLOSE + _CLOSE_OR_OPEN + _ALWAYS_CLOSE + _EITHER
_MARK: Final = pattern(rf"\\.|[{MARKS}]", re.DOTALL)
_OPENERS: Final = frozenset("([{<‘'-–—/:=")
_FINAL: Final = frozenset(".,!?… \t\u00a0")
_SINGLE: Final = pattern(r"(?<!\w)['‘‛](?![stnkm]\s)\w(?:[^'‘’]|['’](?=\w)){0,400}['’](?!\w)")


def unwrap(raw: str, *, closing_alone: bool = True) -> str | None:
    """What is inside when the raw words are wholly inside double quotation marks, else None.

    Nesting may return to zero only at the end; `. , ! ?` after the closing mark go inside; a mark
    not closed closes at the end. closing_alone: whether a closing mark at the end is enough.
    """
    opened = False
    depth, returned, alone, after_opening = 0, -1, -1, -1
    for found in _MARK.finditer(raw):
        index = found.start()
        if len(found[0]) > 1:
            continue
        if _opens(raw, index, depth, after_opening=after_opening == index):
            opened = opened or index == 0
            depth += 1
            after_opening = index + 1
        elif depth == 0:
            alone = index
        else:
            depth -= 1
            if depth == 0 and returned < 0:
                returned = index
    inside = None
    if opened:
        inside = raw[1:].strip() if returned < 0 else _closed(raw, 1, returned)
    if inside is None and closing_alone and alone > 0:
        inside = _closed(raw, 0, alone)
    return inside or None


def _closed(raw: str, start: int, end: int) -> str | None:
    rest = raw[end + 1 :]
    if not _FINAL.issuperset(rest):
        return None
    return raw[start:end].strip() + rest.strip()


def _opens(raw: str, index: int, depth: int, *, after_opening: bool) -> bool:
    """Whether the mark at this index opens, by its kind and by what stands around it."""
    mark = raw[index]
    if mark in _ALWAYS_OPEN or mark in _ALWAYS_CLOSE:
        return mark in _ALWAYS_OPEN
    before, after = raw[index - 1 : index], raw[index + 1 : index + 2]
    free_before = not before or before.isspace() or after_opening
    free_after = not after or after.isspace()
    if mark in _OPEN_OR_CLOSE:
        return free_before or before in _OPENERS or not (free_after or not after.isalnum())
    if free_before and free_after:
        return bool(after) and depth == 0 and mark in _EITHER
    if mark in _CLOSE_OR_OPEN:
        return free_before
    return free_before or (before in _OPENERS and after.isalnum())


def has_quotation(words: str) -> bool:
    """Whether words are, at least in part, inside quotation marks, double or single.

    Any double mark counts; an apostrophe ("'s avonds", "auto's") does not.
    """
    if words.isascii() and '"' not in words:
        return "'" in words and _SINGLE.search(words) is not None
    return any(mark in words for mark in MARKS) or _SINGLE.search(words) is not None
