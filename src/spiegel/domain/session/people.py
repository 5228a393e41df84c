"""Who takes part: clients by a code, listeners by a function, and what each agreed to."""

import datetime
from collections.abc import Mapping
from typing import Final

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.preparation import Recruiting
from spiegel.domain.session.value import Value

UNKNOWN: Final = "?"
"""The speaker of a statement whose voice was not recognised."""
ALL: Final = "*"
"""The speaker of a statement that all participants made together (allen)."""


class Consent(Value, frozen=True, kw_only=True):
    """What a participant agreed to, per purpose; None is not asked yet, and counts as no.

    Purposes after the dossier, section 6.1: take part, be quoted in the report, be quoted outside
    the organisation, be contacted later. days: when it was asked, by purpose.
    """

    take_part: bool | None = None
    verbatim: bool | None = None
    outside: bool | None = None
    contact: bool | None = None
    days: Mapping[str, datetime.date] = {}


PURPOSES: Final = ("take_part", "verbatim", "outside", "contact")


class Participant(Value, frozen=True, kw_only=True):
    """A client, carer or expert by experience; the code is D and the number.

    present: None until somebody ticked it. chair: from the left as the moderator sees it, 1 and up.
    gone: when this person left early. withdrawn: took back all consent; words are gone.
    role: client, carer or expert, in the words of the session; may be empty. recruiting: how this
    person was asked to come.
    """

    number: int
    present: bool | None = None
    chair: int | None = None
    consent: Consent = Consent()
    gone: Instant | None = None
    withdrawn: bool = False
    role: str = ""
    recruiting: Recruiting = Recruiting()

    @property
    def code(self) -> str:
        return f"D{self.number}"

    @property
    def in_room(self) -> bool:
        """Whether this person is here now; absent and gone count nowhere."""
        return self.present is not False and self.gone is None and not self.withdrawn

    @property
    def barred(self) -> bool:
        """Whether this person withdrew or refused to take part: then not even in private."""
        return self.withdrawn or self.consent.take_part is False


class Listener(Value, frozen=True, kw_only=True):
    """A professional in the outer circle, by code T and number; documents show the function.

    organisation: where this person works, if that is another one than the meeting's. invited: when.
    coming: what was answered, None for nothing yet.
    """

    number: int
    function: str = ""
    present: bool | None = None
    chair: int | None = None
    organisation: str = ""
    invited: datetime.date | None = None
    coming: bool | None = None

    @property
    def code(self) -> str:
        return f"T{self.number}"
