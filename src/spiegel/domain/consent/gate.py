"""The one gate: what of a session may stand in a document for the house, and in which words.

The Debrief screen, the report and every exporter ask here and nowhere else. What is not clearly
allowed is withheld: who was not asked, or is not known, counts as no.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache, partial
from itertools import chain
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.consent.anonymity import bracketed, is_code, spoken_codes, without_codes
from spiegel.domain.consent.literal import (
    QUOTED,
    RUN,
    Guarded,
    guard,
    has_quoted,
    may_repeat,
    plain_words,
    repeats,
)
from spiegel.domain.consent.traces import Trace, traces
from spiegel.domain.notation.quotes import has_quotation
from spiegel.domain.session.instants import span
from spiegel.domain.session.people import ALL, PURPOSES, UNKNOWN, Participant
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.remembered import by_page
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.verdicts import Choice
from spiegel.i18n import N_, Translations, current

SPEAKER_SETTLED: Final = frozenset({"inherited", "speaker"})
"""The names in `Statement.settled` that say: this speaker was looked at and is right."""
CUT: Final = N_("[words of a participant]")
"""Stands in typed words in the place of somebody's own that no document may repeat."""
Spans = Sequence[tuple[int, int]]
IDEA_SETTLED: Final = "idea"
"""The name in `Idea.settled` that says: this was looked at and may stand in a document."""


class Reason(StrEnum):
    """Why something is in no document for the house."""

    WITHDRAWN = "withdrawn"
    NOT_TAKING_PART = "not taking part"
    TRACEABLE = "traceable"
    RATHER_NOT = "rather not"
    UNSURE = "unsure"
    UNKNOWN_SPEAKER = "unknown speaker"
    INHERITED_SPEAKER = "inherited speaker"
    NO_QUOTATION = "no quotation"
    STILL_LITERAL = "still literal"
    NO_WORDS = "no words"
    UNCHECKED = "unchecked"
    RECOGNISABLE = "recognisable"
    LOST = "lost"


FOR_LACK_OF_CONSENT: Final = frozenset(Reason) - {
    Reason.TRACEABLE,
    Reason.NO_WORDS,
    Reason.UNCHECKED,
    Reason.RECOGNISABLE,
    Reason.LOST,
}
"""The reasons that the report counts together as "no consent"."""

_SENTENCES: Final = MappingProxyType(
    {
        Reason.WITHDRAWN: N_("A speaker withdrew."),
        Reason.NOT_TAKING_PART: N_("A speaker has not agreed to take part, or was not asked yet."),
        Reason.TRACEABLE: N_("It could point to a person. Rewrite it, or clear the mark."),
        Reason.RATHER_NOT: N_("A speaker would rather not have it in the report."),
        Reason.UNSURE: N_("Who said it is unknown, and not all take part. Name the speaker."),
        Reason.UNKNOWN_SPEAKER: N_("A quotation, and the speaker is unknown. Write a summary."),
        Reason.INHERITED_SPEAKER: N_("A quotation without a speaker. Confirm who said it."),
        Reason.NO_QUOTATION: N_("A speaker may not be quoted, or was not asked. Write a summary."),
        Reason.STILL_LITERAL: N_("The summary still holds literal words. Say it differently."),
        Reason.NO_WORDS: N_("There are no words."),
        Reason.UNCHECKED: N_("Nobody checked yet whether it could point to a person."),
        Reason.RECOGNISABLE: N_("Something in it looks like a person. Say in Review what is done."),
        Reason.LOST: N_("Something that it rested on is gone. Look at it again."),
    }
)


class Shown(msgspec.Struct, frozen=True):
    """What may be shown: the words without any code, and whether they are a quotation."""

    words: str
    verbatim: bool = False


class Withheld(msgspec.Struct, frozen=True):
    """Nothing may be shown, and why."""

    reason: Reason

    def explain(self, t: Translations) -> str:
        """What stands in the way and what to do, in one or two sentences."""
        return t.gettext(_SENTENCES[self.reason])


def consents(session: Session, statement: Statement, purpose: str = "verbatim") -> bool:
    """Whether every speaker of a statement agreed to this purpose.

    purpose: one of `people.PURPOSES`; each includes taking part. Not asked counts as no; so does,
    for all but taking part, a speaker who is unknown, or inherited and not looked at.
    Raises ValueError for another purpose.
    """
    if purpose not in PURPOSES:
        raise ValueError(purpose)
    return _consent(session, statement, _asked(session, statement), purpose)


def _consent(session: Session, statement: Statement, asked: "Asked", purpose: str) -> bool:
    """Whether every speaker agreed; asked: those whose code stands with it."""
    uncertain = UNKNOWN in statement.speakers or inherited(statement)
    if uncertain and purpose != "take_part":
        return False
    if not asked.room:
        return bool(asked.people) and purpose in asked.agreed
    speakers = [*asked.people, *_room(session, statement)]
    if purpose == "take_part" and ALL in statement.speakers:
        speakers = [p for p in speakers if p is None or not p.withdrawn]
    return bool(speakers) and all(agreed(person, purpose) for person in speakers)


def agreed(person: Participant | None, purpose: str) -> bool:
    """Whether this participant takes part and agreed to a purpose."""
    if person is None or person.withdrawn or person.consent.take_part is not True:
        return False
    return getattr(person.consent, purpose) is True


def barred_speaker(session: Session, statement: Statement) -> bool:
    """Whether a speaker is barred: those words are in no document at all."""
    people = named_speakers(session, statement)
    return any(person is not None and person.barred for person in people)


def inherited(statement: Statement) -> bool:
    """Whether no speaker was named and nobody looked at it since."""
    return statement.inherited and SPEAKER_SETTLED.isdisjoint(statement.settled)


def shown(
    session: Session, statement: Statement, t: Translations | None = None, *, general: bool = False
) -> Shown | Withheld:
    """The words of a statement that a document for the house may show, or why it may not.

    A paraphrase that somebody wrote always stands in place of the words: it was written because
    they may not be quoted, or because they could point to a person. t: the language of what
    replaces a code; by default that of the screens. general: what looks like a person and was not
    decided on stands in general words, where else all is withheld; for a screen in the meeting,
    where nobody has the time to decide.
    """
    ruling = allowed(session, statement) if general else _ruling(session, statement)
    if isinstance(ruling, Withheld):
        return ruling
    cuts = _of_others(session, statement, ruling.words)
    return Shown(_written(session, ruling.words, t or current(), cuts), ruling.verbatim)


@lru_cache(maxsize=2)
def withheld(session: Session) -> Mapping[int, Withheld]:
    """The statements that no document may show, and why, by number."""
    ruled = ruled_on(session).items()
    return {number: one.ruling for number, one in ruled if isinstance(one.ruling, Withheld)}


def to_the_speaker(session: Session, statement: Statement, words: str, t: Translations) -> str:
    """What was said, or its summary, as who said it reads it back, whatever they agreed to.

    Without a code, and without what is quoted in it of somebody else that may not be repeated.
    """
    return _written(session, words, t, _of_others(session, statement, words), openly=True)


def _of_others(session: Session, statement: Statement, words: str) -> Spans:
    """Where a statement, or its summary, repeats another one that no document may repeat.

    What somebody says in own words is theirs, whoever said the same; between quotation marks, and
    in a summary that somebody wrote, it is not.
    """

    if words is statement.words:
        # Most of what is said quotes nobody: then what others said need not be gone through.
        if not has_quoted(words):
            return ()
        spans = _guarded_statements(session).quoted_in(words, least=QUOTED)
        kept = _kept_in(session) if spans else []
        others = [said for said in kept if said is not words]
        # What is kept in itself, and its speaker reads back, repeats itself.
        return spans if len(others) == len(kept) else guard(others).quoted_in(words, least=QUOTED)
    spans = _guarded_statements(session).spans(words)
    if not spans:
        return ()
    # A summary may keep of its own statement what the rules above let it keep.
    own = f" {' '.join(plain_words(statement.words))} "
    repeated = ((span, " ".join(plain_words(words[slice(*span)]))) for span in spans)
    return [span for span, run in repeated if f" {run} " not in own]


def shown_idea(session: Session, idea: Idea, t: Translations | None = None) -> Shown | Withheld:
    """The words of an idea that a document may show, or why it may not.

    Nobody knows whose it is, so nobody can be asked: it stands there when somebody looked at it in
    Review and it could not point to a person, or as it was rewritten there.
    """
    t = t or current()
    words = allowed_idea(session, idea)
    if isinstance(words, Withheld):
        return words
    if unanswered(session, words):
        return Withheld(Reason.RECOGNISABLE)
    # what was rewritten may keep of an idea what was harmless in it
    written = _written(session, words, t, _guarded_statements(session).spans(words))
    return Shown(written, verbatim=not idea.paraphrase.strip())


def allowed_idea(session: Session, idea: Idea) -> str | Withheld:
    """The words of an idea that may stand, but for what in them looks like a person."""
    if idea.traceable:
        return Withheld(Reason.TRACEABLE)
    if not idea.paraphrase.strip() and IDEA_SETTLED not in idea.settled:
        return Withheld(Reason.UNCHECKED)
    words = idea.paraphrase or idea.words
    reason = _about_people(session, words, ())
    return words if reason is None else Withheld(reason)


def told(
    session: Session,
    words: str,
    t: Translations | None = None,
    people: tuple[str, ...] = (),
    *,
    general: bool = True,
) -> Shown | Withheld:
    """What a document may show of words that are no statement: a remark, a question, an action.

    Codes are replaced; so are literal words of a statement that may not be quoted. people: the
    codes that it is about or by; a participant among them must have agreed to take part, and to
    be quoted when there are words inside quotation marks. general: what looks like a person and was
    not decided on stands in general words, as in an action, which is none without its words; else
    all is withheld. A persona can be in it by its name.
    """
    reason = untold(session, words, people, general=general)
    if reason is not None:
        return Withheld(reason)
    cuts = _repeating(session, words)
    return Shown(_written(session, words, t or current(), cuts, personas=True))


def untold(
    session: Session, words: str, people: tuple[str, ...] = (), *, general: bool = True
) -> Reason | None:
    """Why words that are no statement may not be shown, if they may not; for the rest as `told`."""
    reason = _about_people(session, words, people)
    if reason is None and not general and unanswered(session, words, personas=True):
        return Reason.RECOGNISABLE
    return reason


def owner_told(session: Session, words: str, t: Translations | None = None) -> str:
    """Who sees to something, as a document names them; may be empty.

    A name that was typed as that of an owner was typed to stand there; so was one in a letter.
    """
    if _about_people(session, words, ()) is not None:
        return ""
    return _written(session, words, t or current(), _repeating(session, words), openly=True)


def prepared(session: Session, words: str, t: Translations, *, openly: bool = False) -> str:
    """Words from before the meeting, such as a question, as a document has them.

    They can quote nobody, but for one that was added since: it may repeat what no document may
    repeat. When all of it is in what somebody said, it was read aloud, and stays. openly: whoever
    is in it may be known.
    """
    cuts: Spans = ()
    if len(plain_words(words)) >= RUN:
        kept = guarded(session)
        runs = kept.runs_in(words)
        cuts = [span for span in runs if len(plain_words(words[slice(*span)])) >= RUN]
        if cuts and kept.holds(words):
            cuts = ()
    return _written(session, words, t, cuts, openly=openly)


def _repeating(session: Session, words: str) -> Spans:
    """Where words that are no statement repeat what no document may repeat.

    Most are too short for it; then nobody asks which words that are.
    """
    return guarded(session).spans(words) if may_repeat(words) else ()


def unanswered(session: Session, words: str, *, personas: bool = False) -> bool:
    """Whether something in a text looks like a person, and nobody decided about it.

    personas: as of `traces`.
    """
    return any(trace.verdict is None for trace in traces(session, words, personas=personas))


def _written(
    session: Session,
    words: str,
    t: Translations,
    cuts: Spans = (),
    *,
    openly: bool = False,
    personas: bool = False,
) -> str:
    """Words as a document has them: without literal words, traces of people, and codes.

    cuts: where they repeat what no document may repeat. openly: whoever is in it may be known.
    personas: as of `traces`.
    """
    found = () if openly else traces(session, words, personas=personas)
    if cuts or found:
        pieces, at = [], 0
        for start, end, instead in _instead(words, cuts, found, t):
            pieces += [words[at:start], instead]
            at = end
        words = "".join((*pieces, words[at:]))
    return without_codes(session, words, t)


def _instead(
    words: str,
    cuts: Iterable[tuple[int, int]],
    found: Iterable[Trace],
    t: Translations,
) -> list[tuple[int, int, str]]:
    """What is replaced by what, in order; somebody's own words go before a trace in them."""
    replaced = [(start, end, t.gettext(CUT)) for start, end in cuts]
    for trace in found:
        start, end = trace.found.start, trace.found.end
        over = [one for one in replaced if one[0] < end and start < one[1]]
        said = in_place(trace, words[:start], t)
        if said is None:
            continue
        if over:
            start, end = min(start, *(o[0] for o in over)), max(end, *(o[1] for o in over))
            said = over[0][2]
            replaced = [one for one in replaced if one not in over]
        replaced.append((start, end, said))
    return sorted(replaced)


def in_place(trace: Trace, before: str, t: Translations) -> str | None:
    """What stands in the place of words that look like a person; None when they stay.

    before: what stands in front of them.
    """
    from spiegel.domain.privacy.found import general

    verdict = trace.verdict
    if verdict is None or verdict.choice is Choice.GENERAL:
        return bracketed(general(trace.found.kind, t), before)
    if verdict.choice is Choice.KEEP:
        return None
    if verdict.choice is Choice.CODE:
        return verdict.words
    return bracketed(verdict.words, before)


def _about_people(session: Session, words: str, people: tuple[str, ...]) -> Reason | None:
    """Why words that are no statement may not be shown, if they may not."""
    codes = [code for code in people if code.startswith("D")]
    codes += [code for code in spoken_codes(words) if is_code(session, code)]
    for person in (session.participant(code) for code in codes):
        if person is not None and person.withdrawn:
            return Reason.WITHDRAWN
        if not agreed(person, "take_part"):
            return Reason.NOT_TAKING_PART
        if has_quotation(words) and not agreed(person, "verbatim"):
            return Reason.NO_QUOTATION
    return None if words.strip() else Reason.NO_WORDS


def _ruling(session: Session, statement: Statement) -> Shown | Withheld:
    """The decision about a statement, its words still with codes."""
    known = ruled_on(session).get(statement.number)
    if known is None or known.said is not statement:
        known = _ruled(session, statement, allowed(session, statement))
    return known.ruling


class Ruled(msgspec.Struct, frozen=True):
    """The decision about a statement, and what looks like a person in the words that may stand."""

    said: Statement
    ruling: Shown | Withheld
    found: tuple[Trace, ...] = ()


@lru_cache(maxsize=4)
def ruled_on(session: Session) -> Mapping[int, Ruled]:
    """The decision about each statement, which is asked several times in a document."""
    pages = _ruled_by_page(session)
    return dict(zip(session.statements, chain.from_iterable(pages), strict=True))


@by_page
def _ruled_by_page(session: Session, statements: Collection[Statement]) -> tuple[Ruled, ...]:
    # All of them by one rule and then by the next, which is quicker than each by all.
    first = [allowed(session, said) for said in statements]
    return tuple(map(partial(_ruled, session), statements, first))


def _ruled(session: Session, said: Statement, ruling: Shown | Withheld) -> Ruled:
    """What may stand, unless something in it looks like a person and nobody decided about it."""
    found = traces(session, ruling.words) if isinstance(ruling, Shown) else ()
    if found and any(trace.verdict is None for trace in found):
        ruling = Withheld(Reason.RECOGNISABLE)
    return Ruled(said, ruling, found)


def allowed(session: Session, statement: Statement) -> Shown | Withheld:
    """What may stand of a statement, but for what in its words looks like a person."""
    asked = _asked(session, statement)
    reason = _kept_out(session, statement, asked)
    if reason is not None:
        return Withheld(reason)
    if statement.paraphrase.strip():
        if _still_literal(session, statement, asked):
            return Withheld(Reason.STILL_LITERAL)
        return Shown(statement.paraphrase)
    if not statement.words.strip():
        return Withheld(Reason.NO_WORDS)
    if statement.verbatim or has_quotation(statement.words):
        reason = _not_quotable(session, statement, asked)
        if reason is not None:
            return Withheld(reason)
    return Shown(statement.words, statement.verbatim)


class Asked(msgspec.Struct, frozen=True):
    """Those whose code stands with a statement, and the purposes that all of them agreed to.

    people: None among them for a code that is nobody's. room: "all" said it, or nobody knows who.
    """

    people: tuple[Participant | None, ...]
    agreed: frozenset[str]
    room: bool


def _asked(session: Session, statement: Statement) -> Asked:
    """Those whose code stands with it: looked up once for all that the same ones said."""
    codes = statement.speakers
    if ":" in statement.words:
        codes = (*codes, *spoken_codes(statement.words))
    known = session.participants.index(_by_codes)
    if codes not in known:
        people = tuple(session.participant(c) for c in codes if c not in (ALL, UNKNOWN))
        purposes = (p for p in PURPOSES if all(agreed(person, p) for person in people))
        known[codes] = Asked(people, frozenset(purposes), ALL in codes or UNKNOWN in codes)
    return known[codes]


def _by_codes(_participants: Mapping[int, Participant]) -> dict[tuple[str, ...], Asked]:
    """Filled in as it is asked; it is forgotten with these participants."""
    return {}


def _kept_out(session: Session, statement: Statement, asked: Asked) -> Reason | None:
    """Why not even a summary may stand."""
    if "take_part" not in asked.agreed:
        withdrew = any(person is not None and person.withdrawn for person in asked.people)
        return Reason.WITHDRAWN if withdrew else Reason.NOT_TAKING_PART
    # Where codes alone say who it was, all of them were asked above.
    if (asked.room or not asked.people) and not _consent(session, statement, asked, "take_part"):
        return Reason.UNSURE if UNKNOWN in statement.speakers else Reason.NOT_TAKING_PART
    if statement.rather_not:
        return Reason.RATHER_NOT
    return Reason.TRACEABLE if statement.traceable else None


def _not_quotable(session: Session, statement: Statement, asked: Asked) -> Reason | None:
    """Why its words may not be quoted."""
    if UNKNOWN in statement.speakers:
        return Reason.UNKNOWN_SPEAKER
    if inherited(statement):
        return Reason.INHERITED_SPEAKER
    agrees = _consent(session, statement, asked, "verbatim")
    return None if agrees else Reason.NO_QUOTATION


def _still_literal(session: Session, statement: Statement, asked: Asked) -> bool:
    """Whether a paraphrase quotes after all, of somebody who may not be quoted."""
    if _consent(session, statement, asked, "verbatim"):
        return False
    if has_quotation(statement.paraphrase):
        return True
    literal = statement.verbatim or has_quotation(statement.words)
    return literal and repeats(statement.paraphrase, statement.words)


def named_speakers(session: Session, statement: Statement) -> Sequence[Participant | None]:
    """Those whose code stands with it; None for a code that is nobody's.

    A code with a colon inside the words is somebody who speaks there too.
    """
    return _asked(session, statement).people


def _room(session: Session, statement: Statement) -> list[Participant | None]:
    """Everybody who was in the room, who are asked when "all" said it or nobody knows who.

    Who withdrew since is not one of "all" any more, but may be the unknown speaker, and may be
    heard in words that were spoken together.
    """
    there = [
        person
        for person in session.participants.values()
        if person.present is not False
        and (person.gone is None or span(person.gone, statement.at) == 0)
    ]
    return list(there) or [None]


@lru_cache(maxsize=4)
def guarded(session: Session) -> Guarded:
    """The literal words that no document may repeat: those that are withheld or paraphrased."""
    ideas = [i.words for i in session.ideas.values() if i.traceable or i.paraphrase.strip()]
    return guard([*_kept_in(session), *ideas]) if ideas else _guarded_statements(session)


@lru_cache(maxsize=4)
def _guarded_statements(session: Session) -> Guarded:
    """Of these the words of statements, which no idea may repeat either."""
    return guard(_kept_in(session))


@lru_cache(maxsize=4)
def _kept_in(session: Session) -> tuple[str, ...]:
    """The words of statements that no document may repeat."""
    return tuple(
        one.said.words
        for one in ruled_on(session).values()
        if isinstance(one.ruling, Withheld) or one.ruling.words is not one.said.words
    )
