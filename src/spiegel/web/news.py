"""What the windows on this laptop should know of the pages: what goes wrong, who takes part."""

from collections.abc import Callable

from spiegel.meeting.port.serving import Hitch


class News:
    """hitches: what goes wrong now. changed: called when there is something to tell."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.hitches: set[Hitch] = set()
        self.changed = changed

    def arose(self, hitch: Hitch) -> None:
        """This goes wrong."""
        if hitch not in self.hitches:
            self.hitches.add(hitch)
            self.changed()

    def over(self, hitch: Hitch) -> None:
        """It goes well again."""
        if hitch in self.hitches:
            self.hitches.discard(hitch)
            self.changed()
