"""What listeners expect to hear: how many wrote it down, and not what, until the debrief."""

from collections.abc import Hashable, Sequence
from typing import cast

from textual import work
from textual.content import Content

from spiegel.domain.preparation.expectations import (
    MOST,
    AddExpectations,
    RemoveSheet,
    by_pages,
    may_be_written,
    read_sheet,
    sheets,
)
from spiegel.domain.preparation.recruiting import listeners_who_come
from spiegel.domain.preparation.tasks import TickTask, is_done
from spiegel.i18n import _, ngettext
from spiegel.screens.prepare.expecting_panel import ExpectingPanel
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.section import Section
from spiegel.widgets.browse import Row


class ExpectationsSection(Section):
    """A line for each sheet that was typed in; what stands on it is closed."""

    INDENT = 5
    WITH_ONE = Section.WITH_ONE - {"tick"}

    def keys(self) -> Sequence[Hashable]:
        """The numbers of the sheets."""
        return sorted({e.sheet for e in self.session.expectations.values()})

    def row(self, key: Hashable) -> Row:
        """A sheet, and how many themes stand on it."""
        number = cast(int, key)
        count = sum(e.sheet == number for e in self.session.expectations.values())
        words = ngettext("{count} theme", "{count} themes", count).format(count=count)
        return Row(
            gutter=Content.styled("  ✓", "$primary"),
            words=Content(_("sheet {number}").format(number=number)),
            end=Content.styled(words, "$muted"),
        )

    def draw(self) -> None:
        """Draw the sheets, and how many are still to come."""
        super().draw()
        written, coming = sheets(self.session), len(listeners_who_come(self.session))
        words = _("{written} of {coming} listeners wrote down what they expect.")
        if self.enough and written < coming:
            words = _("{written} of {coming} listeners wrote it down. No more will come.")
        style = "" if self.enough or written >= coming else "$accent"
        self.summary.words = Content.styled(words.format(written=written, coming=coming), style)
        self.browse.hint = Content.styled(
            _(
                "Let each listener write down beforehand what they expect to hear. n types one in,"
                " z lets them do so on their own device."
            ),
            "$muted",
        )

    def about_words(self) -> Content:
        """Why nothing can be read here."""
        words = _("Closed until the debrief · space: no more will come · z: on devices")
        if self.enough:
            words = _("Closed until the debrief.")
        return Content.styled(words, "$muted")

    @property
    def enough(self) -> bool:
        """Whether the task of collecting them was ticked."""
        return is_done(self.session, "expectations")

    def do_tick(self) -> None:
        """No more will come, or more may come after all: the task of the checklist."""
        done = None if self.enough else self.today
        self.submit(TickTask(key="expectations", done=done))

    @work
    async def do_add(self) -> None:
        """A sheet is typed in: a theme a line, with a few words after a colon."""
        field = Field(key="themes", label=_("themes"), kind="list")
        form = Form(
            _("What does one listener expect?"),
            (field,),
            check=_problem,
            advice=_("A theme on each line, with a few words behind a colon: waiting: takes long."),
            half=HalfForm(self.meeting.typed, "new expectations"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            self.submit(AddExpectations(themes=read_sheet(values["themes"])), adds=True)

    @work
    async def do_pages(self) -> None:
        """Each listener writes on a device of their own, without a name."""
        if not by_pages(self.session):
            self.say(_("Here devices are for the questions. Type the expectations in."))
        elif not may_be_written(self.session):
            self.say(_("The meeting has begun: nothing more is expected."))
        else:
            await self.app.push_screen_wait(ExpectingPanel(self.meeting))

    def do_remove(self) -> None:
        """A sheet goes, as when it was typed in twice."""
        if isinstance(self.browse.key, int):
            self.submit(RemoveSheet(sheet=self.browse.key))


def _problem(values: Values) -> str:
    """What stands in the way of keeping a sheet."""
    count = len(read_sheet(values["themes"]))
    if not count:
        return _("Write one theme at least.")
    if count > MOST:
        return _("At most {count} themes on one sheet.").format(count=MOST)
    return ""
