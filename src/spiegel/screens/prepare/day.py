"""The day: one list with who is here, where they sit, and what each agreed to."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.consent.attendance import (
    SeatInOrder,
    TurnChair,
    TurnConsent,
    TurnPresence,
    has_begun,
    here,
    refused,
    unasked,
)
from spiegel.domain.consent.consent import (
    AddListeners,
    AddParticipant,
    ComeBack,
    LeaveEarly,
    RemovePerson,
    SetChair,
    SetConsent,
    SetFunction,
    SetPresence,
    SetRole,
    Table,
    Withdraw,
    consent_to,
)
from spiegel.domain.report.standing import unreadable
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import lines_of, tidy
from spiegel.i18n import N_, _, current, ngettext
from spiegel.meeting.port.documents import MadeDocuments
from spiegel.meeting.port.meeting import Receipt
from spiegel.screens.prepare.names import take_out
from spiegel.screens.prepare.people import PeopleSection
from spiegel.screens.shared import documents, documents_view
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.locked import take_out_there
from spiegel.screens.shared.panels import Panel
from spiegel.screens.shared.quoted import Quotations
from spiegel.text import plain
from spiegel.widgets.options import Options

NOTHING_MADE: Final = MadeDocuments()


class Together(Panel[str]):
    """What can be done for all present at once; dismissed with a purpose, "present" or "chairs"."""

    CHOICES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("present", N_("all who were not ticked yet are here")),
        ("take_part", N_("take part: yes for all present who were not asked yet")),
        ("verbatim", N_("quotation in the report: the same")),
        ("outside", N_("quotation outside the organisation: the same")),
        ("contact", N_("later contact: the same")),
        ("chairs", N_("chairs from left to right in this order")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(digit), f"take({name!r})", show=False)
        for digit, (name, _words) in enumerate(CHOICES)
    ]

    def __init__(self) -> None:
        super().__init__(_("For all present at once"))

    def contents(self) -> ComposeResult:
        """A line for each, with its digit."""
        yield Options(
            *(
                Option(Content.assemble((f"{digit}  ", "bold $primary"), _(words)), id=name)
                for digit, (name, words) in enumerate(self.CHOICES)
            )
        )
        yield Static(
            plain(_("Who said no keeps that answer. ctrl+z takes it back.")), classes="hint"
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click takes it."""
        self.dismiss(event.option_id)

    def action_take(self, name: str) -> None:
        """So does its digit."""
        self.dismiss(name)


class DaySection(PeopleSection):
    """Presence, chairs, consent, leaving early and withdrawing."""

    def can(self, verb: str) -> bool:
        """On devices nobody has a code: only listeners can be listed."""
        if self.session.on_devices and verb not in ("listener", "present", "remove", "edit"):
            return False
        return super().can(verb)

    def do_present(self) -> None:
        """Here, not here, and around; who left early is back."""
        person = self.person
        if person is not None:
            self.submit(TurnPresence(number=person.number, table=table_of(person)))

    def do_consent(self, purpose: str) -> None:
        """Yes, no, not asked, and around."""
        person = self.participant
        if person is not None:
            self.submit(TurnConsent(participant=person.number, purpose=purpose))

    def do_all(self, purpose: str) -> None:
        """Yes for all present who were not asked yet; who said no keeps that answer."""
        session = self.session
        if not here(session):
            self.say(_("Tick first who is here, with the space bar."))
            return
        people, kept = unasked(session, purpose), refused(session, purpose)
        if people:
            self.submit(SetConsent(purpose=purpose, value=True, participants=people))
        self.say(said(purpose, len(people), [person.code for person in kept]))

    @work
    async def do_together(self) -> None:
        """Choose what is done for all present at once."""
        choice = await self.app.push_screen_wait(Together())
        if choice == "present":
            self._all_present()
        elif choice == "chairs":
            self.submit(SeatInOrder())
        elif choice is not None:
            self.do_all(choice)

    def _all_present(self) -> None:
        """All who were not ticked yet are here."""
        tables: tuple[Table, ...] = ("participants", "listeners")
        for table in tables:
            people = getattr(self.session, table).values()
            numbers = tuple(
                p.number for p in people if p.present is None and not getattr(p, "withdrawn", False)
            )
            if numbers:
                self.submit(SetPresence(numbers=numbers, present=True, table=table))

    def do_chair(self) -> None:
        """The next free chair, or none any more."""
        person = self.participant
        if person is not None:
            self.submit(TurnChair(participant=person.number))

    def do_leave(self) -> None:
        """Goes before the end, or is back; before the start that is being absent."""
        person = self.participant
        if person is None:
            return
        if person.gone is not None:
            self.submit(ComeBack(participant=person.number))
        elif has_begun(self.session):
            self.submit(LeaveEarly(participant=person.number))
        else:
            self.submit(SetPresence(numbers=(person.number,), present=False))

    def do_add(self) -> None:
        """One more participant."""
        self.submit(AddParticipant(), adds=True)

    @work
    async def do_listener(self) -> None:
        """A listener for each function, those who have none yet first."""
        waiting = sum(not listener.function for listener in self.session.listeners.values())
        field = Field(key="functions", label=_("functions"), kind="words")
        advice = _("Several at once: with commas between them, or pasted a line each.")
        if waiting:
            advice += " " + ngettext(
                "The {count} listener without a function gets one first.",
                "The {count} listeners without a function get theirs first.",
                waiting,
            ).format(count=waiting)
        half = HalfForm(self.meeting.typed, "new listeners")
        values = await self.app.push_screen_wait(
            Form(_("Listeners"), (field,), advice=advice, half=half)
        )
        if values is not None:
            functions = functions_of(values["functions"])
            more = not functions or len(functions) > waiting
            self.submit(AddListeners(functions=functions), adds=more)

    def do_remove(self) -> None:
        """Off the list; who was heard stays, and the answer says what can be done."""
        person = self.person
        if person is not None:
            self.submit(RemovePerson(number=person.number, table=table_of(person)))

    @work
    async def do_edit(self) -> None:
        """The chair and role of a participant, the function of a listener."""
        person = self.person
        if isinstance(person, Listener):
            await self._functions(person.number)
        elif isinstance(person, Participant) and not person.withdrawn:
            form = Form(
                person.code,
                participant_fields(person),
                check=chair_problem,
                half=HalfForm(self.meeting.typed, f"participants {person.number}"),
            )
            values = await self.app.push_screen_wait(form)
            if values is not None:
                self._change(person, values)

    async def _functions(self, first: int) -> None:
        """The function of a listener, then of those after it, until Esc or the last."""
        for number in [n for n in self.session.listeners if n >= first]:
            listener = self.session.listeners.get(number)
            if listener is None:
                continue
            field = Field(key="function", label=_("function"), value=listener.function)
            enter = _("Enter: keep, on to the next listener")
            form = Form(
                listener.code,
                (field,),
                enter=enter,
                half=HalfForm(self.meeting.typed, f"listeners {number}"),
            )
            values = await self.app.push_screen_wait(form)
            if values is None:
                return
            if values["function"] != listener.function:
                self.submit(SetFunction(listener=number, function=values["function"]))

    def _change(self, person: Participant, values: Values) -> None:
        chair = int(values["chair"]) if values["chair"].strip() else None
        if chair != person.chair:
            self.submit(SetChair(number=person.number, chair=chair))
        if values["role"] != person.role:
            self.submit(SetRole(participant=person.number, role=values["role"]))

    @work
    async def do_withdraw(self) -> None:
        """Say what goes, ask for the code, and take it all away."""
        person = self.participant
        if person is None:
            return
        # At once, or the code that is typed next would be keys of this list.
        made = self.meeting.documents
        asked = withdrawal(self.session, person, made.noted(), made.other_files())
        change = Withdraw(participant=person.number)
        quotations = Quotations(self.app, self.meeting, change)
        if await self.app.push_screen_wait(asked) is None:
            return
        answered = await quotations.answered()
        if answered is not None:
            self.meeting.submit(answered, partial(self._withdrew, person.code))

    def _withdrew(self, code: str, receipt: Receipt) -> None:
        """Say it when it could not be saved; else see to what holds that person besides."""
        self.report(receipt)
        if receipt.saved:
            self._see_to_the_rest(code)

    @work
    async def _see_to_the_rest(self, code: str) -> None:
        """The documents that were made before, and the names behind the codes."""
        await take_out_there(self.app, self.meeting)
        await documents.settle_forbidden(self.app, self.meeting)
        await take_out(self, code)


def table_of(person: Participant | Listener) -> Table:
    """The list that a person stands in."""
    return "participants" if isinstance(person, Participant) else "listeners"


def said(purpose: str, yes: int, kept: Sequence[str]) -> str:
    """What was done for all present: to what so many agreed now, and who had said no."""
    words = _("Everybody present was asked already.")
    if yes:
        words = ngettext("{consent}: {count} time yes.", "{consent}: {count} times yes.", yes)
        words = words.format(consent=consent_to(purpose, current()).capitalize(), count=yes)
    if kept:
        stays = ngettext(
            "{people} said no, and that stays.", "{people} said no, and that stays.", len(kept)
        )
        words += " " + stays.format(people=", ".join(kept))
    return words


def functions_of(text: str) -> tuple[str, ...]:
    """The functions that were typed with commas between them, or pasted a line each."""
    lines = lines_of(text.replace(",", "\n"))
    return tuple(function for function in map(tidy, lines) if function)


def participant_fields(person: Participant) -> tuple[Field, ...]:
    """What can be filled in of a participant."""
    return (
        Field(
            key="chair",
            label=_("chair"),
            value=str(person.chair or ""),
            example=_("from the left, as you see it"),
        ),
        Field(key="role", label=_("role"), value=person.role, example=_("client, carer")),
    )


def chair_problem(values: Values) -> str:
    """What is wrong with the number of a chair."""
    chair = values["chair"].strip()
    if not chair or (chair.isascii() and chair.isdigit() and len(chair) <= 2 and int(chair) > 0):
        return ""
    return _("A chair is a number from 1.")


def withdrawal(
    session: Session,
    person: Participant,
    made: MadeDocuments = NOTHING_MADE,
    others: Sequence[Path] = (),
) -> Form:
    """What a withdrawal takes away; kept only when the code is typed.

    made: the documents that were made before, which keep the words. others: other files of the
    same meeting, which keep them too.

    One letter would not do: somebody who types in the wrong window soon types that letter.
    """
    from spiegel.domain.personas.people import agreed_to, resting_on

    count = sum(person.code in statement.speakers for statement in session.statements.values())
    words = ngettext(
        "All that {person} said goes out of this file and its copies: {count} statement.",
        "All that {person} said goes out of this file and its copies: {count} statements.",
        count,
    ).format(person=person.code, count=count)
    resting = resting_on(session, person.code)
    if resting:
        words += " " + ngettext(
            "{count} sentence of a persona rests on it: it is marked, and stands on no card until "
            "you looked at it.",
            "{count} sentences of personas rest on it: they are marked, and stand on no card until "
            "you looked at them.",
            len(resting),
        ).format(count=len(resting))
    agreed = [one.name or _("without a name yet") for one in agreed_to(session, resting)]
    if agreed:
        words += " " + ngettext(
            "The makers had agreed to {names}: that persona is to be looked at again.",
            "The makers had agreed to {names}: these personas are to be looked at again.",
            len(agreed),
        ).format(names=", ".join(agreed))
    wrong = _("Type {person} to do this; Esc leaves everything as it is.").format(
        person=person.code
    )
    return Form(
        _("{person} withdraws").format(person=person.code),
        (Field(key="code", label=_("type {person}").format(person=person.code)),),
        check=lambda values: "" if values["code"].strip().upper() == person.code else wrong,
        advice="\n".join(
            (words + " " + _("This cannot be undone."), *_reach(person, made, others))
        ),
        enter=_("Enter: take everything away"),
    )


def _reach(person: Participant, made: MadeDocuments, others: Sequence[Path]) -> Iterator[str]:
    """What a withdrawal does not reach, by name: nothing is promised that is not done."""
    if others:
        yield ngettext(
            "Another file of this meeting keeps the words: {names}. Open it, and let {person} "
            "withdraw there too.",
            "Other files of this meeting keep the words: {names}. Open them, and let {person} "
            "withdraw there too.",
            len(others),
        ).format(names=", ".join(map(str, others)), person=person.code)
    if not made.known:
        yield unreadable(current())
    holding = [document for document in made.documents if document.holds(person.number)]
    if holding:
        yield ngettext(
            "This document holds words of {person}: {names}. Right after this you can make it "
            "again without them, or remove it.",
            "These documents hold words of {person}: {names}. Right after this you can make them "
            "again without those words, or remove them.",
            len(holding),
        ).format(person=person.code, names=documents_view.named(holding))
    perhaps = [document for document in made.documents if document.origin is None]
    if perhaps:
        yield _(
            "Perhaps also in these, of an earlier Spiegel: {names}. Look yourself, or remove them "
            "on F7."
        ).format(names=documents_view.named(perhaps))
