"""The report in short: a few sentences at the top of page one, proposed here and edited by hand.

Of participants a proposal names no number below five: in a sentence a small one points at a person
sooner than in a table. Words of one's own are kept among the letters, and pass the gate as any text
that was typed.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from spiegel.domain.personas.telling import name_told
from spiegel.domain.report import outcomes
from spiegel.domain.report.actions import first_actions, going
from spiegel.domain.report.answered import Answered, all_asked
from spiegel.domain.report.edited import Edited, code_in, stands
from spiegel.domain.report.material import FEWEST, Material, material
from spiegel.domain.report.parts import ActionTable, FrontOutcome
from spiegel.domain.report.themes import Layout, Placed, layout
from spiegel.domain.report.wording import listed, most_named, participants_words
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.personas import PersonaState
from spiegel.domain.session.preparation import IN_SHORT
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Valence
from spiegel.domain.session.words import lines_of
from spiegel.i18n import N_, Translations

MOST: Final = 900
"""Characters of one's own words: page one has its tables too."""
_THEMES: Final = 2
_NAME: Final = 60
"""Characters of a theme's name; a longer one is called by its number."""
_QUESTIONS: Final = 2
_FIRST: Final = 2
"""So many actions, with what comes before each in `_done`."""
_WORDS: Final = 160
"""Characters of a question in a sentence; a longer one is left to its table."""
_LINES: Final = 3
_CAME: Final = 200
"""So many lines of what came of an open question, and characters of them."""
_ACTION: Final = 160
"""Characters of an action there; a longer one is called by its number."""
_MANY: Final = {
    Valence.GOOD: N_("What goes well was told by {people}, most of all about {themes}."),
    Valence.BETTER: N_("What could be better was told by {people}, most of all about {themes}."),
    Valence.WISH: N_("Wishes were told by {people}, most of all about {themes}."),
}
_ALL: Final = {
    Valence.GOOD: N_("What goes well was told by {people}, about {themes}."),
    Valence.BETTER: N_("What could be better was told by {people}, about {themes}."),
    Valence.WISH: N_("Wishes were told by {people}, about {themes}."),
}
_SOME: Final = {
    Valence.GOOD: N_("About {themes} it was told what goes well."),
    Valence.BETTER: N_("About {themes} it was told what could be better."),
    Valence.WISH: N_("About {themes} wishes were told."),
}


class Sign(msgspec.Struct, frozen=True):
    """What was said of one sign: by how many, about which themes, and how many themes there are.

    Themes that as many people spoke of as of the last one that is named count as one, together.
    people is 0 where it may not or should not be told. How many spoke of a theme the table says.
    """

    valence: Valence
    people: int
    themes: tuple[str, ...]
    about: int


class Gist(msgspec.Struct, frozen=True, kw_only=True):
    """What a proposal is made of.

    made: the names of the personas that makers agree with, and how many others there are. actions:
    words and date of the first of them; decided: of all.
    """

    made: tuple[tuple[str, ...], int]
    signs: tuple[Sign, ...]
    outcomes: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    decided: int
    recommending: bool
    told: bool

    @property
    def digest(self) -> str:
        """Another one when something else would be proposed."""
        said = repr(self)
        if not any(self.made):
            # As it was before there were personas, so that what was written then still fits.
            said = said.replace(f"made={self.made}, ", "", 1)
        return hashlib.blake2b(said.encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()


def gist(seen: Material, placing: Layout, asked: Sequence[Answered], actions: ActionTable) -> Gist:
    """What there is to tell in short, as the gate lets it through. actions: the first of them."""
    info = seen.session.info
    open_ = [
        row
        for row in actions.rows
        if row.words != seen.withheld
        and seen.session.actions[int(row.label)].status is not ActionStatus.DONE
    ]
    rows = [
        row
        for row in outcomes.in_short(seen, asked)
        if len(row.words) <= _WORDS and _first_lines(row)
    ]
    rows.sort(key=lambda row: not row.open)  # what people said in their own words says most
    made = _made(seen)
    return Gist(
        made=made,
        # Of a life that is told by card its fields are no themes that somebody is for or against.
        signs=() if any(made) else tuple(_signs(seen, placing)),
        outcomes=tuple((row.words, _first_lines(row)) for row in rows[:_QUESTIONS]),
        actions=tuple(
            (
                row.words if len(row.words) <= _ACTION else row.link.title,
                "" if "by" in row.open_ends else row.by,
            )
            for row in open_[:_FIRST]
        ),
        decided=len(going(seen.session)),
        recommending=info.outcome is Outcome.RECOMMENDATION,
        told=bool(seen.session.statements),
    )


def _first_lines(row: FrontOutcome) -> str:
    """What came of a question: of one in people's own words the first few things, all whole."""
    lines = row.lines[: _LINES if row.open else 1]
    some = ("; ".join(lines[:count]) for count in range(len(lines), 0, -1))
    return next((said for said in some if len(said) <= _CAME), "")


def _made(seen: Material) -> tuple[tuple[str, ...], int]:
    """The personas of a workshop in which they are made; none of a meeting about something else."""
    session = seen.session
    if not any(part.cards for part in session.agenda):
        return (), 0
    agreed = [p for p in session.personas.values() if p.state is PersonaState.AGREED]
    names = filter(None, (name_told(session, persona, seen.t) for persona in agreed))
    return (told := tuple(names)), len(session.personas) - len(told)


def _signs(seen: Material, placing: Layout) -> Iterator[Sign]:
    for valence in _SOME:
        about: list[tuple[Placed, int]] = []
        for placed in placing.themes:
            those = [one for one in placed.members if one.valence is valence]
            if placed.theme is not None and any(seen.shown(one) is not None for one in those):
                about.append((placed, len(placed.told[valence])))
        if about:
            said = (one for one in seen.session.statements.values() if one.valence is valence)
            ranked = sorted(about, key=lambda pair: -pair[1])
            first, tied = most_named(ranked, _THEMES, spare=True)
            themes = [_name(placed, seen.t) for placed in first]
            if tied:
                themes.append(seen.t.gettext("other themes"))
            people = _told_number(seen, len(seen.counted(said)))
            yield Sign(valence, people, tuple(themes), len(about) - max(0, tied - 1))


def _name(placed: Placed, t: Translations) -> str:
    if len(placed.name) <= _NAME:
        return placed.name
    return t.gettext("theme {number}").format(number=placed.number)


def _told_number(seen: Material, number: int) -> int:
    """The number, or 0 where it could point to somebody."""
    return number if number >= FEWEST and len(seen.people) >= FEWEST else 0


def proposed(found: Gist, t: Translations) -> str:
    """The sentences that Spiegel would write, a paragraph a line; may be empty."""
    paragraphs = (
        _made_words(found, t),
        (_told(sign, t) for sign in found.signs),
        (_came_of(question, line, t) for question, line in found.outcomes),
        _done(found, t),
    )
    return "\n".join(filter(None, (" ".join(sentences) for sentences in paragraphs)))


def _made_words(found: Gist, t: Translations) -> Iterator[str]:
    names, others = found.made
    if names:
        yield t.ngettext(
            "Participants made a persona, somebody who does not exist, and agree with it: {names}.",
            "Participants made {count} personas, people who do not exist, and agree with them:"
            " {names}.",
            len(names),
        ).format(count=len(names), names=listed(list(names), t))
    if others:
        yield t.ngettext(
            "{count} persona is not agreed yet.", "{count} personas are not agreed yet.", others
        ).format(count=others)


def _told(sign: Sign, t: Translations) -> str:
    themes = listed(list(sign.themes), t)
    if not sign.people:
        return t.gettext(_SOME[sign.valence]).format(themes=themes)
    words = _MANY if sign.about > len(sign.themes) else _ALL
    people = participants_words(sign.people, t)
    return t.gettext(words[sign.valence]).format(people=people, themes=themes)


def _came_of(question: str, line: str, t: Translations) -> str:
    words = t.gettext("Asked was: {question} Out of it came: {line}.")
    asked = question if question.endswith(("?", "!", ".")) else f"{question}."
    return words.format(question=asked, line=line.rstrip("."))


def _done(found: Gist, t: Translations) -> Iterator[str]:
    count = found.decided
    if not count:
        if found.told:
            none = N_("There are no recommendations yet.") if found.recommending else ""
            yield t.gettext(none or N_("There are no actions yet."))
        return
    words = (
        t.ngettext("There is {count} recommendation.", "There are {count} recommendations.", count)
        if found.recommending
        else t.ngettext("There is {count} action.", "There are {count} actions.", count)
    )
    yield words.format(count=count)
    orders = (t.gettext("First: {action}."), t.gettext("Then: {action}."))
    for order, action in zip(orders, found.actions, strict=False):
        yield order.format(action=_action(*action, t))


def _action(words: str, by: str, t: Translations) -> str:
    said = " ".join(words.split()).rstrip(".")
    return t.gettext("{words} (by {day})").format(words=said, day=by) if by else said


@lru_cache(maxsize=2)
def in_short(session: Session, t: Translations) -> Edited:
    """How the report in short stands, for who edits it."""
    seen = material(session, t)
    placing = layout(seen)
    first = first_actions(seen, placing, {})
    return standing(seen, gist(seen, placing, all_asked(seen), first))


def standing(seen: Material, found: Gist) -> Edited:
    """How it stands to what there is to tell."""
    return stands(seen.session, IN_SHORT, proposed(found, seen.t), found.digest, seen.t)


def paragraphs(seen: Material, found: Gist) -> tuple[str, ...]:
    """What stands on page one; nothing where the words of this meeting may not."""
    lines = lines_of(standing(seen, found).shown)
    return tuple(filter(None, (" ".join(line.split()) for line in lines)))


def problem_with(session: Session, words: str, t: Translations) -> str:
    """What stands in the way of keeping these words; empty when nothing does."""
    if len(words.strip()) > MOST:
        return t.gettext("It has {count} characters; page one has room for {most}.").format(
            count=len(words.strip()), most=MOST
        )
    return code_in(session, words, t)
