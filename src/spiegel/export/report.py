"""The report (verslag) as a Word file: a Report, rendered."""

import datetime
from collections.abc import Iterator
from typing import Final

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.report.held import report_day
from spiegel.domain.report.parts import (
    ActionRow,
    Actions,
    ActionTable,
    Asked,
    AskedChapter,
    HowDone,
    Link,
    Overview,
    OverviewRow,
    PollChapter,
    Report,
    Reported,
    StepChapter,
    TablesChapter,
    ThemesChapter,
    ThemeSection,
)
from spiegel.domain.report.report import made_on, report_on
from spiegel.domain.report.wording import BETWEEN, date_words, introducing, shortened
from spiegel.domain.session.session import Session
from spiegel.export.chapters import Chapters
from spiegel.export.page_one import PageOne, quoted, value_of
from spiegel.export.report_outcomes import OutcomeBlocks
from spiegel.export.watching import Asker
from spiegel.export.word.cover import Cover
from spiegel.export.word.docx import WordFile
from spiegel.export.word.ooxml import LINE, TAB, field, run
from spiegel.export.word.package import Footer
from spiegel.export.word.pen import Pen
from spiegel.i18n import Translations

_SURE: Final = 0.92
"""What is reckoned to take less than this of a page stands on it in every program."""
_PAGES_WITHOUT: Final = 3
"""So many pages are read without contents."""


class ReportBlocks:
    """The pieces of one report in a file that is still empty."""

    def __init__(self, said: Report, t: Translations, file: WordFile) -> None:
        self._said = said
        self._t = t
        self._file = file
        self._sheet = file.sheet
        self._pen = Pen(file)
        self._one = PageOne(said, t, file, self._pen, self._leading)
        self._outcomes = OutcomeBlocks(self._pen)
        self._each = Chapters(
            overview=self._overview,
            polls=self._polls,
            compared=self._outcomes.compared,
            themes=self._told,
            asked=self._asked,
            tables=self._tables,
            steps=self._steps,
            actions=self._actions,
            how=self._how,
        )
        self._long = False
        self._third = ""
        self._marks: dict[tuple[str, ...], str] = {}

    def size(self) -> int:
        """About how many pieces there will be."""
        sections = [section for group in self._said.themes.groups for section in group.themes]
        told = sum(len(part.entries) + 2 for section in sections for part in section.parts)
        polls = self._said.polls.sections if self._said.polls is not None else ()
        return 60 + told + sum(10 + len(c.ideas) for poll in polls for c in poll.clusters)

    def blocks(self) -> Iterator[str]:
        """The whole report, piece by piece."""
        if self._said.front.nothing:
            yield from self._all_on_one_page()
            return
        self._long = self._is_long()
        self._third = self._begins_third()
        yield from self._one.fitting()
        if self._long:
            self._name_themes()
            yield from self._contents()
            yield from self._chapters(first=False)
        else:
            yield from self._chapters(first=True)

    def _chapters(self, *, first: bool) -> Iterator[str]:
        """All behind page one and the contents; first: nothing is between these and page one."""
        said = self._said
        if self._one.moved:
            yield from self._one.in_short(said.front, 1, page_break=first)
        yield from self._guide(first=first and not self._one.moved)
        for chapter in said.chapters:
            yield from self._each.written(chapter)

    def _name_themes(self) -> None:
        """The themes above every page: who turns one, reads there that 2.11 is of theme 2.

        Behind them where the actions are, for who reads *see action 5* on paper.
        """
        sections = [section for group in self._said.themes.groups for section in group.themes]
        named = [f"{section.number}\u00a0{section.name}" for section in sections]
        if not named or "themes" in self._said.left_out:
            return
        t, actions = self._t, self._said.actions
        themes = run(f"{t.gettext('Themes')}: {BETWEEN.join(named)}")
        where = run(f"{BETWEEN}{actions.heading} ({t.gettext('page')}\u00a0")
        where += field(f"PAGEREF {actions.anchor}", t.gettext("further on")) + run(")")
        self._file.head(*([themes + where] if self._said.front.decided else []), themes)

    def _begins_third(self) -> str:
        """The first chapter, where that is known to begin page three; else "".

        It is known where contents and guide have page two with room to spare, and no cover of a
        house comes before: then that chapter begins a page, and page one can say which.
        """
        first = next(iter(self._said.chapters))
        if not isinstance(first, Overview | PollChapter):
            return ""
        if not self._long or self._file.has_cover:
            return ""
        second = "".join((*self._contents(), *self._guide(first=False)))
        return first.anchor if self._sheet.height([second]) < _SURE * self._sheet.room else ""

    def _leading(self, target: Link, behind: str = "") -> str:
        """A line under a table that leads on, with its page: for now the contents, if unknown.

        Such a page that would take a line of its own is left to the contents. behind: more words.
        """
        pen, t = self._pen, self._t
        also = run(f". {behind}" if behind else "")
        bare = pen.paragraph("SpiegelUnder", pen.link(target), also)
        if not self._long:
            return bare
        third = target.anchor == self._third and not self._one.moved
        until = "3" if third else t.gettext("further on")
        named = pen.link_on_page(target, t.gettext("page"), until)
        line = pen.paragraph("SpiegelUnder", named, also)
        if third:
            return line
        return line if self._sheet.height([line]) <= self._sheet.height([bare]) else bare

    def _is_long(self) -> bool:
        """Whether there are so many pages that contents are of use."""
        room = (_PAGES_WITHOUT - 1) * self._sheet.room
        parts = [p for g in self._said.themes.groups for t in g.themes for p in t.parts]
        line = self._sheet.line(self._pen.style("Quote"))
        if line * sum(len(part.entries) + 1 for part in parts) > room:
            return True  # known without measuring
        written = list(self._chapters(first=False))  # whole, for its bookmarks are numbered
        return self._sheet.height(written, room) > room

    def _all_on_one_page(self) -> list[str]:
        """Of a meeting without a word: what is known about it, as far as one page holds that."""
        blocks: list[str] = []
        for tables in range(len(self._said.how.tables), 0, -1):
            blocks = [*self._one.written(self._said.front), *self._bare_facts(tables)]
            if self._sheet.holds(blocks):
                break
        return blocks

    def _bare_facts(self, tables: int) -> Iterator[str]:
        how = self._said.how
        yield self._pen.heading(1, how.heading, how.anchor)
        for plain in how.tables[:tables]:
            yield self._pen.heading(2, plain.heading)
            yield self._pen.plain_table(plain)
        yield self._pen.line("Normal", "")  # a Word file does not end with a table

    def _contents(self) -> Iterator[str]:
        pen, said = self._pen, self._said
        yield pen.heading(1, said.contents_heading, page_break=True)
        for line in said.contents:
            yield pen.contents_line(line.level, line.link)

    def _guide(self, *, first: bool) -> Iterator[str]:
        pen, guide = self._pen, self._said.guide
        yield pen.heading(1, guide.heading, guide.anchor, page_break=first)
        for words in guide.lines:
            yield pen.item(words)

    def _overview(self, overview: Overview) -> Iterator[str]:
        pen = self._pen
        yield self._first_heading(overview)
        yield pen.line("SpiegelNote", overview.intro, keep_next=True)
        if overview.chart is not None:
            yield pen.line("SpiegelUnder", overview.chart.title, keep_next=True)
            yield pen.chart(overview.chart)
        rows = (
            [
                pen.cell(pen.link(row.theme)),
                *map(pen.plain_cell, row.signs),
                self._done_about(row),
            ]
            for row in overview.rows
        )
        shares = (30, *[14] * (len(overview.columns) - 2), 32)
        yield pen.table(shares, overview.columns, rows, overview.heading)

    def _first_heading(self, chapter: Overview | PollChapter) -> str:
        """The heading of a chapter that page one leads to; it begins a page where that is said."""
        third = chapter.anchor == self._third and not self._one.moved
        return self._pen.heading(1, chapter.heading, chapter.anchor, page_break=third)

    def _done_about(self, row: OverviewRow) -> str:
        pen = self._pen
        if row.open:
            return pen.cell(pen.words(row.open, "SpiegelOpen"))
        return pen.cell(pen.links(row.actions) if row.actions else run(row.none))

    def _polls(self, chapter: PollChapter) -> Iterator[str]:
        yield self._first_heading(chapter)
        yield from self._outcomes.polls(chapter)

    def _told(self, chapter: ThemesChapter) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(1, chapter.heading, chapter.anchor)
        if chapter.intro:
            yield pen.line("SpiegelNote", chapter.intro, keep_next=True)
        for group in chapter.groups:
            if group.heading:
                yield pen.heading(2, group.heading, group.anchor)
            for section in group.themes:
                yield from self._theme(section, 3 if group.heading else 2)

    def _theme(self, section: ThemeSection, level: int) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(level, section.heading, section.anchor, aside=section.count)
        for part in section.parts:
            yield pen.heading(level + 1, f"{part.sign} {part.heading}".strip(), aside=part.count)
            last = len(part.entries) - 1
            for place, entry in enumerate(part.entries):
                # no theme begins, and no part ends, with one statement on a page
                begins = place == 0 and part is section.parts[0]
                yield self._entry(entry, keep_next=begins or 0 < place == last - 1)
            if part.others:
                told = run(f"{part.see_also} "), pen.links(part.others)
                yield pen.paragraph("SpiegelNote", *told)

    def _entry(self, entry: Reported, *, keep_next: bool = False) -> str:
        pen = self._pen
        number = pen.marks.around(entry.anchor, pen.words(entry.label, "SpiegelNumber"))
        asked = [pen.words(entry.remark, "SpiegelMark"), LINE] if entry.remark else []
        pieces = [number, TAB, *asked, quoted(entry)]
        if entry.marks:
            pieces.append(self._marked(entry.marks))
        for action in entry.actions:
            pieces += [run(BETWEEN), pen.link(action)]
        style = "Quote" if entry.verbatim else "SpiegelSummary"
        return pen.paragraph(style, *pieces, keep_next=keep_next)

    def _marked(self, marks: tuple[str, ...]) -> str:
        """What is said of a statement, which is the same of thousands."""
        if marks not in self._marks:
            self._marks[marks] = self._pen.words(f" ({', '.join(marks)})", "SpiegelMark")
        return self._marks[marks]

    def _asked(self, chapter: AskedChapter) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(1, chapter.heading, chapter.anchor)
        yield pen.line("SpiegelNote", chapter.intro, keep_next=True)
        for asked in chapter.questions:
            yield from self._question(asked)

    def _question(self, asked: Asked) -> Iterator[str]:
        pen = self._pen
        label = pen.marks.around(asked.anchor, run(f"{asked.label}: "))
        yield pen.paragraph("SpiegelAsked", label, run(asked.words), level=2)
        for entry in asked.answers:
            yield self._entry(entry)
        for answer in asked.repeated:
            word = pen.words(f"{asked.answer_word} ", "SpiegelMark")
            place = pen.link(answer.link)
            yield pen.paragraph("SpiegelAnswer", word, quoted(answer), run(" "), place)
        if asked.nothing:
            yield pen.line("SpiegelRemark", asked.nothing)

    def _tables(self, chapter: TablesChapter) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(1, chapter.heading, chapter.anchor)
        yield pen.line("SpiegelNote", chapter.intro, keep_next=True)
        for words, places in chapter.leading:
            yield pen.paragraph("SpiegelNote", run(f"{words} "), pen.links(places), keep_next=True)
        for plain in chapter.tables:
            if plain.heading != chapter.heading:
                yield pen.heading(2, plain.heading)
            yield self._pen.plain_table(plain)

    def _steps(self, chapter: StepChapter) -> Iterator[str]:
        pen = self._pen
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
        yield pen.heading(1, actions.heading, actions.anchor)
        yield pen.line("SpiegelNote", actions.intro, keep_next=bool(actions.tables))
        for kind in actions.tables:
            yield pen.heading(2, kind.heading, kind.anchor)
            for row in kind.rows:
                yield from self._card(row, kind)
        if actions.notes:
            yield pen.heading(2, actions.notes_heading)
        for note in actions.notes:
            yield pen.item(note)

    def _card(self, row: ActionRow, kind: ActionTable) -> Iterator[str]:
        """An action on one page: what, who by when, and what it rests on."""
        pen = self._pen
        yield pen.heading(3, row.heading, row.anchor)
        facts = [
            pen.words(f"{introducing(column)}\u00a0", "SpiegelMark") + value_of(pen, row, name)
            for name, column in zip(kind.fields, kind.columns, strict=True)
        ]
        lines = [run(BETWEEN).join(facts), *self._why(row)]
        for line in lines[:-1]:
            yield pen.paragraph("SpiegelAction", line, keep_next=True)
        yield pen.paragraph("SpiegelAction", lines[-1])

    def _why(self, row: ActionRow) -> Iterator[str]:
        """What it rests on, and what became of it, a line each."""
        pen = self._pen
        for theme, here, others in row.grounds:
            about = pen.words(f"{introducing(theme)} ", "SpiegelMark")
            yield about if here else about + pen.links(others)
            for entry in here:
                mark = (
                    pen.words(f" ({entry.marks[0]})", "SpiegelMark") if not entry.verbatim else ""
                )
                yield pen.link(entry.link) + run("\u00a0") + quoted(entry) + mark
            if here and others:
                yield pen.words(f"{row.also} ", "SpiegelMark") + pen.links(others)
        if row.beside:
            yield pen.words(row.beside, "SpiegelMark")
        yield from map(run, row.became)

    def _how(self, how: HowDone) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(1, how.heading, how.anchor)
        for note in how.notes:
            yield pen.item(note)
        for plain in how.tables:
            yield pen.heading(2, plain.heading)
            yield self._pen.plain_table(plain)
        yield pen.line("SpiegelUnder", self._said.front.validity)


def make(session: Session, t: Translations, asker: Asker, *, outside: bool = False) -> bytes:
    """The report as a Word file; outside: as of `report_on`. Raises Stopped and TemplateError."""
    made = datetime.datetime.now(datetime.UTC)
    said = made_on(report_on(session, t, outside=outside), made.astimezone().date(), t)
    kind = ", ".join(filter(None, (said.front.kind, said.readers)))
    words = shortened(f"{kind}: {said.title}", 95)
    footer = Footer(words, t.gettext("page"), t.gettext("of"))
    info, day = session.info, report_day(session)
    cover = Cover(
        title=said.front.title,
        kind=said.front.kind,
        date=date_words(day, t) if day else "",
        place=without_codes(session, info.place, t),
        organisation=without_codes(session, info.organisation, t),
    )
    file = WordFile(said.language, footer, asker.template, cover)
    report = ReportBlocks(said, t, file)
    file.fill(report.blocks(), report.size(), asker)
    file.describe(said.title, said.language, made)
    return file.save()
