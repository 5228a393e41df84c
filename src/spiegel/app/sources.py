"""The other meetings that sentences of personas rest on, read again when a meeting was opened."""

from typing import Final

from spiegel.app.notifications import LONG, Messages
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.catalogue import Source
from spiegel.meeting.port.meeting import Meeting

NAMED: Final = 3
"""Meetings that are named in a message; of more the message would not be read."""


def rests_elsewhere(meeting: Meeting) -> bool:
    """Whether any sentence of a persona rests on another meeting."""
    return any(sentence.elsewhere for sentence in meeting.session.persona_sentences.values())


async def look_again(meeting: Meeting, messages: Messages) -> None:
    """Look which sentences rest on something that went in another meeting, and say so.

    What cannot be read now is named: a file that is on another laptop is not gone.
    """
    looked = await meeting.sources.look()
    unread = [source for source in looked.sources if source.session is None]
    if looked.marked:
        messages.tell(_marked(looked.marked), seconds=LONG)
    if looked.literal:
        messages.tell(_literal(looked.literal), seconds=LONG)
    if unread:
        messages.tell(_not_read(unread), seconds=LONG)


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
