"""Any sequence of changes and undos by two windows that come and go: file and model are equal."""

import itertools
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import ClassVar

import badstore  # noqa: F401 - registers what `--mutate` swaps in
import badundo  # noqa: F401 - and this too
import happenings
import msgspec
import pytest
import twowindows
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from meetings import meeting

import mutations
from counting import Count
from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.capture.editing import Tag
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.running.running import GoNext, RunningChange
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal
from spiegel.store.damage.check import TornTail, check
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile
from spiegel.store.session.history import LeftOut

pytestmark = pytest.mark.reckons
UNEQUAL = r"^assert|AssertionError|distinct failures"
"""How the test says that file and model differ."""
WINDOWS = st.sampled_from([0, 1])
PICKS = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4])
WORDS = st.one_of(
    st.sampled_from(["wachten", "een vast nummer", "", "#", "ja [/]", "\u2028x"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12),
)


class Clock:
    """Stands still until it is set on."""

    def __init__(self) -> None:
        self.utc = 1_790_000_000_000

    def __call__(self) -> Instant:
        return Instant(self.utc, "b", self.utc - 1_790_000_000_000)


ACTS = (
    *["change"] * 20,
    *["undo"] * 8,
    *["redo"] * 4,
    *("follow", "compact", "reopen", "everybody_leaves", "somebody_dies_while_writing"),
    *["name_what_is_new"] * 2,
    "withdraw",
    "withdraw_while_the_other_types",
)
"""What happens how often."""


class TwoWindows(RuleBasedStateMachine):
    """Two windows on one file, and beside them what the design says about it."""

    counts: ClassVar[Counter[str]] = Counter()

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="spiegel-model-"))
        self.path = self.folder / "a.spiegel"
        self.clock = Clock()
        self.uuids = (f"{number:032x}" for number in itertools.count(1))
        session = GoNext().apply(meeting(), self.clock())
        for text in happenings.LINES[:3]:
            line = RecordLine(text=text, where=where(session), today=happenings.TODAY)
            session = line.apply(session, self.clock())
        SessionFile.create(self.path, session, clock=self.clock, window="test").close()
        self.model = twowindows.Meeting(session)
        self.files = {which: self.opened(which) for which in (0, 1)}
        self.latest: tuple[happenings.Make, int] | None = None
        self.counts["sequences"] += 1

    def opened(self, which: int) -> SessionFile:
        self.model.open(which)
        return SessionFile(self.path, clock=self.clock, window=("scribe", "moderator")[which])

    @rule(act=st.sampled_from(ACTS), window=WINDOWS, data=st.data())
    def something_happens(self, act: str, window: int, data: st.DataObject) -> None:
        """One rule for all, or Hypothesis would leave most of them out of most sequences."""
        self.clock.utc += 1_000
        getattr(self, act)(window, data)

    def change(self, window: int, data: st.DataObject) -> None:
        """As the person sees it: of what this window knows, which need not be the newest."""
        file = self.files[window]
        if self.latest is None or data.draw(st.booleans()):
            self.latest = data.draw(st.sampled_from(happenings.ALL)), data.draw(PICKS)
        # Or of the same document as last time, where two windows meet.
        make, pick = self.latest
        change = make(file.session, pick, data.draw(PICKS), data.draw(WORDS))
        if isinstance(change, RecordLine):
            change = msgspec.structs.replace(change, line=next(self.uuids))
        self.make(window, change)

    def name_what_is_new(self, window: int, data: st.DataObject) -> None:
        """One makes a theme, the other uses it too, and the first may take it back."""
        name = f"nieuw {next(self.uuids)[-3:]}"
        for which in (window, 1 - window):
            self.follow(which, data)
            statements = list(self.files[which].session.statements)
            if statements:
                self.make(which, Tag(number=data.draw(st.sampled_from(statements)), theme=name))
        if data.draw(st.booleans()):
            self.turn_back(window, data, redo=False)

    def make(self, window: int, change: Change) -> None:
        """The same change in the file and in the model, or the same refusal."""
        file = self.files[window]
        try:
            changed = self.model.change(window, change, self.clock())
        except Refusal as refusal:
            with pytest.raises(type(refusal)):
                file.change(change)
            self.counts["refused"] += 1
        else:
            file.change(change)
            self.counts["changes" if changed else "changes of nothing"] += 1

    def withdraw(self, window: int, data: st.DataObject) -> None:
        change = Withdraw(participant=data.draw(PICKS) + 1)
        self.model.change(window, change, self.clock())
        self.files[window].change(change)
        assert self.files[window]._editor.history.last() is None
        self.counts["final changes"] += 1

    def withdraw_while_the_other_types(self, window: int, data: st.DataObject) -> None:
        """The line is of who withdraws, or of somebody else."""
        other = 1 - window
        where_ = where(self.files[other].session)
        self.withdraw(window, data)
        text = f"D{data.draw(PICKS) + 1}: net getypt"
        line = RecordLine(text=text, where=where_, today=happenings.TODAY, line=next(self.uuids))
        self.make(other, line)

    def undo(self, window: int, data: st.DataObject) -> None:
        self.turn_back(window, data, redo=False)

    def redo(self, window: int, data: st.DataObject) -> None:
        self.turn_back(window, data, redo=True)

    def turn_back(self, window: int, data: st.DataObject, *, redo: bool) -> None:
        running = data.draw(st.sampled_from([None, True, False]))
        wanted = None if running is None else lambda c: isinstance(c, RunningChange) is running
        file = self.files[window]
        kept = self.model.turn_back(window, redo=redo, running=running)
        undone = file.redo(wanted) if redo else file.undo(wanted)
        assert (undone is None) == (kept is None)
        if undone is not None:
            found = {(one.table, one.number, one.field) for one in undone.kept}
            assert found == kept
            self.counts["redone" if redo else "undone"] += 1
            self.counts["parts kept"] += len(found)

    def follow(self, window: int, _data: st.DataObject) -> None:
        self.model.follow(window)
        self.files[window].follow()

    def compact(self, window: int, _data: st.DataObject) -> None:
        self.model.follow(window)
        self.files[window].compact()
        self.counts["compacted"] += 1

    def reopen(self, window: int, _data: st.DataObject) -> None:
        self.files[window].close()
        self.files[window] = self.opened(window)
        self.counts["reopened"] += 1

    def everybody_leaves(self, _window: int, _data: st.DataObject) -> None:
        for file in self.files.values():
            file.close()
        self.files = {which: self.opened(which) for which in (0, 1)}
        self.counts["all left"] += 1

    def somebody_dies_while_writing(self, _window: int, data: st.DataObject) -> None:
        line = b'{"at":"2026-03-12T10:00:00Z","docs":{"themes":{"9":{"number":9,"name":"x"}}}}'
        with self.path.open("ab") as file:
            file.write(line[: data.draw(st.integers(0, len(line) - 1))])
        self.counts["torn lines"] += 1

    @invariant()
    def file_and_windows_equal_the_model(self) -> None:
        if not hasattr(self, "files"):
            return
        session = read_session(self.path)
        assert twowindows.documents_of(session) == self.model.documents
        assert given_out(session.last) == given_out(self.model.last)
        assert all(isinstance(finding, TornTail) for finding in check(self.path))
        for which, file in self.files.items():
            window = self.model.windows[which]
            assert twowindows.documents_of(file.session) == window.known
            told = file.told()
            left_out = [one.whole for one in told if isinstance(one, LeftOut)]
            overtaken = [one for one in told if not isinstance(one, LeftOut)]
            assert left_out == window.left_out
            assert {(one.table, one.number, one.field) for one in overtaken} == window.told
            self.counts["told"] += len(window.told)
            self.counts["left out"] += len(left_out)
            window.told.clear()
            window.left_out.clear()

    def teardown(self) -> None:
        for file in getattr(self, "files", {}).values():
            file.close()
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


def given_out(last: dict[str, int]) -> dict[str, int]:
    """The last number given out in each table in which there was one."""
    return {table: number for table, number in last.items() if number}


def played(examples: int, steps: int, counted: Count) -> Counter[str]:
    """So many sequences of so many steps; says what happened in them."""
    TwoWindows.counts.clear()
    wanted = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(TwoWindows, settings=wanted)
    said = (f"{count} {what}" for what, count in TwoWindows.counts.most_common())
    counted(f"two windows: {', '.join(said)}")
    return TwoWindows.counts


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("undo-forgets-one", match=UNEQUAL)
def test_file_and_windows_equal_the_model_after_a_few_sequences(counted):
    played(mutations.rounds(8, 300), 25, counted)


@pytest.mark.slow
@pytest.mark.mutation(
    "undo-whole-document",
    "undo-forgets-one",
    "named-is-taken-away",
    "final-keeps-history",
    "over-not-told",
    "numbers-used-twice",
    "stale-numbers",
    match=UNEQUAL,
)
def test_file_and_windows_equal_the_model_after_any_sequence(counted):
    counts = played(400, 40, counted)
    for what in (
        "changes",
        "undone",
        "redone",
        "final changes",
        "told",
        "left out",
        "parts kept",
        "torn lines",
    ):
        assert counts[what] > 10, counts
