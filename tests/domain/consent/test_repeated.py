"""Words that are withdrawn are nowhere else in the session: in no field, whatever it is called."""

import datetime
from collections.abc import Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from room import START, room

import mutations
from alltexts import Path, texts
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.session import TABLES, Info, Session, continued, put
from spiegel.domain.session.statements import Remark, RemarkKind, Statement

WORDS = "ik moest acht lange weken op een brief met kwikzilver wachten"
TYPED = f"Iemand zei: {WORDS}. Dat raakte ons."
LEFT = "Dat raakte ons."
SAID_THEMSELVES = {("statements", "words"), ("ideas", "words")}
"""What somebody said, and nobody typed over: all other texts of a session are looked at."""


@mutations.register("only-actions-are-looked-at")
def _only_actions_are_looked_at(patch: pytest.MonkeyPatch) -> None:
    """A list of tables in place of all of them, as when somebody forgets a new one."""
    patch.setattr("spiegel.domain.consent.repeated.TABLES", {"actions": TABLES["actions"]})


def some(kind: Any, way: Path | None = None) -> Any:
    """A value of this type, with `TYPED` at the end of this way."""
    origin = get_origin(kind)
    if kind is str:
        return TYPED if way == () else "x"
    if origin in (Union, UnionType):
        kinds = [one for one in get_args(kind) if one is not NoneType]
        fitting = [one for one in kinds if way is None or way in texts(one)]
        return some(fitting[0], way)
    if origin is tuple:
        one = get_args(kind)[0]
        if way is None:
            return (some(one),) * 2 if get_args(kind)[-1] is not Ellipsis else ()
        return (some(one, way[1:]),)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {} if way is None else {"x": some(get_args(kind)[1], way[1:])}
    if origin is Literal:
        return get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return made(kind, way)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return {int: 901, bool: False, datetime.date: datetime.date(2026, 9, 17)}[kind]


def made(kind: type[msgspec.Struct], way: Path | None = None) -> Any:
    """A document of this kind with what it needs, and with `TYPED` at the end of this way."""
    hints = get_type_hints(kind)
    fields = {
        field.name: some(hints[field.name])
        for field in msgspec.structs.fields(kind)
        if field.required
    }
    if way:
        fields[way[0]] = some(hints[way[0]], way[1:])
    return kind(**fields)


PLACES = [
    (table, way)
    for table, kind in {**TABLES, "session": Info}.items()
    for way in texts(kind)
    if (table, ".".join(way)) not in SAID_THEMSELVES
]


def told() -> Session:
    """D2 said it, and it was summarised by somebody."""
    said = Statement(number=1, at=START, words=WORDS, speakers=("D2",), verbatim=True)
    other = Statement(number=2, at=START, words="Bij mij ging het goed", speakers=("D3",))
    return put(room(), said, other)


def stands(session: Session) -> str:
    tables = [list(getattr(session, table).values()) for table in TABLES]
    return msgspec.json.encode([session.info, tables]).decode()


def typed_over(table: str, way: Path) -> Session:
    session = told()
    if table == "session":
        text = msgspec.structs.replace(session.info, **{way[0]: some_field(Info, way)})
        return continued(session, info=text)
    return put(session, made(TABLES[table], way))


def some_field(kind: type[msgspec.Struct], way: Path) -> Any:
    return some(get_type_hints(kind)[way[0]], way[1:])


@pytest.mark.mutation("only-actions-are-looked-at")
@pytest.mark.parametrize("taken_back", [Withdraw(participant=2), WithdrawStatement(statement=1)])
def test_what_is_withdrawn_stands_in_no_text_of_the_session_whatever_it_is_called(taken_back):
    assert len(PLACES) > 80
    stayed = {}
    for table, way in PLACES:
        before = typed_over(table, way)
        assert stands(before).count("kwikzilver") == 2, (table, way)
        after = stands(taken_back.apply(before, START))
        if "kwikzilver" in after:
            stayed[table, way] = "the words"
        elif LEFT not in after and table != "verdicts":
            stayed[table, way] = "what was beside them went too"
    assert stayed == {}


def withdrawn(session: Session) -> Session:
    return Withdraw(participant=2).apply(session, START)


def said(words: str, *speakers: str, number: int = 7) -> Statement:
    return Statement(number=number, at=START, words=words, speakers=speakers)


def test_the_own_words_of_who_stays_stay_also_when_they_are_the_same():
    session = withdrawn(put(told(), said(f"Ja, {WORDS}, ik ook", "D3")))
    assert session.statements[7].words == f"Ja, {WORDS}, ik ook"


def test_what_somebody_who_stays_quotes_of_it_goes_and_the_rest_stays():
    session = withdrawn(put(told(), said(f"Wat hij zei, “{WORDS}”, geldt voor “de brief”", "D3")))
    assert session.statements[7].words == "Wat hij zei, “…”, geldt voor “de brief”"


def test_the_same_line_that_was_typed_twice_and_once_without_a_code_goes_too():
    session = withdrawn(put(told(), said(WORDS, UNKNOWN)))
    assert set(session.statements) == {2}


def test_a_question_that_was_read_aloud_stays_in_the_running_order():
    asked = Question(number=40, position=40, phase=1, words="Wat moet er volgens u anders gaan?")
    aloud = said("Wat moet er volgens u anders gaan? Alles, denk ik dan.", "D2")
    session = withdrawn(put(told(), asked, aloud))
    assert session.questions[40].words == "Wat moet er volgens u anders gaan?"


@pytest.mark.parametrize(
    "gone",
    [
        said(f"Goed geholpen. D2: {WORDS}", "D3"),
        Remark(number=7, at=START, words=WORDS, kind=RemarkKind.NOTE, people=("D2",)),
        msgspec.structs.replace(said("iets anders", "D2"), paraphrase=WORDS),
    ],
)
def test_a_summary_a_note_and_words_inside_anothers_line_are_not_repeated_either(gone):
    session = put(told(), gone, made(TABLES["letters"], ("words",)))
    session = put(session, said("korte zin", "D2", number=1))
    assert "kwikzilver" not in stands(withdrawn(session))
