"""Small panels over a screen: help, go to a screen, a note, a choice, a blank screen."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from spiegel.commands import TITLES, Command, everywhere
from spiegel.commands.keys import key_name
from spiegel.i18n import N_, _
from spiegel.screens.shared.binding import deed_of, names_of, pressed
from spiegel.screens.shared.closing import ClosesOnce
from spiegel.screens.shared.typing import Deed
from spiegel.screens.shared.whole import StyledOnce
from spiegel.text import plain
from spiegel.widgets.keylist import KeyColumns, KeyList
from spiegel.widgets.options import Commands, Options

if TYPE_CHECKING:
    from spiegel.domain.session.session import Session

T = TypeVar("T")

STYLES: Final = Path(__file__).with_suffix(".tcss")


class Palette(ClosesOnce, CommandPalette):
    """All commands, to search in; without a sign that not every terminal has."""

    DEFAULT_CSS = """
    Palette SearchIcon { display: none; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search in all commands"))

    def on_mount(self, event: events.Mount) -> None:
        """Begin, unless the screen that it lies on was left already: Textual would look for it."""
        if not self.is_active:
            event.prevent_default()

    def compose(self) -> ComposeResult:
        """As Textual does, with a list that may change under a click."""
        for widget in super().compose():
            yield Commands() if isinstance(widget, CommandList) else widget

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what stands there now: Textual ends every search for each key that came."""
        if event.value != event.input.value:
            event.prevent_default()
            event.stop()


class Panel(ClosesOnce, StyledOnce[T], ModalScreen[T], Generic[T]):
    """A panel in the middle with a title; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        *(
            Binding(key, f"leave_for({screen.action!r}, {screen.id!r})", show=False, id=screen.id)
            for screen in (*everywhere.SCREENS, everywhere.GROUPS, *everywhere.AFTERWARDS)
            if screen not in (everywhere.HELP, everywhere.BLANK)
            for key in screen.keys
        ),
    ]
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath]] = STYLES
    HORIZONTAL_BREAKPOINTS = [(0, "-filling"), (100, "-loose")]  # noqa: RUF012
    AT_ONCE: ClassVar[frozenset[str]] = frozenset()
    """Printable keys that need not stand alone, because a control key was pressed before."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.panel_title = title
        self._hint: Content | None = None

    def compose(self) -> ComposeResult:
        """The title, and what the panel holds."""
        with Vertical(id="panel"):
            yield Static(plain(self.panel_title), id="title")
            yield from self.contents()

    def contents(self) -> ComposeResult:
        """What the panel holds."""
        yield Static("")

    def at_once(self, key: str) -> bool:
        """Whether a printable key need not stand alone here."""
        return key in self.AT_ONCE

    def deed(self, character: str, key: str) -> Deed | None:
        """What printable keys do here; several only where they are a number."""
        return deed_of(self, character, key) if len(character) == 1 else None

    def say_below(self, words: Content | None, *, typed: bool = False) -> bool:
        """Say it in the place of the hint, or show that again; returns whether it is said here."""
        for hint in self.query(".hint").results(Static):
            if self._hint is None:
                self._hint = hint.content if isinstance(hint.content, Content) else Content("")
            hint.update(words if words is not None else self._hint)
        if words is None:
            self._hint = None
        return True

    def show_session(self, session: "Session") -> None:
        """Another session is there than the panel was made of."""

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)

    @property
    def unfinished(self) -> bool:
        """Whether something was typed here that closing would lose."""
        return False

    @property
    def keeps(self) -> str:
        """The key that keeps it."""
        return "Enter"

    def action_leave_for(self, screen: str, id_: str) -> None:
        """Close and go to another screen; not while something that was typed would be lost."""
        if self.unfinished:
            active = self.active_bindings.values()
            keys = (each.binding.key for each in active if each.binding.id == id_)
            key = key_name(next(keys, ""))
            words = _("{keep} or Esc first, then {key}: what you typed here is not kept yet.")
            self.say_below(plain(words.format(keep=self.keeps, key=key), "$accent"))
        else:
            self.dismiss(None)
            self.app.call_later(self.app.run_action, screen)

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if event.widget is self:
            self.dismiss(None)


class Help(Panel[None]):
    """The screens and the keys of this one by their names, then a sentence for each key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join(["enter", "q", *(n for key in everywhere.HELP.keys for n in names_of(key))]),
            "close",
            show=False,
        )
    ]

    def __init__(
        self,
        screen: str,
        commands: Sequence[Command],
        active: Iterable[Binding] = (),
        around: Sequence[str] = (),
    ) -> None:
        """active: as the keys are now, when some were remapped.

        around: what is said of the other windows and the file, a sentence each.
        """
        title = TITLES.get(screen, N_("Keys"))
        super().__init__(_(title))
        self.commands = commands
        self.active = {binding.id: pressed(binding.key) for binding in active}
        self.around = around

    def contents(self) -> ComposeResult:
        """What is said of the windows, all keys by their names, and two lists."""
        with VerticalScroll(can_focus=True):
            for words in self.around:
                yield Static(plain(words, "$muted"))
            yield Static(plain(_("On every screen")), classes="heading")
            yield Static(self._in_short())
            yield Static(plain(_("Here")), classes="heading")
            yield KeyColumns(self._named(self.commands))
            yield Static(plain(_("Here, in a sentence each")), classes="heading")
            yield KeyList(self._list(self.commands))
            yield Static(plain(_("On every screen, in a sentence each")), classes="heading")
            yield KeyList(self._list([c for c in everywhere.COMMANDS if self._there(c)]))

    def _in_short(self) -> Content:
        """The keys of the screens and of leaving that do something now, four on a line."""
        parts = [
            Content.assemble(
                (key_name(self._keys(command)[0]), "bold $primary"), f" {_(command.label)}"
            )
            for command in self._screens()
            if command.id in self.active
        ]
        lines = (parts[at : at + 4] for at in range(0, len(parts), 4))
        return Content("\n").join(Content("   ").join(line) for line in lines)

    def _screens(self) -> Iterable[Command]:
        """The screens in the order of their keys, and how to leave."""
        first = self.active.get(everywhere.GROUPS.id) == "f5"
        screens = everywhere.GROUPING if first else everywhere.SCREENS
        other = everywhere.DEBRIEF if first else everywhere.GROUPS
        return (*screens[1:], *everywhere.AFTERWARDS, other, everywhere.QUIT)

    def _there(self, command: Command) -> bool:
        return command is not everywhere.GROUPS or command.id in self.active

    def _keys(self, command: Command) -> tuple[str, ...]:
        key = self.active.get(command.id, "")
        if not key or key in {name for each in command.keys for name in names_of(each)}:
            return command.keys
        return (key,)

    def _named(self, commands: Sequence[Command]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (key_name(keys[0]), _(command.label))
            for command in commands
            if (keys := self._keys(command))
        )

    def _list(self, commands: Sequence[Command]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (" ".join(map(key_name, keys)), _(command.help))
            for command in commands
            if (keys := self._keys(command))
        )


class GoTo(Panel[str]):
    """The screens with a digit each, for keyboards without F-keys: dismissed with an action."""

    AT_ONCE = frozenset("0123456789")

    def __init__(self, *, grouped: bool = False, first: bool = False) -> None:
        """grouped: there is a screen Groups too; first: F5 is that one, and not the debrief."""
        super().__init__(_("Go to"))
        screens = everywhere.GROUPING if first else everywhere.SCREENS
        self.choices = {str(digit): command for digit, command in enumerate(screens, start=1)}
        self.choices["0"] = everywhere.HOME
        other = everywhere.DEBRIEF if first else everywhere.GROUPS
        self.by_id = {}
        for digit, command in self.choices.items():
            self.by_id[digit] = command
            if grouped and command in (everywhere.DEBRIEF, everywhere.GROUPS):
                self.by_id[other.id] = other
        self.by_id["followup"] = everywhere.FOLLOW_UP
        self.by_id["personas"] = everywhere.PERSONAS
        self.by_id["quit"] = everywhere.QUIT
        moved = everywhere.GROUPS_FIRST if first else {}
        self.keys = {
            command.id: moved.get(command.id, command.keys[0] if command.keys else "")
            for command in self.by_id.values()
        }

    def contents(self) -> ComposeResult:
        """A line for each screen with its digit and its F-key, and one to leave."""
        widest = max(len(_(command.label)) for command in self.by_id.values()) + 2
        yield Options(
            *(
                Option(
                    Content.assemble(
                        (f"{digit if digit in self.choices else '':<3}", "bold $primary"),
                        (f"{self._key(command):<4}", "bold $primary"),
                        f"{_(command.label):<{widest}}",
                        (_(command.help), "$muted"),
                    ),
                    id=digit,
                )
                for digit, command in self.by_id.items()
            )
        )

    def _key(self, command: Command) -> str:
        key = self.keys[command.id]
        return key_name(key) if key else ""

    def on_key(self, event: events.Key) -> None:
        """A digit goes there at once."""
        if event.key in self.choices:
            event.stop()
            self.dismiss(self.choices[event.key].action)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """So does Enter or a click."""
        self.dismiss(self.by_id[event.option_id or "quit"].action)


class Notes(Panel[bool]):
    """What the scribe sent to the moderator, or parked; Enter puts it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", show=False),
    ]

    def __init__(self, title: str, notes: Sequence[str], away: str) -> None:
        """away: what Enter does."""
        super().__init__(title)
        self.notes = notes
        self.away = away

    def contents(self) -> ComposeResult:
        """The notes under each other, and how to put them away."""
        with VerticalScroll():
            for note in self.notes:
                yield Static(plain(note), classes="note")
        yield Static(plain(self.away + " · " + _("Esc: keep")), classes="hint")

    def action_read(self) -> None:
        """Put the notes away."""
        self.dismiss(True)


class Confirm(Panel[bool]):
    """A question with yes or no; no unless yes is chosen.

    likely: yes is marked from the start, so that Enter alone says it: for what is asked often.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,j", "yes", show=False),
        Binding("n", "close", show=False),
        Binding("pageup", "read(-1)", show=False, priority=True),
        Binding("pagedown", "read(1)", show=False, priority=True),
    ]

    def __init__(self, title: str, words: str, yes: str, no: str, *, likely: bool = False) -> None:
        super().__init__(title)
        self.words, self.yes, self.no, self.likely = words, yes, no, likely

    def on_mount(self) -> None:
        """Mark what is likely."""
        if self.likely:
            self.action_yes()

    def contents(self) -> ComposeResult:
        """The words, then both answers, which stay in sight; no comes first."""
        with VerticalScroll(can_focus=False, classes="note"):
            yield Static(plain(self.words))
        yield Options(Option(plain(self.no), id="no"), Option(plain(self.yes), id="yes"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_id == "yes")

    def action_read(self, pages: int) -> None:
        """On in words that have no room, or back."""
        words = self.query_one(VerticalScroll)
        words.scroll_relative(y=pages * max(1, words.size.height - 1), animate=False)

    def action_yes(self) -> None:
        """Go to yes; Enter answers, so that no single letter ever does."""
        self.query_one(OptionList).highlighted = 1


class Blank(ModalScreen[None]):
    """Nothing at all, until F9 again."""

    CSS_PATH = STYLES

    def compose(self) -> ComposeResult:
        """Nothing but how to get back, hardly to be seen."""
        yield Static(plain("F9", "$faint"), id="way-back")
