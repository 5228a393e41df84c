"""The outcomes in Review: every question read and counted, and the ideas under their groups."""

from collections.abc import Hashable, Sequence
from typing import cast

from textual.content import Content

from spiegel.domain.capture.editing import Remove, RewriteLine
from spiegel.domain.notation.write import write
from spiegel.domain.polls.reading import polled
from spiegel.domain.report.review import Concern, idea_concern
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Remark
from spiegel.i18n import _, ngettext
from spiegel.screens.review import answers, outcomes_view, view
from spiegel.screens.review.checking import Checking
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.details import Known


class Outcomes(Checking):
    """A list to read; an idea in it can be checked, marked and said otherwise as in the queue."""

    INDENT = 4

    def make_list(self) -> Browse:
        """A list in which only a key decides, not a click."""
        return Browse(self.row, indent=self.INDENT, click_chooses=False)

    @property
    def key(self) -> view.Key | None:
        """The idea under the cursor."""
        key = self.browse.key
        return key if isinstance(key, Concern) else None

    def keys(self) -> Sequence[Hashable]:
        """The questions with all that is said of them."""
        return list(outcomes_view.rows(self.session))

    def row(self, key: Hashable) -> Row:
        """One row."""
        return outcomes_view.rows(self.session).get(cast(outcomes_view.Key, key), Row())

    def can(self, verb: str) -> bool:
        """Ideas are decided about, and accepted while they wait for it; explanations changed."""
        if self._explanation is not None:
            return verb in ("edit", "remove")
        idea = view.idea_of(self.session, self.key)
        if idea is None or verb not in ("accept", "paraphrase", "toggle"):
            return False
        return verb != "accept" or idea_concern(idea) is not None

    def draw(self) -> None:
        """Draw the list, and of how many questions."""
        super().draw()
        count = len(polled(self.session))
        words = ngettext("{count} question answered", "{count} questions answered", count)
        self.browse.hint = outcomes_view.nothing()
        self.summary.words = Content.styled(words.format(count=count) if count else "", "$muted")

    def card(self) -> Known:
        """Of an idea or an explanation all that is known; else how the figures were made."""
        key, explanation = self.browse.key, self._explanation
        if explanation is not None:
            return Known((outcomes_view.explanation_card(explanation),))
        if isinstance(key, tuple):
            return Known((outcomes_view.card(self.session, cast(tuple[str, int, int], key)),))
        return super().card()

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter: the idea may be shown as it is."""
        event.stop()
        event.prevent_default()
        self.do("accept")

    def do_accept(self) -> None:
        """It stays as it is."""
        self.send(answers.accepted(self.key))

    @property
    def _explanation(self) -> Remark | None:
        """The explanation under the cursor."""
        return outcomes_view.explanation(self.session, self.browse.key)

    def do_edit(self) -> None:
        """The line of an explanation written again, with or without a code before it."""
        remark = self._explanation
        if remark is None:
            return
        line = write(remark, self.session)

        def answer(_session: Session, _key: view.Key | None, words: str) -> list[Change]:
            again = RewriteLine(table="remarks", number=remark.number, text=words, before=line)
            return [again] if words.strip() and words != line else []

        self.write(_("Explanation"), line, answer, f"remarks {remark.number}")

    def do_remove(self) -> None:
        """Take an explanation away; undo brings it back."""
        remark = self._explanation
        if remark is not None:
            self.send(Remove(table="remarks", number=remark.number))
            self.say(_("The explanation is taken away. ctrl+z brings it back."))


def name() -> str:
    """What this part is called."""
    return _("outcomes")
