"""What one person said, put together: harmless words that may be somebody only as a whole.

No number and no place of a report says who said something. But who knows somebody hears the voice,
and finds a village, a trade and an illness in one document. The gate lets each through; here
stands of whom they are all in it, for the moderator to put one of them in general words.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.consent.gate import Shown, shown
from spiegel.domain.consent.traces import told_openly
from spiegel.domain.privacy.traits import Trait, places, traits
from spiegel.domain.session.remembered import by_page
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement
from spiegel.i18n import N_, Translations

KINDS: Final = 3
"""Of so many kinds, and it may be one person: two are true of many."""
SETTLED: Final = "together"
"""The name in `Statement.settled` that says: this was looked at with what else that person said."""
_NAMES: Final[Mapping[Trait, str]] = MappingProxyType(
    {
        Trait.PLACE: N_("where somebody lives"),
        Trait.WORK: N_("work"),
        Trait.HEALTH: N_("health"),
        Trait.FAMILY: N_("family"),
        Trait.AGE: N_("age"),
        Trait.HOME: N_("house"),
        Trait.ORIGIN: N_("origin or faith"),
        Trait.PUBLIC: N_("something that was public"),
    }
)


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """What stands of one participant in a report. kinds: in the order of `Trait`, each with the
    numbers of the statements that tell it."""

    speaker: str
    kinds: Mapping[Trait, tuple[int, ...]]

    @property
    def statements(self) -> tuple[int, ...]:
        """All of these statements, in their order."""
        return tuple(sorted({number for those in self.kinds.values() for number in those}))

    @property
    def first(self) -> int:
        """The one to begin with: it tells most."""
        told = [number for those in self.kinds.values() for number in those]
        return max(self.statements, key=lambda number: (told.count(number), -number))

    def explain(self, t: Translations) -> str:
        """Of what kinds, with the numbers of the statements."""
        return ", ".join(
            f"{t.gettext(_NAMES[trait])} ({', '.join(map(str, numbers))})"
            for trait, numbers in self.kinds.items()
        )


@lru_cache(maxsize=2)
def together(session: Session) -> tuple[Together, ...]:
    """The participants of whom a report tells things of so many kinds that it may be known who."""
    by_speaker: dict[str, dict[Trait, list[int]]] = {}
    common = told_openly(session)
    for statement in chain.from_iterable(_telling(session)):
        for trait in _told(session, statement, common):
            kinds = by_speaker.setdefault(statement.speakers[0], {})
            kinds.setdefault(trait, []).append(statement.number)
    return tuple(
        Together(
            speaker=speaker,
            kinds={trait: tuple(kinds[trait]) for trait in Trait if trait in kinds},
        )
        for speaker, kinds in sorted(by_speaker.items(), key=lambda pair: _number(pair[0]))
        if len(kinds) >= KINDS
    )


def waiting(session: Session) -> tuple[Together, ...]:
    """Those of whom nobody said yet that it may stand so."""
    return tuple(
        one
        for one in together(session)
        if not any(SETTLED in session.statements[number].settled for number in one.statements)
    )


@by_page
def _telling(_session: Session, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Those of one participant that tell something: most do not, which no gate has to say."""
    return tuple(
        said
        for said in statements
        if len(said.speakers) == 1
        and said.speakers[0].startswith("D")
        and traits(said.paraphrase or said.words)
    )


def _told(session: Session, statement: Statement, common: str) -> Iterator[Trait]:
    """Of what kinds something stands in a report in these words of one participant."""
    ruling = shown(session, statement)
    if not isinstance(ruling, Shown):
        return
    for trait in traits(ruling.words):
        if trait is not Trait.PLACE or any(one not in common for one in places(ruling.words)):
            yield trait


def _number(code: str) -> tuple[int, str]:
    digits = code.lstrip("D")
    return (int(digits) if digits.isdecimal() else 0), code
