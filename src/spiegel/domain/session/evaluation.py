"""What somebody thought of the meeting itself, on a form without a name."""

from enum import StrEnum

from spiegel.domain.session.value import Value


class Form(StrEnum):
    """Who filled it in: a participant or a listener."""

    PARTICIPANT = "participant"
    LISTENER = "listener"


class Evaluation(Value, frozen=True, kw_only=True):
    """One form. marks: what was answered to each question that has faces or a number, from 1, None
    for nothing. words: what was answered to each open question. told: somebody looked at the words,
    and they may stand in a document.
    """

    number: int
    form: Form
    marks: tuple[int | None, ...] = ()
    words: tuple[str, ...] = ()
    told: bool = False
