"""What a process remembers of a meeting only to be fast: forgotten when somebody takes words back.

No list says what remembers: every function of ours that does is found by what it is.
"""

import sys
from functools import lru_cache
from typing import Final

from spiegel.domain.session.remembered import forget_meetings

_ROOMS: Final = tuple(f"spiegel.{room}." for room in ("domain", "export", "screens", "web"))
_REMEMBERS: Final = type(lru_cache(len))


def forget() -> None:
    """Nothing that was reckoned of earlier words is kept in this process."""
    modules = [one for name, one in tuple(sys.modules.items()) if name.startswith(_ROOMS)]
    for found in [each for module in modules for each in vars(module).values()]:
        if isinstance(found, _REMEMBERS):
            found.cache_clear()
    forget_meetings()
