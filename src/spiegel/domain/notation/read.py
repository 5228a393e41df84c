"""Reading a line of the scribe: one grammar, whose meaning depends on where the line belongs.

Words are never changed and nothing is refused: what cannot be understood stays words, and a
finding says so.
"""

import re
from typing import Final

import msgspec

from spiegel.domain.notation.actions import read_action
from spiegel.domain.notation.asides import Moved, read_aside
from spiegel.domain.notation.escapes import without_spaces
from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.places import at_phase
from spiegel.domain.notation.reading import Context, Reading, ReadingKind
from spiegel.domain.notation.speakers import Named, looks_coded, read_speakers
from spiegel.domain.notation.spoken import (
    Findings,
    Line,
    question,
    remark,
    statement,
    turn_of,
    unclear,
)
from spiegel.domain.patterns import pattern
from spiegel.domain.session.agenda import Phase, PhaseKind, Role
from spiegel.domain.session.people import UNKNOWN

_QUESTION: Final = pattern(
    r"(?:t\s?(?P<listener>[0-9]{1,4})?\s?)?\?(?![?!])\s?:?\s*", re.IGNORECASE
)
_ACTION: Final = pattern(r">\s+(?=\S)")


def read(line: str, context: Context) -> Reading:
    """What a line says; it must have come through `words.clean`.

    Never raises. A line of white space is a Reading of kind empty.
    """
    text = line[: without_spaces(line, len(line))]
    begin = len(text) - len(text.lstrip())
    while begin < len(text):
        rest = text[begin:]
        aside = read_aside(rest, context) if rest.startswith("/") else None
        if isinstance(aside, Moved):
            context = msgspec.structs.replace(context, where=aside.where)
            begin += aside.end
        elif isinstance(aside, Finding):
            return unclear(Line(text=rest, context=context, start=begin), aside)
        else:
            return aside or _read(Line(text=rest, context=context, start=begin))
    return Reading(kind=ReadingKind.PLACE if begin else ReadingKind.EMPTY, where=context.where)


def _read(line: Line) -> Reading:
    text, context, start = line.text, line.context, line.start
    debrief = context.kind is PhaseKind.DEBRIEF
    action = _ACTION.match(text)
    if action is not None:
        if debrief:
            return read_action(text[action.end() :], context, start + action.end())
        line = _found(line, FindingKind.OUTSIDE_DEBRIEF, ">")
        return _explained(line, None) if context.explains else _unnamed(line)
    named = read_speakers(text, context.session)
    if context.explains and (named is not None or _QUESTION.match(text) is None):
        return _explained(line, named)
    if named is not None:
        begin = len(text) - len(text[named.end :].lstrip())
        return _named(
            msgspec.structs.replace(
                line, named=named, begin=begin, findings=_about_codes(named, start)
            )
        )
    asked = None if debrief else _QUESTION.match(text)
    if asked is not None:
        return _question(msgspec.structs.replace(line, begin=asked.end()), asked["listener"])
    code = "" if debrief else looks_coded(text)
    if code:
        return unclear(line, Finding(FindingKind.NO_COLON, code.upper(), start))
    return _unnamed(line)


def _explained(line: Line, named: Named | None) -> Reading:
    """What is said aloud about a question on devices: of nobody, unless somebody is named.

    What is said while people practise is a note.
    """
    question = line.context.question
    practice = question is not None and question.answer is not None and question.answer.practice
    if named is not None:
        begin = len(line.text) - len(line.text[named.end :].lstrip())
        findings = _about_codes(named, line.start)
        if begin == len(line.text):
            alone = Finding(FindingKind.NO_WORDS, line.text.strip(), line.start)
            named, begin, findings = Named(), 0, (alone,)
        elif named.codes == (UNKNOWN,) and not (named.staff or named.unknown):
            named = Named()
        line = msgspec.structs.replace(line, named=named, begin=begin, findings=findings)
    reading = remark(line, ReadingKind.NOTE if practice else ReadingKind.EXPLAINED)
    if reading.people and not practice:
        tied = Finding(FindingKind.TIES, ", ".join(reading.people), line.start)
        reading = msgspec.structs.replace(reading, findings=(*reading.findings, tied))
    return reading


def _found(line: Line, kind: FindingKind, what: str) -> Line:
    """The line with one more finding about it."""
    finding = Finding(kind, what, line.start)
    return msgspec.structs.replace(line, findings=(*line.findings, finding))


def _about_codes(named: Named, start: int) -> Findings:
    added, unknown = FindingKind.ADDED, FindingKind.UNKNOWN_CODE
    added_listener, unknown_listener = FindingKind.ADDED_LISTENER, FindingKind.UNKNOWN_LISTENER
    return (
        *(Finding(added if c[0] == "D" else added_listener, c, start) for c in named.added),
        *(Finding(unknown if c[0] == "D" else unknown_listener, c, start) for c in named.unknown),
    )


def _named(line: Line) -> Reading:
    """A line that begins with codes and a colon, by what its phase makes of them."""
    named, kind = line.named, line.context.kind
    if line.begin == len(line.text) and not named.unknown:
        return _speaker_alone(line)
    if kind is PhaseKind.DEBRIEF:
        clients = [code for code in named.codes if len(code) > 1]
        if clients:
            line = _found(line, FindingKind.CLIENT_IN_DEBRIEF, ", ".join(clients))
        return remark(line, ReadingKind.REMARK)
    if not named.codes:
        return _staff(line)
    if line.context.notes_turns:
        return remark(line, ReadingKind.NOTE)
    if named.staff or named.unknown:
        # A code that cannot be a speaker here stays visible among the words: nothing is lost.
        line = msgspec.structs.replace(line, begin=0, clear=False)
        if UNKNOWN not in named.codes:
            codes = (*named.codes, UNKNOWN)
            line = msgspec.structs.replace(line, named=Named(codes=codes, added=named.added))
    return statement(line)


def _speaker_alone(line: Line) -> Reading:
    """Codes without words: from here on they are the ones who go on."""
    named, context = line.named, line.context
    finding = Finding(FindingKind.NO_WORDS, line.text.strip(), line.start)
    codes = named.codes or named.staff
    return Reading(
        kind=ReadingKind.SPEAKER,
        where=msgspec.structs.replace(context.where, speakers=codes),
        speakers=codes,
        added=named.added,
        turn=turn_of(line),
        findings=(*line.findings, finding),
    )


def _staff(line: Line) -> Reading:
    """A listener or moderator who speaks: a question in the question round, else a note."""
    named, context = line.named, line.context
    codes = named.staff or named.unknown
    listener = next((code for code in codes if code.startswith("T")), "")
    if listener and context.kind is PhaseKind.QUESTIONS:
        if named.unknown:
            line, listener = msgspec.structs.replace(line, begin=0), ""
        return question(line, listener if listener != "T" else "")
    speaks = context.phase is not None and Role.LISTENERS in context.phase.speaks
    if listener and not speaks:
        line = _found(line, FindingKind.LISTENER_STATES, listener)
    return remark(line, ReadingKind.NOTE)


def _question(line: Line, number: str | None) -> Reading:
    """A line that begins with `?`, `T?` or `T2?`; just after the question round it is of that."""
    session = line.context.session
    earlier = _round_before(line.context)
    if earlier is not None:
        where = at_phase(session, earlier)
        context = msgspec.structs.replace(line.context, where=where)
        line = msgspec.structs.replace(line, context=context)
    listener = f"T{int(number)}" if number else ""
    if line.begin == len(line.text):
        whole = msgspec.structs.replace(line, begin=0)
        return remark(_found(whole, FindingKind.NO_WORDS, line.text), ReadingKind.NOTE)
    if listener and session.listener(listener) is None:
        if listener == f"T{session.number('listeners')}":
            line = _found(line, FindingKind.ADDED_LISTENER, listener)
            line = msgspec.structs.replace(line, named=Named(added=(listener,)))
        else:
            line = _found(line, FindingKind.UNKNOWN_LISTENER, listener)
            line, listener = msgspec.structs.replace(line, begin=0), ""
    return question(line, listener)


def _round_before(context: Context) -> Phase | None:
    """The question round, where a part follows in which nobody asks anything any more."""
    agenda = context.session.agenda
    if context.phase not in agenda or context.kind is not PhaseKind.TALK:
        return None
    before = agenda[agenda.index(context.phase) - 1] if agenda.index(context.phase) else None
    return before if before is not None and before.kind is PhaseKind.QUESTIONS else None


def _unnamed(line: Line) -> Reading:
    """A line without codes: the last speaker goes on, or it is a note, as the phase has it."""
    context, last = line.context, line.context.where.speakers
    staff = tuple(code for code in last if code[0] in "TG")
    if context.kind is PhaseKind.DEBRIEF:
        goes_on = msgspec.structs.replace(line, named=Named(staff=last))
        return remark(goes_on, ReadingKind.REMARK)
    if context.notes_turns:
        goes_on = msgspec.structs.replace(line, named=Named(codes=last, inherited=True))
        return remark(goes_on, ReadingKind.NOTE)
    if context.kind is PhaseKind.TALK:
        return remark(line, ReadingKind.NOTE)
    if staff and staff == last:
        return _staff(msgspec.structs.replace(line, named=Named(staff=staff)))
    named = Named(codes=last or (UNKNOWN,), inherited=bool(last) and last != (UNKNOWN,))
    return statement(msgspec.structs.replace(line, named=named))
