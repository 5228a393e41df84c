"""What a window may ask of the names behind the codes of a meeting."""

from typing import Protocol

from spiegel.domain.preparation.names import People, Person


class OpenNames(Protocol):
    """Names that somebody opened with their passphrase. What is asked of it is slow: in a thread.

    withdrawn: the numbers of those who were in it and withdrew since; they are out of it now.
    """

    @property
    def people(self) -> People:
        """Who is in it, as it was read or changed last; this costs nothing."""
        ...

    @property
    def withdrawn(self) -> tuple[int, ...]: ...

    def put(self, who: Person) -> None:
        """Keep somebody, or what is known of somebody now. Raises NotDoneError."""
        ...

    def remove(self, number: int) -> None:
        """Take somebody out; the last one takes the key file along. Raises NotDoneError."""
        ...


class Names(Protocol):
    """The key file of a meeting; slow, so call it in a thread."""

    @property
    def file(self) -> str:
        """What the key file is called."""
        ...

    def look(self) -> bool:
        """Whether there is one. Raises NotDoneError when it stayed where the meeting was before."""
        ...

    def wipe(self) -> None:
        """Remove it for good, without its passphrase; it is noted that it went.

        Raises NotDoneError.
        """
        ...

    def unlock(self, passphrase: str) -> OpenNames:
        """Open it. Raises NotDoneError."""
        ...

    def begin(self, passphrase: str) -> OpenNames:
        """Begin one, which is made with the first name. Raises NotDoneError."""
        ...
