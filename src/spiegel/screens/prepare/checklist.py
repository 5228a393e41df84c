"""The checklist: what is done by whom before and after the day, with days that follow from it."""

import datetime
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Final

from textual import work
from textual.content import Content

from spiegel.domain.preparation.readiness import unnamed
from spiegel.domain.preparation.tasks import (
    AddTask,
    EditOwnTask,
    Item,
    RemoveTask,
    SetTask,
    State,
    TickTask,
    checklist,
    weeks_short,
)
from spiegel.domain.report.wording import date_words
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.section import Section
from spiegel.screens.shared.typed_day import typed_day, wrong_day
from spiegel.widgets.browse import Row, typed

_SIGNS: Final = {
    State.DONE: ("✓", "$primary"),
    State.OVERDUE: ("!", "$accent"),
    State.DUE: ("›", "$accent"),
    State.LATER: ("·", "$faint"),
    State.NO_DAY: ("·", "$faint"),
}


class ChecklistSection(Section):
    """A line for each task, by its day."""

    INDENT = 5

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None], *, id: str) -> None:
        super().__init__(meeting, report, id=id)
        self._items: dict[Hashable, Item] = {}

    def keys(self) -> Sequence[Hashable]:
        """The tasks by what identifies them, whatever day they have."""
        items = checklist(self.session, self.today)
        self._items = {item.key or item.number: item for item in items}
        return tuple(self._items)

    def row(self, key: Hashable) -> Row:
        """A task with its day, and who sees to it."""
        item = self._items[key]
        sign, style = _SIGNS[item.state]
        words = item.shown(current())
        day = item.done or item.due
        return Row(
            gutter=Content.styled(f"  {sign}", style),
            words=typed(words, "$muted" if item.state is State.DONE else ""),
            end=Content.styled(date_words(day, current()) if day else "", style),
            meta=(self._who(item),) if item.owner or item.by or item.shared else (),
        )

    def _who(self, item: Item) -> Content:
        if item.by and item.by != item.owner:
            return typed(_("done by {name}").format(name=item.by), "$muted")
        if item.owner:
            return typed(item.owner, "$muted")
        return Content.styled(_("nobody yet"), "$accent")

    def to_begin_with(self, keys: Sequence[Hashable]) -> list[Hashable]:
        """What is to be done first: what was done lies before it, and is seen by going up."""
        return [key for key in keys if self._items[key].state is not State.DONE]

    def draw(self) -> None:
        """Draw the tasks, how many are overdue, and for which nobody is named."""
        super().draw()
        session, today = self.session, self.today
        if session.info.date is None:
            words = _("Give the meeting a day first: then each task has its own.")
            self.summary.words = Content.styled(words, "$accent")
        else:
            self.summary.words = self._counts(list(self._items.values()))
        weeks = weeks_short(session, today)
        advice = " ".join(unnamed(session, today, current()))
        if weeks and not advice:
            advice = ngettext(
                "That is tight: preparing takes eight weeks, and {count} week is missing.",
                "That is tight: preparing takes eight weeks, and {count} weeks are missing.",
                weeks,
            ).format(count=weeks)
        self.advice.words = Content.styled(advice, "$accent" if advice else "")

    def _counts(self, items: Sequence[Item]) -> Content:
        late = sum(item.state is State.OVERDUE for item in items)
        soon = sum(item.state is State.DUE for item in items)
        done = sum(item.state is State.DONE for item in items)
        parts = [
            Content.styled(_("{count} overdue").format(count=late), "$accent" if late else ""),
            Content(_("{count} within a week").format(count=soon)),
            Content(_("{done} of {count} done").format(done=done, count=len(items))),
        ]
        return Content(" · ").join(parts)

    def about_words(self) -> Content:
        """What the keys do here."""
        return Content.styled(_("space: done, or not yet · Enter: who, and on which day"), "$muted")

    @property
    def item(self) -> Item | None:
        """The task under the cursor."""
        return self._items.get(self.browse.key)

    def do_tick(self) -> None:
        """The task is done today, or not yet after all."""
        item = self.item
        if item is not None:
            done = self.today if item.done is None else None
            self.submit(TickTask(key=item.key, number=item.number, done=done, by=item.owner))

    @work
    async def do_edit(self) -> None:
        """Who sees to it, its day, and when it was done."""
        item = self.item
        if item is None:
            return
        fields = (
            *(() if item.key else (Field(key="words", label=_("task"), value=item.words),)),
            Field(key="owner", label=_("who"), value=item.owner, example=_("one name")),
            Field(
                key="due",
                label=_("by when"),
                value=date_words(item.due, current()) if item.due else "",
                example=_("15 December, or 15-12"),
            ),
        )
        form = Form(
            item.shown(current()),
            fields,
            check=partial(_problem, today=self.today),
            half=HalfForm(self.meeting.typed, f"task {item.key or item.number}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            self._keep(item, values)

    def _keep(self, item: Item, values: Values) -> None:
        due = typed_day(values["due"], self.today)
        if item.key:
            own = due != item.due
            if own or values["owner"].strip() != item.owner:
                owner = values["owner"]
                self.submit(SetTask(key=item.key, owner=owner, due=due, own_day=own))
        elif item.number is not None:
            words, owner = values["words"], values["owner"]
            self.submit(EditOwnTask(number=item.number, words=words, owner=owner, due=due))

    @work
    async def do_add(self) -> None:
        """A task of this meeting alone."""
        form = Form(
            _("New task"),
            (
                Field(key="words", label=_("task"), example=_("book the interpreter")),
                Field(key="owner", label=_("who"), example=_("one name")),
                Field(key="due", label=_("by when"), example=_("15 December, or 15-12")),
            ),
            check=partial(_problem, today=self.today),
            half=HalfForm(self.meeting.typed, "new task"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            due = typed_day(values["due"], self.today)
            self.submit(AddTask(words=values["words"], owner=values["owner"], due=due), adds=True)

    def do_remove(self) -> None:
        """A task of this meeting alone goes; the others belong to every meeting."""
        item = self.item
        if item is None:
            return
        if item.key or item.number is None:
            self.say(_("This task belongs to every meeting. Space: done."))
        else:
            self.submit(RemoveTask(number=item.number))


def _problem(values: Values, today: datetime.date) -> str:
    """What stands in the way of keeping a task."""
    if "words" in values and not values["words"].strip():
        return _("What is to be done?")
    return wrong_day(values["due"], today)
