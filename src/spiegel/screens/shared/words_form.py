"""Words of a document in a large field, with what the language check finds in them."""

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from spiegel.domain.language.check import check as checked
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, ngettext
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.text import local, plain, shortened

PAUSE: Final = 0.4
"""Seconds without a key after which the words are looked at."""
SHOWN: Final = 3
"""Findings that are shown at once; more are counted."""
DUTCH: Final = "nl"


class WordsForm(Form):
    """One large field; Enter begins a line there, ctrl+s keeps it."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        *Form.CSS_PATH,
        Path(__file__).with_suffix(".tcss"),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high"), (32, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        title: str,
        words: str,
        session: Session,
        *,
        aside: Content,
        check: Callable[[Values], str],
        half: HalfForm,
    ) -> None:
        """aside: stands beneath, under what was found."""
        super().__init__(
            title,
            (Field(key="words", label="", value=words, kind="list"),),
            check=check,
            half=half,
        )
        self.session = session
        self._aside = aside
        self._looking: Timer | None = None

    def read(self, words: str) -> str:
        """What a reader reads of these words, in which the check looks."""
        return words

    def beneath(self) -> ComposeResult:
        """What was found in the words, and what there is to know of them."""
        yield Static("", id="found")
        yield Static(self._aside, id="aside")

    def on_mount(self) -> None:
        """Begin at the top, and with what is found already."""
        self.query_one(TextArea).move_cursor((0, 0))
        self._look()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Look at the words when typing pauses."""
        super().on_text_area_changed(event)
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        """Say what makes it hard to read; only Dutch is checked."""
        if self.session.info.language != DUTCH:
            return
        text = self.read(self.query_one(TextArea).text)
        found = checked(text, local(self.session.info.created).date())
        lines = [
            plain(shortened(" ".join(found.sentences[one.sentence].text.split()), 44), "$muted")
            + plain(f" {one.explain(current())}", "$accent")
            for one in found.findings[:SHOWN]
        ]
        more = len(found.findings) - SHOWN
        if more > 0:
            said = ngettext("and {count} more", "and {count} more", more).format(count=more)
            lines.append(plain(said, "$accent"))
        if not lines:
            lines = [plain(_("The language check finds nothing."), "$muted")]
        self.query_one("#found", Static).update(Content("\n").join(lines))
