"""All statements: looked at by filters, and tagged many at a time."""

from collections.abc import Hashable, Sequence
from typing import cast

from textual import work

from spiegel.domain.capture.elements import tagging
from spiegel.domain.session.elements import Element
from spiegel.i18n import _
from spiegel.screens.review import filters, view
from spiegel.screens.review.checking import Checking
from spiegel.screens.shared.pick import Pick
from spiegel.text import plain
from spiegel.widgets.browse import Row, typed
from spiegel.widgets.corner import Corner


class Statements(Checking):
    """All statements, or those that a filter lets pass; a key can be about many of them."""

    DIGITS = False
    wanted = filters.Filter()
    marked: frozenset[int] = frozenset()
    """The numbers of those that the next key is about, in place of the one under the cursor."""

    def row(self, key: Hashable) -> Row:
        """One row."""
        return view.row(self.session, cast(view.Key, key), marked=key in self.marked)

    def keys(self) -> Sequence[Hashable]:
        """The statements that pass, in the order in which they were said."""
        return filters.passing(self.session, self.wanted)

    def draw(self) -> None:
        """Draw the list and which statements it holds."""
        super().draw()
        self.browse.hint = view.nothing(self.session, all_=True)
        there = self.keys()
        self.marked = self.marked.intersection(cast(Sequence[int], there))
        self.summary.words = filters.filter_words(
            self.session, self.wanted, len(there), marked=len(self.marked)
        )
        self.summary.corner = Corner(quiet=filters.hint(self.session, self.wanted, self.marked))

    @work
    async def do_filter(self) -> None:
        """Choose which statements are shown; typed letters are searched for."""
        session = self.session
        choices = filters.choices(session)
        names = [plain(_("show all"), "$primary"), *(typed(words) for _wanted, words in choices)]
        picked = await self.app.push_screen_wait(
            Pick(
                _("Show only"),
                names,
                new=lambda text: _("search for “{text}”").format(text=text),
            )
        )
        if picked is None:
            return
        if picked.index is None:
            wanted = filters.joined(self.wanted, filters.Filter(text=picked.text))
        elif picked.index == 0:
            wanted = filters.Filter()
        else:
            wanted = filters.joined(self.wanted, choices[picked.index - 1][0])
        self.look_at(wanted)

    def look_at(self, wanted: filters.Filter) -> None:
        """Show these; none of them is marked yet."""
        self.wanted, self.marked = wanted, frozenset()
        self.draw()

    def do_next_theme(self) -> None:
        """Only the statements of the next theme; after the last one all again."""
        self.look_at(filters.next_theme(self.session, self.wanted))

    def do_mark(self) -> None:
        """The next key is about this statement too, or not after all."""
        if isinstance(self.key, int):
            self.marked = self.marked ^ {self.key}
            self.draw()

    def do_mark_all(self) -> None:
        """The next key is about all that are shown; or about none but that under the cursor."""
        there = frozenset(cast(Sequence[int], self.keys()))
        self.marked = frozenset() if self.marked == there else there
        self.draw()

    def do_element(self, element: str) -> None:
        """What is marked, else what is under the cursor, is about an element of self-direction."""
        here = (self.key,) if isinstance(self.key, int) else ()
        self.send(tagging(self.session, tuple(sorted(self.marked)) or here, Element(element)))
