"""Damaged documents made fit again: what is wrong goes, the words stay, nothing is made up."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.agenda import Phase, PhaseKind
from spiegel.domain.session.marking import marked_again
from spiegel.domain.session.moments import Moment, MomentKind
from spiegel.domain.session.people import UNKNOWN, Listener, Participant
from spiegel.domain.session.personas import Persona, Sentence
from spiegel.domain.session.session import Document, Session, drop, put
from spiegel.domain.session.statements import Statement
from spiegel.store.journal.lines import INFO_TABLE, Line, Stored, decode
from spiegel.store.journal.payload import Unreadable, encode
from spiegel.store.journal.references import dangling, dangling_of
from spiegel.store.journal.tables import table_of

_FIELD: Final = pattern(r"`\$\.docs\.\w+\[\.\.\.\]\.(\w+)")
_UNKNOWN_FIELD: Final = pattern(r"unknown field `(.*?)` - at `\$\.docs\.\w+\[\.\.\.\]`", re.DOTALL)
_LACKING: Final = pattern(r"missing required field `(\w+)` - at `\$\.docs\.\w+\[\.\.\.\]`")
_MOST_FAULTS: Final = 40
"""Faults in one document; what has more of them is none of ours."""
_DEEPEST: Final = 20
"""Lists and objects in each other; a document has three or four."""
_SURROGATES: Final = pattern("[\ud800-\udfff]")
_ABOUT_A_QUESTION: Final = frozenset({MomentKind.SKIP, MomentKind.UNSKIP, MomentKind.COVERED})


def _stand_ins(at: int) -> dict[str, dict[str, Any]]:
    """What stands where a field must be and is not; `at` in milliseconds since 1970."""
    when = {"at": {"utc": at}}
    return {
        INFO_TABLE: {"id": "", "title": "", "created": {"utc": at}},
        "phases": {"position": 0, "key": "", "name": "…", "kind": "talk", "minutes": 0},
        "questions": {"position": 0, "phase": 0},
        "statements": {**when, "speakers": [UNKNOWN]},
        "listener_questions": when,
        "remarks": {**when, "kind": "note"},
        "actions": when,
        "moments": when,
        "persona_sentences": {"persona": 1, "field": "home"},
    }


class Mended(msgspec.Struct, frozen=True):
    """A document as far as it could be read; changed: something of it was left out."""

    document: Stored
    changed: bool


def mended(
    table: str, number: int, found: Any, *, at: int = 0, damaged: bool = False
) -> Mended | None:
    """What a document says, without the fields that cannot be; None when too little is left.

    found: JSON values as they were read. at: when the line was written, in milliseconds since 1970.
    damaged: something of it was lost already.
    A statement that was changed is marked traceable, and a sentence of a persona that it lost
    something: it is in no document until somebody looked.
    """
    if not isinstance(found, dict):
        return None
    fields = {name: _writable(value) for name, value in found.items()}
    if table != INFO_TABLE:
        fields["number"] = number
    changed = damaged or fields != found
    for _ in range(_MOST_FAULTS):
        try:
            document = _document(table, number, fields)
        except Unreadable as fault:
            if not _repair(fields, fault.problem, _stand_ins(at).get(table, {})):
                return None
            changed = True
            continue
        if changed and isinstance(document, Statement):
            document = msgspec.structs.replace(document, traceable=True)
        if changed and isinstance(document, Sentence):
            document = msgspec.structs.replace(document, lost=True)
        return Mended(document, changed)
    return None


def _document(table: str, number: int, fields: Mapping[str, Any]) -> Stored:
    """The document; raises Unreadable for what could not be read, or not be written again."""
    try:
        payload = json.dumps({"docs": {table: {str(number): fields}}}).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    documents = dict(decode(payload).docs.by_table())
    document = documents[table][number]
    if document is None:
        raise Unreadable("there is no document")
    encode(Line(docs={table: {number: document}}))
    return document


def _repair(fields: dict[str, Any], problem: str, stand_ins: Mapping[str, Any]) -> bool:
    """Take away or replace the field that is at fault; returns whether that could help."""
    lacking = _LACKING.search(problem)
    if lacking is not None:
        name = lacking[1]
        if name in fields or name not in stand_ins:
            return False
        fields[name] = stand_ins[name]
        return True
    match = _UNKNOWN_FIELD.search(problem) or _FIELD.search(problem)
    if match is None or match[1] not in fields:
        return False
    del fields[match[1]]
    return True


def _writable(value: Any, depth: int = 0) -> Any:
    """The value without lone surrogates, and without what lies deeper in it than ours does."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, list):
        return [_writable(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_writable(key): _writable(item, depth + 1) for key, item in value.items()}
    return value


def connected(session: Session, *, people: int) -> tuple[Session, int]:
    """The session in which nothing names what is not there, and how many documents that changed.

    A code up to D or T `people` belonged to somebody whose line is gone: that person comes back,
    asked for nothing. Any other name is left out, or stands as unknown.
    """
    changed = {(found.table, found.number) for found in dangling(session)}
    session = put(session, *_people_back(session, people))
    if any(question.phase not in session.phases for question in session.questions.values()):
        session = _questions_placed(session)
    session = put(session, *_personas_back(session))
    # Once more, because what goes may be named itself.
    while found := {(one.table, one.number) for one in dangling(session)}:
        for table, number in found:
            document = table_of(session, table)[number]
            fitting = _disconnected(session, table, document)
            gone = fitting is None
            session = drop(session, table, [number]) if gone else put(session, fitting)
    return marked_again(session), len(changed)


def _people_back(session: Session, most: int) -> Iterator[Document]:
    seen: set[tuple[str, int]] = set()
    for found in dangling(session):
        if found.missing > most or (found.target, found.missing) in seen:
            continue
        seen.add((found.target, found.missing))
        if found.target == "participants":
            yield Participant(number=found.missing)
        elif found.target == "listeners":
            yield Listener(number=found.missing)


def _personas_back(session: Session) -> Iterator[Document]:
    """A persona without a name for each that is gone while something is told of it."""
    there = {sentence.persona for sentence in session.persona_sentences.values()}
    there |= {r.persona for r in session.remarks.values() if r.persona is not None}
    yield from (Persona(number=number) for number in there.difference(session.personas))


def _questions_placed(session: Session) -> Session:
    """The session with the questions whose phase is gone in the round, or in one made for them."""
    rounds = [phase for phase in session.agenda if phase.kind is PhaseKind.ROUND]
    here = next(iter(rounds or session.agenda), None)
    if here is None:
        number = session.number("phases")
        here = Phase(
            number=number, position=1, key="round", name="…", kind=PhaseKind.ROUND, minutes=0
        )
        session = put(session, here)
    return put(
        session,
        *(
            msgspec.structs.replace(question, phase=here.number)
            for question in session.questions.values()
            if question.phase not in session.phases
        ),
    )


def _disconnected(session: Session, table: str, document: Any) -> Any:
    """The document without the names of what is not there; None when it means nothing then."""
    missing: dict[str, set[tuple[str, int]]] = {}
    for found in dangling_of(session, table, document.number, document):
        missing.setdefault(found.field, set()).add(_named(found.target, found.missing))
    if isinstance(document, Moment) and _means_nothing(document, missing):
        return None
    fields: dict[str, Any] = {}
    for name, names in missing.items():
        value = getattr(document, name)
        if not isinstance(value, tuple):
            fields[name] = "" if isinstance(value, str) else None
            continue
        stays = tuple(one for one in value if _name(one) not in names)
        # A statement always has a speaker.
        unknown = name == "speakers" and not stays
        fields[name] = (UNKNOWN,) if unknown else stays
    if isinstance(document, Sentence):
        fields["lost"] = True
    return msgspec.structs.replace(document, **fields)


def _means_nothing(moment: Moment, missing: Collection[str]) -> bool:
    return (
        "phase" in missing
        or "person" in missing
        or "asked" in missing
        or ("question" in missing and moment.kind in _ABOUT_A_QUESTION)
    )


def _named(target: str, number: int) -> tuple[str, int]:
    """What `_name` gives for a document: people by their letter, all else by number alone."""
    return {"participants": "D", "listeners": "T"}.get(target, ""), number


def _name(name: int | str) -> tuple[str, int]:
    if isinstance(name, int):
        return "", name
    digits = name[1:]
    return name[:1], int(digits) if digits.isascii() and digits.isdigit() else 0
