"""What holds for every statement and every line: reading gives back what was written."""

import datetime
import re
import string

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.room import TODAY, context, later, phase, place, room
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.notation.places import home
from spiegel.domain.notation.read import read
from spiegel.domain.notation.reading import Context, ReadingKind
from spiegel.domain.notation.write import write
from spiegel.domain.session.actions import Action, ActionKind
from spiegel.domain.session.people import ALL, UNKNOWN
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import (
    ListenerQuestion,
    Remark,
    RemarkKind,
    Statement,
    Theme,
    Valence,
    Where,
)
from spiegel.domain.session.words import clean, tidy

SESSION = room()
GRAMMAR = "#+-–!*~%\\\"“”„«»:;.,?/>@()[]'’ \t\nxnD345T en"
"""Characters that mean something somewhere in the grammar, so that chance finds them."""

anything = st.one_of(
    st.text(min_size=1),
    st.text(alphabet=GRAMMAR, min_size=1, max_size=12),
    st.lists(
        st.sampled_from(
            [
                "ja",
                "#x",
                '"',
                "-",
                "D3:",
                "D33:",
                "15 dec",
                "15-12",
                "(1)",
                "@jan",
                "x",
                "2026",
                "\\n",
            ]
        ),
        min_size=1,
        max_size=6,
    ).map(" ".join),
)
words = anything.map(clean).filter(str.strip)
any_words = anything.map(clean).filter(bool)
theme_names = st.one_of(
    st.text(min_size=1, max_size=8),
    st.text(alphabet=GRAMMAR + "_0123456789abcn", min_size=1, max_size=8),
    st.sampled_from(["4", "44", "wacht", "wachttijd", "65+", "enz.", "één loket", "a_b"]),
).map(lambda name: tidy(clean(name)))


@st.composite
def themed(draw: st.DrawFn) -> Session:
    """The room with a few more themes, of any name."""
    names = draw(st.lists(theme_names.filter(bool), max_size=4, unique_by=str.casefold))
    session = SESSION
    for name in names:
        if session.theme_named(name) is None:
            number = session.number("themes")
            session = put(session, Theme(number=number, name=name))
    return session


speakers = st.one_of(
    st.sampled_from([(UNKNOWN,), (ALL,), ("D3",)]),
    st.lists(
        st.sampled_from([f"D{n}" for n in range(1, 10)] + [ALL, UNKNOWN]),
        min_size=1,
        max_size=5,
        unique=True,
    ).map(tuple),
)


@st.composite
def statements(draw: st.DrawFn, session: Session) -> Statement:
    """A statement of any words, at one of the places where statements are made."""
    spot = draw(
        st.sampled_from(
            [
                place(session, "vraag 3"),
                place(session, "slotronde"),
                place(session, "vragenronde", asked=1),
                place(session, "spelregels"),
                Where(),
            ]
        )
    )
    return Statement(
        number=1,
        at=later(1),
        words=draw(any_words),
        speakers=draw(speakers),
        inherited=draw(st.booleans()),
        verbatim=draw(st.booleans()),
        themes=tuple(
            draw(st.lists(st.sampled_from(sorted(session.themes)), max_size=4, unique=True))
        ),
        valence=draw(st.sampled_from([None, *Valence])),
        key=draw(st.booleans()),
        traceable=draw(st.booleans()),
        phase=spot.phase,
        question=spot.question,
        answer_to=spot.asked,
    )


@given(data=st.data())
@settings(deadline=None)
def test_every_statement_is_read_back_from_the_line_it_is_written_as(data: st.DataObject) -> None:
    session = data.draw(themed())
    said = data.draw(statements(session))
    line = write(said, session)
    reading = read(line, Context(session, home(session, said), TODAY))
    assert reading.kind is ReadingKind.STATEMENT
    assert reading.words == said.words
    assert reading.speakers == said.speakers
    assert reading.inherited == said.inherited
    assert reading.verbatim == said.verbatim
    assert tuple(theme.number for theme in reading.themes) == said.themes
    assert reading.valence == said.valence
    assert (reading.key, reading.traceable) == (said.key, said.traceable)
    assert "\n" not in line


@given(any_words, st.sampled_from(["", "T1", "T12"]), st.booleans())
@settings(deadline=None)
def test_every_listeners_question_is_read_back(text: str, listener: str, dropped: bool) -> None:
    number = phase(SESSION, "vragenronde").number
    asked = ListenerQuestion(
        number=1, at=later(1), words=text, listener=listener, dropped=dropped, phase=number
    )
    line = write(asked, SESSION)
    reading = read(line, Context(SESSION, home(SESSION, asked), TODAY))
    assert reading.kind is ReadingKind.QUESTION
    assert (reading.words, reading.listener, reading.dropped) == (text, listener, dropped)


@given(
    any_words,
    st.sampled_from(
        [
            (RemarkKind.STEP, "nagesprek herkend", ("T1",), ReadingKind.REMARK),
            (RemarkKind.STEP, "nagesprek herkend", ("T2", "G1"), ReadingKind.REMARK),
            (RemarkKind.STEP, "nagesprek herkend", (), ReadingKind.REMARK),
            (RemarkKind.NOTE, "kennismaking", ("D3",), ReadingKind.NOTE),
            (RemarkKind.NOTE, "vraag 3", ("T4",), ReadingKind.NOTE),
            (RemarkKind.NOTE, "vragenronde", (), ReadingKind.NOTE),
            (RemarkKind.NOTE, "nagesprek herkend", (), ReadingKind.NOTE),
            (RemarkKind.PARKED, "vraag 3", (), ReadingKind.PARKED),
            (RemarkKind.AFTERCARE, "vraag 3", ("D6",), ReadingKind.AFTERCARE),
            (RemarkKind.AFTERCARE, "nagesprek herkend", (), ReadingKind.AFTERCARE),
        ]
    ),
)
@settings(deadline=None)
def test_every_note_and_remark_is_read_back(
    text: str, made: tuple[RemarkKind, str, tuple[str, ...], ReadingKind]
) -> None:
    kind, key, people, expected = made
    spot = place(SESSION, key)
    remark = Remark(
        number=1,
        at=later(1),
        words=text,
        kind=kind,
        people=people,
        phase=spot.phase,
        question=spot.question,
        step=spot.step,
    )
    reading = read(write(remark, SESSION), Context(SESSION, home(SESSION, remark), TODAY))
    assert reading.kind is expected
    assert reading.words == text
    assert set(people) <= set(reading.people)
    assert reading.where.step == spot.step


@given(
    data=st.data(),
    kind=st.sampled_from(ActionKind),
    text=words,
    reason=st.one_of(st.just(""), words),
    owner=st.one_of(
        st.sampled_from(["", "T5", "teamleider Noord", "team 3", "Jan (Noord)", "loket 15 dec"]),
        anything.map(lambda text: tidy(clean(text))),
    ),
    by=st.one_of(st.none(), st.dates()),
    numbers=st.lists(st.integers(1, 5), max_size=3, unique=True).map(tuple),
)
@settings(deadline=None)
def test_every_action_is_read_back(
    data: st.DataObject,
    kind: ActionKind,
    text: str,
    reason: str,
    owner: str,
    by: datetime.date | None,
    numbers: tuple[int, ...],
) -> None:
    assume(not re.fullmatch(r"[tT]\d{1,4}", owner) or owner == "T5")
    session = data.draw(themed())
    said = [Statement(number=n, at=later(n), words="ja", speakers=("D1",)) for n in range(1, 6)]
    session = put(session, *said)
    themes = data.draw(st.lists(st.sampled_from(sorted(session.themes)), max_size=3, unique=True))
    action = Action(
        number=1,
        at=later(1),
        words=text,
        kind=kind,
        reason=reason if kind is ActionKind.DECLINE else "",
        owner=owner,
        by=by,
        statements=numbers,
        themes=tuple(themes),
    )
    line = write(action, session)
    reading = read(line, Context(session, home(session, action), TODAY))
    assert reading.kind is ReadingKind.ACTION
    assert (reading.words, reading.reason) == (action.words, action.reason)
    assert (reading.action, reading.owner, reading.by) == (kind, owner, by)
    assert reading.statements == numbers
    assert tuple(theme.number for theme in reading.themes) == action.themes
    assert not reading.findings


PLACES = (
    "vraag 3",
    "welkom",
    "kennismaking",
    "slotronde",
    "vragenronde",
    "nagesprek herkend",
    "nagesprek acties",
)
marker = st.integers(0, 999).map(
    lambda n: "q" + "".join(string.ascii_lowercase[int(d)] for d in str(n)) + "z"
)
pieces = st.one_of(
    marker,
    st.sampled_from(
        [
            "D3:",
            "D33:",
            "D10:",
            "T2:",
            "T2?",
            "T99:",
            "G1:",
            "allen:",
            "?:",
            "?",
            "::",
            ":",
            "D4",
            "3:",
        ]
    ),
    st.sampled_from(
        ['"', "“", "”", "#", "#1", "#9", "#wac", "-", "+", "!", "*", "~", "%", "x", "\\"]
    ),
    st.sampled_from(
        [
            "> ",
            "/",
            "//",
            "/3",
            "/99",
            "/weg",
            "/zorg D6",
            "/p",
            "/nagesprek",
            "D8",
            "@",
            "(1)",
            "(77)",
        ]
    ),
    st.sampled_from(
        ["15-12", "31-11", "15 dec", "2026", ",", "en", "\n", "\t", "uitzoeken:", "reden:"]
    ),
    st.text(alphabet=GRAMMAR, max_size=4),
)
lines = st.lists(st.tuples(pieces, st.sampled_from(["", " ", " ", "  "])), max_size=14).map(
    lambda parts: clean("".join(piece + space for piece, space in parts))
)


def stored_text(before: Session, after: Session) -> str:
    """Everything that a change left in the session, as text."""
    found: list[str] = []
    for table in ("statements", "listener_questions", "remarks", "actions", "themes"):
        documents = getattr(after, table)
        for number, document in documents.items():
            if getattr(before, table).get(number) is not document:
                found.append(str(msgspec.to_builtins(document)))
                found.extend(
                    v for v in msgspec.to_builtins(document).values() if isinstance(v, str)
                )
    return " ".join(found)


@given(lines, st.sampled_from(PLACES), st.sampled_from(["", "D3", "D3 D5", "T2", "?"]))
@settings(deadline=None)
def test_no_word_of_any_line_is_lost(line: str, key: str, last: str) -> None:
    spot = place(SESSION, key, last, asked=None)
    session = RecordLine(text=line, where=spot, today=TODAY).apply(SESSION, later(5))
    stored = stored_text(SESSION, session)
    for word in re.findall(r"q[a-j]+z", line):
        assert word in stored, (line, stored)


NOTATION = frozenset(
    (
        *("allen", "all", "and", "weg", "left", "away", "gone", "terug", "back", "park"),
        *("parkeer", "parkeren", "geparkeerd", "zorg", "nazorg", "care", "aftercare", "doen"),
        *("niet", "will", "not", "decline", "explore", "find", "out", "uitzoeken", "dit"),
        *("reden", "reason"),
    )
)
"""Words that are notation at the place where they were typed."""


@given(st.text(max_size=60).map(clean), st.sampled_from(PLACES))
@settings(deadline=None)
def test_no_letters_of_any_text_are_lost(line: str, key: str) -> None:
    session = RecordLine(text=line, where=place(SESSION, key, "D3"), today=TODAY).apply(
        SESSION, later(5)
    )
    stored = stored_text(SESSION, session).casefold()
    for word in re.findall(r"[^\W\d_]{3,}", line):
        assert word.casefold() in stored or word.casefold() in NOTATION


def test_writing_names_themes_and_speakers_never_digits() -> None:
    said = Statement(
        number=1,
        at=later(1),
        words="acht weken",
        speakers=("D3", "D5"),
        themes=(1,),
        phase=4,
        question=3,
    )
    assert write(said, SESSION) == "D3, D5: acht weken #wachttijd"


def test_an_inherited_speaker_stays_inherited_when_a_session_is_written_out() -> None:
    said = Statement(number=1, at=later(1), words="en toen", speakers=("D3",), inherited=True)
    line = write(said, SESSION)
    assert line == "D3 ›: en toen"
    assert read(line, context(SESSION, "vraag 3")).inherited


@pytest.mark.parametrize("name", ["4", "44", "wacht", "65+", "enz.", "a_b", "#x", "één loket!"])
def test_a_theme_of_any_name_is_itself_also_in_a_session_that_has_others(name: str) -> None:
    session = put(SESSION, Theme(number=9, name=name))
    said = Statement(number=1, at=later(1), words="ja", speakers=("D3",), themes=(9, 1))
    line = write(said, session)
    reading = read(line, Context(SESSION, place(SESSION, "vraag 3"), TODAY))
    assert [theme.name for theme in reading.themes] == [name, "wachttijd"]
