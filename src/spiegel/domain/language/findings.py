"""What the language check finds: typed, with its place; the words come from translations."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.i18n import N_, Translations


class FindingKind(StrEnum):
    """One thing that makes a sentence harder than it need be."""

    LONG = "long"
    PASSIVE = "passive"
    CLAUSES = "clauses"
    PILE = "pile"
    HARD = "hard"
    SYLLABLES = "syllables"
    ABBREVIATION = "abbreviation"
    RELATIVE = "relative"


_SENTENCES: Final[Mapping[FindingKind, str]] = MappingProxyType(
    {
        FindingKind.LONG: N_("{count} words: make two sentences of it"),
        FindingKind.PASSIVE: N_("passive ({words}): say who does it"),
        FindingKind.CLAUSES: N_("{count} subordinate clauses ({words}): make two sentences of it"),
        FindingKind.PILE: N_("auxiliaries upon each other ({words}): one is enough"),
        FindingKind.HARD: N_("hard: {words}"),
        FindingKind.SYLLABLES: N_("long word: {words}"),
        FindingKind.ABBREVIATION: N_("abbreviation: {words}"),
        FindingKind.RELATIVE: N_("which day is that? {words}"),
    }
)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a sentence; start and end: its place in the text.

    sentence: the number of the sentence, from 0. simpler: what to say instead, if that is known;
    of a relative date the day. All in Dutch. count: words or clauses, where they count.
    """

    kind: FindingKind
    sentence: int
    start: int
    end: int
    words: str
    simpler: str = ""
    count: int = 0

    def explain(self, t: Translations) -> str:
        """What was found and, where it is known, what is simpler."""
        said = t.gettext(_SENTENCES[self.kind]).format(words=self.words, count=self.count)
        return f"{said} → {self.simpler}" if self.simpler else said
