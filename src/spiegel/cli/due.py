"""`spiegel due`: what is to be done for all meetings, or for one."""

import argparse
import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from spiegel import i18n
from spiegel.cli.passphrase import keys_of
from spiegel.cli.say import say
from spiegel.domain.preparation.tasks import Item, State, open_tasks
from spiegel.domain.report.wording import date_words
from spiegel.i18n import _
from spiegel.meeting.catalogue import FolderCatalogue
from spiegel.settings import Settings
from spiegel.store.errors import StoreError
from spiegel.store.journal.snapshot import read_session


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A task of a meeting that is overdue or due within a week."""

    meeting: str
    item: Item


def due(options: argparse.Namespace, _settings: Settings) -> int:
    """Print what is overdue or due within a week, the oldest first; encrypted ones are named."""
    today = datetime.datetime.now().astimezone().date()
    found = sorted(
        _due(options.files or list(_known()), today),
        key=lambda one: (one.item.due or today, one.meeting),
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
        for item in open_tasks(session, today):
            yield Due(meeting=session.info.title, item=item)


def line(due: Due) -> str:
    """A task in a line: its day, whether it is overdue, the meeting, what, and who."""
    t, item = i18n.current(), due.item
    day = date_words(item.due, t) if item.due is not None else ""
    late = _("overdue") if item.state is State.OVERDUE else ""
    who = item.owner or _("nobody yet")
    words = f"{due.meeting}: {item.shown(t)} ({who})"
    return f"{day:<20} {late:<8} {words}"
