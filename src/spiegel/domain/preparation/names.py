"""Who is behind a code: a name, a telephone number and an address, apart from the meeting.

No session holds them, and no document but the list for the envelopes reads them (dossier, 6.1).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.session.session import Session
from spiegel.domain.session.value import Value
from spiegel.domain.session.words import clean, lines_of, tidy
from spiegel.i18n import N_, Translations

LONGEST: Final = 80
"""Characters of a name or of a line of an address; more does not fit on a label."""
LINES: Final = 5
"""Lines of an address under the name; more do not fit on a label."""
WIDE: Final = 45
"""Characters of a line that stand beside each other on a label; a longer one takes two."""
DIGITS: Final = range(4, 17)
"""Digits of a telephone number: 15 at most (ITU E.164), and the 0 that people put after +31."""
_TELEPHONE: Final = pattern(r"\+?[0-9 ()./-]+")


class Person(Value, frozen=True, kw_only=True):
    """A participant by number, as this person is called and can be reached.

    telephone and address may be empty; address: a line each.
    """

    number: int
    name: str
    telephone: str = ""
    address: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return f"D{self.number}"

    def __repr__(self) -> str:
        """Nothing but the code: what is printed by accident names nobody."""
        return f"Person({self.code})"


People = Mapping[int, Person]
"""Those whose names are kept, by number."""
NOBODY: Final[People] = MappingProxyType({})


class Unfit(StrEnum):
    """Why somebody cannot be kept so."""

    NAMELESS = "nameless"
    LONG = "long"
    TELEPHONE = "telephone"
    LINES = "lines"


_SENTENCES: Final[Mapping[Unfit, str]] = MappingProxyType(
    {
        Unfit.NAMELESS: N_("A name is needed."),
        Unfit.LONG: N_("A name and each line of an address has at most {most} characters."),
        Unfit.TELEPHONE: N_("This is no telephone number, such as 06-12345678."),
        Unfit.LINES: N_("An address has at most {lines} lines, and fits on a label."),
    }
)


def explain(unfit: Unfit, t: Translations) -> str:
    """What is wrong, in a sentence."""
    return t.gettext(_SENTENCES[unfit]).format(most=LONGEST, lines=LINES)


def person(number: int, name: str, telephone: str = "", address: str = "") -> Person:
    """Somebody as it was typed: on one line, the address with a line each."""
    lines = (tidy(line) for line in lines_of(clean(address)))
    return Person(
        number=number,
        name=tidy(clean(name)),
        telephone=tidy(clean(telephone)),
        address=tuple(line for line in lines if line),
    )


def unfit(who: Person) -> Unfit | None:
    """What is wrong with it; None when it can be kept."""
    if not who.name:
        return Unfit.NAMELESS
    if any(len(line) > LONGEST for line in (who.name, *who.address)):
        return Unfit.LONG
    digits = sum(character.isdigit() for character in who.telephone)
    if who.telephone and not (_TELEPHONE.fullmatch(who.telephone) and digits in DIGITS):
        return Unfit.TELEPHONE
    high = sum(1 + (len(line) - 1) // WIDE for line in (who.name, *who.address))
    return Unfit.LINES if len(who.address) > LINES or high > LINES + 2 else None


def with_person(people: People, who: Person) -> People:
    """These people with somebody more, or with what is known of somebody now.

    Raises ValueError for who is unfit.
    """
    problem = unfit(who)
    if problem is not None:
        raise ValueError(problem)
    return in_order((*(one for one in people.values() if one.number != who.number), who))


def without(people: People, *numbers: int) -> People:
    """These people without some."""
    return in_order(one for one in people.values() if one.number not in numbers)


def in_order(people: Iterable[Person]) -> People:
    """People by number, in order of their codes."""
    return {one.number: one for one in sorted(people, key=lambda one: one.number)}


def withdrawn(people: People, session: Session) -> tuple[int, ...]:
    """Those who withdrew since: their names go too."""
    there = session.participants
    return tuple(n for n in people if n in there and there[n].withdrawn)


def envelopes(people: People, session: Session) -> tuple[Person, ...]:
    """Who gets a letter: known by name and address, not withdrawn, and did not say no."""
    return tuple(one for one in people.values() if one.address and _is_written_to(one, session))


def unaddressed(people: People, session: Session) -> tuple[int, ...]:
    """The participants who get no letter, because their name or address is not known."""
    sent = {one.number for one in envelopes(people, session)}
    return tuple(
        number
        for number, participant in sorted(session.participants.items())
        if number not in sent
        and not participant.withdrawn
        and participant.recruiting.coming is not False
    )


def nobody_to_write_to(t: Translations) -> str:
    """Why there are no envelopes."""
    return t.gettext("Nobody has a name and an address in the key file who may come.")


def not_on_envelopes(numbers: tuple[int, ...], t: Translations) -> str:
    """Who is not on the envelopes; numbers: of `unaddressed`."""
    codes = ", ".join(f"D{number}" for number in numbers)
    words = t.gettext("Not on it, because the address is not known: {codes}.")
    return words.format(codes=codes)


def _is_written_to(one: Person, session: Session) -> bool:
    there = session.participants.get(one.number)
    return there is not None and not there.withdrawn and there.recruiting.coming is not False
