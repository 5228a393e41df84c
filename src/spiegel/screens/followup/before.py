"""The round before this one: what came back, what is gone, and what was done meanwhile."""

import asyncio
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import cast

from textual import work
from textual.content import Content

from spiegel.domain.followup.next_round import LayEarlier
from spiegel.domain.report.earlier import Again, Rounds, rounds_of
from spiegel.domain.report.material import material
from spiegel.domain.report.themes import layout
from spiegel.i18n import _, translations
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.followup import view
from spiegel.screens.followup.asking import InTurnSection
from spiegel.screens.shared.choose_meeting import choose_meeting
from spiegel.screens.shared.passphrase import key_for
from spiegel.widgets.browse import Row


class BeforeSection(InTurnSection):
    """A line for each theme, under whether it came back; actions of then beneath."""

    INDENT = 4

    _rows: dict[Hashable, Again]
    _found: Rounds | None = None

    def keys(self) -> Sequence[Hashable]:
        """Headings by their words, themes by their place."""
        t = translations(self.session.info.language)
        seen = material(self.session, t)
        self._found = rounds_of(seen, layout(seen))
        self._rows = {}
        keys: list[Hashable] = []
        for heading, rows in self._found.lists(t) if self._found is not None else ():
            keys.append(heading)
            for one in rows:
                self._rows[heading, one.name] = one
                keys.append((heading, one.name))
        return keys

    def row(self, key: Hashable) -> Row:
        """A heading, or a theme with what was said of it then and now."""
        if key not in self._rows:
            return Row(heading=Content.styled(cast(str, key), "bold"))
        return view.again_row(self._rows[key], translations(self.session.info.language))

    def draw(self) -> None:
        """Draw the themes, and which round this one is laid beside."""
        super().draw()
        words = _("n lays the round before this one beside it: what came back, and what is gone.")
        self.browse.hint = Content.styled(words, "$muted")
        self.summary.words = view.before(self._found)

    @work
    async def do_before(self) -> None:
        """Choose the meeting of the round before."""
        title = _("Which meeting was the round before?")
        meeting = self.meeting
        path = await choose_meeting(self.app, meeting.others, title, meeting.path)
        if path is not None:
            self.lay(path)

    @work
    async def lay(self, path: Path) -> None:
        """Lay this meeting beside the one that is open, as it is now."""
        key = await key_for(self.app, self.meeting.others, path)
        if key is None:
            return
        try:
            earlier = await asyncio.to_thread(self.meeting.others.earlier, path, key)
        except NotDoneError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return
        self.submit(LayEarlier(earlier=earlier))
