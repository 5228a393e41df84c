"""How a document that was made stands to the session as it is now, without a word of it kept."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import msgspec

from spiegel.domain.consent.gate import (
    Shown,
    Withheld,
    agreed,
    barred_speaker,
    named_speakers,
    shown,
    shown_idea,
    untold,
)
from spiegel.domain.consent.literal import RUN, Searched, guard, plain_words
from spiegel.domain.consent.repeated import RETOLD, prepared_texts
from spiegel.domain.personas.telling import answer_told, for_others, on_a_card, sentence_told
from spiegel.domain.personas.testing import plans
from spiegel.domain.polls.outcomes import Untold, outcome
from spiegel.domain.report.inside import for_readers
from spiegel.domain.report.kinds import KINDS, Kind
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Participant
from spiegel.domain.session.personas import Sentence
from spiegel.domain.session.polls import Idea, Poll
from spiegel.domain.session.preparation import OF_REPORT, Letter
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Remark, RemarkKind, Statement
from spiegel.i18n import N_, Translations


class Standing(StrEnum):
    """What a document would be if it were made now.

    CURRENT: the same. BEHIND: it would say something else. PASSED: it would say of a day that it
    has passed, and is else the same. FORBIDDEN: something is in it that may
    not be shown any more, or of somebody who may not. UNKNOWN: nothing is known of what is in it,
    or another Spiegel made it and may have said the same otherwise.
    """

    CURRENT = "current"
    BEHIND = "behind"
    PASSED = "passed"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"

    def explain(self, t: Translations) -> str:
        """How it stands, in a few words; empty when it is as it would be made now."""
        return t.gettext(_WORDS[self]) if self in _WORDS else ""


_WORDS: Final = {
    Standing.BEHIND: N_("from before your last changes"),
    Standing.PASSED: N_("a day in it has passed since"),
    Standing.FORBIDDEN: N_("holds what may not be in it any more"),
    Standing.UNKNOWN: N_("not known what is in it"),
}


def unreadable(t: Translations) -> str:
    """What to say when the list of documents cannot be read."""
    return t.gettext(
        "Spiegel does not know which documents were made of this meeting: the list of them cannot "
        "be read. Look for them yourself."
    )


def not_noted(t: Translations) -> str:
    """What it means when a document could not be put on that list."""
    return t.gettext(
        "Spiegel could not note that this document was made, and cannot name it later when "
        "somebody withdraws."
    )


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What a document was made from: numbers and a sum, never a word.

    session: the id of the meeting, by which its documents are known under another file name. kind:
    of document. language: its own. template: the path of its house style, or empty. at: when it was
    made. spiegel: the version that made it. private: with codes, for the moderator only. says:
    SHA-256 over what it says, without times of making. statements: the numbers of those in it in
    the words of the scribe. rewritten: of those in it in the words of Review only. people: the
    numbers of the participants of whom something is in it. told: of what else has words in it, per
    table. A number is never given out twice, so none of them comes to mean something else.
    withdrawn: since it was made, words that somebody took back in another meeting went from this
    one too, or few words that a person pointed out; which document had them nobody knows any more.
    """

    session: str = ""
    kind: str
    language: str
    template: str
    at: Instant
    spiegel: str
    private: bool
    says: str
    statements: tuple[int, ...]
    rewritten: tuple[int, ...]
    people: tuple[int, ...]
    told: Mapping[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    withdrawn: bool = False


class Ingredients(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a document; see `Origin`."""

    statements: tuple[int, ...]
    rewritten: tuple[int, ...] = ()
    people: tuple[int, ...]
    told: Mapping[str, tuple[int, ...]] = msgspec.field(default_factory=dict)


def ingredients(session: Session, kind: Kind) -> Ingredients:
    """What of this session stands in a document of this kind that is made now.

    In what is made before the day stands nothing that anybody said, but for what was typed over in
    it since, and only in what is private who comes.
    """
    session = for_readers(session, kind)
    if kind.before:
        coming = session.participants.values() if kind.private else ()
        numbers = tuple(person.number for person in coming if not person.barred)
        return Ingredients(statements=_typed_over(session), people=numbers)
    if kind.private:
        said = [s for s in session.statements.values() if not barred_speaker(session, s)]
        named = [person for person in session.participants.values() if not person.barred]
        return Ingredients(
            statements=tuple(s.number for s in said),
            people=tuple(person.number for person in named),
        )
    holds = kind.holds or ("statements", *_TOLD)
    told = {
        table: tuple(n for n in getattr(session, table) if _may_be_told(session, table, n))
        for table in _TOLD
        if table in holds
    }
    if "actions" in told and kind.needs == "personas":
        touching = (n for n in told["actions"] if on_a_card(session.actions[n]))
        told["actions"] = tuple(touching)
    if "actions" in told and "persona_sentences" in told:
        read = {n for n, persona in session.personas.items() if for_others(persona)}
        if kind.needs != "personas":  # a report has them beside what a plan changes
            read = {n for n in read if plans(session, n)}
        sentences = session.persona_sentences
        mine = (n for n in told["persona_sentences"] if sentences[n].persona in read)
        told["persona_sentences"] = tuple(mine)
    kept = [s for s in session.statements.values() if isinstance(shown(session, s), Shown)]
    if "statements" not in holds and not _repeated(session, kept, told):
        kept = []
    about = [person for said in kept for person in named_speakers(session, said)]
    for number in told.get("remarks", ()):
        about += map(session.participant, session.remarks[number].people)
    return holding(session, kept, {one.number for one in about if one is not None}, told)


@lru_cache(maxsize=4)
def _typed_over(session: Session) -> tuple[int, ...]:
    """The statements that something prepared repeats, but for what was read aloud as a whole."""
    long = {n: s.words for n, s in session.statements.items() if len(plain_words(s.words)) >= RUN}
    if not long:
        return ()
    said = guard(long.values())
    typed = {words for words in prepared_texts(session) if said.runs_in(words)}
    found = [Searched(words) for words in typed if not said.holds(words)]
    return tuple(n for n, words in long.items() if any(one.runs(words) for one in found))


def holding(
    session: Session,
    statements: Sequence[Statement],
    people: Iterable[int],
    told: Mapping[str, tuple[int, ...]],
) -> Ingredients:
    """What stands in a document with these statements, people, and numbers by table."""
    rewritten = {}
    if "ideas" in told:
        ideas = (n for n in told["ideas"] if session.ideas[n].paraphrase.strip())
        rewritten[_REWRITTEN] = tuple(ideas)
    return Ingredients(
        statements=tuple(s.number for s in statements if not _rewritten(s)),
        rewritten=tuple(s.number for s in statements if _rewritten(s)),
        people=tuple(sorted(people)),
        told={**told, **rewritten},
    )


def _repeated(
    session: Session, said: Sequence[Statement], told: Mapping[str, tuple[int, ...]]
) -> bool:
    """Whether what else is told repeats words of a statement, as an action can quote one.

    The details of the meeting are in the properties of each document.
    """
    info = session.info
    details = {info.title, info.organisation, info.place}
    texts: dict[bool, set[str]] = {True: set(), False: details}
    for table, numbers in told.items():
        documents = map(getattr(session, table).__getitem__, numbers)
        texts[table in RETOLD].update(chain.from_iterable(map(_TOLD[table], documents)))
    words = [one.words for one in said]
    return any(
        any(map(guard(words, retold=retold).spans, typed))
        for retold, typed in texts.items()
        if any(typed)
    )


def standing(
    session: Session,
    origin: Origin | None,
    *,
    spiegel: str,
    says: Callable[[], str],
    days: Callable[[], Iterable[datetime.date]] = tuple,
    made: datetime.date = datetime.date.min,
    today: datetime.date = datetime.date.min,
) -> Standing:
    """How a document stands to the session as it is now.

    origin: None when it was noted before that was kept. spiegel: this version. says: the sum of
    what the same document would say now; asked only when it matters. days: those of which it says
    whether they have passed; asked as late. made: the day of which it says that it was made on it.
    """
    if origin is None:
        return Standing.UNKNOWN
    kind = KINDS.get(origin.kind)
    if _forbidden(for_readers(session, kind) if kind is not None else session, origin):
        return Standing.FORBIDDEN
    if says() == origin.says:
        passed = made < today and any(made <= day < today for day in days())
        return Standing.PASSED if passed else Standing.CURRENT
    if origin.withdrawn:
        return Standing.FORBIDDEN
    return Standing.BEHIND if origin.spiegel == spiegel else Standing.UNKNOWN


def _forbidden(session: Session, origin: Origin) -> bool:
    """Whether somebody may not be in it any more, or a statement, or the words that it had."""
    people = [session.participants.get(number) for number in origin.people]
    if any(_may_not_be_there(person, private=origin.private) for person in people):
        return True
    numbers = (*origin.statements, *origin.rewritten)
    found = [session.statements.get(number) for number in numbers]
    if any(said is None or _kept_out(session, said, private=origin.private) for said in found):
        return True
    if any(
        number not in getattr(session, table)
        for table in _GONE_IS_GONE
        for number in origin.told.get(table, ())
    ):
        return True
    as_written = set(origin.told.get("ideas", ())).difference(origin.told.get(_REWRITTEN, ()))
    if any(session.ideas[number].paraphrase.strip() for number in as_written):
        return True
    if any(
        number in getattr(session, table) and not _may_be_told(session, table, number)
        for table in _TOLD
        for number in origin.told.get(table, ())
    ):
        return True
    return not origin.private and any(
        _rewritten(session.statements[number]) for number in origin.statements
    )


def _may_not_be_there(person: Participant | None, *, private: bool) -> bool:
    if private:
        return person is not None and person.barred
    return not agreed(person, "take_part")


def _kept_out(session: Session, said: Statement, *, private: bool) -> bool:
    if private:
        return barred_speaker(session, said)
    return isinstance(shown(session, said), Withheld)


def _rewritten(said: Statement) -> bool:
    """Whether other words stand in its place: it may not be quoted, or could point to a person."""
    return bool(said.paraphrase.strip())


_IN_REPORT: Final = (RemarkKind.STEP, RemarkKind.EXPLAINED, RemarkKind.TESTED)
"""The remarks of which the words may stand in a report."""
_TOLD: Final[Mapping[str, Callable[[Any], tuple[str, ...]]]] = {
    "remarks": lambda remark: (remark.words, remark.plan),
    "listener_questions": lambda asked: (asked.words,),
    "actions": lambda action: (
        *(action.words, action.reason, action.owner, action.guard),
        *(action.evidence, action.stopped, action.progress, action.more_say_why),
    ),
    "themes": lambda theme: (theme.name, theme.group),
    "ideas": lambda idea: (idea.paraphrase or idea.words,),
    "clusters": lambda cluster: (cluster.name,),
    "polls": lambda poll: (),
    "letters": lambda letter: (letter.words,),
    "persona_sentences": lambda sentence: (sentence.words,),
}
"""What else has words or numbers in a report, by table: the words of one document."""
_GONE_IS_GONE: Final = ("remarks", "ideas", "polls")
"""Tables of which what went may stand in no document: a question that is asked again takes all that
was answered before with it, for two rounds side by side could betray somebody."""
_REWRITTEN: Final = "rewritten ideas"
"""Of the ideas in a document those in other words than they were written in."""


def _may_be_told(session: Session, table: str, number: int) -> bool:
    """Whether a report may show the words of a remark, question, action or theme."""
    document = getattr(session, table)[number]
    if isinstance(document, Remark) and document.kind not in _IN_REPORT:
        return False
    if isinstance(document, Remark) and document.kind is RemarkKind.TESTED:
        return isinstance(answer_told(session, document), Shown)
    if isinstance(document, Sentence):
        return isinstance(sentence_told(session, document), Shown)
    if isinstance(document, Letter) and document.paper not in OF_REPORT:
        return False
    if isinstance(document, Idea):
        return isinstance(shown_idea(session, document), Shown)
    if isinstance(document, Poll):
        question = session.questions.get(document.question)
        return question is not None and not isinstance(outcome(session, document), Untold)
    people = getattr(document, "people", ())
    general = not isinstance(document, Remark | Letter)
    return all(
        untold(session, words, people, general=general) is None
        for words in _TOLD[table](document)
        if words
    )
