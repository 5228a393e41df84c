"""The meeting itself: title, day, place, organisation, language of the documents."""

import datetime
from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import Final

from textual import work
from textual.content import Content

from spiegel.domain.report.wording import date_words
from spiegel.domain.session.session import EditInfo, Session
from spiegel.domain.session.words import tidy
from spiegel.i18n import N_, _, current
from spiegel.screens.home.new_meeting import no_day, typed_day
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.section import Section
from spiegel.text import local
from spiegel.widgets.browse import Row, typed

LABELS: Final[Mapping[str, str]] = {
    "title": N_("title"),
    "date": N_("day"),
    "place": N_("place"),
    "organisation": N_("organisation"),
    "language": N_("language"),
    "format": N_("format"),
}
LANGUAGES: Final[Mapping[str, str]] = {"nl": N_("Dutch"), "en": N_("English")}
FIXED: Final = frozenset({"format"})
"""What was chosen when the meeting was made."""


class MeetingSection(Section):
    """A line for each fact; Enter changes it."""

    INDENT = 20

    def keys(self) -> Sequence[Hashable]:
        """The facts, always the same."""
        return tuple(LABELS)

    def row(self, key: Hashable) -> Row:
        """A fact, or that it is not known yet."""
        name = str(key)
        shown = shown_fact(self.session, name)
        missing = Content.styled(_("not filled in"), "$faint")
        return Row(
            gutter=Content.styled("  " + _(LABELS[name]), "$muted"),
            words=typed(shown) if shown else missing,
        )

    def draw(self) -> None:
        """Draw the facts, with room between them."""
        self.browse.airy = self.browse.size.height > 2 * len(LABELS)
        super().draw()
        self.summary.words = Content(_("What the report says on its first page."))

    def about_words(self) -> Content:
        """What changes with a fact."""
        words = {
            "language": _("The language of the documents, not of the screens."),
            "format": _("The format was chosen when the meeting was made."),
        }
        return Content.styled(words.get(str(self.browse.key), ""), "$muted")

    @work
    async def do_edit(self) -> None:
        """Ask for the fact under the cursor."""
        name = str(self.browse.key)
        if self.browse.key is None or name in FIXED:
            return
        today = local(self.meeting.now()).date()
        field = fact_field(self.session, name)
        form = Form(
            _("meeting details").capitalize(),
            (field,),
            check=partial(fact_problem, name, today=today),
            half=HalfForm(self.meeting, f"info {name}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            value = fact_value(name, values[name], today)
            if value != getattr(self.session.info, name):
                self.submit(EditInfo(fields={name: value}))


def shown_fact(session: Session, name: str) -> str:
    """A fact in words, empty when it is not known."""
    info = session.info
    match name:
        case "date":
            return date_words(info.date, current()) if info.date is not None else ""
        case "language":
            return _(LANGUAGES.get(info.language, info.language))
        case "format":
            return info.format_title
        case _:
            return str(getattr(info, name))


def fact_field(session: Session, name: str) -> Field:
    """The field that asks for a fact."""
    label = _(LABELS[name])
    if name == "language":
        choices = tuple((key, _(words)) for key, words in LANGUAGES.items())
        return Field(
            key=name, label=label, value=session.info.language, kind="choice", choices=choices
        )
    if name == "date":
        shown = shown_fact(session, name)
        return Field(key=name, label=label, value=shown, example=_("15 December, or 15-12"))
    return Field(key=name, label=label, value=shown_fact(session, name))


def fact_problem(name: str, values: Values, today: datetime.date) -> str:
    """What is wrong with a fact."""
    text = values[name].strip()
    if name == "date" and text and typed_day(text, today) is None:
        return no_day()
    return _("Give it a title first.") if name == "title" and not text else ""


def fact_value(name: str, text: str, today: datetime.date) -> datetime.date | str | None:
    """A fact as the session holds it."""
    return typed_day(text, today) if name == "date" else tidy(text)
