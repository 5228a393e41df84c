"""What looks like a person and waits for an answer, and answering it."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import msgspec

from spiegel.domain.consent.gate import allowed, allowed_idea, in_place, ruled_on, untold
from spiegel.domain.consent.persona_names import decidable, traced
from spiegel.domain.consent.traces import Place, Trace, alike, here, names_verdict
from spiegel.domain.privacy.found import Found, Kind, general
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.preparation import OF_REPORT
from spiegel.domain.session.session import Change, Refusal, Session, drop, put
from spiegel.domain.session.statements import RemarkKind, Statement
from spiegel.domain.session.verdicts import Choice, Verdict
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import N_, Translations

_SHOWN: Final = (RemarkKind.STEP, RemarkKind.EXPLAINED, RemarkKind.TESTED)
"""The remarks that a report has."""
_NAMES: Final = {
    Choice.GENERAL: N_("{what} in general words"),
    Choice.OWN: N_("{what} in other words"),
    Choice.CODE: N_("{what} by code"),
    Choice.KEEP: N_("{what} stays"),
}


class Finding(msgspec.Struct, frozen=True):
    """Words at a place that look like a person; `verdict` when something was decided.

    second: how many words they are, when a second opinion found them and not the own rules.
    """

    place: Place
    found: Found
    verdict: Verdict | None = None
    second: int = 0

    @property
    def words(self) -> str:
        """What was found."""
        return self.place.text[self.found.start : self.found.end]

    @property
    def before(self) -> str:
        """What stands in front of it."""
        return self.place.text[: self.found.start]

    @property
    def after(self) -> str:
        """What stands behind it."""
        return self.place.text[self.found.end :]

    def proposal(self, t: Translations) -> str:
        """What stands in its place by one key."""
        return in_place(Trace(self.found, None), self.before, t) or ""


@lru_cache(maxsize=2)
def findings(session: Session) -> tuple[Finding, ...]:
    """Everything in what a document for the house would show that looks like a person."""
    said = ((_place_of(one.said), one.found) for one in ruled_on(session).values() if one.found)
    other = traced(session, but="statements")
    typed = ((place, found) for place, found in other if found and is_shown(session, place))
    return tuple(
        Finding(place, trace.found, trace.verdict, trace.second)
        for place, found in chain(said, typed)
        for trace in found
    )


def _place_of(said: Statement) -> Place:
    """Where the words stand that a document shows of a statement."""
    field = "paraphrase" if said.paraphrase.strip() else "words"
    return Place("statements", said.number, field, getattr(said, field))


def open_findings(session: Session) -> tuple[Finding, ...]:
    """Those about which nothing was decided yet; the same words stand together."""
    waiting = [one for one in findings(session) if one.verdict is None]
    first: dict[tuple[Kind, str], int] = {}
    for at, one in enumerate(waiting):
        first.setdefault((one.found.kind, alike(session, one.words)), at)
    kinds = list(Kind)
    return tuple(
        sorted(
            waiting,
            key=lambda one: (
                kinds.index(one.found.kind),
                first[one.found.kind, alike(session, one.words)],
            ),
        )
    )


def decided(session: Session) -> tuple[Mapping[Kind, int], int]:
    """Of what a document shows how much was replaced, by kind, and how much stays for a reason."""
    answered = [one for one in findings(session) if one.verdict is not None]
    kept = sum(one.verdict is not None and one.verdict.choice is Choice.KEEP for one in answered)
    counts = Counter(
        one.found.kind
        for one in answered
        if one.verdict is not None and one.verdict.choice is not Choice.KEEP
    )
    return {kind: counts[kind] for kind in Kind if counts[kind]}, kept


def is_shown(session: Session, place: Place) -> bool:
    """Whether a report would show this text, but for what in it looks like a person."""
    document: Any = (
        None if place.table == "session" else getattr(session, place.table)[place.number]
    )
    match place.table:
        case "statements":
            ruling = allowed(session, document)
            return getattr(ruling, "words", None) is place.text
        case "ideas":
            return allowed_idea(session, document) is place.text
        case "remarks":
            if document.kind not in _SHOWN:
                return False
            return untold(session, place.text, document.people) is None
        case "listener_questions":
            return not document.dropped
        case "letters":
            if document.paper not in OF_REPORT:
                return False
            return untold(session, place.text) is None
    return True


class Decide(Change, frozen=True, kw_only=True):
    """What stands in the place of words that look like a person.

    words: of one's own, or a code; reason: why they stay. Raises ValueError when one of these is
    needed and lacking; Refusal when the words are there no more.
    """

    finding: Finding
    choice: Choice
    words: str = ""
    reason: str = ""
    everywhere: bool = False

    def __post_init__(self) -> None:
        lacks_words = self.choice in (Choice.OWN, Choice.CODE) and not self.words.strip()
        if lacks_words or (self.choice is Choice.KEEP and not self.reason.strip()):
            raise ValueError(self.choice)

    def name(self, t: Translations) -> str:
        what = general(self.finding.found.kind, t)
        return t.gettext(_NAMES[self.choice]).format(what=what)

    def apply(self, session: Session, now: Instant) -> Session:
        text, words = self.finding.place.text, self.finding.words
        if all(place.text != text for place, _found in traced(session)):
            raise Refusal
        same = here(session, text, words)
        before = (one for one in session.verdicts.values() if one.here == same)
        verdict = Verdict(
            number=next((one.number for one in before), session.number("verdicts")),
            kind=str(self.finding.found.kind),
            choice=self.choice,
            here=same,
            alike=alike(session, words),
            everywhere=self.everywhere,
            words=tidy(clean(self.words)),
            reason=tidy(clean(self.reason)),
            second=self.finding.second,
        )
        return put(session, verdict)


def like(session: Session, finding: Finding) -> Decide:
    """The same answer wherever these words stand: as was answered last, else in general words."""
    same = alike(session, finding.words)
    answered = [one for one in session.verdicts.values() if one.alike == same]
    if not answered:
        return Decide(finding=finding, choice=Choice.GENERAL, everywhere=True)
    last = max(answered, key=lambda one: one.number)
    return Decide(
        finding=finding,
        choice=last.choice,
        words=last.words,
        reason=last.reason,
        everywhere=True,
    )


def without_verdicts(before: Session, after: Session, code: str = "") -> Session:
    """The session after a withdrawal without what was decided about words that went.

    What was decided about the same words elsewhere goes with it: it is asked again. What only a
    second opinion found, and stands elsewhere, nobody would ask: general words stand there now.
    code: of who withdrew; what names it goes too.
    """
    if not after.verdicts:
        return after
    staying = {(p.table, p.number, p.field, p.text) for p, _found in traced(after)}
    gone = {
        alike(before, place.text[trace.found.start : trace.found.end])
        for place, found in traced(before)
        if (place.table, place.number, place.field, place.text) not in staying
        for trace in found
    }
    live = decidable(after)
    going = [
        one
        for one in after.verdicts.values()
        if one.alike in gone or one.here not in live or (code and names_verdict(one, code))
    ]
    staying_general = [
        msgspec.structs.replace(
            one, choice=Choice.GENERAL, here=one.alike, everywhere=True, words="", reason=""
        )
        for one in going
        if one.second and one.alike in live
    ]
    numbers = {one.number for one in going} - {one.number for one in staying_general}
    return drop(put(after, *staying_general), "verdicts", sorted(numbers))
