"""`spiegel encrypt` and `spiegel decrypt`: who has the file cannot, or can, read it."""

import argparse
from pathlib import Path

from spiegel import clock, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.passphrase import keys_of, new_passphrase
from spiegel.cli.say import say
from spiegel.i18n import _
from spiegel.settings import Settings
from spiegel.store import keyfile
from spiegel.store.beside.folder import resolved
from spiegel.store.errors import StoreError
from spiegel.store.sealed.keys import NO_KEYS, Keys, Passphrase
from spiegel.store.session.resealing import check_alone, reseal


def encrypt(options: argparse.Namespace, _settings: Settings) -> int:
    """Encrypt a session with a passphrase, or give an encrypted one another passphrase."""
    path = options.file
    keys = _keys(path)
    if keys is not NO_KEYS:
        say(_("{path} is encrypted already; choose another passphrase.").format(path=path))
    to = new_passphrase()
    if _opens_names(path, to):
        raise Failure(_("This is the passphrase of the names; choose another one."))
    _reseal(path, keys, to)
    say(_("{path} is encrypted now, and so is what is kept beside it.").format(path=path))
    say(
        _(
            "Parts of the old file can stay on the disk until something overwrites them, above all"
            " on an SSD: encrypt the disk as well. Documents that were made of it stay readable."
        )
    )
    return 0


def decrypt(options: argparse.Namespace, _settings: Settings) -> int:
    """Take the encryption off a session."""
    path = options.file
    keys = _keys(path)
    if keys is NO_KEYS:
        say(_("{path} is not encrypted.").format(path=path))
        return 0
    _reseal(path, keys, NO_KEYS)
    say(_("{path} can be read without a passphrase now.").format(path=path))
    return 0


def _opens_names(path: Path, passphrase: Passphrase) -> bool:
    """Whether it opens the key file beside it: who knows the one would know both."""
    try:
        place = keyfile.place_of(resolved(path))
        passphrase.seal(place, keyfile.header_at(place))
    except StoreError:
        return False
    return True


def _keys(path: Path) -> Keys:
    """What opens the session, asked only when it can be done at all. Raises Failure."""
    try:
        check_alone(path)
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
    return keys_of(path)


def _reseal(path: Path, keys: Keys, to: Keys) -> None:
    try:
        reseal(path, keys=keys, to=to, clock=clock.now)
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
