"""Checking: the list at the top, under it all that is known of one, and a key for each answer."""

from collections.abc import Callable, Hashable
from typing import cast

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content

from spiegel.domain.capture.editing import Remove
from spiegel.domain.report.review import Concern, ConcernKind
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import _, current
from spiegel.meeting.port.meeting import Receipt
from spiegel.screens.review import answers, view
from spiegel.screens.review.merging import merge
from spiegel.screens.shared.form import Field, Form
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.pick import Pick
from spiegel.screens.shared.recorded_view import who
from spiegel.screens.shared.section import Section
from spiegel.widgets.browse import Browse, Row, typed
from spiegel.widgets.details import Details, Known
from spiegel.widgets.line import StatusLine

Answer = Callable[[Session, view.Key | None, str], list[Change]]
"""From what is under the cursor and the words that were written, to what is done."""


FINDING = ("accept", "paraphrase", "who", "keep", "alike")
"""What can be done with words that look like a person."""


class Carded(Section):
    """A list, and under it a card with all that is known of what is under the cursor."""

    def compose(self) -> ComposeResult:
        """How it stands, the list, the card."""
        yield StatusLine(whole=True, classes="summary")
        yield self.make_list()
        yield Details(classes="card")

    def card(self) -> Known:
        """What stands on it; the list has all the room when that is nothing."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw the list and the card."""
        super().draw()
        self.draw_card()

    def draw_card(self) -> None:
        """Draw the card alone."""
        card, known = self.query_one(Details), self.card()
        card.display = any(line.plain for line in known.lines)
        card.known = known

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """The card follows the cursor; there is no line about it."""
        event.stop()
        event.prevent_default()
        self.draw_card()
        self.tell_cursor()


class Checking(Carded):
    """Statements or concerns; what can be done with the one under the cursor."""

    INDENT = 12
    DIGITS = True
    """Whether a digit answers a concern."""

    @property
    def key(self) -> view.Key | None:
        """What is under the cursor."""
        return cast(view.Key | None, self.browse.key)

    def can(self, verb: str) -> bool:
        """A statement, an idea and a new theme are not asked the same things."""
        if isinstance(self.key, Concern) and self.key.finding is not None:
            changes = verb in ("edit", "toggle") and self.key.table == "statements"
            return super().can(verb) and (verb in FINDING or changes)
        if verb in ("keep", "alike"):
            return False
        if view.idea_of(self.session, self.key) is not None:
            return super().can(verb) and verb in ("accept", "paraphrase", "toggle")
        about_theme = isinstance(self.key, Concern) and self.key.table == "themes"
        if verb in ("accept", "edit", "filter"):
            return super().can(verb)
        return super().can(verb) and about_theme is (verb == "merge")

    def row(self, key: Hashable) -> Row:
        """One row."""
        return view.row(self.session, cast(view.Key, key))

    def card(self) -> Known:
        """All that is known of what is under the cursor."""
        return view.card(self.session, self.key)

    def on_key(self, event: events.Key) -> None:
        """A digit is a participant or a pinned theme, by what there is to decide."""
        if self.DIGITS and event.key in "123456789":
            event.stop()
            self.do_digit(int(event.key))

    def do_digit(self, digit: int) -> None:
        """The answer that this digit stands for; where it could begin a longer one, ask."""
        key = self.key
        asks_who = isinstance(key, Concern) and key.kind in (*answers.WHO, ConcernKind.PERSON)
        if asks_who and answers.ambiguous(self.session, digit):
            self.do_who(str(digit))
        else:
            self.send(answers.digit(self.session, key, digit))

    def send(self, *changes: Change | None) -> None:
        """Put these in the queue."""
        for change in changes:
            if change is not None:
                self.submit(change)

    def do_sign(self, valence: str) -> None:
        """Another sign."""
        self.send(answers.sign(self.session, self.key, valence))

    def do_toggle(self, mark: str) -> None:
        """A mark, or no longer; an idea can only be traceable."""
        if view.idea_of(self.session, self.key) is not None:
            if mark == "traceable":
                self.send(answers.idea_toggled(self.session, self.key))
            return
        self.send(answers.toggled(self.session, self.key, mark))

    def do_remove(self) -> None:
        """Take a statement away; undo brings it back."""
        statement = view.statement_of(self.session, self.key)
        if statement is not None:
            self.send(Remove(table="statements", number=statement.number))
            words = _("Statement {number} is taken away. ctrl+z brings it back.")
            self.say(words.format(number=statement.number))

    @work
    async def do_who(self, begin: str = "") -> None:
        """Who said it: one or several, all, or unknown."""
        session, key = self.session, self.key
        about_person = isinstance(key, Concern) and key.finding is not None
        if view.statement_of(session, key) is None and not about_person:
            return
        people = answers.people(session)
        names = [Content.assemble((who((code,)), "bold"), f"  {role}") for code, role in people]

        def several(text: str) -> str:
            codes = answers.speakers(session, text)
            return _("said by {people}").format(people=who(codes)) if codes else ""

        picked = await self.app.push_screen_wait(
            Pick(
                _("Who is this?") if about_person else _("Who said this?"),
                names,
                new=several,
                begin=begin,
                advice=_("Such as 3, or 3 5, or D1-D4 · Enter: take it · Esc: back"),
            )
        )
        if picked is not None:
            one = (people[picked.index][0],) if picked.index is not None else ()
            codes = one or answers.speakers(session, picked.text)
            name = answers.by_code if about_person else answers.named
            self.send(name(session, key, codes))

    @work
    async def do_theme(self) -> None:
        """A theme for the statement, or one less."""
        session, key = self.session, self.key
        statement = view.statement_of(session, key)
        if statement is None:
            return
        themes = list(session.themes.values())
        marks = ("✓ " if theme.number in statement.themes else "  " for theme in themes)
        names = [typed(mark + theme.name) for mark, theme in zip(marks, themes, strict=True)]
        picked = await self.app.push_screen_wait(
            Pick(_("Theme"), names, new=lambda text: _("New theme: {name}").format(name=text))
        )
        if picked is not None:
            name = themes[picked.index].name if picked.index is not None else picked.text
            self.send(answers.themed(session, key, name))

    @work
    async def do_merge(self) -> None:
        """A new theme goes into another one."""
        key = self.key
        if not isinstance(key, Concern) or key.table != "themes":
            return
        theme = self.session.themes.get(key.number)
        if theme is not None:
            await merge(self, self.session, theme, self.submit)

    def do_edit(self) -> None:
        """Other words for a statement, another name for a theme."""
        key = self.key
        if isinstance(key, Concern) and key.table == "themes":
            theme = self.session.themes.get(key.number)
            if theme is not None:
                self.write(
                    _("Name of the theme"), theme.name, answers.reworded, f"themes {theme.number}"
                )
            return
        statement = view.statement_of(self.session, key)
        if statement is not None:
            title = _("Words of statement {number}").format(number=statement.number)
            about = f"statements {statement.number}"
            self.write(title, statement.words, answers.reworded, about)

    def do_paraphrase(self) -> None:
        """A summary that stands where the quotation may not, or where an idea would."""
        if isinstance(self.key, Concern) and self.key.finding is not None:
            finding = self.key.finding
            about = f"{finding.place.table} {finding.place.number} person"
            begin = finding.proposal(current()).strip("[]")
            title = _("What stands in the place of “{words}”").format(words=finding.words)
            self.write(title, begin, answers.paraphrased, about, suggested=True)
            return
        idea = view.idea_of(self.session, self.key)
        if idea is not None:
            title = _("Other words for idea {number}").format(number=idea.number)
            about = f"ideas {idea.number} summary"
            self.write(title, idea.paraphrase, answers.paraphrased, about, idea.words)
            return
        statement = view.statement_of(self.session, self.key)
        if statement is not None:
            title = _("Summary of statement {number}").format(number=statement.number)
            about = f"statements {statement.number} summary"
            self.write(title, statement.paraphrase, answers.paraphrased, about, statement.words)

    def do_keep(self) -> None:
        """What looks like a person stays; the reason is kept with the session."""
        if isinstance(self.key, Concern) and self.key.finding is not None:
            finding = self.key.finding
            about = f"{finding.place.table} {finding.place.number} kept"
            title = _("Why may “{words}” stay?").format(words=finding.words)
            self.write(title, "", answers.kept, about, _("Such as: agreed with this person."))

    def do_alike(self) -> None:
        """The same answer wherever these words stand."""
        self.send(answers.alike(self.session, self.key))

    @work
    async def write(
        self,
        title: str,
        words: str,
        answer: Answer,
        about: str,
        advice: str = "",
        *,
        suggested: bool = False,
    ) -> None:
        """Ask for words; they come back into the form when they could not be saved.

        about: what they belong to, for what is typed and left. suggested: typing replaces them.
        """
        key = self.key
        fields = (Field(key="words", label="", value=words, kind="words", suggested=suggested),)
        values = await self.app.push_screen_wait(
            Form(title, fields, advice=advice, half=HalfForm(self.meeting.typed, about))
        )
        if values is None:
            return
        written = values["words"]

        def saved(receipt: Receipt) -> None:
            self.report(receipt)
            if not receipt.saved:
                self.write(title, written, answer, about, advice)

        for change in answer(self.session, key, written):
            self.meeting.submit(change, saved)
