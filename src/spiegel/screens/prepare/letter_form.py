"""The words of a letter, with its fields, in a large field."""

from collections.abc import Callable
from typing import Final

from spiegel.domain.letters.fields import names
from spiegel.domain.letters.letter import filled
from spiegel.domain.letters.markup import spoken
from spiegel.domain.letters.papers import Paper
from spiegel.domain.session.session import Session
from spiegel.i18n import current, translations
from spiegel.screens.shared.form import Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.words_form import DUTCH, WordsForm
from spiegel.text import plain

_GIVEN: Final = "10"
"""Stands for what a field brings, of which no word is found hard here."""


class LetterForm(WordsForm):
    """The words of a letter; beneath stand the fields that there are."""

    def __init__(
        self,
        paper: Paper,
        words: str,
        session: Session,
        *,
        check: Callable[[Values], str],
        half: HalfForm,
    ) -> None:
        t = translations(session.info.language)
        fields = " ".join(f"[{name}]" for name in names(t))
        super().__init__(
            paper.title(current()),
            words,
            session,
            aside=plain(fields, "$muted"),
            check=check,
            half=half,
        )
        self._paper = paper

    def read(self, words: str) -> str:
        """The letter as it is made, but for what its fields bring."""
        letter = filled(self.session, self._paper, translations(DUTCH), words=words)
        return spoken(letter.own, given=_GIVEN)
