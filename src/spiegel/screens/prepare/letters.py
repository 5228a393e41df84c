"""The letters and papers: what each still lacks, its words to edit, and making them."""

import asyncio
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from textual import work
from textual.content import Content
from textual.timer import Timer

from spiegel.domain.letters.letter import (
    EditLetter,
    Filled,
    OwnWords,
    filled,
    own_words,
    problem_with,
    words_of,
)
from spiegel.domain.letters.papers import PAPERS, Paper, every_paper, papers_of
from spiegel.domain.report.standing import Standing, not_noted
from spiegel.domain.report.traces import unasked_words
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations, _, current, ngettext, translations
from spiegel.meeting.port.documents import MadeDocument, Written
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.prepare.letter_form import LetterForm
from spiegel.screens.shared import documents_view
from spiegel.screens.shared.choose_file import ChooseFile
from spiegel.screens.shared.documents import made_beside, not_written
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.section import Section
from spiegel.screens.shared.sectioned import RESTED
from spiegel.screens.shared.typed_path import as_typed
from spiegel.widgets.browse import Row, typed

WORD: Final = ".docx"


class LettersSection(Section):
    """A line for each paper that this kind of meeting has."""

    INDENT = 5

    _drawn: Session | None = None
    _letters: Mapping[str, Filled] = {}
    _made: Mapping[str, MadeDocument] | None = None
    """By kind; None until it was looked up."""
    _making: str | None = None
    """The paper that is being made."""
    template: Path | None = None
    _rest: Timer | None = None

    @property
    def words_in(self) -> Translations:
        """The language of the documents, not that of the screens."""
        return translations(self.session.info.language)

    @property
    def paper(self) -> Paper | None:
        """The paper under the cursor."""
        key = self.browse.key
        return PAPERS.get(key) if isinstance(key, str) else None

    def keys(self) -> Sequence[Hashable]:
        """The papers, in the order in which they are needed."""
        return [paper.key for paper in every_paper(self.session)]

    def row(self, key: Hashable) -> Row:
        """A paper: whether all is known, what is missing, and when it was made."""
        kind = cast(str, key)
        letter = self._letters.get(kind)
        if letter is None:
            return Row()
        whole = not letter.by_hand
        mine = Content.styled(" · " + _("own words"), "$accent") if letter.edited else Content("")
        return Row(
            gutter=Content.styled("  ✓" if whole else "  !", "$primary" if whole else "$accent"),
            words=Content.assemble(letter.paper.title(current()), mine),
            end=self._when(kind),
            meta=tuple(typed(words, "$muted") for words in lacking(letter)),
        )

    def _when(self, kind: str) -> Content:
        made = (self._made or {}).get(kind)
        if kind == self._making:
            return Content.styled(_("being made…"), "$muted")
        if made is None:
            return Content("")
        if made.standing is not Standing.CURRENT:
            return Content.styled(made.standing.explain(current()), "$accent")
        time = documents_view.made_at([made])
        return Content.assemble(("✓ ", "$success"), (time, "$muted"))

    def draw(self) -> None:
        """Draw the papers, how many of them lack something, and the house style."""
        if self._drawn is not self.session:
            self._drawn, t = self.session, self.words_in
            self._letters = {
                paper.key: filled(self.session, paper, t, made=self.today)
                for paper in every_paper(self.session)
            }
            self._look_later()
        super().draw()
        count = sum(letter.by_hand for letter in self._letters.values())
        words = ngettext(
            "{count} paper has lines to fill in by hand.",
            "{count} papers have lines to fill in by hand.",
            count,
        ).format(count=count)
        self.summary.words = Content.styled(words, "$accent") if count else Content(_("Complete."))
        style = as_typed(self.template, folder=False) if self.template else _("Spiegel's own")
        advice = _("house style") + ": " + style
        if any(letter.as_sent for letter in self._letters.values()):
            advice = _("letters from before the day are copies") + " · " + advice
        self.advice.words = typed(advice, "$muted")

    def _look_later(self) -> None:
        """Look how papers stand: the first time at once, then when changing pauses."""
        if self._made is None:
            self.look()
        elif self._made:
            if self._rest is not None:
                self._rest.stop()
            self._rest = self.set_timer(RESTED, self.look)

    def about_words(self) -> Content:
        """What the keys do here."""
        words = _("Enter: the words · m: make it · o: make all · x: Spiegel's own words again")
        return Content.styled(words, "$muted")

    @work(exclusive=True, group="letters", exit_on_error=False)
    async def look(self) -> None:
        """Look which papers were made before, and how they stand."""
        found = await asyncio.to_thread(self.meeting.documents.look)
        self._made = {made.kind: made for made in found.documents if made.kind in PAPERS}
        self.browse.refresh()

    # The words

    @work
    async def do_edit(self) -> None:
        """The words of a paper, to change; what is found in them is said while one types."""
        paper, t = self.paper, self.words_in
        if paper is None:
            return
        form = LetterForm(
            paper,
            words_of(self.session, paper, t),
            self.session,
            check=lambda values: problem_with(values["words"], t),
            half=HalfForm(self.meeting.typed, f"letter {paper.key}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is None or values["words"] == words_of(self.session, paper, t):
            return
        if values["words"].strip() != own_words(self.session, paper, t).strip():
            self.submit(EditLetter(paper=paper.key, words=values["words"]))
        else:
            self.do_remove()

    def do_remove(self) -> None:
        """Spiegel's own words again."""
        letter = self._letters.get(self.paper.key) if self.paper is not None else None
        if letter is not None and letter.edited:
            self.submit(OwnWords(paper=letter.paper.key))

    # Making

    def do_make(self) -> None:
        """Make the paper under the cursor."""
        if self.paper is not None:
            self._make([self.paper.key])

    def do_make_all(self) -> None:
        """Make all of them."""
        self._make([paper.key for paper in papers_of(self.session)])

    @work(exit_on_error=False)
    async def _make(self, kinds: Sequence[str]) -> None:
        """Make papers beside the session, one by one; a problem ends it and is said."""
        if self._making is not None:
            return
        made: list[Written] = []
        try:
            for kind in kinds:
                self._making = kind
                self.browse.refresh()
                made.append(await made_beside(self.meeting, kind, self.template))
        except (NotDoneError, OSError) as error:
            self.notify(not_written(error), severity="error", timeout=10, markup=False)
        finally:
            self._making = None
            self.look()
        if not all(one.noted for one in made):
            self.notify(not_noted(current()), severity="warning", timeout=10, markup=False)
        found = dict.fromkeys(words for one in made for words in one.unasked)
        if found:
            words = unasked_words(found, current())
            self.notify(words, severity="warning", timeout=10, markup=False)
        if made:
            self._tell([one.path for one in made])

    def _tell(self, paths: Sequence[Path]) -> None:
        """Say how many there are, and where."""
        said = ngettext("{count} paper made", "{count} papers made", len(paths))
        where = paths[0] if len(paths) == 1 else paths[0].parent
        self.notify(str(where), title=said.format(count=len(paths)), timeout=10, markup=False)

    @work
    async def do_style(self) -> None:
        """The house style; again goes back to Spiegel's own."""
        if self.template is None:
            panel = ChooseFile(_("House style for Word"), (WORD,), self.meeting.path.parent)
            self.template = await self.app.push_screen_wait(panel)
        else:
            self.template = None
        self.draw()


def lacking(letter: Filled) -> Iterator[str]:
    """What a paper lacks, a line each, and of which of its days have passed."""
    if letter.missing:
        yield _missing(letter)
    if letter.passed and not letter.as_sent:
        words = _("to fill in by hand, since that day has passed: {names}")
        yield words.format(names=", ".join(letter.passed))


def _missing(letter: Filled) -> str:
    words = _("still empty: {names}").format(names=", ".join(letter.missing))
    if current().gettext("gift") not in letter.missing:
        return words
    return words + " · " + _("fill in the same fee for all, at participants")
