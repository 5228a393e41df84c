"""What every part of a session is: an immutable value that knows exactly its own fields."""

import msgspec


class Value(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The base of every stored part: written without its defaults, read without surprises."""


def turned(answer: bool | None) -> bool | None:
    """What one key makes of an answer: not known (None), yes, no, and around."""
    return True if answer is None else False if answer else None
