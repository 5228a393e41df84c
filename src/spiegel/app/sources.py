"""The other meetings that sentences of personas rest on, read again when a meeting was opened."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from spiegel.app.notifications import LONG, Messages
from spiegel.domain.session.session import Session
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.catalogue import OtherMeetings, Source
from spiegel.meeting.port.meeting import Meeting

if TYPE_CHECKING:
    from spiegel.domain.personas.sources import ReadAgain

NAMED: Final = 3
"""Meetings that are named in a message; of more the message would not be read."""


def rests_elsewhere(meeting: Meeting) -> bool:
    """Whether any sentence of a persona rests on another meeting."""
    return any(sentence.elsewhere for sentence in meeting.session.persona_sentences.values())


async def look_again(meeting: Meeting, messages: Messages, is_open: Callable[[], bool]) -> None:
    """Mark the sentences of which something went in another meeting, and say so.

    What cannot be read now is named and marks nothing: a file that is on another laptop is not
    gone. is_open: whether the meeting still is, when they were read.
    """
    changes, unread = await asyncio.to_thread(_read, meeting.others, meeting.session)
    if not is_open():
        return
    for change in changes:
        meeting.submit(change)
    marked = sum(one.lost for change in changes for one in change.found)
    literal = sum(len(change.literal) for change in changes)
    if marked:
        messages.tell(_marked(marked), seconds=LONG)
    if literal:
        messages.tell(_literal(literal), seconds=LONG)
    if unread:
        messages.tell(_not_read(unread), seconds=LONG)


def _read(others: OtherMeetings, session: Session) -> "tuple[list[ReadAgain], list[Source]]":
    """What changes by how the other meetings are now, and those that cannot be read; some tenths
    of a second with three of 1,000 statements."""
    from spiegel.domain.personas.sources import other_meetings, read_again

    found = others.sources(other_meetings(session), {})
    changes = (read_again(session, one.session) for one in found if one.session is not None)
    return [change for change in changes if change is not None], [
        one for one in found if one.session is None
    ]


def _marked(count: int) -> str:
    return ngettext(
        "In another meeting something went that {count} sentence of a persona rests on. It stands "
        "on no card until somebody looked at it.",
        "In another meeting something went that {count} sentences of personas rest on. They stand "
        "on no card until somebody looked at them.",
        count,
    ).format(count=count)


def _literal(count: int) -> str:
    return ngettext(
        "{count} sentence of a persona has the words of somebody in another meeting who may not be "
        "quoted. It stands on no card until it is said in other words.",
        "{count} sentences of personas have the words of people in another meeting who may not be "
        "quoted. They stand on no card until they are said in other words.",
        count,
    ).format(count=count)


def _not_read(unread: list[Source]) -> str:
    """Which meetings were not read: by name where their file is known."""
    names = [source.title for source in unread if source.title][:NAMED]
    if not names:
        return ngettext(
            "{count} meeting that a persona rests on is not on this laptop; it was not read again.",
            "{count} meetings that personas rest on are not on this laptop; they were not read "
            "again.",
            len(unread),
        ).format(count=len(unread))
    return _("Not read again for the personas: {names}. Encrypted, or not readable.").format(
        names=", ".join(names)
    )
