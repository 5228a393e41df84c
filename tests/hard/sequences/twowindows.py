"""Two windows on one session as the design says it: documents, and what each window can take back.

Simple where the store is quick: tables are plain dicts, compared as a whole; nothing is on a disk.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from spiegel.domain.consent.typed import TakenOut, left_of_change, loses_words, taken_out
from spiegel.domain.running.running import RunningChange
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import TABLES, Change, Session

Key = tuple[str, int]
Documents = dict[Key, Any]
Part = tuple[str, int, str]
"""A table, a number, and a field; without a field the whole document."""

NAMING = {
    "phase": "phases",
    "question": "questions",
    "themes": "themes",
    "answer_to": "listener_questions",
    "asked": "listener_questions",
    "statements": "statements",
}
"""The fields by which a document names others by their number."""
CODES = ("speakers", "listener", "people", "person")
"""The fields by which it names people by their code."""
PEOPLE = {"D": "participants", "T": "listeners"}


def documents_of(session: Session) -> Documents:
    """All documents of a session."""
    found: Documents = {("session", 1): session.info}
    for table in TABLES:
        found.update({(table, number): d for number, d in getattr(session, table).items()})
    return found


def session_of(documents: Documents, last: dict[str, int]) -> Session:
    """A session of these documents."""
    tables: dict[str, dict[int, Any]] = {table: {} for table in TABLES}
    for table, number in sorted(documents):
        if table != "session":
            tables[table][number] = documents[table, number]
    return Session(info=documents["session", 1], last=dict(last), **tables)


def names(key: Key, document: Any) -> Iterator[Key]:
    """What a document names."""
    for field in document.__struct_fields__:
        value = getattr(document, field)
        values = value if isinstance(value, tuple) else (value,)
        if field in NAMING and key[0] != "session":
            yield from ((NAMING[field], one) for one in values if one is not None)
        elif field in CODES:
            for code in values:
                if code[:1] in PEOPLE and code[1:].isascii() and code[1:].isdigit():
                    yield PEOPLE[code[0]], int(code[1:])


class Step(msgspec.Struct, eq=False):
    """Something that a window did: each document before it and after it, None where it was not.

    taken_over: another window did it, to what this one had put there.
    """

    running: bool
    before: Documents
    after: Documents
    taken_over: bool = False


class Line(msgspec.Struct):
    """What a change left in the file: by which window, and over which fields it had not seen."""

    by: int
    over: dict[Key, list[str]]
    before: Documents
    final: bool = False


class Window:
    """What one window knows, what it can take back, and what it is told.

    left_out: of what was typed before a withdrawal was heard of, whether it is gone whole.
    """

    def __init__(self, documents: Documents, heard: int) -> None:
        self.known = dict(documents)
        self.heard = heard
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.told: set[Part] = set()
        self.taken: list[TakenOut] = []
        self.left_out: list[bool] = []


class Meeting:
    """The session and its windows; `log` is every line that was ever written."""

    def __init__(self, session: Session) -> None:
        self.documents = documents_of(session)
        self.last = dict(session.last)
        self.log: list[Line] = []
        self.windows: dict[int, Window] = {}

    def open(self, which: int) -> None:
        """A window comes; it knows all there is, and can take back nothing."""
        self.windows[which] = Window(self.documents, len(self.log))

    @property
    def session(self) -> Session:
        return session_of(self.documents, self.last)

    def follow(self, which: int) -> None:
        """A window hears what the other did."""
        window = self.windows[which]
        news, window.heard = self.log[window.heard :], len(self.log)
        if any(line.final for line in news if line.by != which):
            window.done.clear()
            window.undone.clear()
            self._take_out(window, session_of(window.known, self.last))
        for line in news:
            if line.by != which:
                self._tell(window, line)
        window.known = dict(self.documents)

    def _take_out(self, window: Window, before: Session) -> None:
        """A window remembers what went for good: what was typed before it is kept without that."""
        taken = taken_out(before, self.session)
        if taken is not None:
            window.taken.append(taken)

    def _tell(self, window: Window, line: Line) -> None:
        for key, fields in line.over.items():
            now = self.documents.get(key)
            was = line.before.get(key)
            if now is None or was is None:
                continue
            mine = {f: v for f in fields for v in self._mine(window, key, f, was, now)}
            if mine:
                window.told.update((*key, field) for field in mine)
                before = msgspec.structs.replace(now, **mine)
                window.done.append(Step(False, {key: before}, {key: now}, taken_over=True))

    @staticmethod
    def _mine(window: Window, key: Key, field: str, was: Any, now: Any) -> list[Any]:
        """What this window had put in a field, if it stood there until now."""
        if getattr(was, field) == getattr(now, field):
            return []
        for step in reversed(window.done):
            before, after = step.before.get(key), step.after.get(key)
            if after is None or (
                before is not None and getattr(before, field) == getattr(after, field)
            ):
                continue
            put = getattr(before if step.taken_over else after, field)
            stood = getattr(after, field) == getattr(was, field)
            return [put] if stood and put != getattr(now, field) else []
        return []

    def change(self, which: int, change: Change, now: Instant) -> bool:
        """A window changes something; returns whether it was anything. Raises Refusal."""
        window = self.windows[which]
        seen = window.known
        self.follow(which)
        for taken in window.taken:
            left = left_of_change(change, taken, session_of(seen, self.last))
            if left is None or loses_words(change, left):
                window.left_out.append(left is None)
            if left is None:
                return False
            change = left
        before = self.session
        after = change.apply(before, now)
        self.last = {**self.last, **after.last}
        step = self._step(documents_of(after), isinstance(change, RunningChange))
        if not step.after and not change.final:
            return False
        over = {
            key: fields
            for key in step.after
            if (fields := self._unseen(seen.get(key), step.before[key], step.after[key]))
        }
        self.log.append(Line(which, over, dict(self.documents), change.final))
        self._make(step.after)
        window.heard, window.known = len(self.log), dict(self.documents)
        if change.final:
            window.done.clear()
            self._take_out(window, before)
        else:
            window.done.append(step)
        window.undone.clear()
        return True

    def _step(self, after: Documents, running: bool) -> Step:
        keys = {k for k in (*self.documents, *after) if self.documents.get(k) != after.get(k)}
        return Step(
            running,
            {key: self.documents.get(key) for key in keys},
            {key: after.get(key) for key in keys},
        )

    @staticmethod
    def _unseen(seen: Any, before: Any, after: Any) -> list[str]:
        """The fields of a document that were changed since it was seen, and now once more."""
        if seen is None or before is None or after is None:
            return []
        return [
            field
            for field in seen.__struct_fields__
            if getattr(seen, field) != getattr(before, field) != getattr(after, field)
        ]

    def _make(self, documents: Documents) -> None:
        for key, document in documents.items():
            if document is None:
                self.documents.pop(key, None)
            else:
                self.documents[key] = document

    def turn_back(self, which: int, *, redo: bool, running: bool | None) -> set[Part] | None:
        """A window takes back its newest step, or makes it again; returns what stays as it is.

        running: the newest of those of the running order, of all others, or (None) of all.
        Returns None when there is none.
        """
        window = self.windows[which]
        self.follow(which)
        source, target = (window.undone, window.done) if redo else (window.done, window.undone)
        wanted = [step for step in source if running in (None, step.running)]
        if not wanted:
            return None
        step = wanted[-1]
        back, kept = self._taken_back(step)
        source.remove(step)
        if back:
            target.append(Step(step.running, {k: self.documents.get(k) for k in back}, back))
            target[-1].taken_over = step.taken_over
            self.log.append(Line(which, {}, dict(self.documents)))
            self._make(back)
            window.heard, window.known = len(self.log), dict(self.documents)
        return kept

    def _taken_back(self, step: Step) -> tuple[Documents, set[Part]]:
        back: Documents = {}
        kept: set[Part] = set()
        for key, after in step.after.items():
            before, now = step.before[key], self.documents.get(key)
            if now == after:
                back[key] = before
            elif now is None or before is None or after is None:
                kept.add((*key, ""))
            else:
                changed = [
                    f for f in after.__struct_fields__ if getattr(before, f) != getattr(after, f)
                ]
                still = [f for f in changed if getattr(now, f) == getattr(after, f)]
                kept.update((*key, field) for field in changed if field not in still)
                if still:
                    fields = {field: getattr(before, field) for field in still}
                    back[key] = msgspec.structs.replace(now, **fields)
        while wrong := self._wrong(back):
            for key in wrong:
                del back[key]
            kept.update((*key, "") for key in wrong)
        return back, kept

    def _wrong(self, back: Documents) -> set[Key]:
        """What would leave a name of something that is not there, if it went back."""
        result = {k: d for k, d in {**self.documents, **back}.items() if d is not None}
        named = {name for key, document in result.items() for name in names(key, document)}
        wrong = {key for key, document in back.items() if document is None and key in named}
        for key, document in back.items():
            if document is not None:
                now = self.documents.get(key)
                known = set(names(key, now)) - self.documents.keys() if now else set()
                if set(names(key, document)) - result.keys() - known:
                    wrong.add(key)
        return wrong
