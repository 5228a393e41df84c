"""The chapter of actions: what is done, found out and declined, and the statements behind it."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from spiegel.domain.actions.following import is_open
from spiegel.domain.actions.weakness import Weakness, gaps, weaknesses
from spiegel.domain.patterns import pattern
from spiegel.domain.personas.telling import name_told, read_before
from spiegel.domain.privacy.numbers import on_one_line
from spiegel.domain.report.material import Material
from spiegel.domain.report.parts import ActionRow, Actions, ActionTable, Link, Reported
from spiegel.domain.report.themes import Layout, Placed, begun, entry
from spiegel.domain.report.wording import (
    date_words,
    introducing,
    listed,
    name_alone,
    numbered,
    passed_words,
)
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import capitalised
from spiegel.i18n import N_, Translations

FIRST: Final = 8
"""So many actions stand on page one at most."""
PRIORITIES: Final = {
    Priority.HIGH: N_("high"),
    Priority.MIDDLE: N_("middle"),
    Priority.LOW: N_("low"),
    None: N_("not set"),
}
STATES: Final = {
    ActionStatus.PROPOSED: N_("proposed"),
    ActionStatus.AGREED: N_("agreed"),
    ActionStatus.BUSY: N_("busy"),
    ActionStatus.DONE: N_("done"),
    ActionStatus.STOPPED: N_("stopped"),
}
_KINDS: Final = {
    ActionKind.DO: N_("What we will do"),
    ActionKind.EXPLORE: N_("What we will find out"),
    ActionKind.DECLINE: N_("What we will not do, and why"),
}
_PROPOSED: Final = {
    ActionKind.DO: N_("What we want to do"),
    ActionKind.EXPLORE: N_("What we want to find out"),
    ActionKind.DECLINE: N_("What we do not want to do, and why"),
}
"""Where all of it is only proposed: nobody said yes to it yet."""
_PARTLY_PROPOSED: Final = {
    ActionKind.DO: N_("What we will do or want to do"),
    ActionKind.EXPLORE: N_("What we will find out or want to find out"),
}
"""Where some of it is."""
_RECOMMENDED: Final = {
    ActionKind.DO: N_("What we recommend"),
    ActionKind.EXPLORE: N_("What must be found out first"),
    ActionKind.DECLINE: N_("What we do not recommend, and why"),
}
Groups = Mapping[int, tuple[str, Link]]
"""Where groups of ideas stand, by their number: the question that they answer, and a link."""
_FIRST_FIELDS: Final = ("label", "words", "owner", "by")
"""What page one tells of an action, and its priority where there is room."""
_NAMED: Final = 3
"""So many themes that nothing is done about are named in a sentence."""
_TOLD: Final = 2
_TELLING: Final = 160
"""So many statements stand with an action in their words, of at most so many characters."""
_BECAUSE: Final = pattern(r"^(?:want|because(?! of\b))\b[\s,:]*", re.IGNORECASE)
"""How a reason often begins; it stands under a heading that says so."""
_URGENCY: Final = {Priority.HIGH: 0, Priority.MIDDLE: 1, None: 2, Priority.LOW: 3}


def resting_on(material: Material) -> dict[int, tuple[Link, ...]]:
    """Per statement number the links to the actions that rest on it."""
    return _links(material, lambda action: action.statements)


def resting_on_groups(material: Material) -> dict[int, tuple[Link, ...]]:
    """Per group of ideas, by its number, the links to the actions that rest on it."""
    return _links(material, lambda action: action.clusters)


def _links(
    material: Material, numbers: Callable[[Action], tuple[int, ...]]
) -> dict[int, tuple[Link, ...]]:
    links: dict[int, list[Link]] = {}
    for action in sorted(material.session.actions.values(), key=lambda a: a.number):
        for number in dict.fromkeys(numbers(action)):
            links.setdefault(number, []).append(action_link(material, action))
    return {number: tuple(those) for number, those in links.items()}


def action_link(material: Material, action: Action) -> Link:
    """The link to an action, called by what the format delivers."""
    recommendation = material.session.info.outcome is Outcome.RECOMMENDATION
    words = (
        material.t.gettext("see recommendation {number}")
        if recommendation
        else material.t.gettext("see action {number}")
    )
    whole = words.format(number=action.number).replace(" ", "\u00a0")
    if action.kind is ActionKind.DECLINE:
        whole = material.t.gettext(not_done(material.session)).format(number=whole)
    return Link(whole, f"actie_{action.number}")


def one_action(material: Material) -> str:
    """What one action is called, by what the format delivers."""
    if material.session.info.outcome is Outcome.RECOMMENDATION:
        return material.t.gettext("recommendation {number}")
    return material.t.gettext("action {number}")


def heading(material: Material) -> str:
    """What the chapter is called, by what the format delivers."""
    if material.session.info.outcome is Outcome.RECOMMENDATION:
        return material.t.gettext("Recommendations")
    return material.t.gettext("Improvement actions")


def front_heading(material: Material) -> str:
    """What page one calls the actions: proposed, while nobody said yes to any of them."""
    if all_proposed(material.session):
        return material.t.gettext("Proposed actions")
    return heading(material)


def kind_heading(session: Session, kind: ActionKind) -> str:
    """What is above the actions of a kind, in English: what will be done, or is only proposed."""
    if session.info.outcome is Outcome.RECOMMENDATION:
        return _RECOMMENDED[kind]
    if kind is ActionKind.DECLINE:
        return _PROPOSED[kind] if nothing_agreed(session) else _KINDS[kind]
    states = {action.status for action in session.actions.values() if action.kind is kind}
    if ActionStatus.PROPOSED not in states:
        return _KINDS[kind]
    return (_PROPOSED if len(states) == 1 else _PARTLY_PROPOSED)[kind]


def nothing_agreed(session: Session) -> bool:
    """Whether all that improvement actions say, also that something is not done, is proposed."""
    if session.info.outcome is Outcome.RECOMMENDATION:
        return False
    return all(one.status is ActionStatus.PROPOSED for one in session.actions.values())


def not_done(session: Session) -> str:
    """What stands beside the number of an action that will not be done, in English."""
    if nothing_agreed(session):
        return N_("{number} (we do not want to)")
    return N_("{number} (will not be done)")


def all_proposed(session: Session) -> bool:
    """Whether none of the improvement actions is more than a proposal yet."""
    if session.info.outcome is Outcome.RECOMMENDATION:
        return False
    running = going(session)
    return bool(running) and all(one.status is ActionStatus.PROPOSED for one in running)


def chapter(
    material: Material, placing: Layout, labels: Mapping[int, Link], groups: Groups
) -> Actions:
    """All actions by kind. labels: where each statement stands; groups: each group of ideas."""
    t = material.t
    actions = sorted(material.session.actions.values(), key=lambda action: action.number)
    tables = tuple(
        ActionTable(
            heading=t.gettext(kind_heading(material.session, kind)),
            anchor=f"soort_{kind}",
            columns=_columns(_fields(kind), t),
            fields=_fields(kind),
            rows=tuple(
                _row(material, a, placing, labels, groups) for a in actions if a.kind is kind
            ),
        )
        for kind in _KINDS
        if any(action.kind is kind for action in actions)
    )
    return Actions(
        heading=heading(material),
        anchor="acties",
        intro=" ".join(_intro(material, bool(tables))),
        tables=tables,
        notes_heading=t.gettext("What nobody does anything about yet"),
        notes=tuple(_missing(material, placing)),
    )


def first_actions(material: Material, placing: Layout, labels: Mapping[int, Link]) -> ActionTable:
    """The actions of page one: the most urgent of what goes on, the first to be done first."""
    t = material.t
    running = going(material.session)
    ranks = {action.number: rank for rank, action in enumerate(_by_urgency(material, running))}
    first = [action for action in running if ranks[action.number] < FIRST]
    rows = (
        (_in_short(material, action, _row(material, action, placing, labels, {})), action.number)
        for action in sorted(first, key=lambda action: (_day(action), action.number))
    )
    columns = (t.gettext("No."), t.gettext("What"), t.gettext("Who"), t.gettext("By when"))
    ranked = any(action.priority is not None for action in first)
    return ActionTable(
        heading="",
        anchor="",
        columns=(*columns, t.gettext("Priority")) if ranked else columns,
        fields=(*_FIRST_FIELDS, "priority") if ranked else _FIRST_FIELDS,
        rows=tuple(msgspec.structs.replace(row, rank=ranks[number]) for row, number in rows),
    )


def _in_short(material: Material, action: Action, row: ActionRow) -> ActionRow:
    """As page one has it, which has no states: done in place of a day, or that it is proposed."""
    t = material.t
    if action.status is ActionStatus.DONE:
        return msgspec.structs.replace(row, by=t.gettext(STATES[action.status]))
    advice = material.session.info.outcome is Outcome.RECOMMENDATION
    if action.status is not ActionStatus.PROPOSED or advice or all_proposed(material.session):
        return row
    state = t.gettext(STATES[action.status])
    return msgspec.structs.replace(row, by=f"{introducing(state)} {row.by}")


def going(session: Session) -> list[Action]:
    """The actions that go on or are done: not what will not be done, and not what was stopped."""
    kept = (a for a in session.actions.values() if a.kind is not ActionKind.DECLINE)
    return [action for action in kept if action.status is not ActionStatus.STOPPED]


def _by_urgency(material: Material, running: Sequence[Action]) -> list[Action]:
    """What is to be done first, then what nobody does or has no date, then by priority."""
    dated = [action for action in running if is_open(action) and action.by is not None]
    first = min(dated, key=lambda action: (_day(action), action.number), default=None)

    def place(action: Action) -> tuple[bool, bool, int, datetime.date, bool, int]:
        adrift = is_open(action) and (action.by is None or not owner_words(material, action)[1])
        exploring = action.kind is ActionKind.EXPLORE
        urgency = _URGENCY[action.priority]
        return action is not first, not adrift, urgency, _day(action), exploring, action.number

    return sorted(running, key=place)


def _day(action: Action) -> datetime.date:
    """When it is to be done; what has no date comes last."""
    return action.by or datetime.date.max


def _fields(kind: ActionKind) -> tuple[str, ...]:
    """What is told of an action of this kind, under its words."""
    if kind is ActionKind.DECLINE:
        return ("reason",)
    return ("owner", "by", "priority", "status")


def _columns(fields: tuple[str, ...], t: Translations) -> tuple[str, ...]:
    names = {
        "reason": t.gettext("Why not"),
        "owner": t.gettext("Who"),
        "by": t.gettext("By when"),
        "priority": t.gettext("Priority"),
        "status": t.gettext("Status"),
    }
    return tuple(names[field] for field in fields)


def _row(
    material: Material,
    action: Action,
    placing: Layout,
    labels: Mapping[int, Link],
    groups: Groups,
) -> ActionRow:
    t = material.t
    owner, known = owner_words(material, action)
    reason = _BECAUSE.sub("", action.reason.strip())
    filled = {"owner": known, "by": action.by is not None, "reason": bool(reason)}
    number = action.number
    declined = action.kind is ActionKind.DECLINE
    check = _check(action)
    name = one_action(material)
    if declined:
        name = t.gettext(not_done(material.session)).format(number=name)
    return ActionRow(
        link=Link(str(number), f"actie_{number}", numbered(name, number)),
        words=material.said(action.words, t.gettext("(no words)")),
        why=_why(material, action, placing, labels, groups),
        said=tuple(_said(material, action, labels)),
        also=t.gettext("Also:"),
        beside=_beside(material, action, labels),
        became=tuple(_became(material, action)),
        owner=owner,
        by=date_words(action.by, t) if action.by else t.gettext("no date yet"),
        priority=t.gettext(PRIORITIES[action.priority]),
        status=t.gettext(STATES[action.status]),
        reason=material.said(capitalised(reason), t.gettext("no reason written down yet")),
        open_ends=frozenset(field for field, told in filled.items() if not told),
        due=action.by if is_open(action) else None,
        check=check,
        checked=_watched(material, action, passed_words(date_words(check, t), t)) if check else "",
        undecided=_undecided(material) if action.status is ActionStatus.PROPOSED else "",
    )


def who_decides(material: Material, *, short: bool = False) -> str:
    """Who decides about what is only proposed; empty if nobody is named. short: by name alone."""
    who = material.owner(material.session.info.assignment.commissioner)
    who = name_alone(who) if short else who
    return material.t.gettext("Who decides about proposals: {who}.").format(who=who) if who else ""


def _undecided(material: Material) -> str:
    """What holds of a proposal whose day has passed: who decides, and whom one can ask."""
    t = material.t
    contact = on_one_line(material.owner(material.session.info.assignment.contact))
    ask = t.gettext("To ask: {contact}").format(contact=contact) if contact else ""
    late = t.gettext("The day has passed, and it is not agreed yet.")
    return " ".join(filter(None, (late, who_decides(material), ask)))


def _became(material: Material, action: Action) -> Iterable[str]:
    """Who watches over it, what shows that it is done or why it was stopped, and how it stands."""
    t = material.t
    if action.kind is ActionKind.DECLINE:
        return
    check = _check(action)
    if watched := _watched(material, action, date_words(check, t) if check else ""):
        yield watched
    yield from filter(None, (more_say_words(material, action), touches_words(material, action)))
    if action.status is ActionStatus.DONE:
        shows = material.said(action.evidence, t.gettext("not written down yet"))
        yield t.gettext("What shows it: {words}").format(words=shows)
    if action.status is ActionStatus.STOPPED:
        why = material.said(action.stopped, t.gettext("no reason written down yet"))
        yield t.gettext("Why it was stopped: {words}").format(words=why)
    if is_open(action) and (stands := material.words(action.progress)):
        yield t.gettext("How it stands: {words}").format(words=stands)


def _check(action: Action) -> datetime.date | None:
    """The day on which somebody first looks how it goes, while it is not ended."""
    return action.first_check if is_open(action) else None


def _watched(material: Material, action: Action, check: str) -> str:
    """Who watches over it, first on the day of the check; empty for neither."""
    t, guard = material.t, material.owner(action.guard)
    if guard and check:
        return t.gettext("{who} watches over it, first on {day}.").format(who=guard, day=check)
    if guard:
        return t.gettext("{who} watches over it.").format(who=guard)
    return t.gettext("First check: {day}.").format(day=check) if check else ""


def more_say_words(material: Material, action: Action) -> str:
    """Whether it gives the client more say, and how; empty when nobody answered that."""
    if action.more_say is None:
        return ""
    t, why = material.t, material.words(action.more_say_why)
    if action.more_say:
        gives, gives_as = (
            t.gettext("It gives the client more say."),
            t.gettext("It gives the client more say: {words}"),
        )
    else:
        gives, gives_as = (
            t.gettext("It gives the client as much say as now."),
            t.gettext("It gives the client as much say as now: {words}"),
        )
    return gives_as.format(words=why) if why else gives


def touches_words(material: Material, action: Action) -> str:
    """Which personas it touches; empty for none. Of one that nobody else has read only that."""
    t, personas = material.t, material.session.personas
    touched = [personas[number] for number in action.touches if number in personas]
    read = [name_told(material.session, one, t) for one in touched if read_before(one)]
    unnamed, said = t.gettext("somebody without a name yet"), []
    if read:
        words = t.ngettext(
            "It touches the persona {names}.", "It touches the personas {names}.", len(read)
        )
        said.append(words.format(names=listed([name or unnamed for name in read], t)))
    if unread := len(touched) - len(read):
        words = t.ngettext(
            "It touches {count} persona that the makers have not agreed to yet.",
            "It touches {count} personas that the makers have not agreed to yet.",
            unread,
        )
        said.append(words.format(count=unread))
    return " ".join(said)


def owner_words(material: Material, action: Action) -> tuple[str, bool]:
    """Who sees to an action, and whether that is somebody."""
    t = material.t
    if not action.owner.strip():
        return t.gettext("nobody yet"), False
    who = material.owner(action.owner)
    if not who:
        return material.withheld, True
    if Weakness.EVERYBODY in weaknesses(material.session, action):
        return t.gettext("nobody in particular yet (named: {owner})").format(owner=who), False
    return who, True


def _why(
    material: Material,
    action: Action,
    placing: Layout,
    labels: Mapping[int, Link],
    groups: Groups,
) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """What is behind an action: statements by their theme, groups of ideas by their question."""
    told = material.t.gettext("Comes from statements about {theme}")
    answered = material.t.gettext("Comes from answers to: {question}")
    asked = material.t.gettext("Comes from answers to the listeners")
    grouped: dict[str, list[Link]] = {}
    known = [number for number in dict.fromkeys(action.statements) if number in labels]
    for number in known:
        name = placing.names.get(number)
        about = told.format(theme=name) if name else asked
        grouped.setdefault(about, [])
    for number in sorted(known, key=lambda each: _place(labels[each])):
        name = placing.names.get(number)
        link = begun(material, material.session.statements[number], labels[number])
        grouped[told.format(theme=name) if name else asked].append(link)
    ideas: dict[str, list[Link]] = {}
    for number in dict.fromkeys(action.clusters):
        if number in groups:
            question, link = groups[number]
            ideas.setdefault(question, []).append(link)
    return (
        *((about, tuple(links)) for about, links in grouped.items()),
        *((answered.format(question=words), tuple(links)) for words, links in ideas.items()),
    )


def _said(material: Material, action: Action, labels: Mapping[int, Link]) -> Iterator[Reported]:
    """Of the statements behind an action those that tell most: nobody has to look for them."""
    best = most_telling(material, [number for number in action.statements if number in labels])
    for number in sorted(best, key=lambda each: _place(labels[each])):
        whole = entry(material, material.session.statements[number], labels[number], {})
        yield msgspec.structs.replace(whole, words=" ".join(whole.words.split()), remark="")


def most_telling(material: Material, numbers: Iterable[int]) -> list[int]:
    """Of these statements those that tell most, as far as they may be shown and are there.

    A marked one comes before others, then literal ones, then the longest of those that are short.
    """
    found = [
        (said.key, said.answer_to is None, ruling.verbatim, len(ruling.words), said.number)
        for number in dict.fromkeys(numbers)
        if (said := material.session.statements.get(number)) is not None
        and (ruling := material.shown(said)) is not None
        and len(ruling.words) <= _TELLING
    ]
    return [numbers[-1] for numbers in sorted(found, reverse=True)[:_TOLD]]


def _place(link: Link) -> list[int]:
    """The place of a label such as "2.10": the order of speaking must not show in a row of them."""
    return [int(part) for part in re.findall(r"\d+", link.words)]


def _beside(material: Material, action: Action, labels: Mapping[int, Link]) -> str:
    """What an action rests on that cannot be linked to, or that it rests on nothing."""
    t = material.t
    existing = {n for n in action.statements if n in material.session.statements}
    if existing - labels.keys():
        return t.gettext("Also from statements that are not in this report.")
    if existing or any(number in material.session.clusters for number in action.clusters):
        return ""
    if material.session.clusters:
        return t.gettext("Which statements or ideas it comes from was not noted.")
    return t.gettext("Which statements it comes from was not noted.")


def _intro(material: Material, some: bool) -> Iterator[str]:
    t = material.t
    recommendation = material.session.info.outcome is Outcome.RECOMMENDATION
    if not some:
        yield (
            t.gettext("No recommendations were made.")
            if recommendation
            else t.gettext("No improvement actions were agreed.")
        )
        return
    if recommendation:
        yield t.gettext("Every recommendation names the statements that it rests on.")
        return
    if material.session.clusters:
        yield t.gettext("Every action names the groups of ideas and statements that it rests on.")
    elif all_proposed(material.session):
        yield t.gettext(
            "The professionals proposed this among themselves, after the participants had told "
            "their stories. Every action names the statements that it rests on."
        )
    else:
        yield t.gettext(
            "The professionals decided this among themselves, after the participants had told "
            "their stories. Every action names the statements that it rests on."
        )
    if any(action.status is ActionStatus.PROPOSED for action in going(material.session)):
        proposed = t.gettext("What is called a proposal is not agreed on yet.")
        yield " ".join(filter(None, (proposed, who_decides(material))))
    if any(action.more_say is not None for action in material.session.actions.values()):
        yield t.gettext("More say for the client means that the client can decide more.")


def actions_about(session: Session, placed: Placed) -> list[Action]:
    """The actions that go about a theme: that have it, or rest on what was said about it."""
    theme = placed.theme.number if placed.theme is not None else None
    return [
        action
        for action in sorted(session.actions.values(), key=lambda one: one.number)
        if theme in action.themes or not placed.numbers.isdisjoint(action.statements)
    ]


def untouched(material: Material, placing: Layout) -> list[str]:
    """The themes that nothing is done about yet, by name; none where nothing was decided at all.

    What does not go on does nothing about a theme.
    """
    if not material.session.actions:
        return []
    without = gaps(material.session).without_action
    given_up = _given_up(material, placing)
    return [
        placed.name
        for placed in placing.themes
        if placed.theme is not None and (placed.theme in without or placed in given_up)
    ]


def _given_up(material: Material, placing: Layout) -> list[Placed]:
    """The themes that actions go about of which none goes on."""
    going_on = {action.number for action in going(material.session)}
    return [
        placed
        for placed in placing.themes
        if placed.theme is not None
        and (about := actions_about(material.session, placed))
        and going_on.isdisjoint(action.number for action in about)
    ]


def untouched_words(material: Material, placing: Layout) -> str:
    """The first of these as a sentence lists them, and how many others; empty for none."""
    names, t = untouched(material, placing), material.t
    if len(names) > _NAMED + 1:
        others = t.gettext("{count} other themes").format(count=len(names) - _NAMED)
        names = [*names[:_NAMED], others]
    return listed(names, t)


def _missing(material: Material, placing: Layout) -> Iterable[str]:
    """What nobody picked up, of the themes that the report shows."""
    t = material.t
    if not material.session.actions:
        return
    found = gaps(material.session)
    names = {placed.theme: placed.name for placed in placing.themes if placed.theme is not None}
    without = untouched(material, placing)
    praise = [names[theme] for theme in found.praise if theme in names]
    if without:
        yield t.gettext("Themes that nothing is done about yet: {themes}.").format(
            themes=listed(without, t)
        )
    if given_up := _given_up(material, placing):
        yield t.gettext("About {themes} there is only something that does not go on.").format(
            themes=listed([placed.name for placed in given_up], t)
        )
    if praise:
        yield t.gettext("Goes well, and no action makes sure that it stays so: {themes}.").format(
            themes=listed(praise, t)
        )
