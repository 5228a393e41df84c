"""The program: settings, appearance, the writer and the screens put together."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

import msgspec
from textual import work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from spiegel import paths
from spiegel.app.appearance import THEME_NAMES, THEMES
from spiegel.app.color_depth import Depth, Inks, depth_of, described_colors
from spiegel.app.opening import begin
from spiegel.app.shutdown import QUIT_WITHIN, EndingApp
from spiegel.app.stylesheet import ParsedOnce
from spiegel.app.windows import AttendingApp
from spiegel.commands import BY_SCREEN, everywhere
from spiegel.i18n import _
from spiegel.meeting.port.catalogue import NO_KEY, Key
from spiegel.screens.shared.binding import bindings
from spiegel.screens.shared.panels import Blank, GoTo, Help, Palette, Panel
from spiegel.settings import Settings
from spiegel.settings import save as save_settings

if TYPE_CHECKING:
    from spiegel.meeting.live import LiveMeeting, Role
    from spiegel.meeting.port.catalogue import Catalogue

SCREENS: Final = ("prepare", "moderate", "scribe", "debrief", "review", "report", "clock")
"""The modes of a meeting; each is the name of a module in `screens`."""
OPENS_WITH: Final = {
    "prepare": "prepare",
    "running": "moderate",
    "debrief": "debrief",
    # Review shows codes and quotations: it is never seen without being asked for.
    "review": "moderate",
    "presented": "report",
}
"""The screen for each stage of a meeting."""


class Spiegel(AttendingApp):
    """One window: the home screen, or the screens of one meeting in one role."""

    TITLE = "Spiegel"
    BINDINGS: ClassVar[list[BindingType]] = bindings(everywhere.COMMANDS)
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        *,
        settings: Settings | None = None,
        path: Path | None = None,
        role: "Role" = "moderator",
        folder: Path | None = None,
        example: bool = False,
    ) -> None:
        """example: the meeting is the fictional one, and says so first."""
        # A style sheet that comes with a screen makes Textual parse all of them again: Home is
        # what most starts begin with, so its own comes at once.
        sheets = [Path(__file__).with_suffix(".tcss")]
        if path is None:
            sheets.append(Path(__file__).parents[1] / "screens" / "home" / "screen.tcss")
        super().__init__(css_path=[*sheets])
        self.settings = settings or Settings()
        self._inks: dict[str, Inks] = {}
        self._depth = depth_of(
            no_color=self.no_color,
            color_system=self.console.color_system,
            colors=described_colors,
        )
        self.set_class(self._depth < Depth.PALETTE, "-few-colors")
        self.folder = folder
        self.opening = path
        self.role: Role = role
        self.example = example
        for name in list(self.available_themes):
            self.unregister_theme(name)
        for theme in THEMES:
            self.register_theme(theme)
        names = [theme.name for theme in THEMES]
        name = self.settings.theme if self.settings.theme in names else names[0]
        # Not as an assignment: that would parse every style sheet again as soon as the app runs.
        self.set_reactive(EndingApp.theme, name)
        self.stylesheet = ParsedOnce(variables=self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Lines in the colours that this terminal has; without any, Textual would leave greys."""
        filters = super().get_line_filters()
        if self._depth is Depth.FULL:
            return filters
        theme = self.current_theme
        if theme.name not in self._inks:
            self._inks[theme.name] = Inks(theme, self._depth)
        kept = (each for each in filters if not isinstance(each, Monochrome | NoColor))
        return [*kept, self._inks[theme.name]]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that our style sheets use beside Textual's own."""
        return dict(THEMES[0].variables)

    async def on_mount(self) -> None:
        """Show the meeting that was asked for, or the home screen."""
        self.set_keymap(self.settings.keys)
        self.listen_for_signals()
        if self.opening is None:
            self.show_home()
            return
        begin(self, self.opening)
        if self.example:
            self.show_example()

    # Home and meeting

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The meetings of this laptop."""
        from spiegel.meeting.catalogue import FolderCatalogue

        return FolderCatalogue(self.folder)

    def show_home(self) -> None:
        """Show the list of meetings."""
        from spiegel.screens.home.screen import HomeScreen

        if "home" not in self._modes:
            self.add_mode("home", lambda: HomeScreen(self.catalogue, program=self))
        self.switch_mode("home")

    def show_example(self) -> None:
        """Say that the meeting is made up, and what to try in it."""
        from spiegel.screens.home.example import Example

        self.push_screen(Example())

    def open_meeting(self, path: Path, show: str = "", *, key: Key = NO_KEY) -> None:
        """Open a session in this window, and show the screen for its stage.

        key: opens it when it is encrypted. Raises what `LiveMeeting.open` raises; the home screen
        says it.
        """
        from spiegel.meeting.live import LiveMeeting

        if self.meeting is not None:
            # A second Enter on Home, that was already on its way.
            return
        meeting = LiveMeeting.open(path, role=self.role, deliver=self.deliver, key=key)
        self.attend(meeting)
        brought_back = [words] if self.role != "clock" and (words := meeting.adopt()) else []
        for name in self.screens_of_role():
            self.add_mode(name, self._factory(name, meeting))
        self.switch_mode(show or self._first_screen(meeting))
        self.show_around(meeting.around)
        for words in (*meeting.warnings(), *brought_back):
            self.tell(words)

    def screens_of_role(self) -> tuple[str, ...]:
        """The screens that this window may show: a room clock never shows anything else."""
        return ("clock",) if self.role == "clock" else SCREENS

    def _first_screen(self, meeting: "LiveMeeting") -> str:
        if self.role != "moderator":
            return self.role
        from spiegel.domain.session.session import stage

        return OPENS_WITH[stage(meeting.session)]

    @staticmethod
    def _factory(name: str, meeting: "LiveMeeting") -> Callable[[], Screen[None]]:
        """A screen is imported when it is first seen."""

        def make() -> Screen[None]:
            from importlib import import_module

            module = import_module(f"spiegel.screens.{name}.screen")
            made: Screen[None] = getattr(module, f"{name.capitalize()}Screen")(meeting)
            return made

        return make

    @work
    async def action_home(self) -> None:
        """Save all, close this meeting, and show the list of meetings."""
        if self.meeting is None or self.role != "moderator" or not await self.keep_elsewhere():
            return
        self.show_home()
        # All at once: whoever quits meanwhile must not meet a half-removed meeting.
        removed = [self.remove_mode(name) for name in self.screens_of_role()]
        await self.close_meeting(QUIT_WITHIN)
        for removal in removed:
            await removal

    # What can be done everywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done: no screen of a meeting while there is none."""
        if action == "go":
            return self.meeting is not None and parameters[0] in self.screens_of_role()
        if action in ("go_to", "home", "file", "messages"):
            return self.meeting is not None and self.role != "clock"
        return super().check_action(action, parameters)

    def action_go(self, name: str) -> None:
        """Go to a screen of this meeting."""
        if self.meeting is not None and name in self.screens_of_role():
            self.switch_mode(name)

    @work
    async def action_go_to(self) -> None:
        """Choose a screen by its digit."""
        action = await self.push_screen_wait(GoTo())
        if action is not None:
            await self.run_action(action)

    def action_blank(self) -> None:
        """Make the screen blank, or bring it back."""
        if isinstance(self.screen, Blank):
            self.pop_screen()
        else:
            self.push_screen(Blank())

    def action_show_help(self) -> None:
        """Show the keys of this screen."""
        if isinstance(self.screen, Panel):
            return
        name = self.current_mode
        active = [entry.binding for entry in self.screen.active_bindings.values()]
        self.push_screen(Help(name, BY_SCREEN.get(name, ()), active, self.around_words()))

    def action_help_quit(self) -> None:
        """Say how one leaves, when ctrl+c had nothing to copy; the room is told nothing."""
        if self.current_mode != "clock":
            key = self.settings.keys.get(everywhere.QUIT.id, everywhere.QUIT.keys[0])
            words = _("ctrl+c copies what is marked, and nothing is. To leave Spiegel: {key}.")
            self.notify(words.format(key=key), markup=False)

    def action_command_palette(self) -> None:
        """Search in all commands; under a panel they are out of reach, as their keys are."""
        if not self.screen.is_modal:
            # Without Textual's id for it: another may lie on a screen that is not seen now.
            self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of this screen and of all screens, and the themes."""
        for command in (*BY_SCREEN.get(self.current_mode, ()), *everywhere.COMMANDS):
            if command is not everywhere.PALETTE:
                yield SystemCommand(
                    _(command.label).capitalize(),
                    _(command.help),
                    lambda action=command.action: self._run(screen, action),
                )
        for theme in THEMES:
            yield SystemCommand(
                _("Colours {name}").format(name=_(THEME_NAMES[theme.name])),
                _("Change the colours."),
                lambda name=theme.name: self.choose_theme(name),
            )

    async def _run(self, screen: Screen[object], action: str) -> None:
        await self.run_action(action, screen)

    def choose_theme(self, name: str) -> None:
        """Change the colours, and remember it."""
        self.theme = name
        self.settings = msgspec.structs.replace(self.settings, theme=name)
        try:
            save_settings(self.settings, paths.settings_file())
        except OSError as error:
            self.tell(_("The choice could not be kept: {reason}").format(reason=error.strerror))
