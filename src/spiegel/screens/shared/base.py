"""What all screens of a meeting share: the newest session, drawn when it is seen."""

from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var

from spiegel.commands import Command, commands_of
from spiegel.domain.running.running import place
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Around, Meeting, Receipt, Undoing
from spiegel.screens.shared import around_view
from spiegel.screens.shared.binding import bindings, deed_of
from spiegel.screens.shared.desk import Desk
from spiegel.screens.shared.typing import Deed
from spiegel.screens.shared.whole import WholeScreen
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import StatusLine
from spiegel.widgets.rehearsal_line import RehearsalLine


class MeetingScreen(WholeScreen):
    """A view of the latest value of a session.

    A subclass names itself, and draws in `show_session`, which is called for each new
    session while the screen is seen, and once when it is seen again.
    """

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    LEADS: ClassVar[bool] = False
    """Whether undo here is about leading the meeting, and not about all else."""
    PRIVATE: ClassVar[bool] = True
    """Whether the screen has the word *privé*."""
    CORNER: ClassVar[str] = "KeyBar"
    """What carries the small words about the other windows and the file."""
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (110, "-wide")]  # noqa: RUF012

    # A new value is drawn by the widgets that show it: the screen itself draws nothing.
    session: var[Session | None] = var(None, always_update=True, init=False)
    around: var[Around | None] = var(None, always_update=True, init=False)

    def __init_subclass__(cls, screen: str = "", **kwargs: Any) -> None:
        if screen:
            cls.OWN_COMMANDS = commands_of(screen)
            cls.BINDINGS = bindings(cls.OWN_COMMANDS)
        super().__init_subclass__(**kwargs)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self.meeting = meeting
        self._drawn: Session | None = None

    def watch_session(self) -> None:
        """Draw the new value if anybody sees it."""
        self._catch_up()

    def on_mount(self) -> None:
        """Start with the newest value."""
        if self.meeting.rehearsal:
            self.mount(RehearsalLine())
        self.session = self.meeting.session
        self.around = self.meeting.around

    def watch_around(self) -> None:
        """Say who else is there, where there is room for it."""
        corner = around_view.corner(self.meeting, private=self.PRIVATE)
        for row in self.query(self.CORNER):
            if isinstance(row, KeyBar | StatusLine):
                row.corner = corner

    def show_strays(self) -> None:
        """Say that stray lines wait, on the screen where somebody writes."""

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Draw what changed while another screen was seen."""
        self._catch_up()

    def _catch_up(self) -> None:
        session = self.session
        if session is None or session is self._drawn or not self.is_mounted:
            return
        if self.is_current or self._drawn is None:
            self._drawn = session
            self.show_session(session)

    def draw_anew(self) -> None:
        """Draw it from nothing, although nobody may see it: what stood here may stay nowhere."""
        self._drawn = None
        self._catch_up()
        for widget in self.query("*"):
            widget.notify_style_update()
            widget.refresh()

    def show_session(self, session: Session) -> None:
        """Draw this session."""
        raise NotImplementedError

    # Letters

    @property
    def guarded(self) -> bool:
        """Whether a letter is a command here only when it stands alone (see `screens.typing`).

        So it is on every screen while the clients tell: then somebody records as fast as they
        speak, and may do it in the wrong window.
        """
        session = self.meeting.session
        phase = place(session).phase
        return phase is not None and phase.with_clients

    def deed(self, character: str, key: str) -> Deed | None:
        """What printable keys do here; several only where they are a number."""
        return deed_of(self, character, key, self.OWN_COMMANDS) if len(character) == 1 else None

    def say_below(self, words: Content | None, *, typed: bool = False) -> bool:
        """Say it in the place of the keys, or show those again; returns whether it is said here.

        typed: it is about words that were typed astray.
        """
        for bar in self.query(KeyBar):
            bar.said = words
        return True

    def report(self, receipt: Receipt) -> None:
        """Say it when a change could not be saved."""
        if receipt.problem:
            self.notify(receipt.problem, severity="error", timeout=10, markup=False)

    def on_desk_taken_back(self, message: Desk.TakenBack) -> None:
        """Say that words went out of the line, or that a line that was being changed is gone."""
        if message.changed and not message.left:
            words = _("What you were changing was withdrawn, and is gone.")
        elif message.left:
            words = _("Words in your line were withdrawn and are gone. The rest is still there.")
        else:
            words = _("The words in your line were withdrawn, and are gone.")
        self.notify(words, severity="warning", timeout=10, markup=False)

    def tell_undone(self, undoing: Undoing) -> None:
        """Say by name what was taken back, and what was kept because another changed it."""
        if undoing.problem:
            self.notify(undoing.problem, severity="error", timeout=10, markup=False)
        elif not undoing.name:
            words = _("There is nothing to take back.")
            if not self.LEADS:
                words += " " + _("A step of the running order is taken back on F3.")
            self.notify(words, markup=False)
        else:
            self.notify(_("Taken back: {name}").format(name=undoing.name), markup=False)
        for kept in undoing.kept:
            self.notify(
                _("Kept, because another window changed it: {name}").format(name=kept),
                severity="warning",
                markup=False,
            )

    def tell_redone(self, undoing: Undoing) -> None:
        """Say by name what was made again."""
        if undoing.problem or undoing.kept:
            self.tell_undone(undoing)
        elif not undoing.name:
            self.notify(_("There is nothing to make again."), markup=False)
        else:
            self.notify(_("Made again: {name}").format(name=undoing.name), markup=False)

    def action_undo(self) -> None:
        """Take back this window's last change."""
        self.meeting.undo(self.tell_undone, running=self.LEADS)

    def action_redo(self) -> None:
        """Make again what was taken back."""
        self.meeting.redo(self.tell_redone, running=self.LEADS)
