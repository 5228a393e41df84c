"""The report (verslag) as pieces of a Word file: a Debrief, rendered."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from spiegel.domain.debrief import debrief
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
from spiegel.domain.debrief_words import shortened
from spiegel.domain.session import Session
from spiegel.export.docx import WordFile
from spiegel.export.house import Footer
from spiegel.export.ooxml import TAB, Bookmarks, field, link, paragraph, run, table
from spiegel.i18n import Translations

BODY: Final = "verslag"
"""The bookmark around everything after page one and the contents."""
_COLUMNS: Final[Mapping[str, int]] = {
    "label": 7,
    "words": 34,
    "reason": 32,
    "why": 19,
    "owner": 20,
    "by": 17,
    "priority": 14,
    "status": 17,
}
"""How wide the columns of actions are to each other."""
_FRONT_WIDTHS: Final = (7, 58, 30, 24)


class Report:
    """Renders one report. styles: the style of this file for each of ours."""

    def __init__(self, debrief: Debrief, styles: Mapping[str, str], width: int) -> None:
        self._debrief = debrief
        self._style = styles
        self._width = width
        self._marks = Bookmarks()
        quote = styles["Quote"] == "Quote"
        self._gap = TAB if quote else run("\u2003")

    def size(self) -> int:
        """About how many pieces there will be."""
        sections = [section for group in self._debrief.themes.groups for section in group.themes]
        return 60 + sum(len(part.entries) + 2 for section in sections for part in section.parts)

    def blocks(self) -> Iterator[str]:
        """The whole report, piece by piece."""
        debrief = self._debrief
        start, end = self._marks.spanning(BODY)
        yield from self._front(debrief.front)
        yield from self._contents()
        yield start
        yield from self._told()
        yield from self._asked()
        yield from self._steps()
        yield from self._actions(debrief.actions)
        yield from self._how()
        yield end

    def _paragraph(self, role: str, *runs: str, **layout: bool) -> str:
        return paragraph(self._style[role], *runs, **layout)

    def _run(self, words: str, role: str = "") -> str:
        return run(words, self._style[role] if role else "")

    def _link(self, target: Link) -> str:
        return link(target.anchor, target.words, self._style["Hyperlink"])

    def _heading(
        self, level: int, words: str, anchor: str = "", aside: str = "", *, page_break: bool = False
    ) -> str:
        inside = self._run(words) + (self._run(f" · {aside}", "SpiegelMark") if aside else "")
        marked = self._marks.around(anchor, inside)
        return self._paragraph(f"Heading{level}", marked, page_break=page_break)

    # Page one

    def _front(self, front: Front) -> Iterator[str]:
        yield self._paragraph("SpiegelKind", self._run(front.kind))
        yield self._paragraph("Title", self._run(front.title))
        if front.facts:
            yield self._paragraph("SpiegelFacts", self._run(" · ".join(front.facts)))
        yield self._paragraph("SpiegelFacts", self._run(front.people))
        if front.concept:
            yield self._paragraph("SpiegelNotice", self._run(front.concept))
        yield self._heading(2, front.signs_heading)
        for sign in front.signs:
            yield from self._front_sign(sign)
        yield self._heading(2, front.actions_heading)
        if front.actions.rows:
            yield self._front_actions(front.actions, front.actions_heading)
        if front.more:
            yield self._paragraph("SpiegelNote", self._link(front.more))
        elif not front.actions.rows:
            yield self._paragraph("SpiegelNote", self._run(self._debrief.actions.intro))
        yield self._paragraph("SpiegelNote", self._run(front.validity))

    def _front_sign(self, sign: FrontSign) -> Iterator[str]:
        themes: list[str] = []
        for target, count in sign.themes:
            themes += [self._link(target), self._run(f" ({count})" if count else ""), run(", ")]
        heading = self._run(f"{sign.sign} {sign.heading}", "SpiegelSign")
        told = "".join(themes[:-1]) or self._run(sign.nothing, "SpiegelMark")
        yield self._paragraph("SpiegelFacingStart", heading, TAB, told)
        count = self._run(sign.count, "SpiegelMark")
        if sign.entry is not None:
            number = link(sign.entry.anchor, sign.entry.label, self._style["Hyperlink"])
            said = self._said(sign.entry) + run(" ") + number
            yield self._paragraph("SpiegelFacing", count, TAB, said)
        elif sign.count:
            yield self._paragraph("SpiegelFacing", count)

    def _front_actions(self, actions: ActionTable, summary: str) -> str:
        rows = (
            [
                self._cell(link(row.anchor, row.label, self._style["Hyperlink"])),
                self._cell(self._run(row.words)),
                *(self._cell(self._value(row, name)) for name in ("owner", "by")),
            ]
            for row in actions.rows
        )
        return self._table(_FRONT_WIDTHS, actions.columns, rows, summary)

    # Contents and guide

    def _contents(self) -> Iterator[str]:
        debrief = self._debrief
        yield self._paragraph("TOCHeading", self._run(debrief.contents_heading), page_break=True)
        last = len(debrief.contents) - 1
        for index, line in enumerate(debrief.contents):
            number = field(f"PAGEREF {line.link.anchor} \\h")
            inside = f"{run(line.link.words)}{TAB}{number}"
            whole = (
                f'<w:hyperlink w:anchor="{line.link.anchor}" w:history="1">{inside}</w:hyperlink>'
            )
            opening = _OPEN_CONTENTS if index == 0 else ""
            closing = _CLOSE_CONTENTS if index == last else ""
            yield self._paragraph(f"TOC{line.level}", opening, whole, closing)
        yield self._paragraph("TOCHeading", self._run(debrief.guide.heading))
        for words in debrief.guide.lines:
            yield self._paragraph("ListBullet", self._run(words))

    # What the participants told

    def _told(self) -> Iterator[str]:
        chapter = self._debrief.themes
        yield self._heading(1, chapter.heading, chapter.anchor, page_break=True)
        if chapter.intro:
            yield self._paragraph("SpiegelNote", self._run(chapter.intro))
        for group in chapter.groups:
            if group.heading:
                yield self._heading(2, group.heading, group.anchor)
            for section in group.themes:
                yield from self._theme(section, 3 if group.heading else 2)

    def _theme(self, section: ThemeSection, level: int) -> Iterator[str]:
        yield self._heading(level, section.heading, section.anchor)
        if section.count:
            yield self._paragraph("SpiegelNote", self._run(section.count), keep_next=True)
        for part in section.parts:
            title = f"{part.sign} {part.heading}".strip()
            yield self._heading(level + 1, title, aside=part.count)
            for entry in part.entries:
                yield from self._entry(entry)
        if section.others:
            links = run(", ").join(self._link(other) for other in section.others)
            yield self._paragraph("SpiegelNote", self._run(f"{section.see_also} "), links)

    def _entry(self, entry: Entry) -> Iterator[str]:
        number = self._marks.around(entry.anchor, self._run(entry.label, "SpiegelNumber"))
        pieces = [number, self._gap, self._said(entry)]
        marks = self._marks_of(entry)
        if marks:
            pieces.append(self._run(f" ({marks})", "SpiegelMark"))
        for action in entry.actions:
            pieces += [run("  "), self._link(action)]
        role = "Quote" if entry.verbatim else "SpiegelSummary"
        yield self._paragraph(role, *pieces, keep_next=bool(entry.remark))
        if entry.remark:
            yield self._paragraph("SpiegelRemark", self._run(entry.remark))

    @staticmethod
    def _marks_of(entry: Entry) -> str:
        return ", ".join(entry.marks)

    def _said(self, entry: Entry) -> str:
        """The words, a quotation between quotation marks, a summary without."""
        return self._run(f"\u201c{entry.words}\u201d" if entry.verbatim else entry.words)

    # Questions, steps

    def _asked(self) -> Iterator[str]:
        chapter = self._debrief.asked
        yield self._heading(1, chapter.heading, chapter.anchor)
        yield self._paragraph("SpiegelNote", self._run(chapter.intro))
        for asked in chapter.questions:
            yield from self._question(asked)

    def _question(self, asked: Asked) -> Iterator[str]:
        label = self._marks.around(asked.anchor, self._run(f"{asked.label}: "))
        yield self._paragraph("SpiegelAsked", label, self._run(asked.words))
        for entry in asked.answers:
            yield from self._entry(entry)
        if asked.elsewhere:
            links = run(", ").join(self._link(other) for other in asked.elsewhere)
            yield self._paragraph("SpiegelRemark", self._run(f"{asked.elsewhere_words} "), links)
        if asked.nothing:
            yield self._paragraph("SpiegelRemark", self._run(asked.nothing))

    def _steps(self) -> Iterator[str]:
        chapter = self._debrief.steps
        yield self._heading(1, chapter.heading, chapter.anchor)
        yield self._paragraph("SpiegelNote", self._run(chapter.intro))
        for step in chapter.steps:
            yield self._heading(2, step.heading, step.anchor)
            if step.question:
                yield self._paragraph("SpiegelNote", self._run(step.question), keep_next=True)
            for remark in step.remarks:
                yield self._paragraph("ListBullet", self._run(remark))
            if step.nothing:
                yield self._paragraph("Normal", self._run(step.nothing))

    # Actions

    def _actions(self, actions: Actions) -> Iterator[str]:
        yield self._heading(1, actions.heading, actions.anchor, page_break=bool(actions.tables))
        yield self._paragraph("SpiegelNote", self._run(actions.intro))
        for kind in actions.tables:
            yield self._heading(2, kind.heading, kind.anchor)
            widths = [_COLUMNS[name] for name in kind.fields]
            rows = ([self._action_cell(row, name) for name in kind.fields] for row in kind.rows)
            yield self._table(widths, kind.columns, rows, kind.heading)
            yield self._paragraph("Normal")
        for note in actions.notes:
            yield self._paragraph("Normal", self._run(note))

    def _action_cell(self, row: ActionRow, name: str) -> str:
        if name == "label":
            number = self._run(row.label, "SpiegelStrong")
            return self._cell(self._marks.around(row.anchor, number))
        if name == "why":
            return self._why(row)
        return self._cell(self._value(row, name))

    def _value(self, row: ActionRow, name: str) -> str:
        return self._run(getattr(row, name), "SpiegelOpen" if name in row.open_ends else "")

    def _why(self, row: ActionRow) -> str:
        lines = [
            self._run(f"{theme}: ") + run(", ").join(self._link(target) for target in links)
            for theme, links in row.why
        ]
        if row.beside:
            lines.append(self._run(row.beside, "SpiegelMark"))
        return "".join(self._cell(line) for line in lines) or self._cell()

    # How it was done

    def _how(self) -> Iterator[str]:
        how = self._debrief.how
        yield self._heading(1, how.heading, how.anchor)
        for name, value in how.facts:
            yield self._paragraph(
                "SpiegelFacing", self._run(name, "SpiegelMark"), TAB, self._run(value)
            )
        for note in how.notes:
            yield self._paragraph("ListBullet", self._run(note))
        yield self._paragraph("Normal", self._run(self._debrief.front.validity))
        for plain in how.tables:
            yield self._heading(2, plain.heading)
            yield self._plain_table(plain)

    def _plain_table(self, plain: Table) -> str:
        widths = [60] + [22] * (len(plain.columns) - 1)
        if len(plain.columns) == 2:  # noqa: PLR2004 - a name and what became of it
            widths = [60, 30]
        rows = ([self._cell(self._run(value)) for value in row] for row in plain.rows)
        return self._table(widths, plain.columns, rows, plain.heading)

    # Tables

    def _cell(self, *runs: str) -> str:
        return self._paragraph("SpiegelCell", *runs)

    def _table(
        self,
        shares: Sequence[int],
        columns: Sequence[str],
        rows: Iterator[list[str]],
        summary: str,
    ) -> str:
        whole = sum(shares)
        widths = [self._width * share // whole for share in shares]
        header = [self._cell(self._run(name, "SpiegelStrong")) for name in columns]
        return table(self._style["TableGrid"], widths, header, rows, summary=summary)


_OPEN_CONTENTS: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
    f' TOC \\o "1-3" \\h \\z \\b {BODY} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_CLOSE_CONTENTS: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


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
    footer = Footer(
        words=shortened(f"{said.front.kind}: {said.title}", 80),
        page=t.gettext("page"),
        of=t.gettext("of"),
    )
    file = WordFile(said.language, footer, template)
    report = Report(said, file.styles, file.width)
    file.fill(report.blocks(), report.size(), progress, stopped)
    file.describe(said.title, said.language, datetime.datetime.now(datetime.UTC))
    return file.save()
