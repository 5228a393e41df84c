"""`spiegel serve`: the pages that people answer on, until it is stopped."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from spiegel.cli.failure import Failure
from spiegel.cli.passphrase import keys_of
from spiegel.cli.say import say
from spiegel.i18n import _
from spiegel.settings import Settings

if TYPE_CHECKING:
    from spiegel.meeting.port.catalogue import Key
    from spiegel.meeting.port.serving import Serving


def serve_(options: argparse.Namespace, _settings: Settings) -> int:
    """Serve a session until ctrl+c, or until a window stops it."""
    from spiegel.app import garbage

    # What is imported now stays: looking through it would keep a room full of phones waiting.
    garbage.pause()
    from spiegel.meeting.port.errors import NotDoneError
    from spiegel.web.serve import serve

    garbage.resume_seldom()
    try:
        serve(
            options.file,
            key=_key(options),
            address=options.address,
            port=options.port,
            seats=options.seats,
            names=options.name or (),
            tell=_tell,
            lasts=_pipe_is_open if options.while_pipe_is_open else None,
        )
    except NotDoneError as error:
        raise Failure(str(error)) from error
    return 0


def _key(options: argparse.Namespace) -> "Key":
    """What opens the session: from whoever started this, in a pipe, or asked at the terminal."""
    from spiegel.meeting.opening import HeldKeys
    from spiegel.store.sealed.keys import Passphrase

    if not options.passphrase_in_pipe:
        return HeldKeys(keys_of(options.file))
    words = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    if not words.strip():
        raise Failure(_("Without its passphrase the session stays closed."))
    return HeldKeys(Passphrase(words))


def _pipe_is_open() -> None:
    """Return when whoever started this is gone, however that ended."""
    # Not by sys.stdin: a thread that waits in it keeps Python from ending.
    while os.read(0, 1_024):
        pass


def _tell(serving: "Serving") -> None:
    """Where people find it, with the QR code where somebody sees it."""
    if sys.stdout.isatty():
        from spiegel.web.serve import rows_of

        print(*half_blocks(rows_of(serving.link)), sep="\n")
    say(
        _("People take part at {address} with the code {code}.").format(
            address=serving.shown_address, code=serving.code
        )
    )
    if sys.stdout.isatty():
        for line in whom_it_reaches(serving):
            say(line)
        say(_("Stop with ctrl+c."))
    sys.stdout.flush()


def whom_it_reaches(serving: "Serving") -> tuple[str, ...]:
    """What to say where no phone can find it: how the room can."""
    from spiegel.meeting.addresses import addresses
    from spiegel.meeting.port.serving import LOOPBACK

    if serving.address != LOOPBACK:
        return ()
    others = ", ".join(addresses())
    if not others:
        return (_("Only this laptop sees the pages: it is in no network."),)
    words = _("Only this laptop sees the pages. For the room: --address, with {addresses}.")
    return (words.format(addresses=others),)


def half_blocks(rows: tuple[str, ...]) -> list[str]:
    """A QR code as lines of text, two rows in each: light is drawn, as a terminal is dark."""
    signs = {"00": "█", "01": "▀", "10": "▄", "11": " "}
    padded = [*rows, "0" * len(rows[0])] if len(rows) % 2 else [*rows]
    pairs = zip(padded[::2], padded[1::2], strict=True)
    return [
        "".join(signs[a + b] for a, b in zip(upper, lower, strict=True)) for upper, lower in pairs
    ]
