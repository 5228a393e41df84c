"""What a user can do: one value is key, footer, palette, help and documentation."""

import msgspec


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Something a user can do on a screen.

    id: screen and action, such as "moderate.next"; the screen has a method `action_next`. Users
    remap keys by it. keys: Textual's key names; the first is the one that is shown. label: one or
    two words for the footer. help: a sentence for F1 and the palette. footer: its place in the
    footer from 1 up, 0 for none (a footer has at most six). shown: what the footer names in the
    place of the first key. priority: it comes before the keys of what has the focus, and in turn
    with others that have it. calls: the action as Textual writes it, where it is not named after
    the id. asks: what stands on the line at the bottom before a letter does it; for what the room
    sees, or what skips, ends or jumps. back: the label while the same key takes back what it did,
    as a clock that stands still; it comes first in the footer then.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    footer: int = 0
    shown: str = ""
    priority: bool = False
    calls: str = ""
    asks: str = ""
    back: str = ""

    @property
    def action(self) -> str:
        """The action that it calls, as Textual writes it."""
        return self.calls or self.id.partition(".")[2]
