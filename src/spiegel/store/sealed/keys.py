"""What opens encrypted sessions: nothing, or a passphrase from which a key is derived once."""

import binascii
import errno
import os
import threading
import unicodedata
from base64 import b64encode
from pathlib import Path
from typing import Final, Protocol

import msgspec

from spiegel.i18n import N_
from spiegel.store.errors import (
    DamagedError,
    LockedError,
    NotReadableError,
    WrongPassphraseError,
)
from spiegel.store.journal.payload import OPEN, Seal, Unreadable
from spiegel.store.sealed.cipher import KEY, Cipher, UnopenedError
from spiegel.store.sealed.sealing import SALT, USUAL, Cost, Headed, Sealing

SHORT: Final = 12
"""Characters below which a passphrase can be guessed by somebody who has the file."""

MISPLACED: Final = N_("it is not what Spiegel wrote at this place")
"""The problem of a line that was changed, or stands where another one stood."""

_CHECK: Final = b"spiegel"
_ODD_PARAMETERS: Final = N_("what it says of its encryption")


class Keys(Protocol):
    """What the person who opens a session has to open it with."""

    def seal(self, path: Path, header: Headed) -> Seal:
        """The seal of a file with this header, which need not be opened yet.

        Raises LockedError, WrongPassphraseError, DamagedError, NotReadableError.
        """
        ...

    def new(self) -> Seal:
        """The seal for a new file."""
        ...

    def handed_over(self) -> bytes:
        """What another program of this person opens the file with; empty for what is not sealed."""
        ...


class NoKeys:
    """Opens what is not encrypted, and makes what is not."""

    def seal(self, path: Path, header: Headed) -> Seal:
        if _parameters(path, header) is not None:
            raise LockedError(path)
        return OPEN

    def new(self) -> Seal:
        return OPEN

    def handed_over(self) -> bytes:
        return b""


NO_KEYS: Final = NoKeys()


class Passphrase:
    """A passphrase and the keys that were derived from it, one for each salt it met.

    words: of any script; what looks the same is the same passphrase (NFKC). Raises ValueError when
    there is nothing in it. cost: of the keys of new files. A key is kept in memory only; deriving
    one takes a good third of a second, so do it in a thread. Safe to use from several.
    """

    def __init__(self, words: str, *, cost: Cost = USUAL) -> None:
        if not words.strip():
            raise ValueError("a passphrase has at least one character")
        self._secret = unicodedata.normalize("NFKC", words).encode("utf-8", "surrogatepass")
        self._cost = cost
        self._keys: dict[tuple[Cost, bytes], bytes] = {}
        self._lock = threading.Lock()

    def seal(self, path: Path, header: Headed) -> Seal:
        parameters = _parameters(path, header)
        if parameters is None:
            return OPEN
        try:
            seal = self._sealing(parameters)
        except MemoryError as error:
            raise NotReadableError(path, OSError(errno.ENOMEM, "")) from error
        try:
            seal.open(parameters.check.encode(), parameters.place)
        except Unreadable as error:
            raise WrongPassphraseError(path) from error
        return seal

    def new(self) -> Seal:
        """The seal of a file with a salt of its own, so that no two files have one key."""
        n, r, p = self._cost.n, self._cost.r, self._cost.p
        parameters = Sealing(n=n, r=r, p=p, salt=b64encode(os.urandom(SALT)).decode())
        check = self._sealing(parameters).close(_CHECK, parameters.place).decode()
        parameters = msgspec.structs.replace(parameters, check=check)
        parameters = msgspec.structs.replace(parameters, digest=parameters.digested())
        return self._sealing(parameters)

    def handed_over(self) -> bytes:
        """The passphrase, for a pipe to a program of this person: never an argument of it."""
        return self._secret

    def _sealing(self, parameters: Sealing) -> "KeyedSeal":
        cost, salt = parameters.cost, parameters.salt_bytes
        with self._lock:
            if (cost, salt) not in self._keys:
                self._keys[cost, salt] = _derived(self._secret, cost, salt)
            return KeyedSeal(self._keys[cost, salt], parameters)


class KeyedSeal:
    """The seal of an encrypted file, bound to its place: what a cipher closes, as base64 text."""

    def __init__(self, key: bytes, parameters: Sealing) -> None:
        self._cipher = Cipher(key)
        self._parameters = parameters

    @property
    def parameters(self) -> Sealing | None:
        return self._parameters

    def close(self, content: bytes, place: str) -> bytes:
        return _text(self._cipher.close(content, _bound(place)))

    def open(self, closed: bytes, place: str) -> bytes:
        try:
            raw = binascii.a2b_base64(closed, strict_mode=True)
            # Base64 leaves some bits unused: what differs there is not what was written either.
            if _text(raw) == closed:
                return self._cipher.open(raw, _bound(place))
        except (ValueError, UnopenedError) as error:
            raise Unreadable(MISPLACED) from error
        raise Unreadable(MISPLACED)


def _parameters(path: Path, header: Headed) -> Sealing | None:
    if header.seal is not None and not header.seal.sound:
        raise DamagedError(path, 1, _ODD_PARAMETERS)
    return header.seal


def is_short(words: str) -> bool:
    """Whether a passphrase is so short that it could be guessed."""
    return len(unicodedata.normalize("NFKC", words)) < SHORT


def _derived(secret: bytes, cost: Cost, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=KEY, n=cost.n, r=cost.r, p=cost.p).derive(secret)


def _text(raw: bytes) -> bytes:
    return binascii.b2a_base64(raw, newline=False)


def _bound(place: str) -> bytes:
    return place.encode("utf-8", "surrogatepass")
