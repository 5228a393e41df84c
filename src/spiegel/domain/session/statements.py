"""What was said and where it belongs, under which themes; what listeners asked; other notes."""

from enum import StrEnum

import msgspec

from spiegel.domain.session.elements import Element
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.value import Value


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a line belongs, fixed when its first character was typed.

    phase, question: their numbers; None before and after the meeting, or outside a round.
    step: the key of a debrief step. speakers: who spoke last here and goes on when a line names
    nobody. asked: the number of the listener's question that is open. after: the uuid of the line
    before it from the same window, which may still be on its way to the disk.
    """

    phase: int | None = None
    question: int | None = None
    step: str = ""
    speakers: tuple[str, ...] = ()
    asked: int | None = None
    after: str = ""


class Valence(StrEnum):
    """The sign of a statement: goes well, could be better, wish."""

    GOOD = "+"
    BETTER = "-"
    WISH = "!"


class Checked(StrEnum):
    """What a speaker answered who read the own words back (member check; dossier 1.11).

    out: rather not in the report; the gate keeps it out, and the session keeps it.
    """

    RIGHT = "right"
    CHANGED = "changed"
    OUT = "out"


class Check(Value, frozen=True):
    """What one speaker answered, by code."""

    by: str
    answer: Checked


class Statement(Value, frozen=True, kw_only=True):
    """What a participant said (uitspraak), or answered in the question round.

    speakers: codes such as "D3", or `people.UNKNOWN`, or `people.ALL`; never empty.
    inherited: the scribe named no speaker and the last one went on.
    verbatim: the words are literal (citaat), else a summary (samengevat).
    paraphrase: written in Review; stands where the quotation may not.
    themes: theme numbers, the first is where it stands. settled: names of `review.ConcernKind`
    that somebody looked at and left as it is. line: the uuid of the submitted line.
    answer_to: the number of the listener's question that this answers. checked: what speakers
    answered who read it back, one answer each. elements: of self-direction that it is about, each
    once, in the order of `Element`.
    """

    number: int
    at: Instant
    words: str
    speakers: tuple[str, ...]
    inherited: bool = False
    verbatim: bool = False
    paraphrase: str = ""
    themes: tuple[int, ...] = ()
    valence: Valence | None = None
    key: bool = False
    traceable: bool = False
    phase: int | None = None
    question: int | None = None
    answer_to: int | None = None
    settled: tuple[str, ...] = ()
    checked: tuple[Check, ...] = ()
    elements: tuple[Element, ...] = ()
    line: str = ""

    def answer_of(self, code: str) -> Checked | None:
        """What this speaker answered who read it back."""
        return next((check.answer for check in self.checked if check.by == code), None)

    @property
    def rather_not(self) -> bool:
        """Whether a speaker would rather not have it in the report."""
        # Most were read back by nobody, and each document asks this of all.
        return bool(self.checked) and any(check.answer is Checked.OUT for check in self.checked)


class Theme(Value, frozen=True, kw_only=True):
    """A tag for statements and actions.

    digit: 1 to 9 when pinned, so that #1 means this theme. group: a heading over several themes.
    confirmed: somebody looked at it; a theme made while typing waits in Review.
    """

    number: int
    name: str
    digit: int | None = None
    group: str = ""
    confirmed: bool = False


class ListenerQuestion(Value, frozen=True, kw_only=True):
    """A clarifying question of a listener (verduidelijkende vraag); its answers are statements.

    listener: a code such as "T2", or empty when nobody noted who. dropped: not put, in no document.
    """

    number: int
    at: Instant
    words: str
    listener: str = ""
    dropped: bool = False
    phase: int | None = None
    line: str = ""


class RemarkKind(StrEnum):
    """What a remark is: in a document is only one in a step of the debrief, an explanation, a test.

    explained: what a group said aloud about the outcome of a poll (toelichting). tested: what a
    plan changes for a persona, in one of its fields.
    """

    NOTE = "note"
    STEP = "step"
    EXPLAINED = "explained"
    PARKED = "parked"
    AFTERCARE = "aftercare"
    MEMO = "memo"
    TESTED = "tested"


class Remark(Value, frozen=True, kw_only=True):
    """Something noted that no participant stated in a round.

    step: the key of the debrief step. people: codes it is about or by. done: seen or dealt with.
    plan_line: the line of the written plan that it was kept from, from 1; 0 for any other.
    persona, field, plan: for whom it says what a plan changes, in what, and the title of that plan.
    """

    number: int
    at: Instant
    words: str
    kind: RemarkKind
    step: str = ""
    people: tuple[str, ...] = ()
    phase: int | None = None
    question: int | None = None
    done: bool = False
    line: str = ""
    plan_line: int = 0
    persona: int | None = None
    field: PersonaField | None = None
    plan: str = ""
