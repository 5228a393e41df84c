"""Another meeting as a source of persona's: what was said there, and how it stands to them now.

It is only read. What a sentence keeps of it is the id of that meeting, numbers, and how many people
these are.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.consent.gate import (
    Reason,
    Shown,
    Withheld,
    barred_speaker,
    shown,
    unanswered,
)
from spiegel.domain.personas.people import people_behind, people_of_group
from spiegel.domain.personas.real_names import real_names
from spiegel.domain.personas.word_for_word import is_literal
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.marking import with_marked
from spiegel.domain.session.personas import Elsewhere, Sentence
from spiegel.domain.session.session import Change, Session, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import Translations


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What a sentence can rest on: a statement, or a group of ideas by its name.

    words: without a code. people: how many are behind it, at least. themes: names of the themes of
    a statement. question: to which a group of ideas is the answer. withheld: why no document may
    show these words, which a sentence may rest on all the same; None when it may.
    """

    table: Literal["statements", "clusters"]
    number: int
    words: str
    people: int
    themes: tuple[str, ...] = ()
    question: str = ""
    withheld: Withheld | None = None


def heard(session: Session, t: Translations) -> Iterator[Heard]:
    """The statements, then the groups of ideas, of this meeting or another one, in their order.

    Not of who withdrew or does not take part. Each is looked at when it is asked for.
    """
    for said in session.statements.values():
        if usable(session, said):
            yield statement_heard(session, said, t)
    for cluster in sorted(session.clusters.values(), key=lambda c: (c.question, c.position)):
        people = people_of_group(session, cluster.number)
        if people:
            name = without_codes(session, cluster.name, t)
            asked = session.questions.get(cluster.question)
            yield Heard(
                table="clusters",
                number=cluster.number,
                words=name,
                people=people,
                question=asked.words if asked is not None else "",
            )


def statement_heard(session: Session, said: Statement, t: Translations) -> Heard:
    """A statement as a sentence can rest on it; what looks like a person is in general words."""
    ruling = shown(session, said, t, general=True)
    withheld = ruling if isinstance(ruling, Withheld) else None
    if withheld is None and unanswered(session, said.paraphrase.strip() or said.words):
        withheld = Withheld(Reason.RECOGNISABLE)
    if isinstance(ruling, Shown):
        words = ruling.words
    else:
        words = without_codes(session, said.paraphrase.strip() or said.words, t)
    named = (session.themes.get(number) for number in said.themes)
    return Heard(
        table="statements",
        number=said.number,
        words=words,
        people=people_behind(session, (said.number,)),
        themes=tuple(theme.name for theme in named if theme is not None),
        withheld=withheld,
    )


def usable(session: Session, said: Statement) -> bool:
    """Whether a sentence may rest on it: nobody whose words these are withdrew, or said no."""
    return not (barred_speaker(session, said) or said.rather_not)


def not_usable(session: Session, sentence: Sentence) -> tuple[Statement, ...]:
    """The statements of this meeting under a sentence on which it may not rest any more."""
    said = map(session.statements.get, sentence.statements)
    return tuple(s for s in said if s is not None and not usable(session, s))


def found_in(
    other: Session, statements: Iterable[int] = (), clusters: Iterable[int] = ()
) -> Elsewhere:
    """What a sentence keeps of these statements and groups of another meeting."""
    said, grouped = _once(statements), _once(clusters)
    return _counted(other, Elsewhere(session=other.info.id, statements=said, clusters=grouped))


def counted_anew(sentence: Sentence, others: Iterable[Session]) -> Sentence:
    """The sentence with how many people are behind what it rests on in these meetings now.

    What went there stays under it, until it is marked for that (`read_again`).
    """
    there = {other.info.id: other for other in others}
    elsewhere = (
        msgspec.structs.replace(found, people=_counted(there[found.session], found).people)
        if found.session in there
        else found
        for found in sentence.elsewhere
    )
    return msgspec.structs.replace(sentence, elsewhere=tuple(elsewhere))


def left_in(
    other: Session, sentence: Sentence, statements: Iterable[int] = (), clusters: Iterable[int] = ()
) -> Elsewhere:
    """What a sentence rests on in another meeting when these are taken from under it."""
    found = _of(sentence, other.info.id) or Elsewhere(session=other.info.id)
    said, grouped = set(statements), set(clusters)
    left = msgspec.structs.replace(
        found,
        statements=tuple(number for number in found.statements if number not in said),
        clusters=tuple(number for number in found.clusters if number not in grouped),
    )
    return _counted(other, left)


def _once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))


def _counted(other: Session, found: Elsewhere) -> Elsewhere:
    """What is still there of it, and how many people that is."""
    said = (other.statements.get(number) for number in found.statements)
    statements = tuple(s.number for s in said if s is not None and usable(other, s))
    clusters = tuple(number for number in found.clusters if people_of_group(other, number))
    return msgspec.structs.replace(
        found,
        statements=statements,
        clusters=clusters,
        people=people_behind(other, statements, clusters),
    )


def _of(sentence: Sentence, other: str) -> Elsewhere | None:
    return next((found for found in sentence.elsewhere if found.session == other), None)


def other_meetings(session: Session) -> tuple[str, ...]:
    """The ids of the other meetings that sentences rest on, in the order in which they came."""
    sentences = session.persona_sentences.values()
    return _ids(found.session for sentence in sentences for found in sentence.elsewhere)


def _ids(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


class Recounted(msgspec.Struct, frozen=True, kw_only=True):
    """What a sentence rested on in another meeting, and what is left of it now."""

    sentence: int
    before: Elsewhere
    now: Elsewhere

    @property
    def lost(self) -> bool:
        """Whether something went, or somebody."""
        gone = (self.now.statements, self.now.clusters) != (
            self.before.statements,
            self.before.clusters,
        )
        return gone or self.now.people < self.before.people


class ReadAgain(Change, frozen=True, kw_only=True):
    """Another meeting was read again: what went there marks the sentences that rested on it.

    literal: the sentences that have the words of somebody there who may not be quoted; they are
    marked too. named: the personas that have the name of somebody there. A sentence that rests on
    something else of it by now is left as it is. What went there went for good, so its mark cannot
    be undone.
    """

    found: tuple[Recounted, ...]
    literal: tuple[int, ...] = ()
    named: tuple[int, ...] = ()

    @property
    def final(self) -> bool:
        return any(one.lost for one in self.found)

    @property
    def in_copies(self) -> Change | None:
        # No word goes with it, and a copy that is brought back is looked at in the same way.
        return None

    def name(self, t: Translations) -> str:
        return t.gettext("another meeting read again")

    def apply(self, session: Session, now: Instant) -> Session:
        changed: list[Sentence] = []
        for one in self.found:
            sentence = session.persona_sentences.get(one.sentence)
            if sentence is None or one.before not in sentence.elsewhere:
                continue
            left = one.now.statements or one.now.clusters
            elsewhere = tuple(
                one.now if found == one.before else found
                for found in sentence.elsewhere
                if found != one.before or left
            )
            changed.append(
                msgspec.structs.replace(
                    sentence, elsewhere=elsewhere, lost=sentence.lost or one.lost
                )
            )
        session = with_marked(session, changed)
        numbers = (n for n in self.literal if n in session.persona_sentences)
        said = (session.persona_sentences[number] for number in numbers)
        session = with_marked(session, (msgspec.structs.replace(s, lost=True) for s in said))
        personas = (session.personas[n] for n in self.named if n in session.personas)
        return put(session, *(msgspec.structs.replace(one, taken=True) for one in personas))


def read_again(session: Session, other: Session) -> ReadAgain | None:
    """What changes in this session by how another meeting is now; None for nothing."""
    found, literal = [], []
    for sentence in session.persona_sentences.values():
        if not sentence.lost and is_literal((other,), sentence.words):
            literal.append(sentence.number)
        before = _of(sentence, other.info.id)
        if before is None:
            continue
        now = _counted(other, before)
        if now != before:
            found.append(Recounted(sentence=sentence.number, before=before, now=now))
    named = tuple(
        persona.number
        for persona in session.personas.values()
        if not persona.taken and real_names((other,), persona.name)
    )
    if not (found or literal or named):
        return None
    return ReadAgain(found=tuple(found), literal=tuple(literal), named=named)
