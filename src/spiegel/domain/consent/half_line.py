"""What is left of a line that is half typed when somebody takes words back, or withdraws.

It is what would be left of it, had it been recorded: what somebody else says in it stays.
"""

from collections.abc import Sequence
from typing import Final

from spiegel.domain.capture.capture import preview
from spiegel.domain.consent.literal import QUOTED, Guarded
from spiegel.domain.consent.repeated import CUT, mention_of
from spiegel.domain.notation.reading import Reading, ReadingKind
from spiegel.domain.notation.speakers import looks_coded, spoken_parts
from spiegel.domain.session.people import ALL, UNKNOWN
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Where

_NOBODY: Final = frozenset({UNKNOWN, ALL})
_OF_NOBODY: Final = (ReadingKind.QUESTION, ReadingKind.ACTION, ReadingKind.PLACE)


def left_of_line(
    session: Session, text: str, where: Where, codes: Sequence[str], guarded: Guarded
) -> str:
    """What is left of a line; nothing when it is all theirs.

    session: as it is since. where: where the line belongs, with who goes on in it. codes: of who
    withdrew. guarded: the words that went.
    """
    if not text.strip():
        return text
    reading = preview(session, text, where, None)
    if reading.kind is ReadingKind.STATEMENT:
        return _of_statement(text, reading, codes, guarded)
    if codes and reading.kind not in _OF_NOBODY:
        mention = mention_of(codes)
        if mention.search(text) or not set(codes).isdisjoint((*reading.people, *reading.speakers)):
            others = {code for code in reading.people if code.startswith("D")}.difference(codes)
            if not others and (reading.kind is not ReadingKind.REMARK or _theirs(reading, codes)):
                return ""
            text = mention.sub("?", text)
    return guarded.cut(text, CUT)


def of_nobody(session: Session, text: str, where: Where) -> bool:
    """Whether nobody is known who says what stands in a line, as in a note or an action."""
    reading = preview(session, text, where, None)
    return reading.kind is not ReadingKind.STATEMENT or _NOBODY.issuperset(reading.speakers)


def _theirs(reading: Reading, codes: Sequence[str]) -> bool:
    """Whether a remark in the debrief is by nobody but who withdrew, who stands before it."""
    return set(reading.people) <= set(codes) and not mention_of(codes).search(reading.words)


def _of_statement(text: str, reading: Reading, codes: Sequence[str], guarded: Guarded) -> str:
    pieces: list[str] = []
    whole = True
    for part in spoken_parts(text):
        # Before the first code stands who went on, or a place such as /3.
        goes_on = reading.inherited and not pieces and whole
        speakers = part.codes or (reading.speakers if goes_on else ())
        staying = [code for code in speakers if code not in codes]
        if speakers and len(staying) < len(speakers) and _NOBODY.issuperset(staying):
            whole = False
            continue
        known = not _NOBODY.issuperset(staying)
        if not known and looks_coded(part.words).upper() in codes:
            whole = False
            continue
        prefix = part.prefix
        if part.codes and len(staying) < len(speakers):
            names = (
                "?" if code == UNKNOWN else "allen" if code == ALL else code for code in staying
            )
            prefix = f"{', '.join(names)}{'::' if '::' in prefix else ':'} "
        spans = guarded.quoted_in(part.words, QUOTED) if known else guarded.spans(part.words)
        pieces.append(prefix + guarded.cut(part.words, CUT, spans))
    left = "".join(pieces)
    return left if whole else left.strip()
