"""What a window may ask about the documents of a meeting."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from spiegel.domain.preparation.names import Person
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import Origin, Standing
from spiegel.i18n import Translations


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was just written.

    noted: whether Spiegel will know it later, when somebody withdraws or the meeting is wiped.
    unasked: what in it looks like a person, and was not decided on.
    """

    path: Path
    noted: bool = True
    unasked: tuple[str, ...] = ()


class MadeDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was made of the session and is still there.

    noted: the path that it was noted by, which is another one when it was moved with the session.
    edited: it was changed since, by whoever. origin: what it was made from; None when not known.
    """

    path: Path
    noted: str
    standing: Standing
    edited: bool = False
    origin: Origin | None = None

    @property
    def kind(self) -> str:
        """The kind of document; empty when that is not known."""
        return self.origin.kind if self.origin is not None else ""

    @property
    def remakable(self) -> bool:
        """Whether Spiegel knows how to make it again."""
        return self.kind in KINDS

    def explain(self, t: Translations) -> str:
        """How it stands and whether it was changed; empty when it is as it would be made now."""
        changed = t.gettext("changed by hand since") if self.edited else ""
        return ", ".join(filter(None, (self.standing.explain(t), changed)))

    def holds(self, participant: int) -> bool:
        """Whether something of this participant is in it, as far as is known."""
        return self.origin is not None and participant in self.origin.people


class MadeDocuments(msgspec.Struct, frozen=True, kw_only=True):
    """The documents that were made of the session; known: False when they cannot be told."""

    documents: tuple[MadeDocument, ...] = ()
    known: bool = True

    def standing(self, *standings: Standing) -> tuple[MadeDocument, ...]:
        """Those that stand so."""
        return tuple(document for document in self.documents if document.standing in standings)


class Documents(Protocol):
    """The documents of a session as it is now; all but `noted` is slow: call it in a thread."""

    def look(self) -> MadeDocuments:
        """Those that were made of it, in any folder, and are still there."""
        ...

    def noted(self) -> MadeDocuments:
        """The same at once: of each only where it is and whose words are in it, not how it stands.

        Its standing is UNKNOWN.
        """
        ...

    def other_files(self) -> tuple[Path, ...]:
        """Other files of the same meeting on this computer, which a withdrawal here leaves alone.

        At once, but for files on a network that does not answer.
        """
        ...

    def make(
        self,
        kind: str,
        folder: Path,
        *,
        template: Path | None = None,
        progress: Callable[[float], None] = ...,
        stopped: Callable[[], bool] = ...,
        unchecked: bool = False,
    ) -> Written:
        """Write one; without more nobody follows it or stops it.

        kind: a key of KINDS. template: a house style for Word documents. progress: is told the
        share that is done, 0.0 to 1.0. stopped: asked in between. unchecked: also when something in
        it looks like a person and nobody decided about it; the document says so.

        Raises OSError when it cannot be written; NotDoneError when it was stopped, the house style
        is none, or something waits for an answer. Then nothing was written.
        """
        ...

    def make_envelopes(self, people: Sequence[Person], folder: Path) -> Written:
        """Write names and addresses on labels.

        people: those from the key file who get a letter. Raises OSError and NotDoneError; then
        nothing was written.
        """
        ...

    def remake(self, document: MadeDocument) -> Written:
        """Write one again in its own place, whatever stands there.

        Raises ValueError unless it is remakable, and OSError and NotDoneError as `make` does.
        """
        ...

    def remove(self, document: MadeDocument) -> None:
        """Remove one for good. Raises OSError; then it is still noted."""
        ...

    def private(self) -> tuple[MadeDocument, ...]:
        """Those with codes, times or names, also where somebody put a copy of one."""
        ...

    def wipe_private(self, documents: Sequence[MadeDocument]) -> None:
        """Remove these for good; it is noted that they went.

        Raises OSError; then those that are left are still noted.
        """
        ...

    def points(self, path: Path) -> int:
        """How many points the accessibility check finds in a Word file that was made.

        Raises NotDoneError when it cannot be read.
        """
        ...

    def begin_anew(self) -> None:
        """Put a list of documents that cannot be read aside, and begin one. Raises OSError."""
        ...
