"""How a meeting is opened: with what, and why it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from spiegel.i18n import current
from spiegel.meeting.port.catalogue import Key
from spiegel.meeting.port.errors import NotDoneError, SealedError

if TYPE_CHECKING:
    from spiegel.store.sealed.keys import Keys


class HeldKeys(Key):
    """The keys of the store, as a window holds them."""

    def __init__(self, keys: "Keys") -> None:
        self.keys = keys


def keys_of(key: Key) -> "Keys":
    """What the store opens a file with."""
    from spiegel.store.sealed.keys import NO_KEYS

    return key.keys if isinstance(key, HeldKeys) else NO_KEYS


@contextmanager
def explained() -> Iterator[None]:
    """What the store refuses within is a NotDoneError: a SealedError when it takes a passphrase."""
    from spiegel.store.errors import LockedError, StoreError

    try:
        yield
    except LockedError as error:
        raise SealedError(error.explain(current())) from error
    except StoreError as error:
        raise NotDoneError(error.explain(current())) from error
