"""A file that the user hands over as a plan: read, or named by what it is."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from spiegel.domain import plan
from spiegel.domain.agenda import Phase
from spiegel.domain.plan import Plan
from spiegel.domain.words import clean
from spiegel.domain.written import LONGEST, Kind, NotWrittenError, Written, text_of
from spiegel.i18n import _, current


class HandedError(Exception):
    """What was handed over is not what it should be; the message is one line for the user."""


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that was read. text: its words. remark: what is said of its letters, or nothing."""

    text: str
    plan: Plan
    remark: str = ""


def read_plan(path: Path, phases: Sequence[Phase]) -> Handed:
    """The plan in a file, for a meeting with these phases. Raises HandedError.

    A text in which no question and no part is found is no plan.
    """
    written = read_text(path)
    found = plan.read(written.words, phases)
    if found.nothing:
        words = _("{path} is no plan: there is no question and no part of a meeting in it.")
        raise HandedError(words.format(path=shown(path)))
    return Handed(text=written.words, plan=found, remark=written.explain(current()))


def read_text(path: Path) -> Written:
    """The text in a file. Raises HandedError for a file that cannot be read, or is no text."""
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
    except OSError as error:
        words = _("{path} cannot be read: {reason}.")
        raise HandedError(words.format(path=shown(path), reason=error.strerror)) from error
    try:
        if path.suffix.casefold() == ".spiegel":
            raise NotWrittenError(Kind.SESSION)
        return text_of(content)
    except NotWrittenError as error:
        raise HandedError(refusal(path, error)) from error


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
    return clean(str(path))
