"""A QR code in half blocks: two of its rows in one of the screen, black on white in every theme."""

from functools import lru_cache
from typing import Final

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

QUIET: Final = 2
"""Dots of white around it. The standard asks for 4; phones read it with 2, and it must fit."""
_BLOCKS: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


class Qr(Widget):
    """The code of a link; nothing without one."""

    DEFAULT_CSS = """
    Qr { width: auto; height: auto; background: white; color: black; }
    """

    link: reactive[str] = reactive("", layout=True)

    def render(self) -> RenderResult:
        """The rows, each as wide as the code."""
        return Content("\n".join(rows(self.link)))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the code."""
        return max(map(len, rows(self.link)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the code."""
        return len(rows(self.link))


@lru_cache(maxsize=4)
def rows(link: str) -> tuple[str, ...]:
    """The lines of half blocks of a link; none without one."""
    if not link:
        return ()
    # Only a room in which people answer on devices needs it, and it takes time to import.
    import segno

    code = segno.make(link, error="l", boost_error=False, micro=False)
    dots = [list(row) for row in code.matrix_iter(border=QUIET)]
    if len(dots) % 2:
        dots.append([0] * len(dots[0]))
    return tuple(
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(dots[::2], dots[1::2], strict=True)
    )
