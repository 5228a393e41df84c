"""Traces of people in the texts of a session: which there are, and what was decided about each."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.session.personas import nameless, spans_of
from spiegel.domain.session.session import Session
from spiegel.domain.session.verdicts import Verdict
from spiegel.domain.session.words import folded, tidy

_SIZE: Final = 12
"""Bytes of a digest: no two words of one meeting come to share it."""


class Trace(msgspec.Struct, frozen=True):
    """Words in a text that seem to point to a person; verdict: what was decided about them.

    second: how many words they are, when a second opinion found them and not the own rules.
    """

    found: Found
    verdict: Verdict | None
    second: int = 0


ABOUT_PERSONAS: Final = frozenset(("remarks", "actions", "listener_questions", "letters"))
"""The tables of which words can be about a persona by its name."""


def traces(session: Session, text: str, *, personas: bool = False) -> tuple[Trace, ...]:
    """What in a text of this session seems to point to a person, in its order.

    personas: the text can be about one of the personas, whose names point to nobody.
    """
    seen = _seen(session)
    known = seen.get((text, personas))
    if known is None:
        known = seen[text, personas] = tuple(_traces(session, text, personas=personas))
    return known


@lru_cache(maxsize=4)
def _seen(_session: Session) -> dict[tuple[str, bool], tuple[Trace, ...]]:
    """What was found in the texts of one session, which a document asks three times each."""
    return {}


@cache
def _rules() -> Callable[[str], tuple[Found, ...]]:
    """The rules, loaded when the first text is looked at."""
    from spiegel.domain.privacy.recognise import recognise

    return recognise


def _traces(session: Session, text: str, *, personas: bool) -> Iterable[Trace]:
    found = _rules()(text)
    if personas and found and session.personas:
        found = _nobody_out(session, text, found)
    people = people_named(session)
    if people:
        found = _with_people(found, text, people)
    learned = _learned(session, text, found) if session.verdicts else {}
    if learned:
        found = tuple(sorted((*found, *learned)))
    if not found:
        return ()
    openly = told_openly(session)
    return (
        Trace(one, verdict_on(session, text, one), learned.get(one, 0))
        for one in found
        if one.kind is not Kind.PLACE or text[one.start : one.end].casefold() not in openly
    )


def _nobody_out(session: Session, text: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """What was found, without the names of personas."""
    nobody = spans_of(text, (persona.name for persona in session.personas.values()))
    return tuple(
        one
        for one in found
        if one.kind is not Kind.NAME
        or not any(start <= one.start and one.end <= end for start, end in nobody)
    )


def _learned(session: Session, text: str, found: tuple[Found, ...]) -> Mapping[Found, int]:
    """What a second opinion once found, wherever it stands, and how many words it is.

    Only its digest is known, so each run of so many words of the text is compared with that.
    """
    more: dict[Found, int] = {}
    for count, kinds in session.verdicts.index(_by_count).items():
        digests = _runs(session.info.id, text, count)
        if kinds.keys().isdisjoint(digests):
            continue
        for (start, end), digest in zip(runs(text, count), digests, strict=True):
            kind = kinds.get(digest)
            if kind is None or any(one.start < end and start < one.end for one in (*found, *more)):
                continue
            more[Found(start, end, kind)] = count
    return more


def _by_count(verdicts: Mapping[int, Verdict]) -> dict[int, dict[str, Kind]]:
    """What a second opinion found: by how many words it is, the longest first, and by digest."""
    learned: dict[int, dict[str, Kind]] = {}
    for verdict in sorted(verdicts.values(), key=lambda one: -one.second):
        if verdict.second:
            learned.setdefault(verdict.second, {})[verdict.alike] = Kind(verdict.kind)
    return learned


def runs(text: str, count: int) -> Iterator[tuple[int, int]]:
    """Where each run of so many words begins and ends."""
    words = [found.span() for found in _WORD.finditer(text)]
    return ((first[0], last[1]) for first, last in zip(words, words[count - 1 :], strict=False))


_WORD: Final = pattern(r"\w+")


@lru_cache(maxsize=16_384)
def _runs(meeting: str, text: str, count: int) -> tuple[str, ...]:
    """The digest of each run; a text is compared again at every change of the session."""
    return tuple(_keyed(meeting, tidy(folded(text[start:end]))) for start, end in runs(text, count))


def verdict_on(session: Session, text: str, found: Found) -> Verdict | None:
    """What was decided about these words in this text; here goes before everywhere."""
    if not session.verdicts:
        return None
    decided = session.verdicts.index(_by_digest)
    words = text[found.start : found.end]
    return decided.get(here(session, text, words)) or decided.get(alike(session, words))


def alike(session: Session, words: str) -> str:
    """A digest of words, however they are written."""
    return _digest(session, tidy(folded(words)))


def here(session: Session, text: str, words: str) -> str:
    """A digest of words in this very text."""
    return _digest(session, f"{tidy(folded(words))}\n{text}")


def _digest(session: Session, words: str) -> str:
    return _keyed(session.info.id, words)


def _keyed(meeting: str, words: str) -> str:
    key = meeting.encode()[:64]
    return hashlib.blake2b(words.encode("utf-8", "replace"), key=key, digest_size=_SIZE).hexdigest()


def _by_digest(verdicts: Mapping[int, Verdict]) -> dict[str, Verdict]:
    found: dict[str, Verdict] = {}
    for verdict in verdicts.values():
        found[verdict.here] = verdict
        if verdict.everywhere:
            found[verdict.alike] = verdict
    return found


def told_openly(session: Session) -> str:
    """What documents say of the meeting itself: where it is held gives nobody away."""
    info = session.info
    return " ".join((info.title, info.place, info.organisation)).casefold()


@lru_cache(maxsize=4)
def people_named(session: Session) -> frozenset[str]:
    """The names of people as they were typed in this session, in small letters.

    Of owners of actions and tasks, of whoever sees to something, and of listeners by function.
    """
    given = session.info.assignment
    typed = {action.owner for action in session.actions.values()}
    typed.update(listener.function for listener in session.listeners.values())
    typed.update(task.owner for task in session.tasks.values())
    typed.update((given.commissioner, given.contact, given.tells))
    return _named(frozenset(filter(None, typed)))


@lru_cache(maxsize=8)
def _named(typed: frozenset[str]) -> frozenset[str]:
    from spiegel.domain.privacy.names import session_names

    return session_names(sorted(typed))


def _with_people(found: tuple[Found, ...], text: str, people: frozenset[str]) -> tuple[Found, ...]:
    """Those found, and these people where none was."""
    straight = folded(text) if not text.isascii() else text
    if len(straight) != len(text):
        straight = text
    more = [
        Found(match.start(), match.end(), Kind.NAME)
        for match in _pattern(people).finditer(straight)
        if all(match.end() <= one.start or one.end <= match.start() for one in found)
    ]
    return tuple(sorted((*found, *more))) if more else found


@lru_cache(maxsize=8)
def _pattern(people: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(people, key=lambda name: (-len(name), name))))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


def names_verdict(verdict: Verdict, code: str) -> bool:
    """Whether what was typed with a verdict names this code."""
    mention = re.compile(rf"(?<!\w){code}(?!\w)", re.IGNORECASE)
    return mention.search(f"{verdict.words} {verdict.reason}") is not None


class Place(msgspec.Struct, frozen=True):
    """Where a text stands: a document by its table and number, and which of its fields."""

    table: str
    number: int
    field: str
    text: str


_FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "statements": ("words", "paraphrase"),
        "ideas": ("words", "paraphrase"),
        "listener_questions": ("words",),
        "actions": ("words", "reason", "evidence", "stopped", "progress", "more_say_why"),
        "themes": ("name", "group"),
        "clusters": ("name",),
        "questions": ("words",),
        "phases": ("name",),
        "learning_questions": ("words",),
        "expectations": ("theme", "words"),
        "letters": ("words",),
    }
)
"""What holds words that a document may show, by table."""


def places(session: Session, but: str = "") -> Iterator[Place]:
    """Every text that a document may show, whether it may or not; but: without those of a table."""
    for table, fields in _FIELDS.items():
        if table == but:
            continue
        for number, document in getattr(session, table).items():
            for field in fields:
                if text := getattr(document, field):
                    yield Place(table, number, field, text)
    for question in session.questions.values():
        for option in question.answer.options if question.answer is not None else ():
            yield Place("questions", question.number, "options", option)
    for phase in session.phases.values():
        for step in phase.steps:
            yield from (
                Place("phases", phase.number, "steps", x) for x in (step.name, step.text) if x
            )
    for form in session.evaluations.values():
        yield from (Place("evaluations", form.number, "words", x) for x in form.words if x)
    for sentence in session.persona_sentences.values():
        persona = session.personas.get(sentence.persona)
        words = nameless(sentence.words, persona.name if persona is not None else "")
        if words:
            yield Place("persona_sentences", sentence.number, "words", words)
    for one in session.personas.values():
        if alt := nameless(one.alt, one.name):
            yield Place("personas", one.number, "alt", alt)
    yield from _noted(session)
    yield Place("session", 1, "title", session.info.title)


def _noted(session: Session) -> Iterator[Place]:
    """The words of remarks; the title of a plan once, and no persona's own name."""
    plans = set()
    for remark in session.remarks.values():
        persona = session.personas.get(remark.persona or 0)
        words = nameless(remark.words, persona.name) if persona is not None else remark.words
        if words:
            yield Place("remarks", remark.number, "words", words)
        if remark.plan and remark.plan not in plans:
            plans.add(remark.plan)
            yield Place("remarks", remark.number, "plan", remark.plan)
