"""Evaluation forms (dossier, 1.13): their questions, typing them in, which words may be told."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.session.evaluation import Evaluation, Form
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session, drop, put
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import N_, Translations

FACES: Final = 4
"""Faces of a question, from unhappy to happy; an even number, so that nobody stands in between."""


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A question that is answered with a face or a number: its words, and the most it goes to."""

    words: str
    most: int = FACES


MARKED: Final = MappingProxyType(
    {
        Form.PARTICIPANT: (
            Marked(words=N_("Did you feel safe?")),
            Marked(words=N_("Did people listen to you?")),
            Marked(words=N_("Was there enough time?")),
            Marked(words=N_("Would you take part again?")),
        ),
        Form.LISTENER: (
            Marked(words=N_("Was your role clear?")),
            Marked(words=N_("Which mark do you give the meeting?"), most=10),
        ),
    }
)
"""The questions of each form that are counted."""
OPEN: Final = MappingProxyType(
    {
        Form.PARTICIPANT: (N_("What else do you want to say?"),),
        Form.LISTENER: (N_("What touched me:"), N_("What I will do differently:")),
    }
)
"""The open questions of each form."""


class BadMarks(Refusal):
    """What was typed does not fit the questions."""

    def explain(self, t: Translations) -> str:
        return t.gettext("Type one number for each question, or a dash for none.")


def read_marks(typed: str, form: Form) -> tuple[int | None, ...] | None:
    """What was typed for the counted questions, such as "342-" or "4 8"; None when it fits not.

    Together where all have faces, else with spaces between; a dash or nothing is no answer.
    """
    asked = MARKED[form]
    apart = typed.replace(",", " ").split()
    parts = apart if len(apart) > 1 else list(typed.strip())
    if len(asked) == 2 and len(apart) == 1 and len(typed.strip()) > 2:
        parts = [typed.strip()[0], typed.strip()[1:]]
    if len(parts) > len(asked):
        return None
    marks: list[int | None] = []
    for part, one in zip([*parts, *["-"] * (len(asked) - len(parts))], asked, strict=True):
        if part == "-":
            marks.append(None)
        elif part.isascii() and part.isdecimal() and 1 <= int(part) <= one.most:
            marks.append(int(part))
        else:
            return None
    return tuple(marks)


class AddEvaluation(Change, frozen=True, kw_only=True):
    """A form that somebody filled in. Raises Refusal when nothing is on it, or a mark is none."""

    form: Form
    marks: tuple[int | None, ...]
    words: tuple[str, ...] = ()

    def name(self, t: Translations) -> str:
        return t.gettext("evaluation form")

    def apply(self, session: Session, now: Instant) -> Session:
        words = tuple(tidy(clean(one)) for one in self.words[: len(OPEN[self.form])])
        asked = MARKED[self.form]
        if len(self.marks) != len(asked) or not _fit(self.marks, asked):
            raise BadMarks
        if not any(words) and not any(mark is not None for mark in self.marks):
            raise Refusal
        number = session.number("evaluations")
        return put(
            session, Evaluation(number=number, form=self.form, marks=self.marks, words=words)
        )


def _fit(marks: Sequence[int | None], asked: Sequence[Marked]) -> bool:
    return all(
        mark is None or 1 <= mark <= one.most for mark, one in zip(marks, asked, strict=True)
    )


class TellWords(Change, frozen=True, kw_only=True):
    """The words of a form may stand in a document, because somebody looked at them; or not."""

    number: int
    told: bool

    def name(self, t: Translations) -> str:
        return t.gettext("words of an evaluation form")

    def apply(self, session: Session, now: Instant) -> Session:
        found = session.evaluations.get(self.number)
        if found is None:
            raise Refusal
        return put(session, msgspec.structs.replace(found, told=self.told))


class RemoveEvaluation(Change, frozen=True, kw_only=True):
    """A form goes, as when it was typed in twice."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("evaluation form removed")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.number not in session.evaluations:
            raise Refusal
        return drop(session, "evaluations", [self.number])
