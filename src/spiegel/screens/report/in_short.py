"""The report in short: its sentences in a large field, and what Spiegel would write now."""

from pathlib import Path, PurePath
from typing import ClassVar

from textual.content import Content

from spiegel.domain.report.in_short import InShort, in_short, problem_with
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, translations
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.words_form import WordsForm
from spiegel.text import plain


class InShortForm(WordsForm):
    """The sentences on top of page one, to edit."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        *WordsForm.CSS_PATH,
        Path(__file__).with_suffix(".tcss"),
    ]

    def __init__(self, meeting: Meeting) -> None:
        session = meeting.session
        self.stood = standing(session)
        super().__init__(
            _("The report in short"),
            self.stood.words,
            session,
            aside=_aside(self.stood),
            check=lambda values: problem_with(meeting.session, values["words"], current()),
            half=HalfForm(meeting.typed, "in short"),
        )


def _aside(stands: InShort) -> Content:
    """How to have the proposal again, and what that is where it is another one than was edited."""
    words = _("These sentences stand on top of page one. Empty: as Spiegel proposes it.")
    if not stands.changed:
        return plain(words, "$muted")
    head = _("The meeting changed since you wrote this. Spiegel proposes now:")
    lines = (
        plain(words, "$muted"),
        plain(head, "$accent"),
        plain(stands.proposed, "$muted"),
    )
    return Content("\n").join(lines)


def standing(session: Session) -> InShort:
    """How it stands, in the language of the report."""
    return in_short(session, translations(session.info.language))
