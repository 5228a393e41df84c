"""How long what is kept of a meeting: a choice of the organisation, for no source gives terms.

One choice for everything that this program advises. It is set once, at the start, from the settings
of the user; like the language.
"""

from typing import Final

import msgspec

MOST: Final = 120
"""Months of a term at most."""


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Months after the day of the meeting, from 0 to MOST; 0 for no term.

    What participants read beforehand of when the notes are thrown away is the term of `session`.
    """

    private: int = 3
    names: int = 6
    session: int = 6

    @property
    def fit(self) -> bool:
        """Whether all of them are possible."""
        return all(0 <= months <= MOST for months in msgspec.structs.astuple(self))


USUAL: Final = Terms()
_now: list[Terms] = [USUAL]


def use(terms: Terms) -> None:
    """From now on these hold."""
    _now[0] = terms


def current() -> Terms:
    """Those that hold now."""
    return _now[0]
