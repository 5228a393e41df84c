"""The report (verslag) as one accessible page (.html): a Report, rendered."""

import datetime
from collections.abc import Iterator
from functools import lru_cache, partial

from spiegel.domain.report.parts import (
    ActionRow,
    Actions,
    ActionTable,
    Asked,
    AskedChapter,
    ClusterSection,
    ComparedChapter,
    Front,
    FrontOutcome,
    FrontSign,
    Overview,
    OverviewRow,
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
from spiegel.domain.report.wording import BETWEEN, introducing
from spiegel.domain.session.session import Session
from spiegel.export.chapters import Chapters
from spiegel.export.watching import Asker
from spiegel.export.web_page.page import head
from spiegel.export.web_page.tags import (
    all_plain,
    bullets,
    figure,
    flat,
    heading,
    link,
    links,
    paragraph,
    table,
    words,
)
from spiegel.export.web_page.tongues import heard, marked, spoken
from spiegel.i18n import Translations


def render(said: Report, t: Translations) -> Iterator[str]:
    """The whole page, piece by piece, each with the language of its words."""
    return marked(_rendered(said, t), said.language)


def _rendered(said: Report, t: Translations) -> Iterator[str]:
    front = said.front
    yield head(f"{front.kind}: {front.title}", said.language)
    yield "<body>"
    skip = t.gettext("Straight to the text")
    yield f'<a class="skip" href="#main">{flat(skip)}</a>'
    yield "<header>"
    yield paragraph(flat(front.kind), "kind")
    yield heading(1, front.title)
    yield paragraph(BETWEEN.join(map(flat, front.facts)), "facts")
    yield paragraph(flat(front.people), "facts")
    yield '</header>\n<main id="main" tabindex="-1">'
    yield paragraph(flat(front.concept), "notice")
    if front.nothing:
        yield paragraph(words(front.nothing))
        yield from _how(said)
    else:
        yield '<div class="front">'
        yield from _front(said)
        yield "</div>"
        yield from _contents(said)
        written = _chapters(said).written
        for chapter in said.chapters:
            yield from written(chapter)
    yield "</main>\n</body>\n</html>"


def _chapters(said: Report) -> Chapters:
    return Chapters(
        overview=_overview,
        polls=_polls,
        compared=_compared,
        themes=partial(_told, language=said.language),
        asked=partial(_asked, language=said.language),
        tables=_tables,
        steps=_steps,
        actions=_actions,
        how=lambda _chapter: _how(said),
    )


def _front(said: Report) -> Iterator[str]:
    front = said.front
    if front.in_short:
        yield heading(2, front.in_short_heading)
        yield from (paragraph(words(each)) for each in front.in_short)
    if not front.outcomes_last:
        yield from _outcomes(front)
    if front.signs:
        yield heading(2, front.signs_heading)
        rows = (_sign_row(sign) for sign in front.signs)
        yield from table(front.sign_columns, rows, front.signs_heading)
        if front.more_themes is not None:
            yield paragraph(link(front.more_themes))
        yield paragraph(words(front.untouched))
    if front.outcomes_last:
        yield from _outcomes(front)
    yield heading(2, front.actions_heading, "", front.actions_order)
    if front.actions.rows:
        yield from _action_table(front.actions, front.actions_heading)
    yield paragraph(link(front.more) if front.more else words(said.actions.intro))
    after = front.afterwards
    yield heading(2, after.heading)
    told = f'<span class="open">{words(after.said)}</span>' if after.open else words(after.said)
    yield paragraph(f"{told} {words(after.ask)}".rstrip())
    yield paragraph(words(front.validity), "note")


def _outcomes(front: Front) -> Iterator[str]:
    if not front.outcomes:
        return
    yield heading(2, front.outcomes_heading)
    rows = (_outcome_row(row) for row in front.outcomes)
    yield from table(front.outcome_columns, rows, front.outcomes_heading)
    if front.more_outcomes is not None:
        yield paragraph(link(front.more_outcomes))


def _outcome_row(row: FrontOutcome) -> list[str]:
    return [f"{link(row.link)} {flat(row.words)}", "".join(map(paragraph, map(words, row.said)))]


def _sign_row(sign: FrontSign) -> list[str]:
    """The sign with how many people, its first themes, and its key statement."""
    statement = f'<span class="mark">{flat(sign.nothing or "–")}</span>'
    if sign.entry is not None:
        entry = sign.entry
        mark = "" if entry.verbatim else f' <span class="mark">({flat(entry.marks[0])})</span>'
        statement = f"{_said(entry)}{mark} ({link(entry.link)})"
    named = [link(place) + (f" ({flat(count)})" if count else "") for place, count in sign.themes]
    people = f'<br><span class="mark">{flat(sign.count)}</span>' if sign.count else ""
    more = paragraph(flat(sign.more), "mark") if sign.more else ""
    themes = "".join([*map(paragraph, named), more]) or "–"
    return [flat(f"{sign.sign} {sign.heading}") + people, themes, statement]


def _contents(said: Report) -> Iterator[str]:
    yield '<nav class="contents" aria-labelledby="contents">'
    yield heading(2, said.contents_heading, "contents")
    yield '<ul role="list">'
    for index, line in enumerate(said.contents):
        after = said.contents[index + 1].level if index + 1 < len(said.contents) else 1
        ends = '<ul role="list">' if after > line.level else "</li>"
        yield f"<li>{link(line.link)}{ends}{'</ul></li>' if after < line.level else ''}"
    yield "</ul></nav>"
    yield heading(2, said.guide.heading, said.guide.anchor)
    yield bullets(map(words, said.guide.lines))


def _chapter(title: str, anchor: str, intro: str) -> Iterator[str]:
    yield heading(2, title, anchor)
    yield paragraph(words(intro), "note")


def _overview(overview: Overview) -> Iterator[str]:
    yield from _chapter(overview.heading, overview.anchor, overview.intro)
    if overview.chart is not None:
        yield figure(overview.chart, f"chart-{overview.anchor}")
    rows = ([link(row.theme), *map(flat, row.signs), _done_about(row)] for row in overview.rows)
    yield from table(overview.columns, rows, overview.heading)


def _done_about(row: OverviewRow) -> str:
    if row.open:
        return f'<span class="open">{words(row.open)}</span>'
    return links(row.actions) or flat(row.none)


def _polls(chapter: PollChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for section in chapter.sections:
        yield from _poll(section)
    if chapter.how:
        yield heading(3, chapter.how_heading)
        yield bullets(map(words, chapter.how))


def _poll(section: PollSection) -> Iterator[str]:
    yield heading(3, section.heading, section.anchor)
    for line in (section.nothing, section.taking, " ".join(section.findings)):
        yield paragraph(words(line))
    tables = section.tables
    if section.chart is not None:
        yield figure(section.chart, f"chart-{section.anchor}")
        if not tables:
            rows = tuple((bar.name, bar.said) for bar in section.chart.bars)
            columns = ("", section.chart.counted)
            tables = (Table(heading=section.chart.title, columns=columns, rows=rows),)
    for place, plain in enumerate(tables):
        yield from _plain_table(plain, seen=place > 0, caption=section.heading)
    for cluster in section.clusters:
        yield from _cluster(cluster)
    if section.explained:
        yield heading(4, section.explained_heading)
        yield bullets(map(words, section.explained))


def _cluster(cluster: ClusterSection) -> Iterator[str]:
    yield heading(4, cluster.heading, cluster.anchor, cluster.aside)
    beside = [flat(cluster.standing)] if cluster.standing else []
    yield paragraph(BETWEEN.join([*beside, *map(link, cluster.actions)]), "note")
    ideas = []
    for idea in cluster.ideas:
        marks = ", ".join(filter(None, (idea.times, idea.mark)))
        behind = f' <span class="mark">({flat(marks)})</span>' if marks else ""
        ideas.append(words(f"\u201c{idea.words}\u201d" if idea.verbatim else idea.words) + behind)
    yield bullets(ideas)
    yield paragraph(words(cluster.missing), "note")


def _compared(chapter: ComparedChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    yield bullets(map(words, chapter.cautions))
    if chapter.named is not None:
        yield heading(3, chapter.named.heading)
        yield from _plain_table(chapter.named)
    for section in chapter.sections:
        yield heading(3, section.heading, section.anchor)
        for note in section.notes:
            yield paragraph(words(note), "note")
        if section.table is not None:
            yield from _plain_table(section.table, caption=section.heading)
    for line in chapter.alone:
        yield paragraph(words(line))


def _told(chapter: ThemesChapter, language: str) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for group in chapter.groups:
        if group.heading:
            yield heading(3, group.heading, group.anchor)
        for section in group.themes:
            yield from _theme(section, 4 if group.heading else 3, language)


def _theme(section: ThemeSection, level: int, language: str) -> Iterator[str]:
    yield heading(level, section.heading, section.anchor, section.count)
    for part in section.parts:
        yield heading(level + 1, f"{part.sign} {part.heading}", "", part.count)
        if part.entries:
            yield _entries(part.entries, language)
        if part.others:
            yield paragraph(f"{words(part.see_also)} {links(part.others)}", "note")


def _entries(entries: tuple[Reported, ...], language: str) -> str:
    """Statements as a list; a quotation is one."""
    if not entries:
        return ""
    plain = all_plain([entry.words for entry in entries])
    items = [_entry(entry, language, plain=plain) for entry in entries]
    return "\n".join(('<ul class="said" role="list">', *items, "</ul>"))


def _entry(entry: Reported, language: str, *, plain: bool) -> str:
    said = entry.words if plain else words(entry.words)
    if entry.foreign:
        said = spoken(entry.words, entry.foreign)
    marks = _marks(entry.marks) if entry.marks else ""
    if entry.actions:
        marks += f'<p class="actions">{BETWEEN.join(map(link, entry.actions))}</p>'
    asked, place = "", entry.link
    if entry.remark:
        asked = f'<p class="mark" dir="auto">{heard(entry.remark, language)}</p>'
    if entry.verbatim:
        return (
            f'<li id="{place.anchor}"><span class="number">{place.words}</span> {asked}'
            f'<blockquote dir="auto">\u201c{said}\u201d</blockquote>{marks}</li>'
        )
    return (
        f'<li id="{place.anchor}"><span class="number">{place.words}</span> {asked}'
        f'<p class="summed" dir="auto">{said}</p>{marks}</li>'
    )


@lru_cache(maxsize=64)
def _marks(marks: tuple[str, ...]) -> str:
    """What is said of a statement, which is the same of thousands."""
    return f'<p class="mark">({words(", ".join(marks))})</p>'


def _said(entry: Reported) -> str:
    return words(f"\u201c{entry.words}\u201d" if entry.verbatim else entry.words)


def _asked(chapter: AskedChapter, language: str) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for asked in chapter.questions:
        yield from _question(asked, language)


def _question(asked: Asked, language: str) -> Iterator[str]:
    yield (
        f'<p id="{asked.anchor}" dir="auto"><strong>{flat(asked.label)}:</strong> '
        f"{words(asked.words)}</p>"
    )
    yield _entries(asked.answers, language)
    for answer in asked.repeated:
        yield paragraph(f"{flat(asked.answer_word)} {_said(answer)} {link(answer.link)}")
    yield paragraph(words(asked.nothing), "note")


def _tables(chapter: TablesChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for said, places in chapter.leading:
        yield paragraph(f"{words(said)} {links(places)}", "note")
    for plain in chapter.tables:
        if plain.heading != chapter.heading:
            yield heading(3, plain.heading)
        yield from _plain_table(plain)


def _steps(chapter: StepChapter) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for step in chapter.steps:
        yield heading(3, step.heading, step.anchor)
        yield paragraph(words(step.question), "note")
        yield bullets(map(words, step.remarks))
        yield paragraph(words(step.nothing))


def _actions(chapter: Actions) -> Iterator[str]:
    yield from _chapter(chapter.heading, chapter.anchor, chapter.intro)
    for kind in chapter.tables:
        yield heading(3, kind.heading, kind.anchor)
        for row in kind.rows:
            yield from _card(row, kind)
    if chapter.notes:
        yield heading(3, chapter.notes_heading)
        yield bullets(map(words, chapter.notes))


def _card(row: ActionRow, kind: ActionTable) -> Iterator[str]:
    """An action: what, who by when, and what it rests on."""
    yield '<div class="action">'
    yield heading(4, row.heading, row.anchor)
    facts = [
        f'<span class="mark">{flat(introducing(column))}</span>\u00a0{_value(row, name)}'
        for name, column in zip(kind.fields, kind.columns, strict=True)
    ]
    yield paragraph(BETWEEN.join(facts))
    for theme, here, others in row.grounds:
        about = f'<span class="mark">{flat(introducing(theme))}</span>'
        yield paragraph(about if here else f"{about} {links(others)}")
        for each in here:
            yield paragraph(f"{link(each.link)} {_telling(each)}")
        if here and others:
            yield paragraph(f'<span class="mark">{flat(row.also)}</span> {links(others)}')
    for line in filter(None, [row.beside, *row.became]):
        yield paragraph(words(line))
    yield "</div>"


def _action_table(actions: ActionTable, caption: str) -> Iterator[str]:
    """The actions of page one; their numbers lead to where they stand."""
    rows = ([_value(row, name) for name in actions.fields] for row in actions.rows)
    return table(actions.columns, rows, caption)


def _value(row: ActionRow, name: str) -> str:
    if name == "label":
        return link(row.link)
    value = words(getattr(row, name))
    return f'<span class="open">{value}</span>' if name in row.open_ends else value


def _telling(entry: Reported) -> str:
    """A statement in a line, with what it is when it is no quotation."""
    said = spoken(entry.words, entry.foreign) if entry.foreign else words(entry.words)
    if entry.verbatim:
        return f"\u201c{said}\u201d"
    return f'{said} <span class="mark">({words(entry.marks[0])})</span>'


def _how(said: Report) -> Iterator[str]:
    alone = bool(said.front.nothing)
    yield heading(2, said.how.heading, said.how.anchor)
    if not alone:
        yield bullets(map(words, said.how.notes))
    for plain in said.how.tables:
        yield heading(3, plain.heading)
        yield from _plain_table(plain)
    if not alone:
        yield paragraph(words(said.front.validity), "note")


def _plain_table(plain: Table, *, caption: str = "", seen: bool = False) -> Iterator[str]:
    """caption: said of a table that has no heading of its own."""
    rows = ([words(value) for value in row] for row in plain.rows)
    return table(plain.columns, rows, plain.heading or caption, seen=seen)


def make(session: Session, t: Translations, asker: Asker, *, outside: bool = False) -> bytes:
    """The whole page, in UTF-8; outside: as of `report_on`. Raises Stopped."""
    today = datetime.datetime.now().astimezone().date()
    said = made_on(report_on(session, t, outside=outside), today, t)
    total = 200 + 4 * sum(len(group.themes) for group in said.themes.groups)
    pieces = asker.followed(filter(None, render(said, t)), total, every=100)
    return b"\n".join((*map(str.encode, pieces), b""))
