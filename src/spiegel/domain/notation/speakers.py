"""Who is named at the start of a line: codes before a colon, and what only looks like one."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.quotes import MARKS
from spiegel.domain.patterns import pattern
from spiegel.domain.session.people import ALL, UNKNOWN
from spiegel.domain.session.session import Session

INHERITED: Final = "›"
"""Stands after a code that was not typed but goes on, as on the scribe's screen: `D3 ›`."""

_TO: Final = r"\s{0,3}(?:[-–]|\s(?:t/m|tot\ en\ met)\s)\s{0,3}"
_CLIENT: Final = rf"(?:d\ ?[0-9]{{1,4}}|[0-9]{{1,2}})(?:{_TO}(?:d\ ?)?[0-9]{{1,4}})?"
_ITEM: Final = rf"(?:{_CLIENT}|[tg]\ ?[0-9]{{1,4}}|[tg]\b|allen\b|all\b|\?)"
_AND: Final = r"(?:\s*[,/+&]\s*|\s+(?:en|and)\s+|(?<=[0-9])\s+(?=d\ ?[0-9]))"
_LIST: Final = rf"{_ITEM}(?:{_AND}{_ITEM}){{0,60}}"
_FLAGS: Final = re.IGNORECASE | re.VERBOSE
_PREFIX: Final = pattern(
    rf"(?P<codes>{_LIST})\s*(?P<inherited>›\s*)?(?P<colon>::|:(?![0-9]))", _FLAGS
)
_CODES: Final = pattern(rf"(?P<codes>{_LIST})\s*(?:(?P<colon>::?)|(?!\w))\s*", _FLAGS)
_ALONE: Final = pattern(r"[dtg]\ ?[0-9]{1,4}\s*", _FLAGS)
_ONE: Final = pattern(_ITEM, _FLAGS)
_RANGE: Final = pattern(rf"(?:d\ ?)?([0-9]{{1,4}}){_TO}(?:d\ ?)?([0-9]{{1,4}})", _FLAGS)
_LOOKS_CODED: Final = pattern(
    rf"[\s\-–•*(\[{{<{MARKS}]*((?:d[0-9]{{1,4}}|t[0-9]{{1,3}}|g[12])(?!\w))", re.IGNORECASE
)
_INNER: Final = pattern(r"(?<![\w@#])[dD][0-9]{1,3}\s?:(?![0-9])")
_MENTION: Final = pattern(r"(?<!\w)[dD]([0-9]{1,4})(?!\w)")
_BARE: Final = pattern(r"(?<![dtg0-9–-])(?<![dtg]\ )[0-9]", _FLAGS)
_REACH: Final = 400
"""Characters: further on no speaker is looked for, so that a long line stays fast."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """The speakers that a line names.

    codes: of participants, `people.ALL` or `people.UNKNOWN`. staff: codes of listeners and
    moderators. added: the next free codes, of people who come in with this line. unknown: codes of
    nobody. end: where the words begin. verbatim: there were two colons.
    """

    codes: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    inherited: bool = False
    verbatim: bool = False
    end: int = 0


def read_speakers(line: str, session: Session) -> Named | None:
    """The speakers before the first colon, or None when what stands there is words.

    A colon followed by a digit (14:30) ends no speaker. A code alone on its line needs no colon.
    """
    if line[:1] not in "dtgDTGaA?0123456789":
        return None
    found = _PREFIX.match(line, 0, _REACH)
    if found is None:
        alone = len(line) < _REACH and _ALONE.fullmatch(line) is not None
        return _resolve(line, session, end=len(line)) if alone else None
    return _resolve(
        found["codes"],
        session,
        end=found.end(),
        inherited=found["inherited"] is not None,
        verbatim=found["colon"] == "::",
    )


def read_codes(text: str, session: Session) -> tuple[tuple[str, ...], int]:
    """The known participants named at the start of a text, and where the rest begins.

    No colon is needed, as in `/weg D8`; but a bare digit is a code only before a colon or alone,
    for "/zorg 3 mensen" names nobody. Nothing known gives ((), 0).
    """
    found = _CODES.match(text, 0, _REACH)
    if found is None:
        return (), 0
    named = _resolve(found["codes"], session, end=found.end())
    bare = found["colon"] is None and named.end < len(text) and _BARE.search(found["codes"])
    clear = named.codes and not (named.unknown or named.added or named.staff or bare)
    if clear and all(code.startswith("D") for code in named.codes):
        return named.codes, named.end
    return (), 0


def _resolve(
    text: str, session: Session, *, end: int, inherited: bool = False, verbatim: bool = False
) -> Named:
    codes: dict[str, None] = {}
    added: list[str] = []
    unknown: list[str] = []
    free = {"D": session.number("participants"), "T": session.number("listeners")}
    for code, ranged in _codes(text):
        letter, number = code[:1], int(code[1:] or 0)
        if not (_known(session, code, number) or code in added):
            if number == free.get(letter) and not (ranged and added):
                added.append(code)
                free[letter] += 1
            else:
                unknown.append(code)
                code = UNKNOWN if letter == "D" else ""
        codes[code] = None
    if unknown and added:
        unknown, added = [*added, *unknown], []
    speakers = (UNKNOWN if code in unknown else code for code in codes if code[:1] not in "TG")
    return Named(
        codes=tuple(dict.fromkeys(speakers)),
        staff=tuple(code for code in codes if code[:1] in ("T", "G") and code not in unknown),
        added=tuple(added),
        unknown=tuple(unknown),
        inherited=inherited,
        verbatim=verbatim,
        end=end,
    )


def _known(session: Session, code: str, number: int) -> bool:
    letter = code[:1]
    if letter == "D":
        return number in session.participants
    if letter == "T":
        return code == "T" or number in session.listeners
    return letter != "G" or number < 10


def _codes(text: str) -> Iterator[tuple[str, bool]]:
    """The codes of a list as they are stored (upper case, no spaces, no leading zeros).

    With each: whether it is the far end, or the inside, of a range.
    """
    for item in _ONE.findall(text):
        span = _RANGE.fullmatch(item)
        if item == UNKNOWN:
            yield UNKNOWN, False
        elif item[:1] in "aA":
            yield ALL, False
        elif span is not None:
            yield from _between(int(span[1]), int(span[2]))
        elif item[:1].isdigit():
            yield f"D{int(item)}", False
        else:
            number = item[1:].strip()
            yield item[:1].upper() + (str(int(number)) if number else ""), False


def _between(first: int, last: int) -> Iterator[tuple[str, bool]]:
    """The codes of a range; of a range beyond any room only its ends."""
    low, high = sorted((first, last))
    numbers = range(low, high + 1) if high - low < 100 else (low, high)
    return ((f"D{number}", number != low) for number in numbers)


def written_codes(line: str) -> str:
    """The codes that a line names as its speakers, as text; empty when it names none."""
    found = _PREFIX.match(line, 0, _REACH)
    if found is None:
        return ""
    codes = dict.fromkeys(code for code, ranged in _codes(found["codes"]) if len(code) > 1)
    return ", ".join(codes)


def looks_coded(line: str) -> str:
    """The code that a line begins with although no colon makes it one, or nothing."""
    found = _LOOKS_CODED.match(line, 0, _REACH)
    return found[1] if found else ""


def after_code(words: str) -> int:
    """Where words begin that were kept with the code before them; 0 when there is none."""
    found = _PREFIX.match(words, 0, _REACH) or _LOOKS_CODED.match(words, 0, _REACH)
    if found is None:
        return 0
    rest = words[found.end() :].lstrip(" \t;,.:")
    return len(words) - len(rest) if rest else 0


def inner_code(words: str, start: int) -> Finding | None:
    """A finding when a participant's code and a colon stand inside the words."""
    found = _INNER.search(words)
    if found is None:
        return None
    return Finding(FindingKind.INNER_CODE, found[0].upper(), start + found.start())


class Part(msgspec.Struct, frozen=True):
    """What one person says in a line, or some together.

    codes: as the line names them, none where it names nobody. prefix: as it is typed before the
    words, with the colon and the spaces.
    """

    codes: tuple[str, ...]
    prefix: str
    words: str


def spoken_parts(line: str) -> tuple[Part, ...]:
    """A line cut before each code and colon inside it; all parts together are the line."""
    begin = len(line) - len(line.lstrip())
    first = _PREFIX.match(line, begin, begin + _REACH)
    starts: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
    if first is not None:
        codes = dict.fromkeys(code for code, _ranged in _codes(first["codes"]))
        starts = [(0, first.end(), tuple(codes))]
    starts += (
        (found.start(), found.end(), (found[0].rstrip(": ").upper(),))
        for found in _INNER.finditer(line, starts[0][1])
    )
    ends = [*(start for start, _words, _who in starts[1:]), len(line)]
    parts = []
    for (start, words, who), end in zip(starts, ends, strict=True):
        after = words + len(line[words:end]) - len(line[words:end].lstrip())
        parts.append(Part(who, line[start:after], line[after:end]))
    return tuple(parts)


def mentioned(words: str, session: Session) -> tuple[str, ...]:
    """The codes of the participants that the words mention, in order, each once."""
    numbers = dict.fromkeys(int(found[1]) for found in _MENTION.finditer(words))
    return tuple(f"D{number}" for number in numbers if number in session.participants)
