"""The themes in Review: a new one stays, goes into another, gets another name or a group."""

from collections.abc import Hashable
from typing import cast

import msgspec
from textual import work
from textual.content import Content

from spiegel.domain.session.themes import ConfirmTheme
from spiegel.i18n import _
from spiegel.screens.prepare.themes import ThemesSection
from spiegel.screens.review.merging import merge
from spiegel.widgets.browse import Browse, Row


class CheckedThemes(ThemesSection):
    """The themes of Prepare, with what only Review needs."""

    def row(self, key: Hashable) -> Row:
        """A theme; a new one says so."""
        row = super().row(key)
        theme = self.session.themes.get(cast(int, key))
        if theme is None or theme.confirmed:
            return row
        new = Content.styled(_("new"), "$accent")
        return msgspec.structs.replace(row, end=Content.assemble(new, "  ", row.end))

    def do_accept(self) -> None:
        """A new theme stays."""
        if self.theme is not None and not self.theme.confirmed:
            self.submit(ConfirmTheme(number=self.theme.number))

    def can(self, verb: str) -> bool:
        """Only a new theme waits to be left as it is."""
        new = self.theme is not None and not self.theme.confirmed
        return super().can(verb) and (verb != "accept" or new)

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter: a new theme stays, any other is changed."""
        event.stop()
        event.prevent_default()
        self.do("accept" if self.can("accept") else "edit")

    @work
    async def do_merge(self) -> None:
        """All that stands under this theme comes under another one."""
        if self.theme is not None:
            await merge(self, self.session, self.theme, self.submit)
