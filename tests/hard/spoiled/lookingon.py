"""A spoiled session file as every part of Spiegel sees it, and what each must do with it."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec
import plainly
import pytest
from damage import KINDS, Damaged, damages, lines_of

from spiegel import cli, clock
from spiegel.domain.session.session import Session
from spiegel.store.catalogue.folder import sessions
from spiegel.store.damage.check import Finding, Missing, TornTail, Twice, check
from spiegel.store.damage.salvage import salvage
from spiegel.store.errors import (
    CutOffError,
    DamagedError,
    NewerError,
    NotASessionError,
    StoreError,
)
from spiegel.store.journal.lines import TABLE_NAMES, Documents
from spiegel.store.journal.references import NAMED, dangling_of
from spiegel.store.journal.snapshot import read_session
from spiegel.store.journal.tables import table_of
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile

APOLOGY = "fout in het programma"
"""What is shown in the place of a traceback; no damage may bring it up."""
HARMLESS = (TornTail, Twice, Missing)
"""What `check` names and a window can live with."""

Key = tuple[str, int]
Values = dict[Key, msgspec.Struct]


class Onlooker:
    """Looks at one spoiled file after another; counts what became of them.

    folder: of the spoiled file, which is alone in it. whole: the bytes before they were spoiled.
    reach: the note of how far an encrypted file goes, if there is one.
    """

    def __init__(
        self,
        folder: Path,
        whole: bytes,
        capture: pytest.CaptureFixture[str],
        keys: Keys = NO_KEYS,
        reach: bytes = b"",
    ) -> None:
        self.path = folder / "gesprek.spiegel"
        self.whole = whole
        self.header, *self.lines = lines_of(whole)
        self.keys = keys
        self.reach = reach
        self.capture = capture
        self.counts: Counter[str] = Counter()
        self.commands: Counter[str] = Counter()
        self.seen = 0
        self.put(whole)
        self.session = read_session(self.path, keys=keys)

    def look_at(self, count: int, chance: random.Random) -> None:
        """So many spoiled files, of each kind as many."""
        stream = damages(self.whole, chance, KINDS)
        for _ in range(count):
            damaged = next(stream)
            try:
                self.look(damaged)
            except AssertionError as error:
                raise AssertionError(f"{damaged.kind}: {error}\n{damaged.data!r}") from error

    def look(self, damaged: Damaged) -> None:
        """See to it that nothing is made worse, and that what is said is true."""
        data = damaged.data
        self.put(data)
        error = self.raised(lambda: read_session(self.path, keys=self.keys))
        self.counts[type(error).__name__ if error else "sound"] += 1
        findings = check(self.path, keys=self.keys)
        assert all(isinstance(one, HARMLESS) for one in findings) == (error is None), findings
        (shelved,) = sessions(self.path.parent)
        assert (shelved.header is None) != (shelved.error is None)
        if self.keys is NO_KEYS:
            self.plain(data, error, findings)
        elif error is None:
            # Whatever was changed in it is noticed, unless it was never a part of it.
            assert as_values(read_session(self.path, keys=self.keys)) == as_values(self.session)
        assert self.path.read_bytes() == data
        self.opened(error)
        assert error is None or self.path.read_bytes() == data
        self.seen += 1

    def plain(self, data: bytes, error: StoreError | None, findings: Iterable[Finding]) -> None:
        """What holds of a file that everybody can read."""
        self.rescued(data, error)
        if error is None:
            assert as_values(read_session(self.path)) == typed(plainly.read(data))
        elif isinstance(error, DamagedError) and not isinstance(error, CutOffError):
            self.named(data.split(b"\n"), error.line)
        verb = ("show", "check", "show", "export", "check", "capture")[self.seen % 6]
        self.said(verb, data, error, findings)

    def put(self, data: bytes) -> None:
        """The spoiled file, as if nobody had looked at it yet."""
        self.path.write_bytes(data)
        beside = self.path.parent / f".{self.path.name}.d"
        shutil.rmtree(beside, ignore_errors=True)
        if self.reach:
            beside.mkdir()
            (beside / "reach").write_bytes(self.reach)

    def raised(self, use: Callable[[], object]) -> StoreError | None:
        """What a use of the file raised; anything but a StoreError is a mistake."""
        try:
            use()
        except StoreError as error:
            return error
        return None

    def opened(self, error: StoreError | None) -> None:
        """A window opens it if and only if it can be read."""

        def use() -> None:
            SessionFile(self.path, clock=clock.now, window="scribe", keys=self.keys).close()

        assert type(self.raised(use)) is type(error)

    def named(self, lines: list[bytes], number: int) -> None:
        """The line that is named is one that somebody spoiled."""
        if number == 1 and lines[0] == self.header:
            # No line says what the meeting is about.
            assert self.lines[0] not in lines
        else:
            assert lines[number - 1] not in ([self.header] if number == 1 else self.lines)

    def said(
        self, verb: str, data: bytes, error: StoreError | None, findings: Iterable[Finding]
    ) -> None:
        """A command does what it does, or says in one line why not; `check` lists what is wrong."""
        more = {"export": ["--kind", "markdown", "--to", str(self.path.parent / "uit")]}
        if verb == "capture":
            lines = self.path.with_suffix(".txt")
            lines.write_text("zij wachtte nog een week\n", encoding="utf-8")
            more[verb] = [str(lines)]
        code, out, err = self.command(verb, *more.get(verb, []))
        self.commands[verb] += 1
        # What was exported is gone, so that `check` has to do with this file alone.
        shutil.rmtree(self.path.parent / "uit", ignore_errors=True)
        if verb == "check":
            wrong = list(findings)
            assert code == bool(wrong)
            offered = "--restore" in err
            assert offered == (self.salvaged() is not None and not self.only_torn(wrong))
            assert len(err.splitlines()) == len(wrong) + (offered and len(wrong) > 0)
            return
        assert code == (error is not None), err
        assert len(err.splitlines()) == (error is not None), err
        assert bool(out) == (error is None)
        if verb == "capture" and error is None:
            now = as_values(read_session(self.path))
            before = typed(plainly.read(data))
            assert {key: now[key] for key in before} == before
            assert len(now) > len(before)
            self.put(data)

    def command(self, verb: str, *options: str) -> tuple[int, str, str]:
        """A command about this file, in this process: its code and what it printed."""
        self.capture.readouterr()
        code = cli.main(["--lang", "nl", verb, str(self.path), *options])
        printed = self.capture.readouterr()
        assert "Traceback" not in printed.err
        assert APOLOGY not in printed.err, printed.err
        return code, printed.out, printed.err

    @staticmethod
    def only_torn(findings: Iterable[Finding]) -> bool:
        return all(isinstance(finding, TornTail) for finding in findings)

    def salvaged(self) -> Session | None:
        """What can be read of it, if anything can."""
        try:
            return salvage(self.path, keys=self.keys).session
        except StoreError:
            return None

    def rescued(self, data: bytes, error: StoreError | None) -> None:
        """Whatever stands in lines that nobody spoiled is given back."""
        expected, doubtful, taken_out = intact(self.header, self.lines, data)
        try:
            session = salvage(self.path, keys=self.keys).session
        except NewerError:
            assert isinstance(error, NewerError)
            return
        except NotASessionError:
            assert not expected or b'"kind":"tables"' in data.partition(b"\n")[0]
            return
        after = as_values(session)
        for key, value in expected.items():
            if key in doubtful:
                # Another line about it was spoiled.
                assert key in after or key in taken_out, key
            elif key not in after:
                # A moment of a part of the meeting that is lost itself says nothing any more.
                assert key[0] == "moments", value
                assert list(dangling_of(session, *key, value)), value
            else:
                # Of two that claim one number, one gets another number.
                others = (other for (table, _), other in after.items() if table == key[0])
                assert any(says_the_same(value, one) for one in (after[key], *others)), value


def typed(documents: plainly.Documents) -> Values:
    """Documents of JSON as values, so that what is left out equals what it is by default."""
    by_table: dict[str, dict[int, object]] = {}
    for (table, number), document in documents.items():
        by_table.setdefault(table, {})[number] = document
    line = msgspec.convert(by_table, Documents)
    return {(t, n): d for t, numbered in line.by_table() for n, d in numbered.items() if d}


def as_values(session: Session) -> Values:
    """All that a session holds, by table and number."""
    return {(t, n): d for t in TABLE_NAMES for n, d in table_of(session, t).items()}


def intact(header: bytes, lines: list[bytes], data: bytes) -> tuple[Values, set[Key], set[Key]]:
    """What the lines that nobody spoiled leave behind; what the others were about; and took out."""
    found = data.split(b"\n")
    known, there = set(lines), set(found)
    documents: plainly.Documents = {}
    for line in found:
        if line in known and line != header:
            plainly.take(documents, line)
    spoiled = [item for line in lines if line not in there for item in plainly.about(line).items()]
    taken_out = {key for key, document in spoiled if document is None}
    for line in there - known:
        # What a spoiled line says to be gone, as one of ours would.
        with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
            taken_out |= {key for key, one in plainly.about(line).items() if one is None}
    return typed(documents), {key for key, _document in spoiled}, taken_out


def says_the_same(value: msgspec.Struct, other: msgspec.Struct) -> bool:
    """Whether two documents are equal but for names of what was lost.

    What is not certain is kept out of documents by the mark that it could point to a person.
    """
    return all(
        getattr(value, name) == getattr(other, name)
        for name in value.__struct_fields__
        if name not in (*_NAMING, "number", "traceable")
    )


_NAMING = {reference.field for references in NAMED.values() for reference in references}
