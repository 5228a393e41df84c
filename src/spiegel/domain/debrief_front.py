"""Page one of the report: all that a reader needs who reads no further."""

import math
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from spiegel.domain.agenda import Outcome
from spiegel.domain.debrief_actions import first_actions, heading
from spiegel.domain.debrief_material import FEWEST, Material
from spiegel.domain.debrief_meeting import listeners, people_words
from spiegel.domain.debrief_parts import ActionRow, ActionTable, Entry, Front, FrontSign, Link
from spiegel.domain.debrief_themes import SIGNS, Layout, Placed, entry
from spiegel.domain.debrief_words import date_words, shortened
from spiegel.domain.people import UNKNOWN
from spiegel.domain.statements import Statement, Valence
from spiegel.i18n import Translations

THEMES: Final = 3
"""So many themes are named per sign."""
QUOTE: Final = 160
"""Characters of a key statement on page one; longer ones are cut, and linked to in full."""
SHORT_QUOTE: Final = 90
"""The same, when the page would be too full."""
WORDS: Final = 180
"""Characters of an action on page one."""
SHORT_WORDS: Final = 84
"""The same, when the page would be too full."""
NAME: Final = 28
"""Characters of a theme's name on page one."""
OWNER: Final = 40
"""Characters of an owner on page one."""
TITLE: Final = 150
"""Characters of the title on page one."""
FEWEST_ACTIONS: Final = 3
"""However full the page is, so many actions stand on it."""
ROOM: Final = 57.0
"""Lines of 13 points that fit on the page."""
_NUMBERED_SIGNS: Final = tuple(sign for sign in SIGNS if sign[0] is not None)


def front(material: Material, placing: Layout, labels: Mapping[int, Link]) -> Front:
    """Page one, short enough for one sheet of A4 in the report's own style."""
    t, info = material.t, material.session.info
    actions = first_actions(material, placing, labels)
    facts = [date_words(info.date, t)] if info.date is not None else []
    facts += [shortened(material.words(place), 60) for place in (info.place, info.organisation)]
    kind = material.prepared(info.format_title)
    whole = Front(
        kind=t.gettext("Report of the {format}").format(format=kind[:1].lower() + kind[1:])
        if kind
        else t.gettext("Report"),
        title=shortened(material.words(info.title), TITLE) or t.gettext("Without a title"),
        facts=tuple(fact for fact in facts if fact),
        people=_people(material),
        concept="" if info.presented else t.gettext("Draft: not yet presented to the participants"),
        signs_heading=t.gettext("What the participants told"),
        signs=tuple(_sign(material, placing, *sign) for sign in _NUMBERED_SIGNS),
        actions_heading="",
        actions=msgspec.structs.replace(
            actions, rows=tuple(_short(row, WORDS) for row in actions.rows)
        ),
        more=None,
        validity=t.gettext(
            "Not representative, but valid: this is what these participants lived through. It "
            "does not say how often it happens."
        ),
    )
    fitting = _fit(whole)
    return msgspec.structs.replace(
        fitting,
        actions_heading=_actions_heading(material, fitting.actions),
        more=_more(material, fitting.actions),
    )


def _fit(page: Front) -> Front:
    """The page with shorter actions, then fewer, then shorter quotations, until it is not full."""
    if _height(page) > ROOM:
        page = _with_rows(page, [_short(row, SHORT_WORDS) for row in page.actions.rows])
    while _height(page) > ROOM and len(page.actions.rows) > FEWEST_ACTIONS:
        page = _with_rows(page, page.actions.rows[:-1])
    if _height(page) > ROOM:
        signs = tuple(_with_quote(sign, SHORT_QUOTE) for sign in page.signs)
        page = msgspec.structs.replace(page, signs=signs)
    return page


def _with_rows(page: Front, rows: Iterable[ActionRow]) -> Front:
    actions = msgspec.structs.replace(page.actions, rows=tuple(rows))
    return msgspec.structs.replace(page, actions=actions)


def _short(row: ActionRow, most: int) -> ActionRow:
    words, owner = shortened(row.words, most), shortened(row.owner, OWNER)
    return msgspec.structs.replace(row, words=words, owner=owner)


def _height(page: Front) -> float:
    """About how many lines of 13 points page one takes in the report's own style."""
    fixed = 16.2 + 1.2 * _lines(" · ".join(page.facts), 95) + (2.8 if page.concept else 0)
    title = 0.4 + 1.95 * _lines(page.title, 38)
    signs = 0.0
    for sign in page.signs:
        names = "".join(f"{target.words} (00), " for target, _ in sign.themes)
        signs += 1.7 + 1.1 * _lines(names, 64)
        signs += 1.2 * _lines(f"{sign.entry.words} 00.00", 58) if sign.entry else 0
    rows = sum(
        0.75 + max(_lines(row.words, 43), _lines(row.owner, 21)) for row in page.actions.rows
    )
    return fixed + title + signs + rows


def _lines(words: str, width: int) -> int:
    return max(1, math.ceil(len(words) / width))


def _with_quote(sign: FrontSign, most: int) -> FrontSign:
    if sign.entry is None:
        return sign
    words = shortened(sign.entry.words, most)
    return msgspec.structs.replace(sign, entry=msgspec.structs.replace(sign.entry, words=words))


def _people(material: Material) -> str:
    t = material.t
    heard = listeners(material)
    taking = people_words(material)
    if len(material.people) >= FEWEST and any(person.gone for person in material.people):
        taking = t.gettext("participants: {words}").format(words=taking)
    listening = t.ngettext("{count} listener", "{count} listeners", heard).format(count=heard)
    return f"{taking[:1].upper()}{taking[1:]} · {listening}"


def _sign(
    material: Material, placing: Layout, valence: Valence | None, sign: str, name: str
) -> FrontSign:
    t = material.t
    statements = [s for s in material.session.statements.values() if s.valence is valence]
    about = [(placed, _with(placed, valence)) for placed in placing.themes]
    shown = [(placed, those) for placed, those in about if _visible(material, those)]
    ranked = sorted(shown, key=lambda pair: -len(material.counted(pair[1])))[:THEMES]
    chosen = _key_statement(material, placing, ranked, valence)
    return FrontSign(
        sign=sign,
        heading=t.gettext(name),
        count=material.count(statements),
        themes=tuple(
            (Link(shortened(placed.name, NAME), placed.anchor), _figure(material, those))
            for placed, those in ranked
        ),
        entry=_short_entry(material, chosen, placing) if chosen else None,
        nothing="" if shown else _nothing(t, statements),
    )


def _nothing(t: Translations, statements: list[Statement]) -> str:
    """Why there is nothing under a sign: nobody said a thing, or none of it may be shown."""
    if statements:
        return t.gettext("What was said about this may not be in this report.")
    return t.gettext("Nothing was said about this.")


def _with(placed: Placed, valence: Valence | None) -> list[Statement]:
    return [statement for statement in placed.members if statement.valence is valence]


def _visible(material: Material, statements: list[Statement]) -> bool:
    return any(material.shown(statement) is not None for statement in statements)


def _figure(material: Material, statements: list[Statement]) -> str:
    """The bare number of people, as it stands behind a theme's name; empty below five."""
    number = len(material.counted(statements))
    return str(number) if number and len(material.people) >= FEWEST else ""


def _key_statement(
    material: Material,
    placing: Layout,
    ranked: list[tuple[Placed, list[Statement]]],
    valence: Valence | None,
) -> Statement | None:
    """The key statement of a sign: one that was marked, literal and short before others.

    Without a marked one, the best of the theme of most participants.
    """
    themes = [placed for placed, _ in ranked]
    order = [*themes, *(placed for placed in placing.themes if placed not in themes)]
    candidates = [
        (not s.key, place, not ruling.verbatim, len(ruling.words) > QUOTE, s)
        for place, placed in enumerate(order)
        for s in placed.ordered
        if s.valence is valence and (ruling := material.shown(s)) is not None
    ]
    best = min(candidates, key=_preference, default=None)
    return best[-1] if best else None


Candidate = tuple[bool, int, bool, bool, Statement]


def _preference(candidate: Candidate) -> tuple[bool | int, ...]:
    """An answer comes last of what is marked: without its question it says little."""
    unmarked, place, summary, long, statement = candidate
    answer = statement.answer_to is not None
    return unmarked, answer, long, summary, place, UNKNOWN in statement.speakers


def _short_entry(material: Material, statement: Statement, placing: Layout) -> Entry:
    full = entry(material, statement, placing.labels[statement.number], {})
    return msgspec.structs.replace(full, words=shortened(full.words, QUOTE), remark="")


def _actions_heading(material: Material, actions: ActionTable) -> str:
    if len(actions.rows) == len(material.session.actions):
        return heading(material)
    if material.session.info.outcome is Outcome.RECOMMENDATION:
        return material.t.gettext("The first recommendations")
    return material.t.gettext("The first improvement actions")


def _more(material: Material, actions: ActionTable) -> Link | None:
    t, total = material.t, len(material.session.actions)
    if not total:
        return None
    if len(actions.rows) == total:
        return Link(t.gettext("What they rest on"), "acties")
    return Link(t.gettext("All {count}, with what they rest on").format(count=total), "acties")
