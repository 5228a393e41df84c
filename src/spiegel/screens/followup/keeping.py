"""What is kept of this meeting, until when, and wiping what has to go."""

import asyncio
import datetime
from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import cast

from textual import work
from textual.content import Content

from spiegel.domain.preparation.retention import NAMES, KeepUntil, Term, terms_of
from spiegel.domain.preparation.terms import Kept
from spiegel.domain.report.wording import date_words
from spiegel.i18n import _, current
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.followup import view
from spiegel.screens.followup.asking import InTurnSection
from spiegel.screens.shared.documents_view import listed
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.typed_day import typed_day, wrong_day
from spiegel.widgets.browse import Row


class KeepingSection(InTurnSection):
    """A line for the private documents, the key file, and the meeting itself."""

    INDENT = 5

    _terms: Mapping[Hashable, Term] = MappingProxyType({})
    _there: dict[Kept, int] | None = None
    """How many files of each there are; None until it was looked."""

    def keys(self) -> Sequence[Hashable]:
        """What is kept, in the order in which it goes."""
        self._terms = {term.kept: term for term in terms_of(self.session, self.today)}
        return list(self._terms)

    def row(self, key: Hashable) -> Row:
        """What it is, until when it is kept, and whether it is there."""
        there = None if self._there is None else self._there[cast(Kept, key)]
        return view.term_row(self._terms[key], there)

    def draw(self) -> None:
        """Draw what is kept; what there is of it is looked up meanwhile."""
        super().draw()
        words = _("The terms are a choice of the organisation: [keep] in settings.toml.")
        self.summary.words = Content.styled(words, "$muted")
        self._say_late()
        if self._there is None:
            self.look()

    def _say_late(self) -> None:
        self.advice.words = view.to_wipe(self._terms.values(), self._there)

    def about_words(self) -> Content:
        """What the keys do here."""
        return Content.styled(
            _("w wipes it for good · Enter: another day, for this meeting"), "$muted"
        )

    @work(exclusive=True, group="kept", exit_on_error=False)
    async def look(self) -> None:
        """Look which files there are."""
        self._there = await asyncio.to_thread(self._counted)
        self.browse.refresh()
        self._say_late()

    def _counted(self) -> dict[Kept, int]:
        try:
            names = int(self.meeting.names.look())
        except NotDoneError:
            names = 0
        private = len(self.meeting.documents.private())
        return {Kept.PRIVATE: private, Kept.NAMES: names, Kept.SESSION: 1}

    @work
    async def do_edit(self) -> None:
        """Another day, for this meeting alone."""
        term = self._terms.get(self.browse.key)
        if term is None:
            return
        day = date_words(term.until, current()) if term.until is not None else ""
        form = Form(
            _(NAMES[term.kept]),
            (Field(key="day", label=_("wipe on"), value=day, example=_("15 December, or 15-12")),),
            check=partial(_problem, today=self.today),
            half=HalfForm(self.meeting.typed, f"keep {term.kept}"),
            advice=_("Empty: as long as the terms say."),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None and values["day"] != day:
            typed = typed_day(values["day"], self.today)
            self.submit(KeepUntil(kept=term.kept, day=typed))

    @work
    async def do_wipe(self) -> None:
        """Wipe what the cursor stands on, after a question; the meeting itself from outside."""
        term = self._terms.get(self.browse.key)
        if term is None:
            return
        if term.kept is Kept.SESSION:
            words = _("Close the meeting first; then: spiegel wipe {file}")
            self.say(words.format(file=self.meeting.path.name))
            return
        if not (self._there or {}).get(term.kept):
            self.say(_("There is nothing of that to wipe."))
            return
        words, wipe = _(NAMES[term.kept]), self.meeting.names.wipe
        if term.kept is Kept.PRIVATE:
            documents = self.meeting.documents
            private = await asyncio.to_thread(documents.private)
            words, wipe = f"{words}:\n{listed(private)}", partial(documents.wipe_private, private)
        asked = Confirm(_("Wipe for good?"), words, _("Yes, wipe"), _("No, leave it"))
        if not await self.app.push_screen_wait(asked):
            return
        try:
            await asyncio.to_thread(wipe)
        except (NotDoneError, OSError) as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
        self.look()


def _problem(values: Values, today: datetime.date) -> str:
    """What stands in the way of keeping it."""
    return wrong_day(values["day"], today)
