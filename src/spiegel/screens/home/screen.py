"""Home: the meetings with their day, their stage and what is due, and what can be done with one."""

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from spiegel.i18n import _
from spiegel.meeting.file_names import file_name
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.home import view
from spiegel.screens.home.making import MakesMeetings
from spiegel.screens.shared.binding import bindings
from spiegel.widgets.browse import Browse


class HomeScreen(MakesMeetings):
    """The list of meetings, and the keys for the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MakesMeetings.OWN_COMMANDS)
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "Browse"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]  # noqa: RUF012

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter or a second click opens."""
        event.stop()
        self.action_open()

    def action_personas(self) -> None:
        """Open the meeting under the cursor on its personas."""
        self.action_open("personas")

    def action_open(self, show: str = "") -> None:
        """Open the meeting under the cursor; one that is gone is asked for.

        show: the screen to begin with, that of its stage when there is none.
        """
        meeting = self._marked
        if meeting is None:
            return
        if meeting.gone and not meeting.path.exists():
            self._point_out(meeting.path)
        else:
            self.open_path(meeting.path, show=show)

    @work
    async def _point_out(self, gone: Path) -> None:
        from spiegel.screens.shared.choose_file import SESSIONS, ChooseFile

        start = next(folder for folder in gone.parents if folder.is_dir())
        panel = ChooseFile(_("Where is the file now?"), SESSIONS, start)
        path = await self.app.push_screen_wait(panel)
        if path is not None and self.open_path(path):
            self.catalogue.forget(gone)

    @work
    async def action_next_round(self) -> None:
        """Copy the preparation of a meeting."""
        meeting = self._marked
        if meeting is not None and not meeting.problem:
            await self._next_round(meeting.path)

    def action_beside(self) -> None:
        """Mark a meeting, and then lay a second one beside it."""
        meeting, first = self._marked, self._beside
        if meeting is None or meeting.problem:
            return
        if first is None or first.path == meeting.path:
            self._beside = meeting
            words = _("^b on the meeting to lay beside it: {title}")
            self.say(words.format(title=meeting.title))
            return
        self._beside = None
        if self.open_path(first.path):
            self.program.lay_beside(meeting.path)

    @work
    async def action_rename(self) -> None:
        """Ask for another title, and another name of the file."""
        from spiegel.screens.shared.form import Field, Form
        from spiegel.screens.shared.half_form import HalfForm
        from spiegel.screens.shared.passphrase import key_for

        meeting = self._marked
        if meeting is None or meeting.problem:
            return
        key = await key_for(self.app, self.catalogue, meeting.path)
        if key is None:
            return
        before = "" if meeting.sealed else meeting.title
        fields = (
            Field(key="title", label=_("title"), value=before),
            Field(key="file", label=_("file"), value=meeting.path.name),
        )
        check = partial(view.no_name, path=meeting.path)
        half = HalfForm(self.half_forms, f"name of {meeting.path}")
        form = Form(_("Another name"), fields, check=check, half=half)
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        title, name = " ".join(values["title"].split()), file_name(values["file"])
        try:
            if title not in ("", before):
                await asyncio.to_thread(self.catalogue.retitle, meeting.path, title, key)
            if name != meeting.path.name:
                await asyncio.to_thread(self.catalogue.rename, meeting.path, name)
        except NotDoneError as error:
            self.say(str(error))
        self.look()

    @work
    async def action_remove(self) -> None:
        """Show what goes, and remove it when the name of the file is typed."""
        from spiegel.screens.shared.form import Field, Form
        from spiegel.screens.shared.passphrase import key_for

        meeting = self._marked
        if meeting is None:
            return
        if meeting.gone:
            self.catalogue.forget(meeting.path)
            self.look()
            return
        key = await key_for(self.app, self.catalogue, meeting.path)
        if key is None:
            return
        name = meeting.path.name
        try:
            found = await asyncio.to_thread(self.catalogue.removal, meeting.path, key)
            form = Form(
                _("Remove for good"),
                (Field(key="name", label=_("name of the file"), example=name),),
                check=lambda values: (
                    "" if values["name"].strip() == name else view.other_name(name)
                ),
                advice=view.what_goes(found),
                enter=_("Enter: remove it for good"),
            )
            if await self.app.push_screen_wait(form) is None:
                return
            await asyncio.to_thread(found.carry_out)
        except NotDoneError as error:
            self.say(str(error))
        self.look()
