"""The time that is left, in digits and words, as every screen with a clock says it."""

from spiegel.domain.running.timing import Clock, Pace, Timetable
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.instants import MINUTE, Instant, after, whole_minutes
from spiegel.i18n import _
from spiegel.text import countdown, hour_minute


def left(clock: Clock, *, calm: bool) -> str:
    """What is left of a clock in words; overtime is not said when calm."""
    if clock.left >= 0 or calm:
        return _("{count} min left").format(count=-(-max(0, clock.left) // MINUTE))
    return _("{count} min over").format(count=max(1, whole_minutes(-clock.left)))


def main_clock(table: Timetable) -> Clock:
    """The clock that is drawn large: a turn, a put question, a break, else question or phase."""
    if table.pause is not None:
        return table.pause if table.pause.planned else table.main
    return table.turn or table.asked or table.main


def ticking(table: Timetable) -> Clock:
    """The clock whose seconds pass: while all others stand still that of the break."""
    return table.pause or main_clock(table)


def digits(table: Timetable, *, calm: bool) -> str:
    """The minutes left, as they are drawn large."""
    if table.here.phase is None:
        return ""
    clock = main_clock(table)
    if not clock.limited:
        return countdown(-clock.spent).lstrip("+")
    return countdown(max(0, clock.left) if calm else clock.left).lstrip("+" if calm else "")


def of(table: Timetable, now: Instant) -> str:
    """The words under the digits: what they are of."""
    here = table.here
    if here.phase is None:
        return ""
    clock = main_clock(table)
    if here.paused:
        if table.pause is not None and table.pause.planned:
            return _("on at {time} · space goes on").format(time=resumes(table, now))
        return _("clock stopped · space goes on")
    if table.turn is not None:
        return _("turn of {person}").format(person=here.turn)
    if not clock.limited:
        return _("no time planned")
    if 0 < clock.planned < MINUTE:
        return _("of {count} seconds").format(count=clock.planned // 1000)
    return _("of {count} min").format(count=whole_minutes(clock.planned))


def pace(table: Timetable, *, calm: bool) -> Pace:
    """The state of time in the colour of the digits; none when calm."""
    return Pace.ENOUGH if calm or table.here.phase is None else main_clock(table).pace


def resumes(table: Timetable, now: Instant) -> str:
    """When a break that was announced ends, or a pause of the running order."""
    here = table.here
    if table.pause is not None and table.pause.planned:
        return hour_minute(after(now, max(0, table.pause.left)))
    if here.phase is not None and here.phase.kind is PhaseKind.PAUSE:
        return hour_minute(after(now, max(0, table.phase.left)))
    return ""
