"""Whoever asked for a document can follow how far it is, and stop it."""


class Stopped(Exception):  # noqa: N818 - an answer, not a fault
    """The user stopped the export; no file was written."""


def unwatched(_part: float) -> None:
    """Nobody wants to know the progress."""


def never() -> bool:
    """Nobody stops it."""
    return False
