"""What the command line says to a person: whole words, as wide as the terminal."""

import sys

from spiegel.i18n import _


def say(words: str, *, problem: bool = False) -> None:
    """Print a line; at a terminal it is folded between words, elsewhere it stays one line.

    problem: on standard error. What follows a fold stands under the beginning of the words.
    """
    stream = sys.stderr if problem else sys.stdout
    print(_folded(words) if stream.isatty() else words, file=stream)


def ask(words: str) -> str:
    """Ask in such a line, and return what is typed. Raises EOFError when nobody answers."""
    return input(f"{_folded(words) if sys.stdout.isatty() else words} ")


def agrees(question: str) -> bool:
    """Whether somebody says yes to it; nobody who answers is a no."""
    yes, no = _("y"), _("n")
    try:
        answer = ask(f"{question} ({yes}/{no})").strip().casefold()
    except EOFError:
        return False
    return answer in {yes, _("yes")}


def _folded(words: str) -> str:
    import shutil
    import textwrap

    start = " " * (len(words) - len(words.lstrip()))
    return textwrap.fill(
        words.lstrip(),
        # A line as long as the terminal is wide makes some terminals leave the next one empty.
        width=max(20, shutil.get_terminal_size().columns - 1),
        initial_indent=start,
        subsequent_indent=start,
        break_long_words=False,
        break_on_hyphens=False,
    )
