"""What is odd about a line although it was kept: typed values whose words come from the reader."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.i18n import N_, Translations


class FindingKind(StrEnum):
    """Why a line is reported."""

    UNKNOWN_CODE = "unknown code"
    UNKNOWN_LISTENER = "unknown listener"
    ADDED = "added"
    ADDED_LISTENER = "added listener"
    NO_COLON = "no colon"
    INNER_CODE = "inner code"
    NOT_HERE = "not here"
    WITHDREW = "withdrew"
    NO_WORDS = "no words"
    ONLY_TAIL = "only tail"
    TWO_SIGNS = "two signs"
    UNPINNED = "unpinned"
    LISTENER_STATES = "listener states"
    NO_OPEN_QUESTION = "no open question"
    NO_SUCH_PLACE = "no such place"
    NO_PERSON = "no person"
    OUTSIDE_DEBRIEF = "outside debrief"
    CLIENT_IN_DEBRIEF = "client in debrief"
    IMPOSSIBLE_DATE = "impossible date"
    WEEKDAY = "weekday"
    NO_DAY = "no day"
    LAST_DAY = "last day"
    NO_STATEMENT = "no statement"
    TIES = "ties"


_SENTENCES: Final[Mapping[FindingKind, str]] = MappingProxyType(
    {
        FindingKind.UNKNOWN_CODE: N_("unknown participant {what}"),
        FindingKind.UNKNOWN_LISTENER: N_("unknown listener {what}"),
        FindingKind.ADDED: N_("{what} is new and was added; not yet asked for consent"),
        FindingKind.ADDED_LISTENER: N_("{what} is new and was added as a listener"),
        FindingKind.NO_COLON: N_("{what}: missing its colon? Without it, it is kept as words"),
        FindingKind.INNER_CODE: N_(
            "{what} stands inside the line; another speaker needs a new line"
        ),
        FindingKind.NOT_HERE: N_("{what} is not in the room according to the list"),
        FindingKind.WITHDREW: N_("{what} withdrew; no document shows what you record of {what}"),
        FindingKind.NO_WORDS: N_("no words after {what}"),
        FindingKind.ONLY_TAIL: N_("there are only themes and signs: {what}; kept as words"),
        FindingKind.TWO_SIGNS: N_("two signs that contradict: {what}; the last one counts"),
        FindingKind.UNPINNED: N_("no theme has the digit {what}; kept as words"),
        FindingKind.LISTENER_STATES: N_(
            "{what} is a listener and states nothing here; kept as a note"
        ),
        FindingKind.NO_OPEN_QUESTION: N_("the answer of {what} has no question before it"),
        FindingKind.NO_SUCH_PLACE: N_("there is no question or part {what}; kept as words"),
        FindingKind.NO_PERSON: N_("no participant is named after {what}; kept as a note"),
        FindingKind.CLIENT_IN_DEBRIEF: N_(
            "here this is a remark of the debrief; begin with /1 for a statement of {what}"
        ),
        FindingKind.OUTSIDE_DEBRIEF: N_("an action belongs in the debrief; kept as words"),
        FindingKind.IMPOSSIBLE_DATE: N_("impossible date {what}; kept as words"),
        FindingKind.WEEKDAY: N_("the weekday is not that of the date: {what}; kept as words"),
        FindingKind.NO_DAY: N_("{what} is no one day; kept as words"),
        FindingKind.LAST_DAY: N_("{what}: its last day was taken"),
        FindingKind.NO_STATEMENT: N_("there is no statement {what}; kept as words"),
        FindingKind.TIES: N_("without a name nobody is tied to an answer: {what}"),
    }
)


class Finding(msgspec.Struct, frozen=True):
    """One odd thing about a line that was kept: what it is about, and where that stands.

    what: the piece of the line. start: its column in the line, from 0.
    """

    kind: FindingKind
    what: str
    start: int = 0

    def explain(self, t: Translations) -> str:
        """What is odd, as the second half of `lines:12: ...`."""
        return t.gettext(_SENTENCES[self.kind]).format(what=self.what)
