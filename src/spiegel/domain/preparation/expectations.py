"""What listeners expect to hear, written before the day and closed until the debrief."""

from collections.abc import Iterable
from typing import Final

import msgspec

from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.preparation import Expectation
from spiegel.domain.session.session import Change, Refusal, Session, drop, put, stage
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.words import clean, lines_of, tidy
from spiegel.i18n import Translations

MOST: Final = 10
"""Themes on one sheet."""
ON_PAGE: Final = 5
"""Themes that a page has room for: it must not look like an examination."""
LONGEST: Final = {"theme": 60, "words": 300}
"""Characters that a theme and the words with it may have on a page."""


class AddExpectations(Change, frozen=True, kw_only=True):
    """A sheet of one listener: themes, each with a few words or none."""

    themes: tuple[tuple[str, str], ...]

    def name(self, t: Translations) -> str:
        return t.gettext("expectations of a listener")

    def apply(self, session: Session, now: Instant) -> Session:
        sheet = last_sheet(session) + 1
        first = session.number("expectations")
        return put(
            session,
            *(
                Expectation(number=number, sheet=sheet, theme=theme, words=words)
                for number, (theme, words) in enumerate(_cleaned(self.themes), start=first)
            ),
        )


class RemoveSheet(Change, frozen=True, kw_only=True):
    """A sheet goes, as when it was typed in twice."""

    sheet: int

    def name(self, t: Translations) -> str:
        return t.gettext("expectations removed")

    def apply(self, session: Session, now: Instant) -> Session:
        gone = [e.number for e in session.expectations.values() if e.sheet == self.sheet]
        if not gone:
            raise Refusal
        return drop(session, "expectations", gone)


class HeardAs(Change, frozen=True, kw_only=True):
    """An expected theme is one that was heard, under another name; None takes it back.

    expected: as `folded` has it, so that it holds for all who wrote it.
    """

    expected: str
    theme: int | None

    def name(self, t: Translations) -> str:
        if self.theme is None:
            words = t.gettext("expected theme {theme} stands apart")
        else:
            words = t.gettext("expected theme {theme} linked")
        return words.format(theme=self.expected)

    def apply(self, session: Session, now: Instant) -> Session:
        if self.theme is not None and self.theme not in session.themes:
            raise Refusal
        same = [e for e in session.expectations.values() if folded(e.theme) == self.expected]
        if not same:
            raise Refusal
        return put(session, *(msgspec.structs.replace(e, heard_as=self.theme) for e in same))


def by_pages(session: Session) -> bool:
    """Whether the pages of a meeting ask for expectations: not where they ask its questions."""
    joins = any(phase.kind is PhaseKind.JOIN for phase in session.phases.values())
    asked = any(question.answer is not None for question in session.questions.values())
    return not (joins or asked)


def may_be_written(session: Session) -> bool:
    """Whether a sheet may still be written: until the meeting begins."""
    return stage(session) is Stage.PREPARE


def read_sheet(text: str) -> tuple[tuple[str, str], ...]:
    """A sheet as it was typed: a theme a line, with a few words behind a colon."""
    lines = (line.strip(" -*•\t") for line in lines_of(clean(text)))
    parts = (line.partition(":") for line in lines if line)
    return tuple((tidy(theme), tidy(words)) for theme, _colon, words in parts if theme.strip())


def folded(theme: str) -> str:
    """An expected theme as it is compared: without case and spaces around it."""
    return theme.strip().casefold()


def last_sheet(session: Session) -> int:
    """The number of the newest sheet, 0 for none."""
    return max((e.sheet for e in session.expectations.values()), default=0)


def sheets(session: Session) -> int:
    """How many listeners wrote down what they expect."""
    return len({expectation.sheet for expectation in session.expectations.values()})


def _cleaned(themes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each theme once on a sheet, the first MOST of those that have a name."""
    kept: dict[str, tuple[str, str]] = {}
    for theme, words in themes:
        name = tidy(clean(theme))
        if name and folded(name) not in kept:
            kept[folded(name)] = (name, tidy(clean(words)))
    return list(kept.values())[:MOST]
