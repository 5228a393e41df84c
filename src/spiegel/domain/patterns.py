"""Regular expressions that are compiled when they are first asked, not when a module is imported.

Reading a written plan, a line of the scribe or a text in which people may be named takes hundreds
of them. Compiled at import they took a command a fifth of its time, most of them for nothing.
"""

import re
from typing import Any, AnyStr, Final, cast


class _Waiting:
    """Stands in for a pattern until something is asked of it, and then gives what it gives."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression, self._flags = expression, flags
        _WAITING.append(self)

    def __getattr__(self, name: str) -> Any:
        # What is found is kept under its own name, so that this is asked once for each method.
        compiled = self.__dict__.get("_compiled")
        if compiled is None:
            compiled = self._compiled = re.compile(self._expression, self._flags)
        found = getattr(compiled, name)
        setattr(self, name, found)
        return found


_WAITING: Final[list[_Waiting]] = []
"""Those that `compile_some` has not come to."""


def pattern(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern for the top of a module; used as what `re.compile` gives.

    The functions of `re` do not take it: ask the pattern itself.
    """
    return cast("re.Pattern[AnyStr]", _Waiting(expression, flags))


def waiting() -> int:
    """How many of them may still have to be compiled."""
    return len(_WAITING)


def compile_some(most: int) -> None:
    """Compile so many of those that wait, for who has the time now."""
    for _ in range(min(most, len(_WAITING))):
        _WAITING.pop().flags  # noqa: B018 - asking compiles it
