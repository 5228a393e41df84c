"""Session -> Report: what the report says, in order and in words; every exporter renders this."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.polls.outcomes import IdeasOutcome
from spiegel.domain.preparation.retention import words_until
from spiegel.domain.report import actions as action_chapter
from spiegel.domain.report import outcomes, word_list
from spiegel.domain.report import themes as theme_chapter
from spiegel.domain.report.answered import Answered, all_asked
from spiegel.domain.report.compared import compared_chapters
from spiegel.domain.report.earlier import rounds_chapter
from spiegel.domain.report.edited import Edited
from spiegel.domain.report.evaluated import evaluation_chapter
from spiegel.domain.report.front import front
from spiegel.domain.report.inside import for_inside, readers_words
from spiegel.domain.report.learned import learning_chapter
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.meeting import (
    answer_labels,
    asked_chapter,
    heard_on,
    how_done,
    step_chapter,
)
from spiegel.domain.report.mirror import mirror_chapter
from spiegel.domain.report.overview import overview
from spiegel.domain.report.parts import (
    ActionTable,
    AskedChapter,
    ContentsLine,
    Guide,
    Link,
    PollChapter,
    Report,
    StepChapter,
    ThemesChapter,
)
from spiegel.domain.report.self_directed import self_direction_chapter
from spiegel.domain.report.tested import tested_chapter
from spiegel.domain.report.wording import date_words, late_words, passed_words, shortened
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import RemarkKind
from spiegel.i18n import N_, Translations

_MEETINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spiegelgesprek": N_(
            "In a mirror conversation participants tell what they lived through. Listeners listen, "
            "ask something at the end, and then talk among themselves."
        ),
        "focusgroep": N_(
            "In a focus group participants talk with each other about some questions, led by a "
            "moderator."
        ),
        "versnellingssessie": N_(
            "In an acceleration session everybody answers the same questions at the same time, and "
            "then it is talked about."
        ),
        "persona": N_(
            "In a meeting about personas a group makes somebody who does not exist, of what people "
            "really said. The personas stand on cards, apart from this report."
        ),
    }
)
"""What each kind of meeting is, for who reads of it for the first time."""
_ENTRY: Final = 58
"""Characters of a question in the contents."""


def report_on(
    session: Session, t: Translations, now: Instant | None = None, *, outside: bool = False
) -> Report:
    """What the report of a session says, in the language of `t`.

    now: until when a meeting that still runs is counted; by default until its last moment.
    outside: it is for readers outside the organisation, and says so.
    """
    seen = material(session, t)
    placing = theme_chapter.layout(seen)
    labels = {**placing.labels, **answer_labels(seen)}
    resting = action_chapter.resting_on(seen)
    everybody = all_asked(seen)
    groups = outcomes.cluster_labels(seen, everybody)
    polls = outcomes.chapter(seen, everybody, action_chapter.resting_on_groups(seen))
    beside = compared_chapters(seen)
    themes = theme_chapter.chapter(seen, placing, resting)
    asked = asked_chapter(seen, labels, resting)
    steps = step_chapter(seen)
    actions = action_chapter.chapter(seen, placing, labels, groups)
    learning = learning_chapter(seen)
    mirrored = mirror_chapter(seen, placing)
    earlier = rounds_chapter(seen, placing)
    tested = tested_chapter(seen)
    directed = self_direction_chapter(seen, labels)
    evaluated = evaluation_chapter(seen)
    how = how_done(seen, now, everybody)
    glance = overview(seen, placing)
    left_out = frozenset(_left_out(seen, themes, asked, steps, polled=bool(everybody)))
    title = seen.words(session.info.title) or t.gettext("Without a title")
    readers = readers_words(session, t, outside=outside)
    page_one = front(seen, placing, labels, everybody, readers)
    told = (
        *(title, page_one.in_short, polls, beside, learning, mirrored, earlier),
        *(asked.questions, steps, actions, tested, evaluated),
    )
    explained = word_list.chapter(session, _words_in(seen, told), t)
    guide = _guide(
        seen,
        told="themes" not in left_out,
        ideas=_of_ideas(everybody),
        beside=bool(beside),
        outside=outside,
        words=explained is not None,
    )
    said = Report(
        language=session.info.language,
        title=title,
        readers=readers,
        front=page_one,
        contents_heading=t.gettext("Contents"),
        contents=(),
        guide=guide,
        overview=glance,
        polls=polls,
        compared=beside,
        themes=themes,
        asked=asked,
        learning=learning,
        mirror=mirrored,
        earlier=earlier,
        evaluated=evaluated,
        steps=steps,
        actions=actions,
        tested=tested,
        self_direction=directed,
        words=explained,
        how=how,
        left_out=left_out,
    )
    return msgspec.structs.replace(said, contents=tuple(_contents(said)))


def _words_in(seen: Material, parts: Sequence[object]) -> str:
    """All words of a report, but for what it says in any: what was told, and these parts."""
    told = (said.words for said in map(seen.shown, seen.session.statements.values()) if said)
    names = (seen.words(theme.name) for theme in seen.session.themes.values())
    return "\n".join((*told, *names, word_list.texts_in(parts)))


@lru_cache(maxsize=2)
def words_explained(session: Session, t: Translations) -> Edited:
    """How the list of words stands to the report, for who edits it."""
    said = report_on(session, t)
    apart = (said.overview, said.themes, said.words, said.how)
    parts = [each for each in said.chapters if each not in apart]
    text = _words_in(material(session, t), [said.title, said.front.in_short, *parts])
    return word_list.standing(session, text, t)


def made_on(said: Report, day: datetime.date, t: Translations) -> Report:
    """The report as it is made on this day.

    A draft says of which day it is: there may be more. What was to be on a day before it says that
    this day has passed, and when participants hear more.
    """
    page, concept = said.front, said.front.concept
    if concept:
        words = t.gettext("Draft of {day}: this report was not yet presented to the participants")
        concept = words.format(day=date_words(day, t))
    after = page.afterwards
    if after.passed and after.day is not None and after.day < day:
        after = msgspec.structs.replace(after, told=after.passed, passed="")
    coming = next((again.told for again in after.again if again.day >= day), "")
    after = msgspec.structs.replace(after, coming=coming)
    page = msgspec.structs.replace(
        page, concept=concept, afterwards=after, actions=_on(page.actions, day, t, short=True)
    )
    tables = tuple(_on(table, day, t) for table in said.actions.tables)
    actions = msgspec.structs.replace(said.actions, tables=tables)
    return msgspec.structs.replace(
        said, front=page, actions=actions, how=heard_on(said.how, day, t)
    )


def _on(
    table: ActionTable, day: datetime.date, t: Translations, *, short: bool = False
) -> ActionTable:
    """The actions as they stand on a day: of those that are late it says so."""
    rows = []
    for row in table.rows:
        by, became = row.by, row.became
        if row.due is not None and row.due < day:
            by = passed_words(by, t, short=True) if short else late_words(by, t)
        if row.check is not None and row.check < day:
            became = (row.checked, *became[1:])
        if row.undecided and not short and row.due is not None and row.due < day:
            became = (row.undecided, *became)
        rows.append(msgspec.structs.replace(row, by=by, became=became))
    return msgspec.structs.replace(table, rows=tuple(rows))


def _left_out(
    seen: Material, themes: ThemesChapter, asked: AskedChapter, steps: StepChapter, *, polled: bool
) -> Iterator[str]:
    """The chapters that such a meeting does without, when they are empty.

    polled: everybody answered. Where nobody listens, nobody asks.
    """
    alone = seen.session.among_themselves
    if polled and not seen.session.statements and not themes.groups:
        yield "themes"
    if (polled or alone) and not seen.session.listener_questions and not asked.questions:
        yield "asked"
    if polled and not any(seen.session.remarks_of(RemarkKind.STEP)) and not steps.steps:
        yield "steps"


def document_numbers(session: Session, t: Translations) -> dict[int, str]:
    """The number under which each statement stands in the report, for the working list."""
    seen = material(session, t)
    links = {**theme_chapter.layout(seen).labels, **answer_labels(seen)}
    return {number: link.words for number, link in links.items()}


def _contents(said: Report) -> Iterator[ContentsLine]:
    yield ContentsLine(1, Link(said.guide.heading, said.guide.anchor))
    for chapter in said.chapters:
        yield ContentsLine(1, Link(chapter.heading, chapter.anchor))
        if isinstance(chapter, PollChapter):
            for poll in chapter.sections:
                yield ContentsLine(2, Link(shortened(poll.heading, _ENTRY), poll.anchor))
        elif isinstance(chapter, ThemesChapter):
            yield from _told(chapter)


def _told(themes: ThemesChapter) -> Iterator[ContentsLine]:
    for group in themes.groups:
        if group.heading:
            yield ContentsLine(2, Link(group.heading, group.anchor))
        for section in group.themes:
            level = 3 if group.heading else 2
            yield ContentsLine(level, Link(section.heading, section.anchor))


def _of_ideas(asked: Sequence[Answered]) -> bool:
    """Whether it has ideas, which say how to read them."""
    return any(isinstance(each.found, IdeasOutcome) for each in asked)


def _guide(
    seen: Material, *, told: bool, ideas: bool, beside: bool, outside: bool, words: bool
) -> Guide:
    t = seen.t
    kind = _MEETINGS.get(seen.session.info.format)
    quoted = t.gettext(
        "For readers outside the organisation: here only those are quoted who agreed to that."
    )
    lines = [quoted] if outside else [*for_inside(seen.session, t)]
    lines += [t.gettext(kind)] if kind else []
    lines += [*(_about_answers(t) if ideas else ()), *(_about_statements(seen) if told else ())]
    if beside:
        lines.append(
            t.gettext("Where \u2194 stands on page one, two groups that answered are side by side.")
        )
    if words:
        lines.append(
            t.gettext("Do you not know a word of the field? Look under {chapter}.").format(
                chapter=t.gettext("What words mean")
            )
        )
    return Guide(
        heading=t.gettext("How to read this report"),
        anchor="leeswijzer",
        lines=(
            *lines,
            t.gettext(
                "Words [between square brackets] were changed so that it is harder to recognise "
                "somebody."
            ),
        ),
    )


def _about_answers(t: Translations) -> tuple[str, ...]:
    return (
        t.gettext(
            "Ideas in quotes are word for word what somebody wrote. They stand in no "
            "order of writing, and nothing says whose they are."
        ),
        t.gettext(
            "A group holds ideas that mean the same. Beside it stands how many there are; how many "
            "people find it important shows only where everybody put the groups in order."
        ),
    )


def _about_statements(seen: Material) -> Iterator[str]:
    t = seen.t
    told = t.gettext(
        "Participants are clients, the people close to them, or others who speak from experience."
    )
    listened = t.gettext("Listeners are the professionals who came to listen.")
    yield told if seen.session.among_themselves else f"{told} {listened}"
    info = seen.session.info
    consented = t.gettext(
        "What stands in quotes was said literally. Who said it gave consent for that. The rest is "
        "a summary, and says so."
    )
    unseen = t.gettext("The participants have not seen this report itself yet.")
    yield consented if info.presented else f"{consented} {unseen}"
    contact = seen.owner(info.assignment.contact) or t.gettext("the moderator")
    last = words_until(seen.session)
    if last is None:
        words = t.gettext(
            "Does a participant want words changed or taken out? That can be asked of {contact}. "
            "To say which words is enough."
        )
    else:
        words = t.gettext(
            "Does a participant want words changed or taken out? That can be asked of {contact}, "
            "up to and including {day}. To say which words is enough."
        )
    yield words.format(contact=contact, day=date_words(last, t) if last is not None else "")
    yield t.gettext(
        "Every statement has a number: 2.3 is the third statement of theme 2. The order is not "
        "the order of speaking. Nowhere does it say who said something."
    )
    yield t.gettext(
        "Numbers of participants count people, not remarks. Who said the same or is not quoted "
        "here counts too, so a number can be higher than how many statements stand under it."
    )
    yield t.gettext("A key statement is one that the moderator marked as telling.")
