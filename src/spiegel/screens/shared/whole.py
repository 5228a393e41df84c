"""A screen on which nothing can be done before it is there, and that is styled once."""

from typing import Final, Generic, TypeVar

from textual import events
from textual.geometry import Size
from textual.screen import Screen

from spiegel.commands import Command
from spiegel.i18n import _
from spiegel.textual_private import begin_frames

T = TypeVar("T")

ABOUT_ITSELF: Final = frozenset(
    {"empty", "focus-within", "odd", "even"}
    | {f"{which}-{what}" for which in ("first", "last") for what in ("child", "of-type")}
)
"""What is so of a screen now, and gives no widget on it another look."""


class StyledOnce(Screen[T], Generic[T]):
    """A screen whose widgets get their styles when they come, and not all of them once more.

    Textual asks for it twice when a screen is first seen, without knowing of any change. A widget
    that changes itself, or comes, gets its styles by itself.
    """

    _styled_from: tuple[object, ...] = ()
    _composed_from: tuple[object, ...] = ()

    def _follow_from(self) -> tuple[object, ...]:
        return (
            frozenset(self.classes),
            self.pseudo_classes - ABOUT_ITSELF,
            frozenset(self.app.classes),
            self.app.pseudo_classes,
            self.app.theme,
        )

    def fit(self, size: Size) -> None:
        """Take the classes of this size before the first styles are made.

        Textual does so after that, and then makes all styles once more.
        """
        sides = (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        )
        for length, breakpoints in sides:
            fitting = [name for least, name in sorted(breakpoints or ()) if length >= least]
            self.add_class(*fitting[-1:], update=False)

    def on_compose(self) -> None:
        """Now the widgets come, with their styles."""
        self.fit(self.app.size)
        # Textual reads the sheet of a panel that is seen first after it gave that its styles.
        self.app.stylesheet.apply(self)
        self._composed_from = self._follow_from()

    def on_mount(self) -> None:
        """All widgets are there, and the style sheets that they brought."""
        if self._follow_from() == self._composed_from:
            self._styled_from = (*self._composed_from, len(self.app.stylesheet.source))

    def update_node_styles(self, animate: bool = True) -> None:
        """Make the styles of all that is here, unless nothing changed of what they follow from."""
        from_ = (*self._follow_from(), len(self.app.stylesheet.source))
        if from_ != self._styled_from:
            self._styled_from = from_
            super().update_node_styles(animate)


class WholeScreen(StyledOnce[None]):
    """A screen that is not made yet when the first key comes, as on a slow laptop.

    A key that was pressed on the screen before can arrive when the widgets of this one are still
    being made; what looks for one of them then would end the program.
    """

    def on_mount(self) -> None:
        """All that is on it is there."""
        begin_frames(self)

    def on_screen_suspend(self, _event: events.ScreenSuspend) -> None:
        """What is said in passing is said on the panel that lies on this screen, and once."""
        for rack in self.query("ToastRack"):
            if rack.children:
                rack.display = False

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """It is said here again."""
        for rack in self.query("ToastRack"):
            if not rack.display:
                rack.display = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done: not before the screen is whole, then as it allows."""
        return self.allows(action, parameters) if self.is_mounted else False

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done as things stand; False also takes it from the footer."""
        return True

    def why_not(self, command: Command) -> str:
        """What is said of a command that was chosen from the palette and can't be done now."""
        return _("That can't be done here now.")
