"""Page one of the report: all that a reader needs who reads no further."""

from collections.abc import Mapping
from typing import Final

import msgspec

from spiegel.domain.debrief_actions import first_actions, heading
from spiegel.domain.debrief_material import FEWEST, Material
from spiegel.domain.debrief_meeting import listeners, people_words
from spiegel.domain.debrief_parts import ActionTable, Entry, Front, FrontSign, Link
from spiegel.domain.debrief_themes import SIGNS, Layout, Placed, entry
from spiegel.domain.debrief_words import date_words, shortened
from spiegel.domain.people import UNKNOWN
from spiegel.domain.statements import Statement, Valence

THEMES: Final = 3
"""So many themes are named per sign."""
QUOTE: Final = 170
"""Characters of a key statement on page one; longer ones are cut, and linked to in full."""
WORDS: Final = 110
"""Characters of an action on page one."""
NAME: Final = 44
"""Characters of a theme's or an owner's name on page one."""
TITLE: Final = 140
"""Characters of the title on page one."""
_NUMBERED_SIGNS: Final = tuple(sign for sign in SIGNS if sign[0] is not None)


def front(material: Material, placing: Layout, labels: Mapping[int, Link]) -> Front:
    """Page one, short enough for one sheet of A4 in the report's own style."""
    t, info = material.t, material.session.info
    actions = first_actions(material, placing, labels)
    facts = [date_words(info.date, t)] if info.date is not None else []
    facts += [shortened(material.words(place), 90) for place in (info.place, info.organisation)]
    kind = material.words(info.format_title)
    return Front(
        kind=t.gettext("Report of the {format}").format(format=kind.lower())
        if kind
        else t.gettext("Report"),
        title=shortened(material.words(info.title), TITLE) or t.gettext("Without a title"),
        facts=tuple(fact for fact in facts if fact),
        people=_people(material),
        concept="" if info.presented else t.gettext("Draft: not yet presented to the participants"),
        signs_heading=t.gettext("What the participants told"),
        signs=tuple(_sign(material, placing, *sign) for sign in _NUMBERED_SIGNS),
        actions_heading=_actions_heading(material, actions),
        actions=_cut(actions),
        more=_more(material, actions),
        validity=t.gettext(
            "Not representative, but valid: this is what these participants lived through. It "
            "does not say how often it happens."
        ),
    )


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
        nothing="" if shown else t.gettext("Nothing was said about this."),
    )


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


def _preference(candidate: Candidate) -> tuple[bool, bool, bool, int, bool]:
    unmarked, place, summary, long, statement = candidate
    return unmarked, long, summary, place, UNKNOWN in statement.speakers


def _short_entry(material: Material, statement: Statement, placing: Layout) -> Entry:
    full = entry(material, statement, placing.labels[statement.number], {})
    return msgspec.structs.replace(full, words=shortened(full.words, QUOTE), remark="")


def _cut(table: ActionTable) -> ActionTable:
    rows = tuple(
        msgspec.structs.replace(
            row, words=shortened(row.words, WORDS), owner=shortened(row.owner, NAME)
        )
        for row in table.rows
    )
    return msgspec.structs.replace(table, rows=rows)


def _actions_heading(material: Material, actions: ActionTable) -> str:
    if len(actions.rows) < len(material.session.actions):
        return material.t.gettext("{actions}, the first").format(actions=heading(material))
    return heading(material)


def _more(material: Material, actions: ActionTable) -> Link | None:
    t, total = material.t, len(material.session.actions)
    if not total:
        return None
    if len(actions.rows) == total:
        return Link(t.gettext("What they rest on"), "acties")
    return Link(t.gettext("All {count}, with what they rest on").format(count=total), "acties")
