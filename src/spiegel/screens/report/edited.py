"""Words of the report in a large field that stand there in the place of what Spiegel proposes.

They are the report in short, and the list of what words mean.
"""

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import ClassVar

from textual.content import Content

from spiegel.domain.report import in_short, word_list
from spiegel.domain.report.edited import Edited
from spiegel.domain.report.report import words_explained
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations, _, current, translations
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.words_form import WordsForm
from spiegel.text import plain


class EditedForm(WordsForm):
    """Words to edit, and what Spiegel would write now."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        *WordsForm.CSS_PATH,
        Path(__file__).with_suffix(".tcss"),
    ]

    def __init__(
        self,
        meeting: Meeting,
        title: str,
        stood: Edited,
        aside: Content,
        problem_with: Callable[[Session, str, Translations], str],
        half: str,
    ) -> None:
        """stood: how they stood when they were opened. half: by which half-typed words are kept."""
        self.stood = stood
        super().__init__(
            title,
            stood.words,
            meeting.session,
            aside=aside,
            check=lambda values: problem_with(meeting.session, values["words"], current()),
            half=HalfForm(meeting.typed, half),
        )


class InShortForm(EditedForm):
    """The sentences on top of page one."""

    def __init__(self, meeting: Meeting) -> None:
        stood = in_short_of(meeting.session)
        aside = _aside(
            stood,
            _("These sentences stand on top of page one. Empty: as Spiegel proposes it."),
            _("The meeting changed since you wrote this. Spiegel proposes now:"),
            stood.proposed,
        )
        title, problem_with = _("The report in short"), in_short.problem_with
        super().__init__(meeting, title, stood, aside, problem_with, "in short")


class WordListForm(EditedForm):
    """What words of the field mean, a line a word."""

    def __init__(self, meeting: Meeting) -> None:
        stood = word_list_of(meeting.session)
        proposed = {line.partition(":")[0]: line for line in stood.proposed.split("\n")}
        aside = _aside(
            stood,
            _(
                "A line a word: the word, a colon, what it means. Only words that stand in the "
                "report stand there. Empty: as Spiegel proposes it. A dash alone: no list."
            ),
            _("Since you wrote it, these came up:"),
            "\n".join(proposed[word] for word in stood.lacking if word in proposed),
        )
        title, problem_with = _("What words mean"), word_list.problem_with
        super().__init__(meeting, title, stood, aside, problem_with, "list of words")

    def read(self, words: str) -> str:
        """A reader reads each line by itself."""
        return "\n\n".join(f"{line.rstrip(' .')}." for line in words.split("\n") if line.strip())


def _aside(stood: Edited, how: str, since: str, proposed: str) -> Content:
    """How to have the proposal again, and what of it came since they were written."""
    said = [plain(how, "$muted")]
    if stood.changed:
        said += [plain(since, "$accent"), plain(proposed, "$muted")]
    return Content("\n").join(said)


def in_short_of(session: Session) -> Edited:
    """How the report in short stands, in the language of the report."""
    return in_short.in_short(session, translations(session.info.language))


def word_list_of(session: Session) -> Edited:
    """How the list of words stands, in the language of the report."""
    return words_explained(session, translations(session.info.language))
