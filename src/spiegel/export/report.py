"""The report (verslag) as a Word file: a Debrief, rendered."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from spiegel.domain.anonymity import without_codes
from spiegel.domain.debrief import debrief
from spiegel.domain.debrief_front import shorter
from spiegel.domain.debrief_parts import (
    ActionRow,
    Actions,
    ActionTable,
    Asked,
    Debrief,
    Entry,
    Front,
    FrontSign,
    Link,
    Table,
    ThemeSection,
)
from spiegel.domain.debrief_words import date_words, shortened
from spiegel.domain.held import report_day
from spiegel.domain.session import Session
from spiegel.export.cover import Cover
from spiegel.export.docx import WordFile
from spiegel.export.ooxml import LINE, TAB, field, run
from spiegel.export.package import Footer
from spiegel.export.pen import Pen
from spiegel.i18n import Translations

_COLUMNS: Final[Mapping[str, int]] = {
    "label": 9,
    "words": 37,
    "reason": 48,
    "why": 29,
    "owner": 30,
    "by": 19,
    "priority": 19,
}
"""How wide the columns of actions are to each other."""
_FRONT_COLUMNS: Final = (8, 58, 32, 25)
_FRONT_CELL: Final = "SpiegelFrontCell"


class Report:
    """The pieces of one report in a file that is still empty."""

    def __init__(self, said: Debrief, t: Translations, file: WordFile) -> None:
        self._said = said
        self._t = t
        self._sheet = file.sheet
        self._pen = Pen(file.styles, file.width)

    def size(self) -> int:
        """About how many pieces there will be."""
        sections = [section for group in self._said.themes.groups for section in group.themes]
        return 60 + sum(len(part.entries) + 2 for section in sections for part in section.parts)

    def blocks(self) -> Iterator[str]:
        """The whole report, piece by piece."""
        yield from self._page_one()
        yield from self._contents()
        yield from self._told()
        yield from self._asked()
        yield from self._steps()
        yield from self._actions(self._said.actions)
        yield from self._how()

    def _page_one(self) -> list[str]:
        """As much of page one as one page of this file holds."""
        blocks: list[str] = []
        for front in shorter(self._said.front, self._t):
            blocks = list(self._front(front))
            if self._sheet.holds(blocks):
                break
        return blocks

    def _front(self, front: Front) -> Iterator[str]:
        pen = self._pen
        yield pen.line("SpiegelKind", front.kind)
        yield pen.line("Title", front.title)
        if front.facts:
            yield pen.line("SpiegelFacts", " · ".join(front.facts))
        yield pen.line("SpiegelFacts", front.people)
        if front.concept:
            yield pen.line("SpiegelNotice", front.concept)
        yield pen.heading(2, front.signs_heading)
        for sign in front.signs:
            yield from self._front_sign(sign)
        yield pen.heading(2, front.actions_heading)
        if front.actions.rows:
            yield self._front_actions(front.actions, front.actions_heading)
        if front.more:
            yield pen.paragraph("SpiegelUnder", pen.link(front.more))
        else:
            yield pen.line("Normal", self._said.actions.intro)
        yield pen.line("SpiegelUnder", front.validity)

    def _front_sign(self, sign: FrontSign) -> Iterator[str]:
        pen = self._pen
        themes = [
            pen.link(target) + run(f" ({count})" if count else "") for target, count in sign.themes
        ]
        told = run(", ").join(themes) or pen.words(sign.nothing, "SpiegelMark")
        heading = pen.words(f"{sign.sign} {sign.heading}", "SpiegelSign")
        yield pen.paragraph("SpiegelFrontSign", heading, TAB, told)
        count = pen.words(sign.count, "SpiegelMark")
        if sign.entry is not None:
            number = pen.link(Link(sign.entry.label, sign.entry.anchor))
            yield pen.paragraph(
                "SpiegelFrontQuote", count, TAB, _said(sign.entry), run(" "), number
            )
        elif sign.count:
            yield pen.paragraph("SpiegelFrontQuote", count)

    def _front_actions(self, actions: ActionTable, summary: str) -> str:
        pen = self._pen
        rows = (
            [
                pen.paragraph(_FRONT_CELL, pen.link(Link(row.label, row.anchor))),
                pen.line(_FRONT_CELL, row.words),
                *(pen.paragraph(_FRONT_CELL, self._value(row, n)) for n in ("owner", "by")),
            ]
            for row in actions.rows
        )
        return pen.table(_FRONT_COLUMNS, actions.columns, rows, summary)

    def _contents(self) -> Iterator[str]:
        """Every entry is a link, and its page a field that is calculated anew when it is printed.

        Not a TOC field around them: Word asks a question before it fills one in, and LibreOffice
        shows the pages of entries inside one as they were written, not as they are.
        """
        pen, said = self._pen, self._said
        yield pen.heading(1, said.contents_heading, page_break=True)
        for line in said.contents:
            anchor = line.link.anchor
            entry = run(line.link.words) + TAB + field(f"PAGEREF {anchor} \\h")
            linked = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{entry}</w:hyperlink>'
            yield pen.paragraph(f"TOC{line.level}", linked)
        yield pen.heading(1, said.guide.heading, said.guide.anchor)
        for words in said.guide.lines:
            yield pen.item(words)

    def _told(self) -> Iterator[str]:
        pen, chapter = self._pen, self._said.themes
        yield pen.heading(1, chapter.heading, chapter.anchor, page_break=True)
        if chapter.intro:
            yield pen.line("SpiegelNote", chapter.intro, keep_next=True)
        for group in chapter.groups:
            if group.heading:
                yield pen.heading(2, group.heading, group.anchor)
            for section in group.themes:
                yield from self._theme(section, 3 if group.heading else 2)

    def _theme(self, section: ThemeSection, level: int) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(level, section.heading, section.anchor)
        if section.count:
            yield pen.line("SpiegelNote", section.count, keep_next=True)
        for part in section.parts:
            yield pen.heading(level + 1, f"{part.sign} {part.heading}".strip(), aside=part.count)
            for entry in part.entries:
                yield from self._entry(entry)
        if section.others:
            yield pen.paragraph(
                "SpiegelNote", run(f"{section.see_also} "), pen.links(section.others)
            )

    def _entry(self, entry: Entry) -> Iterator[str]:
        pen = self._pen
        number = pen.marks.around(entry.anchor, pen.words(entry.label, "SpiegelNumber"))
        pieces = [number, TAB, _said(entry)]
        if entry.marks:
            pieces.append(pen.words(f" ({', '.join(entry.marks)})", "SpiegelMark"))
        for action in entry.actions:
            pieces += [run(" · "), pen.link(action)]
        if entry.remark:
            pieces.append(LINE + pen.words(entry.remark, "SpiegelMark"))
        yield pen.paragraph("Quote" if entry.verbatim else "SpiegelSummary", *pieces)

    def _asked(self) -> Iterator[str]:
        pen, chapter = self._pen, self._said.asked
        yield pen.heading(1, chapter.heading, chapter.anchor)
        yield pen.line("SpiegelNote", chapter.intro, keep_next=True)
        for asked in chapter.questions:
            yield from self._question(asked)

    def _question(self, asked: Asked) -> Iterator[str]:
        pen = self._pen
        label = pen.marks.around(asked.anchor, run(f"{asked.label}: "))
        yield pen.paragraph("SpiegelAsked", label, run(asked.words))
        for entry in asked.answers:
            yield from self._entry(entry)
        for answer in asked.repeated:
            word = pen.words(f"{asked.answer_word} ", "SpiegelMark")
            place = pen.link(Link(answer.label, answer.anchor))
            yield pen.paragraph("SpiegelAnswer", word, _said(answer), run(" "), place)
        if asked.nothing:
            yield pen.line("SpiegelRemark", asked.nothing)

    def _steps(self) -> Iterator[str]:
        pen, chapter = self._pen, self._said.steps
        yield pen.heading(1, chapter.heading, chapter.anchor)
        yield pen.line("SpiegelNote", chapter.intro, keep_next=True)
        for step in chapter.steps:
            yield pen.heading(2, step.heading, step.anchor)
            if step.question:
                yield pen.line("SpiegelNote", step.question, keep_next=True)
            for remark in step.remarks:
                yield pen.item(remark)
            if step.nothing:
                yield pen.line("Normal", step.nothing)

    def _actions(self, actions: Actions) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(1, actions.heading, actions.anchor, page_break=bool(actions.tables))
        yield pen.line("SpiegelNote", actions.intro, keep_next=bool(actions.tables))
        for kind in actions.tables:
            yield pen.heading(2, kind.heading, kind.anchor)
            shares = [_COLUMNS[name] for name in kind.fields]
            rows = ([self._action_cell(row, name) for name in kind.fields] for row in kind.rows)
            yield pen.table(shares, kind.columns, rows, kind.heading)
        for index, note in enumerate(actions.notes):
            yield pen.line("SpiegelUnder" if index == 0 else "Normal", note)

    def _action_cell(self, row: ActionRow, name: str) -> str:
        pen = self._pen
        if name == "label":
            number = pen.words(row.label, "SpiegelStrong")
            return pen.cell(pen.marks.around(row.anchor, number))
        if name == "why":
            return self._why(row)
        if name == "priority":
            return pen.plain_cell(row.priority) + pen.plain_cell(row.status)
        return pen.cell(self._value(row, name))

    def _value(self, row: ActionRow, name: str) -> str:
        return self._pen.words(getattr(row, name), "SpiegelOpen" if name in row.open_ends else "")

    def _why(self, row: ActionRow) -> str:
        pen = self._pen
        lines = [run(f"{theme}: ") + pen.links(targets) for theme, targets in row.why]
        if row.beside:
            lines.append(pen.words(row.beside, "SpiegelMark"))
        return "".join(pen.cell(line) for line in lines) or pen.cell()

    def _how(self) -> Iterator[str]:
        pen, how = self._pen, self._said.how
        yield pen.heading(1, how.heading, how.anchor)
        for name, value in how.facts:
            pieces = pen.words(name, "SpiegelMark"), TAB, run(value)
            yield pen.paragraph("SpiegelFacing", *pieces, keep_next=True)
        for note in how.notes:
            yield pen.item(note)
        for plain in how.tables:
            yield pen.heading(2, plain.heading)
            yield self._plain_table(plain)
        yield pen.line("SpiegelUnder", self._said.front.validity)

    def _plain_table(self, plain: Table) -> str:
        shares = [60, 30] if len(plain.columns) < 3 else [60, *[22] * (len(plain.columns) - 1)]
        rows = ([self._pen.plain_cell(value) for value in row] for row in plain.rows)
        return self._pen.table(shares, plain.columns, rows, plain.heading)


def _said(entry: Entry) -> str:
    """The words of a statement: a quotation between quotation marks, a summary without."""
    return run(f"\u201c{entry.words}\u201d" if entry.verbatim else entry.words)


def make(
    session: Session,
    t: Translations,
    *,
    template: Path | None,
    progress: Callable[[float], None],
    stopped: Callable[[], bool],
) -> bytes:
    """The report as a Word file. Raises Stopped and TemplateError."""
    said = debrief(session, t)
    words = shortened(f"{said.front.kind}: {said.title}", 80)
    footer = Footer(words, t.gettext("page"), t.gettext("of"))
    info, day = session.info, report_day(session)
    cover = Cover(
        title=said.front.title,
        kind=said.front.kind,
        date=date_words(day, t) if day else "",
        place=without_codes(session, info.place, t),
        organisation=without_codes(session, info.organisation, t),
    )
    file = WordFile(said.language, footer, template, cover)
    report = Report(said, t, file)
    file.fill(report.blocks(), report.size(), progress, stopped)
    file.describe(said.title, said.language, datetime.datetime.now(datetime.UTC))
    return file.save()
