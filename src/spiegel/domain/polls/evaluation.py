"""Evaluation forms that people fill in on their own device: in the ballot box, until it closes.

As with a poll, closing is where anonymity is made: the forms go in sorted by what they say, in one
change, without who, when or in which order. None that was accepted is left out, however few.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from spiegel.domain.capture.evaluating import MARKED, OPEN
from spiegel.domain.polls.polls import Given, StillOpen, open_poll
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.evaluation import Evaluation, Form
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import Change, Session, describe, put
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations

BOX: Final = 0
"""The number of the box for forms; polls, which have a box each, count from 1."""
LONGEST: Final = 500
"""Characters that an open question has room for on a page."""
FEW: Final = 5
"""Forms below which the moderator hears that they are few before it closes."""


class Filled(msgspec.Struct, frozen=True):
    """A form as a device has it: a mark for each counted question, None for nothing; and words."""

    form: Form
    marks: tuple[int | None, ...]
    words: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all is on it."""
        return not any(self.marks) and not any(self.words)


def open_box(session: Session) -> int | None:
    """The box that is open: of the poll that people answer, or BOX; None when none is."""
    poll = open_poll(session)
    if poll is not None:
        return poll.number
    return BOX if session.info.evaluating is not None else None


def forms_asked(session: Session) -> tuple[Form, ...]:
    """The forms that people choose from; where all take part on devices nobody only listens."""
    joins = any(phase.kind is PhaseKind.JOIN for phase in session.phases.values())
    return (Form.PARTICIPANT,) if joins and not session.listeners else tuple(Form)


def packed(filled: Filled) -> Given:
    """A form as it goes into the ballot box, beside which there is nothing."""
    marks = tuple(mark or 0 for mark in filled.marks)
    return Given(Answer(points=marks, ideas=filled.words), filled.form.value)


def unpacked(given: Given) -> Filled:
    """A form as it comes out of the box. Raises ValueError when it is none."""
    form = Form(given.group)
    marks = tuple(mark or None for mark in given.answer.points)
    return Filled(form, marks, given.answer.ideas)


class OpenEvaluation(Change, frozen=True, kw_only=True):
    """Devices show the evaluation forms. Raises StillOpen while people answer a question."""

    def name(self, t: Translations) -> str:
        return t.gettext("evaluation opened")

    def apply(self, session: Session, now: Instant) -> Session:
        if open_poll(session) is not None:
            raise StillOpen
        if session.info.evaluating is not None:
            return session
        return describe(session, evaluating=now)


class CloseEvaluation(Change, frozen=True, kw_only=True):
    """No form can be filled in any more; those that came in are kept.

    given: what was in the ballot box; None until the store has filled it in. It is final.
    """

    given: tuple[Given, ...] | None = None

    @property
    def final(self) -> bool:
        return True

    @property
    def in_copies(self) -> Change | None:
        # Nothing goes with it, and no copy of the past holds forms that came later.
        return None

    def name(self, t: Translations) -> str:
        return t.gettext("evaluation closed")

    def apply(self, session: Session, now: Instant) -> Session:
        if session.info.evaluating is None:
            return session
        forms = _documents(session.number("evaluations"), self.given or ())
        return put(describe(session, evaluating=None), *forms)


def _documents(first: int, given: Iterable[Given]) -> list[Evaluation]:
    """The forms sorted by what they say."""
    kept = [unpacked(one) for one in given]
    kept.sort(key=msgspec.json.encode)
    return [
        Evaluation(
            number=number,
            form=one.form,
            marks=_as_many(one.marks, len(MARKED[one.form])),
            words=tuple(tidy(clean(words)) for words in one.words[: len(OPEN[one.form])]),
        )
        for number, one in enumerate(kept, first)
    ]


def _as_many(marks: tuple[int | None, ...], count: int) -> tuple[int | None, ...]:
    """A mark for each question, whatever an earlier Spiegel asked."""
    return (*marks, *(None for _ in range(count)))[:count]
