"""Page one of the report as a Word file: as much of it as one page holds."""

from collections.abc import Callable, Iterator
from typing import Final

from spiegel.domain.report.front import fuller, shorter, with_all_words
from spiegel.domain.report.parts import (
    ActionRow,
    ActionTable,
    Afterwards,
    Front,
    FrontOutcome,
    FrontSign,
    Report,
    Reported,
)
from spiegel.domain.report.wording import BETWEEN, introducing
from spiegel.export.word.docx import WordFile
from spiegel.export.word.ooxml import run
from spiegel.export.word.pen import Pen
from spiegel.i18n import Translations

_FRONT_COLUMNS: Final = (5, 54, 21, 20)
"""How wide the columns of page one are to each other: what is done has to say it in few lines."""
_SIGN_COLUMNS: Final = (15, 32, 53)
_OUTCOME_COLUMNS: Final = (45, 55)


class PageOne:
    """leading: makes the line under a table that leads on.

    moved: what the moderator wrote in short has no room on it, and comes behind it.
    """

    def __init__(
        self,
        said: Report,
        t: Translations,
        file: WordFile,
        pen: Pen,
        leading: Callable[..., str],
    ) -> None:
        self._said, self._t, self._file, self._pen = said, t, file, pen
        self._leading = leading
        self.moved = False

    def fitting(self) -> list[str]:
        """As much of page one as one page of this file holds."""
        blocks: list[str] = []
        for front in shorter(self._said.front, self._t):
            own = front.in_short_own and bool(self._said.front.in_short)
            self.moved = own and not front.in_short
            blocks = list(self.written(front))
            if self._file.sheet.holds(blocks):
                return self._fuller(front, blocks)
        return blocks

    def _fuller(self, front: Front, blocks: list[str]) -> list[str]:
        """The page with the words of actions that it has room for after all."""
        for label in fuller(front):
            more = with_all_words(front, label)
            written = list(self.written(more))
            if self._file.sheet.holds(written):
                front, blocks = more, written
        return blocks

    def in_short(self, front: Front, level: int, *, page_break: bool = False) -> Iterator[str]:
        """It all in a few sentences; no word of a moderator is lost where page one has no room."""
        if front.in_short:
            yield self._pen.heading(level, front.in_short_heading, page_break=page_break)
            yield from (self._pen.line("Normal", words) for words in front.in_short)

    def written(self, front: Front) -> Iterator[str]:
        """All that this front says."""
        pen = self._pen
        yield pen.line("SpiegelKind", front.kind)
        yield pen.line("Title", front.title)
        if front.facts:
            yield pen.line("SpiegelFacts", BETWEEN.join(front.facts))
        yield pen.line("SpiegelFacts", front.people)
        if front.concept:
            yield pen.line("SpiegelNotice", front.concept)
        if front.nothing:
            yield pen.line("Normal", front.nothing)
            return
        yield from self.in_short(front, 2)
        if not front.outcomes_last:
            yield from self._outcomes(front)
        if front.signs:
            yield pen.heading(2, front.signs_heading)
            yield self._signs(front)
            if front.more_themes is not None:
                yield self._leading(front.more_themes, front.untouched)
            elif front.untouched:
                yield pen.line("SpiegelUnder", front.untouched)
        if front.outcomes_last:
            yield from self._outcomes(front)
        yield pen.heading(2, front.actions_heading, aside=front.actions_order)
        if front.actions.rows:
            yield self._actions(front.actions, front.actions_heading)
        if front.more:
            yield self._leading(front.more)
        else:
            yield pen.line("Normal", self._said.actions.intro)
        yield from self._afterwards(front.afterwards)
        yield pen.line("SpiegelUnder", front.validity)

    def _afterwards(self, afterwards: Afterwards) -> Iterator[str]:
        pen = self._pen
        if not afterwards.told:
            return
        if afterwards.heading:
            yield pen.heading(2, afterwards.heading)
        told = pen.words(afterwards.said, "SpiegelOpen" if afterwards.open else "")
        ask = run(f" {afterwards.ask}") if afterwards.ask else ""
        yield pen.paragraph("Normal", told, ask)

    def _outcomes(self, front: Front) -> Iterator[str]:
        """What came of each question, a row each."""
        pen = self._pen
        if not front.outcomes:
            return
        yield pen.heading(2, front.outcomes_heading)
        rows = (
            [
                pen.cell(pen.link(row.link), run(f" {row.words}")),
                self._outcome(row) or pen.cell(run("–")),
            ]
            for row in front.outcomes
        )
        yield pen.table(_OUTCOME_COLUMNS, front.outcome_columns, rows, front.outcomes_heading)
        if front.more_outcomes is not None:
            yield self._leading(front.more_outcomes)

    def _outcome(self, row: FrontOutcome) -> str:
        """The lines of an outcome; places are a numbered list, that goes on behind a shared one."""
        pen, file = self._pen, self._file
        if not row.ranked:
            return "".join(map(pen.plain_cell, row.said))
        place, begins = 1, 1
        lines: list[tuple[int, str]] = []
        for line, about in zip(row.said, row.about, strict=False):
            lines.append((file.numbers(begins, row.link.anchor), line.removeprefix(f"{place}. ")))
            place += about
            begins = begins if about == 1 else place
        return pen.cell_items(lines)

    def _signs(self, front: Front) -> str:
        """What was told, a sign a row."""
        pen = self._pen
        rows = (
            [
                self._sign(sign),
                self._sign_themes(sign),
                self._key_statement(sign),
            ]
            for sign in front.signs
        )
        return pen.table(_SIGN_COLUMNS, front.sign_columns, rows, front.signs_heading)

    def _sign(self, sign: FrontSign) -> str:
        """A sign, and under it how many people said so."""
        pen = self._pen
        named = pen.cell(pen.words(f"{sign.sign} {sign.heading}", "SpiegelSign"))
        return named + (pen.cell(pen.words(sign.count, "SpiegelMark")) if sign.count else "")

    def _key_statement(self, sign: FrontSign) -> str:
        pen, entry = self._pen, sign.entry
        if entry is None:
            return pen.cell(pen.words(sign.nothing or "–", "SpiegelMark"))
        mark = pen.words(f" ({entry.marks[0]})", "SpiegelMark") if not entry.verbatim else ""
        place = (run(" ("), pen.link(entry.link), run(")"))
        return pen.paragraph("SpiegelFrontQuote", quoted(entry), mark, *place)

    def _sign_themes(self, sign: FrontSign) -> str:
        """A theme a line, with how many people."""
        pen = self._pen
        lines = [
            pen.link(place) + run(f" ({count})" if count else "") for place, count in sign.themes
        ]
        lines += [run(sign.more)] if sign.more else []
        return "".join(pen.cell(line) for line in lines or [run("–")])

    def _actions(self, actions: ActionTable, summary: str) -> str:
        pen = self._pen
        rows = (
            [
                pen.cell(pen.link(row.link)),
                *(pen.cell(value_of(pen, row, name)) for name in ("words", "owner")),
                self._when(actions, row),
            ]
            for row in actions.rows
        )
        return pen.table(_FRONT_COLUMNS, actions.columns[:4], rows, summary)

    def _when(self, actions: ActionTable, row: ActionRow) -> str:
        """By when, and under it how important: a column more would make all of it higher."""
        pen = self._pen
        when = pen.cell(value_of(pen, row, "by"))
        if "priority" not in actions.fields:
            return when
        words = f"{introducing(actions.columns[-1].lower())}\u00a0{row.priority}"
        return when + pen.cell(pen.words(words, "SpiegelMark"))


def value_of(pen: Pen, row: ActionRow, name: str) -> str:
    """What stands in a field of an action, and looks like it where that is still open."""
    return pen.words(getattr(row, name), "SpiegelOpen" if name in row.open_ends else "")


def quoted(entry: Reported) -> str:
    """The words of a statement: a quotation between quotation marks, a summary without."""
    return run(f"\u201c{entry.words}\u201d" if entry.verbatim else entry.words)
