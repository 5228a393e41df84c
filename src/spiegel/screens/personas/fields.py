"""The right side of Personas: the fields of a persona, their sentences, and what is weak in one."""

from functools import partial
from typing import cast

from textual.content import Content

from spiegel.domain.personas.making import (
    RemovePersona,
    RemoveSentence,
    RewordSentence,
    WriteSentence,
    sentences_of,
)
from spiegel.domain.personas.weakness import Weak, may_stay, weaknesses
from spiegel.domain.session.personas import Persona, PersonaField, Sentence
from spiegel.domain.session.session import Change
from spiegel.i18n import current
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.personas import view
from spiegel.screens.personas.beside import Beside
from spiegel.screens.shared.asked import Asked
from spiegel.widgets.browse import Row


class Fields:
    """beside: the meetings that are read, since somebody can have been heard there.

    What is told of a row is as the meeting was when it was last looked at, which is when the rows
    were drawn: a sentence may have gone since.
    """

    def __init__(self, meeting: Meeting, beside: Beside) -> None:
        self._meeting, self._beside = meeting, beside
        self._session = meeting.session
        self._persona: Persona | None = None
        self._weak: tuple[Weak, ...] = ()

    def look(self, persona: Persona | None) -> None:
        """This persona is in sight, with what is weak in it now."""
        self._persona, self._session = persona, self._meeting.session
        others = self._beside.sessions
        self._weak = weaknesses(self._session, persona, others) if persona is not None else ()

    def top(self) -> Content:
        """Who it is, and how far."""
        return view.top(self._persona)

    def heading(self) -> Content:
        """In how many fields something was written."""
        return view.right_heading(self._session, self._persona)

    def keys(self) -> list[view.Key]:
        """A row for each field without a sentence, and for each sentence."""
        return view.card_keys(self._session, self._persona)

    def row(self, key: view.Key) -> Row:
        """An empty field, or a sentence with what is weak in it."""
        sentence = self.sentence(key)
        if sentence is None:
            return view.field_row(PersonaField(str(key[1])))
        weak = [w.in_short(current()) for w in self._weak if w.sentence == sentence.number]
        return view.sentence_row(self._session, sentence, weak)

    def below(self, key: view.Key | None) -> Content:
        """What is weak in the marked sentence, else in the persona as a whole."""
        sentence = self.sentence(key)
        number = sentence.number if sentence is not None else None
        found = [weak for weak in self._weak if weak.sentence == number]
        return view.weak(found or [weak for weak in self._weak if weak.sentence is None])

    def to_look_at(self) -> str:
        """What is still weak in a persona to which the makers agree; empty for nothing."""
        return view.weak_still(self._weak)

    def sentence(self, key: view.Key | None) -> Sentence | None:
        """The sentence of a row."""
        kind, number = key or ("", 0)
        if kind != "sentence":
            return None
        return self._session.persona_sentences.get(cast(int, number))

    def field(self, key: view.Key | None) -> PersonaField | None:
        """The field of a row."""
        sentence = self.sentence(key)
        if sentence is not None:
            return sentence.field
        return PersonaField(str(key[1])) if key is not None and key[0] == "field" else None

    def allows(self, action: str, key: view.Key | None) -> bool:
        """What can be done here. key: what is marked, where the keys are here."""
        sentence = self.sentence(key)
        match action:
            case "other_plan":
                return False
            case "hands":
                return sentence is not None
            case "stays":
                return sentence is not None and may_stay(sentence, self._weak)
            case _:
                return True

    def asked(self, persona: Persona, field: PersonaField, sentence: Sentence | None) -> Asked:
        """What is written in the line at the bottom: this sentence, or a new one of this field."""
        label, number = view.asked(field), persona.number
        if sentence is not None:
            return Asked(
                label=label,
                half=f"persona_sentences {sentence.number}",
                saved=sentence.words,
                change=partial(self._reworded, sentence.number),
            )
        written = partial(self._written, number, field)
        half = f"personas {number} {field.value}"
        return Asked(label=label, half=half, saved="", change=written)

    def _reworded(self, number: int, words: str) -> Change:
        return RewordSentence(number=number, words=words, others=self._beside.sessions)

    def _written(self, persona: int, field: PersonaField, words: str) -> Change | None:
        if not words.strip():
            return None
        others = self._beside.sessions
        return WriteSentence(persona=persona, field=field, words=words, others=others)

    def removed(self, key: view.Key | None) -> Change | None:
        """The marked sentence goes; a persona of which nothing is told."""
        sentence, persona = self.sentence(key), self._persona
        if sentence is not None:
            return RemoveSentence(number=sentence.number)
        if persona is not None and not sentences_of(self._session, persona.number):
            return RemovePersona(number=persona.number)
        return None
