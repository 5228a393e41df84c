"""Any sequence of changes, undos and compactings by two windows leaves file and model equal."""

import shutil
import tempfile
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from tinychanges import (
    Alter,
    Entitle,
    Remove,
    Say,
    TakeBackConsent,
    Ticks,
    everything,
    small_session,
)

from spiegel.domain.session import Session, put
from spiegel.store.check import check
from spiegel.store.reading import read_session
from spiegel.store.references import dangling
from spiegel.store.sessionfile import SessionFile

WINDOWS = st.sampled_from([0, 1])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
NUMBERS = st.integers(0, 6)


class Model:
    """What one person would expect: the plain documents, and each window's changes to take back."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.clock = Ticks()

    def apply(self, change) -> None:
        self.session = change.apply(self.session, self.clock())


class TwoWindows(RuleBasedStateMachine):
    """Two windows on one file, and a model that only knows what a change is."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="spiegel-model-"))
        self.path = self.folder / "a.spiegel"
        clock = Ticks()
        self.model = Model(small_session())
        self.windows = [
            SessionFile.create(self.path, small_session(), clock=clock, window="scribe"),
            SessionFile(self.path, clock=clock, window="moderator"),
        ]
        # Both clocks are read once for each change; the file's also for headers.
        self.model.clock = clock
        self.undone: list[list[tuple[Session, Session]]] = [[], []]

    def number(self, pick: int) -> int | None:
        numbers = list(self.model.session.statements)
        return numbers[pick % len(numbers)] if numbers else None

    def change(self, window: int, change) -> None:
        before = self.model.session
        after = self.windows[window].change(change)
        expected = change.apply(before, after_time(after, before))
        self.model.session = expected
        if not same(before, expected):
            self.undone[window] = []

    @rule(window=WINDOWS, words=WORDS, theme=st.sampled_from(["", "", "nabij", "ver"]))
    def say(self, window: int, words: str, theme: str) -> None:
        self.change(window, Say(words=words, theme=theme))

    @rule(window=WINDOWS, pick=NUMBERS, words=WORDS, key=st.booleans())
    def alter(self, window: int, pick: int, words: str, key: bool) -> None:
        number = self.number(pick)
        if number is not None:
            self.change(window, Alter(number=number, fields={"words": words, "key": key}))

    @rule(window=WINDOWS, pick=NUMBERS)
    def remove(self, window: int, pick: int) -> None:
        number = self.number(pick)
        if number is not None:
            self.change(window, Remove(number=number))

    @rule(window=WINDOWS, title=WORDS)
    def entitle(self, window: int, title: str) -> None:
        self.change(window, Entitle(title=title))

    @rule(window=WINDOWS)
    def withdraw(self, window: int) -> None:
        self.change(window, TakeBackConsent(participant=1))
        for file in self.windows:
            file.follow()
            assert file.undo() is None

    @rule(window=WINDOWS)
    def undo(self, window: int) -> None:
        before = self.model.session
        undone = self.windows[window].undo()
        if undone is not None:
            self.undone[window].append((before, undone.session))
            self.model.session = undone.session

    @rule(window=WINDOWS)
    def redo(self, window: int) -> None:
        before = self.model.session
        redone = self.windows[window].redo()
        if redone is None:
            return
        self.model.session = redone.session
        was, left = self.undone[window].pop()
        if same(before, left):
            assert same(redone.session, was)

    @rule(window=WINDOWS)
    def compact(self, window: int) -> None:
        self.windows[window].compact()

    @rule(window=WINDOWS)
    def reopen(self, window: int) -> None:
        self.windows[window].close()
        self.windows[window] = SessionFile(self.path, clock=self.model.clock, window="again")
        self.undone[window] = []

    @rule(part=st.floats(0.0, 0.99), window=WINDOWS)
    def die_while_writing(self, part: float, window: int) -> None:
        line = b'{"at":"2026-03-12T10:00:00Z","docs":{"themes":{"9":{"number":9,"name":"x"}}}}'
        with self.path.open("ab") as file:
            file.write(line[: int(len(line) * part)])

    @invariant()
    def file_and_windows_equal_the_model(self) -> None:
        if not hasattr(self, "windows"):
            return
        assert same(read_session(self.path), self.model.session)
        for window in self.windows:
            window.follow()
            assert same(window.session, self.model.session)
        assert list(dangling(self.model.session)) == []
        assert all(type(finding).__name__ == "TornTail" for finding in check(self.path))

    def teardown(self) -> None:
        for window in getattr(self, "windows", []):
            window.close()
        if hasattr(self, "folder"):
            assert same(read_session(self.path), self.model.session)
            shutil.rmtree(self.folder)


def after_time(after: Session, before: Session):
    """The instant at which a change was made, as the file shows it."""
    new = [s.at for n, s in after.statements.items() if n not in before.statements]
    return new[0] if new else Ticks()()


def same(one: Session, other: Session) -> bool:
    """Whether two sessions hold the same; numbers given out may differ for what left no trace."""
    return everything(one) == everything(other)


TestTwoWindows = TwoWindows.TestCase
TestTwoWindows.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_a_session_of_any_words_is_read_back_as_it_was(tmp_path):
    words = "".join(chr(code) for code in range(32, 0x3000)) + "\t\n🙂\u2028\x85"
    session = put(
        small_session(),
        *(msgspec.structs.replace(theme, name=words) for theme in small_session().themes.values()),
    )
    file = SessionFile.create(tmp_path / "a.spiegel", session, clock=Ticks(), window="scribe")
    file.change(Say(words=words))
    file.close()
    assert read_session(tmp_path / "a.spiegel").statements[1].words == words
