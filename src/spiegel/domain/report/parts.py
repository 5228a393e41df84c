"""What a report says, as values: everything decided, worded and in order; exporters only render.

An `anchor` is the name of a place that links lead to: letters, digits and underscores, unique in a
report. A `label` is the number that the reader sees, such as "2.3".
"""

import datetime
from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from spiegel.domain.session.words import capitalised


class Link(msgspec.Struct, frozen=True):
    """Visible words that lead to a place in the report.

    title: what it leads to, for who hears the link alone; empty when its words say so.
    """

    words: str
    anchor: str
    title: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A plain table; the first column names the row."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def aligned(self, between: int) -> Iterator[str]:
        """It as lines of text, each column as wide as its longest cell; between: blanks."""
        lines = (self.columns, *self.rows)
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.columns))]
        for line in lines:
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            yield (" " * between).join(cells).rstrip()


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in the report.

    verbatim: a quotation, else a summary. remark: what a reader must know before it, such as the
    question that it answers. marks: "summarised", "key statement". actions: what rests on it.
    foreign: where its words are plainly in another language than the report, and in which.
    """

    link: Link
    words: str
    verbatim: bool
    remark: str = ""
    marks: tuple[str, ...] = ()
    actions: tuple[Link, ...] = ()
    foreign: tuple[tuple[int, int, str], ...] = ()

    @property
    def anchor(self) -> str:
        """Where it stands."""
        return self.link.anchor

    @property
    def label(self) -> str:
        """The number that the reader sees."""
        return self.link.words


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What has one sign within a theme; sign: "+", "–", "!" or empty. count: may be empty.

    others: links to what stands under another theme first, which see_also says.
    """

    sign: str
    heading: str
    count: str
    entries: tuple[Reported, ...]
    see_also: str = ""
    others: tuple[Link, ...] = ()


class ThemeSection(msgspec.Struct, frozen=True, kw_only=True):
    """A theme with what was said about it. number: what those of its statements begin with."""

    number: int
    anchor: str
    heading: str
    name: str
    count: str
    parts: tuple[Part, ...]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Themes under one heading; heading and anchor are empty for themes without a group."""

    heading: str
    anchor: str
    themes: tuple[ThemeSection, ...]


class FrontSign(msgspec.Struct, frozen=True, kw_only=True):
    """One sign on page one: the key statement, about which themes, and how many people.

    entry: as it stands in its theme, never cut; None when none is short enough, or there is none.
    shorter: those that take its place where there is less room.
    themes: those of most people, each with how many. ranked: all of them, with a number to compare
    them by. about: how many there are; tied: of how many others as many people spoke as of the last
    one that stands here; more: says so. count: all people together.
    """

    sign: str
    heading: str
    entry: Reported | None
    shorter: tuple[Reported, ...]
    themes: tuple[tuple[Link, str], ...]
    about: int
    count: str
    nothing: str
    ranked: tuple[tuple[tuple[Link, str], int], ...] = ()
    tied: int = 0
    more: str = ""


class ActionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One action. link: its number and place.

    why: per theme the statements behind it, with their first words. said: those of them that stand
    with it in all their words; also: said before the others. beside: what cannot be linked. became:
    who watches over it, what shows that it is done or why it was stopped, in sentences. open_ends:
    which of owner, by and reason are not filled in and say so. rank: how many actions of page one
    are more important; shorter: what it says there where there is less room, longest first: whole
    sentences, and at last where it stands. Both are not used elsewhere. due: the day by which it
    should be ready, while it is not. check: the day of the first look at it, while it is not ended;
    checked: what `became` begins with from the day after. undecided: what holds of a proposal once
    its day has passed.
    """

    link: Link
    words: str
    why: tuple[tuple[str, tuple[Link, ...]], ...]
    beside: str
    owner: str
    by: str
    priority: str
    status: str
    reason: str
    open_ends: frozenset[str] = frozenset()
    became: tuple[str, ...] = ()
    rank: int = 0
    shorter: tuple[str, ...] = ()
    due: datetime.date | None = None
    check: datetime.date | None = None
    checked: str = ""
    undecided: str = ""
    said: tuple[Reported, ...] = ()
    also: str = ""

    @property
    def anchor(self) -> str:
        """Where it stands."""
        return self.link.anchor

    @property
    def label(self) -> str:
        """The number that the reader sees."""
        return self.link.words

    @property
    def heading(self) -> str:
        """What it is called, and its words."""
        return f"{capitalised(self.link.title)}: {self.words}"

    @property
    def grounds(self) -> Iterator[tuple[str, tuple[Reported, ...], tuple[Link, ...]]]:
        """Per theme what is behind it: what stands here in words, and where the others are."""
        for theme, targets in self.why:
            places = {target.anchor for target in targets}
            here = tuple(each for each in self.said if each.anchor in places)
            told = {each.anchor for each in here}
            yield theme, here, tuple(each for each in targets if each.anchor not in told)


class ActionTable(msgspec.Struct, frozen=True, kw_only=True):
    """The actions of one kind; fields: the names of the fields of ActionRow, one per column.

    Those of page one are a table. In their chapter each is a card: its heading has number and
    words, and the fields stand under it.
    """

    heading: str
    anchor: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    rows: tuple[ActionRow, ...]


class Actions(msgspec.Struct, frozen=True, kw_only=True):
    """The chapter of actions or recommendations; notes: what is still missing in the whole, under a
    heading of their own."""

    heading: str
    anchor: str
    intro: str
    tables: tuple[ActionTable, ...]
    notes_heading: str
    notes: tuple[str, ...]


class FrontOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a question on page one: its number and place, its words, what came of it.

    about: of how many options or groups each line is, also of lines that do not stand there. more:
    how many these are, and where, in words. open: people used their own words, so that one line
    says little. ranked: each line begins with its place and a dot; the next place is so many
    further as `about`.
    """

    link: Link
    words: str
    lines: tuple[str, ...]
    about: tuple[int, ...] = ()
    more: str = ""
    open: bool = False
    ranked: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """The lines, the last one with how many more there are."""
        if not self.more:
            return self.lines
        if not self.lines:
            return (self.more,)
        return (*self.lines[:-1], f"{self.lines[-1]} {self.more}")


class Again(msgspec.Struct, frozen=True):
    """A later day on which participants hear how it stands; told: of it, and of those behind it."""

    day: datetime.date
    told: str


class Afterwards(msgspec.Struct, frozen=True, kw_only=True):
    """What happens now. told: who tells the participants what becomes of it, and when; open: some
    of that is not agreed on. ask: whom they can call; empty when nobody was named. heading, told:
    empty where a page has no room for them. day: on which they hear it, if that is agreed on;
    passed: what stands in the place of `told` from the day after, empty where nothing does;
    unnoted: behind that, that nobody noted it. again: when they hear more, the first day first;
    coming: the next of these, for a reader on a day; both empty where a page has no room."""

    heading: str
    told: str
    open: bool
    ask: str
    day: datetime.date | None = None
    passed: str = ""
    unnoted: str = ""
    again: tuple[Again, ...] = ()
    coming: str = ""

    @property
    def said(self) -> str:
        """Who tells them, when, and when they hear more, as one text."""
        unnoted = "" if self.passed else self.unnoted
        return " ".join(filter(None, (self.told, unnoted, self.coming)))


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """Page one, complete in itself.

    sign_columns: what heads the signs: which one, the themes, a statement. all_themes: leads to
    where they all stand; more_themes: does so where some are not named. outcomes: of questions that
    everybody answered, and of two sessions side by side; answered: how many there are; answers:
    what the chapter with all of them is called; more_outcomes: leads to those that are not named;
    outcomes_last: they come after the signs. Signs or outcomes may be missing. in_short: it all in
    a few sentences, by paragraph, empty where a page has no room for them; in_short_own: in words
    of the moderator. actions: the most urgent of those that go on, by date; actions_order: says so
    where their numbers do not; untouched: which themes nothing is done about, empty where a page
    has no room for it. going: how many actions these are; decided: of all. chapter: what the one
    with all of them is called; more: leads there. nothing: said in the place of it all when nothing
    was recorded.
    """

    kind: str
    title: str
    facts: tuple[str, ...]
    people: str
    concept: str
    in_short_heading: str
    in_short: tuple[str, ...]
    in_short_own: bool
    signs_heading: str
    sign_columns: tuple[str, str, str]
    all_themes: Link
    signs: tuple[FrontSign, ...]
    more_themes: Link | None
    outcomes_heading: str
    outcome_columns: tuple[str, str]
    outcomes: tuple[FrontOutcome, ...]
    answered: int
    answers: str
    more_outcomes: Link | None
    outcomes_last: bool
    actions_heading: str
    actions_order: str
    actions: ActionTable
    untouched: str
    going: int
    decided: int
    chapter: str
    more: Link | None
    afterwards: Afterwards
    validity: str
    nothing: str


class OverviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """A theme. signs: of each sign, and where people are counted of all, how many people, "yes"
    where that may not be told, or that there are none.
    actions: those that go about it. open: said where nothing is done about it.
    none: said of no actions; a dash would not be heard."""

    theme: Link
    signs: tuple[str, ...]
    actions: tuple[Link, ...]
    open: str
    none: str


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """All themes in one table, and how many people spoke of each as a picture."""

    heading: str
    anchor: str
    intro: str
    chart: "Chart | None"
    columns: tuple[str, ...]
    rows: tuple[OverviewRow, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A listener's question with its answers.

    answers: those that stand here. repeated: those that stand under a theme, with the number and
    the place that they have there.
    """

    anchor: str
    label: str
    words: str
    answers: tuple[Reported, ...]
    answer_word: str
    repeated: tuple[Reported, ...]
    nothing: str


class AskedChapter(msgspec.Struct, frozen=True, kw_only=True):
    """The listeners' questions with the answers."""

    heading: str
    anchor: str
    intro: str
    questions: tuple[Asked, ...]


class StepSection(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the debrief: what was asked, what was noted, or why there is nothing."""

    heading: str
    anchor: str
    question: str
    remarks: tuple[str, ...]
    nothing: str


class StepChapter(msgspec.Struct, frozen=True, kw_only=True):
    """What the professionals said to each other afterwards."""

    heading: str
    anchor: str
    intro: str
    steps: tuple[StepSection, ...]


class TablesChapter(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter of tables, such as what the listeners had expected beside what was heard.

    leading: under the intro, words with the places in the report that they are about.
    """

    heading: str
    anchor: str
    intro: str
    tables: tuple[Table, ...]
    leading: tuple[tuple[str, tuple[Link, ...]], ...] = ()


Pattern: TypeAlias = Literal["solid", "stripes", "dots"]


class Bar(msgspec.Struct, frozen=True):
    """One bar of a chart. said: the number in words, as the table has it.

    pattern: so that kinds of bars differ without colour.
    """

    name: str
    number: float
    said: str
    pattern: Pattern = "solid"


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Bars, the first at the top. counted: what the numbers count. alt: for who cannot see it."""

    title: str
    alt: str
    counted: str
    bars: tuple[Bar, ...]


class IdeaWords(msgspec.Struct, frozen=True, kw_only=True):
    """An idea. verbatim: as it was written; times: so many people wrote just this."""

    words: str
    verbatim: bool
    times: str = ""
    mark: str = ""


class ClusterSection(msgspec.Struct, frozen=True, kw_only=True):
    """A group of ideas; aside: how many ideas; standing: its place. missing: what is not shown."""

    heading: str
    anchor: str
    aside: str
    standing: str
    ideas: tuple[IdeaWords, ...]
    missing: str
    actions: tuple[Link, ...] = ()


class PollSection(msgspec.Struct, frozen=True, kw_only=True):
    """A question that everybody answered.

    taking: how many took part. findings: what follows from it. tables: its numbers, and those of
    each group of people where these were told apart. explained: what was said about it aloud.
    nothing: why there are no figures.
    """

    heading: str
    anchor: str
    taking: str = ""
    findings: tuple[str, ...] = ()
    chart: Chart | None = None
    tables: tuple[Table, ...] = ()
    clusters: tuple[ClusterSection, ...] = ()
    explained_heading: str
    explained: tuple[str, ...]
    nothing: str = ""


class PollChapter(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody answered on a device or on paper; how: the way each number was made.

    last: the professionals alone answered, so what the participants told comes before it.
    """

    heading: str
    anchor: str
    intro: str
    last: bool
    sections: tuple[PollSection, ...]
    how_heading: str
    how: tuple[str, ...]


class ComparedSection(msgspec.Struct, frozen=True, kw_only=True):
    """One question as both sides answered it; notes: what a reader must know of its numbers."""

    heading: str
    anchor: str
    notes: tuple[str, ...]
    table: Table | None


class ComparedChapter(msgspec.Struct, frozen=True, kw_only=True):
    """Two sessions side by side; cautions: what may not be concluded from it.

    named: what only one of them named in its own words, and what both; None when nobody did.
    """

    heading: str
    anchor: str
    intro: str
    cautions: tuple[str, ...]
    named: Table | None
    sections: tuple[ComparedSection, ...]
    alone: tuple[str, ...]


class HowDone(msgspec.Struct, frozen=True, kw_only=True):
    """How the meeting was done: what was left out, and tables of facts, time and questions.

    hearing: the days on which participants hear of it, which stand among the facts.
    """

    heading: str
    anchor: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    hearing: tuple[datetime.date, ...] = ()


class ThemesChapter(msgspec.Struct, frozen=True, kw_only=True):
    """What the participants said, per theme."""

    heading: str
    anchor: str
    intro: str
    groups: tuple[Group, ...]


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """How to read the report."""

    heading: str
    anchor: str
    lines: tuple[str, ...]


class ContentsLine(msgspec.Struct, frozen=True):
    """An entry of the table of contents; level 1 or 2."""

    level: int
    link: Link


AnyChapter = (
    Overview
    | PollChapter
    | ComparedChapter
    | ThemesChapter
    | AskedChapter
    | TablesChapter
    | StepChapter
    | Actions
    | HowDone
)
"""Each has a heading, and an anchor."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The report of a meeting, chapter by chapter, in its own language ("nl" or "en").

    Where nothing was recorded, which the front says, only the front and `how` are worth reading.
    readers: for whom it is, in a few words; empty where that is not said. left_out: the names of
    chapters that such a meeting does not have.
    """

    language: str
    title: str
    readers: str
    front: Front
    contents_heading: str
    contents: tuple[ContentsLine, ...]
    guide: Guide
    overview: Overview | None
    polls: PollChapter | None
    compared: tuple[ComparedChapter, ...]
    themes: ThemesChapter
    asked: AskedChapter
    learning: TablesChapter | None
    mirror: TablesChapter | None
    earlier: TablesChapter | None
    steps: StepChapter
    actions: Actions
    tested: TablesChapter | None
    self_direction: TablesChapter | None
    evaluated: TablesChapter | None
    words: TablesChapter | None
    how: HowDone
    left_out: frozenset[str] = frozenset()

    @property
    def chapters(self) -> Iterator[AnyChapter]:
        """All that this meeting has, in their order, behind the guide."""
        if self.overview is not None:
            yield self.overview
        if self.polls is not None and not self.polls.last:
            yield self.polls
        yield from self.compared
        if "themes" not in self.left_out:
            yield self.themes
        if "asked" not in self.left_out:
            yield self.asked
        yield from filter(None, (self.learning, self.mirror, self.earlier))
        if "steps" not in self.left_out:
            yield self.steps
        if self.polls is not None and self.polls.last:
            yield self.polls
        yield self.actions
        yield from filter(None, (self.tested, self.self_direction, self.evaluated, self.words))
        yield self.how
