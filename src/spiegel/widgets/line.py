"""The scribe's line: an input that a key press does not re-lay the screen for."""

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widget import Widget
from textual.widgets import Input


class LineInput(Input):
    """Textual's Input, without its layout of the whole screen at each key.

    Input sets `virtual_size` at each key, which is a reactive that lays out; here it only repaints.
    """

    DEFAULT_CSS = """
    LineInput { height: 1; border: none; padding: 0; background: transparent; }
    LineInput:focus { border: none; background-tint: transparent; }
    """

    virtual_size: Reactive[Size] = reactive(Size(0, 0), layout=False)


class StatusLine(Widget):
    """One line that names what will be stored; a change repaints it and nothing else."""

    DEFAULT_CSS = """
    StatusLine { height: 1; }
    """

    words: reactive[Content] = reactive(Content(""), layout=False)

    def render(self) -> RenderResult:
        """The words, cut at the width."""
        return self.words.truncate(max(1, self.content_size.width), ellipsis=True)
