"""What participants will hear of the actions, as the letters of this round say it."""

from collections.abc import Hashable, Sequence
from typing import cast

from textual.content import Content

from spiegel.domain.followup.rounds import round_now
from spiegel.domain.followup.telling import Heard, Told, telling
from spiegel.domain.report.material import material
from spiegel.i18n import _, translations
from spiegel.screens.followup import view
from spiegel.screens.shared.section import Section
from spiegel.widgets.browse import Row


class HeardSection(Section):
    """The actions under the words by which participants hear of them."""

    INDENT = 6

    _told: dict[int, Told]

    def keys(self) -> Sequence[Hashable]:
        """The headings that have actions, each with these."""
        words_in = translations(self.session.info.language)
        told = list(telling(material(self.session, words_in), self.today))
        self._told = {each.number: each for each in told}
        return [
            key
            for heard in Heard
            if any(each.heard is heard for each in told)
            for key in (heard, *(each.number for each in told if each.heard is heard))
        ]

    def row(self, key: Hashable) -> Row:
        """A heading, or an action as participants hear of it."""
        if isinstance(key, Heard):
            return view.heard_heading(key)
        return view.told_row(self._told[cast(int, key)])

    def draw(self) -> None:
        """Draw what is heard, and for whom words are still missing."""
        super().draw()
        self.browse.hint = Content.styled(_("No action was made yet: F5 makes them."), "$muted")
        lacking = sum(each.lacks for each in self._told.values())
        self.summary.words = view.lacking(lacking)
        now = round_now(self.session, self.today)
        self.advice.words = view.tells(self.session, now)
