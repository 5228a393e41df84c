"""Own words of participants, as they read them back: right, changed, rather not, or gone."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from spiegel.domain.capture.editing import without
from spiegel.domain.consent.gate import SPEAKER_SETTLED, barred_speaker
from spiegel.domain.consent.repeated import not_repeated, other_wordings, words_that_went
from spiegel.domain.consent.verdicts import without_verdicts
from spiegel.domain.session.called import name_of
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.statements import Check, Checked, Statement
from spiegel.domain.session.taking_back import TakesBack
from spiegel.domain.session.themes import without_left_empty
from spiegel.domain.session.words import clean
from spiegel.i18n import N_, Translations

NAMES: Final[Mapping[Checked, str]] = {
    Checked.RIGHT: N_("right"),
    Checked.CHANGED: N_("changed"),
    Checked.OUT: N_("rather not in the report"),
}
"""What a participant can answer, to translate."""
_INHERITED: Final = "inherited"
"""One of `gate.SPEAKER_SETTLED`: the speaker that the scribe did not name is the right one."""


def own_statements(session: Session, person: Participant) -> tuple[Statement, ...]:
    """What this participant said, alone or with others, as it was said.

    Nothing of who withdrew or refused to take part, and nothing that such a person said with them.
    """
    if person.barred:
        return ()
    return tuple(
        said
        for said in session.statements.values()
        if person.code in said.speakers and not barred_speaker(session, said)
    )


def readers(session: Session) -> tuple[Participant, ...]:
    """The participants who have words to read back, by their code."""
    people = (session.participants[number] for number in sorted(session.participants))
    return tuple(person for person in people if own_statements(session, person))


def read_back(said: Statement) -> str:
    """The words that are checked: those that the report would have."""
    return said.paraphrase if said.paraphrase.strip() else said.words


def is_literal(said: Statement) -> bool:
    """Whether these are the very words of the speaker."""
    return said.verbatim and not said.paraphrase.strip()


def answered(session: Session, person: Participant) -> tuple[int, int]:
    """Of how many of the own statements this participant answered, and how many there are."""
    own = own_statements(session, person)
    return sum(said.answer_of(person.code) is not None for said in own), len(own)


class CheckOwnWords(Change, frozen=True, kw_only=True):
    """What a participant answered about an own statement, by its number.

    words: what stands in its place, when they are changed; whatever they were, a quotation or a
    summary, they stay. Raises ValueError for a change without words.
    """

    statement: int
    participant: int
    answer: Checked
    words: str = ""

    def __post_init__(self) -> None:
        if self.answer is Checked.CHANGED and not self.words.strip():
            raise ValueError(self.words)

    def name(self, t: Translations) -> str:
        said = t.gettext("{person}: {what} {answer}")
        what = name_of("statements", self.statement, t)
        answer = t.gettext(NAMES[self.answer])
        return said.format(person=self._code, what=what, answer=answer)

    def apply(self, session: Session, now: Instant) -> Session:
        said = session.statements.get(self.statement)
        if said is None or self.participant not in session.participants:
            raise Refusal
        if said.inherited and self.answer is not Checked.OUT:
            # who knows the own words by it said them
            settled = tuple(dict.fromkeys((*said.settled, _INHERITED)))
            said = msgspec.structs.replace(said, settled=settled)
        words = clean(self.words).strip()
        others = tuple(check for check in said.checked if check.by != self._code)
        if self.answer is Checked.CHANGED and words != read_back(said):
            field = "paraphrase" if said.paraphrase.strip() else "words"
            # what others answered was about other words, unless they want it out
            others = tuple(check for check in others if check.answer is Checked.OUT)
            settled = tuple(name for name in said.settled if name in SPEAKER_SETTLED)
            said = msgspec.structs.replace(said, settled=settled, **{field: words})
        checked = (*others, Check(self._code, self.answer))
        return put(session, msgspec.structs.replace(said, checked=checked))

    @property
    def _code(self) -> str:
        return f"D{self.participant}"


class WithdrawStatement(TakesBack, frozen=True, kw_only=True):
    """A participant takes one statement back: it goes, with what repeats it. Cannot be undone."""

    statement: int

    def name(self, t: Translations) -> str:
        what = name_of("statements", self.statement, t)
        return t.gettext("{what} withdrawn").format(what=what)

    def apply(self, session: Session, now: Instant) -> Session:
        said = session.statements.get(self.statement)
        if said is None:
            raise Refusal
        after = without(session, "statements", (said.number,))
        after = without_left_empty(session, after)
        gone = (*words_that_went(session, after, ()), *other_wordings(self.earlier, after))
        return without_verdicts(session, not_repeated(after, gone, self.quoted))

    def wordings(self, said: Statement) -> Iterable[str]:
        """All that stood under its number."""
        return (said.words, said.paraphrase) if said.number == self.statement else ()

    def done_in(self, session: Session) -> bool:
        """A number is never used twice."""
        return self.statement not in session.statements
