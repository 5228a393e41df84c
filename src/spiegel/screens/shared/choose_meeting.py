"""Choosing another meeting: one that this laptop knows, by its title, or a file anywhere."""

import asyncio
import datetime
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from textual.app import App
from textual.content import Content

from spiegel.domain.session.words import clean
from spiegel.i18n import _
from spiegel.meeting.port.catalogue import MeetingSummary, OtherMeetings
from spiegel.screens.shared.choose_file import SESSIONS, ChooseFile, is_file, is_folder
from spiegel.screens.shared.pick import Pick, Picked
from spiegel.screens.shared.typed_path import as_typed, typed_path
from spiegel.text import plain
from spiegel.widgets.browse import typed


async def choose_meeting(
    app: App[Any], meetings: OtherMeetings, title: str, own: Path
) -> Path | None:
    """The file of another meeting than this one (own); None after Esc.

    Whatever was made or opened on this laptop is there by its title, the newest first; a path can
    be typed or pasted in the same line, and a file be looked for.
    """
    known = in_order(await asyncio.to_thread(meetings.meetings), own)
    start = own.parent
    if known:
        choices = [*rows(known), plain(_("another file …"), "$accent")]
        picked: Picked | None = await app.push_screen_wait(Pick(title, choices, new=_as_path))
        if picked is None:
            return None
        if picked.index is not None and picked.index < len(known):
            return known[picked.index].path
        if picked.index is None:
            path = typed_path(picked.text)
            if is_file(path):
                return path
            start = path if is_folder(path) else path.parent
    return await app.push_screen_wait(ChooseFile(title, SESSIONS, start))


def in_order(found: Iterable[MeetingSummary], own: Path) -> tuple[MeetingSummary, ...]:
    """Those that can be read and are not this one, the newest first."""
    here = os.path.realpath(own)
    others = (
        one for one in found if not (one.gone or one.problem) and os.path.realpath(one.path) != here
    )
    oldest = datetime.date.min
    by_title = sorted(others, key=lambda one: (one.title.casefold(), str(one.path)))
    return tuple(sorted(by_title, key=lambda one: one.date or oldest, reverse=True))


def rows(meetings: Sequence[MeetingSummary]) -> list[Content]:
    """A line for each: its title and its day; where it is, when another one is called so too."""
    named = Counter(map(_name, meetings))
    return [_row(one, alone=named[_name(one)] == 1) for one in meetings]


def _name(meeting: MeetingSummary) -> tuple[str, datetime.date | None]:
    return meeting.title, meeting.date


def _row(meeting: MeetingSummary, *, alone: bool) -> Content:
    day = meeting.date
    more = [f"{day.day}-{day.month}-{day.year}"] if day is not None else []
    more += [] if alone else [clean(as_typed(meeting.path, folder=False))]
    return Content.assemble(typed(meeting.title), plain("".join(f" · {m}" for m in more), "$muted"))


def _as_path(text: str) -> str:
    """What is offered where a path is typed."""
    if os.sep in text or "/" in text or text.endswith(SESSIONS):
        return _("the file {path}").format(path=clean(str(typed_path(text))))
    return ""
