"""What is still unchecked, a concern at a time, with a second opinion when that is asked for."""

from collections.abc import Hashable, Sequence
from threading import Event

from textual import work
from textual.content import Content
from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from spiegel.domain.consent import second
from spiegel.domain.consent.verdicts import Finding
from spiegel.domain.report.review import Concern, KeepIdeaOut, with_second
from spiegel.domain.session.session import Session
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.review import answers, view
from spiegel.screens.review.checking import Checking
from spiegel.screens.shared.panels import Confirm
from spiegel.widgets.browse import Browse
from spiegel.widgets.corner import Corner


class Queue(Checking):
    """What is still unchecked, one key each."""

    def make_list(self) -> Browse:
        """A list in which only a key decides, not a click."""
        return Browse(self.row, indent=self.INDENT, click_chooses=False)

    class Heard(Message):
        """Of a second opinion. doing: how far it is. found: all of it. problem: why there is none.

        Of these one is given.
        """

        def __init__(
            self,
            *,
            doing: str = "",
            found: tuple[Finding, ...] | None = None,
            problem: str = "",
        ) -> None:
            super().__init__()
            self.doing, self.found, self.problem = doing, found, problem

    more: tuple[Finding, ...] = ()
    """What a second opinion found; nothing but this window knows it."""
    _stop: Event | None = None
    _doing = ""

    def concerns(self) -> Sequence[Concern]:
        """All that is still unchecked."""
        return with_second(self.session, self.more)

    def keys(self) -> Sequence[Hashable]:
        """The concerns, kind by kind."""
        return self.concerns()

    def can(self, verb: str) -> bool:
        """A second opinion is asked whatever the cursor stands on."""
        return verb == "second" or super().can(verb)

    def draw(self) -> None:
        """Draw the list and how much is left."""
        super().draw()
        self.browse.hint = view.nothing(self.session, all_=False)
        self._draw_summary()

    def _draw_summary(self) -> None:
        doing = Content.styled(self._doing, "bold $accent")
        self.summary.words = doing if self._stop else view.left_words(self.concerns())
        asks = _("d: second opinion") if self.session.statements and not self._stop else ""
        self.summary.corner = Corner(quiet=asks)

    def do_second(self) -> None:
        """Ask for a second opinion, or stop it."""
        if self._stop is not None:
            self._stop.set()
            return
        self._stop = Event()
        self._doing = _("Second opinion: loading, the first time for minutes · d: stop")
        self._draw_summary()
        self._ask(self.session, self._stop)

    @work(thread=True, exit_on_error=False)
    def _ask(self, session: Session, stop: Event) -> None:
        """Ask in a thread; what becomes of it comes back as messages."""
        worker = get_current_worker()
        texts = [place.text for place in second.asked(session)]
        told = 0

        def progress(done: int) -> None:
            nonlocal told
            part = 100 * done // max(1, len(texts))
            if part > told:
                told = part
                words = _("Second opinion: {part} % of the words · d: stop").format(part=part)
                self.post_message(self.Heard(doing=words))

        def stopped() -> bool:
            return stop.is_set() or worker.is_cancelled

        try:
            seen = self.meeting.opinion.look(texts, progress=progress, stopped=stopped)
            self.post_message(self.Heard(found=second.more(session, seen)))
        except NotDoneError as error:
            self.post_message(self.Heard(problem=str(error)))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault in it is said, and it can be asked again."""
        if event.state is WorkerState.ERROR and event.worker.name == "_ask":
            self.post_message(self.Heard(problem=_("There is no second opinion: a fault in it.")))

    def on_queue_heard(self, event: Heard) -> None:
        """Say how far it is, or offer what it found with the rest; the screen counts it too."""
        if event.doing:
            self._doing = event.doing
            self._draw_summary()
            return
        self._stop = None
        if event.found is None:
            self.say(event.problem)
            self._draw_summary()
            return
        self.more = event.found
        found = len(second.waiting(self.session, self.more))
        words = ngettext(
            "The second opinion found {count} place more.",
            "The second opinion found {count} places more.",
            found,
        )
        self.say(words.format(count=found) if found else _("The second opinion found no more."))

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter: it stays as it is, where it else would change it."""
        event.stop()
        event.prevent_default()
        self.do_accept()

    def do_accept(self) -> None:
        """It stays as it is; an idea with a name in it never does by one key."""
        if answers.doubtful(self.key):
            self._ask_about(self.key)
        else:
            self.send(answers.accepted(self.key))

    @work
    async def _ask_about(self, key: view.Key | None) -> None:
        idea = view.idea_of(self.session, key)
        if idea is None or not isinstance(key, Concern):
            return
        asked = Confirm(
            _("May this idea stand in the report?"),
            f"“{idea.words}”",
            _("Yes, nobody can be recognised by it"),
            _("No, it stays out of the report"),
        )
        stands = await self.app.push_screen_wait(asked)
        if stands is not None:
            self.send(answers.accepted(key) if stands else KeepIdeaOut(idea=idea.number))
