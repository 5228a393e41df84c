"""Review: what somebody must still look at before the report, and how each is settled."""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import msgspec

from spiegel.domain.consent.gate import IDEA_SETTLED, consents
from spiegel.domain.consent.second import waiting
from spiegel.domain.consent.together import waiting as together_waiting
from spiegel.domain.consent.traces import traces
from spiegel.domain.consent.verdicts import Decide, Finding, open_findings
from spiegel.domain.notation.quotes import has_quotation, unwrap
from spiegel.domain.notation.speakers import after_code
from spiegel.domain.patterns import pattern
from spiegel.domain.polls.group_names import name_after
from spiegel.domain.session.called import name_of
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.remembered import by_page
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.themes import ConfirmTheme
from spiegel.domain.session.verdicts import Choice
from spiegel.domain.session.words import clean
from spiegel.i18n import N_, Translations


class ConcernKind(StrEnum):
    """Why something waits in Review, in the order in which it is gone through."""

    SPEAKER = "speaker"
    INHERITED = "inherited"
    CONSENT = "consent"
    TRACEABLE = "traceable"
    PERSON = "person"
    CAPITAL = "capital"
    TOGETHER = "together"
    IDEA = "idea"
    NEW_THEME = "new theme"
    NO_THEME = "no theme"
    LONE_SIGN = "lone sign"
    NO_SIGN = "no sign"


_WORDS: Final = {
    ConcernKind.SPEAKER: N_("Who said this?"),
    ConcernKind.INHERITED: N_("No speaker was named; is it this one?"),
    ConcernKind.CONSENT: N_("May not be quoted; write a summary."),
    ConcernKind.TRACEABLE: N_("Could point to a person; rewrite it or clear the mark."),
    ConcernKind.PERSON: N_("Could somebody be recognised by this?"),
    ConcernKind.CAPITAL: N_("Is there a name in it?"),
    ConcernKind.TOGETHER: N_("Together with what else this person said: may one know who it is?"),
    ConcernKind.IDEA: N_("Could it point to a person, or may it stand in the report?"),
    ConcernKind.NEW_THEME: N_("A new theme; does it stay?"),
    ConcernKind.NO_THEME: N_("No theme."),
    ConcernKind.LONE_SIGN: N_("A sign without a theme; is it meant?"),
    ConcernKind.NO_SIGN: N_("No sign."),
}


class Concern(msgspec.Struct, frozen=True):
    """One thing to look at: a statement, an idea or a new theme; table and number say which.

    finding: of words that look like a person, which these are.
    """

    kind: ConcernKind
    table: str
    number: int
    finding: Finding | None = None

    def explain(self, t: Translations) -> str:
        """What there is to decide, in a few words."""
        return t.gettext(_WORDS[self.kind])


@lru_cache(maxsize=2)
def queue(session: Session) -> tuple[Concern, ...]:
    """Everything that is still unchecked: kind by kind, and within a kind as it was said.

    What was settled, and what is not true any more, is not in it.
    """
    found = list(chain.from_iterable(_of_statements(session)))
    found.extend(
        Concern(kind, "ideas", idea.number)
        for idea in session.ideas.values()
        if (kind := idea_concern(idea)) is not None
    )
    found.extend(
        Concern(ConcernKind.NEW_THEME, "themes", theme.number)
        for theme in session.themes.values()
        if not theme.confirmed
    )
    found.extend(
        Concern(ConcernKind.TOGETHER, "statements", one.first) for one in together_waiting(session)
    )
    found.sort(key=lambda concern: concern.number)
    found.extend(
        Concern(ConcernKind.PERSON, one.place.table, one.place.number, one)
        for one in open_findings(session)
    )
    order = {kind: place for place, kind in enumerate(ConcernKind)}
    return tuple(sorted(found, key=lambda concern: order[concern.kind]))


@by_page
def _of_statements(session: Session, statements: Iterable[Statement]) -> tuple[Concern, ...]:
    return tuple(
        Concern(kind, "statements", statement.number)
        for statement in statements
        for kind in concerns(session, statement)
    )


def with_second(session: Session, found: tuple[Finding, ...]) -> tuple[Concern, ...]:
    """The queue with what a second opinion found, behind what the own rules found."""
    concerns = list(queue(session))
    order = list(ConcernKind)
    behind = order.index(ConcernKind.PERSON)
    at = next((n for n, c in enumerate(concerns) if order.index(c.kind) > behind), len(concerns))
    concerns[at:at] = [
        Concern(ConcernKind.PERSON, one.place.table, one.place.number, one)
        for one in waiting(session, found)
    ]
    return tuple(concerns)


def concerns(session: Session, statement: Statement) -> tuple[ConcernKind, ...]:
    """What there is to look at in one statement, without what was settled."""
    literal = statement.verbatim or has_quotation(statement.words)
    shown = statement.paraphrase or statement.words
    unknown, by_card = UNKNOWN in statement.speakers, _by_card(session, statement)
    # Whose words they are decides whether they may be quoted, so that is asked first.
    asked = ConcernKind.SPEAKER if unknown else ConcernKind.INHERITED
    who_first = (unknown or statement.inherited) and asked not in statement.settled
    true = {
        ConcernKind.SPEAKER: unknown,
        ConcernKind.INHERITED: statement.inherited and not unknown,
        ConcernKind.CONSENT: literal
        and not statement.paraphrase
        and not who_first
        and not consents(session, statement),
        ConcernKind.TRACEABLE: statement.traceable,
        ConcernKind.CAPITAL: bool(_unfound_names(session, shown)),
        ConcernKind.NO_THEME: not statement.themes and not by_card,
        ConcernKind.LONE_SIGN: lone_sign(statement),
        ConcernKind.NO_SIGN: statement.valence is None and not by_card,
    }
    return tuple(kind for kind, holds in true.items() if holds and kind not in statement.settled)


def _by_card(session: Session, statement: Statement) -> bool:
    """Whether it was told with a card, of a life: that is neither good nor bad, and what is chosen
    of all cards afterwards has no theme."""
    part = session.phases.get(statement.phase or 0)
    return part is not None and part.cards


def idea_concern(idea: Idea) -> ConcernKind | None:
    """What there is to look at in an idea; one answer settles it.

    One that was held back from the room was so for a name or an insult.
    """
    if idea.traceable:
        settled = ConcernKind.TRACEABLE in idea.settled
        return None if settled else ConcernKind.TRACEABLE
    if idea.paraphrase.strip() or IDEA_SETTLED in idea.settled:
        return None
    doubtful = idea.held or names_inside(idea.words)
    return ConcernKind.CAPITAL if doubtful else ConcernKind.IDEA


@lru_cache(maxsize=2)
def unfinished(session: Session) -> int:
    """How many summaries begin with a small letter: *belde elke maandag*.

    Mostly nobody is in such a one, so that who hears the report does not know who it is about.
    """
    return sum(
        _SMALL.match(statement.paraphrase or statement.words) is not None
        for statement in session.statements.values()
        if (statement.paraphrase or not (statement.verbatim or has_quotation(statement.words)))
        and not statement.traceable
        and not _by_card(session, statement)
    )


def lone_sign(statement: Statement) -> bool:
    """Whether a sign stands with neither theme nor quotation: it may be a dash of broken speech."""
    return statement.valence is not None and not statement.themes and not statement.verbatim


_SMALL: Final = pattern(r"[\s\"'‘“„«(]*(?!['’]?[snt]\s)[a-zà-öø-ÿ]")
_CAPITAL: Final = pattern(
    r"(?<=[^\s.!?…:\"“”„«»]\s)"
    # A sentence that begins with *'s* or *'t* has its capital at the word after that.
    r"(?<!^['’][st]\s)(?<![.!?…:]\s['’][st]\s)(?<![\"“”„«»]['’][st]\s)"
    r"\(*([A-ZÀ-ÖØ-ÞŁŚŠŞŽŻİ][\w'’]*)"
)
_NO_NAME: Final = frozenset({"I", "U", "Uw", "Wmo", "Wlz", "Zvw", "Pgb", "Nederland", "Nederlands"})


def names_inside(words: str) -> tuple[str, ...]:
    """The words with a capital inside a sentence, which may be names.

    Abbreviations in capitals, *U* and the names of laws are none; a code such as D5 is.
    """
    return tuple(
        word
        for word in _CAPITAL.findall(words)
        if word not in _NO_NAME and not (len(word) > 1 and word.isupper() and word.isalpha())
    )


def _unfound_names(session: Session, words: str) -> tuple[str, ...]:
    """The words with a capital that are not asked about already, as what looks like a person."""
    inside = names_inside(words)
    if not inside:
        return ()
    found = " ".join(words[t.found.start : t.found.end] for t in traces(session, words))
    return tuple(name for name in inside if name not in found)


class Settle(Change, frozen=True, kw_only=True):
    """Somebody looked at this about a statement and leaves it as it is."""

    statement: int
    kind: ConcernKind

    def name(self, t: Translations) -> str:
        return t.gettext("{what} checked").format(what=name_of("statements", self.statement, t))

    def apply(self, session: Session, now: Instant) -> Session:
        statement = session.statements.get(self.statement)
        if statement is None:
            raise Refusal
        settled = tuple(dict.fromkeys((*statement.settled, str(self.kind))))
        return put(session, msgspec.structs.replace(statement, settled=settled))


class SettleIdea(Change, frozen=True, kw_only=True):
    """Somebody looked at an idea; it may stand in the report, or (traceable) stays out of it."""

    idea: int

    def name(self, t: Translations) -> str:
        return t.gettext("{what} checked").format(what=name_of("ideas", self.idea, t))

    def apply(self, session: Session, now: Instant) -> Session:
        idea = session.ideas.get(self.idea)
        if idea is None:
            raise Refusal
        kind = str(ConcernKind.TRACEABLE) if idea.traceable else IDEA_SETTLED
        settled = tuple(dict.fromkeys((*idea.settled, kind)))
        return put(session, msgspec.structs.replace(idea, settled=settled))


class RewriteIdea(Change, frozen=True, kw_only=True):
    """Other words stand in the place of an idea; it is not traceable any more. Empty: none do.

    What somebody wrote is never changed. A group that is named after it takes the other words too.
    """

    idea: int
    words: str

    def name(self, t: Translations) -> str:
        return t.gettext("{what} rewritten").format(what=name_of("ideas", self.idea, t))

    def apply(self, session: Session, now: Instant) -> Session:
        idea, words = session.ideas.get(self.idea), clean(self.words).strip()
        if idea is None:
            raise Refusal
        traceable = idea.traceable and not words
        changed = msgspec.structs.replace(idea, paraphrase=words, traceable=traceable)
        named = [
            msgspec.structs.replace(cluster, name=name_after(changed))
            for cluster in session.clusters.values()
            if words and cluster.number == idea.cluster and cluster.name == name_after(idea)
        ]
        return put(session, changed, *named)


class MarkIdea(Change, frozen=True, kw_only=True):
    """An idea could point to a person, or not after all; then it is to be looked at again."""

    idea: int
    traceable: bool

    def name(self, t: Translations) -> str:
        return t.gettext("{what} marked").format(what=name_of("ideas", self.idea, t))

    def apply(self, session: Session, now: Instant) -> Session:
        idea = session.ideas.get(self.idea)
        if idea is None:
            raise Refusal
        return put(session, msgspec.structs.replace(idea, traceable=self.traceable, settled=()))


class KeepIdeaOut(Change, frozen=True, kw_only=True):
    """Somebody looked at an idea, and it stands in no document: it could point to a person."""

    idea: int

    def name(self, t: Translations) -> str:
        return t.gettext("{what} kept out").format(what=name_of("ideas", self.idea, t))

    def apply(self, session: Session, now: Instant) -> Session:
        marked = MarkIdea(idea=self.idea, traceable=True).apply(session, now)
        return SettleIdea(idea=self.idea).apply(marked, now)


def settle(concern: Concern) -> Change:
    """The change with which a concern is left as it is; what looks like a person never is."""
    if concern.finding is not None:
        return Decide(finding=concern.finding, choice=Choice.GENERAL)
    if concern.table == "ideas":
        return SettleIdea(idea=concern.number)
    if concern.kind is ConcernKind.NEW_THEME:
        return ConfirmTheme(number=concern.number)
    return Settle(statement=concern.number, kind=concern.kind)


class NameSpeakers(Change, frozen=True, kw_only=True):
    """Who said a statement: codes such as "D3", `people.ALL` or `people.UNKNOWN`.

    Words that were kept with a code nobody has ("D33: ...") are read again without that code, so
    that a quotation in them becomes one.
    """

    statement: int
    speakers: tuple[str, ...]

    def name(self, t: Translations) -> str:
        number = self.statement
        return t.gettext("speaker of statement {number}").format(number=number)

    def apply(self, session: Session, now: Instant) -> Session:
        statement = session.statements.get(self.statement)
        if statement is None or not self.speakers:
            raise Refusal
        fields: dict[str, Any] = {"speakers": self.speakers, "inherited": False}
        fields.update(_without_code(statement, self.speakers))
        return put(session, msgspec.structs.replace(statement, **fields))


def _without_code(statement: Statement, speakers: tuple[str, ...]) -> dict[str, Any]:
    """The words without the code they were kept with, once it is known who spoke."""
    begin = after_code(statement.words)
    if UNKNOWN not in statement.speakers or UNKNOWN in speakers or not begin:
        return {}
    rest = statement.words[begin:]
    inside = unwrap(rest)
    return {"words": rest if inside is None else inside, "verbatim": inside is not None}
