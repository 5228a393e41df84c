"""The tail of a line: themes and signs, read from the end backwards until something else stands."""

import re
from typing import Final

import msgspec

from spiegel.domain.notation.escapes import (
    BACKSLASH,
    escaped,
    token_start,
    unescape_all,
    without_spaces,
)
from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.quotes import MARKS
from spiegel.domain.notation.reading import ThemeRef
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Valence
from spiegel.domain.session.words import tidy

VALENCES: Final = {
    "+": Valence.GOOD,
    "-": Valence.BETTER,
    "–": Valence.BETTER,
    "!": Valence.WISH,
}
KEY: Final = "*"
TRACEABLE: Final = "~%"
SIGNS: Final = "".join(VALENCES) + KEY + TRACEABLE
_PREFIX: Final = 3
"""Letters that a prefix needs before it may stand for a theme."""
_STOPS: Final = ".,;:?"
"""What ends a sentence, also behind a theme or a sign."""
_LOOSE: Final = _STOPS + SIGNS
"""What may cling to the end of a theme without being part of its name."""
_SHOWN: Final = 40
"""Characters of a line that a finding shows."""
_AFTER_QUOTE: Final = ".,!?…"


class Tail(msgspec.Struct, frozen=True, kw_only=True):
    """What the tail says, and where the words before it end."""

    end: int
    themes: tuple[ThemeRef, ...] = ()
    valence: Valence | None = None
    key: bool = False
    traceable: bool = False
    findings: tuple[Finding, ...] = ()


Item = ThemeRef | str
"""A theme, or one sign."""


def read_tail(raw: str, session: Session, start: int = 0) -> Tail:
    """The themes and signs at the end of raw words.

    start: the column of the first word, for findings. A line that is nothing but tail has no
    tail: then it is words.
    """
    whole = without_spaces(raw, len(raw))
    end = _before_stop(raw, whole)
    groups: list[list[Item]] = []
    findings: list[Finding] = []
    while end > 0:
        begin = token_start(raw, end)
        items, begin = _items_at(raw, begin, end, session)
        if items is None:
            findings.extend(_unpinned(raw[begin:end], start + begin))
            break
        groups.append(items)
        end = without_spaces(raw, begin)
    if not groups:
        return Tail(end=whole, findings=tuple(findings))
    if end == 0:
        only = Finding(FindingKind.ONLY_TAIL, raw[:_SHOWN], start)
        return Tail(end=whole, findings=(only,) if whole else ())
    return _tail(end, [item for group in reversed(groups) for item in group], findings, start)


def _before_stop(raw: str, end: int) -> int:
    """The end without a full stop that stands alone there, as typed after a sign and a space."""
    begin = token_start(raw, end)
    return without_spaces(raw, begin) if lone_stop(raw[begin:end]) else end


def lone_stop(token: str) -> bool:
    """Whether a token is nothing but what ends a sentence."""
    return bool(token) and not token.strip(_STOPS)


def _items_at(raw: str, begin: int, end: int, session: Session) -> tuple[list[Item] | None, int]:
    """The items of the token from `begin` to `end`, and where they begin; None for words."""
    token = raw[begin:end]
    if token[:1] == "%" and _number_before(raw, begin):
        return None, begin
    items = items_of(token, session)
    if items is None:
        glued = glued_after_quotation(token)
        if glued:
            return items_of(token[glued:], session), begin + glued
    return items, begin


def _number_before(raw: str, begin: int) -> bool:
    """Whether a number stands before, so that a lone % is a percentage ("25 %")."""
    return raw[:begin].rstrip()[-1:].isdigit() if begin else False


def glued_after_quotation(token: str) -> int:
    """Where tail is glued to the closing mark of a quotation in this token; 0 when none is."""
    last = max((token.rfind(mark) for mark in MARKS), default=-1)
    if last < 0 or escaped(token, last):
        return 0
    glued = last + 1
    while token[glued : glued + 1] and token[glued] in _AFTER_QUOTE:
        glued += 1
    return glued if token[glued : glued + 1] and token[glued] in "#" + SIGNS else 0


def items_of(token: str, session: Session) -> list[Item] | None:
    """The themes and signs of one token, in order; None when it holds anything else."""
    items: list[Item] = []
    index = 0
    while index < len(token):
        if token[index] in SIGNS or (items and token[index] in _STOPS):
            items.append(token[index])
            index += 1
            continue
        if token[index] != "#":
            return None
        end = _next_hash(token, index + 1)
        found = _theme_and_signs(token[index + 1 : end], session)
        if found is None:
            return None
        items.extend(found)
        index = end
    return items


def _next_hash(token: str, start: int) -> int:
    index = token.find("#", start)
    while index >= 0 and escaped(token, index):
        index = token.find("#", index + 1)
    return index if index >= 0 else len(token)


def _theme_and_signs(text: str, session: Session) -> list[Item] | None:
    """The theme after a `#`, with the signs glued to it; None when it cannot be a theme."""
    whole = session.theme_named(tidy(_name(text)))
    if whole is not None and not _number(text):
        return [ThemeRef(whole.name, whole.number)]
    end = len(text)
    while end > 0 and text[end - 1] in _LOOSE and not escaped(text, end - 1):
        end -= 1
    theme = find_theme(text[:end], session)
    if theme is None:
        return None
    return [theme, *(char for char in text[end:] if char in SIGNS)]


def _name(text: str) -> str:
    """The name that is written: `_` is a space, unless a backslash stands before it."""
    if BACKSLASH not in text:
        return text.replace("_", " ")
    return unescape_all(re.sub(r"(\\.)|_", lambda found: found[1] or " ", text, flags=re.DOTALL))


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def find_theme(text: str, session: Session) -> ThemeRef | None:
    """The theme that is written after `#`: pinned digit, name, prefix of one name, or new.

    A text with a backslash is a name as it stands, never a digit or a prefix. None when it is a
    number that no theme has, holds a quotation mark, or has neither letter nor digit.
    """
    name = tidy(_name(text))
    literal = BACKSLASH in text
    if _number(text) and len(text) == 1:
        pinned = session.pinned.get(int(text))
        return ThemeRef(pinned.name, pinned.number) if pinned is not None else None
    theme = session.theme_named(name)
    if theme is None and not literal and len(name) >= _PREFIX:
        theme = session.theme_starting(name)
    if theme is not None:
        return ThemeRef(theme.name, theme.number)
    impossible = _number(text) or any(mark in text for mark in MARKS)
    if not name or (not literal and (impossible or not any(map(str.isalnum, name)))):
        return None
    return ThemeRef(name)


def _unpinned(token: str, start: int) -> list[Finding]:
    digits = token[1:].rstrip(_LOOSE)
    if token[:1] == "#" and _number(digits):
        return [Finding(FindingKind.UNPINNED, f"#{digits}", start)]
    return []


def _tail(end: int, items: list[Item], findings: list[Finding], start: int) -> Tail:
    themes: dict[str, ThemeRef] = {}
    for item in items:
        if isinstance(item, ThemeRef):
            themes.setdefault(item.name.casefold(), item)
    signs = [item for item in items if isinstance(item, str)]
    valences = [VALENCES[sign] for sign in signs if sign in VALENCES]
    if len(set(valences)) > 1:
        what = " ".join(dict.fromkeys(sign for sign in signs if sign in VALENCES))
        findings.append(Finding(FindingKind.TWO_SIGNS, what, start + end))
    return Tail(
        end=end,
        themes=tuple(themes.values()),
        valence=valences[-1] if valences else None,
        key=KEY in signs,
        traceable=any(sign in TRACEABLE for sign in signs),
        findings=tuple(findings),
    )
