"""The passphrase of an encrypted session: asked at the terminal, never on the command line."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from spiegel import i18n
from spiegel.cli.failure import Failure
from spiegel.cli.say import say
from spiegel.i18n import _
from spiegel.store.errors import StoreError, WrongPassphraseError
from spiegel.store.journal.header import header_at
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
    if header.seal is None or not header.seal.sound:
        return NO_KEYS
    problem = _("Without its passphrase the session stays closed.")
    return _unlocked(path, lambda keys: keys.seal(path, header), problem)


def keys_of_names(place: Path) -> Passphrase:
    """What opens a key file of names, asked at most 3 times. Raises Failure and StoreError."""
    from spiegel.store import keyfile

    header = keyfile.header_at(place)
    problem = _("Without their passphrase the names stay closed.")
    return _unlocked(place, lambda keys: keys.seal(place, header), problem)


def new_passphrase_for_names(session: Keys) -> Passphrase:
    """A passphrase for a key file, another one than that of the meeting. Raises Failure."""
    say(
        _(
            "The names stand in a file of their own that opens only with its own passphrase. Nobody"
            " can bring back one that was forgotten: then the names are lost, and the meeting is"
            " not. Give it to who may know the names, and keep it apart from this computer."
        ),
        problem=True,
    )
    chosen = _chosen()
    if session.handed_over() == chosen.handed_over():
        raise Failure(_("This is the passphrase of the meeting itself; choose another one."))
    return chosen


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
    return _chosen()


def _chosen() -> Passphrase:
    """What is typed twice the same. Raises Failure."""
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


def _unlocked(path: Path, opens: Callable[[Passphrase], object], problem: str) -> Passphrase:
    """The passphrase with which it opens; problem: what is said when none was typed."""
    for number in range(TRIES):
        words = _ask(_("Passphrase of {file}: ").format(file=path.name))
        if not words.strip():
            continue
        keys = Passphrase(words)
        try:
            opens(keys)
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
    import getpass

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
