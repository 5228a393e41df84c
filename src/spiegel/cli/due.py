"""`spiegel due`: what is to be done for all meetings, or for one."""

import argparse
import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from spiegel import i18n
from spiegel.cli.passphrase import keys_of
from spiegel.cli.say import say
from spiegel.domain.preparation.retention import NAMES, terms_of
from spiegel.domain.preparation.tasks import State, not_begun, open_tasks
from spiegel.domain.preparation.terms import Kept
from spiegel.domain.report.wording import date_words
from spiegel.i18n import _, ngettext
from spiegel.meeting.catalogue import FolderCatalogue
from spiegel.settings import Settings
from spiegel.store.errors import StoreError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.past import wiping


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A task of a meeting, or a wipe, that is overdue or due within a week. who: sees to it."""

    meeting: str
    words: str
    who: str
    day: datetime.date | None
    late: bool


def due(options: argparse.Namespace, _settings: Settings) -> int:
    """Print what is overdue or due within a week, the oldest first; encrypted ones are named."""
    today = datetime.datetime.now().astimezone().date()
    found = sorted(
        _due(options.files or list(_known()), today),
        key=lambda one: (one.day or today, one.meeting),
    )
    for one in found:
        print(line(one))
    if not found:
        say(_("Nothing is due within a week."))
    return 0


def _known() -> Iterator[Path]:
    """The meetings of this laptop that can be read; those that are encrypted are named."""
    for meeting in FolderCatalogue().meetings():
        if meeting.sealed:
            words = _("{title} is encrypted; ask for it by its file: spiegel due {path}")
            say(words.format(title=meeting.title, path=meeting.path), problem=True)
        elif not (meeting.problem or meeting.fictional):
            yield meeting.path


def _due(paths: list[Path], today: datetime.date) -> Iterator[Due]:
    for path in paths:
        try:
            session = read_session(path, keys=keys_of(path))
        except StoreError as error:
            say(error.explain(i18n.current()), problem=True)
            continue
        title = session.info.title
        waiting = not_begun(session, today)
        if waiting:
            words = ngettext(
                "nobody began with the checklist on F2, where {count} task waits",
                "nobody began with the checklist on F2, where {count} tasks wait",
                waiting,
            )
            yield Due(
                meeting=title,
                words=words.format(count=waiting),
                who=_("nobody yet"),
                day=session.info.date,
                late=False,
            )
        for item in open_tasks(session, today):
            yield Due(
                meeting=title,
                words=item.shown(i18n.current()),
                who=item.owner or _("nobody yet"),
                day=item.due,
                late=item.state is State.OVERDUE,
            )
        for term in terms_of(session, today):
            if term.soon and _is_there(path, term.kept):
                words = _("wipe: {what}").format(what=_(NAMES[term.kept]))
                command = "" if term.kept is Kept.SESSION else f" --only {term.kept.value}"
                who = f"spiegel wipe{command} {path.name}"
                yield Due(meeting=title, words=words, who=who, day=term.until, late=term.past)


def _is_there(path: Path, kept: Kept) -> bool:
    """Whether there is something of it to wipe."""
    if kept is Kept.SESSION:
        return True
    found = wiping.belongings(path, keys=keys_of(path))
    if kept is Kept.NAMES:
        return any(place.exists() for place in found.names)
    return bool(wiping.private_among((*found.same, *found.changed)))


def line(due: Due) -> str:
    """A task in a line: its day, whether it is overdue, the meeting, what, and who."""
    day = date_words(due.day, i18n.current()) if due.day is not None else ""
    late = _("overdue") if due.late else ""
    return f"{day:<20} {late:<8} {due.meeting}: {due.words} ({due.who})"
