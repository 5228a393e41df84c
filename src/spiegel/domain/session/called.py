"""What a document of a session is called in a message."""

from collections.abc import Sequence
from typing import Final

from spiegel.domain.session.taking_back import HALF_TYPED
from spiegel.i18n import N_, Translations

_ONE_OF: Final = {
    "session": N_("the details of the meeting"),
    HALF_TYPED: N_("half typed in a window"),
    "phases": N_("part {number}"),
    "questions": N_("question {number}"),
    "letters": N_("a letter or text of the report"),
    "participants": N_("participant D{number}"),
    "listeners": N_("listener T{number}"),
    "statements": N_("statement {number}"),
    "themes": N_("theme {number}"),
    "listener_questions": N_("question {number} of the listeners"),
    "remarks": N_("note {number}"),
    "actions": N_("action {number}"),
    "ideas": N_("idea {number}"),
    "clusters": N_("a group of ideas"),
    "moments": N_("moment {number}"),
    "polls": N_("the outcome of a question"),
    "ballots": N_("an answer"),
    "counterparts": N_("the meeting beside this one"),
    "tasks": N_("a task"),
    "learning_questions": N_("a learning question"),
    "expectations": N_("an expectation of a listener"),
    "verdicts": N_("what was decided about words"),
    "evaluations": N_("an evaluation form"),
    "personas": N_("persona {number}"),
    "persona_sentences": N_("a sentence of a persona"),
    "pictures": N_("the picture of a persona"),
}
"""Each table of a session."""
NAMED: Final = 5
"""So many are named; of more, nobody would read it."""


def some_of(names: Sequence[str], t: Translations) -> str:
    """These names in a sentence; of many the first, and how many more there are."""
    words = ", ".join(names[:NAMED])
    if len(names) <= NAMED:
        return words
    more = t.gettext("{names} and {count} more")
    return more.format(names=words, count=len(names) - NAMED)


def name_of(table: str, number: int, t: Translations) -> str:
    """What a document is called in a message: "statement 12"."""
    return t.gettext(_ONE_OF[table]).format(number=number)
