"""What stands open when somebody takes words back: those go from there too, at once.

A panel that shows them closes, for it was made of a session that had them.

The line of the scribe does it itself, for it knows who says what in it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from textual.screen import Screen
from textual.widgets import Input, OptionList, Static, TextArea

from spiegel.domain.session.statements import Where
from spiegel.i18n import _
from spiegel.meeting.port.meeting import HalfLine, Meeting
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.desk import same_place
from spiegel.screens.shared.panels import Panel
from spiegel.widgets.line import CaptureInput


class Screens(Protocol):
    """What is asked of the app whose screens they are."""

    @property
    def screen_stack(self) -> list[Screen[Any]]: ...
    @property
    def clipboard(self) -> str: ...
    def copy_to_clipboard(self, text: str) -> None: ...
    def clear_notifications(self) -> None: ...
    def meeting_screens(self) -> Iterable[MeetingScreen]:
        """Those that were made."""
        ...


class OpenFields:
    """The fields of one window, made with a meeting."""

    def __init__(self, meeting: Meeting, screens: Screens) -> None:
        self._meeting = meeting
        self._screens = screens
        self._taken_back = meeting.typed.taken_back

    def without_what_was_taken_back(self) -> Iterable[str]:
        """Cut it out of every field that is open; gives back what is to be told of it."""
        since, self._taken_back = self._taken_back, self._meeting.typed.taken_back
        if since == self._taken_back:
            return ()
        self._empty_clipboard(since)
        # One can name a theme that went.
        self._screens.clear_notifications()
        for screen in self._screens.meeting_screens():
            screen.draw_anew()
        screens = dict.fromkeys((*self._screens.screen_stack, *self._screens.meeting_screens()))
        said = []
        cut = [self._cut(field) for screen in screens for field in _fields(screen)]
        if any(cut):
            words = _("Words in what you were typing were withdrawn and are gone. The rest stayed.")
            said.append(words)
        seen = self._screens.screen_stack[-1]
        if isinstance(seen, Panel) and not seen.unfinished and any(map(self._went, _shown(seen))):
            seen.dismiss(None)
            said.append(_("Words that stood here were withdrawn, and what showed them is closed."))
        return said

    def _went(self, text: str) -> bool:
        return self._meeting.typed.left(text) != text

    def _empty_clipboard(self, since: int) -> None:
        """What was cut or copied here is not pasted again, here or in another program."""
        copied = HalfLine(text=self._screens.clipboard, where=Where())
        left = self._meeting.typed.left_of(copied, since).text
        if left != copied.text:
            self._screens.copy_to_clipboard(left)

    def _cut(self, field: Input | TextArea) -> bool:
        text = field.value if isinstance(field, Input) else field.text
        left = self._meeting.typed.left(text)
        if left == text:
            return False
        if isinstance(field, Input):
            at = same_place(text, field.cursor_position, left)
            field.value, field.cursor_position = left, at
        else:
            row, column = field.cursor_location
            before = [*text.split("\n")[:row], text.split("\n")[row][:column]]
            stays = left[: same_place(text, len("\n".join(before)), left)].split("\n")
            # It forgets what its own undo would bring back.
            field.text = left
            field.cursor_location = len(stays) - 1, len(stays[-1])
        return True


def _shown(panel: Panel[Any]) -> Iterator[str]:
    """What can be read in a panel."""
    yield from (str(static.content) for static in panel.query(Static))
    for options in panel.query(OptionList):
        yield from (str(option.prompt) for option in options.options)


def _fields(screen: Screen[Any]) -> Iterable[Input | TextArea]:
    lines = (line for line in screen.query(Input) if not isinstance(line, CaptureInput))
    return (*lines, *screen.query(TextArea))
