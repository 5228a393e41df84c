"""Any session at all in which everything quotes everything, with whatever consent people gave."""

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from export.reported import START
from spiegel.domain.session.actions import Action
from spiegel.domain.session.people import ALL, UNKNOWN, Consent, Participant
from spiegel.domain.session.session import Info, Session, put
from spiegel.domain.session.statements import (
    ListenerQuestion,
    Remark,
    RemarkKind,
    Statement,
    Theme,
    Valence,
)

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


def runs(words: str) -> list[str]:
    """Each six of these words in a row."""
    tokens = words.split()
    return [" ".join(tokens[start : start + 6]) for start in range(len(tokens) - 5)]
