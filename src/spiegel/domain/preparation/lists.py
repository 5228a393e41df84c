"""Lists of people that somebody hands over: listeners, and how participants were asked.

What was read is shown before it is kept: what each column was taken for, and which line was not
understood. The same list read again changes nothing.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from spiegel.domain.preparation.columns import (
    Column,
    Finding,
    Headed,
    Part,
    Problem,
    day_or_yes,
    fit_words,
    headed,
    number_of,
    yes_or_no,
)
from spiegel.domain.preparation.learning import AddLearningQuestion, learning_of
from spiegel.domain.preparation.personal import may_name, reaches
from spiegel.domain.preparation.tables import Line
from spiegel.domain.preparation.targets import MOST
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.session import Change, Session, put
from spiegel.domain.session.words import folded
from spiegel.i18n import Translations

_LISTENERS: Final = (
    Part.FUNCTION,
    Part.ORGANISATION,
    Part.INVITED,
    Part.COMING,
    Part.LEARNING,
)
_ASKED: Final = (
    Part.CODE,
    Part.ASKED_BY,
    Part.ASKED,
    Part.COMING,
    Part.CALLED,
    Part.NEEDS,
    Part.COMPANY,
    Part.TRAVEL,
    Part.FEE,
)
_FIELDS: Final[Mapping[Part, str]] = {
    part: part.name.lower() for part in (*_LISTENERS, *_ASKED) if part is not Part.CODE
}
_WORDS: Final = {
    Part.FUNCTION,
    Part.ORGANISATION,
    Part.LEARNING,
    Part.ASKED_BY,
    Part.NEEDS,
    Part.TRAVEL,
    Part.FEE,
}
_SHOWN: Final = 40
"""Characters of a cell that are shown when it was not understood."""
_DAYS: Final = {Part.INVITED, Part.ASKED, Part.CALLED}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What one line says of somebody. number: of a participant. fields: what was said, not more.
    learning: what a listener wants to learn, nothing when the line does not say."""

    line: int
    number: int = 0
    fields: Mapping[str, Any]
    learning: str = ""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A list as it was understood; nothing of it is kept yet."""

    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What keeping a list does: how many are new, known and changed, or known and as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


# Listeners


def read_listeners(lines: Sequence[Line], today: datetime.date) -> Taken:
    """The listeners in a list, each by function; lines that are alike in all are one."""
    table = headed(lines, _LISTENERS, Part.FUNCTION)
    findings = list(table.findings)
    entries: list[Entry] = []
    seen: dict[tuple[str, ...], int] = {}
    for one in table.lines:
        before = seen.setdefault(table.rest(one), one.number)
        if before != one.number:
            findings.append(Finding(line=one.number, problem=Problem.SAME, what=str(before)))
            continue
        if len(entries) == MOST:
            findings.append(Finding(line=one.number, problem=Problem.MANY, what=str(MOST)))
            continue
        fields, problems = _read(table, one, _LISTENERS, today)
        findings += problems
        learning = fields.pop(_FIELDS[Part.LEARNING], "")
        if "function" in fields:
            entries.append(Entry(line=one.number, fields=fields, learning=learning))
        elif not any(problem.part is Part.FUNCTION for problem in problems):
            findings.append(Finding(line=one.number, problem=Problem.NOTHING))
    return Taken(columns=table.columns, entries=tuple(entries), findings=_sorted(findings))


class TakeListeners(Change, frozen=True, kw_only=True):
    """Listeners of a list; who has the same function and organisation is the same listener.

    A side that names no organisation fits any. Who is new goes first to a listener without a
    function. What the list says of an answer or an invitation counts; what it leaves open stays.
    """

    entries: tuple[Entry, ...]

    def name(self, t: Translations) -> str:
        return t.gettext("listeners of a list")

    def apply(self, session: Session, now: Instant) -> Session:
        placed = list(_placed(session, self.entries))
        session = put(session, *(after for _before, after in placed))
        for (_before, one), entry in zip(placed, self.entries, strict=True):
            if _wants_more(session, one, entry):
                add = AddLearningQuestion(words=entry.learning, listener=one.number)
                session = add.apply(session, now)
        return session


def effect_on_listeners(session: Session, entries: Sequence[Entry]) -> Effect:
    """What keeping them would do now."""
    placed = zip(_placed(session, entries), entries, strict=True)
    return _effect(
        (before and (before, False), (after, _wants_more(session, after, entry)))
        for (before, after), entry in placed
    )


def _wants_more(session: Session, one: Listener, entry: Entry) -> bool:
    """Whether a line says something that this listener wants to learn and that is not known."""
    known = {folded(question.words) for question in learning_of(session, one.number)}
    return bool(entry.learning) and folded(entry.learning) not in known


def _placed(
    session: Session, entries: Sequence[Entry]
) -> Iterator[tuple[Listener | None, Listener]]:
    """Each entry with the listener that it is, or None, and as that listener is then."""
    free = [session.listeners[number] for number in sorted(session.listeners)]
    left: list[Entry] = []
    found: dict[int, Listener] = {}
    for alike in (_same, _may_be_same):
        waiting, left = (entries, []) if alike is _same else (left, [])
        for entry in waiting:
            known = next((one for one in free if alike(one, entry)), None)
            if known is None:
                left.append(entry)
            else:
                free.remove(known)
                found[entry.line] = known
    nameless = [one for one in free if not one.function]
    next_number = session.number("listeners")
    for entry in entries:
        before = found.get(entry.line)
        if before is None and nameless:
            # The code is there already, and so far it is nobody's.
            yield None, _with(nameless.pop(0), entry)
        elif before is None:
            yield None, _with(Listener(number=next_number), entry)
            next_number += 1
        else:
            yield before, _with(before, entry)


def _same(one: Listener, entry: Entry) -> bool:
    organisation = folded(entry.fields.get("organisation", ""))
    return _same_function(one, entry) and folded(one.organisation) == organisation


def _may_be_same(one: Listener, entry: Entry) -> bool:
    return _same_function(one, entry) and not (
        one.organisation and entry.fields.get("organisation")
    )


def _same_function(one: Listener, entry: Entry) -> bool:
    return folded(one.function) == folded(entry.fields["function"])


def _with(one: Listener, entry: Entry) -> Listener:
    fields = dict(entry.fields)
    if one.function and folded(one.function) == folded(fields["function"]):
        # Only capitals differ: what somebody typed here stays.
        del fields["function"]
    if one.organisation and folded(one.organisation) == folded(fields.get("organisation", "")):
        del fields["organisation"]
    return msgspec.structs.replace(one, **fields)


# Participants


def read_asked(lines: Sequence[Line], today: datetime.date, session: Session) -> Taken:
    """How the participants in a list were asked, each by code; without names.

    A code that comes right after the last one given out is a participant more.
    """
    table = headed(lines, _ASKED, Part.ASKED_BY)
    findings = list(table.findings)
    entries: dict[int, Entry] = {}
    following = session.number("participants")
    for one in table.lines:
        number = number_of(table.cell(one, Part.CODE))
        problem = _who(session, number, entries, following)
        if problem is not None:
            kind, what = problem
            findings.append(Finding(line=one.number, problem=kind, what=what))
            continue
        assert number is not None
        if number not in session.participants:
            following += 1
        fields, problems = _read(table, one, _ASKED, today)
        findings += problems
        entries[number] = Entry(line=one.number, number=number, fields=fields)
    return Taken(columns=table.columns, entries=tuple(entries.values()), findings=_sorted(findings))


def _who(
    session: Session, number: int | None, entries: Mapping[int, Entry], following: int
) -> tuple[Problem, str] | None:
    """Why a line is of nobody; None when it is of somebody."""
    if number is None:
        return Problem.NO_CODE, ""
    if number in entries:
        return Problem.SAME, str(entries[number].line)
    if number > MOST:
        return Problem.MANY, str(MOST)
    person = session.participants.get(number)
    if person is None and number != following:
        return Problem.NOBODY, f"D{number}"
    if person is not None and person.withdrawn:
        return Problem.WITHDREW, f"D{number}"
    return None


class TakeAsked(Change, frozen=True, kw_only=True):
    """How participants were asked, as a list says it; what it leaves open stays."""

    entries: tuple[Entry, ...]

    def name(self, t: Translations) -> str:
        return t.gettext("recruiting of a list")

    def apply(self, session: Session, now: Instant) -> Session:
        return put(session, *(after for _before, after in _asked(session, self.entries)))


def effect_on_asked(session: Session, entries: Sequence[Entry]) -> Effect:
    """What keeping them would do now."""
    return _effect(_asked(session, entries))


def _asked(
    session: Session, entries: Sequence[Entry]
) -> Iterator[tuple[Participant | None, Participant]]:
    for entry in entries:
        before = session.participants.get(entry.number)
        if before is None and entry.number <= session.last.get("participants", 0):
            # Somebody took this person off the list meanwhile.
            continue
        if before is not None and before.withdrawn:
            continue
        person = before or Participant(number=entry.number)
        asking = msgspec.structs.replace(person.recruiting, **entry.fields)
        yield before, msgspec.structs.replace(person, recruiting=asking)


# Both


def _effect(placed: Iterator[tuple[Any, Any]]) -> Effect:
    new = changed = same = 0
    for before, after in placed:
        new += before is None
        changed += before is not None and before != after
        same += before is not None and before == after
    return Effect(new=new, changed=changed, same=same)


def _read(
    table: Headed, line: Line, parts: Sequence[Part], today: datetime.date
) -> tuple[dict[str, Any], list[Finding]]:
    """What a line says, and what of it cannot be taken."""
    fields: dict[str, Any] = {}
    findings: list[Finding] = []
    for part in parts:
        cell = table.cell(line, part)
        if not cell or part is Part.CODE:
            continue
        if part in _WORDS:
            problem = fit_words(part, cell)
            if problem is None:
                fields[_FIELDS[part]] = cell
            else:
                findings.append(Finding(line=line.number, problem=problem, part=part))
            continue
        try:
            value = day_or_yes(cell, today) if part in _DAYS else yes_or_no(cell)
        except ValueError:
            kind = Problem.NO_DAY if part in _DAYS else Problem.NO_ANSWER
            what = "…" if may_name(cell) or reaches(cell) else cell[:_SHOWN]
            findings.append(Finding(line=line.number, problem=kind, part=part, what=what))
            continue
        if value is not None:
            fields[_FIELDS[part]] = value
    return fields, findings


def _sorted(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.line))
