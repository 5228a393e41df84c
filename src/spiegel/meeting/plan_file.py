"""A file that the user hands over as a plan: read, or named by what it is."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain import plan
from spiegel.domain.language.decoding import (
    HEAD,
    LONGEST,
    Kind,
    NotWrittenError,
    Written,
    kind_of,
    text_of,
)
from spiegel.domain.plan import Plan
from spiegel.domain.session.agenda import Phase
from spiegel.domain.session.words import clean
from spiegel.i18n import Translations, _, current
from spiegel.meeting.port.errors import NotDoneError

STANDARD_INPUT: Final = Path("-")
"""What is typed on the command line for it."""


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that was read. text: its words. remark: what is said of its letters, or nothing."""

    text: str
    plan: Plan
    remark: str = ""

    def explain(self, t: Translations) -> tuple[str, ...]:
        """What is to be said of it, a line each."""
        remark = (t.gettext("The file {words}").format(words=self.remark),) if self.remark else ()
        lines = (
            t.gettext("line {line}: {words}").format(line=finding.line, words=finding.explain(t))
            for finding in self.plan.findings
        )
        return (*remark, *lines)


def read_plan(path: Path, phases: Sequence[Phase]) -> Handed:
    """The plan in a file, for a meeting with these phases. Raises NotDoneError.

    A text in which no question and no part is found is no plan.
    """
    written = read_text(path)
    found = plan.read(written.words, phases)
    if found.nothing:
        words = _("{path} is no plan: there is no question and no part of a meeting in it.")
        raise NotDoneError(words.format(path=shown(path)))
    return Handed(text=written.words, plan=found, remark=written.explain(current()))


def is_meeting(path: Path) -> bool:
    """Whether a file is a meeting of Spiegel, by its name or its first bytes."""
    if path.suffix.casefold() == ".spiegel":
        return True
    try:
        with path.open("rb") as file:
            return kind_of(file.read(HEAD)) is Kind.SESSION
    except OSError:
        return False


def read_text(path: Path) -> Written:
    """The text in a file. Raises NotDoneError for a file that cannot be read, or is no text."""
    try:
        content = _content(path)
    except OSError as error:
        words = _("{path} cannot be read: {reason}.")
        raise NotDoneError(words.format(path=shown(path), reason=error.strerror)) from error
    try:
        if path.suffix.casefold() == ".spiegel":
            raise NotWrittenError(Kind.SESSION)
        return text_of(content)
    except NotWrittenError as error:
        raise NotDoneError(refusal(path, error)) from error


def _content(path: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`; one more than a text may have."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(LONGEST + 1)
    with path.open("rb") as file:
        return file.read(LONGEST + 1)


def refusal(path: Path, error: NotWrittenError) -> str:
    """What a file is instead of a text, in one line."""
    words = f"{shown(path)} {error.explain(current())}."
    if error.kind is Kind.SESSION:
        words += " " + _("To copy its questions and themes: spiegel new NAME --like {path}").format(
            path=shown(path)
        )
    return words


def shown(path: Path) -> str:
    """A path as it may be printed."""
    if path == STANDARD_INPUT:
        return _("standard input")
    return clean(str(path))
