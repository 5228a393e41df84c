"""A whole session written out as lines, so that it can be captured again."""

from collections.abc import Callable, Iterator

import msgspec

from spiegel.domain.notation.places import home
from spiegel.domain.notation.write import Captured, write
from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.instants import Instant, chronology
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import RemarkKind, Statement, Where


def transcript(session: Session) -> Iterator[str]:
    """The lines of everything that was captured, in the order of the meeting.

    Lines such as `/cliëntronde /3` say where the next ones belong. An answer stands under its
    question. Actions cite statements by the numbers that they get when all lines are captured in
    a session without statements.
    """
    place = chronology(document.at for document in _captured(session))
    documents = sorted(_captured(session), key=lambda document: _moment(session, document, place))
    said = [document.number for document in documents if isinstance(document, Statement)]
    numbers = {number: index for index, number in enumerate(said, start=1)}
    here = Where()
    for document in documents:
        there = msgspec.structs.replace(home(session, document), asked=None, speakers=())
        if there != here:
            line = _place(session, there)
            if line:
                yield line
                here = there
        if isinstance(document, Action):
            yield _renumbered(document, session, numbers)
        else:
            yield write(document, session)


def _captured(session: Session) -> Iterator[Captured]:
    yield from session.listener_questions.values()
    yield from session.statements.values()
    yield from (r for r in session.remarks.values() if r.kind is not RemarkKind.TESTED)
    yield from session.actions.values()


def _moment(
    session: Session, document: Captured, place: Callable[[Instant], int]
) -> tuple[int, int, int]:
    """When a document comes: an answer directly after its question, then as it was said."""
    asked = document.answer_to if isinstance(document, Statement) else None
    question = session.listener_questions.get(asked or 0)
    if question is not None:
        return (place(question.at), 1, place(document.at))
    return (place(document.at), 0, 0)


def _place(session: Session, there: Where) -> str:
    """The line that says where the next ones belong; empty when no line can say it."""
    phase = session.phases.get(there.phase or 0)
    if phase is None or phase.kind is PhaseKind.PAUSE:
        return ""
    question = session.questions.get(there.question or 0)
    if question is not None:
        return f"/{phase.key} /{session.questions_of(question.phase).index(question) + 1}"
    return f"/{phase.key} {there.step}".rstrip()


def _renumbered(action: Action, session: Session, numbers: dict[int, int]) -> str:
    """The line of an action with its statements by their new numbers."""
    bare = write(msgspec.structs.replace(action, statements=()), session)
    cited = [str(numbers[number]) for number in action.statements if number in numbers]
    return f"{bare} ({', '.join(cited)})" if cited else bare
