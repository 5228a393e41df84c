"""Whatever was said, by whom and with which consent: no document breaks it."""

import itertools
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.printed import text
from export.reported import START
from export.test_every_field import contents
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.gate import Reason, Shown, Withheld, consents, shown
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.actions import Action
from spiegel.domain.session.people import ALL, UNKNOWN, Consent, Participant
from spiegel.domain.session.session import TABLES, Info, Session, put
from spiegel.domain.session.statements import (
    ListenerQuestion,
    Remark,
    RemarkKind,
    Statement,
    Theme,
    Valence,
)
from spiegel.export import export
from spiegel.i18n import translations

NL = translations("nl")
ANSWERS = st.sampled_from([True, False, None])
PEOPLE = st.builds(
    Participant,
    number=st.just(1),
    present=ANSWERS,
    consent=st.builds(
        Consent,
        take_part=st.sampled_from([True, True, True, False, None]),
        verbatim=ANSWERS,
        outside=ANSWERS,
    ),
    withdrawn=st.sampled_from([False, False, False, True]),
)
SPEAKERS = st.one_of(
    st.lists(
        st.sampled_from(["D1", "D2", "D3", "D4", "D5", "D6"]), min_size=1, max_size=2, unique=True
    ),
    st.sampled_from([[ALL], [UNKNOWN], ["D1", UNKNOWN], ["D9"]]),
).map(tuple)
SAID = st.builds(
    Statement,
    number=st.just(1),
    at=st.just(START),
    words=st.sampled_from(["", "D2: ", "toen zei D3 "]),
    speakers=SPEAKERS,
    inherited=st.booleans(),
    verbatim=st.booleans(),
    paraphrase=st.sampled_from(["", "", "kort gezegd", "QUOTE", "hij zei “kort”"]),
    themes=st.sampled_from([(), (1,), (2,), (1, 2)]),
    valence=st.sampled_from([*Valence, None]),
    key=st.booleans(),
    traceable=st.sampled_from([False, False, True]),
    settled=st.sampled_from([(), ("inherited",), ("speaker",)]),
)


def literal(number: int) -> str:
    """Words that nobody else would ever say."""
    return f"w{number}a w{number}b w{number}c w{number}d w{number}e w{number}f w{number}g"


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session in which everything quotes everything, and consent is whatever it is."""
    session = Session(info=Info(id=draw(st.uuids(version=4)).hex, title="Titel", created=START))
    people = draw(st.lists(PEOPLE, min_size=6, max_size=6))
    session = put(
        session,
        *(msgspec.structs.replace(p, number=n) for n, p in enumerate(people, start=1)),
        Theme(number=1, name="een"),
        Theme(number=2, name="twee"),
        ListenerQuestion(number=1, at=START, words="vraag", listener="T1"),
    )
    statements = [
        msgspec.structs.replace(
            said,
            number=n,
            words=said.words + draw(st.sampled_from(["{}", "“{}”", "en: '{}'"])).format(literal(n)),
            paraphrase=said.paraphrase.replace("QUOTE", literal(n)),
            answer_to=draw(st.sampled_from([None, None, 1])),
        )
        for n, said in enumerate(draw(st.lists(SAID, min_size=1, max_size=6)), start=1)
    ]
    remarks = [
        Remark(number=n, at=START, words=f"dat zei “{s.words}” D1", kind=RemarkKind.STEP, step="x")
        for n, s in enumerate(statements, start=1)
    ]
    actions = [
        Action(
            number=n,
            at=START,
            words=f"doen na {s.words}",
            reason=s.words,
            owner=s.words,
            statements=tuple(range(1, 9)),
        )
        for n, s in enumerate(statements, start=1)
    ]
    return put(session, *statements, *remarks, *actions)


SOME = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@pytest.mark.reckons
@SOME
@given(sessions())
def test_nobody_is_quoted_without_consent_and_no_code_is_in_any_document(tmp_path_factory, session):
    folder = tmp_path_factory.mktemp("documents")
    documents = []
    for kind in KINDS.values():
        if not (kind.private or kind.of or kind.before) and kind.there(session):
            path = export(session, kind.key, folder, translations=NL)
            documents.append(said(path))
    assert len(documents) > 12
    for statement in session.statements.values():
        ruling = shown(session, statement, NL)
        words = literal(statement.number)
        if isinstance(ruling, Shown) and words in ruling.words:
            # A plain summary may stand without consent to be quoted; quoted words may not.
            quoted = statement.verbatim or re.search("[“']", statement.words)
            assert consents(session, statement) or not quoted
            assert consents(session, statement, "take_part")
            assert not statement.traceable
            continue
        for document in documents:
            assert not [run for run in _runs(words) if run in document]
    for letter, number in itertools.product("DT", range(1, 7)):
        code = re.compile(rf"(?<!\w){letter}{number}(?!\w)")
        assert not [document[:80] for document in documents if code.search(document)]


def said(path: Path) -> str:
    """All that a document says, without the marks of its format."""
    return re.sub(r"<[^>]+>", " ", contents(path.name, path.read_bytes()))


def _runs(words: str) -> list[str]:
    tokens = words.split()
    return [" ".join(tokens[start : start + 6]) for start in range(len(tokens) - 5)]


@pytest.mark.slow
@pytest.mark.reckons
@SOME
@given(sessions())
def test_who_withdrew_is_not_even_in_the_working_list(tmp_path_factory, session):
    folder = tmp_path_factory.mktemp("documents")
    content = text(export(session, "worklist", folder, translations=NL))
    for statement in session.statements.values():
        if shown(session, statement, NL) == Withheld(Reason.WITHDRAWN):
            assert literal(statement.number) not in content


@pytest.mark.slow
@pytest.mark.reckons
@SOME
@given(sessions(), st.integers(1, 6))
def test_who_withdraws_is_in_no_text_of_the_session_whoever_repeated_it(session, number):
    after = Withdraw(participant=number).apply(session, START)
    tables = [list(getattr(after, table).values()) for table in TABLES]
    stands = msgspec.json.encode([after.info, tables]).decode()
    for statement in session.statements.values():
        if statement.number not in after.statements:
            assert not [run for run in _runs(literal(statement.number)) if run in stands]
        else:
            # what others said too, or somebody else alone, stays
            assert after.statements[statement.number].words.strip()
