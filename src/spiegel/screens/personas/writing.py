"""The line at the bottom for a sentence, or what a plan changes; what is typed outlives a crash."""

import asyncio
from collections.abc import Callable

import msgspec
from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Static

from spiegel.domain.personas.making import RewordSentence, WriteSentence
from spiegel.domain.personas.testing import AnswerTest
from spiegel.domain.session.personas import PersonaField, Sentence
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Remark
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.personas import view
from spiegel.screens.shared.half_form import KEEP_AFTER, HalfForm
from spiegel.text import plain
from spiegel.widgets.field import FieldLine

_TOLD = "told"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is written: in which field, what stands there, and what keeps it.

    half: what half of it is kept under. change: what makes it so, None for nothing.
    """

    field: PersonaField
    half: str
    saved: str
    change: Callable[[str], Change | None]


def sentence_asked(
    persona: int,
    field: PersonaField,
    sentence: Sentence | None,
    others: Callable[[], tuple[Session, ...]],
) -> Asked:
    """This sentence, or a new one of this field. others: the other meetings that are read."""
    if sentence is not None:
        number = sentence.number
        return Asked(
            field=field,
            half=f"persona_sentences {number}",
            saved=sentence.words,
            change=lambda words: RewordSentence(number=number, words=words, others=others()),
        )

    def written(words: str) -> Change | None:
        if not words.strip():
            return None
        return WriteSentence(persona=persona, field=field, words=words, others=others())

    return Asked(field=field, half=f"personas {persona} {field.value}", saved="", change=written)


def answer_asked(
    persona: int, field: PersonaField, plan: str, answer: Remark | None, place: int
) -> Asked:
    """What this plan changes for a persona in this field. place: of the plan among those tested."""
    saved = answer.words if answer is not None else ""

    def answered(words: str) -> Change | None:
        if words == saved:
            return None
        return AnswerTest(persona=persona, field=field, plan=plan, words=words)

    half = f"personas {persona} {field.value} plan {place}"
    return Asked(field=field, half=half, saved=saved, change=answered)


class Writing(Horizontal):
    """Not seen until it asks; what is typed waits when it is left."""

    told = getters.query_one("#told", FieldLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(id="asked")
        self._meeting = meeting
        self.asked: Asked | None = None
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """The name of the field, and the line."""
        yield Static("", id="asked-label")
        yield FieldLine(id="told")

    @property
    def asks(self) -> bool:
        """Whether something is being written."""
        return self.asked is not None

    def ask(self, asked: Asked) -> None:
        """Write this."""
        self.asked = asked
        label = f"{view.digit_of(asked.field)} · {view.named(asked.field)}"
        self.query_one("#asked-label", Static).update(plain(label, "bold $accent"))
        half = HalfForm(self._meeting, asked.half)
        self.told.value = half.typed({_TOLD: asked.saved}).get(_TOLD, asked.saved)
        self.told.cursor_position = len(self.told.value)
        self.screen.add_class("-asking")
        self.screen.set_focus(self.told)
        self.screen.refresh_bindings()

    async def typed(self) -> None:
        """All keys that were pressed by now stand in the line."""
        there = asyncio.Event()
        self.told.call_later(there.set)
        await there.wait()

    def hold(self, words: str) -> None:
        """This is typed now, and kept soon."""
        if self.asked is not None:
            half = HalfForm(self._meeting, self.asked.half)
            half.hold({_TOLD: words}, {_TOLD: self.asked.saved})
            if self._keeping is None:
                self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        self._meeting.keep()

    def kept(self) -> Change | None:
        """What keeps it as it stands in the line; nothing where there is nothing to keep."""
        if self.asked is None:
            return None
        asked, half = self.asked, HalfForm(self._meeting, self.asked.half)
        words = half.left(self.told.value)
        half.done()
        self.left()
        return asked.change(words)

    def left(self) -> None:
        """The line is not seen any more; what is typed in it waits."""
        self._meeting.keep()
        self.asked = None
        self.screen.remove_class("-asking")
