"""The right side of Personas: the fields of a persona, or while a plan is tested its questions."""

from collections.abc import Callable, Hashable
from typing import cast

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from spiegel.domain.session.personas import Persona, PersonaField, Sentence
from spiegel.domain.session.session import Change
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.personas import view
from spiegel.screens.personas.fields import Fields
from spiegel.screens.personas.testing import Testing
from spiegel.widgets.browse import Browse, BrowseInTurn, Row
from spiegel.widgets.line import StatusLine


class Right(Vertical):
    """fields, testing: what it shows, of the one or the other. persona: gives the one in sight."""

    browse = getters.query_one(Browse)

    def __init__(
        self,
        meeting: Meeting,
        fields: Fields,
        testing: Testing,
        persona: Callable[[], Persona | None],
    ) -> None:
        super().__init__(id="right")
        self._meeting, self._persona = meeting, persona
        self._fields, self._testing = fields, testing
        self._shown: Fields | Testing = fields
        self._awaited: PersonaField | None = None

    def compose(self) -> ComposeResult:
        """How much was written, and all of it."""
        yield StatusLine(whole=True, classes="heading")
        yield BrowseInTurn(self._row, indent=4, id="card")

    @property
    def tests(self) -> bool:
        """Whether a plan is tested against the persona in sight."""
        return self._testing.plan is not None and self._persona() is not None

    @property
    def shown(self) -> Fields | Testing:
        """What was drawn here last: its rows stand here until the next time."""
        return self._shown

    @property
    def has_keys(self) -> bool:
        """Whether this side has the keys, and not what was said."""
        return self.browse.has_focus

    def draw(self) -> None:
        """Draw the persona as it is now; what was put somewhere is marked when it is there."""
        put = self._awaited if not self.tests else None
        self._show(view.row_of(self._meeting.session, self._persona(), put) if put else None)

    def _show(self, at: view.Key | None) -> None:
        persona, shown = self._persona(), self._testing if self.tests else self._fields
        shown.look(persona)
        self._shown = shown
        self.query_one(StatusLine).words = shown.heading()
        self.browse.hint = view.no_persona()
        self.browse.show(shown.keys(), at=at)

    def _row(self, key: Hashable) -> Row:
        return self.shown.row(cast(view.Key, key))

    # What is marked

    @property
    def _marked(self) -> view.Key | None:
        return cast(view.Key | None, self.browse.key)

    @property
    def sentence(self) -> Sentence | None:
        """The sentence that is marked."""
        return self._fields.sentence(self._marked)

    @property
    def field(self) -> PersonaField | None:
        """The field that is marked, or of the marked sentence."""
        return self.shown.field(self._marked)

    def below(self) -> Content:
        """What is to be said of what is marked."""
        return self.shown.below(self._marked)

    def await_put(self, field: PersonaField) -> None:
        """Something is on its way to this field: its row is marked when it is there."""
        self._awaited = field

    def mark(self, field: PersonaField | None) -> None:
        """Mark the last sentence of a field; None: the top of the persona."""
        self._awaited = None
        session, persona = self._meeting.session, self._persona()
        if self.tests or persona is None:
            return
        at = view.row_of(session, persona, field) if field else view.card_keys(session, persona)[0]
        if self.browse.key != at:
            self._show(at)

    def mark_question(self, field: PersonaField) -> None:
        """Mark the question of a field, of the plan that is tested."""
        self._show(view.tested_key(field))

    # What can be done with it

    def allows(self, action: str) -> bool:
        """Whether this can be done with what is seen here, and is marked where the keys are."""
        return self.shown.allows(action, self._marked if self.has_keys else None)

    def removed(self) -> Change | None:
        """What takes away the marked, where the keys are here."""
        return self.shown.removed(self._marked if self.has_keys else None)
