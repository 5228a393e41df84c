"""When Python looks for what nobody needs any more.

It does so each time some thousand objects were made. What a program imports stays as long as it
runs: to look through all of it again and again takes a tenth of the start, and 20 to 70 ms at a
moment that somebody waits for.
"""

import gc


def pause() -> None:
    """Not for now: what is made is there to stay."""
    gc.disable()


def resume() -> None:
    """From now on, and not in what is there already."""
    gc.freeze()
    gc.enable()
