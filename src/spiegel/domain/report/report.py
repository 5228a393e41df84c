"""Session -> Report: what the report says, in order and in words; every exporter renders this."""

from collections.abc import Iterator

from spiegel.domain.report import actions as action_chapter
from spiegel.domain.report import themes as theme_chapter
from spiegel.domain.report.front import front
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.meeting import answer_labels, asked_chapter, how_done, step_chapter
from spiegel.domain.report.parts import (
    Actions,
    AskedChapter,
    Chapter,
    ContentsLine,
    Guide,
    HowDone,
    Link,
    Report,
    StepChapter,
)
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


def report_on(session: Session, t: Translations, now: Instant | None = None) -> Report:
    """What the report of a session says, in the language of `t`.

    now: until when a meeting that still runs is counted; by default until its last moment.
    """
    seen = material(session, t)
    placing = theme_chapter.layout(seen)
    labels = {**placing.labels, **answer_labels(seen)}
    resting = action_chapter.resting_on(seen)
    themes = theme_chapter.chapter(seen, placing, resting)
    asked = asked_chapter(seen, labels, resting)
    steps = step_chapter(seen)
    actions = action_chapter.chapter(seen, placing, labels)
    how = how_done(seen, now)
    guide = _guide(seen)
    title = seen.words(session.info.title) or t.gettext("Without a title")
    return Report(
        language=session.info.language,
        title=title,
        front=front(seen, placing, labels),
        contents_heading=t.gettext("Contents"),
        contents=tuple(_contents(guide, themes, asked, steps, actions, how)),
        guide=guide,
        themes=themes,
        asked=asked,
        steps=steps,
        actions=actions,
        how=how,
    )


def document_numbers(session: Session, t: Translations) -> dict[int, str]:
    """The number under which each statement stands in the report, for the working list."""
    seen = material(session, t)
    links = {**theme_chapter.layout(seen).labels, **answer_labels(seen)}
    return {number: link.words for number, link in links.items()}


def _contents(
    guide: Guide,
    themes: Chapter,
    asked: AskedChapter,
    steps: StepChapter,
    actions: Actions,
    how: HowDone,
) -> Iterator[ContentsLine]:
    yield ContentsLine(1, Link(guide.heading, guide.anchor))
    yield ContentsLine(1, Link(themes.heading, themes.anchor))
    for group in themes.groups:
        if group.heading:
            yield ContentsLine(2, Link(group.heading, group.anchor))
        for section in group.themes:
            level = 3 if group.heading else 2
            yield ContentsLine(level, Link(section.heading, section.anchor))
    for chapter in (asked, steps, actions, how):
        yield ContentsLine(1, Link(chapter.heading, chapter.anchor))


def _guide(seen: Material) -> Guide:
    t = seen.t
    return Guide(
        heading=t.gettext("How to read this report"),
        anchor="leeswijzer",
        lines=(
            t.gettext(
                "What stands between quotation marks was said literally, and may be quoted in "
                "this report. The rest is a summary, and says so."
            ),
            t.gettext(
                "Every statement has a number: 2.3 is the third statement of theme 2. The order "
                "is not the order of speaking, and says nothing about who said what."
            ),
            t.gettext("Numbers of participants count people, not remarks."),
            t.gettext(
                "A key statement is one that the moderator marked as telling. Listeners are the "
                "professionals who were there to listen."
            ),
            t.gettext(
                "Words [between square brackets] were changed so that nobody can be recognised."
            ),
        ),
    )
