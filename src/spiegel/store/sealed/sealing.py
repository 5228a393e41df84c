"""How a session is encrypted, as its header says it in plain: never the key, never a word."""

import base64
from typing import Final, Literal, Protocol

import msgspec

SALT: Final = 16
"""Random bytes in a salt."""
MOST: Final = 2**23
"""The greatest n x r x p that is accepted: eight times the usual work, and 1 GB of memory at most.

A header is read before anybody knows that it can be trusted; it must not exhaust the computer.
"""


class Cost(msgspec.Struct, frozen=True):
    """What deriving a key costs: scrypt's n (a power of two), r and p.

    The usual values take 128 MB and a good third of a second, once at opening; whoever guesses
    passphrases pays that for each guess.
    """

    n: int = 2**17
    r: int = 8
    p: int = 1

    @property
    def bearable(self) -> bool:
        """Whether this computer may be asked to do it."""
        power = self.n >= 2 and self.n & (self.n - 1) == 0
        return power and self.r >= 1 and self.p >= 1 and self.n * self.r * self.p <= MOST


USUAL: Final = Cost()


class Sealing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the header of an encrypted file says about it.

    salt: of the key, base64. check: a fixed text, closed with the key, that tells a right
    passphrase from a wrong one. digest: of all these, so that damage to them is not taken for a
    wrong passphrase.
    """

    kdf: Literal["scrypt"] = "scrypt"
    aead: Literal["chacha20-poly1305"] = "chacha20-poly1305"
    n: int
    r: int
    p: int
    salt: str
    check: str = ""
    digest: str = ""

    @property
    def cost(self) -> Cost:
        return Cost(self.n, self.r, self.p)

    @property
    def salt_bytes(self) -> bytes:
        """The salt. Raises ValueError when it is none."""
        return base64.b64decode(self.salt, validate=True)

    @property
    def place(self) -> str:
        """Where the check text stands, for its seal: these parameters and no others."""
        return f"check:{self.kdf}:{self.aead}:{self.n}:{self.r}:{self.p}:{self.salt}"

    def digested(self) -> str:
        """What `digest` must be."""
        import hashlib

        return hashlib.sha256(f"{self.place}:{self.check}".encode()).hexdigest()[:16]

    @property
    def sound(self) -> bool:
        """Whether nothing of it was damaged, and it asks nothing unbearable."""
        try:
            salted = len(self.salt_bytes) == SALT
        except ValueError:
            return False
        return salted and self.cost.bearable and self.digest == self.digested()


class Headed(Protocol):
    """The header of a file, which says how it is encrypted; None when it is not."""

    @property
    def seal(self) -> Sealing | None: ...
