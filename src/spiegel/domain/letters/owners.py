"""The actions of each owner on an own page: what, why, when, how far, and room for notes."""

import datetime
from collections.abc import Iterator
from typing import Final

from spiegel.domain.actions.following import first_day, is_open
from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import Block, Line, Piece, Shape, one_line, table
from spiegel.domain.report.actions import STATES, more_say_words, owner_words, who_decides
from spiegel.domain.report.wording import date_words, late_words, numbered
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus

NOTES: Final = 3
"""Lines to write on under an action."""


def by_owner(facts: Facts) -> dict[str, list[Action]]:
    """The actions that go on or are done by their owner, as a document names it; nobody last."""
    material, nobody = facts.material, facts.t.gettext("nobody yet")
    found: dict[str, list[Action]] = {}
    unknown = set()
    for number in sorted(facts.session.actions):
        action = facts.session.actions[number]
        if action.kind is ActionKind.DECLINE or action.status is ActionStatus.STOPPED:
            continue
        there = bool(material.owner(action.owner))
        owner, is_somebody = owner_words(material, action) if there else (nobody, False)
        name = next((name for name in found if name.casefold() == owner.casefold()), owner)
        found.setdefault(name, []).append(action)
        if not is_somebody:
            unknown.add(name)
    order = sorted(found, key=lambda name: (name in unknown, name.casefold()))
    return {name: found[name] for name in order}


def all_owners(facts: Facts) -> tuple[Block, ...]:
    """Who has how many actions, and when the first of them is to be done."""
    t, found = facts.t, by_owner(facts)
    if not found:
        nothing = t.gettext("Nothing was decided yet.")
        return (one_line(nothing),)
    names = (t.gettext("Owner"), t.gettext("Actions"), t.gettext("First ready by"))
    rows = []
    for owner, actions in found.items():
        day = first_day(actions)
        none = t.gettext("no date yet" if any(map(is_open, actions)) else STATES[ActionStatus.DONE])
        when = facts.due(day, short=True) if day is not None else none
        rows.append((owner, str(len(actions)), when))
    return (table(names, rows, (55, 15, 30)),)


def their_actions(facts: Facts) -> tuple[Block, ...]:
    """The actions of the owner whose page it is."""
    if not isinstance(facts.one, str):
        return ()
    actions = by_owner(facts).get(facts.one, [])
    return tuple(block for action in actions for block in _action(facts, action))


def _action(facts: Facts, action: Action) -> Iterator[Block]:
    material, t = facts.material, facts.t
    facts.use("actions", action.number)
    words = material.said(action.words, t.gettext("(no words)"))
    name = numbered(t.gettext("Action {number}"), action.number)
    yield one_line(f"{name}: {words}", Shape.HEADING)
    lines = [
        _said(t.gettext("When"), _ready(facts, action)),
        _said(t.gettext("Status"), t.gettext(STATES[action.status])),
    ]
    decides = who_decides(material) if action.status is ActionStatus.PROPOSED else ""
    if decides:
        lines.append((Piece(decides),))
    guard = material.owner(action.guard)
    if guard:
        lines.append(_said(t.gettext("Watched by"), guard))
    if action.first_check is not None:
        lines.append(_said(t.gettext("First check"), _looked(facts, action.first_check, action)))
    more = more_say_words(material, action)
    if more:
        lines.append((Piece(more),))
    told = material.words(action.told)
    if told:
        done = action.status is ActionStatus.DONE
        name = t.gettext("What shows it") if done else t.gettext("How it stands")
        lines.append(_said(name, told))
    yield Block(shape=Shape.PARAGRAPH, lines=tuple(lines))
    behind = list(_behind(facts, action))
    why = (
        t.gettext("What it rests on:")
        if behind
        else t.gettext("It rests on no statement that may be shown.")
    )
    yield one_line(why)
    yield from behind
    yield one_line(t.gettext("Notes:"))
    for _line in range(NOTES):
        yield Block(shape=Shape.LINE)


def _ready(facts: Facts, action: Action) -> str:
    """By when it is ready; that no other day is known, where this one has passed and it is not."""
    if action.by is None:
        return facts.t.gettext("no date yet")
    words = date_words(action.by, facts.t)
    late = is_open(action) and facts.passed(action.by)
    return late_words(words, facts.t) if late else words


def _looked(facts: Facts, day: datetime.date, action: Action) -> str:
    """The day of the first check; that it has passed, while something is still to be done."""
    return facts.due(day) if is_open(action) else date_words(day, facts.t)


def _said(name: str, words: str) -> Line:
    return (Piece(f"{name}: ", bold=True), Piece(words))


def _behind(facts: Facts, action: Action) -> Iterator[Block]:
    """The words and the groups of ideas that an action rests on, as the report has them."""
    material, placing = facts.material, facts.placing
    those = [facts.session.statements.get(number) for number in dict.fromkeys(action.statements)]
    labelled = [(placing.labels[s.number], s) for s in those if s and s.number in placing.labels]
    for label, said in sorted(labelled, key=lambda pair: _place(pair[0].words)):
        ruling = material.shown(said)
        if ruling is None:
            continue
        facts.use("statements", said.number)
        words = f"“{ruling.words}”" if ruling.verbatim else ruling.words
        theme = placing.names[said.number]
        where = f" ({theme})" if theme else ""
        line: Line = (Piece(label.words, bold=True), Piece(f"{where}: {words}"))
        yield Block(shape=Shape.ITEM, lines=(line,))
    for number in dict.fromkeys(action.clusters):
        cluster = facts.session.clusters.get(number)
        if cluster is not None:
            facts.use("clusters", number)
            yield one_line(material.group(cluster), Shape.ITEM)


def _place(label: str) -> list[int]:
    return [int(part) for part in label.split(".")]
