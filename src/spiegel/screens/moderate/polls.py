"""Leading a question that is answered on devices: open, close, show, put again."""

from collections.abc import Callable
from typing import Any

import msgspec
from textual.app import App

from spiegel.domain.polls.polls import (
    ClosePoll,
    GoPollStep,
    HoldIdea,
    OpenPoll,
    ShowPoll,
    coming,
    form_of,
    ideas_of,
    open_poll,
    small,
)
from spiegel.domain.running.poll_steps import PollStep
from spiegel.domain.session.polls import Idea, Poll, PollState
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.moderate import poll_view
from spiegel.screens.moderate.ideas_panel import IdeasPanel
from spiegel.screens.shared.panels import Confirm


class PollLead:
    """What the moderator does with the question that runs; what is for good is asked first.

    app: gives what shows the questions. report: is told what became of a change. answered: how
    many people answered so far, None while nobody can.
    """

    def __init__(
        self,
        meeting: Meeting,
        app: Callable[[], App[Any]],
        report: Callable[[Receipt], None],
    ) -> None:
        self._meeting, self._app, self._report = meeting, app, report
        self.answered: int | None = None

    def submit(self, change: Change) -> None:
        """Make a change, and say it when it cannot be."""
        self._meeting.submit(change, self._report)

    def coming(self) -> Change | None:
        """What the next key does here; None where it goes on in the running order."""
        return coming(self._meeting.expected)

    def answering(self) -> bool:
        """Whether people are answering the question that runs, which is not left then; says so."""
        session = self._meeting.session
        if open_poll(session) is None or poll_view.running(session) is None:
            return False
        words = _("People are still answering. Close this question first (→).")
        self._app().notify(words, markup=False)
        return True

    def count(self, changed: Callable[[], None]) -> None:
        """How many answered so far, of the question that is open; changed: is told of another
        number."""
        poll = open_poll(self._meeting.session)
        if poll is None:
            self.answered = None
            return

        def then(done: frozenset[int]) -> None:
            if self.answered != len(done):
                self.answered = len(done)
                changed()

        self._meeting.ballots.done(poll.number, then)

    async def go_on(self, change: Change) -> None:
        """Do what comes next within the question; closing and a small group are asked first."""
        session = self._meeting.session
        if isinstance(change, OpenPoll) and change.ranking and not await self._grouped(change):
            return
        if isinstance(change, ClosePoll):
            if not await self._closing(session):
                return
            change = self._counted(change)
        elif isinstance(change, ShowPoll):
            poll = session.polls.get(change.poll)
            if poll is not None and small(poll) and not poll.confirmed:
                if not await self._small():
                    return
                change = ShowPoll(poll=poll.number, confirmed=True)
        self.submit(change)

    def _counted(self, change: ClosePoll) -> ClosePoll:
        """With how people take part, as the pages have it."""
        serving = self._meeting.server.look()
        if serving is None:
            return change
        return msgspec.structs.replace(change, own=serving.on_own, laptop=serving.on_laptop)

    async def _closing(self, session: Session) -> bool:
        words = _("{answers}. After closing nobody can answer, change or take back anything.")
        return await self._asked(
            _("Close this question?"),
            words.format(answers=poll_view.answers(session, self.answered).rstrip(".")),
            _("Close it"),
            _("Leave it open"),
            likely=self._everybody(session),
        )

    def _everybody(self, session: Session) -> bool:
        """Whether all answered who take part, so that closing takes nothing from anybody."""
        serving = self._meeting.server.look()
        there = len(serving.joined) + session.info.paper if serving is not None else 0
        answered = self.answered or 0
        return answered > 0 and answered >= max(session.info.seats, there)

    async def _grouped(self, change: OpenPoll) -> bool:
        """Ideas that are in no group cannot be chosen: that is asked before people order them."""
        ideas = ideas_of(self._meeting.session, change.question)
        loose = sum(idea.cluster is None for idea in ideas)
        if not loose:
            return True
        words = ngettext(
            "{count} idea of {all} is in no group, and nobody can choose it.",
            "{count} ideas of {all} are in no group, and nobody can choose them.",
            loose,
        )
        return await self._asked(
            _("Put the groups in order now?"),
            words.format(count=loose, all=len(ideas)),
            _("Yes, go on"),
            _("No, first put them in groups (F5)"),
        )

    async def _small(self) -> bool:
        return await self._asked(
            _("The group is small"),
            _(
                "Only 3 or 4 people answered, and may recognise each other. Ask them: does"
                " everybody agree that the room sees it?"
            ),
            _("Everybody agrees, show it"),
            _("Do not show it"),
        )

    async def put_again(self) -> None:
        """The same question once more; what was answered goes for good."""
        session = self._meeting.session
        poll = poll_view.current(session)
        if poll is None or poll.state is PollState.OPEN:
            return
        if await self._asked(
            _("Put this question again?"),
            _("All answers to it go, for good, before it opens again. That cannot be undone."),
            _("Yes, remove them and put it again"),
            _("No, keep the answers"),
        ):
            again = OpenPoll(question=poll.question, ranking=bool(poll.clusters), again=True)
            self.submit(again)

    async def show_or_hide(self) -> None:
        """The outcome in the room, or not any more."""
        poll = self.to_show()
        if poll is not None and poll.state is PollState.SHOWN:
            self.submit(ShowPoll(poll=poll.number, hidden=True))
        elif poll is not None:
            await self.go_on(ShowPoll(poll=poll.number))
        else:
            self._say_why(_("There is no outcome to show."))

    def _say_why(self, otherwise: str) -> None:
        """Why there is nothing to look at yet."""
        poll = poll_view.current(self._meeting.session)
        words = otherwise
        if poll is None:
            words = _("Nobody answered yet. Open this question first (→).")
        elif poll.state is PollState.OPEN:
            words = _("People are still answering. Close this question first (→).")
        elif poll.few:
            words = _("Fewer than 3 answers: none is kept, so that nobody is recognised.")
        elif form_of(self._meeting.session, poll).practice:
            words = _("This was a question to practise with; no answer was kept.")
        self._app().notify(words, markup=False)

    def to_show(self) -> Poll | None:
        """The poll whose outcome can be shown or hidden now."""
        poll = poll_view.current(self._meeting.session)
        if poll is None or poll.state is PollState.OPEN or poll.few:
            return None
        return None if form_of(self._meeting.session, poll).practice else poll

    async def look_through(self) -> None:
        """The ideas, each of which can be held back."""
        question = poll_view.running(self._meeting.session)
        ideas = ideas_of(self._meeting.session, question.number) if question is not None else ()
        if ideas:
            await self._app().push_screen_wait(IdeasPanel(ideas, self._hold))
        else:
            self._say_why(_("No idea came in."))

    def _hold(self, idea: Idea, held: bool) -> None:
        self.submit(HoldIdea(number=idea.number, held=held))

    def to_talk(self) -> None:
        """On to talking it over, without the steps in between; an open question stays open."""
        question = poll_view.running(self._meeting.session)
        poll = poll_view.current(self._meeting.session)
        if question is not None and poll is not None and poll.state is not PollState.OPEN:
            self.submit(GoPollStep(question=question.number, step=PollStep.TALK))

    async def _asked(
        self, title: str, words: str, agree: str, refuse: str, *, likely: bool = False
    ) -> bool:
        """likely: Enter alone agrees, as for what is asked at every question."""
        return bool(
            await self._app().push_screen_wait(Confirm(title, words, agree, refuse, likely=likely))
        )
