"""The sheets that participants gave back: their answers are typed in here, a key for each."""

from collections.abc import Callable, Hashable, Sequence
from typing import cast

from textual import events, work
from textual.content import Content

from spiegel.domain.consent.own_words import (
    NAMES,
    CheckOwnWords,
    WithdrawStatement,
    answered,
    is_literal,
    own_statements,
    read_back,
    readers,
)
from spiegel.domain.session.people import Participant
from spiegel.domain.session.statements import Checked, Statement
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import Receipt
from spiegel.screens.review import answers
from spiegel.screens.review.checking import Carded
from spiegel.screens.shared import documents
from spiegel.screens.shared.form import Field, Form
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.locked import take_out_there
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.pick import Pick
from spiegel.screens.shared.quoted import Quotations
from spiegel.widgets.browse import Browse, Row, typed
from spiegel.widgets.details import Known

_LOOKS = {Checked.RIGHT: "$success", Checked.CHANGED: "$primary", Checked.OUT: "$accent"}


def name() -> str:
    """What the part is called."""
    return _("own words")


class SheetList(Browse):
    """The list, in which each key has done its work before the next one counts.

    A message to the part would come after keys that were pressed fast behind it.
    """

    def __init__(
        self,
        row: Callable[[Hashable], Row],
        *,
        indent: int,
        right: Callable[[], None],
        whose: Callable[[str], None],
    ) -> None:
        super().__init__(row, indent=indent, click_chooses=False)
        self._right, self._whose = right, whose

    def action_choose(self) -> None:
        """Enter: it is right."""
        self._right()

    def on_key(self, event: events.Key) -> None:
        """A digit is a participant."""
        if event.key in "123456789":
            event.stop()
            self._whose(event.key)


class OwnWords(Carded):
    """Of each participant what stands on the sheet, and what was answered about it."""

    INDENT = 7

    def make_list(self) -> Browse:
        """A list in which only a key decides, not a click."""
        return SheetList(self.row, indent=self.INDENT, right=self.do_accept, whose=self.look_for)

    @property
    def here(self) -> tuple[Participant, Statement] | None:
        """Whose sheet the cursor stands on, and on which statement."""
        if not isinstance(self.browse.key, tuple):
            return None
        person = self.session.participants.get(self.browse.key[0])
        said = self.session.statements.get(self.browse.key[1])
        return (person, said) if person is not None and said is not None else None

    def keys(self) -> Sequence[Hashable]:
        """Each participant with the own statements, in the order of the sheet."""
        return [
            key
            for person in readers(self.session)
            for key in (
                person.number,
                *((person.number, said.number) for said in own_statements(self.session, person)),
            )
        ]

    def row(self, key: Hashable) -> Row:
        """A participant with how far the sheet is, or a statement with the answer."""
        if isinstance(key, int):
            person = self.session.participants[key]
            return Row(heading=Content.assemble((person.code, "bold"), "  ", self._done(person)))
        number, statement = cast(tuple[int, int], key)
        said = self.session.statements.get(statement)
        if said is None:
            return Row()
        answer = said.answer_of(f"D{number}")
        words = read_back(said).replace("\n", " ")
        return Row(
            gutter=Content.styled(f"{statement:>5} ", "$muted"),
            words=typed(f"“{words}”" if is_literal(said) else words),
            end=Content.styled(_(NAMES[answer]), _LOOKS[answer]) if answer else Content(""),
            single=True,
        )

    def _done(self, person: Participant) -> Content:
        done, all_ = answered(self.session, person)
        words = _("{done} of {all} answered").format(done=done, all=all_)
        return Content.styled(words, "$success" if done == all_ else "$muted")

    def draw(self) -> None:
        """Draw the sheets, and how many are done."""
        super().draw()
        people = readers(self.session)
        self.browse.hint = Content.styled(
            _("Nobody said anything that can be read back."), "$muted"
        )
        parts = [answered(self.session, person) for person in people]
        whole = sum(done == all_ for done, all_ in parts)
        words = ngettext(
            "{whole} of {count} sheet typed in", "{whole} of {count} sheets typed in", len(people)
        ).format(whole=whole, count=len(people))
        self.summary.words = Content.styled(words if people else "", "$muted")

    def card(self) -> Known:
        """The statement under the cursor in full, and what the keys do."""
        if self.here is None:
            return Known()
        person, said = self.here
        words = f"“{read_back(said)}”" if is_literal(said) else read_back(said)
        keys = _(
            "Enter: right · e: other words · o: not in the report · r: takes it back, for good"
        )
        told = Content.assemble((f"{person.code} · {said.number}  ", "bold $primary"), typed(words))
        return Known((told, Content.styled(keys, "$muted")), words=0)

    def look_for(self, digit: str) -> None:
        """The sheet of the participant with this number; where a longer one begins so, ask."""
        if answers.ambiguous(self.session, int(digit)):
            self.do_who(digit)
        else:
            self._go_to(int(digit))

    def can(self, verb: str) -> bool:
        """Nothing without a statement."""
        return super().can(verb) and (self.here is not None or verb == "who")

    # One key a statement

    def do_accept(self) -> None:
        """It is right."""
        self._answer(Checked.RIGHT)

    def do_out(self) -> None:
        """Rather not in the report; the session keeps it."""
        self._answer(Checked.OUT)

    def _answer(self, answer: Checked) -> None:
        if self.here is not None:
            person, said = self.here
            self.submit(
                CheckOwnWords(statement=said.number, participant=person.number, answer=answer)
            )
            self.browse.action_move(1)

    @work
    async def do_edit(self) -> None:
        """The words as the participant would rather have them."""
        if self.here is None:
            return
        person, said = self.here
        now = read_back(said)
        values = await self.app.push_screen_wait(
            Form(
                _("{person}, statement {number}: other words").format(
                    person=person.code, number=said.number
                ),
                (Field(key="words", label="", value=now, kind="words"),),
                advice=_("As {person} wrote it on the sheet.").format(person=person.code),
                half=HalfForm(self.meeting.typed, f"statements {said.number} own words"),
            )
        )
        if values is None or not values["words"].strip():
            return
        change = CheckOwnWords(
            statement=said.number,
            participant=person.number,
            answer=Checked.CHANGED,
            words=values["words"],
        )
        self.meeting.submit(change, self.report)
        self.browse.action_move(1)

    @work
    async def do_withdraw(self) -> None:
        """A statement is taken back, for good: asked first."""
        if self.here is None:
            return
        person, said = self.here
        others = [code for code in said.speakers if code.startswith("D") and code != person.code]
        words = _(
            "“{words}” goes out of this file and its copies, with what repeats it. This cannot "
            "be undone."
        ).format(words=read_back(said))
        if others:
            words += " " + _("{people} said it too.").format(people=", ".join(others))
        files = self.meeting.documents.other_files()
        if files:
            stays = ngettext(
                "Another file of this meeting keeps it: {names}.",
                "Other files of this meeting keep it: {names}.",
                len(files),
            )
            words += " " + stays.format(names=", ".join(map(str, files)))
        asked = Confirm(
            _("{person} takes statement {number} back").format(
                person=person.code, number=said.number
            ),
            words,
            _("Yes, it goes for good"),
            _("No, it stays"),
        )
        change = WithdrawStatement(statement=said.number)
        quotations = Quotations(self.app, self.meeting, change)
        if not await self.app.push_screen_wait(asked):
            return
        answered = await quotations.answered()
        if answered is not None:
            self.meeting.submit(answered, self._gone)

    def _gone(self, receipt: Receipt) -> None:
        """Say it when it could not be saved; else see to the documents that hold it."""
        self.report(receipt)
        if receipt.saved:
            self._see_to_documents()

    @work
    async def _see_to_documents(self) -> None:
        await take_out_there(self.app, self.meeting)
        await documents.settle_forbidden(self.app, self.meeting)

    @work
    async def do_who(self, begin: str = "") -> None:
        """Whose sheet is next."""
        people = readers(self.session)
        rows = [
            Content.assemble((person.code, "bold"), "  ", self._done(person)) for person in people
        ]
        if not people:
            return
        picked = await self.app.push_screen_wait(Pick(_("Whose sheet?"), rows, begin=begin))
        if picked is not None and picked.index is not None:
            self._go_to(people[picked.index].number)

    def _go_to(self, number: int) -> None:
        """The first statement of this participant that is not answered, else the first one."""
        person = self.session.participants.get(number)
        own = own_statements(self.session, person) if person is not None else ()
        if person is None or not own:
            return
        code = person.code
        first = next((said for said in own if said.answer_of(code) is None), own[0])
        self.browse.show(self.keys(), at=(number, first.number))
        self.draw_card()
