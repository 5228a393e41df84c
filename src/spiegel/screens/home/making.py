"""Meetings made and opened from Home: a new one, from a plan, another file, the example."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from textual import work

from spiegel.i18n import _, current
from spiegel.meeting.catalogue import Made, ShelfError, is_sealed, prepared
from spiegel.screens.home.list import HomeList
from spiegel.screens.shared.half_form import HalfForm

if TYPE_CHECKING:
    from spiegel.store.sealed.keys import Keys


class Program(Protocol):
    """What Home asks of the program it runs in."""

    def open_meeting(self, path: Path, *, keys: "Keys | None" = None) -> None:
        """Open a session. Raises StoreError: LockedError when it is encrypted."""

    def show_example(self) -> None:
        """Say that the meeting is made up."""


class MakesMeetings(HomeList):
    """What can be done on Home without a meeting under the cursor."""

    def open_path(self, path: Path, keys: "Keys | None" = None) -> bool:
        """Open a session; say why when that cannot be done, ask when it takes a passphrase."""
        from spiegel.store.errors import LockedError, StoreError

        try:
            cast(Program, self.app).open_meeting(path, keys=keys)
        except LockedError:
            from spiegel.screens.shared.passphrase import ask_for

            self.say("")

            def then(keys: "Keys | None") -> None:
                if keys is not None:
                    self.open_path(path, keys)

            self.app.push_screen(ask_for(path), then)
            return False
        except StoreError as error:
            self.say(error.explain(current()))
            return False
        self.say("")
        return True

    @work
    async def action_elsewhere(self) -> None:
        """Open a file that is somewhere else."""
        from spiegel.screens.shared.choose_file import SESSIONS, ChooseFile

        panel = ChooseFile(_("Open a meeting"), SESSIONS, Path.cwd())
        path = await self.app.push_screen_wait(panel)
        if path is not None:
            self.open_path(path)

    @work
    async def action_new(self) -> None:
        """Ask what the meeting is, make it and open it."""
        await self._new()

    @work
    async def action_import_plan(self) -> None:
        """Ask for a plan, then the same."""
        from spiegel.meeting.plan_file import is_meeting
        from spiegel.screens.shared.choose_file import PLANS, SESSIONS, ChooseFile

        panel = ChooseFile(_("Which plan?"), (*PLANS, *SESSIONS), Path.cwd())
        plan = await self.app.push_screen_wait(panel)
        if plan is None:
            return
        if await asyncio.to_thread(is_meeting, plan):
            await self._next_round(plan)
        else:
            await self._new(plan)

    async def _next_round(self, old: Path) -> None:
        """Copy the preparation of a meeting, and say what came along."""
        from spiegel.domain.followup.next_round import taken
        from spiegel.screens.home.new_meeting import USUAL_PARTICIPANTS, next_meeting, wanted
        from spiegel.screens.shared.findings import Findings
        from spiegel.screens.shared.passphrase import keys_for

        keys = await keys_for(self.app, old)
        if keys is None:
            return
        try:
            earlier = await asyncio.to_thread(prepared, old, keys)
        except ShelfError as error:
            self.say(str(error))
            return
        # The file is named after the title, so that of an encrypted meeting is not filled in.
        title = "" if is_sealed(old) else earlier.info.title
        form = next_meeting(
            title,
            self._today,
            folder=old.parent,
            participants=USUAL_PARTICIPANTS,
            half=HalfForm(self.half_forms, f"next {old}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        asked = wanted(values, self._today)
        try:
            path = await asyncio.to_thread(self.shelf.next_round, old, asked, keys)
        except ShelfError as error:
            self.say(str(error))
            return
        if self.open_path(path, keys):
            panel = Findings(_("The next round"), (taken(earlier).explain(current()),))
            self.app.push_screen(panel)

    async def _new(self, plan: Path | None = None) -> None:
        from spiegel.screens.home.new_meeting import new_meeting, wanted

        title = ""
        if plan is not None:
            try:
                title = await asyncio.to_thread(self.shelf.plan_title, plan)
            except ShelfError as error:
                self.say(str(error))
                return
        formats = await asyncio.to_thread(self.shelf.formats)
        form = new_meeting(
            formats,
            self._today,
            folder=self.shelf.folder,
            title=title,
            plan=plan,
            half=HalfForm(self.half_forms, f"new {plan or ''}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        try:
            made = await asyncio.to_thread(self.shelf.make, wanted(values, self._today))
        except ShelfError as error:
            self.say(str(error))
            return
        self._open_made(made)

    def _open_made(self, made: Made) -> None:
        from spiegel.screens.shared.findings import Findings

        if self.open_path(made.path) and made.findings:
            title = _("The plan was read in. Look at these lines:")
            self.app.push_screen(Findings(title, made.findings))

    @work(exclusive=True, group="example")
    async def action_demo(self) -> None:
        """Make the example and open it."""
        self.say(_("The example is being made…"))
        try:
            path = await asyncio.to_thread(self.shelf.example)
        except ShelfError as error:
            self.say(str(error))
            return
        if self.open_path(path):
            cast(Program, self.app).show_example()

    def action_again(self) -> None:
        """Read the list again."""
        self.say("")
        self.look()
