"""Whatever changes about who agreed to what: no document that holds too much is overlooked."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mutations
from export.anyconsent import PEOPLE, literal, sessions
from export.reported import noted
from spiegel import export
from spiegel.domain.report import standing as standing_
from spiegel.domain.report.inside import for_readers
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import Standing, standing
from spiegel.domain.session.people import Consent, Participant
from spiegel.domain.session.session import Session, put
from spiegel.export import markdown, worklist
from spiegel.export.watching import Asker
from spiegel.i18n import translations

NL = translations("nl")


@mutations.register("only-people-forbid")
def _only_people_forbid(patch: pytest.MonkeyPatch) -> None:
    """A statement that is withheld now is not looked at."""
    patch.setattr(standing_, "_kept_out", lambda *_about, **_how: False)


def written(session: Session, kind: str) -> str:
    if kind == "worklist":
        return worklist.said(session, NL)
    made = markdown.make(for_readers(session, KINDS[kind]), NL, Asker())
    return made.decode()


AGREED = Participant(
    number=1, present=True, consent=Consent(take_part=True, verbatim=True, outside=True)
)
MARKS = ({"traceable": True}, {"verbatim": True})
SUMMARY = {"paraphrase": "kort"}


@st.composite
def meetings(draw: st.DrawFn) -> Session:
    """A session with words that may be shown; now and then somebody has not agreed to it."""
    people = [draw(st.sampled_from([AGREED, AGREED, draw(PEOPLE)])) for _ in range(6)]
    session = draw(sessions())
    return put(
        session, *(msgspec.structs.replace(p, number=n) for n, p in enumerate(people, start=1))
    )


@st.composite
def changed(draw: st.DrawFn, session: Session) -> Session:
    """One thing is otherwise: what somebody agreed to, a mark, or a summary in place of words."""
    if draw(st.booleans()):
        number = draw(st.sampled_from(sorted(session.participants)))
        return put(session, msgspec.structs.replace(draw(PEOPLE), number=number))
    said = draw(st.sampled_from(sorted(session.statements.values(), key=lambda s: s.number)))
    # Another summary in place of a summary is an edit, as of any words: the older one is behind.
    marks = MARKS if said.paraphrase else (*MARKS, SUMMARY)
    return put(session, msgspec.structs.replace(said, **draw(st.sampled_from(marks))))


def shown_words(session: Session, document: str) -> set[str]:
    """The words of statements that stand in a document, six in a row at least."""
    words = [literal(number).split() for number in session.statements]
    runs = {" ".join(each[start : start + 6]) for each in words for start in (0, 1)}
    return {run for run in runs if run in document}


@pytest.mark.slow
@pytest.mark.mutation("only-people-forbid", match="FORBIDDEN")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(["worklist", "markdown", "markdown-outside"]))
def test_a_document_with_words_that_are_gone_from_the_next_one_is_forbidden(data, kind):
    before = data.draw(meetings())
    after = data.draw(st.one_of(changed(before), st.just(before)))
    origin = noted(before, kind)
    how = standing(after, origin, spiegel="1", says=lambda: export.says(after, origin.kind, NL))
    old, new = written(before, kind), written(after, kind)
    if shown_words(before, old) - shown_words(before, new):
        assert how is Standing.FORBIDDEN
    if how is Standing.CURRENT:
        assert new == old
    if before == after:
        assert how is Standing.CURRENT
