"""Bytes closed with a key and bound to their place: the one module that knows how it is done.

12 random bytes and what ChaCha20-Poly1305 makes of the content. It is loaded only for who needs it:
most sessions are not encrypted, and Home opens none.
"""

import os
from typing import Final

KEY: Final = 32
"""Bytes of a key."""
NONCE: Final = 12
MORE: Final = NONCE + 16
"""Bytes that a closed content is longer by."""


class UnopenedError(Exception):
    """It was not closed with this key for this place, or it was changed since."""


class Cipher:
    """What one key closes and opens. key: KEY random bytes."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self._aead = ChaCha20Poly1305(key)

    def close(self, content: bytes, place: bytes) -> bytes:
        """The content, unreadable without the key and at any other place."""
        nonce = os.urandom(NONCE)
        return nonce + self._aead.encrypt(nonce, content, place)

    def open(self, closed: bytes, place: bytes) -> bytes:
        """What was closed for this place. Raises UnopenedError."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._aead.decrypt(closed[:NONCE], closed[NONCE:], place)
        except (ValueError, InvalidTag) as error:
            raise UnopenedError from error
