"""The scribe's list, counts and who was heard go on from the session before, as if made anew."""

import happenings
import msgspec
import pytest
from happenings import anew
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import START, meeting

from spiegel.domain.running.voices import voices
from spiegel.domain.session import table
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Refusal, Session, drop, put
from spiegel.screens.scribe.view import Listed, listed, people_counts, theme_counts

STEPS = st.lists(
    st.tuples(
        st.sampled_from([*[happenings.line] * 20, *happenings.ALL, "gone", "moved", "moved"]),
        st.integers(0, 6),
        st.integers(0, 4),
        st.sampled_from(["wachten", "Nieuw"]),
        st.sampled_from([0, 0, 1, 1, 1, -1, -5]),
        st.sampled_from(["b"] * 9 + ["na herstart", ""]),
    ),
    max_size=30,
)


def moved(session: Session, pick: int, question: int) -> Session:
    """The session with one statement under another question."""
    said = session.statements.get(happenings.one_of(session.statements, pick))
    return put(session, msgspec.structs.replace(said, question=question)) if said else session


def seen(one: Listed, session: Session) -> list[object]:
    """What the scribe sees beside the words."""
    return [one.keys, one.newest, theme_counts(session), people_counts(session), voices(session)]


@settings(deadline=None)
@given(STEPS)
def test_whatever_is_done_the_scribe_sees_what_a_window_that_opens_now_sees(steps):
    # Other tests have this meeting too: it keeps its pages.
    start = meeting()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "PAGE", 3)
        session, minute = anew(start), 0
        one = listed(session)
        for what, pick, other, words, minutes, boot in steps:
            minute += minutes
            now = Instant(START.utc + minute, boot, START.boot_ms + minute)
            try:
                if what == "gone":
                    session = drop(session, "statements", list(session.statements)[-pick:])
                elif what == "moved":
                    session = moved(session, pick, other)
                else:
                    session = what(session, pick, other, words).apply(session, now)
            except Refusal:
                continue
            one = listed(session, one)
            assert seen(one, session) == seen(listed(anew(session)), anew(session))
