"""An improvement action on a line: kind, words, reason, and its tail of theme, owner, day, numbers.

    > uitzoeken: of een vast nummer kan #bereikbaarheid @teamleider Noord 15-12 (1, 4)
    > doen we niet: een extra spreekuur, want daar is geen geld voor (12)

`?` and `x` are short for *uitzoeken* and *doen we niet*. Of an action that is declined, what
follows `reden:`, or else begins with omdat, want or because, is the reason. A lone `@` at the end
says that nobody is named yet.
"""

import datetime
import re
from typing import Final

import msgspec

from spiegel.domain.notation.dates import Oddity, read_date
from spiegel.domain.notation.escapes import (
    escaped,
    token_start,
    unescape,
    unescape_all,
    without_spaces,
)
from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.reading import Context, Reading, ReadingKind, ThemeRef
from spiegel.domain.notation.tail import items_of
from spiegel.domain.patterns import pattern
from spiegel.domain.session.actions import ActionKind
from spiegel.domain.session.words import tidy

_KINDS: Final = pattern(
    r"(?:(?P<decline>(?:dit\s+)?doen\s+we\s+niet|niet\s+doen|we\s+will\s+not|decline)\s*:"
    r"|(?P<explore>uitzoeken|find\s+out|explore)\s*:"
    r"|(?P<do>doen|do)\s*:"
    r"|(?P<no>x)(?=\s)|(?P<maybe>\?)(?=\s))\s*",
    re.IGNORECASE,
)
_EXPLORES: Final = pattern(r"(?:uitzoeken|find\s+out)\b", re.IGNORECASE)
_REASON: Final = pattern(r"(?:^|(?<=\s))(?:reden|reason):(?:\s+|$)", re.IGNORECASE)
_BECAUSE: Final = pattern(r",?\s+(?=(?:omdat|want|because)\s)", re.IGNORECASE)
_NUMBERS: Final = pattern(r"\(\s*(?:nr\.?\s*)?[0-9]{1,9}(?:(?:[\s,;&]|en|and)+[0-9]{1,9})*\s*\)")

_ODDITIES: Final = {
    Oddity.IMPOSSIBLE: FindingKind.IMPOSSIBLE_DATE,
    Oddity.WEEKDAY: FindingKind.WEEKDAY,
    Oddity.NO_DAY: FindingKind.NO_DAY,
    Oddity.LAST_DAY: FindingKind.LAST_DAY,
}


class ActionTail(msgspec.Struct):
    """What the tail of an action says so far; `end` moves back while it is read."""

    end: int
    themes: list[ThemeRef] = []
    owner: str | None = None
    by: datetime.date | None = None
    statements: list[int] = []
    kept: list[str] = []
    findings: list[Finding] = []


def read_action(raw: str, context: Context, start: int) -> Reading:
    """The action that stands after `> `.

    start: the column of `raw` in the line, for findings.
    """
    kind, begin = _kind(raw)
    tail = read_action_tail(raw, begin, context, start)
    body = raw[begin : tail.end]
    words, reason = _reason(body) if kind is ActionKind.DECLINE else (unescape(body), "")
    if tail.kept:
        words = " ".join((words, *reversed(tail.kept)))
    return Reading(
        kind=ReadingKind.ACTION,
        where=context.where,
        words=words,
        reason=reason,
        action=kind,
        themes=tuple(reversed({theme.name.casefold(): theme for theme in tail.themes}.values())),
        owner=tail.owner or "",
        by=tail.by,
        statements=tuple(dict.fromkeys(reversed(tail.statements))),
        findings=tuple(reversed(tail.findings)),
    )


def _kind(raw: str) -> tuple[ActionKind, int]:
    """The kind of action, and where its words begin."""
    found = _KINDS.match(raw)
    if found is not None and raw[found.end() :].strip():
        if found["decline"] or found["no"]:
            return ActionKind.DECLINE, found.end()
        return (ActionKind.DO if found["do"] else ActionKind.EXPLORE), found.end()
    return (ActionKind.EXPLORE if _EXPLORES.match(raw) else ActionKind.DO), 0


def explores(words: str) -> bool:
    """Whether words say by their first one that something must be found out."""
    return _EXPLORES.match(words) is not None and _KINDS.match(words) is None


def begins_with_kind(words: str) -> bool:
    """Whether words would be read as saying what kind of action they are."""
    return _KINDS.match(words) is not None or _EXPLORES.match(words) is not None


def _reason(body: str) -> tuple[str, str]:
    """The words and the reason of an action that is declined."""
    marked = list(_REASON.finditer(body))
    if marked and body[: marked[-1].start()].strip():
        mark = marked[-1]
        words = body[: without_spaces(body, mark.start())]
        return unescape(words), unescape(body[mark.end() :], everywhere=True)
    because = _BECAUSE.search(body)
    if because is not None and because.start() > 0:
        reason = unescape(body[because.end() :], everywhere=True)
        return unescape(body[: because.start()]), reason
    return unescape(body), ""


def gives_reason(words: str) -> bool:
    """Whether words hold what would be read as the beginning of a reason."""
    return _REASON.search(words) is not None or _BECAUSE.search(words) is not None


def read_action_tail(raw: str, begin: int, context: Context, start: int) -> ActionTail:
    """Theme, owner, day and statements, in any order, from the end backwards to `begin`.

    Words that come to nothing (an impossible day, numbers of no statement) are in `kept`, in
    reverse. Nothing but tail is words.
    """
    whole = without_spaces(raw, len(raw))
    tail = ActionTail(end=whole, themes=[], statements=[], kept=[], findings=[])
    while tail.end > begin:
        position = _before_last(raw, begin, tail, context, start)
        if position is None:
            break
        tail.end = max(begin, without_spaces(raw, position))
    if tail.end <= begin:
        return ActionTail(end=whole, themes=[], statements=[], kept=[], findings=[])
    return tail


def _before_last(
    raw: str, begin: int, tail: ActionTail, context: Context, start: int
) -> int | None:
    """Take in the last item before `tail.end`; where it begins, or None when it is words."""
    for read in (_theme, _statements, _day, _owner):
        position = read(raw, tail, context, start)
        if position is not None and position >= begin:
            return position
    return None


def _theme(raw: str, tail: ActionTail, context: Context, start: int) -> int | None:
    position = token_start(raw, tail.end)
    if raw[position] != "#":
        return None
    items = items_of(raw[position : tail.end], context.session)
    if items is None:
        return None
    tail.themes.extend(item for item in reversed(items) if isinstance(item, ThemeRef))
    return position


def _statements(raw: str, tail: ActionTail, context: Context, start: int) -> int | None:
    if raw[tail.end - 1] != ")" or escaped(raw, tail.end - 1):
        return None
    position = raw.rfind("(", 0, tail.end)
    if position < 0 or not _begins_token(raw, position):
        return None
    text = raw[position : tail.end]
    if _NUMBERS.fullmatch(text) is None:
        return None
    numbers = [int(number) for number in re.findall(r"[0-9]+", text)]
    known = [number for number in numbers if number in context.session.statements]
    missing = ", ".join(str(number) for number in numbers if number not in known)
    if missing:
        tail.kept.append(f"({missing})")
        tail.findings.append(Finding(FindingKind.NO_STATEMENT, missing, start + position))
    tail.statements.extend(reversed(known))
    return position


def _day(raw: str, tail: ActionTail, context: Context, start: int) -> int | None:
    if tail.by is not None:
        return None
    written = read_date(raw, tail.end, context.today)
    if written is None:
        return None
    tail.by = written.day
    text = unescape(raw[written.start : tail.end])
    if written.day is None:
        tail.kept.append(text)
    if written.odd is not None:
        tail.findings.append(Finding(_ODDITIES[written.odd], text, start + written.start))
    return written.start


def _owner(raw: str, tail: ActionTail, context: Context, start: int) -> int | None:
    """A function or name from the last `@` on; no theme and no bracket stands in between."""
    if tail.owner is not None:
        return None
    position = raw.rfind("@", 0, tail.end)
    while position >= 0 and not _begins_token(raw, position):
        position = raw.rfind("@", 0, position)
    if position < 0 or re.search(r"(?<!\S)[#(]", raw[position : tail.end]):
        return None
    end = tail.end
    while raw[end - 1] in ",;:" and not escaped(raw, end - 1):
        end -= 1
    owner = tidy(unescape_all(raw[position + 1 : end]))
    code = owner.upper()
    if re.fullmatch(r"T[0-9]{1,4}", code):
        owner = f"T{int(code[1:])}"
        if context.session.listener(owner) is None:
            tail.findings.append(Finding(FindingKind.UNKNOWN_LISTENER, owner, start + position))
    tail.owner = owner
    return position


def _begins_token(raw: str, position: int) -> bool:
    return position == 0 or (raw[position - 1].isspace() and not escaped(raw, position - 1))
