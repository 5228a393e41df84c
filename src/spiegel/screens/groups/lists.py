"""Both lists of Groups as they are drawn: the ideas at the left, the groups at the right."""

from collections.abc import Callable, Hashable
from typing import Final, cast

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from spiegel.domain.session.polls import Cluster, Idea
from spiegel.screens.groups import view
from spiegel.screens.groups.alike import Alike
from spiegel.screens.groups.listed import Listed
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.line import StatusLine

AFTER_FRAME: Final = 0.02
"""Seconds after which the next idea is surely seen to be marked, as a frame takes at most."""


class Lists(Horizontal):
    """listed: what is in them. alike: what looks like the marked idea. drawn: is told that the
    groups were drawn. other_keys: is told when there are groups or ideas, or none any more.
    """

    ideas = getters.query_one("#ideas", Browse)
    groups = getters.query_one("#groups", Browse)
    over_ideas = getters.query_one("#over-ideas", StatusLine)
    over_groups = getters.query_one("#over-groups", StatusLine)

    def __init__(
        self,
        listed: Listed,
        alike: Alike,
        drawn: Callable[[], None],
        other_keys: Callable[[], None],
    ) -> None:
        super().__init__(id="lists")
        self._listed, self._alike = listed, alike
        self._drawn, self._other_keys = drawn, other_keys
        self._single = False
        self._offered = (-1, False, False, False)
        self._to_draw: tuple[view.Key | None] | None = None
        self._coming_back = False

    def compose(self) -> ComposeResult:
        """Ideas and groups side by side."""
        with Vertical(id="left"):
            yield StatusLine(id="over-ideas", classes="heading")
            yield Browse(self._row, indent=3, click_chooses=False, id="ideas")
        with Vertical(id="right"):
            yield StatusLine(id="over-groups", classes="heading")
            yield Browse(self._row, indent=5, id="groups")

    def _row(self, key: Hashable) -> Row:
        kind, number = cast(view.Key, key)
        if kind == "idea":
            return self._listed.idea_row(number, alike=number in self._alike.ideas)
        alike = number in self._alike.groups
        return self._listed.group_row(number, alike=alike, single=self._single)

    # What is marked

    @property
    def idea(self) -> Idea | None:
        """The marked idea."""
        key = cast(view.Key | None, self.ideas.key)
        return self._listed.session.ideas.get(key[1]) if key is not None else None

    @property
    def cluster(self) -> Cluster | None:
        """The marked group."""
        self._draw_rest()
        key = cast(view.Key | None, self.groups.key)
        return self._listed.session.clusters.get(key[1]) if key is not None else None

    def await_back(self) -> None:
        """Something is taken back: an idea that comes back by that is marked."""
        self._coming_back = True

    # Drawing

    def draw(self, idea: view.Key | None = None, group: view.Key | None = None) -> None:
        """Draw all; idea, group: where the cursors go."""
        self._listed.look()
        self._draw_ideas(idea)
        self._draw_groups(group)

    def go_on(self, idea: view.Key | None, group: view.Key | None) -> None:
        """The next idea is marked at once, as the eye waits for that; the groups come after it."""
        self._draw_ideas(idea)
        if self._to_draw is None:
            self.set_timer(AFTER_FRAME, self._draw_rest)
        self._to_draw = (group,)

    def _draw_rest(self) -> None:
        if self._to_draw is not None:
            self._draw_groups(self._to_draw[0])

    def _draw_ideas(self, idea: view.Key | None) -> None:
        listed, before = self._listed, self._listed.waiting
        answered = listed.list_ideas()
        if idea is None and self._coming_back:
            back = listed.waiting - before
            idea = next((key for key in listed.ideas if key in back), None)
            self._coming_back = idea is None
        if not listed.ideas:
            self.ideas.hint = view.no_ideas(
                listed.session, listed.question, len(answered), listed.inside
            )
        self.ideas.show(listed.ideas, at=idea)

    def _draw_groups(self, group: view.Key | None) -> None:
        """The groups, and what is said over both lists."""
        listed, self._to_draw = self._listed, None
        offered = len(listed.numbers), bool(listed.ideas), listed.puts, listed.takes_out
        if offered != self._offered:
            self._offered = offered
            self._other_keys()
        self._single = view.LINES * len(listed.numbers) > self.groups.size.height
        self.groups.hint = view.no_groups(sum(listed.counts.values()))
        self.groups.show(listed.group_keys, at=group)
        inside = listed.session.clusters.get(listed.inside) if listed.inside is not None else None
        shown = listed.shown(inside.number) if inside is not None else 0
        self.over_ideas.words = view.left_heading(inside, shown, len(listed.waiting))
        self.over_groups.words = view.right_heading(len(listed.numbers))
        self._drawn()

    def mark_alike(self) -> None:
        """Mark what looks like the marked idea; nothing is done by itself."""
        if self._alike.find(self._listed.session, self.idea):
            found = self._alike.ideas or self._alike.groups
            self.over_groups.end = view.legend() if found else Content("")
            self.ideas.draw_changed()
            self.groups.draw_changed()
