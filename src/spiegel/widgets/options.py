"""A list to choose from that can change while somebody reaches for it."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from rich.segment import Segment
from textual import events
from textual.command import Command, CommandList
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from spiegel.i18n import _

if TYPE_CHECKING:
    from textual.visual import VisualType

    _Base = OptionList
else:
    # No base in the DOM, or styles would be inherited from here instead of from Textual.
    _Base = object

SIGN: Final = "▸ "
SIGN_WIDTH: Final = len(SIGN)


class Changing(_Base):
    """What a list needs when a key or a click comes before it is drawn as it is now.

    Textual looks up where an option stands, and ends the program when it stands nowhere.
    """

    def on_click(self, event: events.Click) -> None:
        """Let go of a click on what is no longer there."""
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """Back one page, if it is known by now how long a page is."""
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """On one page."""
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]


class Options(Changing, OptionList):
    """A list of options; a sign stands before the marked one, as in every list.

    The marked one keeps the colours of its words, so its ground is one that all of them show on.
    """

    DEFAULT_CSS = """
    Options > .option-list--option { padding: 0 0 0 2; }
    Options > .option-list--option-highlighted, Options:focus > .option-list--option-highlighted {
        background: $primary 10%; color: $foreground; text-style: none;
    }
    """

    def render_line(self, y: int) -> Strip:
        """The line, with the sign in its margin where the marked option begins."""
        line = super().render_line(y)
        option = _option(line)
        if option is None or option != self.highlighted:
            return line
        if y > 0 and _option(super().render_line(y - 1)) == option:
            return line
        margin = next(iter(line.crop(0, SIGN_WIDTH)), None)
        style = margin.style if margin is not None else None
        return Strip.join([Strip([Segment(SIGN, style)]), line.crop(SIGN_WIDTH)])


def _option(line: Strip) -> int | None:
    """Which option this line is of; None beside the last."""
    metas = (segment.style.meta for segment in line if segment.style is not None)
    return next((meta["option"] for meta in metas if "option" in meta), None)


class Commands(Changing, CommandList):
    """The list of the palette."""

    def add_option(self, option: "Option | VisualType | None" = None) -> Self:
        """Add a command; that there is none is said in the language of the screens."""
        if isinstance(option, Option) and not isinstance(option, Command):
            option = Option(_("Nothing is called that."), id=option.id, disabled=True)
        return super().add_option(option)
