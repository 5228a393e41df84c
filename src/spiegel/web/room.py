"""What the room sees: the session as it goes on, and the pages in its language."""

from spiegel import logbook
from spiegel.domain.polls.polls import form_of
from spiegel.domain.running.running import place
from spiegel.domain.session.agenda import AnswerForm
from spiegel.domain.session.polls import Poll, PollState
from spiegel.domain.session.session import Refusal, Session
from spiegel.web.outcome import Shown, shown
from spiegel.web.pages import Pages
from spiegel.web.stage import Shows, on_stage


class Room:
    """stage: what every device shows now. pages: in the language of the session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.stage = on_stage(session)
        self.pages = Pages(session.info.language)
        self._reckoned: tuple[Session | None, Shown] = None, Shown()

    def follow(self, session: Session) -> bool:
        """The session is another one; whether devices show something else now."""
        before, self.session = self.stage, session
        if session.info.language != self.pages.language:
            self.pages = Pages(session.info.language)
        self.stage = on_stage(session)
        if self.stage.version == before.version:
            return False
        # What was made for all may hold words that somebody took back just now.
        self.pages.forget()
        self._reckoned = None, Shown()
        if before.shows is Shows.ASK and before.poll is not None:
            self._log_closed(before.poll)
        return True

    def _log_closed(self, poll: Poll) -> None:
        closed = self.session.polls.get(poll.number)
        if closed is not None and closed.round == poll.round and closed.state is not PollState.OPEN:
            logbook.LOG.info(
                "poll %d.%d closed: %d took part, %d skipped",
                *(closed.number, closed.round, closed.took_part, closed.skipped),
            )

    @property
    def open(self) -> Poll | None:
        """The question that is answered now."""
        return self.stage.poll if self.stage.shows is Shows.ASK else None

    @property
    def outcome(self) -> Shown:
        """What is shown of the question, reckoned once for all devices."""
        known, found = self._reckoned
        if known is not self.session:
            found = shown(self.session, self.stage, self.pages.t)
            self._reckoned = self.session, found
        return found

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that people choose from; none where there is nothing to choose."""
        groups = self.session.info.groups
        return groups if len(groups) > 1 else ()

    @property
    def with_clients(self) -> bool:
        """Whether clients are among who answers now; not in a debrief of professionals."""
        phase = place(self.session).phase
        return phase is None or phase.with_clients

    def form_of(self, number: int) -> AnswerForm | None:
        """The form of a poll that was; None when it is gone with its question."""
        poll = self.session.polls.get(number)
        try:
            return form_of(self.session, poll) if poll is not None else None
        except Refusal:
            return None
