"""Encrypted meetings in which nobody could look for words that just went: asked to be opened."""

import asyncio

from textual.app import App

from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.passphrase import AskPassphrase

NAMED = 5
"""Meetings that are named; of more the panel would not be read."""


async def take_out_there(app: App[None], meeting: Meeting) -> None:
    """Ask for their passphrases, one by one, as long as somebody has one.

    Later nobody can do it: with this window go the words by which one could look.
    """
    while locked := meeting.withdrawals.locked:
        names = ", ".join(path.stem for path in locked[:NAMED])
        if len(locked) > NAMED:
            names = _("{names} and {count} more").format(names=names, count=len(locked) - NAMED)
        words = _(
            "Spiegel could not look into them: {names}. With their passphrase the words go there "
            "too, now. Later nobody can do that, for the words are not kept: then whoever opens "
            "such a meeting reads that somebody withdrew, and has to look."
        ).format(names=names)
        title = ngettext(
            "{count} meeting is encrypted", "{count} meetings are encrypted", len(locked)
        ).format(count=len(locked))
        asked = Confirm(title, words, _("I have a passphrase"), _("Not now"))
        if not await app.push_screen_wait(asked):
            return
        panel = AskPassphrase(
            "",
            meeting.withdrawals.take_out,
            title=_("Passphrase of one of them"),
            esc=_("Enter: take the words out there · Esc: back"),
        )
        done = await app.push_screen_wait(panel)
        if done:
            said = ngettext("{count} meeting looked into.", "{count} meetings looked into.", done)
            app.notify(said.format(count=done), markup=False)
        await asyncio.sleep(0)
