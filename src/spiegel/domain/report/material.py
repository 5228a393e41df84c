"""What a report is made of: the rulings of the gate, who counts, and the order of statements."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Final, Protocol, TypeVar

import msgspec

from spiegel.domain.consent.anonymity import owner
from spiegel.domain.consent.gate import (
    CUT,
    Reason,
    Shown,
    Withheld,
    agreed,
    allowed,
    owner_told,
    prepared,
    shown,
    told,
    withheld,
)
from spiegel.domain.consent.literal import plain_words
from spiegel.domain.polls.clusters import number_of
from spiegel.domain.polls.group_names import name_after
from spiegel.domain.report.wording import participants_words
from spiegel.domain.session.people import Participant
from spiegel.domain.session.polls import Cluster
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement, Theme
from spiegel.i18n import Translations

FEWEST: Final = 5
"""Below five participants a report holds no counts (dossier, section 1.2: stop below five)."""
_UNCOUNTED: Final = frozenset(
    {
        Reason.WITHDRAWN,
        Reason.NOT_TAKING_PART,
        Reason.TRACEABLE,
        Reason.RATHER_NOT,
        Reason.RECOGNISABLE,
        Reason.NO_WORDS,
    }
)


class Material(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A session as a report sees it: through the gate, in one language.

    general: as `gate.shown`. people: who took part and may be counted; known: their codes.
    """

    session: Session
    t: Translations
    general: bool
    people: tuple[Participant, ...]
    known: frozenset[str]

    @cached_property
    def held_back(self) -> Mapping[int, Withheld]:
        """The statements of which nothing may be shown, and why, by number."""
        if not self.general:
            return withheld(self.session)
        ruled = ((said, allowed(self.session, said)) for said in self.session.statements.values())
        return {said.number: ruling for said, ruling in ruled if isinstance(ruling, Withheld)}

    @cached_property
    def uncounted(self) -> frozenset[int]:
        """The numbers of the statements that count nobody."""
        held_back = self.held_back.items()
        return frozenset(number for number, ruling in held_back if ruling.reason in _UNCOUNTED)

    @cached_property
    def _told(self) -> dict[str, str]:
        """Of typed words what `words` said: one page is filled in with them several times."""
        return {}

    @cached_property
    def _owners(self) -> dict[str, str]:
        """The same of owners, of whom each often has several actions."""
        return {}

    def words(self, text: str) -> str:
        """Typed words that are no statement, as a document may show them; may be empty."""
        known = self._told.get(text)
        if known is None:
            ruling = told(self.session, text, self.t)
            known = self._told[text] = ruling.words if isinstance(ruling, Shown) else ""
        return known

    def said(self, text: str, empty: str) -> str:
        """Typed words as `words` has them; why not when they may not be shown; `empty` for none."""
        return self.words(text) or (self.withheld if text.strip() else empty)

    @property
    def withheld(self) -> str:
        """What stands in the place of all that was said, when none of it may be shown."""
        return self.t.gettext("Nothing about this may be in this report.")

    def prepared(self, text: str) -> str:
        """Words from before the meeting, such as a question: they can quote nobody."""
        return prepared(self.session, text, self.t).strip()

    def group(self, cluster: Cluster) -> str:
        """What a group of ideas is called; by its number when it is named after what is kept out.

        It is the number that the room saw, so that those who were there know which it is.
        """
        said = self.group_words(cluster)
        if said:
            return said
        words = self.t.gettext("group {number} (its name may not stand here)")
        return words.format(number=number_of(self.session, cluster))

    def group_words(self, cluster: Cluster) -> str:
        """The name of a group of ideas, as a document may show it; may be empty.

        It is often an idea as somebody wrote it, too short to be known as a quotation: it goes
        when that idea does.
        """
        named = plain_words(cluster.name)
        for idea in self.session.ideas.values():
            as_written = plain_words(name_after(msgspec.structs.replace(idea, paraphrase="")))
            rewritten = as_written != plain_words(name_after(idea))
            if named == as_written and (idea.traceable or rewritten):
                return ""
        said = self.words(cluster.name)
        left = said.replace(self.t.gettext(CUT), "")
        return said if any(map(str.isalnum, left)) else ""

    def owner(self, text: str) -> str:
        """An action's owner, as a document may show it; may be empty."""
        known = self._owners.get(text)
        if known is None:
            whose = owner(self.session, text, self.t)
            known = self._owners[text] = owner_told(self.session, whose, self.t)
        return known

    def openly(self, text: str) -> str:
        """Where the meeting is held, or whose it is: also with a name in it that is nobody's."""
        return owner_told(self.session, text.strip(), self.t)

    @cached_property
    def _worded(self) -> dict[int, Shown | Withheld]:
        """What the gate said of the statements that were asked for: a letter quotes a few."""
        return {}

    def shown(self, statement: Statement) -> Shown | None:
        """What of a statement may be shown, if anything."""
        ruling = self._worded.get(statement.number)
        if ruling is None:
            ruling = shown(self.session, statement, self.t, general=self.general)
            self._worded[statement.number] = ruling
        return ruling if isinstance(ruling, Shown) else None

    def theme_of(self, statement: Statement) -> Theme | None:
        """The theme that a statement stands under, None for "other"."""
        themes = self.session.themes
        return next((themes[number] for number in statement.themes if number in themes), None)

    def counted(self, statements: Iterable[Statement]) -> frozenset[str]:
        """The codes of those who said these; "all" and an unknown speaker add nobody."""
        uncounted = self.uncounted
        said = set().union(*[s.speakers for s in statements if s.number not in uncounted])
        return self.known & said

    def count(self, statements: Iterable[Statement]) -> str:
        """How many people said these, in words; empty when that may not or cannot be said."""
        return self.people_words(self.counted(statements))

    def people_words(self, codes: Collection[str]) -> str:
        """How many people these are, in words; empty when that may not or cannot be said."""
        if len(self.people) < FEWEST or not codes:
            return ""
        return participants_words(len(codes), self.t)


def material(session: Session, t: Translations, *, general: bool = False) -> Material:
    """The session as a report in this language sees it; general: as `gate.shown`."""
    here = (p for p in session.participants.values() if p.present is not False)
    people = tuple(person for person in here if agreed(person, "take_part"))
    return Material(
        session=session,
        t=t,
        general=general,
        people=people,
        known=frozenset(person.code for person in people),
    )


class Numbered(Protocol):
    """Something with a number that says when it came."""

    @property
    def number(self) -> int: ...


Came = TypeVar("Came", bound=Numbered)


def shuffled(session: Session, statements: Iterable[Statement]) -> list[Statement]:
    """Statements in an order that says nothing about when they were said, the same every time."""
    return in_no_order(session, statements)


def in_no_order(session: Session, came: Iterable[Came]) -> list[Came]:
    """These in an order that says nothing about when they came, the same every time."""
    key = hashlib.blake2b(session.info.id.encode(), digest_size=32).digest()
    keyed = hashlib.blake2b(key=key, digest_size=8)

    def place(one: Numbered) -> bytes:
        digest = keyed.copy()
        digest.update(str(one.number).encode())
        return digest.digest()

    return sorted(came, key=place)
