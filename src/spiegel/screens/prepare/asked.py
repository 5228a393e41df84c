"""The participants before the day: who asked them, whether they come, and what they need."""

import datetime
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, Final, cast

from textual import work
from textual.content import Content

from spiegel.domain.consent.consent import AddParticipant
from spiegel.domain.preparation import targets
from spiegel.domain.preparation.lists import Entry, TakeAsked, effect_on_asked, read_asked
from spiegel.domain.preparation.recruiting import (
    EditRecruiting,
    counts,
    expected,
    nearest_day,
    participant_warnings,
)
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.people import Participant
from spiegel.domain.session.preparation import Recruiting
from spiegel.domain.session.value import turned
from spiegel.domain.session.words import tidy
from spiegel.i18n import N_, _, current
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.prepare.names import NamesInSight
from spiegel.screens.prepare.people_list import FromList, ListKind, answered
from spiegel.screens.shared.form import Field, Form, Values, different
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.typed_day import no_day
from spiegel.widgets.browse import Row, typed

COMING: Final = {None: ("·", "$faint"), True: ("✓", "$primary"), False: ("✗", "$muted")}
"""The sign of what was answered: nothing yet, yes, no."""
ANSWERS: Final = (("", N_("not known yet")), ("yes", N_("yes")), ("no", N_("no")))
VALUES: Final = {"": None, "yes": True, "no": False}
_DAYS: Final = ("asked", "called")
_OF_NAMES: Final = ("remove", "export")
"""What can be done while names are in sight."""


class AskedSection(FromList):
    """A line for each participant, by code."""

    INDENT = 10

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None], *, id: str) -> None:
        super().__init__(meeting, report, id=id)
        self.names = NamesInSight(self)

    def keys(self) -> Sequence[Hashable]:
        """The numbers of the participants; who withdrew is not asked."""
        people = self.session.participants
        return [number for number in sorted(people) if not people[number].withdrawn]

    def row(self, key: Hashable) -> Row:
        """A participant: coming or not, asked by whom, and what is needed."""
        person = self.session.participants.get(cast(int, key))
        if person is None:
            return Row()
        asking = person.recruiting
        sign, style = COMING[asking.coming]
        known = asking.asked is not None or asking.coming is not None
        asked_by = asking.asked_by or (_("by whom?") if known else _("nobody asked yet"))
        called = _("called again") if asking.called else ""
        if self.names.open:
            return self._named(person, sign, style)
        return Row(
            gutter=Content.assemble((f"  {sign}  ", style), (f"{person.code:<4}", "bold $primary")),
            words=typed(asked_by, "" if asking.asked_by else "$faint"),
            end=Content.styled(called, "$muted"),
            meta=tuple(typed(words, "$muted") for words in _needs(asking)),
        )

    def _named(self, person: Participant, sign: str, style: str) -> Row:
        """A participant with the name behind the code."""
        who = self.names.people.get(person.number)
        lines = [who.telephone, ", ".join(who.address)] if who is not None else []
        return Row(
            gutter=Content.assemble((f"  {sign}  ", style), (f"{person.code:<4}", "bold $primary")),
            words=typed(who.name if who is not None else _("no name"), "" if who else "$faint"),
            meta=tuple(typed(line, "$muted") for line in lines if line),
        )

    def draw(self) -> None:
        """Draw the people, and what the numbers of them say."""
        self.names.close_for_clients()
        super().draw()
        found, wanted = counts(self.session), targets.current()
        words = _("asked {asked} · yes {yes} · no {no} · expect some {expected}").format(
            asked=found.asked, yes=found.yes, no=found.no, expected=expected(self.session, wanted)
        )
        self.summary.words = Content(words)
        warnings = participant_warnings(self.session, wanted, self.today)
        said = " ".join(warning.explain(current()) for warning in warnings[:2])
        self.advice.words = Content.styled(said, "$accent" if said else "")
        self.browse.hint = Content.styled(
            _("Nobody is listed yet. Press n for one more, or i for a list."), "$muted"
        )

    def about_words(self) -> Content:
        """What the keys do here, and why there are no names."""
        words = _("space: comes, or not · Enter: by whom, needs, travel · i: list · k: names")
        if self.names.open:
            words = _("Enter: name, address · x: take out · e: envelopes · k: close the names")
        return Content.styled(words, "$muted")

    @property
    def person(self) -> Participant | None:
        """The participant under the cursor."""
        key = self.browse.key
        return self.session.participants.get(key) if isinstance(key, int) else None

    def do_tick(self) -> None:
        """Comes, does not come, not known."""
        if self.person is not None:
            self._change(self.person, coming=turned(self.person.recruiting.coming))

    def do_add(self) -> None:
        """One more participant, with the next code."""
        self.submit(AddParticipant(), adds=True)

    @work
    async def do_edit(self) -> None:
        """How this person was asked, and what is needed."""
        person = self.person
        if person is None:
            return
        if self.names.open:
            await self.names.edit(person.number)
            return
        form = Form(
            _("{person}, before the day").format(person=person.code),
            _fields(person.recruiting),
            check=partial(_problem, today=self.today),
            half=HalfForm(self.meeting.typed, f"recruiting {person.number}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            self._change(person, **_values(values, self.today))

    @property
    def list_kind(self) -> ListKind:
        """What a list of participants is: by code, without names."""
        return ListKind(
            title=_("Participants of a list"),
            heads=_(
                "Columns: code, asked by, asked on, comes, called again on, needs, somebody comes"
                " along, travel, fee. Names are left out; they have a file of their own (k)."
            ),
            read=lambda lines: read_asked(lines, self.today, self.session),
            effect=lambda entries: effect_on_asked(self.session, entries),
            change=lambda entries: TakeAsked(entries=entries),
            shown=_entry,
        )

    @work
    async def do_names(self) -> None:
        """Who is behind the codes, after the passphrase; again: out of sight."""
        if self.names.open:
            self.names.close()
        else:
            await self.names.ask()

    @work
    async def do_remove(self) -> None:
        """The name under the cursor goes out of the key file."""
        if self.person is not None:
            await self.names.remove(self.person.number)

    @work
    async def do_export(self) -> None:
        """Envelopes for those whose names are in sight."""
        await self.names.write_envelopes()

    def can(self, verb: str) -> bool:
        """Somebody is taken out of the names here, and off the list on the day."""
        return super().can(verb) and (verb not in _OF_NAMES or self.names.open)

    def _change(self, person: Participant, **values: Any) -> None:
        fields = different(person.recruiting, values)
        if fields:
            self.submit(EditRecruiting(participants=(person.number,), fields=fields))


def _entry(entry: Entry) -> str:
    """A line of a list, as it was understood."""
    parts = (entry.fields.get("asked_by", ""), answered(entry), entry.fields.get("needs", ""))
    return " · ".join(part for part in (f"D{entry.number}", *parts) if part)


def _needs(asking: Recruiting) -> list[str]:
    """What this person needs, a line; nothing for nothing."""
    parts = [asking.needs, _("somebody comes along") if asking.company else "", asking.travel]
    parts.append(asking.fee)
    words = " · ".join(part for part in parts if part)
    return [words] if words else []


def _fields(asking: Recruiting) -> tuple[Field, ...]:
    def day(value: datetime.date | None) -> str:
        return date_words(value, current()) if value is not None else ""

    yes = {value: key for key, value in VALUES.items()}
    choices = tuple((key, _(words)) for key, words in ANSWERS)
    company = (("no", _("no")), ("yes", _("yes")))
    example = _("15 December, or 15-12")
    return (
        Field(key="asked_by", label=_("asked by"), value=asking.asked_by, example=_("a function")),
        Field(key="asked", label=_("on"), value=day(asking.asked), example=example),
        Field(
            key="coming",
            label=_("comes"),
            value=yes[asking.coming],
            kind="choice",
            choices=choices,
        ),
        Field(key="called", label=_("called again on"), value=day(asking.called), example=example),
        Field(
            key="needs", label=_("needs"), value=asking.needs, example=_("wheelchair, interpreter")
        ),
        Field(
            key="company",
            label=_("somebody comes along"),
            value="yes" if asking.company else "no",
            kind="choice",
            choices=company,
        ),
        Field(key="travel", label=_("travel"), value=asking.travel, example=_("taxi at 12:45")),
        Field(key="fee", label=_("fee"), value=asking.fee, example=_("gift card")),
    )


def _problem(values: Values, today: datetime.date) -> str:
    wrong = (
        day for day in _DAYS if values[day].strip() and nearest_day(values[day], today) is None
    )
    return no_day() if next(wrong, None) is not None else ""


def _values(values: Values, today: datetime.date) -> dict[str, Any]:
    """What was filled in, as it is kept."""
    return {
        **{key: tidy(values[key]) for key in ("asked_by", "needs", "travel", "fee")},
        **{key: nearest_day(values[key], today) for key in _DAYS},
        "coming": VALUES[values["coming"]],
        "company": values["company"] == "yes",
    }
