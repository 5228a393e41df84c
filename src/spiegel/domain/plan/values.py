"""What a written plan says, and what is odd about it, as typed values."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.session.agenda import AnswerForm, Phase
from spiegel.domain.session.elements import Element
from spiegel.i18n import N_, Translations


class PlanFindingKind(StrEnum):
    """Why a line of a plan is reported."""

    NOT_UNDERSTOOD = "not understood"
    ODD_MINUTES = "odd minutes"
    UPPER_MINUTES = "upper minutes"
    ADVICE = "advice"
    GENERAL = "general"
    STATED = "stated"
    PART_TWICE = "part twice"
    FROM_TITLE = "from the title"
    NO_WORDS = "no words"
    TWICE = "twice"
    NO_QUESTIONS_HERE = "no questions here"
    TOO_LONG = "too long"
    NO_QUESTIONS = "no questions"
    ODD_FORM = "odd form"
    ODD_ELEMENT = "odd element"
    FEW_OPTIONS = "few options"
    MANY_OPTIONS = "many options"
    SAME_OPTION = "same option"
    ONE_CHOICE = "one choice"
    LONG_TOP = "long top"
    NO_FORM = "no form"
    NO_OPTIONS = "no options"
    TWO_LISTS = "two lists"


_SENTENCES: Final[Mapping[PlanFindingKind, str]] = MappingProxyType(
    {
        PlanFindingKind.NOT_UNDERSTOOD: N_("not understood, kept as a note: {what}"),
        PlanFindingKind.ODD_MINUTES: N_("minutes not understood, kept as words: {what}"),
        PlanFindingKind.UPPER_MINUTES: N_("of {what} the longer is taken"),
        PlanFindingKind.ADVICE: N_("read as text for you, not as a question: {what}"),
        PlanFindingKind.GENERAL: N_("shown with every question: {what}"),
        PlanFindingKind.STATED: N_("read as a question, although nothing is asked: {what}"),
        PlanFindingKind.PART_TWICE: N_("this part stands here twice, minutes added up: {what}"),
        PlanFindingKind.FROM_TITLE: N_("taken as day or place of the meeting: {what}"),
        PlanFindingKind.NO_WORDS: N_("a question without words"),
        PlanFindingKind.TWICE: N_("the same question stands here twice: {what}"),
        PlanFindingKind.NO_QUESTIONS_HERE: N_("no prepared questions are asked in {what}"),
        PlanFindingKind.TOO_LONG: N_("the questions take longer than {what}"),
        PlanFindingKind.NO_QUESTIONS: N_("there are no questions in this plan"),
        PlanFindingKind.ODD_FORM: N_("way of answering not understood: {what}"),
        PlanFindingKind.ODD_ELEMENT: N_(
            "no element of self-direction: {what}; these are ownership, own strength, motivation"
            " and contacts"
        ),
        PlanFindingKind.FEW_OPTIONS: N_(
            "two or more choices are needed, as in choice: a / b; not understood: {what}"
        ),
        PlanFindingKind.MANY_OPTIONS: N_("a question has at most 26 choices: {what}"),
        PlanFindingKind.SAME_OPTION: N_("this choice stands there twice, once is kept: {what}"),
        PlanFindingKind.ONE_CHOICE: N_(
            "people choose one; write (more choices: ...) if they may choose several: {what}"
        ),
        PlanFindingKind.NO_FORM: N_(
            "these choices need a way of answering, such as choice: {what}"
        ),
        PlanFindingKind.NO_OPTIONS: N_("such a question has no choices: {what}"),
        PlanFindingKind.TWO_LISTS: N_("other choices stand in the list under it: {what}"),
        PlanFindingKind.LONG_TOP: N_("there are fewer choices, so all are put in order: {what}"),
    }
)
SHOWN: Final = 60
"""Characters of a line that a finding shows."""


class PlanFinding(msgspec.Struct, frozen=True):
    """One odd thing in a plan: the line, from 1, and the piece of it that is meant."""

    kind: PlanFindingKind
    line: int
    what: str = ""

    def explain(self, t: Translations) -> str:
        """What is odd, as the second half of `plan.md:12: ...`."""
        what = self.what if len(self.what) <= SHOWN else self.what[: SHOWN - 1] + "…"
        return t.gettext(_SENTENCES[self.kind]).format(what=what)


class PlannedQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a plan, and the line it begins on.

    answer: how it is answered on devices. elements: of self-direction that it is about.
    """

    line: int
    words: str
    minutes: int | None = None
    prompts: tuple[str, ...] = ()
    optional: bool = False
    theme: str = ""
    answer: AnswerForm | None = None
    elements: tuple[Element, ...] = ()


class AddedPart(msgspec.Struct, frozen=True):
    """A part that the format lacks, and the key of the part that it comes after."""

    part: Phase
    after: str


class PlanNote(msgspec.Struct, frozen=True):
    """A line that is kept as it stands."""

    line: int
    words: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a written plan says.

    questions: by the key of their phase, in order. minutes: of the phases that name some. rules:
    the ground rules by the key of their phase. prompts: that go with every question, likewise.
    texts: what the moderator says, likewise. names: of the phases that are called otherwise.
    days: whether they are on another day than the one before, of those that say so. added: phases
    that the format lacks.
    date, place: of the meeting, where it names them. format, language: of a plan that was kept.
    """

    title: str = ""
    date: datetime.date | None = None
    place: str = ""
    format: str = ""
    language: str = ""
    rules: Mapping[str, tuple[str, ...]] = {}
    prompts: Mapping[str, tuple[str, ...]] = {}
    texts: Mapping[str, str] = {}
    names: Mapping[str, str] = {}
    days: Mapping[str, bool] = {}
    added: tuple[AddedPart, ...] = ()
    questions: Mapping[str, tuple[PlannedQuestion, ...]] = {}
    minutes: Mapping[str, int] = {}
    notes: tuple[PlanNote, ...] = ()
    findings: tuple[PlanFinding, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether no question and no part of a meeting was found."""
        return not (self.questions or self.minutes or self.rules)
