"""From which spread a group of people is called divided, and strongly so.

One choice for everything that this program says: screens, pages, reports and comparisons use the
same words. It is set once, at the start, from the settings of the user; like the language.
"""

from typing import Final

import msgspec

LEAST: Final = 0.01
MOST: Final = 0.5
"""The spread when one half stands opposite the other: there is none above it."""


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """Spreads from LEAST to MOST; `strongly` is no lower than `divided`.

    The usual ones come from outcomes of this method; 0.3 is what tools of this field warn at
    (dossier, section 3.4).
    """

    divided: float = 0.2
    strongly: float = 0.3


USUAL: Final = Thresholds()
_now: list[Thresholds] = [USUAL]


def use(thresholds: Thresholds) -> None:
    """From now on these hold."""
    _now[0] = thresholds


def current() -> Thresholds:
    """Those that hold now."""
    return _now[0]
