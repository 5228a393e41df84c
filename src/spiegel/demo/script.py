"""The scripts of the demo: what was typed and done in the fictional meetings, and when."""

import datetime
import re
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.instants import MINUTE, SECOND
from spiegel.domain.session.words import lines_of

_ENTRY: Final = pattern(r"(-?)(\d+):(\d\d):(\d\d)  (.+)")
_STAMP: Final = pattern(r"\[(\d+:\d\d:\d\d)\]")
_DAY: Final = pattern(r"\[dag (\d+)\]")
_BELOW: Final = "    "


class ScriptLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a script.

    offset: milliseconds since the start of the meeting, negative before it. row: its line in the
    file, from 1. text: a line of the scribe, or a move without its `=`. below: the lines that
    belong to it, each with four spaces before it. script: its file.
    """

    offset: int
    row: int
    text: str
    move: bool = False
    below: tuple[str, ...] = ()
    script: str = "meeting.txt"


class ScriptError(Exception):
    """A line of a script that cannot be played: which one, and why."""

    def __init__(self, row: int, problem: str, script: str = "meeting.txt") -> None:
        super().__init__(f"{script}:{row}: {problem}")
        self.row = row


@cache
def plan_text(plan: str = "plan.md") -> str:
    """The written plan of a meeting."""
    return _read(plan)


@cache
def entries(script: str = "meeting.txt") -> tuple[ScriptLine, ...]:
    """A script from beginning to end. Raises ScriptError for a line that is none."""
    found: list[ScriptLine] = []
    for row, line in enumerate(lines_of(_read(script)), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(_BELOW) and found:
            found[-1] = msgspec.structs.replace(found[-1], below=(*found[-1].below, line.strip()))
            continue
        entry = _entry(script, row, line)
        if found and entry.offset < found[-1].offset:
            raise ScriptError(row, "earlier than the line before", script)
        found.append(entry)
    return tuple(found)


@cache
def links(script: str) -> tuple[tuple[str, str], ...]:
    """Which groups of ideas of two meetings mean the same, by their names."""
    lines = (line for line in lines_of(_read(script)) if line.strip() and line[0] != "#")
    pairs = (line.split("|") for line in lines)
    return tuple((one.strip(), other.strip()) for one, other in pairs)


def _entry(script: str, row: int, line: str) -> ScriptLine:
    match = _ENTRY.fullmatch(line)
    if match is None:
        raise ScriptError(row, "no time and two spaces at the start", script)
    sign, hours, minutes, seconds, text = match.groups()
    offset = (int(hours) * 60 + int(minutes)) * MINUTE + int(seconds) * SECOND
    move = text.startswith("= ")
    return ScriptLine(
        offset=-offset if sign else offset,
        row=row,
        text=text.removeprefix("= ") if move else text,
        move=move,
        script=script,
    )


def offset_of(stamp: str) -> int:
    """The milliseconds of a time such as "0:46:05"."""
    hours, minutes, seconds = (int(part) for part in stamp.split(":"))
    return (hours * 60 + minutes) * MINUTE + seconds * SECOND


def fill_in(entry: ScriptLine, numbers: dict[int, int], held: datetime.date) -> ScriptLine:
    """The line with what stands between square brackets filled in.

    A time becomes the number of the statement made then, "dag 22" the date so many days after the
    meeting. numbers: of statements, by the offset at which they were made. held: the day of the
    meeting. Raises ScriptError for a time at which no statement was made.
    """

    def number(match: re.Match[str]) -> str:
        found = numbers.get(offset_of(match[1]))
        if found is None:
            raise ScriptError(entry.row, f"no statement at {match[1]}", entry.script)
        return str(found)

    def date(match: re.Match[str]) -> str:
        on = held + datetime.timedelta(days=int(match[1]))
        return f"{on.day}-{on.month}-{on.year}"

    lines = (_DAY.sub(date, words) for words in (entry.text, *entry.below))
    text, *below = (_STAMP.sub(number, words) for words in lines)
    return msgspec.structs.replace(entry, text=text, below=tuple(below))


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
