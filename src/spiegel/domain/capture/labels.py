"""Notes with labels of their own, as of a transcript: `[00:01:12] R1: …` becomes a line of ours.

    used = labels_in(lines)                     # R, 41 lines, participants; Interviewer, 12, ...
    notes = Labelled(scheme_of(used))
    line = notes.line("**P3:** \\"Acht weken\\"")  # D3: "Acht weken", sure

A label is what stands before a colon; its number, if it has one, is the number of that person.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.instants import SECOND, Instant, after
from spiegel.domain.session.words import tidy
from spiegel.i18n import N_, Translations

_STAMP: Final = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_WORD: Final = r"[^\W\d_][^\W\d_.&/-]*\.?"
_NUMBER: Final = r"\d{1,3}"
_LABEL: Final = rf"{_WORD}(?:[ -]{_WORD}){{0,2}}"
_ONE: Final = rf"(?:{_LABEL})[ .-]?(?:{_NUMBER})?"
_SHAPE: Final = pattern(
    rf"(?P<sign>[-*•–]\s+)?"
    rf"(?:(?P<open>[\[(])?\s*(?P<stamp>{_STAMP})(?:\s*(?:-|–|-->)\s*{_STAMP})?\s*(?(open)[\])])\s*[-–:]?\s*)?"
    rf"(?P<emphasis>\*\*|__|\*|_)?"
    rf"(?P<who>{_ONE}(?:\s*(?:/|&|\+|,|\ben\b|\band\b|\bund\b)\s*{_ONE}){{0,4}})"
    rf"\s*(?:[\[(](?P<later>{_STAMP})[\])]\s*)?"
    rf"(?P<colon>(?(emphasis)(?:(?P=emphasis)\s*:|:\s*(?P=emphasis))|:)(?!\d))"
    rf"\s*(?P<words>.*)$",
    re.DOTALL,
)
_TIMED: Final = pattern(
    rf"\s*[\[(]\s*(?P<stamp>{_STAMP})\s*[\])]\s*[-–:]?\s*(?P<words>.*)$", re.DOTALL
)
_PEOPLE: Final = pattern(r"\s*(?:/|&|\+|,|\ben\b|\band\b|\bund\b)\s*")
_SPLIT: Final = pattern(rf"(?P<name>{_LABEL})[ .-]?(?P<number>{_NUMBER})?")
_ASIDE: Final = pattern(r"\s*[\[(*][^\[\]()*]{1,80}[\])*][.,]?\s*")
_OWN: Final = pattern(r"(?:allen|all)\s*:|t\s?\d{1,3}\s?\?", re.IGNORECASE)
_NAME: Final = pattern(r"[^\W\d_]\w*", re.UNICODE)
_MORNING: Final = 6 * 3600
"""Seconds: notes whose first time is later than this tell the time of the clock."""
_REACH: Final = 120
"""Characters: further on no label is looked for."""


class Means(StrEnum):
    """What a label stands for; a participant or listener may have a number behind it: D3."""

    CLIENT = "D"
    LISTENER = "T"
    MODERATOR = "G"
    ACTION = "action"
    NOTE = "note"
    UNKNOWN = "?"


_USUAL: Final[Mapping[Means, tuple[str, ...]]] = MappingProxyType(
    {
        Means.CLIENT: (
            *("r", "resp", "respondent", "respondente", "p", "pp", "part", "participant", "pat"),
            *("patient", "patiënt", "patiente", "c", "cl", "client", "cliënt", "cliënte", "k"),
            *("klant", "kl", "klient", "klientin", "b", "bew", "bewoner", "deelnemer", "dln"),
            *("deelneemster", "tn", "teilnehmer", "teilnehmerin", "befragter", "befragte"),
        ),
        Means.MODERATOR: (
            *("interviewer", "interviewster", "interviewerin", "int", "i", "moderator", "mod"),
            *("moderatorin", "m", "gespreksleider", "gespreksleidster", "gl", "facilitator"),
            *("fac", "onderzoeker", "researcher", "gesprächsleitung", "leitung"),
        ),
        Means.LISTENER: ("toehoorder", "luisteraar", "listener", "zuhörer", "zuhörerin"),
        Means.ACTION: (
            *("actie", "acties", "actiepunt", "afspraak", "action", "action point", "to do"),
            *("todo", "maßnahme", "aufgabe"),
        ),
        Means.NOTE: (
            *("notitie", "opmerking", "noot", "nb", "observatie", "note", "remark"),
            *("observation", "beobachtung", "anmerkung", "notiz"),
        ),
    }
)
_OURS: Final = {"d": Means.CLIENT, "t": Means.LISTENER, "g": Means.MODERATOR}
_KNOWN: Final = {name: means for means, names in _USUAL.items() for name in names}
_SENTENCES: Final[Mapping[Means, str]] = MappingProxyType(
    {
        Means.CLIENT: N_("participants, {label}1 is D1"),
        Means.LISTENER: N_("listeners, {label}1 is T1"),
        Means.MODERATOR: N_("the moderator: kept apart, as notes"),
        Means.ACTION: N_("improvement actions"),
        Means.NOTE: N_("notes"),
        Means.UNKNOWN: N_("not known: these lines are kept with an unknown speaker"),
    }
)
_ENOUGH: Final = 2
"""Lines in which a word stands before a colon from which it may be a label."""


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A label as it is written in some notes, without its number. count: lines. line: the first
    one, from 1. numbered: whether it ever has a number."""

    label: str
    count: int
    line: int
    means: Means
    numbered: bool = False

    def explain(self, t: Translations) -> str:
        """What it is taken for."""
        label = self.label if len(self.label) == 1 else f"{self.label} "
        return t.gettext(_SENTENCES[self.means]).format(label=label)


class LabelError(Exception):
    """A piece of `--labels` that says nothing."""

    def __init__(self, piece: str) -> None:
        super().__init__(piece)
        self.piece = piece

    def explain(self, t: Translations) -> str:
        """What is wrong with it, and how it is written."""
        return t.gettext(
            "{piece} says nothing about a label. Write LABEL=D for participants, D3 for one of"
            " them, T for listeners, G for the moderator, action, note, or ? for an unknown"
            " speaker."
        ).format(piece=repr(self.piece))


Scheme = Mapping[str, str]
"""What each label means, by the label in small letters: a Means, or a code such as D3."""


def labels_in(lines: Iterable[str]) -> tuple[Used, ...]:
    """The labels of notes that are not in our own notation; none when these are no such notes.

    They are when a usual label stands there (R1, Interviewer), or when most lines begin with one
    of at least two words that come back. Our own label among them (D1) is none of theirs, unless
    another one stands for the same people.
    """
    found: dict[str, Used] = {}
    count = 0
    for number, line in enumerate(lines, start=1):
        count += bool(line.strip())
        shape = _shape(line)
        for person in _people(shape["who"]) if shape is not None else ():
            key = person.name.casefold()
            before = found.get(key) or Used(
                label=person.name, count=0, line=number, means=_known(person)
            )
            known = before.means if before.means is not Means.UNKNOWN else _known(person)
            found[key] = msgspec.structs.replace(
                before,
                count=before.count + 1,
                means=known,
                numbered=before.numbered or bool(person.number),
            )
    found = _one_scheme(found)
    usual = any(used.means is not Means.UNKNOWN for used in found.values())
    again = [used for used in found.values() if used.count >= _ENOUGH]
    if not usual and (len(again) < _ENOUGH or 2 * sum(used.count for used in again) < count):
        return ()
    taken = {used.means for used in found.values()}
    return tuple(
        used
        for key, used in found.items()
        if (key not in _OURS or _OURS[key] in taken)
        and (used.means is not Means.UNKNOWN or used.count >= _ENOUGH or used.numbered)
    )


def _one_scheme(found: Mapping[str, Used]) -> dict[str, Used]:
    """Only the label that most participants have is theirs: R1 and P1 may be two people."""
    clients = [used for used in found.values() if used.means is Means.CLIENT]
    most = max(clients, key=lambda used: used.count, default=None)
    return {
        key: msgspec.structs.replace(used, means=Means.UNKNOWN)
        if used.means is Means.CLIENT and used is not most
        else used
        for key, used in found.items()
    }


def scheme_of(used: Iterable[Used]) -> Scheme:
    """What these labels are taken for."""
    return {one.label.casefold(): one.means.value for one in used}


def written(scheme: Scheme) -> str:
    """A scheme as `--labels` takes it."""
    return ",".join(f"{label}={means}" for label, means in scheme.items())


def read_scheme(text: str) -> Scheme:
    """What `--labels` says: `R=D,Interviewer=G,Joke=D3,actie=action`. Raises LabelError."""
    scheme: dict[str, str] = {}
    for piece in filter(None, map(str.strip, text.split(","))):
        label, _, means = map(str.strip, piece.partition("="))
        if re.fullmatch(r"[dDtT]\d{1,3}", means):
            means = means.upper()
        else:
            means = _MEANT.get(means.casefold(), "")
        if not (label and means):
            raise LabelError(piece)
        scheme[label.casefold()] = means
    return scheme


_MEANT: Final = {
    **{means.value.casefold(): means.value for means in Means},
    "actie": Means.ACTION.value,
    "notitie": Means.NOTE.value,
    "moderator": Means.MODERATOR.value,
    "gespreksleider": Means.MODERATOR.value,
}


class OwnLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line in our own notation. seconds: the time that stood there, from the beginning or from
    midnight, None for none. doubt: what is not sure about it: a label, or empty."""

    text: str
    seconds: int | None = None
    doubt: str = ""


def unlabelled(text: str) -> OwnLine | None:
    """A line with a usual label of which nobody said what it means; None for any other line."""
    used = next(iter(labels_in([text])), None)
    if used is None:
        return None
    spoken = used.means in (Means.CLIENT, Means.LISTENER, Means.UNKNOWN)
    return OwnLine(text=f"{'?: ' if spoken else '// '}{text.strip()}", doubt=used.label)


class Labelled:
    """Notes with labels, read line by line: a line without one goes on with the one before it.

    actions: the part of the meeting in which actions are made, as a line names it; empty for none.
    """

    def __init__(self, scheme: Scheme, actions: str = "") -> None:
        self._scheme = scheme
        self._actions = actions
        self._goes_on: str | None = None

    def line(self, text: str) -> OwnLine:
        """The line as we write it; with a label that means nothing all of it is kept as words."""
        if text.lstrip()[:1] in ("/", ">", "?") or _OWN.match(text.lstrip()):
            self._goes_on = ""
            return OwnLine(text=text)
        shape = _shape(text)
        people = _people(shape["who"]) if shape is not None else ()
        meant = [self._meant(person) for person in people]
        if shape is None or not any(means is not None for means in meant):
            return self._unlabelled(text, shape)
        seconds = _seconds(shape["stamp"] or shape["later"])
        words, who = shape["words"].strip(), shape["who"]
        codes = [means for means in meant if means is not None and means[0] in "DT"]
        if len(codes) == len(meant) and not {"D", "T"} & set(codes):
            self._goes_on = ""
            return OwnLine(text=f"{', '.join(codes)}: {words}", seconds=seconds)
        if meant == [Means.ACTION.value] and self._actions:
            self._goes_on = "// "
            return OwnLine(text=f"{self._actions}> {words}", seconds=seconds)
        sure = all(means in (Means.MODERATOR.value, Means.NOTE.value) for means in meant)
        self._goes_on = "?: " if codes or Means.UNKNOWN.value in meant else "// "
        text = f"{self._goes_on}{who}: {words}"
        return OwnLine(text=text, seconds=seconds, doubt="" if sure else who)

    def _unlabelled(self, text: str, shape: re.Match[str] | None) -> OwnLine:
        """A line that goes on, that only says what happened, or whose label is not known."""
        timed = _TIMED.match(text)
        seconds = _seconds(timed["stamp"]) if timed is not None else None
        words = (timed["words"] if timed is not None else text).strip()
        if _ASIDE.fullmatch(words):
            return OwnLine(text=f"// {words}", seconds=seconds)
        if shape is not None and any(map(_may_be_somebody, _people(shape["who"]))):
            self._goes_on = "?: "
            seconds = seconds or _seconds(shape["stamp"] or shape["later"])
            words = f"{shape['who']}: {shape['words'].strip()}"
            return OwnLine(text=f"?: {words}", seconds=seconds, doubt=shape["who"])
        if self._goes_on is None:
            return OwnLine(text=f"// {words}", seconds=seconds, doubt=words)
        doubt = words if self._goes_on == "?: " else ""
        return OwnLine(text=f"{self._goes_on}{words}", seconds=seconds, doubt=doubt)

    def _meant(self, person: "_Person") -> str | None:
        """What a label with its number means here: a code, a Means, or None."""
        name = person.name.casefold()
        whole = (f"{name}{person.number}", f"{name} {person.number}", name)
        means = next((self._scheme[label] for label in whole if label in self._scheme), None)
        if means is None and name in _OURS:
            means = name.upper()
        if means in ("D", "T") and person.number:
            return f"{means}{int(person.number)}"
        return means


class _Person(msgspec.Struct, frozen=True):
    """A label without its number, and the number."""

    name: str
    number: str


def _shape(line: str) -> re.Match[str] | None:
    found = _SHAPE.match(line.strip())
    return found if found is not None and found.start("colon") < _REACH else None


def _people(who: str) -> tuple[_Person, ...]:
    """The labels in what stands before a colon, each with its number."""
    if (whole := _SPLIT.fullmatch(who)) is not None:
        return (_Person(tidy(whole["name"]).rstrip("."), whole["number"] or ""),)
    parts = [_SPLIT.fullmatch(part.strip()) for part in _PEOPLE.split(who)]
    return tuple(
        _Person(tidy(part["name"]).rstrip("."), part["number"] or "")
        for part in parts
        if part is not None
    )


def _may_be_somebody(person: _Person) -> bool:
    """Whether a label that means nothing yet looks like a name or a code."""
    name = person.name
    return bool(person.number) or (_NAME.fullmatch(name) is not None and name[0].isupper())


def _known(person: _Person) -> Means:
    means = _KNOWN.get(person.name.casefold(), Means.UNKNOWN)
    alone = means in (Means.CLIENT, Means.LISTENER) and not person.number
    return Means.UNKNOWN if alone else means


def _seconds(stamp: str | None) -> int | None:
    if not stamp:
        return None
    total = 0
    for part in re.split(r"[.,]", stamp)[0].split(":"):
        total = total * 60 + int(part)
    return total


class Times:
    """From the times in notes to instants: from the beginning of the meeting, or of the clock.

    started: when the meeting began, None when it was not led with Spiegel. day, zone: of the
    meeting, for times of the clock. now: when the notes are read. ends: the last time in them, if
    all of them are at hand.
    """

    def __init__(
        self,
        *,
        started: Instant | None,
        day: datetime.date | None,
        now: Instant,
        ends: int | None,
        zone: datetime.tzinfo | None,
    ) -> None:
        self._started = started
        self._now = now
        self._ends = ends
        self._midnight: Instant | None = None
        if day is not None:
            begin = datetime.datetime.combine(day, datetime.time(), zone)
            self._midnight = Instant(utc=int(begin.timestamp() * 1_000))
        self._first: int | None = None

    @staticmethod
    def last(lines: Iterable[str]) -> int | None:
        """The latest time in these lines, in seconds; None without times."""
        found = (_stamp(line) for line in lines)
        return max((seconds for seconds in found if seconds is not None), default=None)

    def of(self, seconds: int) -> Instant:
        """The instant of a time in the notes; the first one tells whether they are of the clock."""
        if self._first is None:
            self._first = seconds
        if self._of_the_clock and self._midnight is not None:
            return Instant(utc=self._midnight.utc + seconds * SECOND)
        if self._started is not None and not self._of_the_clock:
            return after(self._started, seconds * SECOND)
        ends = self._first if self._ends is None else self._ends
        return after(self._now, min(0, seconds - ends) * SECOND)

    @property
    def _of_the_clock(self) -> bool:
        return self._first is not None and self._first >= _MORNING

    def explain(self, t: Translations) -> str:
        """What is said of where the times begin; nothing when that is known."""
        known = self._midnight if self._of_the_clock else self._started
        if known is not None:
            return ""
        return t.gettext(
            "when this meeting began is not known here, so its times are counted back from now"
        )


def _stamp(line: str) -> int | None:
    shape, timed = _shape(line), _TIMED.match(line)
    stamp = (shape["stamp"] or shape["later"]) if shape is not None else None
    return _seconds(stamp or (timed["stamp"] if timed is not None else None))
