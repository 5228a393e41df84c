"""A session file read as its page in docs says: JSON, line by line, and nothing of Spiegel's."""

import json
from typing import Any

Documents = dict[tuple[str, int], Any]


class NotReadable(Exception):  # noqa: N818 - an answer
    """A line that is no JSON object; line counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read(data: bytes) -> Documents:
    """The documents that a file leaves behind. Raises NotReadable for the first line that is none.

    A last line without its end counts when it is whole, and otherwise never was.
    """
    *lines, tail = data.split(b"\n")
    found: Documents = {}
    for number, line in enumerate(lines, start=1):
        try:
            take(found, line, header=number == 1)
        except ValueError as error:
            raise NotReadable(number) from error
    if tail:
        try:
            take(found, tail, header=not lines)
        except ValueError as error:
            if not lines:
                raise NotReadable(1) from error
    return found


def take(found: Documents, line: bytes, *, header: bool = False) -> None:
    """Take in one line. Raises ValueError when it is no JSON object."""
    try:
        content = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(content, dict):
        raise ValueError("no object")
    if header:
        return
    for table, numbered in (content.get("docs") or {}).items():
        for number, document in (numbered or {}).items():
            if document is None:
                found.pop((table, int(number)), None)
            elif table == "session":
                found[table, int(number)] = document
            else:
                # A document need not repeat its own number.
                found[table, int(number)] = {"number": int(number), **document}


def about(line: bytes) -> Documents:
    """The documents that a line leaves behind; None for one that is gone."""
    tables = json.loads(line)["docs"]
    return {(table, int(n)): d for table, numbered in tables.items() for n, d in numbered.items()}


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
