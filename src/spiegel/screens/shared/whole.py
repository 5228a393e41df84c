"""A screen on which nothing can be done before it is there."""

from textual.geometry import Size
from textual.screen import Screen


class WholeScreen(Screen[None]):
    """A screen that is not made yet when the first key comes, as on a slow laptop.

    A key that was pressed on the screen before can arrive when the widgets of this one are still
    being made; what looks for one of them then would end the program.
    """

    _styled_from: tuple[object, ...] = ()

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

    def update_node_styles(self, animate: bool = True) -> None:
        """Make the styles of all that is here, unless nothing changed of what they follow from.

        Textual asks for it twice when a screen is first seen, without knowing of any change. A
        widget that changes itself, or comes, gets its styles by itself.
        """
        from_ = (
            frozenset(self.classes),
            self.pseudo_classes,
            frozenset(self.app.classes),
            self.app.pseudo_classes,
            self.app.theme,
            len(self.app.stylesheet.source),
            self.is_mounted,
        )
        if from_ != self._styled_from:
            self._styled_from = from_
            super().update_node_styles(animate)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done: not before the screen is whole, then as it allows."""
        return self.allows(action, parameters) if self.is_mounted else False

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done as things stand; False also takes it from the footer."""
        return True
