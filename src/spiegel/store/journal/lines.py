"""The lines of a session file after its header: the only place that writes or reads one.

Every line is one change. docs/session-file.md describes them for a person.
"""

import datetime
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import Phase, Question
from spiegel.domain.session.beside import Counterpart
from spiegel.domain.session.evaluation import Evaluation
from spiegel.domain.session.moments import Moment
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.personas import Persona, Sentence
from spiegel.domain.session.pictures import Picture
from spiegel.domain.session.polls import Ballot, Cluster, Idea, Poll
from spiegel.domain.session.preparation import Expectation, LearningQuestion, Letter, Task
from spiegel.domain.session.session import Document, Info
from spiegel.domain.session.statements import ListenerQuestion, Remark, Statement, Theme
from spiegel.domain.session.verdicts import Verdict
from spiegel.store.journal.payload import ODD, Unreadable

INFO_TABLE: Final = "session"
INFO_NUMBER: Final = 1
HIGHEST: Final = 2**31
"""No meeting numbers higher; what does is damage."""

Stored = Document | Info
"""Any document of a session."""


class Documents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The documents of a line, by table and number; None is one that is gone."""

    session: dict[int, Info] | None = None
    phases: dict[int, Phase | None] | None = None
    questions: dict[int, Question | None] | None = None
    participants: dict[int, Participant | None] | None = None
    listeners: dict[int, Listener | None] | None = None
    statements: dict[int, Statement | None] | None = None
    themes: dict[int, Theme | None] | None = None
    listener_questions: dict[int, ListenerQuestion | None] | None = None
    remarks: dict[int, Remark | None] | None = None
    actions: dict[int, Action | None] | None = None
    moments: dict[int, Moment | None] | None = None
    polls: dict[int, Poll | None] | None = None
    ballots: dict[int, Ballot | None] | None = None
    ideas: dict[int, Idea | None] | None = None
    clusters: dict[int, Cluster | None] | None = None
    counterparts: dict[int, Counterpart | None] | None = None
    tasks: dict[int, Task | None] | None = None
    learning_questions: dict[int, LearningQuestion | None] | None = None
    expectations: dict[int, Expectation | None] | None = None
    letters: dict[int, Letter | None] | None = None
    verdicts: dict[int, Verdict | None] | None = None
    evaluations: dict[int, Evaluation | None] | None = None
    personas: dict[int, Persona | None] | None = None
    persona_sentences: dict[int, Sentence | None] | None = None
    pictures: dict[int, Picture | None] | None = None

    def by_table(self) -> list[tuple[str, dict[int, Stored | None]]]:
        """The tables that the line names, with their documents."""
        tables = zip(TABLE_NAMES, msgspec.structs.astuple(self), strict=True)
        return [(table, documents) for table, documents in tables if documents is not None]


TABLE_NAMES: Final = Documents.__struct_fields__
NOTHING: Final = Documents()

Fields = dict[str, dict[int, tuple[str, ...]]]
"""Names of fields, by table and number."""


class _Frame(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a line says about its change: when, which window, what it is called.

    A compacted line says none of it. over: the fields in which it took the place of what the
    window had not seen yet.
    """

    at: datetime.datetime | None = None
    by: str = ""
    name: str = ""
    over: Fields = {}


class Line(_Frame, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A change of any tables: the documents it leaves behind, by table and number (None: gone).

    tables: whole tables in place of what they were. gone: tables that are no more.
    """

    docs: Mapping[str, Mapping[Any, Any]] = {}
    tables: Mapping[str, Any] = {}
    gone: tuple[str, ...] = ()


class SessionLine(_Frame, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The same, read as a change of a session: tables, numbers, fields and types are known."""

    docs: Documents = NOTHING
    tables: Documents = NOTHING
    gone: tuple[str, ...] = ()


class RawLine(_Frame, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The same, its documents left as they stand in the file."""

    docs: dict[str, dict[str, msgspec.Raw]] = {}
    tables: dict[str, msgspec.Raw] = {}
    gone: tuple[str, ...] = ()


_session_line: Final = msgspec.json.Decoder(SessionLine)
_raw_line: Final = msgspec.json.Decoder(RawLine)


def decode(payload: bytes) -> SessionLine:
    """A line of a session. Raises Unreadable for anything this schema does not know."""
    try:
        line = _session_line.decode(payload)
    except ODD as error:
        if "required field `number`" not in str(error):
            raise Unreadable(str(error)) from error
        line = _numbered(payload)
    if line.docs is not NOTHING:
        _check_numbers(line.docs)
    if line.tables is not NOTHING:
        _check_numbers(line.tables)
    for table in line.gone:
        if table not in TABLE_NAMES or table == INFO_TABLE:
            raise Unreadable(f"no table {table} can be gone")
    return line


def _check_numbers(documents: Documents) -> None:
    for table, numbered in documents.by_table():
        for number, document in numbered.items():
            if table == INFO_TABLE:
                if number != INFO_NUMBER:
                    raise Unreadable(f"the table {table} holds a document {number}")
            elif not 1 <= number <= HIGHEST:
                raise Unreadable(f"{number} is no number of {table}")
            elif document is not None and document.number != number:  # type: ignore[union-attr]
                raise Unreadable(f"number {document.number} of {table} stands at {number}")  # type: ignore[union-attr]


def _numbered(payload: bytes) -> SessionLine:
    """A line written through plain TinyDB, whose documents need not repeat their own number."""
    try:
        line = msgspec.json.decode(payload)
        for part in ("docs", "tables"):
            for table, documents in line.get(part, {}).items():
                for number, document in documents.items():
                    if table != INFO_TABLE and document is not None:
                        document.setdefault("number", int(number))
        return msgspec.convert(line, SessionLine, str_keys=True)
    except (*ODD, AttributeError, TypeError, ValueError) as error:
        raise Unreadable(str(error)) from error


def decode_raw(payload: bytes) -> RawLine:
    """A line of any tables, its documents left as they are. Raises Unreadable."""
    try:
        return _raw_line.decode(payload)
    except ODD as error:
        raise Unreadable(str(error)) from error
