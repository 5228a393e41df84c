"""`spiegel actions`: what was agreed in all meetings, what is open and what is overdue."""

import argparse
import datetime
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from spiegel import i18n
from spiegel.cli.passphrase import keys_of
from spiegel.cli.say import say
from spiegel.domain.actions.following import Standing, standing
from spiegel.domain.session.actions import Action
from spiegel.i18n import N_, _, ngettext
from spiegel.settings import Settings
from spiegel.store.errors import NotThereError, StoreError
from spiegel.store.journal.glance import Glance, glance

_SAID: Final = {
    Standing.OVERDUE: N_("overdue"),
    Standing.TO_CHECK: N_("to check"),
    Standing.OPEN: N_("open"),
    Standing.DONE: N_("done"),
    Standing.STOPPED: N_("stopped"),
    Standing.DECLINED: N_("will not be done"),
}
_OPEN: Final = (Standing.OVERDUE, Standing.TO_CHECK, Standing.OPEN)
_FIRST: Final = {one: _OPEN.index(one) if one in _OPEN else 9 for one in Standing}
"""What comes first: what is too late, then what waits to be checked."""


class Found(msgspec.Struct, frozen=True, gc=False):
    """An action of a meeting, and how it stands. owner: the function behind a listener's code."""

    meeting: str
    date: datetime.date | None
    file: str
    owner: str
    standing: Standing
    action: Action


def actions(options: argparse.Namespace, _settings: Settings) -> int:
    """Print the open actions, the overdue ones first; encrypted meetings are named."""
    today = datetime.datetime.now().astimezone().date()
    wanted = tuple(Standing) if options.all else _OPEN
    found = sorted(
        (one for one in _found(options.files, today, wanted) if _of(options.owner, one)),
        key=lambda one: (_FIRST[one.standing], _order(one)),
    )
    if options.json:
        print(_json(found))
        return 0
    if found:
        print("\n".join(_lines(found)))
    say(_counted(found) if found else _("There are no such actions."))
    return 0


def _order(one: Found) -> tuple[datetime.date, str, int]:
    return one.action.by or datetime.date.max, one.meeting, one.action.number


def _of(owner: str | None, one: Found) -> bool:
    return not owner or owner.casefold() in one.owner.casefold()


def _found(files: list[Path], today: datetime.date, wanted: Container[Standing]) -> Iterator[Found]:
    for path in files or _paths():
        try:
            seen = glance(path, keys=keys_of(path)) if files else glance(path)
        except NotThereError as error:
            if files:
                say(error.explain(i18n.current()), problem=True)
            continue
        except StoreError as error:
            say(error.explain(i18n.current()), problem=True)
            continue
        if seen.sealed:
            words = _("{file} is encrypted; ask for it by its file: spiegel actions {path}")
            say(words.format(file=path.name, path=path), problem=True)
        elif files or not seen.fictional:
            yield from _in(path, seen, today, wanted)


def _paths() -> tuple[Path, ...]:
    from spiegel.meeting.catalogue import FolderCatalogue

    return FolderCatalogue().paths()


def _in(
    path: Path, seen: Glance, today: datetime.date, wanted: Container[Standing]
) -> Iterator[Found]:
    meeting, date, file, functions = seen.title or path.stem, seen.date, str(path), seen.functions
    for action in seen.actions:
        stands, owner = standing(action, today), action.owner
        if stands in wanted:
            if functions:
                owner = functions.get(owner.removeprefix("@").upper()) or owner
            yield Found(meeting, date, file, owner, stands, action)


def _lines(found: Iterable[Found]) -> Iterator[str]:
    """Each action in a line: its day, how it stands, the meeting, what, and who."""
    said = {stands: f"{_(words):<18}" for stands, words in _SAID.items()}
    nobody = _("nobody yet")
    for one in found:
        by = one.action.by
        day = f"{by.day:02}-{by.month:02}-{by.year} " if by is not None else _NO_DAY
        words = " ".join(one.action.words.split())
        yield f"{day}{said[one.standing]}{one.meeting}: {words} ({one.owner or nobody})"


_NO_DAY: Final = " " * 11


def _counted(found: list[Found]) -> str:
    """How many there are, how many are overdue, and who has most of them."""
    count = len(found)
    parts = [ngettext("{count} action", "{count} actions", count).format(count=count)]
    late = sum(one.standing is Standing.OVERDUE for one in found)
    if late:
        parts.append(_("{count} overdue").format(count=late))
    owners = Counter(one.owner or _("nobody yet") for one in found)
    parts += [f"{owner} {number}" for owner, number in owners.most_common()]
    return " · ".join(parts)


def _json(found: list[Found]) -> str:
    """All that is known of them, for another program."""
    rows = [
        {
            "meeting": one.meeting,
            "date": one.date,
            "file": one.file,
            "standing": one.standing,
            **{
                name: value
                for name, value in msgspec.structs.asdict(one.action).items()
                if name not in _INWARD
            },
            "owner": one.owner,
        }
        for one in found
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode()


_INWARD: Final = ("at", "line", "statements", "clusters", "themes")
"""Fields that mean something in the session alone."""
