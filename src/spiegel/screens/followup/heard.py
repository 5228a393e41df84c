"""What participants will hear of the actions, as the letters of this round say it."""

from collections.abc import Hashable, Sequence
from typing import cast

from textual import work
from textual.content import Content

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.actions.following import standing
from spiegel.domain.followup.rounds import LETTERS, Round, round_told
from spiegel.domain.followup.telling import Heard, Told, telling
from spiegel.domain.report.material import material
from spiegel.domain.session.actions import ActionKind, told_field
from spiegel.i18n import N_, _, translations
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.followup import view
from spiegel.screens.followup.asking import ASKED, AskingSection
from spiegel.screens.shared.asked import Asked
from spiegel.screens.shared.documents import made_beside, not_written
from spiegel.screens.shared.shared_key import debrief_key
from spiegel.widgets.browse import Row


class HeardSection(AskingSection):
    """The actions under the words by which participants hear of them; Enter types what lacks."""

    INDENT = 6

    _told: dict[int, Told]
    _making: bool = False

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
            return view.heard_heading(self.session, key)
        return view.told_row(self._told[cast(int, key)])

    def draw(self) -> None:
        """Draw what is heard, and for whom words are still missing."""
        super().draw()
        hint = _("No action was made yet: {key} makes them.")
        words = hint.format(key=debrief_key(self.session))
        self.browse.hint = Content.styled(words, "$muted")
        lacking = sum(each.lacks for each in self._told.values())
        self.summary.words = view.lacking(lacking)
        self.advice.words = view.tells(self.session, self.now)

    @property
    def now(self) -> Round:
        """The round of which participants hear: the one just held, or the one that comes next."""
        return round_told(self.session, self.today)

    def to_begin_with(self, keys: Sequence[Hashable]) -> list[Hashable]:
        """The first of which participants would miss something."""
        return [key for key in keys if self._lacks(key)][:1]

    def _lacks(self, key: Hashable) -> bool:
        return isinstance(key, int) and self._told[key].lacks

    def about_words(self) -> Content:
        """What the keys do here."""
        missing = _("Enter: type what is missing") if self._lacks(self.browse.key) else ""
        words = (missing, _("m: make the letter"), _("its own words: F2, letters"))
        return Content.styled(" · ".join(filter(None, words)), "$muted")

    def do_edit(self) -> None:
        """What participants hear of it: what shows it, why not, or how it stands."""
        action = self.session.actions.get(cast(int, self.browse.key))
        if action is None:
            return
        declined = action.kind is ActionKind.DECLINE
        field = "reason" if declined else told_field(action.status)
        asked = ASKED.get(standing(action, self.today), N_("how does it stand?"))
        asked = N_("why not?") if declined else asked
        number = action.number
        self.ask(
            Asked(
                label=f"{number} · {_(asked)}",
                half=f"{field} {number}",
                saved=action.reason if declined else action.told,
                change=lambda words: EditAction(number=number, fields={field: words}),
            )
        )

    def to_next(self) -> None:
        """On to the next of which something is missing; where none is, the cursor stays."""
        here = self.browse.key
        after = self._keys[self._keys.index(here) + 1 :] if here in self._keys else ()
        self.browse.show(self._keys, at=next((key for key in after if self._lacks(key)), here))

    @work(exit_on_error=False)
    async def do_make(self) -> None:
        """Make the letter of this round beside the meeting; say where it is, or why it is not."""
        if self._making:
            return
        self._making = True
        try:
            made = await made_beside(self.meeting, LETTERS[self.now.key])
        except (NotDoneError, OSError) as error:
            self.notify(not_written(error), severity="error", timeout=10, markup=False)
        else:
            self.notify(str(made.path), title=_("letter made"), timeout=10, markup=False)
        finally:
            self._making = False
