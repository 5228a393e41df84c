"""The actions as the room may see them, and what nobody picked up yet."""

from collections.abc import Mapping
from typing import Final

from textual.content import Content

from spiegel.domain.actions.weakness import explain, weaknesses
from spiegel.domain.consent.anonymity import owner
from spiegel.domain.polls.reading import without_action
from spiegel.domain.report.actions import STATES, more_say_words, touches_words
from spiegel.domain.report.themes import Placed
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import Action, ActionKind, Priority
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Theme
from spiegel.i18n import N_, _, current, ngettext
from spiegel.screens.debrief.told import (
    MIRRORED,
    GroupsPage,
    Key,
    MirrorPage,
    called,
    grounds,
    group_label,
    labels_of,
    statement_row,
    told,
)
from spiegel.screens.shared.outbox import Waiting
from spiegel.widgets.browse import Row, typed

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


def actions_about(session: Session, page: Placed) -> list[Key]:
    """The actions that have this theme, or rest on a statement about it or on one of its groups.

    With the mirror stand those of the theme under the cursor (`page_of`).
    """
    if not session.actions or isinstance(page, MirrorPage):
        return []
    about = {("statement", statement.number) for statement in page.members}
    if isinstance(page, GroupsPage):
        about = {("cluster", each.cluster.number) for each in page.clusters}
    theme = page.theme.number if page.theme is not None else None
    return [
        ("action", action.number)
        for action in session.actions.values()
        if theme in action.themes or not about.isdisjoint(grounds(action))
    ]


def page_of(session: Session, theme: int | None) -> Placed | None:
    """The page of a theme that was heard."""
    pages = (page for page in told(session).pages if page.theme is not None)
    return next((page for page in pages if page.theme and page.theme.number == theme), None)


def theme_row(session: Session, index: int) -> Row:
    """A theme in the list of themes: how many people, and whether anybody acts on it."""
    pages = told(session).pages
    if index >= len(pages):
        count = len(session.actions)
        name = called(session, _("All actions"), _("All recommendations"))
        return Row(words=Content.styled(name, "bold"), end=Content(str(count) if count else ""))
    page = pages[index]
    acted = len(actions_about(session, page))
    lacking = page.theme is not None and page.theme in told(session).gaps.without_action
    end = Content.styled(f"→{acted}" if acted else "·", "$primary" if acted else "$muted")
    return Row(words=typed(page.name, "$accent" if lacking else ""), end=end, single=True)


def theme_heading(session: Session, index: int) -> Content:
    """The name of the theme with how many people spoke of it."""
    pages = told(session).pages
    if index >= len(pages):
        return Content.styled(called(session, _("All actions"), _("All recommendations")), "bold")
    page = pages[index]
    parts = [Content.styled(page.name, "bold")]
    count = told(session).material.count(page.members)
    if isinstance(page, MirrorPage):
        count = ngettext(
            "{count} listener wrote it down", "{count} listeners wrote it down", page.mirror.sheets
        ).format(count=page.mirror.sheets)
    if count:
        parts.append(Content.styled(count, "$muted"))
    return Content("   ").join(parts)


def position(session: Session, index: int) -> str:
    """Which of the themes this is."""
    found = told(session).pages
    mirrors = sum(isinstance(page, MirrorPage) for page in found)
    if not mirrors <= index < len(found):
        return ""
    number, count = index + 1 - mirrors, len(found) - mirrors
    if isinstance(found[index], GroupsPage):
        return _("open question, {number} of {count}").format(number=number, count=count)
    return _("theme {number} of {count}").format(number=number, count=count)


def action_row(session: Session, number: int) -> Row:
    """An action with who, when, and what is still weak about it."""
    action = session.actions.get(number)
    if action is None:
        return Row()
    seen = told(session).material
    words = seen.words(action.words) or _("(no words)")
    meta = [Content.styled(action_facts(session, action), "$muted")]
    for said in (more_say_words(seen, action), touches_words(seen, action)):
        if said:
            meta.append(typed(said, "$success"))
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
    parts.append(told(session).material.words(action.told))
    resting = labels_of(session, action.statements, action.clusters)
    parts.append(_("rests on {labels}").format(labels=resting) if resting else "")
    return " · ".join(part for part in parts if part)


def weak_words(session: Session, action: Action) -> str:
    """What is weak about an action, in a few short sentences; empty for nothing."""
    t = current()
    return "  ".join(explain(weakness, t) for weakness in weaknesses(session, action))


def overview_keys(session: Session) -> list[Key]:
    """All actions, then what nobody picked up: groups of ideas that came on top, and themes."""
    pages = {p.theme.number: i for i, p in enumerate(told(session).pages) if p.theme is not None}
    keys: list[Key] = [("action", number) for number in session.actions]
    groups = [number for number in without_action(session) if group_label(session, number)]
    if groups:
        keys += [("groups without", 0), *(("cluster", number) for number in groups)]
    open_ = told(session).gaps
    for heading, themes in (("without", open_.without_action), ("praise", open_.praise)):
        shown = _shown(themes, pages)
        if shown:
            keys += [(heading, 0), *((f"theme {heading}", index) for index in shown)]
    return keys


def _shown(themes: tuple[Theme, ...], pages: Mapping[int, int]) -> list[int]:
    """The pages of these themes; a theme of which nothing may be shown has none."""
    return [pages[theme.number] for theme in themes if theme.number in pages]


def row(session: Session, key: Key, marked: frozenset[Key]) -> Row:
    """Whatever a key stands for."""
    if key[0] in ("statement", "sign", "held", "page", "cluster", "idea", "held ideas", *MIRRORED):
        return statement_row(session, key, marked)
    return overview_row(session, key)


def nothing_told(session: Session, *, at_overview: bool) -> Content:
    """What an empty page says."""
    if at_overview:
        words = called(
            session,
            _("No action was made yet. ← goes to the themes, a makes one there."),
            _("No recommendation was made yet. ← goes to the themes, a makes one there."),
        )
    else:
        words = _(
            "Nothing was recorded yet that the report may show. F6 says what stands in the way."
        )
    return Content.styled(words, "$muted")


def nothing_decided(session: Session, action: Action | None, index: int) -> Content:
    """What an empty lower half says on this page: what to do first."""
    pages = told(session).pages
    if index >= len(pages):
        words = _("No statement that may be shown is behind it.") if action is not None else ""
    elif isinstance(pages[index], GroupsPage):
        words = called(
            session,
            _("No action here yet. a makes one of the group above."),
            _("No recommendation here yet. a makes one of the group above."),
        )
    elif isinstance(pages[index], MirrorPage):
        words = called(
            session,
            _("No action about this theme yet. a makes one."),
            _("No recommendation about this theme yet. a makes one."),
        )
    else:
        words = called(
            session,
            _("No action here yet. a makes one of the statement above."),
            _("No recommendation here yet. a makes one of the statement above."),
        )
    return Content.styled(words, "$muted")


def waiting_row(session: Session, waiting: Mapping[str, Waiting], index: int) -> Row:
    """An action that is not on the disk yet, and why; one that just came there leaves its place."""
    lines = list(waiting.values())
    if index >= len(lines):
        return Row()
    shown = told(session).material.words(lines[index].line.text)
    return Row(
        gutter=Content("  … "),
        words=typed(shown, "$muted italic"),
        meta=(Content.styled(lines[index].problem, "$error"),),
    )


def overview_row(session: Session, key: Key) -> Row:
    """An action, a heading over what is left open, or a theme that nobody picked up."""
    kind, number = key
    if kind == "action":
        return action_row(session, number)
    if kind == "groups without":
        words = called(
            session,
            _("On top, and no action rests on it"),
            _("On top, and no recommendation rests on it"),
        )
        return Row(heading=Content.styled(words, "$accent"))
    if kind == "without":
        words = called(session, _("Themes without an action"), _("Themes without a recommendation"))
        return Row(heading=Content.styled(words, "$accent"))
    if kind == "praise":
        return Row(
            heading=Content.styled(
                _("Goes well, and no action makes sure that it stays so"), "$accent"
            )
        )
    page = told(session).pages[number]
    return Row(words=typed(page.name), end=Content.styled(_("Enter: go there"), "$muted"))
