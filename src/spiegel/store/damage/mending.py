"""Damaged documents made fit again: what is wrong goes, the words stay, nothing is made up."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.personas import Sentence
from spiegel.domain.session.statements import Statement
from spiegel.store.journal.lines import INFO_TABLE, Line, Stored, decode
from spiegel.store.journal.payload import Unreadable, encode

_FIELD: Final = pattern(r"`\$\.docs\.\w+\[\.\.\.\]\.(\w+)")
_UNKNOWN_FIELD: Final = pattern(r"unknown field `(.*?)` - at `\$\.docs\.\w+\[\.\.\.\]`", re.DOTALL)
_LACKING: Final = pattern(r"missing required field `(\w+)` - at `\$\.docs\.\w+\[\.\.\.\]`")
_MOST_FAULTS: Final = 40
"""Faults in one document; what has more of them is none of ours."""
_DEEPEST: Final = 20
"""Lists and objects in each other; a document has three or four."""
_SURROGATES: Final = pattern("[\ud800-\udfff]")


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
