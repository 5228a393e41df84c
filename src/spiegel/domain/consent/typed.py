"""What is half typed when somebody takes words back: those words go from it too."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from spiegel.domain.session.session import TABLES, Change, Edit, Session
from spiegel.domain.session.statements import Where

CUT: Final = "…"
"""Stands where words were, as in what is kept in the session."""
_RETOLD: Final = ("actions", "action", "letter", "in short")
"""How the names begin of forms of which somebody types what others said."""
Left = Callable[[str], str]
"""What is left of typed words."""


class TakenOut(msgspec.Struct, frozen=True):
    """What a change for good took out.

    left: of what was typed before it: words that went are cut, and a line that names who withdrew
    goes whole, for it is about them. later: of what is typed since: no more than those words are
    cut. retold: of an action or a letter, which tells what others said: there a few of those words
    are a quotation. line: of a half line of the scribe, as of the line that it would have become;
    what others say in it stays. codes: of who withdrew. numbers: of the statements that went.
    """

    left: Left
    later: Left
    retold: Left
    line: Callable[[str, Where], str]
    codes: tuple[str, ...]
    numbers: frozenset[int]

    def of_form(self, about: str) -> Left:
        """What is left of a form about this."""
        if not about.startswith(_RETOLD):
            return self.left
        return lambda words: self.left(self.retold(words))

    def known_to(self, session: Session) -> bool:
        """Whether a session comes after it."""
        people = (session.participant(code) for code in self.codes)
        withdrawn = all(person is None or person.withdrawn for person in people)
        return withdrawn and self.numbers.isdisjoint(session.statements)

    def goes_on(self, where: Where) -> Where:
        """Where a line belongs, without who withdrew as the one who goes on."""
        speakers = tuple(code for code in where.speakers if code not in self.codes)
        if speakers == where.speakers:
            return where
        return msgspec.structs.replace(where, speakers=speakers)


def taken_out(
    before: Session, after: Session, earlier: Sequence[str] = (), found: Sequence[str] = ()
) -> TakenOut | None:
    """What a change for good took out of what is typed; None when it takes no words out.

    earlier: how it stood once, as far as that is known. found: where a person found a few of those
    words half typed.
    """
    from spiegel.domain.consent.literal import guard
    from spiegel.domain.consent.repeated import cut_pieces, mention_of

    codes = _withdrew(before, after)
    gone = gone_for_good(before, after, earlier)
    if not (gone or codes or found):
        return None
    numbers = frozenset(n for n in before.statements if n not in after.statements)
    guarded = guard(gone, pieces=found)
    telling = guard(gone, retold=True, pieces=(*cut_pieces(before, after), *found))
    named = mention_of(codes) if codes else None

    def later(words: str) -> str:
        return guarded.cut(words, CUT)

    def retold(words: str) -> str:
        return telling.cut(words, CUT)

    def left(words: str) -> str:
        lines = words.split("\n")
        return later("\n".join(x for x in lines if named is None or named.search(x) is None))

    def line(text: str, where: Where) -> str:
        from spiegel.domain.consent.half_line import left_of_line

        return left_of_line(after, text, where, codes, guarded)

    return TakenOut(left, later, retold, line, codes, numbers)


def gone_for_good(before: Session, after: Session, earlier: Sequence[str] = ()) -> tuple[str, ...]:
    """The words that a change for good took out, as they stood and, as far as known, once stood."""
    from spiegel.domain.consent.repeated import cut_pieces, other_wordings, words_that_went

    codes = _withdrew(before, after)
    gone = words_that_went(before, after, codes)
    gone = (*gone, *other_wordings(earlier, after))
    # Of words that went because somebody withdrew in another meeting no window knows more.
    return gone if gone or codes else cut_pieces(before, after)


def _withdrew(before: Session, after: Session) -> tuple[str, ...]:
    """The codes of who withdrew in between."""
    return tuple(
        person.code
        for number, person in after.participants.items()
        if person.withdrawn
        and not ((was := before.participants.get(number)) is not None and was.withdrawn)
    )


def left_of_change(change: Change, taken: TakenOut, seen: Session) -> Change | None:
    """What is left of a change that somebody typed while words were taken back elsewhere.

    seen: the session that was seen when it was entered. None when nothing is left to be made. What
    others said in their own words is theirs.
    """
    from spiegel.domain.capture.capture import RecordLine
    from spiegel.domain.capture.editing import Reword, RewriteLine
    from spiegel.domain.capture.remarks import Tell
    from spiegel.domain.consent.own_words import CheckOwnWords
    from spiegel.domain.consent.repeated import left_in

    if isinstance(change, RecordLine | RewriteLine):
        if taken.known_to(seen):
            return change
        text = taken.line(change.text, change.where)
        where = taken.goes_on(change.where)
        if isinstance(change, RewriteLine):
            before = taken.line(change.before, change.where)
            change = msgspec.structs.replace(change, before=before)
        return msgspec.structs.replace(change, text=text, where=where) if text else None
    if isinstance(change, Tell) and not taken.known_to(seen):
        words = taken.left(change.words)
        return msgspec.structs.replace(change, words=words) if words else None
    said = isinstance(change, Reword | CheckOwnWords)
    if said or (isinstance(change, Edit) and change.table == "statements"):
        return change
    later = taken.retold if change.retells else taken.later
    return left_in(change, lambda text: later(text) if text else text)


def loses_words(change: Change, left: Change) -> bool:
    """Whether words that somebody typed are missing in what is left of a change."""
    from spiegel.domain.capture.capture import RecordLine
    from spiegel.domain.capture.editing import RewriteLine

    if isinstance(change, RecordLine | RewriteLine):
        return change.text != getattr(left, "text", "")
    return change != left


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
