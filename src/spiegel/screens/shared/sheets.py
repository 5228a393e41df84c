"""Answers on paper that a scribe types in: they go into the ballot box and nowhere else."""

import secrets
from collections.abc import Callable
from functools import partial
from itertools import count

import msgspec
from textual.content import Content

from spiegel.domain.polls.box import PAPER, Cast, entry_key
from spiegel.domain.polls.paper import NotRead, how_to_write, is_sheet, read_paper, told
from spiegel.domain.polls.polls import Given, form_of, open_poll
from spiegel.domain.session.polls import Poll
from spiegel.domain.session.session import Refusal
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.ballots import CastReceipt
from spiegel.meeting.port.meeting import Meeting
from spiegel.text import plain


class Typed(msgspec.Struct, frozen=True):
    """What was said of a sheet that was not taken, as long as nothing of it is changed.

    asked: it is one more than was set, and Enter takes it all the same.
    """

    text: str
    words: str
    asked: bool = False


class PaperSheets:
    """The sheets of the question that is open.

    changed: called when another number of them is in. give_back: a sheet that could not be kept
    after all comes back into the input; returns whether there was room for it. Each is an entry
    under a key that nobody has, so it cannot be looked up again, and it is in no draft and no undo.
    """

    def __init__(
        self, meeting: Meeting, changed: Callable[[], None], give_back: Callable[[str], bool]
    ) -> None:
        self._meeting = meeting
        self._changed = changed
        self._give_back = give_back
        self._poll: int | None = None
        self._seats: set[int] = set()
        self._kept: set[int] = set()
        self._on_their_way = 0
        self._refused = Typed("", "")
        self._back: list[str] = []

    def follow(self) -> None:
        """Look which question is open, and how many sheets of it are in."""
        poll = open_poll(self._meeting.session)
        number = poll.number if poll is not None else None
        if number == self._poll:
            return
        self._poll, self._seats, self._kept = number, set(), set()
        if number is not None:
            self._meeting.ballots.done(number, lambda seats: self._seen(number, seats))

    def _seen(self, number: int, seats: frozenset[int]) -> None:
        if number == self._poll:
            self._take_in(seats)
            self._changed()

    def is_sheet(self, text: str) -> bool:
        """Whether what is typed is an answer on paper."""
        return is_sheet(self._meeting.session, text)

    def enter(self, text: str) -> bool:
        """A sheet is whole: into the box with it, unless something stands in its way."""
        self.follow()
        session = self._meeting.session
        poll = open_poll(session)
        if poll is None:
            return self._refuse(text, _not_open())
        try:
            given = read_paper(text, form_of(session, poll), session.info.groups)
        except Refusal as refusal:
            return self._refuse(text, refusal.explain(current()))
        if self._in >= session.info.paper and self._refused != self._asked(text):
            self._refused = self._asked(text)
            return False
        self._refused = Typed("", "")
        self._cast(poll, given, text)
        return True

    def words(self, text: str) -> Content:
        """What stands under the input while a sheet, or nothing, stands in it."""
        session = self._meeting.session
        poll = open_poll(session)
        if text and text == self._refused.text:
            return plain(self._refused.words, "$accent")
        if poll is None:
            return plain(_not_open(), "$accent") if text else Content("")
        if not (text or session.info.paper):
            return Content("")
        try:
            form = form_of(session, poll)
            read = told(form, read_paper(text, form, session.info.groups).answer, current())
            behind = plain(read, "bold")
        except NotRead as unread:
            behind = plain(how_to_write(unread.form, current()), "$muted")
        except Refusal:
            return Content("")
        return Content.assemble(self._count(), " · ", behind)

    def _count(self) -> Content:
        """Which sheet this is."""
        total, kept = self._meeting.session.info.paper, len(self._kept)
        if self._in < total:
            return plain(_("paper {number} of {total}").format(number=self._in + 1, total=total))
        words = ngettext("{count} sheet of paper is in", "{count} sheets of paper are in", kept)
        return plain(words.format(count=kept))

    def _asked(self, text: str) -> Typed:
        total = self._meeting.session.info.paper
        words = ngettext(
            "{count} sheet of paper was set, and this is one more. Enter: it counts.",
            "{count} sheets of paper were set, and this is one more. Enter: it counts.",
            total,
        )
        return Typed(text, words.format(count=total), asked=True)

    def _refuse(self, text: str, words: str) -> bool:
        self._refused = Typed(text, words)
        return False

    def _cast(self, poll: Poll, given: Given, text: str) -> None:
        """Put it in at the first place that no sheet has, in this window or another one."""
        self._on_their_way += 1

        def free(seats: frozenset[int]) -> None:
            self._on_their_way -= 1
            self._take_in(seats)
            seat = next(seat for seat in count(PAPER) if seat not in self._seats)
            self._seats.add(seat)
            cast = Cast(entry_key(secrets.token_bytes(32), poll), seat, given)
            self._meeting.ballots.cast(poll.number, cast, partial(self._cast_is, seat, text))

        self._meeting.ballots.done(poll.number, free)

    def _cast_is(self, seat: int, text: str, receipt: CastReceipt) -> None:
        """It is in the box, or comes back."""
        if receipt.kept:
            self._kept.add(seat)
            self._changed()
            return
        self._seats.discard(seat)
        self._refused = Typed(text, _not_open() if receipt.closed else receipt.problem)
        self._back.append(text)
        self.offer()

    def _take_in(self, seats: frozenset[int]) -> None:
        """These have answered; of them those on paper."""
        on_paper = {seat for seat in seats if seat >= PAPER}
        self._seats |= on_paper
        self._kept |= on_paper

    @property
    def _in(self) -> int:
        """How many sheets are in, with those on their way."""
        return len(self._seats) + self._on_their_way

    def offer(self) -> None:
        """A sheet that was not kept comes back as soon as there is room for it."""
        if self._back and self._give_back(self._back[0]):
            del self._back[0]
        self._changed()


def _not_open() -> str:
    return _("This question is not open: no answer can be added.")
