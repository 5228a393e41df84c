"""The step of the actions: themes, their statements, and the actions that rest on them."""

import uuid
from collections.abc import Callable, Hashable

from textual import events, getters, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from spiegel.domain.report.mirror import Seen
from spiegel.domain.report.themes import Placed
from spiegel.domain.session.actions import Action
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.debrief import decided, more_say, told
from spiegel.screens.debrief.changes import ONE_KEY
from spiegel.screens.debrief.draft import ActionDraft, draft_of
from spiegel.screens.debrief.making import Making
from spiegel.screens.shared import touches
from spiegel.screens.shared.form import Form, Values
from spiegel.text import plain
from spiegel.widgets.browse import Browse, Row

BREATHE_FROM = 32
"""Rows from which there is an empty line between two statements."""


class Decide(Horizontal):
    """Themes at the left when there is room; statements; under them the actions, or the new one.

    On the page after the last theme it is the other way around: all actions, and under them the
    statements behind the one under the cursor.
    """

    themes = getters.query_one("#themes", Browse)
    upper = getters.query_one("#statements", Browse)
    lower = getters.query_one("#actions", Browse)

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None]) -> None:
        super().__init__(id="decide")
        self.meeting = meeting
        self.report = report
        self.making = Making(meeting, report)
        self.index = 0
        self.marked: frozenset[told.Key] = frozenset()

    def compose(self) -> ComposeResult:
        """The list of themes, the statements of one, and the actions under them."""

        def row(key: Hashable) -> Row:
            if _key(key)[0] == "waiting":
                return decided.waiting_row(self.session, self.making.waiting, _key(key)[1])
            return decided.row(self.session, _key(key), self.marked)

        yield Browse(lambda key: decided.theme_row(self.session, _key(key)[1]), id="themes")
        with Vertical(id="main"):
            with Horizontal(id="heading"):
                yield Static("", id="theme")
                yield Static("", id="position")
            yield Browse(row, indent=4, id="statements")
            with Vertical(id="pane"):
                yield Browse(row, indent=4, id="actions")
                yield self.making

    @property
    def session(self) -> Session:
        """The newest value."""
        return self.meeting.session

    @property
    def at_overview(self) -> bool:
        """Whether all actions are shown, and not one theme."""
        return self.index >= len(told.told(self.session).pages)

    @property
    def action(self) -> Action | None:
        """The action under the cursor."""
        table, number = _key((self.upper if self.at_overview else self.lower).key)
        return self.session.actions.get(number) if table == "action" else None

    @property
    def ground(self) -> told.Key | None:
        """The statement or group of ideas under the cursor; of an idea its group."""
        key = _key(self.upper.key)
        if key[0] == "idea":
            idea = self.session.ideas.get(key[1])
            return ("cluster", idea.cluster) if idea is not None and idea.cluster else None
        return key if key[0] in ("statement", "cluster") else None

    class Chosen(Message):
        """A theme of the mirror was chosen, to be linked."""

    @property
    def mirrored(self) -> Seen | None:
        """The theme of the mirror under the cursor."""
        if self.at_overview:
            return None
        return told.mirrored(self.session, _key(self.upper.key))

    @property
    def page(self) -> Placed | None:
        """The page that the lower list is about: that of the theme under the cursor of the mirror.

        None for all actions, and for what was expected and not heard.
        """
        pages = told.told(self.session).pages
        found = pages[self.index] if self.index < len(pages) else None
        if not isinstance(found, told.MirrorPage):
            return found
        seen = self.mirrored
        return decided.page_of(self.session, seen.theme if seen is not None else None)

    def draw(self, session: Session) -> None:
        """Draw the theme that is chosen, or all actions."""
        pages = told.told(session).pages
        self.index = min(self.index, len(pages))
        self.marked = frozenset(key for key in self.marked if _seen(session, key))
        self.themes.show([("theme", i) for i in range(len(pages) + 1)], at=("theme", self.index))
        self.query_one("#theme", Static).update(decided.theme_heading(session, self.index))
        self.query_one("#position", Static).update(plain(decided.position(session, self.index)))
        self.upper.hint = decided.nothing_told(session, at_overview=self.at_overview)
        self.upper.show(self._keys(session))
        self.draw_lower()

    def _keys(self, session: Session) -> list[told.Key]:
        """What the upper list holds on this page."""
        if self.at_overview:
            return [*_waiting(self.making), *decided.overview_keys(session)]
        return told.statement_keys(session, told.told(session).pages[self.index])

    def on_resize(self, event: events.Resize) -> None:
        """Let the lists breathe where there is room."""
        self.upper.airy = event.size.height >= BREATHE_FROM

    def draw_lower(self) -> None:
        """The actions about this theme, or the statements behind one action."""
        session = self.session
        self.lower.hint = decided.nothing_decided(session, self.action, self.index)
        if self.at_overview:
            behind = told.grounds(self.action) if self.action is not None else []
            self.lower.show([key for key in behind if _seen(session, key)])
        else:
            about = decided.actions_about(session, self.page) if self.page is not None else []
            self.lower.show([*about, *_waiting(self.making)])

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """The cursor moved: what hangs on it follows."""
        event.stop()
        if event.browse is self.upper and (self.at_overview or self.mirrored is not None):
            self.draw_lower()
            self.screen.refresh_bindings()
        elif event.browse is self.themes and self.themes.has_focus:
            self.go_to(_key(event.key)[1])

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter or a click: mark a statement, go to a theme, change an action."""
        event.stop()
        table, number = _key(event.key)
        if table.startswith("theme"):
            self.go_to(number)
            self.upper.focus()
        elif table == "action":
            self.edit()
        elif table == "mirror":
            self.post_message(self.Chosen())
        elif event.browse is self.upper:
            self.mark()

    def go_to(self, index: int) -> None:
        """Show this theme; the one after the last is all actions."""
        last = len(told.told(self.session).pages)
        if max(0, min(last, index)) != self.index:
            self.index = max(0, min(last, index))
            self.upper.show([])
            self.draw(self.session)

    def overview(self) -> None:
        """All actions, or back to the themes."""
        self.go_to(0 if self.at_overview else len(told.told(self.session).pages))
        self.upper.focus()

    def numbered(self, shown: int) -> told.Key | None:
        """The group of ideas with this number on this page."""
        pages = told.told(self.session).pages
        page = pages[self.index] if self.index < len(pages) else None
        clusters = page.clusters if isinstance(page, told.GroupsPage) else ()
        found = (each.cluster.number for each in clusters if each.shown == shown)
        return next((("cluster", number) for number in found), None)

    def mark(self, ground: told.Key | None = None) -> None:
        """The action will rest on this too, or not; by default on what is under the cursor."""
        one = ground or self.ground
        if one is not None:
            self.marked = self.marked ^ {one}
            self.upper.refresh()

    def make(self) -> None:
        """Make an action that rests on what is marked, else on what is under the cursor."""
        chosen = self.marked or {key for key in (self.ground,) if key is not None}
        statements = [number for table, number in chosen if table == "statement"]
        theme = self.page.theme if self.page is not None else None
        draft = ActionDraft(
            statements=told.in_order(self.session, statements),
            clusters=tuple(sorted(number for table, number in chosen if table == "cluster")),
            themes=(theme.number,) if theme is not None else (),
            line=uuid.uuid4().hex,
        )
        self.making.begin(draft, self.making.kept())

    def edit(self) -> None:
        """Change the action under the cursor."""
        if self.action is not None:
            self.making.begin(draft_of(self.action), self.making.kept_of(self.action))

    def change(self, what: str) -> None:
        """Do to the action under the cursor what one key does; what: a name in `ONE_KEY`."""
        if self.action is None:
            self.notify(_("There is no action here yet. a makes one."), markup=False)
            return
        change = ONE_KEY[what](self.action, self.ground)
        if change is not None:
            self.meeting.submit(change, self.report)

    @work
    async def more_say(self) -> None:
        """Ask whether the action under the cursor gives the client more say, and how."""
        await self._ask(more_say.form, more_say.change)

    @work
    async def touches(self) -> None:
        """Ask which personas the action under the cursor touches."""
        await self._ask(touches.form, touches.change)

    async def _ask(
        self,
        form: Callable[[Meeting, Action, str], Form],
        change: Callable[[Action, Values], Change | None],
    ) -> None:
        """Ask something of the action under the cursor; `change` is what keeps the answer."""
        action = self.action
        if action is None:
            self.notify(_("There is no action here yet. a makes one."), markup=False)
            return
        words = told.told(self.session).material.words(action.words)
        values = await self.app.push_screen_wait(form(self.meeting, action, words))
        changed = change(action, values) if values is not None else None
        if changed is not None:
            self.meeting.submit(changed, self.report)

    def would_change(self, what: str) -> bool:
        """Whether that one key changes something now."""
        return self.action is not None and bool(ONE_KEY[what](self.action, self.ground))

    def on_making_changed(self, event: Making.Changed) -> None:
        """The editor takes the place of the actions, or gives it back."""
        left = self.has_class("-making") and not self.making.active
        self.set_class(self.making.active, "-making")
        self.draw(self.session)
        if left:
            self.upper.focus()

    def on_making_saved(self, event: Making.Saved) -> None:
        """The cursor goes to the action that was made."""
        event.stop()
        self.marked = frozenset()
        made = [("action", a.number) for a in self.session.actions.values() if a.line == event.line]
        self.draw(self.session)
        if made and self.page is not None:
            self.lower.show(decided.actions_about(self.session, self.page), at=made[0])


def _seen(session: Session, key: told.Key) -> bool:
    """Whether a statement or a group of ideas may be shown."""
    label = told.group_label if key[0] == "cluster" else told.label_of
    return bool(label(session, key[1]))


def _waiting(making: Making) -> list[told.Key]:
    """The actions that are not on the disk yet."""
    return [("waiting", index) for index in range(len(making.waiting))]


def _key(key: Hashable) -> told.Key:
    """The key of a row, or one that is nothing's."""
    return key if isinstance(key, tuple) else ("", 0)
