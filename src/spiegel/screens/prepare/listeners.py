"""The listeners before the day: function, whether they come, and what they want to learn."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any, Final, cast

from textual import work
from textual.content import Content

from spiegel.domain.consent.consent import AddListeners
from spiegel.domain.preparation import targets
from spiegel.domain.preparation.learning import AskInstead, learning_of, unserved
from spiegel.domain.preparation.lists import (
    Entry,
    TakeListeners,
    effect_on_listeners,
    read_listeners,
)
from spiegel.domain.preparation.recruiting import listener_warnings
from spiegel.domain.session.people import Listener
from spiegel.domain.session.session import Edit
from spiegel.domain.session.value import turned
from spiegel.domain.session.words import lines_of, tidy
from spiegel.i18n import N_, _, current, ngettext
from spiegel.screens.prepare.asked import ANSWERS, COMING, VALUES
from spiegel.screens.prepare.people_list import FromList, ListKind, answered
from spiegel.screens.shared.form import Field, Form, different
from spiegel.screens.shared.half_form import HalfForm
from spiegel.widgets.browse import Row, typed

_YES: Final = {value: key for key, value in VALUES.items()}


class ListenersSection(FromList):
    """A line for each listener, with what they want to learn under it."""

    INDENT = 10

    def keys(self) -> Sequence[Hashable]:
        """The numbers of the listeners."""
        return sorted(self.session.listeners)

    def row(self, key: Hashable) -> Row:
        """A listener: coming or not, the function, and what is to be learned."""
        person = self.session.listeners.get(cast(int, key))
        if person is None:
            return Row()
        sign, style = COMING[person.coming]
        left = {number for one in unserved(self.session) for number in one.numbers}
        learning = [
            typed(f"? {question.words}", "$muted")
            + Content.styled(
                f"  {_('no question yet')}" if question.number in left else "", "$faint"
            )
            for question in learning_of(self.session, person.number)
        ]
        return Row(
            gutter=Content.assemble((f"  {sign}  ", style), (f"{person.code:<4}", "bold $primary")),
            words=typed(person.function) if person.function else _missing(_("no function yet")),
            end=typed(person.organisation, "$muted"),
            meta=tuple(learning),
        )

    def draw(self) -> None:
        """Draw the people, and what the number of them says."""
        super().draw()
        people = self.session.listeners.values()
        count = len(self.session.learning_questions)
        learn = ngettext("{count} learning question", "{count} learning questions", count)
        coming = sum(person.coming is True for person in people)
        come = ngettext("{count} comes", "{count} come", coming)
        words = _("{count} listeners · {yes} · {learning}").format(
            count=len(people),
            yes=come.format(count=coming),
            learning=learn.format(count=count),
        )
        self.summary.words = Content(words)
        warnings = listener_warnings(self.session, targets.current())
        said = " ".join(warning.explain(current()) for warning in warnings)
        self.advice.words = Content.styled(said, "$accent" if said else "")
        hint = _("Nobody is listed yet. Press n and type functions, or i for a list.")
        self.browse.hint = Content.styled(hint, "$muted")

    def about_words(self) -> Content:
        """What the keys do here."""
        words = _("space: comes, does not, not known · Enter: function, what to learn · i: list")
        return Content.styled(words, "$muted")

    @property
    def person(self) -> Listener | None:
        """The listener under the cursor."""
        key = self.browse.key
        return self.session.listeners.get(key) if isinstance(key, int) else None

    def do_tick(self) -> None:
        """Comes, does not come, not known."""
        if self.person is not None:
            self._change(self.person, coming=turned(self.person.coming))

    @work
    async def do_add(self) -> None:
        """Listeners by their functions."""
        field = Field(key="functions", label=_("functions"), example=_("consultant, team leader"))
        form = Form(
            _("New listeners"), (field,), half=HalfForm(self.meeting.typed, "new listeners")
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            functions = tuple(filter(None, map(tidy, values["functions"].split(","))))
            if functions:
                self.submit(AddListeners(functions=functions), adds=True)

    @property
    def list_kind(self) -> ListKind:
        """What a list of listeners is."""
        return ListKind(
            title=_("Listeners of a list"),
            heads=_(
                "Columns: function, organisation, invited, comes, learning question. Names,"
                " telephone numbers and e-mail addresses are left out."
            ),
            read=partial(read_listeners, today=self.today),
            effect=lambda entries: effect_on_listeners(self.session, entries),
            change=lambda entries: TakeListeners(entries=entries),
            shown=_entry,
        )

    @work
    async def do_edit(self) -> None:
        """The function, the organisation, whether they come, and what they want to learn."""
        person = self.person
        if person is None:
            return
        learning = [question.words for question in learning_of(self.session, person.number)]
        form = Form(
            person.code,
            (
                Field(key="function", label=_("function"), value=person.function),
                Field(
                    key="organisation",
                    label=_("organisation"),
                    value=person.organisation,
                    example=_("if it is another one"),
                ),
                Field(
                    key="coming",
                    label=_("comes"),
                    value=_YES[person.coming],
                    kind="choice",
                    choices=tuple((key, _(words)) for key, words in ANSWERS),
                ),
                Field(
                    key="learning",
                    label=_("wants to learn"),
                    value="\n".join(learning),
                    kind="list",
                ),
            ),
            half=HalfForm(self.meeting.typed, f"listener {person.number}"),
        )
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        self._change(
            person,
            function=tidy(values["function"]),
            organisation=tidy(values["organisation"]),
            coming=VALUES[values["coming"]],
        )
        wanted = tuple(filter(None, map(tidy, lines_of(values["learning"]))))
        if list(wanted) != learning:
            self.submit(AskInstead(listener=person.number, questions=wanted))

    def _change(self, person: Listener, **values: Any) -> None:
        fields = different(person, values)
        if fields.get("coming") is not None and person.invited is None:
            fields["invited"] = self.today
        if fields:
            label = N_("listener changed")
            change = Edit(table="listeners", number=person.number, fields=fields, label=label)
            self.submit(change)


def _entry(entry: Entry) -> str:
    """A line of a list, as it was understood."""
    parts = (entry.fields["function"], entry.fields.get("organisation", ""), answered(entry))
    return " · ".join(part for part in parts if part)


def _missing(words: str) -> Content:
    return Content.styled(words, "$faint")
