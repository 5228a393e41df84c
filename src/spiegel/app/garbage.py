"""When Python looks for what nobody needs any more.

It does so each time some thousand objects were made. What a program imports stays as long as it
runs: to look through all of it again and again takes a tenth of the start, and 20 to 70 ms at a
moment that somebody waits for.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_USUAL: Final = gc.get_threshold()
_SELDOM: Final = (50_000, 20, 50)
"""Objects that were made since the last look, and looks before one at what is older."""
_HARDLY: Final = (500_000, 20, 50)
"""The same for what is over before that."""


@contextmanager
def hardly() -> Iterator[None]:
    """While a command runs, most of which is over before there is anything to find."""
    before = gc.get_threshold()
    gc.set_threshold(*_HARDLY)
    # What is there when a program ends, goes with it: not looked through once more, 20 ms.
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        # What was made meanwhile is taken for old, or all of it were looked through here.
        gc.freeze()
        gc.set_threshold(*before)
        gc.unfreeze()


def pause() -> None:
    """Not for now: what is made is there to stay; afterwards as often as usual."""
    gc.disable()
    gc.set_threshold(*_USUAL)


def resume() -> None:
    """From now on, and not in what is there already."""
    gc.freeze()
    gc.enable()


def resume_seldom() -> None:
    """As `resume`, for a room full of phones that ask at the same moment.

    1,000 of them have so much under way that looking each thousand objects takes an eighth of the
    time in which they wait.
    """
    resume()
    gc.set_threshold(*_SELDOM)
