"""Themes, statements and actions as the room may see them: what the report would show."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import msgspec
from textual.content import Content

from spiegel.domain.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.agenda import Outcome
from spiegel.domain.anonymity import owner
from spiegel.domain.debrief_material import Material, material
from spiegel.domain.debrief_meeting import answer_labels
from spiegel.domain.debrief_parts import Link
from spiegel.domain.debrief_themes import SIGNS, Placed, layout
from spiegel.domain.debrief_words import date_words
from spiegel.domain.gate import Withheld
from spiegel.domain.session import Session
from spiegel.domain.statements import Statement, Theme, Valence
from spiegel.domain.weakness import explain, gaps, weaknesses
from spiegel.i18n import N_, _, current, ngettext
from spiegel.widgets.browse import Row, typed

Key = tuple[str, int]
"""What a row stands for: "statement", "action", "theme" or a heading, and a number."""

SIGN_STYLES: Final[Mapping[Valence | None, str]] = {
    Valence.GOOD: "$success",
    Valence.BETTER: "$error",
    Valence.WISH: "$accent",
    None: "$muted",
}
KINDS: Final = {
    ActionKind.DO: N_("do"),
    ActionKind.EXPLORE: N_("find out"),
    ActionKind.DECLINE: N_("will not do"),
}
PRIORITIES: Final = {
    Priority.HIGH: N_("high"),
    Priority.MIDDLE: N_("middle"),
    Priority.LOW: N_("low"),
}
STATES: Final = {
    ActionStatus.PROPOSED: N_("proposed"),
    ActionStatus.AGREED: N_("agreed"),
    ActionStatus.BUSY: N_("busy"),
    ActionStatus.DONE: N_("done"),
    ActionStatus.STOPPED: N_("stopped"),
}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A session as the room may see it.

    pages: the themes in the order of the report, then the answers that stand with a listener's
    question. labels: document numbers. resting: the actions that rest on a statement.
    """

    material: Material
    pages: tuple[Placed, ...]
    labels: Mapping[int, str]
    resting: Mapping[int, tuple[int, ...]]


@lru_cache(maxsize=2)
def told(session: Session) -> Told:
    """What of a session may be shown, in the language of the screens."""
    seen = material(session, current())
    placing = layout(seen)
    answers = answer_labels(seen)
    resting: dict[int, tuple[int, ...]] = {}
    for action in session.actions.values():
        for number in action.statements:
            resting[number] = (*resting.get(number, ()), action.number)
    return Told(
        material=seen,
        pages=(*placing.themes, *([_answers(seen, answers)] if answers else [])),
        labels={n: link.words for n, link in {**placing.labels, **answers}.items()},
        resting=resting,
    )


def _answers(seen: Material, labels: Mapping[int, Link]) -> Placed:
    """The answers without a theme as one more page."""
    statements = [seen.session.statements[number] for number in labels]
    return Placed(
        theme=None,
        name=_("Questions of the listeners"),
        number=0,
        parts=tuple(tuple(s for s in statements if s.valence is sign) for sign, *_rest in SIGNS),
        members=tuple(statements),
    )


def called(session: Session, one: str, recommendation: str) -> str:
    """The one word or the other, by what the format delivers."""
    return recommendation if session.info.outcome is Outcome.RECOMMENDATION else one


def statement_keys(session: Session, page: Placed) -> list[Key]:
    """The statements of a theme under their signs, those under another theme first included."""
    own = {statement.number for statement in page.ordered}
    labels = told(session).labels
    others = [s for s in page.members if s.number not in own and s.number in labels]
    keys: list[Key] = []
    for index, (sign, _mark, _name) in enumerate(SIGNS):
        also = sorted((s for s in others if s.valence is sign), key=lambda s: _order(session, s))
        numbers = [s.number for s in (*page.parts[index], *also)]
        if numbers:
            keys += [("sign", index), *(("statement", number) for number in numbers)]
    if held_back(session, page):
        keys.append(("held", held_back(session, page)))
    return keys


def all_keys(session: Session) -> list[Key]:
    """The statements of every theme, each once, under its name."""
    keys: list[Key] = []
    for index, page in enumerate(told(session).pages):
        keys += [("page", index), *(("statement", s.number) for s in page.ordered)]
    return keys


def _order(session: Session, statement: Statement) -> tuple[int, ...]:
    """By document number, which says nothing about the order of speaking."""
    label = told(session).labels[statement.number]
    return tuple(int(part) for part in label.split(".") if part.isdigit())


def held_back(session: Session, page: Placed) -> int:
    """How many statements about a theme may not be shown."""
    rulings = told(session).material.rulings
    return sum(isinstance(rulings[s.number], Withheld) for s in page.members)


def statement_row(session: Session, key: Key, marked: frozenset[int] = frozenset()) -> Row:
    """A statement as the room sees it: document number, words, what rests on it."""
    table, number = key
    if table == "page":
        return Row(heading=Content.styled(told(session).pages[number].name, "bold $primary"))
    if table == "sign":
        return Row(heading=_sign_heading(number))
    if table == "held":
        return Row(heading=Content.styled(held_words(number), "$muted"))
    seen = told(session)
    statement = session.statements.get(number)
    shown = seen.material.shown(statement) if statement is not None else None
    if statement is None or shown is None:
        return Row()
    words = f"“{shown.words}”" if shown.verbatim else shown.words
    label = label_of(session, number)
    meta = [_("★ key statement")] if statement.key else []
    meta += [] if shown.verbatim else [_("summarised")]
    actions = seen.resting.get(number, ())
    parts = [Content.styled(" · ".join(meta), "$muted")] if meta else []
    if actions:
        numbers = ", ".join(str(action) for action in actions)
        word = called(session, _("→ action {numbers}"), _("→ recommendation {numbers}"))
        parts.append(Content.styled(word.format(numbers=numbers), "$primary"))
    return Row(
        gutter=Content.styled(" ✓ " if number in marked else "   ", "bold $accent"),
        words=typed(words, "bold" if number in marked else ""),
        end=Content.styled(label, "$faint"),
        meta=(Content("   ").join(parts),) if parts else (),
    )


def _sign_heading(index: int) -> Content:
    valence, mark, name = SIGNS[index]
    return Content.styled(f"{mark} {_(name)}".strip(), SIGN_STYLES[valence])


def held_words(count: int) -> str:
    """How many statements stay out of sight."""
    return ngettext(
        "{count} statement stays out of the report and off this screen",
        "{count} statements stay out of the report and off this screen",
        count,
    ).format(count=count)


def label_of(session: Session, number: int) -> str:
    """The document number of a statement, empty when it has none."""
    return told(session).labels.get(number, "")


def actions_about(session: Session, page: Placed) -> list[Key]:
    """The actions that have this theme or rest on a statement about it."""
    numbers = {statement.number for statement in page.members}
    theme = page.theme.number if page.theme is not None else None
    return [
        ("action", action.number)
        for action in session.actions.values()
        if theme in action.themes or not numbers.isdisjoint(action.statements)
    ]


def theme_row(session: Session, index: int) -> Row:
    """A theme in the list of themes: how many people, and whether anybody acts on it."""
    pages = told(session).pages
    if index >= len(pages):
        count = len(session.actions)
        name = called(session, _("All actions"), _("All recommendations"))
        return Row(words=Content.styled(name, "bold"), end=Content(str(count) if count else ""))
    page = pages[index]
    acted = len(actions_about(session, page))
    lacking = page.theme is not None and page.theme in gaps(session).without_action
    end = Content.styled(f"→{acted}" if acted else "·", "$primary" if acted else "$muted")
    return Row(
        words=typed(page.name, "$accent" if lacking else "").truncate(21, ellipsis=True), end=end
    )


def theme_heading(session: Session, index: int) -> Content:
    """The name of the theme with how many people spoke of it."""
    pages = told(session).pages
    if index >= len(pages):
        return Content.styled(called(session, _("All actions"), _("All recommendations")), "bold")
    page = pages[index]
    parts = [Content.styled(page.name, "bold")]
    count = told(session).material.count(page.members)
    if count:
        parts.append(Content.styled(count, "$muted"))
    return Content("   ").join(parts)


def position(session: Session, index: int) -> str:
    """Which of the themes this is."""
    pages = len(told(session).pages)
    if index >= pages:
        return ""
    return _("theme {number} of {count}").format(number=index + 1, count=pages)


# Actions


def action_row(session: Session, number: int) -> Row:
    """An action with who, when, and what is still weak about it."""
    action = session.actions.get(number)
    if action is None:
        return Row()
    seen = told(session).material
    words = seen.words(action.words) or _("(no words)")
    meta = [Content.styled(action_facts(session, action), "$muted")]
    weak = weak_words(session, action)
    if weak:
        meta.append(Content.styled(f"! {weak}", "$accent"))
    urgent = action.priority is Priority.HIGH
    return Row(
        gutter=Content.styled(f" {number:>2} ", "bold $primary"),
        words=typed(words, "bold"),
        end=Content.styled(priority_words(action.priority), "bold $accent" if urgent else "$muted"),
        meta=tuple(meta),
    )


def priority_words(priority: Priority | None) -> str:
    """The priority in a word, empty when none was chosen."""
    return _(PRIORITIES[priority]) if priority is not None else ""


def action_facts(session: Session, action: Action) -> str:
    """Kind, owner or reason, day and status of an action in one line."""
    t = current()
    parts = [_(KINDS[action.kind])]
    if action.kind is ActionKind.DECLINE:
        parts.append(told(session).material.words(action.reason))
    else:
        parts.append(owner(session, action.owner, t))
        parts.append(date_words(action.by, t) if action.by else "")
    parts.append(_(STATES[action.status]))
    labels = [label_of(session, n) for n in action.statements]
    resting = ", ".join(label for label in labels if label)
    parts.append(_("rests on {labels}").format(labels=resting) if resting else "")
    return " · ".join(part for part in parts if part)


def weak_words(session: Session, action: Action) -> str:
    """What is weak about an action, in a few short sentences; empty for nothing."""
    t = current()
    return "  ".join(explain(weakness, t) for weakness in weaknesses(session, action))


def overview_keys(session: Session) -> list[Key]:
    """All actions, then what nobody picked up, by theme."""
    pages = {p.theme.number: i for i, p in enumerate(told(session).pages) if p.theme is not None}
    keys: list[Key] = [("action", number) for number in session.actions]
    open_ = gaps(session)
    for heading, themes in (("without", open_.without_action), ("praise", open_.praise)):
        shown = _shown(themes, pages)
        if shown:
            keys += [(heading, 0), *((f"theme {heading}", index) for index in shown)]
    return keys


def _shown(themes: tuple[Theme, ...], pages: Mapping[int, int]) -> list[int]:
    """The pages of these themes; a theme of which nothing may be shown has none."""
    return [pages[theme.number] for theme in themes if theme.number in pages]


def overview_row(session: Session, key: Key) -> Row:
    """An action, a heading over what is left open, or a theme that nobody picked up."""
    kind, number = key
    if kind == "action":
        return action_row(session, number)
    if kind == "without":
        words = called(session, _("Themes without an action"), _("Themes without a recommendation"))
        return Row(heading=Content.styled(words, "$accent"))
    if kind == "praise":
        return Row(heading=Content.styled(_("Goes well, and nobody holds on to it"), "$accent"))
    page = told(session).pages[number]
    return Row(words=typed(page.name), end=Content.styled(_("Enter: go there"), "$muted"))
