"""How statements once stood: in the lines of a file that were not compacted, and in kept copies.

Somebody who takes words back takes all wordings of them back, as far as the store still has them.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from spiegel.domain.session.statements import Statement
from spiegel.store.beside.backups import copies
from spiegel.store.errors import StoreError
from spiegel.store.journal.lines import SessionLine
from spiegel.store.journal.payload import Unreadable
from spiegel.store.journal.snapshot import read_file
from spiegel.store.journal.tables import Building
from spiegel.store.sealed.keys import Keys

Wordings = Callable[[Statement], Iterable[str]]
"""What of a statement is asked for."""


def wordings(path: Path, folder: Path, keys: Keys, of: Wordings) -> tuple[str, ...]:
    """These words of each statement as it ever stood there, each once.

    path: the file. folder: of its kept copies; of one that cannot be read nobody knows any.
    """
    found: dict[str, None] = {}

    def meet(_building: Building, line: SessionLine) -> None:
        for documents in (line.docs.statements, line.tables.statements):
            for said in (documents or {}).values():
                if said is not None:
                    found.update(dict.fromkeys(filter(None, of(said))))

    for place in (path, *(copy.path for copy in copies(folder))):
        with suppress(StoreError, Unreadable):
            read_file(place, keys=keys, meet=meet)
    return tuple(found)
