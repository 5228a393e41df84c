"""The line at the bottom in which a sentence of a persona is written; it outlives a crash."""

import asyncio

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Static

from spiegel.domain.personas.making import RewordSentence, WriteSentence
from spiegel.domain.session.personas import PersonaField, Sentence
from spiegel.domain.session.session import Change
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.personas import view
from spiegel.screens.shared.half_form import KEEP_AFTER, HalfForm
from spiegel.text import plain
from spiegel.widgets.field import FieldLine

_TOLD = "told"


class Writing(Horizontal):
    """Not seen until it asks; what is typed waits when it is left."""

    told = getters.query_one("#told", FieldLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(id="asked")
        self._meeting = meeting
        self._about: tuple[int, PersonaField, Sentence | None] | None = None
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """The name of the field, and the line."""
        yield Static("", id="asked-label")
        yield FieldLine(id="told")

    @property
    def asks(self) -> bool:
        """Whether a sentence is being written."""
        return self._about is not None

    def ask(self, persona: int, field: PersonaField, sentence: Sentence | None) -> None:
        """Write this sentence, or a new one of this field."""
        self._about = persona, field, sentence
        label = f"{view.digit_of(field)} · {view.named(field)}"
        self.query_one("#asked-label", Static).update(plain(label, "bold $accent"))
        self.told.value = self._half.typed({_TOLD: self._saved}).get(_TOLD, self._saved)
        self.told.cursor_position = len(self.told.value)
        self.screen.add_class("-asking")
        self.screen.set_focus(self.told)
        self.screen.refresh_bindings()

    @property
    def _saved(self) -> str:
        sentence = self._about[2] if self._about is not None else None
        return sentence.words if sentence is not None else ""

    @property
    def _half(self) -> HalfForm:
        persona, field, sentence = self._about or (0, PersonaField.HOME, None)
        if sentence is not None:
            return HalfForm(self._meeting, f"persona_sentences {sentence.number}")
        return HalfForm(self._meeting, f"personas {persona} {field.value}")

    async def typed(self) -> None:
        """All keys that were pressed by now stand in the line."""
        there = asyncio.Event()
        self.told.call_later(there.set)
        await there.wait()

    def hold(self, words: str) -> None:
        """This is typed now, and kept soon."""
        if self._about is not None:
            self._half.hold({_TOLD: words}, {_TOLD: self._saved})
            if self._keeping is None:
                self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        self._meeting.keep()

    def kept(self) -> Change | None:
        """What writes the sentence as it stands in the line; nothing where it has no words."""
        if self._about is None:
            return None
        persona, field, sentence = self._about
        words = self.told.value
        self._half.done()
        self.left()
        if sentence is not None:
            return RewordSentence(number=sentence.number, words=words)
        if not words.strip():
            return None
        return WriteSentence(persona=persona, field=field, words=words)

    def left(self) -> None:
        """The line is not seen any more; what is typed in it waits."""
        self._meeting.keep()
        self._about = None
        self.screen.remove_class("-asking")
