"""The list of words: what words of the field mean, in a large field, a line a word."""

from pathlib import Path, PurePath
from typing import ClassVar

from textual.content import Content

from spiegel.domain.report.report import words_explained
from spiegel.domain.report.word_list import WordList, problem_with
from spiegel.i18n import _, current, translations
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.words_form import WordsForm
from spiegel.text import plain


class WordListForm(WordsForm):
    """What words of the field mean, to edit."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        *WordsForm.CSS_PATH,
        Path(__file__).with_suffix(".tcss"),
    ]

    def __init__(self, meeting: Meeting) -> None:
        session = meeting.session
        self.stood = words_explained(session, translations(session.info.language))
        super().__init__(
            _("What words mean"),
            self.stood.words,
            session,
            aside=_aside(self.stood),
            check=lambda values: problem_with(meeting.session, values["words"], current()),
            half=HalfForm(meeting.typed, "list of words"),
        )

    def read(self, words: str) -> str:
        """A reader reads each line by itself."""
        return "\n\n".join(f"{line.rstrip(' .')}." for line in words.split("\n") if line.strip())


def _aside(stands: WordList) -> Content:
    """How a line is typed, how to have the proposal again, and which words came since."""
    words = _(
        "A line a word: the word, a colon, what it means. Only words that stand in the "
        "report stand there. Empty: as Spiegel proposes it. A dash alone: no list."
    )
    if not stands.lacking:
        return plain(words, "$muted")
    proposed = {line.partition(":")[0]: line for line in stands.proposed.split("\n")}
    lines = (
        plain(words, "$muted"),
        plain(_("Since you wrote it, these came up:"), "$accent"),
        *(plain(proposed[word], "$muted") for word in stands.lacking if word in proposed),
    )
    return Content("\n").join(lines)
