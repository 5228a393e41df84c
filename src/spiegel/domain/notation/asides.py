"""Asides: what a line says about the meeting itself, after `//` or `/` and a word."""

import re
from typing import Final

import msgspec

from spiegel.domain.language.naming import phase_named, question_at, step_named
from spiegel.domain.notation.escapes import unescape
from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.places import at_phase, at_question
from spiegel.domain.notation.reading import Context, Reading, ReadingKind
from spiegel.domain.notation.speakers import looks_coded, mentioned, read_codes
from spiegel.domain.patterns import pattern
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.statements import Where

_COMMAND: Final = pattern(r"/(?P<word>[^\W_][^\s/:]{0,40})(?=\s|$)\s*")
_STEP: Final = pattern(r"(?P<word>[^\W_]{3,40})(?=\s|:|$):?\s*")
_PARKED: Final = frozenset({"p", "park", "parkeer", "parkeren", "geparkeerd"})
_AFTERCARE: Final = frozenset({"zorg", "nazorg", "care", "aftercare"})
_LEFT: Final = frozenset({"weg", "left", "away", "gone"})
_BACK: Final = frozenset({"terug", "back"})


class Moved(msgspec.Struct, frozen=True):
    """A place that a line names: `/3`, `/vragenronde`; the rest of the line begins at `end`."""

    where: Where
    end: int


def read_aside(line: str, context: Context) -> Reading | Moved | Finding | None:
    """What a line that begins with `/` says; None when it is words ("/s", "/3/4 van ons").

    A Finding alone means: words, but nobody's until somebody has looked at them.
    """
    if line.startswith("//"):
        words = line[2:].lstrip()
        if not words:
            return _kept(line, FindingKind.NO_WORDS, "//", context)
        return _about(ReadingKind.NOTE, words, context)
    found = _COMMAND.match(line)
    if found is None:
        return None
    word, rest = found["word"].lower(), line[found.end() :]
    if word in _PARKED | _AFTERCARE:
        if not rest:
            return _kept(line, FindingKind.NO_WORDS, found[0].strip(), context)
        if word in _AFTERCARE:
            return _aftercare(rest, context)
        return _about(ReadingKind.PARKED, rest, context)
    if word in _LEFT:
        return _coming(ReadingKind.LEFT, line, found, context)
    if word in _BACK:
        return _coming(ReadingKind.BACK, line, found, context)
    return _place(word, found.end(), line, context)


def _about(kind: ReadingKind, raw: str, context: Context) -> Reading:
    """A remark about the participants that it mentions."""
    words = unescape(raw)
    people = mentioned(words, context.session)
    return Reading(kind=kind, where=context.where, words=words, people=people)


def _aftercare(raw: str, context: Context) -> Reading:
    """A remark about the participant whose code begins it, and those that it mentions."""
    codes, begin = read_codes(raw, context.session)
    if begin == len(raw):
        codes, begin = (), 0
    reading = _about(ReadingKind.AFTERCARE, raw[begin:], context)
    people = tuple(dict.fromkeys((*codes, *reading.people)))
    unknown = "" if codes else looks_coded(raw)
    findings = (Finding(FindingKind.UNKNOWN_CODE, unknown.upper()),) if unknown else ()
    return msgspec.structs.replace(reading, people=people, findings=findings)


def _coming(kind: ReadingKind, line: str, found: re.Match[str], context: Context) -> Reading:
    """A participant who goes or returns; what more is said about it becomes a note."""
    rest = line[found.end() :]
    codes, begin = read_codes(rest, context.session)
    if not codes:
        return _kept(line, FindingKind.NO_PERSON, found[0].strip(), context)
    return Reading(kind=kind, where=context.where, people=codes, words=unescape(rest[begin:]))


def _kept(line: str, kind: FindingKind, what: str, context: Context) -> Reading:
    """The whole line as a note, and why it is reported."""
    return Reading(
        kind=ReadingKind.NOTE,
        where=context.where,
        words=unescape(line),
        people=mentioned(line, context.session),
        findings=(Finding(kind, what),),
    )


def _place(word: str, end: int, line: str, context: Context) -> Reading | Moved | Finding | None:
    session = context.session
    if word.isascii() and word.isdigit():
        question = question_at(session, int(word), context.where.phase)
        if question is not None:
            return Moved(at_question(session, question), end)
        if end == len(line):
            return _kept(line, FindingKind.NO_SUCH_PLACE, f"/{word}", context)
        return Finding(FindingKind.NO_SUCH_PLACE, f"/{word}")
    phase = phase_named(session.agenda, word)
    if phase is None or phase.kind is PhaseKind.PAUSE:
        return None
    step = ""
    if phase.kind is PhaseKind.DEBRIEF:
        found = _STEP.match(line, end)
        named = step_named(phase, found["word"]) if found else None
        if found is not None and named is not None:
            step, end = named.key, found.end()
    return Moved(at_phase(session, phase, step), end)
