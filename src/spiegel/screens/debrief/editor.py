"""The action being made: the loudest thing on the screen while it is there."""

import datetime
from typing import Final

import msgspec
from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static, TextArea

from spiegel.domain.actions.following import ENDED
from spiegel.domain.consent.anonymity import owner
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import ActionKind, Priority, told_field
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, _, current
from spiegel.screens.debrief import told
from spiegel.screens.debrief.decided import KINDS as KIND_WORDS
from spiegel.screens.debrief.decided import priority_words
from spiegel.screens.debrief.draft import ActionDraft, day_of, not_a_day, weak
from spiegel.screens.shared import half_form
from spiegel.text import plain
from spiegel.widgets.field import FieldLine, FieldWords

KINDS: Final = tuple(ActionKind)
PRIORITIES: Final = (None, *Priority)
FIELD_WORDS: Final = {
    "words": N_("what"),
    "kind": N_("kind"),
    "reason": N_("why not"),
    "owner": N_("who"),
    "by": N_("when"),
    "priority": N_("priority"),
    "guard": N_("watches over it"),
    "first_check": N_("first check"),
    "evidence": N_("what shows it"),
    "stopped": N_("why it was stopped"),
    "progress": N_("how it stands"),
}
"""What the fields are called on the screen."""


class ActionEditor(Vertical):
    """What, who and when of one action; Enter goes on to the next, and saves at the last."""

    words = getters.query_one("#words", FieldWords)
    owner = getters.query_one("#owner", FieldLine)
    by = getters.query_one("#by", FieldLine)
    reason = getters.query_one("#reason", FieldLine)
    guard = getters.query_one("#guard", FieldLine)
    first_check = getters.query_one("#first-check", FieldLine)
    became = getters.query_one("#became", FieldLine)

    class Typed(Message):
        """Something about the action was changed."""

    class Ready(Message):
        """The action is to be saved."""

    def __init__(self) -> None:
        super().__init__(id="editor")
        self.session: Session | None = None
        self.today = datetime.date.min
        self._draft = ActionDraft()

    def compose(self) -> ComposeResult:
        """What is done in large; who and when, or why not; and what is still weak."""
        yield Static("", id="resting")
        yield Static("", id="waited")
        with Horizontal(classes="field telling"):
            yield Static(plain(_("what")), classes="label")
            yield FieldWords(id="words")
        with Horizontal(classes="field doing"):
            yield Static(plain(_("who")), classes="label")
            yield FieldLine(id="owner")
            yield Static("", id="owner-shown", classes="shown")
        with Horizontal(classes="field doing"):
            yield Static(plain(_("when")), classes="label")
            yield FieldLine(id="by")
            yield Static("", id="by-shown", classes="shown")
        with Horizontal(classes="field doing"):
            yield Static(plain(_("watched by")), classes="label")
            yield FieldLine(example=_("with Tab"), id="guard")
            yield Static(plain(_("first check"), "$muted"), classes="shown")
            yield FieldLine(id="first-check")
        with Horizontal(classes="field ended"):
            yield Static("", id="became-label", classes="label")
            yield FieldLine(id="became")
        with Horizontal(classes="field declining"):
            yield Static(plain(_("why not")), classes="label")
            yield FieldLine(id="reason")
        yield Static("", id="weak")

    def begin(
        self, draft: ActionDraft, session: Session, today: datetime.date, *, waited: bool = False
    ) -> None:
        """Fill the fields and put the cursor in the first; waited: it was left half made."""
        moved = [_(FIELD_WORDS[name]) for name in draft.moved]
        self.query_one("#waited", Static).update(half_form.waited(moved) if waited else "")
        self.set_class(waited, "-waited")
        self.session, self.today, self._draft = session, today, draft
        functions = {p.function for p in session.listeners.values() if p.function}
        self.owner.suggester = SuggestFromList(sorted(functions), case_sensitive=False)
        self.guard.suggester = self.owner.suggester
        self.words.text = draft.words
        self.words.move_cursor(self.words.document.end)
        self.owner.value, self.by.value, self.reason.value = draft.owner, draft.by, draft.reason
        self.guard.value, self.first_check.value = draft.guard, draft.first_check
        ending = self._ending
        self.became.value = getattr(draft, ending) if ending else ""
        self.screen.set_focus(self.words)
        self.draw()

    @property
    def _ending(self) -> str:
        """Which field tells what became of it; empty while nothing did."""
        begun = self._draft.begun
        if begun is None or (begun.status not in ENDED and not begun.progress):
            return ""
        return told_field(begun.status)

    @property
    def draft(self) -> ActionDraft:
        """What is filled in now."""
        return msgspec.structs.replace(
            self._draft,
            words=self.words.text,
            owner=self.owner.value,
            by=self.by.value,
            reason=self.reason.value,
            guard=self.guard.value,
            first_check=self.first_check.value,
            **({self._ending: self.became.value} if self._ending else {}),
        )

    def draw(self) -> None:
        """Say what it rests on, what the fields mean, and what is still weak."""
        if self.session is None or not self.is_mounted:
            return
        draft = self.draft
        self.set_class(draft.kind is ActionKind.DECLINE, "-declining")
        self.set_class(bool(self._ending), "-ended")
        if self._ending:
            name = _(FIELD_WORDS[self._ending])
            self.query_one("#became-label", Static).update(plain(name))
        self.query_one("#resting", Static).update(_heading(self.session, draft))
        self.query_one("#owner-shown", Static).update(_owner_shown(self.session, draft))
        self.query_one("#by-shown", Static).update(_day_shown(draft, self.today))
        found = weak(self.session, draft, self.today)
        self.query_one("#weak", Static).update(plain(f"! {found}" if found else "", "$accent"))

    def next_kind(self) -> None:
        """Do, find out, will not do, and around."""
        kind = KINDS[(KINDS.index(self._draft.kind) + 1) % len(KINDS)]
        self._set(kind=kind)

    def next_priority(self) -> None:
        """High, middle, low, none, and around."""
        place = PRIORITIES.index(self._draft.priority)
        self._set(priority=PRIORITIES[(place + 1) % len(PRIORITIES)])

    def _set(self, **fields: object) -> None:
        self._draft = msgspec.structs.replace(self._draft, **fields)
        self.draw()
        self.post_message(self.Typed())

    def next_field(self) -> None:
        """On to the next field that counts for this kind; after the last one it is ready.

        Tab goes on to who watches over it, which can be said later.
        """
        declining = self._draft.kind is ActionKind.DECLINE
        fields = [self.words, self.reason] if declining else [self.words, self.owner, self.by]
        if self.screen.focused in (self.guard, self.first_check, self.became):
            self.post_message(self.Ready())
            return
        here = next((i for i, field in enumerate(fields) if field.has_focus), 0)
        if here + 1 < len(fields):
            self.screen.set_focus(fields[here + 1])
        else:
            self.post_message(self.Ready())

    def on_field_words_submitted(self, event: FieldWords.Submitted) -> None:
        """Enter in the words goes on."""
        event.stop()
        self.next_field()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line goes on."""
        event.stop()
        self.next_field()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say at once what the words mean."""
        self._typed(event)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what the line means."""
        self._typed(event)

    def _typed(self, event: Message) -> None:
        event.stop()
        self.draw()
        self.post_message(self.Typed())


def _heading(session: Session, draft: ActionDraft) -> Content:
    """New or which one, what it rests on, its kind and priority."""
    if draft.number is None:
        head = told.called(session, _("New action"), _("New recommendation"))
    else:
        word = told.called(session, _("Action {number}"), _("Recommendation {number}"))
        head = word.format(number=draft.number)
    behind = told.labels_of(session, draft.statements, draft.clusters)
    resting = _("rests on {labels}").format(labels=behind) if behind else _("rests on nothing")
    parts = [
        Content.styled(head, "bold $accent"),
        Content.styled(_(KIND_WORDS[draft.kind]), "$primary"),
        Content.styled(resting, "$muted"),
    ]
    if draft.priority is not None:
        parts.insert(2, Content.styled(priority_words(draft.priority), "$primary"))
    return Content.styled(" · ", "$muted").join(parts)


def _owner_shown(session: Session, draft: ActionDraft) -> Content:
    """The function that a code stands for."""
    shown = owner(session, draft.owner, current())
    return plain("" if shown == draft.owner.strip() else shown, "$muted")


def _day_shown(draft: ActionDraft, today: datetime.date) -> Content:
    """The day in full, so that a mistake is seen."""
    if not_a_day(draft.by, today):
        return plain("?", "$accent")
    day = day_of(draft.by, today)
    return plain(date_words(day, current()) if day else _("such as 15-12"), "$muted")
