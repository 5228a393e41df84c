"""A window that works without a pause, and tells on a pipe what it will do and what it has done.

`will KIND STATE` before a change, with what must be there when it is made; `did KIND STATE` once
the store has said that it is safe.
"""

import hashlib
import os
import random
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from children import Tell

from spiegel import export, i18n
from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.consent.consent import AddParticipant, Withdraw
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Edit, EditInfo, Session
from spiegel.domain.session.statements import Statement, Valence
from spiegel.domain.session.themes import MergeThemes
from spiegel.store.journal.tables import with_documents
from spiegel.store.session.file import SessionFile
from spiegel.store.session.history import taken_back

KINDS: Final = ("insert", "edit", "undo", "merge", "compact", "export", "withdraw", "describe")
"""What such a window does; `describe` is a change of what Home shows, which compacts too."""
OFTEN: Final = ("insert", "insert", "insert", "edit", "edit", "undo")
DOCUMENTS: Final = ("markdown", "worklist")
DUTCH: Final = i18n.translations("nl")
SIGNS: Final = ("", "+", "-", "!")

State = Callable[[Session], str]

_encoder: Final = msgspec.json.Encoder(enc_hook=dict)


def whole_state(session: Session) -> str:
    """All that a session says, in a few characters."""
    last = dict(sorted(session.last.items()))
    return _short(_encoder.encode(msgspec.structs.replace(session, revision=0, last=last)))


def state_of(name: str) -> State:
    """What the statements of one window say, whatever others do meanwhile."""

    def state(session: Session) -> str:
        mine = [
            (said.words, said.valence, said.key)
            for _, said in sorted(session.statements.items())
            if said.words.startswith(name)
        ]
        return _short(_encoder.encode(mine))

    return state


def _short(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


class Steps:
    """A clock that stands still within a change, so that it can be foretold what it makes."""

    def __init__(self) -> None:
        self.utc = 1_790_000_000_000

    def __call__(self) -> Instant:
        return Instant(self.utc, "b0", self.utc - 1_789_000_000_000)

    def step(self) -> None:
        """Go on a quarter of a second."""
        self.utc += 250


class BusyWindow:
    """One window on a session, that does what a seeded chance wants.

    name: begins all its words. state: what it tells of a session. folder: where its documents go.
    """

    def __init__(self, path: Path, name: str, *, tell: Tell, state: State, folder: Path) -> None:
        self.chance = random.Random(name)
        self.clock = Steps()
        self.clock.utc += self.chance.randrange(1_000_000)
        self.file = SessionFile(path, clock=self.clock, window="scribe")
        self._name = name
        self._tell = tell
        self._state = state
        self._folder = folder
        self._said = 0

    def do(self, kind: str) -> None:
        """One thing of this kind, or a line when there is nothing yet to do it with."""
        self.clock.step()
        getattr(self, f"_{kind}")()

    def any_kinds(self, kinds: tuple[str, ...] = OFTEN + KINDS) -> Iterator[str]:
        """What to do next, without end."""
        while True:
            yield self.chance.choice(kinds)

    def _make(self, kind: str, change: Change) -> None:
        self._tell(f"will {kind} {self._state(change.apply(self.file.session, self.clock()))}")
        session = self.file.change(change)
        self._tell(f"did {kind} {self._state(session)}")

    def _insert(self) -> None:
        self._said += 1
        codes = [p.code for p in self.file.session.participants.values() if not p.withdrawn]
        theme = self.chance.randrange(12)
        text = f"{self._name} zegt {self._said} #thema{theme} {self.chance.choice(SIGNS)}"
        text = text if not codes else f"{self.chance.choice(codes)}:: {text}"
        line = uuid.UUID(int=self.chance.getrandbits(128)).hex
        place = where(self.file.session)
        self._make("insert", RecordLine(text=text, where=place, line=line))
        numbers = [n for n, said in self.file.session.statements.items() if said.line == line]
        self._tell(f"number {numbers[0]} {line}")

    def _mine(self) -> list[Statement]:
        said = self.file.session.statements.values()
        return [statement for statement in said if statement.words.startswith(self._name)]

    def _edit(self) -> None:
        mine = self._mine()
        if not mine:
            return self._insert()
        said = self.chance.choice(mine)
        self._said += 1
        fields: dict[str, Any] = self.chance.choice(
            (
                {"words": f"{self._name} verbetert {self._said}"},
                {"valence": self.chance.choice(list(Valence)), "key": not said.key},
            )
        )
        edit = Edit(table="statements", number=said.number, fields=fields, label="edit")
        return self._make("edit", edit)

    def _undo(self) -> None:
        redo = self.chance.random() < 0.3
        entry = self.file._editor.history.last(redo=redo)
        if entry is None:
            return self._insert()
        documents, _ = taken_back(entry, self.file.session)
        after = with_documents(self.file.session, documents)
        self._tell(f"will undo {self._state(after)}")
        undone = self.file.redo() if redo else self.file.undo()
        assert undone is not None
        return self._tell(f"did undo {self._state(undone.session)}")

    def _merge(self) -> None:
        themes = list(self.file.session.themes)
        if len(themes) < 2:
            return self._insert()
        source, target = self.chance.sample(themes, 2)
        return self._make("merge", MergeThemes(source=source, target=target))

    def _withdraw(self) -> None:
        present = [p for p in self.file.session.participants.values() if not p.withdrawn]
        if len(present) < 4:
            return self._make("insert", AddParticipant(present=True))
        person = self.chance.choice(present)
        return self._make("withdraw", Withdraw(participant=person.number))

    def _describe(self) -> None:
        title = "Wmo-toegang" if self.file.session.info.title != "Wmo-toegang" else "Schuldhulp"
        self._make("describe", EditInfo(fields={"title": title}))

    def _compact(self) -> None:
        state = self._state(self.file.session)
        self._tell(f"will compact {state}")
        self.file.compact()
        self._tell(f"did compact {self._state(self.file.session)}")

    def _export(self) -> None:
        """A document, announced by what it will say; a Word file also says when it was made."""
        kind = self.chance.choice(DOCUMENTS)
        state = self._state(self.file.session)
        self._tell(f"will export {state}")
        if kind == "markdown":
            again = export.export(
                self.file.session, kind, self._folder / str(os.getpid()), translations=DUTCH
            )
            self._tell(f"document {_short(again.read_bytes())}")
            again.unlink()
            again.parent.rmdir()
        export.export(self.file.session, kind, self._folder, translations=DUTCH)
        self._tell(f"did export {state}")


def digest_of(document: Path) -> str:
    """What a document says, in a few characters."""
    return _short(document.read_bytes())
