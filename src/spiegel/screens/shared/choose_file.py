"""Choosing a file: its path is typed or pasted, or it is picked from what is in the folder."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import ClassVar, Final

import msgspec
from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.session.words import clean
from spiegel.i18n import _
from spiegel.screens.shared.panels import STYLES, Panel
from spiegel.screens.shared.typed_path import as_typed, typed_path
from spiegel.text import plain
from spiegel.widgets.field import FieldLine
from spiegel.widgets.options import Options

SESSIONS: Final = (".spiegel",)
PLANS: Final = (".docx", ".odt", ".md", ".markdown", ".txt", ".text")
SHOWN: Final = 200
"""Names of one folder at most; typing a few letters shows the others."""


class Found(msgspec.Struct, frozen=True):
    """Something in the folder that could be meant."""

    path: Path
    folder: bool


class ChooseFile(Panel[Path]):
    """A path, and under it what is in that folder and fits; dismissed with the path of a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "into_list", show=False),
        Binding("tab", "into_list", show=False),
    ]
    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES, Path(__file__).with_suffix(".tcss")]
    AUTO_FOCUS = "FieldLine"

    class Looked(Message):
        """What fits the text that was typed."""

        def __init__(self, text: str, found: "list[Found]") -> None:
            super().__init__()
            self.text = text
            self.found = found

    line = getters.query_one(FieldLine)
    found = getters.query_one(OptionList)

    def __init__(
        self,
        title: str,
        suffixes: Sequence[str],
        start: Path,
        besides: Callable[[Path], bool] = lambda _path: False,
    ) -> None:
        """suffixes: of the files that are shown, such as ".md"; any file can be typed.

        besides: which of these are not shown.
        """
        super().__init__(title)
        self.besides = besides
        self.suffixes = frozenset(suffixes)
        self.start = start
        self._shown: list[Found] = []
        self._shown_for = ""

    def contents(self) -> ComposeResult:
        """The path, what could be meant, and what the keys do."""
        yield FieldLine(as_typed(self.start, folder=True))
        yield Static("", id="problem")
        yield Options()
        yield Static(
            plain(_("Type or paste a path, or ↓ to choose · Enter: take it · Esc: back")),
            classes="hint",
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits now."""
        event.stop()
        self.query_one("#problem", Static).update("")
        self.look(event.value)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def look(self, text: str) -> None:
        """Look what is in the folder, and show what fits."""
        found = fitting(text, self.suffixes, self.besides)
        self.post_message(self.Looked(text, found))

    def on_choose_file_looked(self, event: Looked) -> None:
        """Show what fits, unless something else was typed meanwhile."""
        event.stop()
        if event.text != self.line.value:
            return
        found, self._shown_for = event.found, event.text
        self._shown = found
        self.found.clear_options()
        self.found.add_options(Option(_name(one), id=str(i)) for i, one in enumerate(found))
        if not found:
            self.found.add_option(Option(plain(_("Nothing here fits."), "$faint"), disabled=True))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the path that stands there, or the only one that fits it."""
        event.stop()
        path = typed_path(event.value)
        only = len(self._shown) == 1 and self._shown_for == event.value
        if only and not is_folder(path) and not is_file(path):
            path = self._shown[0].path
        self.take(path)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a name takes that one."""
        self.take(self._shown[int(event.option_id or 0)].path)

    def take(self, path: Path) -> None:
        """A folder is looked into, a file is the answer; what is not there is said."""
        if is_folder(path):
            self.line.value = as_typed(path, folder=True)
            self.line.cursor_position = len(self.line.value)
            self.line.focus()
        elif is_file(path):
            self.dismiss(path)
        else:
            words = _("There is no file {path}.").format(path=clean(str(path)))
            self.query_one("#problem", Static).update(plain(words, "$accent"))

    def action_into_list(self) -> None:
        """Down from the path goes into the list."""
        self.found.focus()
        self.found.action_first()

    def on_key(self, event: events.Key) -> None:
        """Up from the first name goes back to the path."""
        if event.key == "up" and self.found.has_focus and not self.found.highlighted:
            event.stop()
            self.line.focus()


def is_folder(path: Path) -> bool:
    """Whether this is a folder; a name that no system takes is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether this is a file; a name that no system takes is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def fitting(
    text: str, suffixes: frozenset[str], besides: Callable[[Path], bool] = lambda _path: False
) -> list[Found]:
    """What is in the folder of this path and has these letters in its name; folders last.

    besides: which files are left out. Hidden ones only when a dot was typed. Nothing when the
    folder cannot be read.
    """
    path = typed_path(text)
    whole = not text.strip() or text.rstrip("'\"").endswith((os.sep, "/"))
    folder, part = (path, "") if whole else (path.parent, path.name.casefold())
    try:
        with os.scandir(folder) as entries:
            found = [
                Found(Path(entry.path), entry.is_dir())
                for entry in entries
                if part in entry.name.casefold()
                and (not entry.name.startswith(".") or part.startswith("."))
            ]
    except (OSError, ValueError):
        return []
    wanted = [
        one
        for one in found
        if one.folder or (one.path.suffix.lower() in suffixes and not besides(one.path))
    ]
    wanted.sort(key=lambda one: (one.folder, one.path.name.casefold()))
    return wanted[:SHOWN]


def _name(found: Found) -> Content:
    name = clean(found.path.name)
    return plain(f"{name}{os.sep}", "$muted") if found.folder else plain(name)
