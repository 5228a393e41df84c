"""The step of the actions: themes, their statements, and the actions that rest on them."""

import datetime
import uuid
from collections.abc import Callable, Hashable
from typing import Any, ClassVar, Final

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from spiegel.domain.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.capture import Where
from spiegel.domain.deciding import EditAction, RemoveAction
from spiegel.domain.session import Change, Session
from spiegel.domain.steps import action_step, debrief_phase
from spiegel.i18n import _
from spiegel.ports import HalfLine, Meeting, Receipt
from spiegel.screens import debrief_draft as drafts
from spiegel.screens import debrief_told as told
from spiegel.screens.debrief_draft import ActionDraft
from spiegel.screens.debrief_editor import ActionEditor
from spiegel.screens.debrief_talk import HalfRemarks
from spiegel.text import local
from spiegel.widgets.browse import Browse, Row

KEEP_AFTER: Final = 0.12
"""Seconds after a key until the half action is kept, as in the scribe's line."""


class Decide(Horizontal):
    """Themes at the left when there is room; statements; under them the actions, or the new one."""

    themes = getters.query_one("#themes", Browse)
    upper = getters.query_one("#statements", Browse)
    lower = getters.query_one("#actions", Browse)
    editor = getters.query_one(ActionEditor)

    SHARED: ClassVar[tuple[str, ...]] = ("upper", "lower")

    class Making(Message):
        """An action is being made, or no longer."""

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None]) -> None:
        super().__init__(id="decide")
        self.meeting = meeting
        self.report = report
        self.half_remarks = HalfRemarks(meeting)
        self.index = 0
        self.marked: frozenset[int] = frozenset()
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """The list of themes, the statements of one, and the actions under them."""
        yield Browse(self._theme_row, id="themes")
        with Vertical(id="main"):
            with Horizontal(id="heading"):
                yield Static("", id="theme")
                yield Static("", id="position")
            yield Browse(self._upper_row, indent=3, id="statements")
            with Vertical(id="pane"):
                yield Browse(self._lower_row, indent=4, id="actions")
                yield ActionEditor()

    # What is shown

    @property
    def session(self) -> Session:
        return self.meeting.session

    @property
    def at_overview(self) -> bool:
        """Whether all actions are shown, and not one theme."""
        return self.index >= len(told.told(self.session).pages)

    @property
    def making(self) -> bool:
        """Whether an action is being made or changed."""
        return self.has_class("-making")

    @property
    def action(self) -> Action | None:
        """The action under the cursor."""
        key = self.upper.key if self.at_overview else self.lower.key
        if not isinstance(key, tuple) or key[0] != "action":
            return None
        return self.session.actions.get(key[1])

    @property
    def today(self) -> datetime.date:
        return local(self.meeting.now()).date()

    def draw(self, session: Session) -> None:
        """Draw the theme that is chosen, or all actions."""
        pages = told.told(session).pages
        self.index = min(self.index, len(pages))
        self.marked = frozenset(n for n in self.marked if n in session.statements)
        self.themes.show([("theme", i) for i in range(len(pages) + 1)], at=("theme", self.index))
        self.query_one("#theme", Static).update(told.theme_heading(session, self.index))
        self.query_one("#position", Static).update(Content(told.position(session, self.index)))
        if self.at_overview:
            self.upper.indent = 4
            self.upper.show(told.overview_keys(session))
            self.upper.hint = told.no_actions(session)
        else:
            self.upper.indent = 3
            self.upper.show(told.statement_keys(session, pages[self.index]))
        self.draw_lower()

    def draw_lower(self) -> None:
        """The actions about this theme, or the statements behind one action."""
        session = self.session
        if not self.at_overview:
            page = told.told(session).pages[self.index]
            self.lower.hint = told.no_action_here(session)
            self.lower.show(told.actions_about(session, page))
            return
        action = self.action
        self.lower.hint = told.nothing_behind(session, action)
        behind = action.statements if action is not None else ()
        self.lower.show([("statement", n) for n in behind if told.label_of(session, n)])

    def _theme_row(self, key: Hashable) -> Row:
        return told.theme_row(self.session, _number(key))

    def _upper_row(self, key: Hashable) -> Row:
        if self.at_overview:
            return told.overview_row(self.session, _key(key))
        action = self.action
        behind = frozenset(action.statements) if action is not None and self.lower.has_focus else ()
        return told.statement_row(self.session, _key(key), self.marked.union(behind))

    def _lower_row(self, key: Hashable) -> Row:
        table, number = _key(key)
        if table == "action":
            return told.action_row(self.session, number)
        return told.statement_row(self.session, (table, number))

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """The cursor moved: what hangs on it follows."""
        event.stop()
        if event.browse is self.upper and self.at_overview:
            self.draw_lower()
        elif event.browse is self.themes and self.themes.has_focus and event.key is not None:
            self.go_to(_number(event.key))

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter or a click: mark a statement, go to a theme, change an action."""
        event.stop()
        table, number = _key(event.key)
        if table.startswith("theme"):
            self.go_to(number)
            self.upper.focus()
        elif table == "action":
            self.edit()
        elif event.browse is self.upper:
            self.mark()

    # What can be done

    def go_to(self, index: int) -> None:
        """Show this theme; the one after the last is all actions."""
        if index != self.index:
            self.index = index
            self.draw(self.session)

    def theme(self, by: int) -> None:
        """The next theme, or the one before."""
        self.go_to(max(0, min(len(told.told(self.session).pages), self.index + by)))

    def overview(self) -> None:
        """All actions, or back to the themes."""
        self.go_to(0 if self.at_overview else len(told.told(self.session).pages))
        self.upper.focus()

    def mark(self) -> None:
        """The action will rest on the statement under the cursor too, or not."""
        number = self._statement()
        if number is not None:
            self.marked = self.marked ^ {number}
            self.upper.refresh()

    def _statement(self) -> int | None:
        key = self.upper.key
        return key[1] if isinstance(key, tuple) and key[0] == "statement" else None

    def make(self) -> None:
        """Make an action that rests on what is marked, else on the statement under the cursor."""
        kept = drafts.resumed(self.session, self.half_remarks.half_line, self.today)
        if kept is not None:
            self._open(kept)
            return
        number = self._statement()
        statements = self.marked or ({number} if number is not None else set())
        labels = sorted(statements, key=lambda n: told.order(self.session, n))
        theme = None if self.at_overview else told.told(self.session).pages[self.index].theme
        themes = (theme.number,) if theme is not None else ()
        self._open(
            ActionDraft(statements=tuple(labels), themes=themes, line=uuid.uuid4().hex)
        )

    def edit(self) -> None:
        """Change the action under the cursor."""
        action = self.action
        if action is not None:
            self._open(drafts.draft_of(action))

    def _open(self, draft: ActionDraft) -> None:
        self.add_class("-making")
        self.editor.begin(draft, self.session, self.today)
        self.post_message(self.Making())

    def leave(self) -> None:
        """Close the action that is made; what was typed waits until it is made again."""
        self._keep()
        self._close()

    def _close(self) -> None:
        self.remove_class("-making")
        self.upper.focus()
        self.post_message(self.Making())

    def save(self) -> None:
        """Save the action that is made; a day that is none has to be mended first."""
        draft = self.editor.draft
        if not draft.words.strip():
            self.editor.words.focus()
            return
        if drafts.not_a_day(draft, self.today) and draft.kind is not ActionKind.DECLINE:
            self.editor.by.focus()
            return
        change = drafts.change(self.session, draft, self.today)
        self._keep()
        self._close()
        if change is not None:
            self.marked = frozenset()
            self.meeting.submit(change, lambda receipt: self._saved(receipt, draft))

    def _saved(self, receipt: Receipt, draft: ActionDraft) -> None:
        """It is on disk: its half line is not needed. Or it is not: what was typed comes back."""
        if receipt.saved:
            if draft.number is None and self.half_remarks.half_line.line == draft.line:
                self.half_remarks.keep(HalfLine())
            self._show_new(draft)
            return
        self.report(receipt)
        if not self.making:
            self._open(draft)

    def _show_new(self, draft: ActionDraft) -> None:
        made = [a.number for a in self.session.actions.values() if a.line == draft.line]
        if made and not self.at_overview:
            keys = told.actions_about(self.session, told.told(self.session).pages[self.index])
            self.lower.show(keys, at=("action", made[0]))

    def on_action_editor_typed(self, event: ActionEditor.Typed) -> None:
        """Keep a new action that is half made, soon."""
        event.stop()
        if self._keeping is None:
            self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    def on_action_editor_ready(self, event: ActionEditor.Ready) -> None:
        """Enter in the last field saves."""
        event.stop()
        self.save()

    def _keep(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        draft = self.editor.draft
        if draft.number is None and self.making:
            place = _at_actions(self.session)
            self.half_remarks.keep(drafts.half_line(self.session, draft, place, self.today))

    # The action under the cursor

    def change(self, **fields: Any) -> None:
        """Other values for the action under the cursor."""
        action = self.action
        if action is None:
            self.notify(_("No action is chosen. a makes one, Tab goes to them."), markup=False)
        else:
            self._submit(EditAction(number=action.number, fields=fields))

    def priority(self, name: str) -> None:
        """High, middle or low; the same again takes it away."""
        wanted = Priority(name)
        action = self.action
        same = action is not None and action.priority is wanted
        self.change(priority=None if same else wanted)

    def kind(self) -> None:
        """Do, find out, will not do, and around."""
        if self.action is not None:
            self.change(kind=_next(ActionKind, self.action.kind))

    def status(self) -> None:
        """Proposed, agreed, busy, done, stopped, and around."""
        if self.action is not None:
            self.change(status=_next(ActionStatus, self.action.status))

    def rest(self) -> None:
        """The action under the cursor rests on the statement under the cursor, or no longer."""
        number, action = self._statement(), self.action
        if number is not None and action is not None:
            behind = action.statements
            kept = tuple(n for n in behind if n != number)
            self.change(statements=kept if number in behind else (*behind, number))

    def remove(self) -> None:
        """Take the action under the cursor away; undo brings it back."""
        if self.action is not None:
            self._submit(RemoveAction(number=self.action.number))

    def _submit(self, change: Change) -> None:
        self.meeting.submit(change, self.report)
