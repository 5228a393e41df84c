"""`spiegel capture`: lines from a file or a pipe, each on disk before the next is read."""

import argparse
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from spiegel import clock, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.files import opened
from spiegel.cli.say import say
from spiegel.domain.capture import Feed, RecordLine, preview, recorded
from spiegel.domain.session import Refusal
from spiegel.domain.storing import day
from spiegel.domain.written import HEAD, Kind, NotWrittenError, decoded, kind_of
from spiegel.handed import shown
from spiegel.i18n import _
from spiegel.settings import Settings
from spiegel.store.errors import StoreError
from spiegel.store.sessionfile import SessionFile

NOTHING = "-"
"""Stands for the number of a line that was understood and stores nothing, such as `/3`."""


def capture(options: argparse.Namespace, _settings: Settings) -> int:
    """Record each line as it comes; print `NUMBER<TAB>ok` when it is on disk."""
    piped = options.lines is None or str(options.lines) == "-"
    name = "lines" if piped else options.lines.name
    session = opened(options.file, read_only=False, window="capture")
    with session as file, _source(options.lines) as source:
        unsaved = _record(file, source, name)
        for told in file.told():
            say(told.explain(i18n.current()), problem=True)
    if unsaved:
        raise Failure(*unsaved)
    return 0


def _record(file: SessionFile, source: IO[bytes], name: str) -> list[str]:
    """Record all lines; returns one sentence for each that could not be saved."""
    feed, unsaved = Feed(), []
    for number, raw in enumerate(_lines(source), start=1):
        if not raw.strip():
            continue
        written, line = decoded(raw), uuid.uuid4().hex
        text = written.words
        if written.guessed:
            say(f"{name}:{number}: {written.explain(i18n.current())}", problem=True)
        today = day(clock.now())
        place = feed.where(file.session)
        reading = preview(file.session, text, place, today)
        try:
            session = file.change(RecordLine(text=text, where=place, line=line, today=today))
        except (StoreError, Refusal) as error:
            unsaved.append(f"{name}:{number}: {error.explain(i18n.current())}")
            continue
        feed = feed.after(reading, line)
        for finding in reading.findings:
            say(f"{name}:{number}: {finding.explain(i18n.current())}", problem=True)
        stored = recorded(session, line)
        print(f"{stored[1] if stored else NOTHING}\tok", flush=True)
    return unsaved


def _lines(source: IO[bytes]) -> Iterator[bytes]:
    """The lines of a source as they come, without their ends (LF or CR LF)."""
    for raw in source:
        yield raw.removesuffix(b"\n").removesuffix(b"\r")


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
        reason = _("The lines cannot be read:")
        raise Failure(f"{reason} {path}: {error.strerror}") from error
