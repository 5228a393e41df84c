"""What every part of a session is: an immutable value that knows exactly its own fields."""

import msgspec


class Value(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The base of every stored part: written without its defaults, read without surprises."""
