"""What the list of meetings says of each: when, how far it is, what is due, whom to call."""

import datetime
from collections.abc import Iterable
from typing import Final

from textual.content import Content

from spiegel.domain.debrief_words import date_words
from spiegel.domain.session import Stage
from spiegel.i18n import N_, _, current, ngettext
from spiegel.shelf import Shelved
from spiegel.widgets.browse import Row, typed

STAGES: Final = {
    Stage.PREPARE: N_("being prepared"),
    Stage.RUNNING: N_("the meeting runs"),
    Stage.DEBRIEF: N_("in the debrief"),
    Stage.REVIEW: N_("to be worked out"),
    Stage.PRESENTED: N_("report presented"),
}
SOON: Final = 7
"""Days before a meeting from which it asks for attention."""
IN_DAYS: Final = 14
"""Days up to which the days are counted, after that the weeks."""
GUTTER: Final = 21
"""Columns for the day."""


def in_order(meetings: Iterable[Shelved]) -> tuple[Shelved, ...]:
    """What runs first, then what comes in order of day, what is to be worked out, what is done.

    Those that cannot be opened come last.
    """
    return tuple(sorted(meetings, key=_place))


def _place(meeting: Shelved) -> tuple[int, int, str]:
    ranks = {Stage.RUNNING: 0, Stage.DEBRIEF: 0, Stage.PREPARE: 1, Stage.REVIEW: 2}
    rank = 4 if meeting.problem else ranks.get(meeting.stage, 3)
    day = meeting.date.toordinal() if meeting.date else datetime.date.max.toordinal()
    return rank, day if rank < 2 else -day, meeting.title.casefold()


def row(meeting: Shelved, today: datetime.date) -> Row:
    """One meeting as the list draws it."""
    if meeting.problem:
        return Row(
            gutter=Content.assemble("  ", (_("cannot be opened"), "$error")),
            words=typed(meeting.title, "$muted"),
            meta=(typed(meeting.problem, "$muted"),),
        )
    words = [Content.styled(_(STAGES[meeting.stage]), "$muted")]
    words += [Content.styled(_("encrypted"), "$muted")] if meeting.sealed else []
    words += [Content.styled(due, "$accent") for due in due_words(meeting, today)]
    return Row(
        gutter=Content.assemble("  ", _day(meeting, today)),
        words=typed(meeting.title, "bold"),
        meta=(Content.styled(" · ", "$faint").join(words),),
    )


def _day(meeting: Shelved, today: datetime.date) -> Content:
    if meeting.date is None:
        return Content.styled(_("no date yet"), "$faint")
    if meeting.date == today:
        return Content.styled(_("today"), "bold $accent")
    if meeting.date == today + datetime.timedelta(days=1):
        return Content.styled(_("tomorrow"), "$accent")
    return Content.styled(date_words(meeting.date, current()), "$muted")


def due_words(meeting: Shelved, today: datetime.date) -> list[str]:
    """What asks for attention: a meeting that is near, a report, an action, people to call."""
    due = [_coming(meeting, today), _waiting(meeting, today), _action(meeting, today)]
    if meeting.aftercare:
        people = ", ".join(meeting.aftercare)
        due.append(_("aftercare: call {people}").format(people=people))
    return [words for words in due if words]


def _coming(meeting: Shelved, today: datetime.date) -> str:
    """How soon the meeting is, when it is being prepared and near."""
    if meeting.stage is not Stage.PREPARE or meeting.date is None:
        return ""
    days = (meeting.date - today).days
    if days < 0:
        return _("the day is past")
    if 1 < days <= SOON:
        return ngettext("in {count} day", "in {count} days", days).format(count=days)
    return ""


def _waiting(meeting: Shelved, today: datetime.date) -> str:
    """What the moderator still has to do with it after the day itself."""
    if meeting.stage is Stage.REVIEW:
        return _("report not yet presented to the participants")
    begun = meeting.stage in (Stage.RUNNING, Stage.DEBRIEF)
    if begun and meeting.date is not None and meeting.date < today:
        return _("not closed yet")
    return ""


def _action(meeting: Shelved, today: datetime.date) -> str:
    """The first action that should be done by now."""
    if meeting.due is None or meeting.due > today or meeting.stage is Stage.PREPARE:
        return ""
    words = _("an action was due on {day}")
    return words.format(day=date_words(meeting.due, current()))
