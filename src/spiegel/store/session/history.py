"""What one window did, so that it can take it back: by document and by field, and by name."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from spiegel.domain.session.called import name_of, some_of
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.words import capitalised
from spiegel.i18n import Translations
from spiegel.store.errors import NotKeptError, role_of
from spiegel.store.journal.lines import INFO_TABLE, SessionLine, Stored
from spiegel.store.journal.references import dangling_of, still_named
from spiegel.store.journal.tables import Difference, changed_fields, table_of, with_documents

REMEMBERED: Final = 200
"""How many changes of a window can be taken back."""

Wanted = Callable[[Change], bool]
"""Which changes an undo or redo is about."""


class Kept(msgspec.Struct, frozen=True):
    """What undo left as it is, because something changed it since or still needs it.

    field: the name of the field, empty for the whole document.
    """

    table: str
    number: int
    field: str = ""

    def explain(self, t: Translations) -> str:
        """One sentence for the person who wanted it back."""
        text = t.gettext("{what} was changed or is used since, and stays as it is.")
        return capitalised(text.format(what=name_of(self.table, self.number, t)))


class Overtaken(msgspec.Struct, frozen=True):
    """Another window changed a field that this window had just set, without having seen it.

    mine: what this window had put there. theirs: what is there now. by: the other window.
    """

    table: str
    number: int
    field: str
    mine: Any
    theirs: Any
    by: str

    def explain(self, t: Translations) -> str:
        """One sentence for the person whose words were replaced."""
        text = t.gettext(
            "{what} was changed at the same time in the window {role}."
            " ctrl+z brings back what you had."
        )
        what = name_of(self.table, self.number, t)
        return capitalised(text.format(what=what, role=role_of(self.by, t)))


class LeftOut(msgspec.Struct, frozen=True):
    """Words were taken back for good while this window's person typed them: they are not kept.

    codes: of who withdrew; nobody when one statement was taken back. whole: nothing else was left.
    """

    codes: tuple[str, ...]
    whole: bool

    def explain(self, t: Translations) -> str:
        """What became of what was typed, for the person who sees it go."""
        if self.codes and self.whole:
            text = t.ngettext(
                "{people} withdrew while you typed this: it was theirs, and is not recorded.",
                "{people} withdrew while you typed this: it was theirs, and is not recorded.",
                len(self.codes),
            )
        elif self.codes:
            text = t.ngettext(
                "{people} withdrew while you typed this: without their words it is recorded.",
                "{people} withdrew while you typed this: without their words it is recorded.",
                len(self.codes),
            )
        elif self.whole:
            text = t.gettext("These words were withdrawn while you typed: they are not recorded.")
        else:
            text = t.gettext(
                "Words in this were withdrawn while you typed: without them it is recorded."
            )
        return text.format(people=", ".join(self.codes))


class WentElsewhere(msgspec.Struct, frozen=True):
    """What somebody took back went from these other meetings too; missing: could not be read.

    titles: of the meetings. plans: the names of running orders that are kept for other meetings.
    missing: the names of files.
    """

    titles: tuple[str, ...]
    plans: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def explain(self, t: Translations) -> str:
        """Where else it went, and where it may still be."""
        said = []
        if self.titles:
            text = t.gettext(
                "The words were taken out of other meetings too: {names}. F7 there names the "
                "documents that were made before."
            )
            said.append(text.format(names=", ".join(self.titles)))
        if self.plans:
            text = t.gettext("The words went from running orders that you keep too: {names}.")
            said.append(text.format(names=some_of(self.plans, t)))
        if self.missing:
            text = t.ngettext(
                "One meeting could not be looked into, as it is not there or cannot be written: "
                "{names}. Open it when it is there: then you read that somebody withdrew, and "
                "look for yourself.",
                "{count} meetings could not be looked into, as they are not there or cannot be "
                "written: {names}. Open them when they are there: then you read that somebody "
                "withdrew, and look for yourself.",
                len(self.missing),
            )
            names = some_of(self.missing, t)
            said.append(text.format(count=len(self.missing), names=names))
        return " ".join(said)


class WentHere(msgspec.Struct, frozen=True):
    """Somebody took words back in another meeting, and what was typed over of them here went."""

    def explain(self, t: Translations) -> str:
        """Why words are gone that stood there a moment ago."""
        return t.gettext(
            "Somebody withdrew in another meeting: what was typed over of their words here is gone."
        )


Told = Overtaken | LeftOut | WentElsewhere | WentHere | NotKeptError
"""What a window is told beside the results of its own changes; it explains itself."""


class TakenOver(Change, frozen=True, kw_only=True):
    """Stands in the history for what another window changed; undo brings this window's back."""

    overtaken: tuple[Overtaken, ...]

    def name(self, t: Translations) -> str:
        first = self.overtaken[0]
        text = t.gettext("what the window {role} changed in {what}")
        what = name_of(first.table, first.number, t)
        return text.format(role=role_of(first.by, t), what=what)

    def apply(self, session: Session, now: Instant) -> Session:
        return session


class Entry(msgspec.Struct, frozen=True, eq=False):
    """One change of this window: what each document was before it, and what it left.

    change: what undo calls it by. at: when. documents: before and after, by table and number.
    """

    change: Change
    at: Instant
    documents: dict[str, dict[int, tuple[Stored | None, Stored | None]]]


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """What an undo or a redo did.

    ticket: of the writer. change: what was taken back, or made again; None when there was nothing
    left. at: when it was made. kept: what stayed as it is. final: others took something out for
    good meanwhile.
    """

    session: Session
    change: Change | None = None
    at: Instant | None = None
    kept: tuple[Kept, ...] = ()
    ticket: int = 0
    told: tuple[Told, ...] = ()
    final: bool = False

    def name(self, t: Translations) -> str:
        """What the change is called; empty when there was none."""
        return self.change.name(t) if self.change else ""


def entry_of(change: Change, at: Instant, before: Session, documents: Difference) -> Entry:
    """The entry of a change that left these documents."""
    pairs: dict[str, dict[int, tuple[Stored | None, Stored | None]]] = {}
    for table, numbered in documents.items():
        was = table_of(before, table)
        pairs[table] = {
            number: (was.get(number), document) for number, document in numbered.items()
        }
    return Entry(change, at, pairs)


class History:
    """The last changes of one window, newest last, and those it took back."""

    def __init__(self) -> None:
        self._done: deque[Entry] = deque(maxlen=REMEMBERED)
        self._undone: deque[Entry] = deque(maxlen=REMEMBERED)

    def record(self, entry: Entry) -> None:
        """A new change of this window; what was taken back before it is given up."""
        self._done.append(entry)
        self._undone.clear()

    def clear(self) -> None:
        """Forget everything, as after a withdrawal: no earlier word may come back."""
        self._done.clear()
        self._undone.clear()

    def last(self, wanted: Wanted | None = None, *, redo: bool = False) -> Entry | None:
        """The newest change that can be taken back, or made again, of those wanted."""
        for entry in reversed(self._undone if redo else self._done):
            if wanted is None or wanted(entry.change):
                return entry
        return None

    def touched(self, since: int) -> Iterator[tuple[str, int, Stored | None]]:
        """The documents that this window changed, oldest first, each with what it was before.

        since: milliseconds since 1970.
        """
        for entry in self._done:
            if entry.at.utc < since:
                continue
            for table, pairs in entry.documents.items():
                for number, (before, _) in pairs.items():
                    yield table, number, before

    def move(self, entry: Entry, inverse: Entry | None, *, redo: bool = False) -> None:
        """The entry was taken back (or made again); inverse is how to go the other way."""
        source, target = (self._undone, self._done) if redo else (self._done, self._undone)
        source.remove(entry)
        if inverse is not None:
            target.append(inverse)

    def replaced_by(
        self, line: SessionLine, known: dict[tuple[str, int], Stored], session: Session, at: Instant
    ) -> tuple[Overtaken, ...]:
        """What a line of another window took the place of, so that the next undo brings it back.

        known: the documents that it replaced without having seen them. session: as it is now.
        """
        found: list[Overtaken] = []
        for (table, number), before in known.items():
            after = table_of(session, table).get(number)
            if after is not None:
                names = line.over[table][number]
                overtaken = self._overtaken(table, number, names, before, after, line.by)
                if overtaken:
                    self._take_over(overtaken, at, after)
                    found.extend(overtaken)
        return tuple(found)

    def _overtaken(
        self,
        table: str,
        number: int,
        names: tuple[str, ...],
        before: Stored,
        after: Stored,
        by: str,
    ) -> tuple[Overtaken, ...]:
        """Which of these fields held what this window left there, until now."""
        found = []
        for name in names:
            was, stands = getattr(before, name), getattr(after, name)
            mine = self._mine(table, number, name, was) if was != stands else None
            if mine is not None and mine[0] != stands:
                found.append(Overtaken(table, number, name, mine[0], stands, by))
        return tuple(found)

    def _take_over(self, overtaken: tuple[Overtaken, ...], at: Instant, after: Stored) -> None:
        """Note what another window replaced, so that the next undo brings it back."""
        mine = {one.field: one.mine for one in overtaken}
        table, number = overtaken[0].table, overtaken[0].number
        before = msgspec.structs.replace(after, **mine)
        self._done.append(
            Entry(TakenOver(overtaken=overtaken), at, {table: {number: (before, after)}})
        )

    def _mine(self, table: str, number: int, name: str, value: Any) -> tuple[Any] | None:
        """What this window had put in this field, if that is what this value stands for.

        It is the value itself, or what another window replaced by it and undo would bring back.
        """
        for entry in reversed(self._done):
            pair = entry.documents.get(table, {}).get(number)
            if pair is None or pair[1] is None:
                continue
            before, after = pair
            if before is None or getattr(before, name) != getattr(after, name):
                if getattr(after, name) != value:
                    return None
                taken = isinstance(entry.change, TakenOver)
                return (getattr(before if taken else after, name),)
        return None


def taken_back(entry: Entry, session: Session) -> tuple[Difference, tuple[Kept, ...]]:
    """What to leave behind so that a change is undone, and what cannot go back.

    A field goes back if it still holds what the change left there. A document that came goes if
    nothing changed in it and nothing else names it; one that went comes back.
    """
    back: Difference = {}
    kept: list[Kept] = []
    for table, pairs in entry.documents.items():
        current = table_of(session, table)
        for number, (before, after) in pairs.items():
            now = current.get(number)
            if now is after or now == after:
                back.setdefault(table, {})[number] = before
            elif now is None or before is None or after is None:
                kept.append(Kept(table, number))
            else:
                fields, stay = _fields_back(now, before, after)
                kept.extend(Kept(table, number, name) for name in stay)
                if fields:
                    document = msgspec.structs.replace(now, **fields)
                    back.setdefault(table, {})[number] = document
    _keep_what_is_named(session, back, kept)
    return back, tuple(kept)


def _fields_back(now: Stored, before: Stored, after: Stored) -> tuple[dict[str, Any], list[str]]:
    fields: dict[str, Any] = {}
    stay: list[str] = []
    for name in changed_fields(before, after):
        if getattr(now, name) == getattr(after, name):
            fields[name] = getattr(before, name)
        else:
            stay.append(name)
    return fields, stay


def _keep_what_is_named(session: Session, back: Difference, kept: list[Kept]) -> None:
    """Give up what would leave a name of something that is not there, until nothing does."""
    while True:
        wrong = still_named(session, back) if _takes_away(back) else set()
        result = with_documents(session, back)
        for table, numbered in back.items():
            current = table_of(session, table)
            for number, document in numbered.items():
                if document is not None and table != INFO_TABLE:
                    now = current.get(number)
                    known = set(dangling_of(session, table, number, now)) if now else set()
                    if set(dangling_of(result, table, number, document)) - known:
                        wrong.add((table, number))
        if not wrong:
            return
        for table, number in sorted(wrong):
            del back[table][number]
            if not back[table]:
                del back[table]
            kept.append(Kept(table, number))


def _takes_away(back: Difference) -> bool:
    return any(document is None for numbered in back.values() for document in numbered.values())
