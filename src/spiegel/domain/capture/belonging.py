"""Where a recorded line belongs instead: the question, the part or the step before its own."""

from collections.abc import Iterator

import msgspec

from spiegel.domain.capture.editing import without
from spiegel.domain.capture.storing import Captured, document_of, theme_numbers
from spiegel.domain.notation.places import at_phase, at_question, home
from spiegel.domain.notation.read import read
from spiegel.domain.notation.reading import Context
from spiegel.domain.notation.write import write
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.called import name_of
from spiegel.domain.session.instants import Instant, chronology
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.statements import Remark, RemarkKind, Statement, Where
from spiegel.i18n import Translations

_ELSEWHERE = (RemarkKind.MEMO, RemarkKind.TESTED)
_MOVABLE = ("statements", "listener_questions", "remarks")


def last_line(session: Session) -> tuple[str, int] | None:
    """The table and number of the last line that belongs to a place; None when there is none."""
    lines = [
        (table, document)
        for table in _MOVABLE
        for document in getattr(session, table).values()
        if not (isinstance(document, Remark) and document.kind in _ELSEWHERE)
    ]
    if not lines:
        return None
    order = chronology(document.at for _table, document in lines)
    table, last = max(lines, key=lambda line: (order(line[1].at), line[1].number))
    return table, last.number


def place_before(session: Session, document: Captured) -> Where | None:
    """The place before the one of a document, in the running order; None at the first."""
    here = home(session, document)
    places = list(_places(session))
    exact = (
        i
        for i, at in enumerate(places)
        if (at.phase, at.question, at.step) == (here.phase, here.question, here.step)
    )
    same = (i for i, at in enumerate(places) if at.phase == here.phase)
    index = next(exact, next(same, 0))
    return places[index - 1] if index else None


def _places(session: Session) -> Iterator[Where]:
    """All places of lines, in the running order."""
    for phase in session.agenda:
        questions = session.questions_of(phase.number) if phase.kind is PhaseKind.ROUND else ()
        if phase.kind is PhaseKind.DEBRIEF:
            taking = (step.key for step in phase.steps if not step.quiet)
            yield from (at_phase(session, phase, key) for key in taking)
        elif questions:
            yield from (at_question(session, question) for question in questions)
        elif phase.kind is not PhaseKind.PAUSE:
            yield at_phase(session, phase)


class MoveBack(Change, frozen=True, kw_only=True):
    """A line belongs to the question or part before its own, and is read as it would be there.

    What stays of the same kind keeps all but its place; the note that "T4: ..." was in the closing
    becomes a question in the question round. Raises Refusal when there is nothing before it.
    """

    table: str
    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("{what} moved").format(what=name_of(self.table, self.number, t))

    def apply(self, session: Session, now: Instant) -> Session:
        old: Captured | None = getattr(session, self.table).get(self.number)
        there = place_before(session, old) if old is not None else None
        if old is None or there is None:
            raise Refusal
        reading = read(write(old, session), Context(session, there))
        themes = theme_numbers(session, reading.themes)
        new = document_of(session, reading, themes.numbers, old.line, old.at)
        if new is not None and _what(new) != _what(old):
            return put(without(session, self.table, (self.number,)), *themes.new, new)
        return put(session, _at(old, there))


def _what(document: Captured) -> tuple[type, bool]:
    """What a document is: an explanation of an outcome is another one than any other remark."""
    return type(document), getattr(document, "kind", None) is RemarkKind.EXPLAINED


def _at(old: Captured, there: Where) -> Captured:
    """The same document at another place."""
    if isinstance(old, Statement):
        return msgspec.structs.replace(
            old, phase=there.phase, question=there.question, answer_to=there.asked
        )
    if isinstance(old, Remark):
        step = there.step if old.kind is RemarkKind.STEP else old.step
        return msgspec.structs.replace(old, phase=there.phase, question=there.question, step=step)
    return msgspec.structs.replace(old, phase=there.phase)
