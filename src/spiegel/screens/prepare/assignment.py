"""The assignment: title, day, place, who it is for and who tells participants; and whether it fits.

Enter changes a fact or answers a fit question; n asks for all that is missing, one after the other.
"""

import datetime
import re
from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from textual import work
from textual.content import Content

from spiegel.domain.patterns import pattern
from spiegel.domain.preparation.assignment import (
    FIT_NAMES,
    FIT_QUESTIONS,
    AnswerFit,
    EditAssignment,
    Fit,
    explain,
    missing_facts,
    unfit,
)
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.session import EditInfo, Session
from spiegel.domain.session.value import turned
from spiegel.domain.session.words import tidy
from spiegel.i18n import N_, _, current
from spiegel.screens.shared.form import Field, Form, Values, different
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.section import Section
from spiegel.screens.shared.typed_day import typed_day, wrong_day
from spiegel.widgets.browse import Row, typed

INFO: Final = frozenset({"title", "date", "place", "organisation", "language", "format"})
"""What belongs to the meeting itself; the rest is what was agreed on."""
LABELS: Final[Mapping[str, str]] = {
    "title": N_("title"),
    "aim": N_("aim"),
    "occasion": N_("why now"),
    "organisation": N_("organisation"),
    "commissioner": N_("commissioner"),
    "date": N_("day"),
    "starts": N_("starts at"),
    "place": N_("place"),
    "contact": N_("whom to call"),
    "tells": N_("who gives feedback"),
    "tells_on": N_("feedback on"),
    "language": N_("language"),
    "format": N_("format"),
}
DAYS: Final = frozenset({"date", "tells_on"})
LANGUAGES: Final[Mapping[str, str]] = {"nl": N_("Dutch"), "en": N_("English")}
FIXED: Final = frozenset({"format"})
"""What was chosen when the meeting was made."""
OPTIONAL: Final = frozenset({"occasion", "organisation", "language", "format"})
_TIME: Final = pattern(r"([01]?\d|2[0-3])[:.u]?([0-5]\d)?(?:\s*(?:uur|u|h))?", re.IGNORECASE)
_ANSWERS: Final = {None: ("·", "$faint"), True: ("✓", "$primary"), False: ("✗", "$accent")}


class AssignmentSection(Section):
    """A line for each fact, then the questions whether this kind of meeting fits."""

    INDENT = 25

    def keys(self) -> Sequence[Hashable]:
        """The facts and the fit questions, always the same."""
        return (*LABELS, "fit?", *Fit)

    def row(self, key: Hashable) -> Row:
        """A fact or that it is not known yet; a question and its answer."""
        if key == "fit?":
            return Row(heading=Content.styled(_("Does it fit?"), "$muted"))
        if isinstance(key, Fit):
            sign, style = _ANSWERS[self.session.info.assignment.fit.get(key)]
            name = f"  {_(FIT_NAMES[key])}".ljust(self.INDENT - 3)
            return Row(
                gutter=Content.styled(name, "$muted") + Content.styled(sign, style),
                words=Content(_(FIT_QUESTIONS[key])),
            )
        name = str(key)
        shown = shown_fact(self.session, name)
        missing = Content.styled(_("not filled in"), "$faint" if name in OPTIONAL else "$accent")
        return Row(
            gutter=Content.styled("  " + _(LABELS[name]), "$muted"),
            words=typed(shown) if shown else missing,
        )

    def draw(self) -> None:
        """Draw the facts, and what is still missing of them."""
        super().draw()
        lacks = [explain(fact, current()) for fact in missing_facts(self.session)]
        if not lacks:
            self.summary.words = Content(_("The assignment is complete."))
        else:
            words = _("{count} still open: {first}").format(count=len(lacks), first=lacks[0])
            self.summary.words = Content.styled(words, "$accent")
        doubts = unfit(self.session)
        advice = _("Not everything fits. Talk it over with the commissioner before you go on.")
        self.advice.words = Content.styled(advice if doubts else "", "$accent")

    def about_words(self) -> Content:
        """What changes with a fact."""
        words = {
            "title": _("What the report says on its first page."),
            "language": _("The language of the documents, not of the screens."),
            "format": _("The format was chosen when the meeting was made."),
            "commissioner": _("One name: who is and stays the owner."),
            "starts": _("Each part and each question has its time of the clock from it."),
            "contact": _(
                "Name, telephone and e-mail, as the letters say it: not everybody likes to call."
            ),
        }
        if isinstance(self.browse.key, Fit):
            return Content.styled(_("space or Enter: yes, no, not answered."), "$muted")
        return Content.styled(words.get(str(self.browse.key), ""), "$muted")

    def do_tick(self) -> None:
        """The next answer of a question whether it fits."""
        if isinstance(self.browse.key, Fit):
            self.edit(self.browse.key)

    def do_edit(self) -> None:
        """Ask for the fact under the cursor; the next answer of a question."""
        self.edit(self.browse.key)

    def edit(self, key: Hashable) -> None:
        """The same for what was chosen."""
        if isinstance(key, Fit):
            yes = turned(self.session.info.assignment.fit.get(key))
            self.submit(AnswerFit(question=key, yes=yes))
        elif key in LABELS and key not in FIXED:
            self._ask((str(key),), half=f"info {key}")

    def do_add(self) -> None:
        """Ask for all facts that are not there yet."""
        names = tuple(name for name in LABELS if not shown_fact(self.session, name))
        if names:
            self._ask(names, half="info missing")
        else:
            self.say(_("Every fact is filled in."))

    @work
    async def _ask(self, names: tuple[str, ...], half: str) -> None:
        today = self.today
        form = Form(
            _("assignment").capitalize(),
            tuple(fact_field(self.session, name) for name in names),
            check=partial(facts_problem, names, today=today),
            half=HalfForm(self.meeting.typed, half),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            self._keep({name: fact_value(name, values[name], today) for name in names})

    def _keep(self, values: Mapping[str, Any]) -> None:
        """The facts that are other ones than before."""
        info = self.session.info
        for names, change in (
            (INFO & values.keys(), EditInfo),
            (values.keys() - INFO, EditAssignment),
        ):
            before = info if change is EditInfo else info.assignment
            fields = different(before, {name: values[name] for name in names})
            if fields:
                self.submit(change(fields=fields))


def shown_fact(session: Session, name: str) -> str:
    """A fact in words, empty when it is not known."""
    info = session.info
    match name:
        case "date":
            return date_words(info.date, current()) if info.date is not None else ""
        case "tells_on":
            day = info.assignment.tells_on
            return date_words(day, current()) if day is not None else ""
        case "starts":
            starts = info.assignment.starts
            return f"{starts:%H:%M}" if starts is not None else ""
        case "language":
            return _(LANGUAGES.get(info.language, info.language))
        case "format":
            return info.format_title
        case _:
            return str(getattr(info if name in INFO else info.assignment, name))


def fact_field(session: Session, name: str) -> Field:
    """The field that asks for a fact."""
    label = _(LABELS[name])
    if name == "language":
        choices = tuple((key, _(words)) for key, words in LANGUAGES.items())
        return Field(
            key=name, label=label, value=session.info.language, kind="choice", choices=choices
        )
    examples = {
        "date": _("15 December, or 15-12"),
        "tells_on": _("15 December, or 15-12"),
        "starts": "13:30",
        "tells": _("name, function (by letter)"),
        "contact": _("name, telephone, or mail name@…"),
    }
    shown = shown_fact(session, name)
    return Field(key=name, label=label, value=shown, example=examples.get(name, ""))


def facts_problem(names: Sequence[str], values: Values, today: datetime.date) -> str:
    """What is wrong with the first fact that cannot be kept."""
    for name in names:
        text = values[name].strip()
        wrong = wrong_day(text, today) if name in DAYS else ""
        if wrong:
            return wrong
        if name == "starts" and text and typed_time(text) is None:
            return _("That is no time. Write 13:30.")
        if name == "title" and not text:
            return _("Give it a title first.")
    return ""


def fact_value(
    name: str, text: str, today: datetime.date
) -> datetime.date | datetime.time | str | None:
    """A fact as the session holds it."""
    if name in DAYS:
        return typed_day(text, today)
    return typed_time(text) if name == "starts" else tidy(text)


def typed_time(text: str) -> datetime.time | None:
    """A time as 13:30, 13.30 uur, 1330 or 13 u; None when it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    return datetime.time(int(found.group(1)), int(found.group(2) or 0))
