"""Running orders that were written before: read in, kept in the library, made as a file."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from textual.screen import Screen

from spiegel.domain import plan
from spiegel.domain.followup.next_round import take_over, taken
from spiegel.domain.plan.writer import in_word, otherwise
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.kinds import PLANS as PLAN_KINDS
from spiegel.domain.running.order import PlanInstead, waiting
from spiegel.domain.running.self_direction import AddSelfDirection, Where
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.words import tidy
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.plan_file import read_plan
from spiegel.meeting.port.catalogue import KeptPlan
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import is_meeting
from spiegel.screens.prepare import library_view
from spiegel.screens.shared import kept_plan
from spiegel.screens.shared.choose_file import PLANS, SESSIONS, ChooseFile
from spiegel.screens.shared.documents import made_beside, not_written
from spiegel.screens.shared.findings import Findings
from spiegel.screens.shared.form import Field, Form
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.passphrase import key_for
from spiegel.screens.shared.pick import Pick
from spiegel.screens.shared.section import Section
from spiegel.text import plain

Answer = TypeVar("Answer")


class Plans:
    """section: the part of F2 for which this is asked, that shows it and makes the changes."""

    def __init__(self, section: Section) -> None:
        self._section = section

    async def _ask(self, panel: Screen[Answer]) -> Answer | None:
        return await self._section.app.push_screen_wait(panel)

    def _failed(self, words: str) -> None:
        self._section.notify(words, severity="error", timeout=10, markup=False)

    async def read_in(self) -> None:
        """Choose a plan, and read its questions in."""
        path = await self._ask(
            ChooseFile(_("Which plan?"), (*PLANS, *SESSIONS), self._section.meeting.path.parent)
        )
        if path is None:
            return
        if await asyncio.to_thread(is_meeting, path):
            await self._take_over(path)
        else:
            await self._read_in(path)

    async def _read_in(self, path: Path) -> None:
        try:
            handed = await asyncio.to_thread(read_plan, path, self._section.session.agenda)
        except NotDoneError as error:
            self._failed(str(error))
            return
        instead = await self._in_place()
        if instead is None:
            return
        words = handed.text.words
        self._section.submit(PlanInstead(text=words) if instead else plan.UsePlan(text=words))
        findings = handed.explain(current())
        if findings:
            title = _("The plan was read in. Look at these lines:")
            await self._ask(Findings(title, findings))

    async def look_in_library(self, here: Question | None, part: int | None) -> None:
        """Keep this running order, begin with one that was kept, or add self-direction.

        here, part: the question under the cursor, and the number of the part that it stands in.
        """
        kept = await asyncio.to_thread(self._section.meeting.others.kept_plans)
        adding: list[Where] = ["questions", "every"]
        if here is not None:
            adding.append("here")
        rows = [
            plain(_("Keep this running order…"), "$accent"),
            *map(kept_plan.row, kept),
            *(plain(_(library_view.SELF_DIRECTION[where])) for where in adding),
        ]
        picked = await self._ask(Pick(_("Library"), rows))
        if picked is None or picked.index is None:
            return
        if picked.index == 0:
            await self._keep(kept)
        elif picked.index <= len(kept):
            plan_ = kept[picked.index - 1]
            if plan_.problem:
                self._failed(plan_.problem)
            else:
                await self._read_in(plan_.path)
        else:
            where = adding[picked.index - 1 - len(kept)]
            number = here.number if here is not None and where == "here" else part
            self._section.submit(AddSelfDirection(where=where, number=number), adds=True)

    async def _keep(self, kept: Sequence[KeptPlan]) -> None:
        """Ask for a name, and keep the running order under it."""
        form = Form(
            _("Keep this running order"),
            (Field(key="name", label=_("name")),),
            check=library_view.no_name,
            advice=_("Without title, day, place and people; only what was prepared to be said."),
        )
        values = await self._ask(form)
        if values is None:
            return
        name = tidy(values["name"])
        instead = any(plan_.name.casefold() == name.casefold() for plan_ in kept)
        if instead and not await self._ask(library_view.in_place_of(name)):
            return
        keep = partial(
            self._section.meeting.others.keep_plan, self._section.session, name, instead=instead
        )
        try:
            done = await asyncio.to_thread(keep)
        except NotDoneError as error:
            self._failed(str(error))
            return
        self._section.notify(str(done.path), title=_("Kept"), timeout=10, markup=False)
        if done.doubtful:
            title = _("These may name somebody or a day; what is kept should not:")
            await self._ask(Findings(title, done.doubtful))

    async def export(self) -> None:
        """Write the running order into a file that can be read in again."""
        titles = [plain(_(KINDS[kind].title)) for kind in PLAN_KINDS]
        picked = await self._ask(Pick(_("Export the running order"), titles))
        if picked is None or picked.index is None:
            return
        try:
            written = await made_beside(self._section.meeting, PLAN_KINDS[picked.index])
        except (NotDoneError, OSError) as error:
            self._failed(not_written(error))
            return
        self._section.notify(str(written.path), title=_("Written"), timeout=10, markup=False)
        lost = otherwise(self._section.session, in_word(self._section.session))
        if lost:
            title = _("Read in again, these would say something else:")
            await self._ask(Findings(title, lost))

    async def _take_over(self, path: Path) -> None:
        """What was prepared for another meeting comes into this one."""
        others = self._section.meeting.others
        key = await key_for(self._section.app, others, path)
        if key is None:
            return
        try:
            earlier = await asyncio.to_thread(others.prepared, path, key)
        except NotDoneError as error:
            self._failed(str(error))
            return
        instead = await self._in_place()
        if instead is None:
            return
        self._section.submit(take_over(earlier, instead=instead))
        self._section.notify(taken(earlier).explain(current()), timeout=10, markup=False)

    async def _in_place(self) -> bool | None:
        """Whether the questions that wait make place for the plan's; None to leave it."""
        count = len(waiting(self._section.session))
        if not count:
            return False
        words = ngettext(
            "There is {count} question already that was not put yet.",
            "There are {count} questions already that were not put yet.",
            count,
        ).format(count=count)
        panel = Confirm(
            _("Read the plan"), words, yes=_("Put the plan in their place"), no=_("Keep them too")
        )
        return await self._ask(panel)
