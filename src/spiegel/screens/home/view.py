"""What the list of meetings says of each: when, how far it is, what is due, whom to call."""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from textual.content import Content

from spiegel.domain.report.wording import date_words
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.words import clean, folded, tidy
from spiegel.i18n import N_, _, current, ngettext
from spiegel.meeting.file_names import file_name
from spiegel.meeting.port.catalogue import MeetingSummary, Removal
from spiegel.screens.shared.typed_path import as_typed
from spiegel.text import shortened
from spiegel.widgets.browse import typed
from spiegel.widgets.columns import Columns, Piece

STAGES: Final = {
    Stage.PREPARE: N_("being prepared"),
    Stage.RUNNING: N_("the meeting runs"),
    Stage.DEBRIEF: N_("in the debrief"),
    Stage.REVIEW: N_("to be worked out"),
    Stage.PRESENTED: N_("report presented"),
}
OF_A_MEETING: Final = frozenset({"open", "personas", "next_round", "rename", "remove", "beside"})
"""The actions that are for the meeting under the cursor."""
SOON: Final = 7
"""Days before a meeting from which it asks for attention."""
GUTTER: Final = 20
"""Columns for the day."""
SHORT: Final = 24
"""Characters of what is due that fit in a line."""


def in_order(
    meetings: Iterable[MeetingSummary], today: datetime.date
) -> tuple[MeetingSummary, ...]:
    """What runs first, then what comes in order of day, then what was, the most recent first.

    Then the examples, those that cannot be opened, and those that are gone.
    """
    return tuple(sorted(meetings, key=lambda meeting: _place(meeting, today)))


def _place(meeting: MeetingSummary, today: datetime.date) -> tuple[int, int, str, str]:
    day = meeting.date.toordinal() if meeting.date else 0
    ahead = day >= today.toordinal()
    if meeting.problem:
        rank = 6 if meeting.gone else 5
    elif meeting.fictional:
        rank = 4
    elif meeting.stage in (Stage.RUNNING, Stage.DEBRIEF) and (ahead or not day):
        rank = 0
    elif meeting.stage is Stage.PREPARE and ahead:
        rank = 1
    elif meeting.stage is Stage.PREPARE and not day:
        rank = 2
    else:
        rank = 3
    return rank, day if rank < 2 else -day, meeting.title.casefold(), str(meeting.path)


class Finder:
    """The meetings in which words stand; more words are looked for where the first ones were."""

    def __init__(self, meetings: Iterable[MeetingSummary] = ()) -> None:
        self._all = tuple(meetings)
        self._phrase, self._exact = "", self._all

    def sought(self, words: str) -> tuple[MeetingSummary, ...]:
        """Those in which these words stand as they were typed; if there are none, in any order."""
        phrase = " ".join(folded(words).split())
        among = self._exact if phrase.startswith(self._phrase) else self._all
        exact = tuple([one for one in among if phrase in one.sought])
        self._phrase, self._exact = phrase, exact
        if exact:
            return exact
        parts = phrase.split()
        return tuple(one for one in self._all if all(part in one.sought for part in parts))


def can_be_done(meeting: MeetingSummary | None) -> frozenset[str]:
    """Which of the actions for a meeting this one takes."""
    if meeting is None:
        return frozenset()
    return OF_A_MEETING - {"next_round", "rename", "beside"} if meeting.problem else OF_A_MEETING


def row(meeting: MeetingSummary, today: datetime.date, own: Path | None = None) -> Columns:
    """One meeting on one line: its day, its title, how far it is, and its folder.

    own: the folder where meetings are unless somebody chose another one; it is not named.
    """
    folder = meeting.path.parent
    if meeting.problem:
        day, style = ("–", "$faint"), "$muted"
    elif meeting.fictional:
        day, style = (_day(meeting, today)[0], "$faint"), "$muted"
    else:
        day, style = _day(meeting, today), "bold"
    return Columns(
        gutter=day,
        words=(tidy(shortened(meeting.title)), style),
        end=_status(meeting, today),
        aside=(f"{clean(folder.name)}/", "$faint") if folder != own else ("", ""),
    )


def _status(meeting: MeetingSummary, today: datetime.date) -> Piece:
    if meeting.problem:
        return _("no longer there") if meeting.gone else _("cannot be opened"), "$error"
    if meeting.fictional:
        return _("example"), "$muted"
    due = due_words(meeting, today)
    short = next((words for words in due if len(words) <= SHORT), "")
    if short:
        return short, "$accent"
    stage = _(STAGES[meeting.stage])
    return (f"! {stage}", "$accent") if due else (stage, "$muted")


def details(meeting: MeetingSummary, today: datetime.date) -> Content:
    """Where the meeting under the cursor is, and all that its line has no room for."""
    words = [Content.styled(as_typed(meeting.path, folder=False), "$foreground")]
    if meeting.problem:
        words.append(typed(meeting.problem, "$error"))
        return Content.styled(" · ", "$faint").join(words)
    if meeting.fictional:
        words.append(Content.styled(_("an example to look at: nobody said this"), "$muted"))
        return Content.styled(" · ", "$faint").join(words)
    known = (meeting.organisation, _(STAGES[meeting.stage]))
    words += [typed(fact, "$muted") for fact in known if fact]
    words += [Content.styled(_("encrypted"), "$muted")] if meeting.sealed else []
    words += [Content.styled(due, "$accent") for due in due_words(meeting, today)]
    return Content.styled(" · ", "$faint").join(words)


def counted(shown: int, all_: int, above: int, below: int, *, whole: bool) -> Content:
    """How many there are, how many fit the search, and how many lie beyond what is seen."""
    if shown == all_:
        words = ngettext("{count} meeting", "{count} meetings", all_).format(count=all_)
    else:
        words = _("{count} of {all}").format(count=shown, all=all_)
    parts = [words, *([f"↑ {above}"] if above else []), *([f"↓ {below}"] if below else [])]
    parts += [] if whole else [_("not looked in all folders")]
    return Content.styled(" · ".join(parts), "$muted")


def _day(meeting: MeetingSummary, today: datetime.date) -> Piece:
    if meeting.date is None:
        return _("no date yet"), "$faint"
    if meeting.date == today:
        return _("today"), "bold $accent"
    if meeting.date == today + datetime.timedelta(days=1):
        return _("tomorrow"), "$accent"
    return date_words(meeting.date, current()), "$muted"


def due_words(meeting: MeetingSummary, today: datetime.date) -> list[str]:
    """What asks for attention: a meeting that is near, a task, a report, an action, a call."""
    due = [
        _coming(meeting, today),
        _task(meeting, today),
        _waiting(meeting, today),
        _action(meeting, today),
        _wiping(meeting, today),
    ]
    if meeting.aftercare:
        people = ", ".join(meeting.aftercare)
        due.append(_("aftercare: call {people}").format(people=people))
    return [words for words in due if words]


def _coming(meeting: MeetingSummary, today: datetime.date) -> str:
    """How soon the meeting is, when it is being prepared and near."""
    if meeting.stage is not Stage.PREPARE or meeting.date is None:
        return ""
    days = (meeting.date - today).days
    if days < 0:
        return _("the day is past")
    if 1 < days <= SOON:
        return ngettext("in {count} day", "in {count} days", days).format(count=days)
    return ""


def _waiting(meeting: MeetingSummary, today: datetime.date) -> str:
    """What the moderator still has to do with it after the day itself."""
    if meeting.stage is Stage.REVIEW:
        return _("report not yet presented to the participants")
    begun = meeting.stage in (Stage.RUNNING, Stage.DEBRIEF)
    if begun and meeting.date is not None and meeting.date < today:
        return _("not closed yet")
    return ""


def _wiping(meeting: MeetingSummary, today: datetime.date) -> str:
    """That the meeting was kept as long as was agreed."""
    if meeting.wipe is None or meeting.wipe > today or meeting.fictional:
        return ""
    return _("to be wiped since {day}").format(day=date_words(meeting.wipe, current()))


def _task(meeting: MeetingSummary, today: datetime.date) -> str:
    """The first task around the day that should be done by now."""
    if meeting.task is None or meeting.task > today:
        return ""
    if meeting.task == today:
        return _("a task is due today")
    return _("a task was due on {day}").format(day=date_words(meeting.task, current()))


def _action(meeting: MeetingSummary, today: datetime.date) -> str:
    """The first action that should be done by now."""
    if meeting.due is None or meeting.due > today or meeting.stage is Stage.PREPARE:
        return ""
    words = _("an action was due on {day}")
    return words.format(day=date_words(meeting.due, current()))


def what_goes(found: Removal) -> str:
    """What is removed with a meeting, and what stays."""
    lines = [as_typed(found.path, folder=False)]
    lines += [
        words.format(count=files)
        for words, files in (
            (_("key files of names: {count}"), found.names),
            (_("kept versions: {count}"), found.kept),
            (_("documents made of it: {count}"), found.documents),
            (_("documents that were changed since, which stay: {count}"), found.changed),
            (_("other files of the same meeting, which stay: {count}"), found.relatives),
        )
        if files
    ]
    lines += [
        _("the same document in another place, which stays: {path}").format(
            path=as_typed(path, folder=False)
        )
        for path in found.copies
    ]
    return "\n".join((*lines, _("Copies on a stick or in the mail are not known to Spiegel.")))


def other_name(name: str) -> str:
    """What is said when something else was typed."""
    return _("Type {name} to remove it, or press Esc.").format(name=name)


def no_name(values: Mapping[str, str], *, path: Path) -> str:
    """What stands in the way of giving the file of a meeting this name, in words."""
    name = file_name(values["file"])
    if not name:
        return _('A file cannot have this name: no / \\ : * ? " < > | and no dot in front.')
    if name != path.name and path.with_name(name).exists():
        return _("There is a file {name} already.").format(name=name)
    return ""
