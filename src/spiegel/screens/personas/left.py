"""The left side of Personas: what was said, here and in other meetings, each under its theme."""

from collections.abc import Callable, Hashable
from typing import cast

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical

from spiegel.domain.personas.making import sentences_of
from spiegel.domain.session.personas import Persona, PersonaField, Sentence
from spiegel.domain.session.session import Change
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.personas import view
from spiegel.screens.personas.beside import Beside, Heading, Place, rests_on
from spiegel.screens.shared.choose_meeting import choose_meeting
from spiegel.screens.shared.passphrase import key_for
from spiegel.widgets.browse import Browse, BrowseInTurn, Row
from spiegel.widgets.line import StatusLine


class Left(Vertical):
    """beside: what was said. persona: gives the one under which it can lie."""

    browse = getters.query_one(Browse)

    def __init__(
        self, meeting: Meeting, beside: Beside, persona: Callable[[], Persona | None]
    ) -> None:
        super().__init__(id="left")
        self._meeting, self._beside, self._persona = meeting, beside, persona
        self._resting: tuple[Sentence, ...] = ()

    def compose(self) -> ComposeResult:
        """How much was said, and all of it."""
        yield StatusLine(whole=True, classes="heading")
        yield BrowseInTurn(self._row, indent=6, click_chooses=False, leaps=True, id="said")

    def draw(self, at: Place | None = None) -> None:
        """Draw what was said. at: what is marked then."""
        self._beside.look()
        self._resting = self._told()
        heading = view.left_heading(len(self._beside.said), self._beside.meetings)
        self.query_one(StatusLine).words = heading
        self.browse.hint = view.nothing_said()
        self.browse.show(self._beside.listed, at=at)

    def _row(self, key: Hashable) -> Row:
        if key not in self._beside.said:
            meeting, theme = cast(Heading, key)
            return view.said_heading(self._beside.title(meeting), theme)
        fields = {one.field for one in self._resting if rests_on(one, key)}
        return view.said_row(self._beside.said[key], fields)

    def _told(self) -> tuple[Sentence, ...]:
        persona = self._persona()
        return sentences_of(self._meeting.session, persona.number) if persona is not None else ()

    @property
    def marked(self) -> Place | None:
        """What is marked."""
        return cast(Place | None, self.browse.key)

    def put(self, field: PersonaField) -> Change | None:
        """What puts the marked under a field; the next one is marked. None without a persona."""
        persona, where = self._persona(), self.marked
        if persona is None or where is None:
            return None
        self.browse.action_move(1)
        return self._beside.under(where, persona.number, field)

    def taken(self) -> list[Change]:
        """What takes the marked from under every sentence."""
        where = self.marked
        resting = (one for one in self._told() if where is not None and rests_on(one, where))
        return [self._beside.taken(one, where) for one in resting if where is not None]

    async def read_another(self) -> bool:
        """Choose and read another meeting; True when what was said there is in sight now."""
        others = self._meeting.others
        title = _("Which meeting shall be read beside this one?")
        path = await choose_meeting(self.app, others, title, self._meeting.path)
        key = await key_for(self.app, others, path) if path is not None else None
        if path is None or key is None:
            return False
        source = await self._beside.read(path, key)
        if source.problem:
            self.notify(source.problem, severity="error", timeout=10, markup=False)
        elif source.id not in self._beside.sources:
            self.notify(_("That is this meeting itself."), severity="warning", markup=False)
        else:
            self.draw(next((w for w in self._beside.said if w[0] == source.id), None))
            return True
        return False
