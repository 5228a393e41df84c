"""Lines of text, as high as they are; other words lay the screen out only if that changes."""

from textual.content import Content
from textual.widget import Widget


class Lines(Widget):
    """A widget of as many rows as its text takes. A subclass renders, and calls `changed`."""

    DEFAULT_CSS = """
    Lines { height: auto; }
    """

    def render(self) -> Content:
        """The text as it is now."""
        raise NotImplementedError

    def changed(self) -> None:
        """Draw the text that it is now; lay out for another number of rows alone.

        A layout of a whole screen costs more than all that is drawn on it.
        """
        height = self.styles.height
        grows = self.display and (height is None or height.is_auto)
        self.refresh(layout=grows and self._rows() != self.content_size.height)

    def _rows(self) -> int:
        return len(self.render().wrap(max(1, self.content_size.width)))
