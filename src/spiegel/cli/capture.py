"""`spiegel capture`: lines from a file or a pipe, each on disk before the next is read."""

import argparse
import datetime
import shlex
import sys
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from spiegel import clock, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.say import ask, say
from spiegel.cli.session_file import opened
from spiegel.domain.capture.capture import Feed, RecordLine, as_it_was, preview, recorded
from spiegel.domain.capture.labels import (
    LabelError,
    Labelled,
    OwnLine,
    Scheme,
    Times,
    labels_in,
    read_scheme,
    scheme_of,
    unlabelled,
    written,
)
from spiegel.domain.capture.storing import day
from spiegel.domain.language.decoding import (
    HEAD,
    Kind,
    NotWrittenError,
    Written,
    kind_of,
    lines_of_bytes,
)
from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.running.timing import started
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Refusal, Session
from spiegel.domain.session.words import clean
from spiegel.i18n import _, ngettext
from spiegel.i18n.refused import reason
from spiegel.meeting.text_file import shown
from spiegel.settings import Settings
from spiegel.store.errors import StoreError
from spiegel.store.session.file import SessionFile

NOTHING: Final = "-"
"""Stands for the number of a line that was understood and stores nothing, such as `/3`."""
OK, UNSURE = "ok", "?"
"""What is said of a line on the disk: as it was meant, or with a speaker that is not sure."""
USAGE: Final = 2
_UNSURE: Final = frozenset(
    {
        FindingKind.UNKNOWN_CODE,
        FindingKind.UNKNOWN_LISTENER,
        FindingKind.NO_COLON,
        FindingKind.NO_SUCH_PLACE,
        FindingKind.OUTSIDE_DEBRIEF,
    }
)


def capture(options: argparse.Namespace, _settings: Settings) -> int:
    """Record each line as it comes; print `NUMBER<TAB>ok` when it is on disk.

    `?` instead of ok: it is on disk, but who said it is not sure; standard error says why.
    """
    try:
        scheme = read_scheme(options.labels) if options.labels is not None else None
    except LabelError as error:
        say(error.explain(i18n.current()), problem=True)
        return USAGE
    piped = options.lines is None or str(options.lines) == "-"
    name = "lines" if piped else options.lines.name
    session = opened(options.file, read_only=False, window="capture")
    with session as file, _source(options.lines) as source:
        lines: Iterable[Written] = _text(source, name)
        ends: int | None = None
        if not piped:
            lines = list(lines)
            words = [line.words for line in lines]
            scheme = _agreed(options, words) if scheme is None else scheme
            ends = Times.last(words)
        recorder = Recorder(file, name, scheme, ends)
        for number, line in enumerate(lines, start=1):
            recorder.take(number, line)
        for told in file.told():
            say(told.explain(i18n.current()), problem=True)
    if recorder.unsaved:
        raise Failure(*recorder.unsaved)
    return 0


def _text(source: IO[bytes], name: str) -> Iterator[Written]:
    """The lines as they come. Raises Failure for what is no text."""
    try:
        yield from lines_of_bytes(source)
    except NotWrittenError as error:
        if error.kind is not Kind.EMPTY:
            raise Failure(f"{name} {error.explain(i18n.current())}.") from error


def _agreed(options: argparse.Namespace, lines: list[str]) -> Scheme | None:
    """What the labels in a file mean, once somebody agreed; None when it has none.

    Raises Failure without a terminal, with the command that says it.
    """
    used = labels_in(lines)
    if not used:
        return None
    scheme = scheme_of(used)
    heading = _("{name} has labels of its own:").format(name=options.lines.name)
    told = [
        f"  {one.label}: "
        + ngettext("{count} line", "{count} lines", one.count).format(count=one.count)
        + f" · {one.explain(i18n.current())}"
        for one in used
    ]
    paths = (shlex.quote(shown(path)) for path in (options.file, options.lines))
    command = f'spiegel capture {" ".join(paths)} --labels "{written(scheme)}"'
    if not sys.stdin.isatty():
        raise Failure(
            heading,
            *told,
            _("Nothing was recorded. If that is right: {command}").format(command=command),
        )
    for words in (heading, *told):
        say(words)
    answer = ask(_("Is that right? y/n")).strip().casefold()[:1]
    if answer in ("j", "y"):
        return scheme
    raise Failure(_("Nothing was recorded. Say it yourself: {command}").format(command=command))


class Recorder:
    """Takes lines one by one; unsaved: one sentence for each that could not be saved."""

    def __init__(
        self, file: SessionFile, name: str, scheme: Scheme | None, ends: int | None
    ) -> None:
        self._file = file
        self._name = name
        self._feed = Feed()
        self._notes = Labelled(scheme or {}, _actions(file.session))
        self._labelled = scheme is not None
        self._times = Times(
            started=started(file.session),
            day=file.session.info.date,
            now=clock.now(),
            ends=ends,
            zone=datetime.datetime.now().astimezone().tzinfo,
        )
        self._told = False
        self.unsaved: list[str] = []

    def take(self, number: int, written: Written) -> None:
        """Record a line, say what is odd about it, and that it is on the disk."""
        if not written.words.strip():
            return
        here = f"{self._name}:{number}:"
        if written.guessed:
            say(f"{here} {written.explain(i18n.current())}", problem=True)
        own = self._own(clean(written.words))
        at = self._at(own)
        line, today = uuid.uuid4().hex, day(at or clock.now())
        then = self._file.session if at is None else as_it_was(self._file.session, at)
        place = self._feed.where(then)
        reading = preview(self._file.session, own.text, place, today)
        change = RecordLine(text=own.text, where=place, line=line, today=today, at=at)
        try:
            session = self._file.change(change)
        except (StoreError, Refusal) as error:
            self.unsaved.append(f"{here} {error.explain(i18n.current())}")
            return
        self._feed = self._feed.after(reading, line)
        for finding in reading.findings:
            say(f"{here} {finding.explain(i18n.current())}", problem=True)
        if own.doubt:
            say(f"{here} {self._doubted(own.doubt)}", problem=True)
        stored = recorded(session, line)
        sure = UNSURE if own.doubt or _unsure(reading.findings) else OK
        print(f"{stored[1] if stored else NOTHING}\t{sure}", flush=True)

    def _own(self, text: str) -> OwnLine:
        """The line in our own notation; without agreed labels only what is no label is sure."""
        if self._labelled:
            return self._notes.line(text)
        return unlabelled(text) or OwnLine(text=text)

    def _doubted(self, what: str) -> str:
        words = _("it is not sure who or what {what} is; kept as it stands. See --labels.")
        return words.format(what=what)

    def _at(self, own: OwnLine) -> Instant | None:
        if own.seconds is None:
            return None
        at, told = self._times.of(own.seconds), self._times.explain(i18n.current())
        if told and not self._told:
            self._told = True
            say(f"{self._name}: {told}", problem=True)
        return at


def _unsure(findings: Iterable[Finding]) -> bool:
    return any(finding.kind in _UNSURE for finding in findings)


def _actions(session: Session) -> str:
    """How a line says that it belongs where actions are made; empty when there is no such part."""
    parts = (phase for phase in session.agenda if phase.kind is PhaseKind.DEBRIEF)
    return next((f"/{phase.key} " for phase in parts), "")


@contextmanager
def _source(path: Path | None) -> Iterator[IO[bytes]]:
    """The file with the lines, or standard input."""
    if path is None or str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            kind = Kind.SESSION if path.suffix.casefold() == ".spiegel" else kind_of(head)
            if kind is not None:
                raise Failure(f"{shown(path)} {NotWrittenError(kind).explain(i18n.current())}.")
            file.seek(0)
            yield file
    except OSError as error:
        words = _("The lines cannot be read:")
        raise Failure(f"{words} {path}: {reason(error)}") from error
