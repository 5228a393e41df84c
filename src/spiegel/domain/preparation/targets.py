"""How many people a meeting wants: sources differ, so each organisation may choose (dossier, 1.2).

One choice for everything that this program advises. It is set once, at the start, from the settings
of the user; like the language.
"""

from typing import Final

import msgspec

MOST: Final = 200
"""People of one kind in a meeting at most, as everywhere in Spiegel."""


class Targets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Numbers of people from 0 to MOST.

    invite: participants to ask. confirm, confirm_most: who say yes. least: below it the meeting
    does not go on, for the talk and for anonymity. no_shows: who say yes and stay away, as is to
    be expected. listeners: the most of them, 0 for no limit.
    """

    invite: int = 12
    confirm: int = 8
    confirm_most: int = 10
    least: int = 5
    no_shows: int = 2
    listeners: int = 20

    @property
    def fit(self) -> bool:
        """Whether they can all hold at once."""
        numbers = msgspec.structs.astuple(self)
        rising = 1 <= self.least <= self.confirm <= self.confirm_most
        return rising and self.confirm <= self.invite and all(0 <= n <= MOST for n in numbers)


USUAL: Final = Targets()
_now: list[Targets] = [USUAL]


def use(targets: Targets) -> None:
    """From now on these hold."""
    _now[0] = targets


def current() -> Targets:
    """Those that hold now."""
    return _now[0]
