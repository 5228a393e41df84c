"""What the moderator reads out or keeps in mind: one heading, one thing, a few lines under it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

import msgspec
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from spiegel.i18n import _

_UNBROKEN: Final = "\u00a0"
_HELD: Final = "\ue000"
"""What stands for it while lines are made: no blank, and as wide."""
MOST_COMING: Final = 3
"""Lines that what comes next may take."""


class Line(msgspec.Struct, frozen=True):
    """A line of a card: its words, a bullet before it, and how it is drawn.

    joins: where there is no room, it goes on behind the line before it that joins too.
    """

    words: str
    bullet: str = "· "
    style: str = "$muted"
    joins: bool = False


class CardShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says: where we are, the one thing, lines under it, and what comes after."""

    heading: str = ""
    main: str = ""
    lines: tuple[Line, ...] = ()
    next_: str = ""


class Card(Widget):
    """The question, or what stands in its place; what comes next keeps to the bottom."""

    DEFAULT_CSS = """
    Card { height: 1fr; }
    """

    shown: reactive[CardShown] = reactive(CardShown())

    def render(self) -> RenderResult:
        """From the top down as far as there is room; the next one at the bottom."""
        width, height = self.content_size
        card = self.shown
        top = _wrapped(Content.styled(card.heading, "$muted"), width) if card.heading else []
        main = _wrapped(Content.styled(card.main, "bold"), width)
        said = [line for line in card.lines if line.words]
        coming = self._coming(width)
        space = [Content("")] if height > 8 else []
        free = height - len(top) - len(space) - len(main) - len(coming)
        # With air between groups of lines; without; with those beside each other that can be so.
        for lines in (card.lines, said, [*_joined(said)]):
            below = [part for line in lines for part in _hanging(line, width)]
            if len(below) <= free:
                break
        roomy = len(top) + len(main) + len(below) + len(coming) + 3 <= height
        gap = [Content("")] if roomy else []
        room = height - len(coming)
        body = [*top, *space, *main, *gap, *below][:room]
        body += [Content("")] * (room - len(body))
        return Content("\n").join([*body, *coming])

    def _coming(self, width: int) -> list[Content]:
        if not self.shown.next_:
            return []
        words = Content.assemble((_("Next: "), "$faint"), (self.shown.next_, "$muted"))
        return _wrapped(words, width)[:MOST_COMING]


def _wrapped(content: Content, width: int) -> list[Content]:
    """Lines of at most this width; Textual breaks at a blank that must not break."""
    if not content.plain:
        return []
    if _UNBROKEN not in content.plain:
        return content.wrap(max(1, width))
    held = Content(content.plain.replace(_UNBROKEN, _HELD), [*content.spans])
    return [
        Content(line.plain.replace(_HELD, _UNBROKEN), [*line.spans])
        for line in held.wrap(max(1, width))
    ]


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with those that join in one."""
    for joins, those in groupby(lines, key=attrgetter("joins")):
        if joins:
            first, *others = those
            words = " · ".join(each.words for each in (first, *others))
            yield msgspec.structs.replace(first, words=words)
        else:
            yield from those


def _hanging(line: Line, width: int) -> list[Content]:
    """A line with its bullet, and what wraps indented under its first word."""
    indent = len(line.bullet)
    if not line.words and not line.bullet:
        return [Content("")]
    parts = _wrapped(Content.styled(line.words, line.style), width - indent)
    return [
        Content.assemble((line.bullet if index == 0 else " " * indent, line.style), part)
        for index, part in enumerate(parts)
    ]
