"""When Python looks for what nobody needs any more.

It does so each time some thousand objects were made. What a program imports stays as long as it
runs: to look through all of it again and again takes a tenth of the start, and 20 to 70 ms at a
moment that somebody waits for.
"""

import gc
from typing import Final

_SELDOM: Final = (50_000, 20, 50)
"""Objects that were made since the last look, and looks before one at what is older."""


def pause() -> None:
    """Not for now: what is made is there to stay."""
    gc.disable()


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
