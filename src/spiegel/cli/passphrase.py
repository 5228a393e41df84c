"""The passphrase of an encrypted session: asked at the terminal, never on the command line."""

import getpass
import sys
from pathlib import Path
from typing import Final

from spiegel import i18n
from spiegel.cli.failure import Failure
from spiegel.cli.say import say
from spiegel.i18n import _
from spiegel.store.errors import StoreError, WrongPassphraseError
from spiegel.store.journal.header import Header
from spiegel.store.journal.snapshot import header_at
from spiegel.store.sealed.keys import NO_KEYS, Keys, Passphrase, is_short

TRIES: Final = 3


def keys_of(path: Path) -> Keys:
    """What opens a session: nothing for a plain one, else its passphrase, asked at most 3 times.

    Raises Failure without a terminal, or when none was right. What is odd in the file itself is
    left to whoever opens it.
    """
    try:
        header = header_at(path)
    except StoreError:
        return NO_KEYS
    return NO_KEYS if header.seal is None or not header.seal.sound else _unlocked(path, header)


def new_passphrase() -> Passphrase:
    """A passphrase for a session, asked twice, after what it means to forget it was said.

    Raises Failure when it was not twice the same, or without a terminal.
    """
    say(
        _(
            "An encrypted session opens only with its passphrase. Nobody can bring back one that"
            " was forgotten, nor can the makers of Spiegel: then the meeting is lost for ever."
            " Write it down and keep it in a safe place, away from this computer."
        ),
        problem=True,
    )
    for _number in range(TRIES):
        words = _ask(_("New passphrase: "))
        if not words.strip():
            continue
        if words != _ask(_("The same once more: ")):
            say(_("These two are not the same."), problem=True)
            continue
        if is_short(words):
            say(
                _(
                    "This passphrase is short and could be guessed. Four or five words that have"
                    " nothing to do with each other are stronger, and easy to remember."
                ),
                problem=True,
            )
        return Passphrase(words)
    raise Failure(_("No passphrase was chosen, so nothing was changed."))


def _unlocked(path: Path, header: Header) -> Passphrase:
    problem = _("Without its passphrase the session stays closed.")
    for number in range(TRIES):
        words = _ask(_("Passphrase of {file}: ").format(file=path.name))
        if not words.strip():
            continue
        keys = Passphrase(words)
        try:
            keys.seal(path, header)
        except WrongPassphraseError as error:
            problem = error.explain(i18n.current())
        except StoreError as error:
            raise Failure(error.explain(i18n.current())) from error
        else:
            return keys
        if number + 1 < TRIES:
            say(problem, problem=True)
    raise Failure(problem)


def _ask(prompt: str) -> str:
    """What is typed at the terminal, not shown; standard input may be a pipe meanwhile."""
    if not _has_terminal():
        raise Failure(_("A passphrase can only be typed at a terminal, and there is none."))
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return ""


def _has_terminal() -> bool:
    if sys.stdin.isatty():
        return True
    try:
        # No such file on Windows, where only standard input can be typed at.
        Path("/dev/tty").open("rb+", buffering=0).close()
    except OSError:
        return False
    return True
