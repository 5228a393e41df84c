"""Changing the running order before it runs: its questions and their minutes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import msgspec

from spiegel.domain.plan import UsePlan
from spiegel.domain.plan.use import used
from spiegel.domain.running.timing import minutes_of
from spiegel.domain.session.agenda import AnswerForm, PhaseKind, Question, Wording
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.options import about_after
from spiegel.domain.session.session import Change, Edit, Refusal, Session, drop, put
from spiegel.domain.session.statements import Remark
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations

LONGEST: Final = 600
"""Minutes that a part or a question may take: ten hours."""


class StillUsed(Refusal):
    """A question that was put, or under which something was said, cannot be removed."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "This question has already been put, so it stays. In the meeting (F3) you can skip it."
        )


class AddQuestion(Change, frozen=True, kw_only=True):
    """One more question in a round, after another one or (None) at the end.

    minutes: 1 or more, None shares what is left. theme: the heading it stands under. answer: how it
    is answered on devices, None when it is talked about.
    """

    phase: int
    words: str
    minutes: int | None = None
    prompts: tuple[str, ...] = ()
    optional: bool = False
    theme: str = ""
    answer: AnswerForm | None = None
    after: int | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("question added")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.phase not in session.phases:
            raise Refusal
        number = session.number("questions")
        new = Question(
            number=number,
            position=0,
            phase=self.phase,
            words=tidy(clean(self.words)),
            minutes=self.minutes,
            prompts=tuple(tidy(clean(prompt)) for prompt in self.prompts),
            optional=self.optional,
            theme=tidy(clean(self.theme)),
            answer=_cleaned(self.answer),
        )
        questions = list(session.questions_of(self.phase))
        places = [question.number for question in questions]
        at = places.index(self.after) + 1 if self.after in places else len(questions)
        return _in_places(put(session, new), [*questions[:at], new, *questions[at:]])


def _cleaned(form: AnswerForm | None) -> AnswerForm | None:
    if form is None:
        return None
    options = tuple(tidy(clean(option)) for option in form.options)
    return msgspec.structs.replace(form, options=options)


class AddMinutes(Change, frozen=True, kw_only=True):
    """Minutes more, or with a negative number less, for a question or a part.

    It looks at the value when it is made, so that a key that repeats counts each time. A question
    takes at least one minute, a part none, both at most ten hours.
    """

    table: Literal["questions", "phases"]
    number: int
    minutes: int

    def name(self, t: Translations) -> str:
        if self.table == "questions":
            return t.gettext("minutes of a question")
        return t.gettext("minutes of a part")

    def apply(self, session: Session, now: Instant) -> Session:
        document = getattr(session, self.table).get(self.number)
        if document is None:
            raise Refusal
        question = isinstance(document, Question)
        before = round(minutes_of(session, document)) if question else document.minutes
        minutes = min(LONGEST, max(1 if question else 0, before + self.minutes))
        return put(session, msgspec.structs.replace(document, minutes=minutes))


class SplitMinutes(Change, frozen=True, kw_only=True):
    """The minutes of a part are divided over its fixed questions, equally.

    Where some are answered on devices each gets its share by what such a question takes. Whole
    minutes, at least one each; what was put already keeps its minutes. One that is only put if
    there is time takes none of them, and about as many as another when it had no minutes of its
    own. Raises Refusal where there is nothing to divide.
    """

    phase: int

    def name(self, t: Translations) -> str:
        return t.gettext("minutes divided over the questions")

    def apply(self, session: Session, now: Instant) -> Session:
        phase = session.phases.get(self.phase)
        if phase is None or not phase.asks:
            raise Refusal
        questions = session.questions_of(phase.number)
        fixed = [question for question in questions if not question.optional]
        open_ = [question for question in fixed if not used(session, question.number)]
        gone = sum(minutes_of(session, question) for question in fixed if question not in open_)
        if not open_:
            raise Refusal
        devices = any(question.answer is not None for question in open_)
        weights = [minutes_of(session, question) if devices else 1.0 for question in open_]
        shares = _shares(max(len(open_), phase.minutes - round(gone)), weights)
        return put(
            session,
            *(
                msgspec.structs.replace(question, minutes=share)
                for question, share in zip(open_, shares, strict=True)
                if question.minutes != share
            ),
            *(
                msgspec.structs.replace(question, minutes=round(sum(shares) / len(shares)))
                for question in questions
                if question.optional and question.minutes is None and question.answer is None
            ),
        )


def _shares(minutes: int, weights: Sequence[float]) -> list[int]:
    """So many whole minutes by these weights, at least one each; who is cut most gets the rest."""
    whole = sum(weights)
    exact = [minutes * weight / whole for weight in weights]
    shares = [max(1, int(share)) for share in exact]
    order = sorted(range(len(shares)), key=lambda n: shares[n] - exact[n])
    for n in range(minutes - sum(shares)):
        shares[order[n % len(order)]] += 1
    while sum(shares) > minutes:
        shares[shares.index(max(shares))] -= 1
    return shares


class TurnOptional(Change, frozen=True, kw_only=True):
    """A question is only put if there is time, or is fixed again; as AddMinutes."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("if there is time or fixed")

    def apply(self, session: Session, now: Instant) -> Session:
        question = session.questions.get(self.number)
        if question is None:
            raise Refusal
        return put(session, msgspec.structs.replace(question, optional=not question.optional))


class EditQuestion(Change, frozen=True, kw_only=True):
    """Other values for some fields of a question, as `Edit` has them.

    Where it comes to be answered in the other way, on devices or by being talked about, it is put
    as it was prepared for that; what was typed for the way before waits until it is so again.
    """

    number: int
    fields: Mapping[str, Any]

    def name(self, t: Translations) -> str:
        return t.gettext("question changed")

    def apply(self, session: Session, now: Instant) -> Session:
        before = session.questions.get(self.number)
        if before is None:
            raise Refusal
        fields = dict(self.fields)
        form = fields.get("answer", before.answer)
        if "answer" in fields:
            fields["about"] = about_after(before, form)
        if before.otherwise is not None and (form is None) != (before.answer is None):
            put_now = Wording(words=before.words, prompts=before.prompts)
            other = before.otherwise
            fields = {
                "words": other.words,
                "prompts": other.prompts,
                **fields,
                "otherwise": put_now,
            }
        edit = Edit(table="questions", number=self.number, fields=fields, label="")
        return edit.apply(session, now)


class MoveQuestion(Change, frozen=True, kw_only=True):
    """A question trades places with its neighbour: step -1 is earlier, 1 later."""

    number: int
    step: int

    def name(self, t: Translations) -> str:
        return t.gettext("question moved")

    def apply(self, session: Session, now: Instant) -> Session:
        question = session.questions.get(self.number)
        if question is None:
            raise Refusal
        questions = list(session.questions_of(question.phase))
        here = questions.index(question)
        there = here + self.step
        if not 0 <= there < len(questions):
            return session
        questions.insert(there, questions.pop(here))
        return _in_places(session, questions)


class RemoveQuestion(Change, frozen=True, kw_only=True):
    """A question goes. Raises StillUsed when it was put already, or something was said under it."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("question removed")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.number not in session.questions:
            raise Refusal
        if used(session, self.number):
            raise StillUsed
        return drop(session, "questions", (self.number,))


def _in_places(session: Session, questions: list[Question]) -> Session:
    """The session with these questions in this order; who keeps its place is not touched."""
    moved = [
        msgspec.structs.replace(question, position=place)
        for place, question in enumerate(questions, start=1)
        if question.position != place
    ]
    return put(session, *moved)


def waiting(session: Session) -> tuple[int, ...]:
    """The questions that a plan may take the place of: those that were not put yet, without the
    format's own to practise with."""
    phases = session.phases
    return tuple(
        number
        for number, question in session.questions.items()
        if phases[question.phase].kind is not PhaseKind.JOIN and not used(session, number)
    )


class PlanInstead(Change, frozen=True, kw_only=True):
    """The questions of a written plan come in place of those that were not put yet.

    Lines of an earlier plan that are no question leave their list.
    """

    text: str

    def name(self, t: Translations) -> str:
        return t.gettext("plan read in")

    def apply(self, session: Session, now: Instant) -> Session:
        session = put(drop(session, "questions", waiting(session)), *map(_seen, unread(session)))
        return UsePlan(text=self.text).apply(session, now)


def unread(session: Session) -> tuple[Remark, ...]:
    """The lines of a written plan that are no question and that nobody looked at yet, in order."""
    kept = (note for note in session.remarks.values() if note.plan_line and not note.done)
    return tuple(sorted(kept, key=lambda note: (note.plan_line, note.number)))


class PutAside(Change, frozen=True, kw_only=True):
    """A line of a written plan was looked at; it stays a note, and is in no list any more."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("line of the plan seen")

    def apply(self, session: Session, now: Instant) -> Session:
        note = session.remarks.get(self.number)
        if note is None:
            raise Refusal
        return put(session, _seen(note))


def _seen(note: Remark) -> Remark:
    return msgspec.structs.replace(note, done=True)
