"""The report as Markdown: a Report, rendered; typed words can become neither markup nor HTML."""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.report.afterwards import days_told
from spiegel.domain.report.parts import (
    ActionRow,
    Actions,
    ActionTable,
    AskedChapter,
    ClusterSection,
    ComparedChapter,
    Front,
    FrontSign,
    Link,
    Overview,
    PollChapter,
    PollSection,
    Report,
    Reported,
    StepChapter,
    Table,
    TablesChapter,
    ThemesChapter,
    ThemeSection,
)
from spiegel.domain.report.report import made_on, report_on
from spiegel.domain.report.wording import introducing
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import clean
from spiegel.export.chapters import Chapters
from spiegel.export.watching import Asker
from spiegel.i18n import Translations

_SPECIAL: Final = pattern(r"[\\`*_\[\]<>&~|#!@{}$^]|(?<=\bwww)\.|:(?=//)", re.IGNORECASE)
_AT_START: Final = pattern(r"^(\s*)(?:(\d{1,9})([.)])|([-+=:]))")
_BLANK: Final = pattern(r"^[ \t]+")


def escape(words: str) -> str:
    """Words that stay words: what Markdown could read gets a backslash.

    A line break becomes a hard one. White space at the start of a line would be lost, or make a
    block of code: it becomes no-break spaces.
    """
    return "\\\n".join(_line(line) for line in clean(words).split("\n"))


def _inline(words: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", words)


def _line(line: str) -> str:
    escaped = _AT_START.sub(_start, _inline(line))
    return _BLANK.sub(lambda found: "\u00a0" * len(found[0]), escaped)


def _start(found: re.Match[str]) -> str:
    """What would begin a list, a rule or a heading, as plain characters."""
    blank, number, mark, sign = found.groups()
    return f"{blank}{number}\\{mark}" if number else f"{blank}\\{sign}"


def _flat(words: str) -> str:
    """Words inside a line that begins otherwise: a heading, a cell, the words of a link."""
    return _inline(" ".join(clean(words).split()))


def _link(target: Link) -> str:
    said = _flat(target.title).replace('"', '\\"')
    title = f' "{said}"' if said else ""
    return f"[{_flat(target.words)}](#{target.anchor}{title})"


def _place(anchor: str) -> str:
    return f'<a id="{anchor}"></a>' if anchor else ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def render(said: Report) -> Iterator[str]:
    """The report, line by line, without line ends."""
    yield from _front(said)
    if said.front.nothing:
        yield from _how(said)
        return
    yield from _contents(said)
    written = _chapters(said).written
    for chapter in said.chapters:
        yield from written(chapter)


def _chapters(said: Report) -> Chapters:
    return Chapters(
        overview=_overview,
        polls=_polls,
        compared=_compared,
        themes=_told,
        asked=_asked,
        tables=_tables,
        steps=_steps,
        actions=_actions,
        how=lambda _chapter: _how(said),
    )


def _front(said: Report) -> Iterator[str]:
    front = said.front
    yield f"# {_flat(front.title)}"
    yield ""
    yield f"**{_flat(front.kind)}**"
    yield ""
    if front.facts:
        yield " · ".join(map(_flat, front.facts))
        yield ""
    yield _flat(front.people)
    yield ""
    if front.concept:
        yield f"**{_flat(front.concept)}**"
        yield ""
    if front.nothing:
        yield _flat(front.nothing)
        return
    if front.in_short:
        yield f"## {_flat(front.in_short_heading)}"
        yield ""
    for words in front.in_short:
        yield escape(words)
        yield ""
    if not front.outcomes_last:
        yield from _outcomes(front)
    if front.signs:
        yield f"## {_flat(front.signs_heading)}"
        for sign in front.signs:
            yield from _front_sign(sign, front.sign_columns[1])
        yield ""
        if front.more_themes is not None:
            yield _link(front.more_themes)
            yield ""
        if front.untouched:
            yield _flat(front.untouched)
            yield ""
    if front.outcomes_last:
        yield from _outcomes(front)
    order = f" · {_flat(front.actions_order)}" if front.actions_order else ""
    yield f"## {_flat(front.actions_heading)}{order}"
    yield ""
    if front.actions.rows:
        yield from _table(front.actions)
    yield _link(front.more) if front.more else _flat(said.actions.intro)
    yield ""
    yield f"## {_flat(front.afterwards.heading)}"
    yield ""
    told = _flat(front.afterwards.said)
    told = f"**{told}**" if front.afterwards.open else told
    yield f"{told} {_flat(front.afterwards.ask)}".rstrip()
    yield ""
    yield f"_{_flat(front.validity)}_"


def _outcomes(front: Front) -> Iterator[str]:
    if not front.outcomes:
        return
    yield f"## {_flat(front.outcomes_heading)}"
    yield ""
    yield _row([_flat(name) for name in front.outcome_columns])
    yield _row(["---"] * len(front.outcome_columns))
    for row in front.outcomes:
        lines = "<br>".join(map(_flat, row.said))
        yield _row([f"{_link(row.link)} {_flat(row.words)}", lines])
    if front.more_outcomes is not None:
        yield ""
        yield _link(front.more_outcomes)
    yield ""


def _front_sign(sign: FrontSign, about: str) -> Iterator[str]:
    """about: what comes before the names of themes."""
    yield ""
    people = f" · {_flat(sign.count)}" if sign.count else ""
    yield f"**{_flat(sign.sign)} {_flat(sign.heading)}**{people}"
    yield ""
    themes = [
        _link(target) + (f" ({_flat(number)})" if number else "") for target, number in sign.themes
    ]
    named = f"{', '.join(themes)} {_flat(sign.more)}".rstrip()
    yield f"{_flat(about)}: {named}" if themes else _flat(sign.nothing)
    if sign.entry is not None:
        mark = "" if sign.entry.verbatim else f" _({_flat(sign.entry.marks[0])})_"
        place = f"({_link(sign.entry.link)})"
        yield ""
        yield f"> {_said(sign.entry)}{mark} {place}"


def _contents(said: Report) -> Iterator[str]:
    yield ""
    yield f"## {_flat(said.contents_heading)}"
    yield ""
    for line in said.contents:
        yield f"{'  ' * (line.level - 1)}- {_link(line.link)}"
    yield ""
    yield f"## {_place(said.guide.anchor)}{_flat(said.guide.heading)}"
    yield ""
    for words in said.guide.lines:
        yield f"- {escape(words)}"


def _chapter(heading: str, anchor: str, intro: str) -> Iterator[str]:
    yield ""
    yield f"## {_place(anchor)}{_flat(heading)}"
    if intro:
        yield ""
        yield escape(intro)


def _overview(overview: Overview) -> Iterator[str]:
    yield from _chapter(overview.heading, overview.anchor, overview.intro)
    if overview.chart is not None:
        yield ""
        yield escape(overview.chart.alt)
    yield ""
    yield _row([_flat(name) for name in overview.columns])
    yield _row(["---"] * len(overview.columns))
    for row in overview.rows:
        done = ", ".join(map(_link, row.actions)) or _flat(row.none)
        done = f"**{_flat(row.open)}**" if row.open else done
        yield _row([_link(row.theme), *map(_flat, row.signs), done])


def _polls(chapter: PollChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for section in chapter.sections:
        yield ""
        yield f"### {_place(section.anchor)}{_flat(section.heading)}"
        for words in filter(None, (section.nothing, section.taking, " ".join(section.findings))):
            yield ""
            yield escape(words)
        for plain in (*_drawn(section), *section.tables):
            yield ""
            yield from _plain_table(plain)
        for cluster in section.clusters:
            yield from _cluster(cluster)
        if section.explained:
            yield ""
            yield f"#### {_flat(section.explained_heading)}"
            yield ""
            for words in section.explained:
                yield _item(escape(words))
    if chapter.how:
        yield ""
        yield f"### {_flat(chapter.how_heading)}"
        yield ""
        for words in chapter.how:
            yield _item(escape(words))


def _drawn(section: PollSection) -> Iterator[Table]:
    """What a chart shows, where no table has it."""
    if section.chart is not None and not section.tables:
        rows = tuple((bar.name, bar.said) for bar in section.chart.bars)
        yield Table(heading="", columns=("", section.chart.counted), rows=rows)


def _item(words: str) -> str:
    return f"- {words}".replace("\n", "\n  ")


def _cluster(cluster: ClusterSection) -> Iterator[str]:
    yield ""
    yield f"#### {_place(cluster.anchor)}{_flat(cluster.heading)} · {_flat(cluster.aside)}"
    beside = [_flat(cluster.standing)] if cluster.standing else []
    beside += map(_link, cluster.actions)
    if beside:
        yield ""
        yield " · ".join(beside)
    if cluster.ideas:
        yield ""
    for idea in cluster.ideas:
        words = escape(f"\u201c{idea.words}\u201d" if idea.verbatim else idea.words)
        marks = ", ".join(filter(None, (idea.times, idea.mark)))
        yield _item(f"{words} _({_flat(marks)})_" if marks else words)
    if cluster.missing:
        yield ""
        yield escape(cluster.missing)


def _compared(chapter: ComparedChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    yield ""
    for caution in chapter.cautions:
        yield _item(escape(caution))
    if chapter.named is not None:
        yield ""
        yield f"### {_flat(chapter.named.heading)}"
        yield ""
        yield from _plain_table(chapter.named)
    for section in chapter.sections:
        yield ""
        yield f"### {_place(section.anchor)}{_flat(section.heading)}"
        for note in section.notes:
            yield ""
            yield escape(note)
        if section.table is not None:
            yield ""
            yield from _plain_table(section.table)
    for words in chapter.alone:
        yield ""
        yield escape(words)


def _told(chapter: ThemesChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for group in chapter.groups:
        if group.heading:
            yield ""
            yield f"### {_place(group.anchor)}{_flat(group.heading)}"
        for section in group.themes:
            yield from _theme(section, 4 if group.heading else 3)


def _theme(section: ThemeSection, level: int) -> Iterator[str]:
    yield ""
    counted = f" · {_flat(section.count)}" if section.count else ""
    yield f"{'#' * level} {_place(section.anchor)}{_flat(section.heading)}{counted}"
    for part in section.parts:
        count = f" · {_flat(part.count)}" if part.count else ""
        sign = f"{_flat(part.sign)} " if part.sign else ""
        yield ""
        yield f"{'#' * (level + 1)} {sign}{_flat(part.heading)}{count}"
        for entry in part.entries:
            yield from _entry(entry)
        if part.others:
            yield ""
            yield f"{_flat(part.see_also)} {', '.join(map(_link, part.others))}"


def _entry(entry: Reported) -> Iterator[str]:
    """A quotation stands in a block of quotation, a summary does not."""
    number = f"{_place(entry.anchor)}**{_flat(entry.label)}**"
    asked = f" _{_flat(entry.remark)}_\\\n" if entry.remark else " "
    pieces = [f"{number}{asked}{_said(entry)}"]
    if entry.marks:
        pieces.append(f"_({_flat(', '.join(entry.marks))})_")
    pieces += map(_link, entry.actions)
    lines = " ".join(pieces).split("\n")
    yield ""
    for line in lines:
        yield f"> {line}" if entry.verbatim else line


def _said(entry: Reported) -> str:
    return escape(f"\u201c{entry.words}\u201d" if entry.verbatim else entry.words)


def _asked(chapter: AskedChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for asked in chapter.questions:
        yield ""
        yield f"{_place(asked.anchor)}**{_flat(asked.label)}:** {escape(asked.words)}"
        for entry in asked.answers:
            yield from _entry(entry)
        for answer in asked.repeated:
            place = _link(answer.link)
            yield ""
            yield f"{_flat(asked.answer_word)} {_said(answer)} {place}"
        if asked.nothing:
            yield ""
            yield _flat(asked.nothing)


def _tables(chapter: TablesChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for words, places in chapter.leading:
        yield ""
        yield f"{_flat(words)} {', '.join(map(_link, places))}"
    for plain in chapter.tables:
        yield ""
        if plain.heading != chapter.heading:
            yield f"### {_flat(plain.heading)}"
            yield ""
        yield from _plain_table(plain)


def _steps(chapter: StepChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for step in chapter.steps:
        yield ""
        yield f"### {_place(step.anchor)}{_flat(step.heading)}"
        if step.question:
            yield ""
            yield escape(step.question)
        yield ""
        for remark in step.remarks:
            yield f"- {escape(remark)}".replace("\n", "\n  ")
        if step.nothing:
            yield _flat(step.nothing)


def _actions(chapter: Actions) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for kind in chapter.tables:
        yield ""
        yield f"### {_place(kind.anchor)}{_flat(kind.heading)}"
        for row in kind.rows:
            yield from _card(row, kind)
    if chapter.notes:
        yield ""
        yield f"### {_flat(chapter.notes_heading)}"
        yield ""
    for note in chapter.notes:
        yield _item(escape(note))


def _card(row: ActionRow, kind: ActionTable) -> Iterator[str]:
    """An action: what, who by when, and what it rests on."""
    yield ""
    yield f"#### {_place(row.anchor)}{_flat(row.heading)}"
    yield ""
    told = zip(kind.fields, kind.columns, strict=True)
    yield " · ".join(f"{_flat(introducing(name))} {_value(row, field)}" for field, name in told)
    yield ""
    for theme, here, others in row.grounds:
        links, about = ", ".join(map(_link, others)), _flat(introducing(theme))
        yield _item(about if here else f"{about} {links}")
        for each in here:
            yield f"  {_item(f'{_link(each.link)} {_flat(_with_mark(each))}')}"
        if here and others:
            yield f"  {_item(f'{_flat(row.also)} {links}')}"
    for words in filter(None, [row.beside, *row.became]):
        yield _item(_flat(words))


def _table(actions: ActionTable) -> Iterator[str]:
    """The actions of page one; their numbers lead to where they stand."""
    yield _row([_flat(name) for name in actions.columns])
    yield _row(["---"] * len(actions.columns))
    for row in actions.rows:
        yield _row([_value(row, name) for name in actions.fields])
    yield ""


def _value(row: ActionRow, name: str) -> str:
    if name == "label":
        return _link(row.link)
    value = _flat(getattr(row, name))
    return f"**{value}**" if name in row.open_ends else value


def _with_mark(entry: Reported) -> str:
    return f"\u201c{entry.words}\u201d" if entry.verbatim else f"{entry.words} ({entry.marks[0]})"


def _how(said: Report) -> Iterator[str]:
    yield from _chapter(said.how.heading, said.how.anchor, "")
    yield ""
    alone = bool(said.front.nothing)
    for note in () if alone else said.how.notes:
        yield f"- {_flat(note)}"
    for plain in said.how.tables:
        yield ""
        yield f"### {_flat(plain.heading)}"
        yield ""
        yield from _plain_table(plain)
    if not alone:
        yield ""
        yield escape(said.front.validity)


def _plain_table(plain: Table) -> Iterator[str]:
    yield _row([_flat(name) for name in plain.columns])
    yield _row(["---"] * len(plain.columns))
    for row in plain.rows:
        yield _row([_flat(value) for value in row])


def said(session: Session, t: Translations, *, outside: bool = False) -> str:
    """What the report says, in Word or in Markdown: the value that is rendered."""
    value = report_on(session, t, outside=outside)
    return msgspec.json.encode(value, order="deterministic").decode()


def days(session: Session, _t: Translations) -> Iterable[datetime.date]:
    """The days of which it says whether they have passed."""
    return days_told(session)


def make(session: Session, t: Translations, asker: Asker, *, outside: bool = False) -> bytes:
    """The report as Markdown, in UTF-8; outside: as of `report_on`. Raises Stopped."""
    today = datetime.datetime.now().astimezone().date()
    said = made_on(report_on(session, t, outside=outside), today, t)
    total = 60 + 2 * len(session.statements)
    lines = asker.followed(render(said), total, every=1_000)
    return ("\n".join(lines).rstrip("\n") + "\n").encode()
