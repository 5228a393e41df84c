"""The way to every text that a type can hold, so that a field that is new is looked at too."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

Path = tuple[str, ...]


def texts(kind: Any) -> Iterator[Path]:
    """The way to each text in a value of this type: of fields, "*" for one of many."""
    origin = get_origin(kind)
    if kind is str:
        yield ()
    elif origin in (Union, UnionType):
        for one in get_args(kind):
            yield from texts(one)
    elif origin is tuple:
        yield from (("*", *way) for way in texts(get_args(kind)[0]))
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from (("*", *way) for way in texts(get_args(kind)[1]))
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for name, field in get_type_hints(kind).items():
            if name in kind.__struct_fields__:
                yield from ((name, *way) for way in texts(field))
