"""What is said when a meeting is opened in which words can stand that went in another one since."""

import asyncio
from typing import Any

from textual.app import App

from spiegel.app.notifications import LONG, Messages
from spiegel.domain.report.wording import date_words
from spiegel.i18n import _, current
from spiegel.meeting.port.meeting import Meeting
from spiegel.meeting.port.withdrawals import Withdrawal
from spiegel.screens.shared.panels import Confirm


async def ask(app: App[Any], meeting: Meeting, messages: Messages) -> None:
    """Mark what rested on it, and have somebody look: Spiegel keeps none of the words.

    Where this meeting keeps something of the other one it is asked until somebody looked; of
    any other one it is said once.
    """
    found = await asyncio.to_thread(meeting.withdrawals.waiting)
    if not found:
        return
    for one in found:
        if one.marks is not None:
            meeting.submit(one.marks)
    looked = True
    if any(one.rests for one in found):
        looked = bool(await app.push_screen_wait(_asked(found)))
    else:
        messages.tell(_said(), seconds=LONG)
    if looked:
        await asyncio.to_thread(meeting.withdrawals.told)


def _asked(found: tuple[Withdrawal, ...]) -> Confirm:
    where = [_named(one) for one in found if one.rests]
    words = _(
        "In a meeting that this one keeps something of, somebody took words back while this one "
        "was locked: {names}. What rested on them is marked. Whether anybody typed the words over "
        "here, nobody but you can tell, for Spiegel keeps none of them. Look at the questions, the "
        "actions, the personas, the letters and the report in short, and at what was made of them."
    ).format(names="; ".join(dict.fromkeys(where)))
    title = _("Words were withdrawn in another meeting")
    return Confirm(title, words, _("I looked, and they are not here any more"), _("Later"))


def _named(one: Withdrawal) -> str:
    name = one.title or _("a meeting that is encrypted or not on this laptop")
    return _("{name}, {date}").format(name=name, date=date_words(one.day, current()))


def _said() -> str:
    return _(
        "Since this meeting was opened last, somebody withdrew in another one. If words from there "
        "were typed over here, take them out."
    )
