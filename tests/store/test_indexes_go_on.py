"""What a session knows of itself goes on with it, and is always as if it were made anew."""

import tempfile
from functools import partial, reduce
from pathlib import Path
from typing import Any

import happenings
import pytest
from happenings import anew
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import meeting
from tinychanges import Ticks

from spiegel.domain.capture.capture import recorded, where
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.running.running import Place, advance, place
from spiegel.domain.session import table
from spiegel.domain.session.session import Change, Refusal, Session
from spiegel.store.journal.references import still_named
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["scribe", "moderator"]),
        st.sampled_from(
            [*happenings.ALL, *happenings.ALL, "undo", "undo", "redo", "compact", "withdraw"]
        ),
        st.integers(0, 6),
        st.integers(0, 4),
        st.sampled_from(["wachten", "een vast nummer", "Nieuw", "nieuws", "WACHTTIJD"]),
    ),
    max_size=25,
)
PREFIXES = ("", "n", "NIEUW", "wacht", "een", "z")


def known(session: Session) -> list[Any]:
    """All that is found through an index."""
    phases, asked = (None, *session.phases), (None, *session.listener_questions)
    documents = [*session.statements.values(), *session.remarks.values()]
    names = [theme.name for theme in session.themes.values()]
    return [
        session.agenda,
        session.pinned,
        [session.questions_of(phase) for phase in session.phases],
        [session.last_speakers(p, q, a) for p in phases for q in (None, 1, 2) for a in asked],
        [session.answers_to(number) for number in session.listener_questions],
        [session.theme_named(name) for name in [*names, "niet"]],
        [session.theme_starting(prefix) for prefix in PREFIXES],
        [session.themes_starting(prefix) for prefix in PREFIXES],
        [recorded(session, document.line) for document in documents if document.line],
        recorded(session, "nooit"),
        (place(session), where(session)),
        [
            still_named(session, {name: {number: None}})
            for name in ("statements", "themes", "participants", "questions")
            for number in getattr(session, name)
        ],
    ]


def do(file: SessionFile, what: Any, pick: int, other: int, words: str) -> None:
    """A step of a window, refused or not."""
    try:
        if what in ("undo", "redo", "compact"):
            getattr(file, what)()
        else:
            change: Change = (
                Withdraw(participant=pick + 1)
                if what == "withdraw"
                else what(file.session, pick, other, words)
            )
            file.change(change)
    except Refusal:
        pass


@pytest.mark.slow
@pytest.mark.reckons
@settings(deadline=None)
@given(STEPS)
def test_after_any_changes_of_two_windows_each_finds_what_is_found_anew(steps):
    # Other tests have this meeting too: it keeps its pages.
    start = meeting()
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        # Pages so small that a few documents fill many of them.
        patch.setattr(table, "PAGE", 3)
        path, clock = Path(folder) / "wmo.spiegel", Ticks()
        first = SessionFile.create(path, anew(start), clock=clock, window="scribe")
        windows = {"scribe": first, "moderator": SessionFile(path, clock=clock, window="moderator")}
        for window, what, pick, other, words in steps:
            file = windows[window]
            file.follow()
            do(file, what, pick, other, words)
            assert known(file.session) == known(anew(file.session))
            assert place(file.session) == reduce(
                partial(advance, file.session), file.session.moments.values(), Place()
            )
        for file in windows.values():
            file.follow()
            assert known(file.session) == known(anew(file.session)) == known(read_session(path))
            file.close()
