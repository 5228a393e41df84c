"""What is half typed when somebody takes words back: those words go from it too."""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from spiegel.domain.session.session import TABLES, Session

CUT: Final = "…"
"""Stands where words were, as in what is kept in the session."""
Left = Callable[[str], str]
"""What is left of typed words."""


class TakenOut(msgspec.Struct, frozen=True):
    """What a change for good took out.

    left: of what was typed before it: words that went are cut, and a line that names who withdrew
    goes whole, for it is about them. later: of what is typed since: no more than those words are
    cut.
    """

    left: Left
    later: Left


def taken_out(before: Session, after: Session) -> TakenOut | None:
    """What a change for good took out of what is typed; None when it takes no words out."""
    codes = [
        person.code
        for number, person in after.participants.items()
        if person.withdrawn
        and not ((was := before.participants.get(number)) is not None and was.withdrawn)
    ]
    from spiegel.domain.consent.literal import guard
    from spiegel.domain.consent.repeated import mention_of, words_that_went

    gone = words_that_went(before, after, codes)
    if not gone and not codes:
        return None
    guarded = guard(gone)
    named = mention_of(codes) if codes else None

    def later(words: str) -> str:
        return guarded.cut(words, CUT)

    def left(words: str) -> str:
        lines = words.split("\n")
        return later("\n".join(x for x in lines if named is None or named.search(x) is None))

    return TakenOut(left, later)


def left_of(value: Any, left: Left) -> Any:
    """What is left of the fields of a form, as plain JSON values; a field without words goes."""
    if isinstance(value, str):
        return left(value)
    if isinstance(value, list | tuple):
        return [left_of(one, left) for one in value]
    if isinstance(value, dict):
        each = {key: left_of(one, left) for key, one in value.items()}
        return {key: one for key, one in each.items() if one != "" or value[key] == ""}
    return value


def is_there(about: str, session: Session) -> bool:
    """Whether what a form is about, such as "actions 3", is there and did not withdraw."""
    table, _, rest = about.partition(" ")
    number = rest.partition(" ")[0]
    if table not in TABLES or not number.isdecimal():
        return True
    document = getattr(session, table).get(int(number))
    return document is not None and not getattr(document, "withdrawn", False)
