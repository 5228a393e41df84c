"""What a damaged first line of a session file still says, field by field."""

from pathlib import Path
from typing import Any, Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.store.damage.fragments import picked
from spiegel.store.errors import NewerError
from spiegel.store.journal.header import (
    LONGEST,
    PROGRAM,
    SCHEMA,
    Header,
    decode_header,
    opened,
    schema_of,
)
from spiegel.store.journal.payload import Seal, Unreadable

_OURS: Final = pattern(r'"program":"spiegel"|"generation":"[0-9a-f]{32}"')
_FIELD: Final = pattern(r"`\$\.(\w+)")
_REQUIRED: Final[dict[str, Any]] = {
    "program": PROGRAM,
    "schema": SCHEMA,
    "kind": "session",
    "generation": "",
}


def header_in(path: Path, first: bytes) -> Header | None:
    """The header in a first line, without the fields that are damaged; None when it is no header.

    Raises NewerError.
    """
    schema = schema_of(first)
    if schema is not None and schema > SCHEMA:
        raise NewerError(path, schema, SCHEMA)
    if schema is not None:
        try:
            return decode_header(first)
        except Unreadable:
            pass
    text = first[:LONGEST].decode("utf-8", "replace")
    return _fitting(picked(text, Header.__struct_fields__)) if _OURS.search(text) else None


def opened_as_far_as_can_be(header: Header, first: bytes, seal: Seal) -> Header:
    """The header with what is hidden in its line, or without it when that was damaged."""
    try:
        return opened(header, first, seal)
    except Unreadable:
        return header


def _fitting(fields: dict[str, Any]) -> Header | None:
    """The header with these fields, as far as they are what they must be."""
    schema = fields.get("schema")
    if not isinstance(schema, int) or not 1 <= schema <= SCHEMA:
        fields = {name: value for name, value in fields.items() if name != "schema"}
    for _ in range(len(fields) + 1):
        try:
            return msgspec.convert(_REQUIRED | fields, Header)
        except msgspec.ValidationError as error:
            fault = _FIELD.search(str(error))
            if fault is None or fault[1] not in fields:
                return None
            del fields[fault[1]]
    return None
