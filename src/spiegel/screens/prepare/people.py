"""The day's list itself: participants and listeners with their columns."""

from collections.abc import Callable, Hashable, Sequence
from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from spiegel.domain.session.people import Listener, Participant
from spiegel.screens.prepare import day_view as view
from spiegel.screens.shared.section import Section
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.line import StatusLine


class People(Browse):
    """The list; a click on an answer of the person under the cursor changes that answer."""

    class Pressed(Message):
        """A column of the person under the cursor was clicked."""

        def __init__(self, column: str) -> None:
            super().__init__()
            self.column = column

    def __init__(self, row: Callable[[Hashable], Row], *, indent: int) -> None:
        super().__init__(row, indent=indent)
        self._clicked: int | None = None

    def on_click(self, event: events.Click) -> None:
        """Remember where, then do what every list does."""
        self._clicked = event.x
        super().on_click(event)
        self._clicked = None
        event.prevent_default()

    def action_choose(self) -> None:
        """Choose the person, or the answer that was clicked."""
        x, self._clicked = self._clicked, None
        column = view.column_at(x, self.size.width) if x is not None else ""
        if column and self.key is not None:
            self.post_message(self.Pressed(column))
        else:
            super().action_choose()


class PeopleSection(Section):
    """The list of all people with its columns, and who the cursor stands on."""

    def above(self) -> ComposeResult:
        """The words above the columns."""
        yield StatusLine(classes="header")

    def make_list(self) -> Browse:
        """A list whose answers can be clicked."""
        return People(self.row, indent=view.INDENT)

    def on_resize(self) -> None:
        """The columns follow the width."""
        width = self.browse.size.width
        self.query_one(".header", StatusLine).words = view.header(self.session, width)
        self.summary.words = view.summary(self.session, width)

    def keys(self) -> Sequence[Hashable]:
        """Participants, then listeners."""
        return view.keys(self.session)

    def row(self, key: Hashable) -> Row:
        """One person."""
        return view.row(self.session, cast(view.Key, key), self.browse.size.width)

    def draw(self) -> None:
        """Draw the list, the numbers and the advice."""
        super().draw()
        self.query_one(".header", StatusLine).words = view.header(
            self.session, self.browse.size.width
        )
        self.summary.words = view.summary(self.session, self.browse.size.width)
        self.advice.words = view.advice_words(self.session)

    def about_words(self) -> Content:
        """What follows from the answers of the person under the cursor."""
        return view.about(
            self.session,
            cast(view.Key | None, self.browse.key),
            short=bool(self.about.end.plain),
        )

    def on_people_pressed(self, event: People.Pressed) -> None:
        """A click on an answer is its key."""
        event.stop()
        if event.column in ("present", "chair"):
            self.do(event.column)
        else:
            self.do("consent", event.column)

    # Who the cursor stands on

    @property
    def person(self) -> Participant | Listener | None:
        """The person under the cursor."""
        key = cast(view.Key | None, self.browse.key)
        return getattr(self.session, key[0]).get(key[1]) if key is not None else None

    @property
    def participant(self) -> Participant | None:
        """The participant under the cursor, who can still be asked something."""
        person = self.person
        return person if isinstance(person, Participant) and not person.withdrawn else None
