"""`spiegel actions`: what was agreed in all meetings, what is open and what is overdue."""

import argparse
import datetime
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Final

import msgspec

from spiegel import i18n
from spiegel.cli.passphrase import keys_of
from spiegel.cli.say import say
from spiegel.domain.actions.following import Standing, standing
from spiegel.domain.session.actions import Action, Outline
from spiegel.domain.session.words import tidy
from spiegel.i18n import N_, _, ngettext
from spiegel.settings import Settings
from spiegel.store.errors import NotThereError, StoreError
from spiegel.store.journal.glance import Glance, glance
from spiegel.store.sealed.keys import NO_KEYS

_SAID: Final = {
    Standing.OVERDUE: N_("overdue"),
    Standing.TO_CHECK: N_("to check"),
    Standing.OPEN: N_("open"),
    Standing.DONE: N_("done"),
    Standing.STOPPED: N_("stopped"),
    Standing.DECLINED: N_("will not be done"),
}
_OPEN: Final = (Standing.OVERDUE, Standing.TO_CHECK, Standing.OPEN)
_PLACE: Final = {one: 10_000_000 * min(place, len(_OPEN)) for place, one in enumerate(Standing)}
"""What comes first: what is too late, then what waits to be checked; what is over comes last."""
_LAST: Final = datetime.date.max
"""Where what has no day stands among those that have one."""
_AT_ONCE: Final = 100
"""Lines that are printed together."""

Row = tuple[int, str, Standing, Outline | Action, Glance]
"""Its place, by which it is sorted; owner; how it stands; the action, and the meeting it is of."""


def actions(options: argparse.Namespace, _settings: Settings) -> int:
    """Print the open actions, the overdue ones first; what cannot be read is named.

    Returns 1 when a meeting that was asked for is among that.
    """
    unread: list[Path] = []
    rows = _rows(options, unread)
    ended = 1 if options.files and unread else 0
    if options.json:
        print(_json(rows))
        return ended
    said = {stands: f"{_(words):<18}" for stands, words in _SAID.items()}
    for first in range(0, len(rows), _AT_ONCE):
        print("\n".join(_lines(rows[first : first + _AT_ONCE], said)))
    if rows or not ended:
        say(_counted(rows) if rows else _("There are no such actions."))
    return ended


def _rows(options: argparse.Namespace, unread: list[Path]) -> list[Row]:
    """The actions that are asked for, in order; owner: the function behind a listener's code.

    unread: gets the meetings that cannot be read.

    Those in one place are of one day, and in order of the titles of their meetings.
    """
    today = datetime.datetime.now().astimezone().date()
    wanted = {one: _PLACE[one] for one in (Standing if options.all else _OPEN)}
    sought = options.owner.casefold() if options.owner else ""
    meetings = sorted(_meetings(options.files, unread, whole=options.json), key=attrgetter("title"))
    rows: list[Row] = []
    for meeting in meetings:
        functions = meeting.functions
        for action in meeting.actions:
            stands = standing(action, today)
            place = wanted.get(stands)
            if place is not None:
                owner = action.owner
                if functions:
                    owner = functions.get(owner) or owner
                if not sought or sought in owner.casefold():
                    place += (action.by or _LAST).toordinal()
                    rows.append((place, owner, stands, action, meeting))
    rows.sort(key=itemgetter(0))
    return rows


def _meetings(files: list[Path], unread: list[Path], *, whole: bool) -> Iterator[Glance]:
    for path in files or _paths():
        try:
            seen = glance(path, keys=keys_of(path) if files else NO_KEYS, whole=whole)
        except StoreError as error:
            if files or not isinstance(error, NotThereError):
                say(error.explain(i18n.current()), problem=True)
                unread.append(path)
            continue
        if seen.sealed:
            words = _("{file} is encrypted; ask for it by its file: spiegel actions {path}")
            say(words.format(file=path.name, path=path), problem=True)
            unread.append(path)
        elif files or not seen.fictional:
            yield seen


def _paths() -> tuple[Path, ...]:
    from spiegel.meeting.catalogue import FolderCatalogue

    return FolderCatalogue().paths()


def _lines(rows: list[Row], said: Mapping[Standing, str]) -> list[str]:
    """A line for each: its day, how it stands, the meeting, what, and who."""
    nobody = _("nobody yet")
    lines: list[str] = []
    day, before = "", -1
    for place, owner, stands, action, meeting in rows:
        if place != before:  # all in one place are of one day
            by, before = action.by, place
            day = f"{f'{by.day:02}-{by.month:02}-{by.year}' if by else '':<11}"
        words = action.words if meeting.plain else tidy(action.words)
        lines.append(f"{day}{said[stands]}{meeting.title}: {words} ({owner or nobody})")
    return lines


def _counted(rows: list[Row]) -> str:
    """How many there are, how many are overdue, and who has most of them."""
    count = len(rows)
    parts = [ngettext("{count} action", "{count} actions", count).format(count=count)]
    late = bisect(rows, _PLACE[Standing.OVERDUE] + _LAST.toordinal(), key=itemgetter(0))
    if late:
        parts.append(_("{count} overdue").format(count=late))
    nobody = _("nobody yet")
    owners = Counter(map(itemgetter(1), rows))
    parts += [f"{owner or nobody} {number}" for owner, number in owners.most_common()]
    return " · ".join(parts)


def _json(rows: list[Row]) -> str:
    """All that is known of them, for another program."""
    entries = [
        {
            "meeting": meeting.title,
            "date": meeting.date,
            "file": str(meeting.path),
            "standing": stands,
            **{
                name: value
                for name, value in msgspec.structs.asdict(action).items()
                if name not in _INWARD
            },
            "owner": owner,
        }
        for _place, owner, stands, action, meeting in rows
    ]
    return msgspec.json.format(msgspec.json.encode(entries), indent=2).decode()


_INWARD: Final = ("at", "line", "statements", "clusters", "themes")
"""Fields that mean something in the session alone."""
