"""Meetings made and opened from Home: a new one, from a plan, another file, the example."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from textual import work

from spiegel.i18n import _, current
from spiegel.meeting.port.catalogue import NO_KEY, CreatedMeeting, KeptPlan, Key
from spiegel.meeting.port.errors import NotDoneError, SealedError
from spiegel.screens.home.list import HomeList
from spiegel.text import plain


class MakesMeetings(HomeList):
    """What can be done on Home without a meeting under the cursor."""

    def open_path(self, path: Path, key: Key = NO_KEY, *, show: str = "") -> bool:
        """Open a session; say why when that cannot be done, ask when it takes a passphrase.

        show: the screen to begin with, that of its stage when there is none.
        """
        try:
            self.program.open_meeting(path, show, key=key)
        except SealedError:
            from spiegel.screens.shared.passphrase import ask_for

            self.say("")

            def then(key: Key | None) -> None:
                if key is not None:
                    self.open_path(path, key, show=show)

            self.app.push_screen(ask_for(self.catalogue, path), then)
            return False
        except NotDoneError as error:
            self.say(str(error))
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
        from spiegel.meeting.text_file import is_meeting
        from spiegel.screens.shared.choose_file import PLANS, SESSIONS, ChooseFile

        kept = await asyncio.to_thread(self.catalogue.kept_plans)
        chosen = await self._kept(kept) if kept else None
        if chosen is False:
            return
        if isinstance(chosen, KeptPlan):
            if chosen.problem:
                self.say(chosen.problem)
            else:
                await self._new(chosen.path, chosen.format)
            return
        panel = ChooseFile(_("Which plan?"), (*PLANS, *SESSIONS), Path.cwd())
        plan = await self.app.push_screen_wait(panel)
        if plan is None:
            return
        if await asyncio.to_thread(is_meeting, plan):
            await self._next_round(plan)
        else:
            await self._new(plan)

    async def _kept(self, kept: Sequence[KeptPlan]) -> KeptPlan | Literal[False] | None:
        """One of the running orders that were kept, None for another file, False for nothing."""
        from spiegel.screens.shared import kept_plan
        from spiegel.screens.shared.pick import Pick

        rows = [*map(kept_plan.row, kept), plain(_("A plan in another file…"), "$accent")]
        picked = await self.app.push_screen_wait(Pick(_("Which plan?"), rows))
        if picked is None or picked.index is None:
            return False
        return kept[picked.index] if picked.index < len(kept) else None

    async def _next_round(self, old: Path) -> None:
        """Copy the preparation of a meeting, and say what came along."""
        from spiegel.domain.followup.next_round import taken
        from spiegel.screens.home.new_meeting import USUAL_PARTICIPANTS, next_meeting, wanted
        from spiegel.screens.shared.findings import Findings
        from spiegel.screens.shared.half_form import HalfForm
        from spiegel.screens.shared.passphrase import key_for

        key = await key_for(self.app, self.catalogue, old)
        if key is None:
            return
        try:
            earlier = await asyncio.to_thread(self.catalogue.prepared, old, key)
        except NotDoneError as error:
            self.say(str(error))
            return
        # The file is named after the title, so that of an encrypted meeting is not filled in.
        title = "" if self.catalogue.is_sealed(old) else earlier.info.title
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
            path = await asyncio.to_thread(self.catalogue.next_round, old, asked, key)
        except NotDoneError as error:
            self.say(str(error))
            return
        if self.open_path(path, key):
            panel = Findings(_("The next round"), (taken(earlier).explain(current()),))
            self.app.push_screen(panel)

    async def _new(self, plan: Path | None = None, format_: str = "") -> None:
        from spiegel.screens.home.new_meeting import new_meeting, wanted
        from spiegel.screens.shared.half_form import HalfForm

        title = ""
        if plan is not None:
            try:
                title = await asyncio.to_thread(self.catalogue.plan_title, plan)
            except NotDoneError as error:
                self.say(str(error))
                return
        formats = await asyncio.to_thread(self.catalogue.formats)
        form = new_meeting(
            formats,
            self._today,
            folder=self.catalogue.folder,
            title=title,
            format_=format_,
            plan=plan,
            half=HalfForm(self.half_forms, f"new {plan or ''}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        try:
            made = await asyncio.to_thread(self.catalogue.make, wanted(values, self._today))
        except NotDoneError as error:
            self.say(str(error))
            return
        self._open_made(made)

    def _open_made(self, made: CreatedMeeting) -> None:
        from spiegel.screens.shared.findings import Findings

        if self.open_path(made.path) and made.findings:
            title = _("The plan was read in. Look at these lines:")
            self.app.push_screen(Findings(title, made.findings))

    @work(exclusive=True, group="example")
    async def action_demo(self) -> None:
        """Make the example and open it."""
        self.say(_("The example is being made…"))
        try:
            path = await asyncio.to_thread(self.catalogue.example)
        except NotDoneError as error:
            self.say(str(error))
            return
        if self.open_path(path):
            self.program.show_example()

    def action_again(self) -> None:
        """Read the list again."""
        self.say("")
        self.look()
