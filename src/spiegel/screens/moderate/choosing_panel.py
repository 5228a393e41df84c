"""What people can recognise on their devices: options made from what was told, to look through."""

from collections.abc import Iterator
from typing import ClassVar

import msgspec
from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from spiegel.domain.personas.choosing import (
    Choice,
    LetChoose,
    Offered,
    Option,
    choices,
    not_an_option,
    reworded,
    still_offered,
)
from spiegel.domain.polls.saying import people
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain
from spiegel.widgets.browse import typed
from spiegel.widgets.options import Options

PUT = "put"
"""The line on which Enter puts the options to the devices; it is marked first."""


class ChoosingPanel(Panel[LetChoose]):
    """The options card by card; dismissed with the change that puts those with a mark.

    Enter or space on one takes it in or out, and e says it in other words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
        Binding("e", "edit", show=False),
    ]

    options = getters.query_one(OptionList)

    def __init__(self, meeting: Meeting, offered: Offered) -> None:
        super().__init__(_("What do more people recognise?"))
        self._meeting, self._left_out = meeting, offered.left_out
        self._offered = list(offered.options)

    def contents(self) -> ComposeResult:
        """What is put, then a line for each option under its card, and what the keys do."""
        yield Options(*self._lines())
        if self._left_out:
            yield Static(plain(not_offered(self._left_out), "$muted"))
        keys = _("Enter: on the devices, or an option in or out · e: other words · Esc: back")
        yield Static(plain(keys), classes="hint")

    def _lines(self) -> Iterator[Line]:
        yield Line(_put(choices(self._offered)), id=PUT)
        theme = None
        for option in self._offered:
            if option.theme != theme:
                theme = option.theme
                heading = Content.styled(theme or _("no theme"), "bold $muted")
                yield Line(heading, id=f"card {_id(option)}", disabled=True)
            yield Line(_row(option), id=_id(option))

    def show_session(self, session: Session) -> None:
        """What went since, as when somebody withdrew, is no option any more."""
        left = still_offered(session, self._offered)
        if left == self._offered or not self.is_mounted:
            return
        at, self._offered = self.options.highlighted, left
        self.options.clear_options()
        self.options.add_options(self._lines())
        self.options.highlighted = min(at or 0, self.options.option_count - 1)

    @property
    def _marked(self) -> Option | None:
        """The option under the cursor."""
        at = self.options.highlighted
        name = self.options.get_option_at_index(at).id if at is not None else None
        return next((option for option in self._offered if _id(option) == name), None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """On the first line all that has a mark is put; on another one that is in or out."""
        event.stop()
        if event.option_id != PUT:
            self.action_turn()
        elif choices(self._offered):
            marked = tuple(option for option in self._offered if option.marked)
            self.dismiss(LetChoose(options=marked))

    def action_turn(self) -> None:
        """The option under the cursor is put, or not."""
        option = self._marked
        if option is not None:
            self._now(msgspec.structs.replace(option, marked=not option.marked))

    @work
    async def action_edit(self) -> None:
        """The option under the cursor in other words."""
        option = self._marked
        if option is None:
            return
        form = Form(
            _("In other words"),
            (Field(key="words", label="", value=option.words, kind="words"),),
            check=self._problem,
            half=HalfForm(self._meeting.typed, f"option {option.statements[0]}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None and not self._now(reworded(option, values["words"])):
            words = _("What you were changing was withdrawn, and is gone.")
            self.app.notify(words, severity="warning", markup=False)

    def _problem(self, values: Values) -> str:
        why = not_an_option(self._meeting.session, values["words"], current())
        return why.explain(current()) if why is not None else ""

    def _now(self, option: Option) -> bool:
        """The option that was made from the same is this one now; whether it is still there."""
        for place, other in enumerate(self._offered):
            if other.statements == option.statements:
                self._offered[place] = option
                self.options.replace_option_prompt(_id(option), _row(option))
                self.options.replace_option_prompt(PUT, _put(choices(self._offered)))
                return True
        return False


def _id(option: Option) -> str:
    """By what it was made from first, which no other option was."""
    return str(option.statements[0])


def not_offered(count: int) -> str:
    """How many sentences are no option, and why."""
    words = ngettext(
        "{n} sentence is not offered: it could point to one person, or nobody agreed to it (F2).",
        "{n} sentences are not offered: they could point to one person, or nobody agreed to it "
        "(F2).",
        count,
    )
    return words.format(n=count)


def _put(found: tuple[Choice, ...]) -> Content:
    count = sum(len(choice.options) for choice in found)
    if not found:
        return Content.styled(_("Mark at least two options."), "$accent")
    questions = ngettext("{n} question", "{n} questions", len(found)).format(n=len(found))
    options = ngettext("{n} option", "{n} options", count).format(n=count)
    words = _("Put to the devices: {questions}, {options}")
    return plain(words.format(questions=questions, options=options), "bold $primary")


def _row(option: Option) -> Content:
    mark = plain("✓ " if option.marked else "  ", "$primary")
    words = typed(option.words, "" if option.marked else "$muted")
    return Content.assemble(mark, words, (f"  {people(option.people, current())}", "$muted"))
