"""Places that perhaps quote words that are taken back: a key each, before anything goes.

They are reckoned when somebody withdraws and kept nowhere, for the words may stay nowhere.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

import msgspec
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.consent.perhaps import Place, perhaps_quoted
from spiegel.domain.session.called import name_of
from spiegel.domain.session.session import Session
from spiegel.domain.session.taking_back import Quoted, TakesBack
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.panels import Panel
from spiegel.screens.shared.recorded_view import who
from spiegel.text import plain
from spiegel.widgets.options import Options

AROUND: Final = 60
"""Characters of a text that are shown before and after such words."""


class QuotedPlaces(Panel[tuple[Quoted, ...]]):
    """Which of these go; dismissed with None when nothing is withdrawn at all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "answer(False)", show=False),
        Binding("w", "answer(True)", show=False),
        Binding("a", "rest", show=False),
    ]
    AT_ONCE = frozenset("bwa")

    def __init__(
        self, places: Sequence[Place], done: Callable[[Session], bool] = lambda _session: False
    ) -> None:
        """done: whether another window took the words back meanwhile."""
        asked = any(not place.said_by for place in places)
        super().__init__(_("Are these quotations?") if asked else _("Others said the same"))
        self.places, self.done, self._asked = places, done, asked
        self.goes = [False if place.said_by else None for place in places]

    def contents(self) -> ComposeResult:
        """Why it is asked, each place with its words, and what the keys do."""
        words = []
        if self._asked:
            words.append(
                _(
                    "Here stand a few of the same words. Only you can tell whether somebody quoted "
                    "them or found them alone. What goes becomes “…”. Nothing goes before each is "
                    "answered."
                )
            )
        if any(place.said_by for place in self.places):
            words.append(_("What others said themselves is theirs: you see it here, and it stays."))
        yield Static(plain(" ".join(words)), classes="note")
        yield Options(*(Option(self._row(at)) for at in range(len(self.places))))
        hint = _("Enter: take everything away") + " · " + _("Esc: back")
        if self._asked:
            keys = _("b: own words, they stay · w: a quotation, it goes · a: the rest stays")
            hint = f"{keys} · {hint}"
        yield Static(plain(hint), classes="hint")

    def _row(self, at: int) -> Content:
        place, goes = self.places[at], self.goes[at]
        answers = {
            None: ("?", "$accent"),
            False: (_("stays"), "$success"),
            True: (_("goes"), "$error"),
        }
        name = name_of(place.table, place.number, current())
        if place.meeting:
            meeting = place.title or _("another meeting")
            name = f"{meeting}: {name}"
        if place.said_by:
            name = _("{what}, said by {people}").format(what=name, people=who(place.said_by))
        return Content.assemble(answers[goes], (f"  {name}\n", "$muted"), *_excerpts(place))

    def show_session(self, session: Session) -> None:
        """What is gone is not asked of, and stands here no longer."""
        if self.done(session):
            self.dismiss(None)

    def action_answer(self, goes: bool) -> None:
        """It goes or stays; on to the next."""
        places = self.query_one(Options)
        at = places.highlighted
        if at is not None:
            self._answer(at, goes)
            places.highlighted = min(at + 1, len(self.places) - 1)

    def action_rest(self) -> None:
        """What is not answered yet stays, as where many found the same words alone."""
        for at, goes in enumerate(self.goes):
            if goes is None:
                self._answer(at, False)

    def _answer(self, at: int, goes: bool) -> None:
        if self.places[at].said_by:
            return
        self.goes[at] = goes
        self.query_one(Options).replace_option_prompt_at_index(at, self._row(at))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter: all of them were looked at; else the first that was not."""
        event.stop()
        if None in self.goes:
            self.query_one(Options).highlighted = self.goes.index(None)
            left = self.goes.count(None)
            words = ngettext(
                "{count} place is not answered yet: b or w.",
                "{count} places are not answered yet: b or w.",
                left,
            )
            self.say_below(plain(words.format(count=left), "$accent"))
            return
        pairs = zip(self.places, self.goes, strict=True)
        self.dismiss(tuple(place.quoted for place, goes in pairs if goes))


def _excerpts(place: Place) -> list[Content]:
    """The words with what stands around them; of a long text no more."""
    text = place.text.replace("\n", " ")
    gap = plain(" […] ", "$muted")
    parts: list[Content] = []
    shown = 0
    for start, end in place.spans:
        near = shown + AROUND if shown else 0
        begin = text.find(" ", start - AROUND, start) if start > AROUND else 0
        if begin > near:
            parts += [plain(text[shown:near]), gap]
            shown = begin
        parts += [plain(text[shown:start]), plain(text[start:end], "bold underline")]
        shown = end
    rest = text[shown : shown + AROUND]
    return [*parts, plain(rest), *([gap] if len(text) > shown + AROUND else [])]


class Quotations:
    """The places of one withdrawal, looked for while it is asked whether it is meant."""

    def __init__(self, app: App[None], meeting: Meeting, change: TakesBack) -> None:
        self._app, self._meeting, self._change = app, meeting, change
        self._looked = asyncio.ensure_future(asyncio.to_thread(self._look))

    def _look(self) -> tuple[TakesBack, tuple[Place, ...]]:
        there = self._meeting.withdrawals
        change = msgspec.structs.replace(self._change, earlier=there.earlier(self._change))
        return change, there.perhaps(change)

    async def answered(self) -> TakesBack | None:
        """The change, with what of other texts goes by it; None when nothing is withdrawn here."""
        change, elsewhere = await self._looked
        quoted: list[Quoted] = []
        answered: set[Quoted] = set()
        while not change.done_in(self._meeting.session):
            here = await asyncio.to_thread(self._here, change)
            # Once more: what somebody typed in another window while it was asked.
            places = [one for one in (*here, *elsewhere) if one.quoted not in answered]
            if not places:
                return msgspec.structs.replace(change, quoted=tuple(quoted))
            found = await self._app.push_screen_wait(QuotedPlaces(places, change.done_in))
            if found is None and not change.done_in(self._meeting.session):
                words = _("Nothing was taken away: the words are still there.")
                self._app.notify(words, severity="warning")
                return None
            quoted += found or ()
            answered.update(place.quoted for place in places)
        self._app.notify(_("All of it is gone: another window took it away just now."))
        return None

    def _here(self, change: TakesBack) -> tuple[Place, ...]:
        half_typed = self._meeting.withdrawals.half_typed(change)
        return (*perhaps_quoted(self._meeting.session, change), *half_typed)
