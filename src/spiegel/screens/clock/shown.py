"""All that the room sees at one instant, as values; never a statement or a code."""

import msgspec

from spiegel.domain.running.timing import Clock, Pace
from spiegel.domain.session.instants import MINUTE, SECOND
from spiegel.i18n import _, ngettext
from spiegel.widgets.bars import Bar
from spiegel.widgets.join_card import Joining


class RoomClock(msgspec.Struct, frozen=True, kw_only=True):
    """All that the room sees at one instant.

    heading: above. digits: the time, large. words: stand in the place of the digits. bars: an
    outcome, or groups of ideas, in that place. joining: so does how one takes part. who: who may
    speak, a line each. state: the state of time in words. blank: nothing at all.
    """

    heading: str = ""
    digits: str = ""
    words: str = ""
    bars: tuple[Bar, ...] = ()
    joining: Joining | None = None
    who: tuple[str, ...] = ()
    state: str = ""
    pace: Pace = Pace.ENOUGH
    blank: bool = False


def minutes_left(clock: Clock) -> str:
    """The whole minutes left in words, as the digits above them begin."""
    count = -(-max(0, clock.left) // SECOND) * SECOND // MINUTE
    if not count:
        return _("less than a minute left")
    return ngettext("{count} minute left", "{count} minutes left", count).format(count=count)
