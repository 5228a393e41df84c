"""Page one of the report: all that a reader needs who reads no further."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import Final

import msgspec

from spiegel.domain.language.tongue import foreign
from spiegel.domain.report import compared, outcomes
from spiegel.domain.report.actions import (
    FIRST,
    first_actions,
    front_heading,
    going,
    heading,
    untouched_words,
)
from spiegel.domain.report.afterwards import afterwards
from spiegel.domain.report.answered import (
    Answered,
    about_answers,
    by_professionals,
    who_took_part,
)
from spiegel.domain.report.edited import kept_words
from spiegel.domain.report.held import report_day
from spiegel.domain.report.in_short import gist, paragraphs
from spiegel.domain.report.material import FEWEST, Material
from spiegel.domain.report.meeting import LONG_TITLE, later, listeners, people_words
from spiegel.domain.report.overview import compares_themes
from spiegel.domain.report.parts import (
    ActionRow,
    ActionTable,
    Front,
    FrontOutcome,
    FrontSign,
    Link,
    Reported,
)
from spiegel.domain.report.themes import SIGNS, Layout, Placed, entry
from spiegel.domain.report.wording import (
    TIES,
    beginnings,
    date_words,
    most_named,
    shortened,
)
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.preparation import IN_SHORT
from spiegel.domain.session.statements import RemarkKind, Statement, Valence
from spiegel.domain.session.words import capitalised
from spiegel.i18n import Translations

THEMES: Final = 3
"""So many themes are named per sign."""
QUOTE: Final = 160
"""Characters of a key statement on page one; a longer one makes way for another, uncut."""
SHORTER: Final = (120, 90, 60)
"""Characters of the statement that takes its place where there is less room."""
WORDS: Final = 240
"""Characters of an action, or of a question, on page one."""
LINE: Final = 160
"""Characters of a line about an outcome on page one."""
LINES: Final = 5
"""So many lines an outcome has there."""
NAME: Final = 60
"""Characters of a theme's name on page one; a longer one is called by its number."""
OWNER: Final = 120
"""Characters of an owner on page one: who does it must be told."""
MOST_OUTCOMES: Final = 30
"""So many outcomes page one begins with at most."""
FACT: Final = 60
"""Characters of a place there; a longer one stands among the facts of the meeting alone."""
TITLE: Final = 150
"""Characters of the title on page one."""
_NUMBERED_SIGNS: Final = tuple(sign for sign in SIGNS if sign[0] is not None)


def front(
    material: Material,
    placing: Layout,
    labels: Mapping[int, Link],
    asked: Sequence[Answered],
    readers: str = "",
) -> Front:
    """Page one as it is with room enough; `shorter` has the same for less.

    readers: for whom it is, in a few words.
    """
    t, info = material.t, material.session.info
    actions = first_actions(material, placing, labels)
    day = report_day(material.session)
    facts = [date_words(day, t)] if day is not None else []
    named = (material.openly(place) for place in (info.place, info.organisation))
    facts += [place for place in named if len(place) <= FACT]
    facts += [readers]
    kind = material.prepared(info.format_title)
    chapter_in_short = t.gettext("{chapter}, in short")
    told = paragraphs(material, gist(material, placing, asked, actions))
    own = kept_words(material.session, IN_SHORT) is not None
    page = Front(
        kind=t.gettext("Report of the {format}").format(format=kind[:1].lower() + kind[1:])
        if kind
        else t.gettext("Report"),
        title=shortened(material.said(info.title, t.gettext("Without a title")), TITLE),
        facts=tuple(filter(None, facts)),
        people=_people(material, asked),
        concept=""
        if info.presented
        else t.gettext("Draft: this report was not yet presented to the participants"),
        in_short_heading=t.gettext("In short, in the moderator's words")
        if own
        else t.gettext("In short"),
        in_short=told,
        in_short_own=own,
        signs_heading=t.gettext("What the participants told most")
        if len(material.people) >= FEWEST
        else chapter_in_short.format(chapter=t.gettext("What the participants told")),
        sign_columns=_sign_columns(material),
        all_themes=_all_themes(placing, t),
        more_themes=None,
        signs=tuple(_sign(material, placing, *sign) for sign in _NUMBERED_SIGNS)
        if material.session.statements or not asked
        else (),
        outcomes_heading=chapter_in_short.format(chapter=about_answers(material.session, asked, t)),
        outcome_columns=(t.gettext("Question"), t.gettext("What came of it")),
        outcomes=tuple(_outcomes(material, asked)),
        answered=len(asked),
        answers=about_answers(material.session, asked, t),
        more_outcomes=None,
        outcomes_last=by_professionals(material.session, asked),
        actions_heading=chapter_in_short.format(chapter=front_heading(material)),
        actions=msgspec.structs.replace(
            actions,
            rows=tuple(_short_row(_with_forms(row, t), WORDS) for row in actions.rows),
        ),
        actions_order=_order(actions, t),
        untouched=_untouched(material, placing),
        going=len(going(material.session)),
        decided=len(material.session.actions),
        chapter=heading(material),
        more=None,
        afterwards=afterwards(material),
        validity=t.gettext(
            "Not representative: this is what these people answered on this day. It does not say "
            "how others would answer."
        )
        if asked and not material.session.statements
        else t.gettext(
            "Not representative, but valid: this is what these participants lived through. It "
            "does not say how often it happens."
        ),
        nothing=t.gettext("Nothing was recorded of this meeting.") if _is_empty(material) else "",
    )
    return _told_more(page, t)


def _is_empty(material: Material) -> bool:
    session = material.session
    told = session.statements or session.actions or session.listener_questions
    recorded = told or session.ballots or session.ideas
    return not recorded and not any(session.remarks_of(RemarkKind.STEP))


def fuller(page: Front) -> Iterator[str]:
    """The actions on a page of which not all words stand there, the most important first."""
    rows = sorted(page.actions.rows, key=lambda row: row.rank)
    yield from (row.label for row in rows if row.words != row.shorter[0])


def with_all_words(page: Front, label: str) -> Front:
    """The page with an action as it is, where that takes room that steps before it left over."""
    rows = tuple(
        msgspec.structs.replace(row, words=row.shorter[0]) if row.label == label else row
        for row in page.actions.rows
    )
    actions = msgspec.structs.replace(page.actions, rows=rows)
    return msgspec.structs.replace(page, actions=actions)


def _order(actions: ActionTable, t: Translations) -> str:
    """That the actions stand by date, where their numbers could make a reader doubt."""
    numbers = [int(row.label) for row in actions.rows]
    return t.gettext("by date") if numbers != sorted(numbers) else ""


def _untouched(material: Material, placing: Layout) -> str:
    """The themes that nothing is done about yet; empty for none."""
    names = untouched_words(material, placing)
    words = material.t.gettext("Nothing is done yet about {themes}.")
    return words.format(themes=names) if names else ""


def _all_themes(placing: Layout, t: Translations) -> Link:
    """Leads to all themes: beside each other, or else where they are told."""
    if compares_themes(placing):
        return Link(t.gettext("All themes"), "overzicht")
    return Link(t.gettext("All that was told"), "verteld")


def shorter(page: Front, t: Translations) -> Iterator[Front]:
    """The page, and then with less and less on it, what matters least first.

    Nothing is cut in the middle of a sentence: what has no room says where it stands. Outcomes,
    quotations and themes give way first, then actions, the least important ones, and only then the
    words of those that stay; who does what by when goes last.
    """
    yield page
    for step in _STEPS:
        less = step(page)
        if less != page:
            page = _told_more(less, t)
            yield page


def _fewer_actions(page: Front, fewest: int) -> Front:
    rows = page.actions.rows
    if len(rows) <= fewest:
        return page
    least = max(row.rank for row in rows)
    actions = msgspec.structs.replace(
        page.actions, rows=tuple(row for row in rows if row.rank < least)
    )
    return msgspec.structs.replace(page, actions=actions)


def _with_words(page: Front, words: int, owner: int = OWNER) -> Front:
    rows = tuple(_short_row(row, words, owner) for row in page.actions.rows)
    actions = msgspec.structs.replace(page.actions, rows=rows)
    return msgspec.structs.replace(page, actions=actions)


def _with_forms(row: ActionRow, t: Translations) -> ActionRow:
    """With all that it can say where there is less room, longest first."""
    place = row.link.title
    more = t.gettext("(more at {action})").format(action=place)
    begins = (f"{words} {more}" for words in beginnings(row.words))
    elsewhere = t.gettext("too long for this page: see {action}").format(action=place)
    forms = (" ".join(row.words.split()), *begins, elsewhere)
    return msgspec.structs.replace(row, words=forms[0], shorter=forms)


def _short_row(row: ActionRow, most: int, owner: int = OWNER) -> ActionRow:
    """With the longest words that it has room for; at least with where they stand."""
    elsewhere = row.shorter[-1]
    words = next((form for form in row.shorter if len(form) <= most), elsewhere)
    who = row.owner if len(row.owner) <= owner else f"({row.link.title})"
    return msgspec.structs.replace(row, words=words, owner=who)


def _with_themes(page: Front, most: int, *, spare: bool = False) -> Front:
    """With themes on so many lines, where that is fewer."""
    signs = tuple(
        _with_first(sign, most, spare=spare) if len(sign.themes) + bool(sign.tied) > most else sign
        for sign in page.signs
    )
    return msgspec.structs.replace(page, signs=signs)


def _with_first(sign: FrontSign, most: int, *, spare: bool = False, ties: int = 1) -> FrontSign:
    """With its first themes, and the number of those that no fewer people spoke of."""
    first, tied = most_named(sign.ranked, most, spare=spare, ties=ties)
    return msgspec.structs.replace(sign, themes=tuple(first), tied=tied)


def _without_ties(page: Front) -> Front:
    """What leads to all themes is still there."""
    signs = tuple(msgspec.structs.replace(sign, tied=0) for sign in page.signs)
    return msgspec.structs.replace(page, signs=signs)


def _with_theme_names(page: Front, most: int) -> Front:
    """With a number in the place of a name that does not stand on one line."""
    signs = tuple(
        msgspec.structs.replace(
            sign, themes=tuple((_short_name(place, most), count) for place, count in sign.themes)
        )
        for sign in page.signs
    )
    return msgspec.structs.replace(page, signs=signs)


def _short_name(theme: Link, most: int) -> Link:
    if len(theme.words) <= most:
        return theme
    return msgspec.structs.replace(theme, words=theme.title.partition(":")[0])


def _with_quotes(page: Front, most: int, *, must: bool = False) -> Front:
    signs = tuple(_with_quote(sign, most, must=must) for sign in page.signs)
    return msgspec.structs.replace(page, signs=signs)


def _with_quote(sign: FrontSign, most: int, *, must: bool) -> FrontSign:
    """With a statement of so many characters, if there is one: a quotation is never cut.

    must: rather none than a longer one.
    """
    if sign.entry is None or len(sign.entry.words) <= most:
        return sign
    fitting = (entry for entry in sign.shorter if len(entry.words) <= most)
    return msgspec.structs.replace(sign, entry=next(fitting, None if must else sign.entry))


def _with_lines(page: Front, most: int, of_open: int = 0) -> Front:
    """So many lines of each outcome, of what people said in their own words at least of_open."""
    rows = tuple(
        msgspec.structs.replace(row, lines=row.lines[: max(most, of_open) if row.open else most])
        for row in page.outcomes
    )
    return msgspec.structs.replace(page, outcomes=rows)


def _fewer_outcomes(page: Front, fewest: int) -> Front:
    if len(page.outcomes) <= fewest:
        return page
    return msgspec.structs.replace(page, outcomes=page.outcomes[:-1])


def _with_short_proposal(page: Front) -> Front:
    """Without its sentences on actions, that the table says again; of the moderator's all stay."""
    if page.in_short_own:
        return page
    return msgspec.structs.replace(page, in_short=page.in_short[:1])


def _without_in_short(page: Front) -> Front:
    return msgspec.structs.replace(page, in_short=())


def _without_quotes(page: Front) -> Front:
    signs = tuple(msgspec.structs.replace(sign, entry=None) for sign in page.signs)
    return msgspec.structs.replace(page, signs=signs)


def _without_priorities(page: Front) -> Front:
    """They stand with each action itself."""
    kept = [name for name in page.actions.fields if name != "priority"]
    actions = msgspec.structs.replace(
        page.actions, columns=page.actions.columns[: len(kept)], fields=tuple(kept)
    )
    return msgspec.structs.replace(page, actions=actions)


def _without_untouched(page: Front) -> Front:
    return msgspec.structs.replace(page, untouched="")


def _without_coming(page: Front) -> Front:
    """The first day on which they hear of it stays."""
    after = msgspec.structs.replace(page.afterwards, coming="")
    return msgspec.structs.replace(page, afterwards=after)


def _without_unnoted(page: Front) -> Front:
    """That the day has passed stays."""
    after = msgspec.structs.replace(page.afterwards, unnoted="")
    return msgspec.structs.replace(page, afterwards=after)


def _without_heading_afterwards(page: Front) -> Front:
    after = msgspec.structs.replace(page.afterwards, heading="")
    return msgspec.structs.replace(page, afterwards=after)


def _with_short_afterwards(page: Front) -> Front:
    """Who tells the participants and when, and no more."""
    after = msgspec.structs.replace(page.afterwards, heading="", ask="", unnoted="", coming="")
    return msgspec.structs.replace(page, afterwards=after)


def _without_afterwards(page: Front) -> Front:
    """Where a letterhead leaves half a page."""
    after = msgspec.structs.replace(page.afterwards, told="", unnoted="", coming="")
    return msgspec.structs.replace(page, afterwards=after)


def _with_short_opening(page: Front) -> Front:
    return msgspec.structs.replace(
        page, title=shortened(page.title, LONG_TITLE), facts=page.facts[:1]
    )


_STEPS: Final[tuple[Callable[[Front], Front], ...]] = (
    partial(_with_lines, most=4),
    partial(_with_quotes, most=120),
    partial(_with_lines, most=3),
    partial(_with_lines, most=2, of_open=3),
    partial(_with_lines, most=1, of_open=3),
    partial(_with_lines, most=1, of_open=2),
    *[partial(_fewer_outcomes, fewest=8)] * MOST_OUTCOMES,
    _with_short_proposal,
    partial(_with_themes, most=3, spare=True),
    partial(_with_quotes, most=90),
    partial(_with_themes, most=2, spare=True),
    partial(_with_themes, most=2),
    *[partial(_fewer_outcomes, fewest=6)] * MOST_OUTCOMES,
    _without_priorities,
    _without_coming,
    partial(_with_words, words=180),
    *[partial(_fewer_actions, fewest=4)] * (FIRST - 4),
    partial(_with_lines, most=1),
    partial(_with_themes, most=1),
    partial(_with_quotes, most=60, must=True),
    *[partial(_fewer_outcomes, fewest=3)] * 3,
    partial(_with_words, words=130, owner=90),
    partial(_fewer_actions, fewest=3),
    partial(_with_words, words=90, owner=50),
    _without_untouched,
    _without_heading_afterwards,
    *[partial(_fewer_actions, fewest=1)] * 2,
    *[partial(_fewer_outcomes, fewest=1)] * 2,
    partial(_with_words, words=40, owner=30),
    _with_short_opening,
    _without_ties,
    _without_unnoted,
    _without_in_short,
    _without_quotes,
    _with_short_afterwards,
    _without_afterwards,
    partial(_with_theme_names, most=14),
)
"""What page one can do without, in this order."""


def _outcomes(material: Material, asked: Sequence[Answered]) -> Iterator[FrontOutcome]:
    """What came of the questions, and what two sides named: as much as page one could hold.

    A line that is too long stands with its question alone, and so do those behind it.
    """
    t = material.t
    rows = (*compared.in_short(material), *outcomes.in_short(material, asked))
    for row in rows[:MOST_OUTCOMES]:
        fitting = takewhile(lambda line: len(line) <= LINE, row.lines[:LINES])
        words = " ".join(row.words.split())
        if len(words) > WORDS:
            elsewhere = t.gettext("the question is too long for this page")
            words = next((w for w in beginnings(row.words) if len(w) <= WORDS), elsewhere)
        yield msgspec.structs.replace(row, words=words, lines=tuple(fitting))


def _people(material: Material, asked: Sequence[Answered]) -> str:
    t = material.t
    if asked and not material.session.participants:
        return who_took_part(asked, t)
    heard = listeners(material)
    taking = people_words(material) if material.people else t.gettext("no participants")
    if len(material.people) >= FEWEST and any(person.gone for person in material.people):
        taking = t.gettext("participants: {words}").format(words=taking)
    listening = t.ngettext(
        "{count} listener (professional)", "{count} listeners (professionals)", heard
    ).format(count=heard)
    if heard and later(material):
        listening = t.gettext("{listeners}, on another day").format(listeners=listening)
    return f"{capitalised(taking)} · {listening}"


def _sign_columns(material: Material) -> tuple[str, str, str]:
    t = material.t
    counted = len(material.people) >= FEWEST
    themes = t.gettext("Named most (participants)") if counted else t.gettext("Themes")
    return t.gettext("Kind"), themes, t.gettext("One of the statements, with its number")


def _sign(
    material: Material, placing: Layout, valence: Valence | None, sign: str, name: str
) -> FrontSign:
    t = material.t
    statements = [s for s in material.session.statements.values() if s.valence is valence]
    about = [(placed, _with(placed, valence)) for placed in placing.themes]
    shown = [(placed, those) for placed, those in about if _visible(material, those)]
    ranked = sorted(shown, key=lambda pair: -len(pair[0].told[valence]))
    chosen = list(_key_statements(material, placing, ranked[:THEMES], valence))
    themes = [
        (_theme_link(placed, t), _figure(material, placed.told[valence])) for placed, _ in ranked
    ]
    if not shown and _visible(material, statements):
        themes = [(Link(t.gettext("Questions of the listeners"), "vragen"), "")]
    count = material.count(statements)
    # where no numbers may be told, none are compared either
    ranked_by = tuple((each, int(each[1] or -at)) for at, each in enumerate(themes, start=1))
    whole = FrontSign(
        sign=sign,
        heading=t.gettext(name),
        entry=chosen[0] if chosen else None,
        shorter=tuple(chosen[1:]),
        themes=tuple(themes),
        about=len(themes),
        count=count,
        nothing="" if themes else _nothing(material, statements),
        ranked=ranked_by,
    )
    return _with_first(whole, THEMES, spare=True, ties=TIES)


def _theme_link(placed: Placed, t: Translations) -> Link:
    """A theme by its name, or by its number where that is too long; heard with both."""
    theme = t.gettext("theme {number}").format(number=placed.number)
    title = f"{theme}: {placed.name}"
    return Link(placed.name if len(placed.name) <= NAME else theme, placed.anchor, title)


def _nothing(material: Material, statements: list[Statement]) -> str:
    """Why there is nothing under a sign: nobody said a thing, or none of it may be shown."""
    return material.withheld if statements else material.t.gettext("Nothing was said about this.")


def _with(placed: Placed, valence: Valence | None) -> list[Statement]:
    return [statement for statement in placed.members if statement.valence is valence]


def _visible(material: Material, statements: list[Statement]) -> bool:
    return any(material.shown(statement) is not None for statement in statements)


def _figure(material: Material, people: frozenset[str]) -> str:
    """The bare number of people, as it stands behind a theme's name; empty below five."""
    return str(len(people)) if people and len(material.people) >= FEWEST else ""


def _key_statements(
    material: Material,
    placing: Layout,
    ranked: list[tuple[Placed, list[Statement]]],
    valence: Valence | None,
) -> Iterator[Reported]:
    """The key statement of a sign, and those that take its place where there is less room.

    One that was marked comes before others, then literal ones. Without a marked one, the best of
    the theme of most participants.
    """
    themes = [placed for placed, _ in ranked]
    order = [*themes, *(placed for placed in placing.themes if placed not in themes)]
    candidates = [
        (not s.key, place, not ruling.verbatim, len(ruling.words), s)
        for place, placed in enumerate(order)
        for s in placed.ordered
        if s.valence is valence and (ruling := material.shown(s)) is not None
    ]
    told: set[int] = set()
    for most in (QUOTE, *SHORTER):
        fitting = (candidate for candidate in candidates if candidate[3] <= most)
        best = min(fitting, key=_preference, default=None)
        if best is not None and best[-1].number not in told:
            told.add(best[-1].number)
            yield _front_entry(material, best[-1], placing, order[best[1]], elsewhere=best[1] > 0)


Candidate = tuple[bool, int, bool, int, Statement]


def _preference(candidate: Candidate) -> tuple[bool | int, ...]:
    """An answer comes last of what is marked: without its question it says little.

    What is about one of the themes that are named beside it comes before the rest.
    """
    unmarked, place, summary, _length, statement = candidate
    answer = statement.answer_to is not None
    return unmarked, answer, place >= THEMES, summary, place, UNKNOWN in statement.speakers


def _front_entry(
    material: Material, statement: Statement, placing: Layout, theme: Placed, *, elsewhere: bool
) -> Reported:
    """elsewhere: of another theme than the first one beside it, so that its theme is named."""
    full = entry(material, statement, placing.labels[statement.number], {})
    link = full.link
    if elsewhere:
        name = _theme_link(theme, material.t).words
        words, title = f"{link.words}, {name}", f"{link.title}, {name}"
        link = msgspec.structs.replace(link, words=words, title=title)
    words = " ".join(full.words.split())
    spoken = full.foreign and tuple(foreign(words, material.session.info.language))
    return msgspec.structs.replace(full, link=link, words=words, foreign=spoken, remark="")


def _told_more(page: Front, t: Translations) -> Front:
    """The page with links to what is not on it, that say how much that is."""
    rows = tuple(msgspec.structs.replace(row, more=_other_lines(row, t)) for row in page.outcomes)
    signs = tuple(msgspec.structs.replace(sign, more=_as_often(sign, t)) for sign in page.signs)
    return msgspec.structs.replace(
        page,
        signs=signs,
        more_themes=page.all_themes
        if any(len(sign.themes) < sign.about for sign in page.signs)
        else None,
        outcomes=rows,
        more=_other_actions(page, t),
        more_outcomes=_other_outcomes(page, t),
    )


def _as_often(sign: FrontSign, t: Translations) -> str:
    """How many other themes as many people spoke of as of the last that is named."""
    if not sign.tied:
        return ""
    return t.gettext("(and {count} others as often)").format(count=sign.tied)


def _other_lines(row: FrontOutcome, t: Translations) -> str:
    others = sum(row.about[len(row.lines) :])
    if not others:
        return ""
    if not row.lines:
        return t.gettext("too long for this page: see the question itself")
    return t.ngettext("(and {count} other)", "(and {count} others)", others).format(count=others)


def _other_outcomes(page: Front, t: Translations) -> Link | None:
    """Leads to the questions that page one does not have, or that have no outcome."""
    named = sum(row.link.anchor.startswith("vraagronde") for row in page.outcomes)
    others = page.answered - named
    if not page.answered:
        return None
    if not others:
        return Link(t.gettext("How this was made, with all numbers"), "uitkomsten")
    words = t.ngettext(
        "{more} more question, and all answers", "{more} more questions, and all answers", others
    )
    see = t.gettext("{words}: see {chapter}")
    return Link(see.format(words=words.format(more=others), chapter=page.answers), "uitkomsten")


def _other_actions(page: Front, t: Translations) -> Link | None:
    """Leads to all actions; says how many others there are, and how many will not go on."""
    if not page.decided:
        return None
    ended = page.decided - page.going
    left = page.going - len(page.actions.rows)
    if left:
        words = t.ngettext(
            "{more} other, and what all {count} rest on",
            "{more} others, and what all {count} rest on",
            left,
        ).format(more=left, count=page.going)
    elif page.going:
        words = t.ngettext("what it rests on", "what they rest on", page.going)
    else:
        words = t.gettext("what does not go on, and why")
    if ended and page.going:
        also = t.ngettext(
            "{words}, and which one does not go on",
            "{words}, and which {count} do not go on",
            ended,
        )
        words = also.format(words=words, count=ended)
    see = t.gettext("{words}: see {chapter}")
    return Link(see.format(words=capitalised(words), chapter=page.chapter), "acties")
