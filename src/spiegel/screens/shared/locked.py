"""Encrypted meetings in which nobody could look for words that just went: asked to be opened."""

import asyncio

from textual.app import App

from spiegel.domain.session.called import some_of
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.passphrase import AskPassphrase
from spiegel.screens.shared.quoted import QuotedPlaces


async def take_out_there(app: App[None], meeting: Meeting) -> None:
    """Ask for their passphrases, one by one, as long as somebody has one.

    Later nobody can do it: with this window go the words by which one could look.
    """
    while locked := meeting.withdrawals.locked:
        names = some_of([path.stem for path in locked], current())
        words = _(
            "Spiegel could not look into them: {names}. With their passphrase the words go there "
            "too, now, and you are asked of quotations there. Later nobody can do that, for the "
            "words are not kept: then whoever opens such a meeting reads that somebody withdrew, "
            "and has to look."
        ).format(names=names)
        title = ngettext(
            "{count} meeting is encrypted", "{count} meetings are encrypted", len(locked)
        ).format(count=len(locked))
        asked = Confirm(title, words, _("I have a passphrase"), _("Not now"))
        if not await app.push_screen_wait(asked):
            left = _(
                "Not looked into: {names}. Open it, and look for yourself where the words stand."
            )
            app.notify(left.format(names=names), severity="warning", markup=False)
            return
        await _with_a_passphrase(app, meeting)
        await asyncio.sleep(0)


async def _with_a_passphrase(app: App[None], meeting: Meeting) -> None:
    """Take the words out of those that one passphrase opens, with what somebody points out."""
    panel = AskPassphrase(
        "",
        meeting.withdrawals.look_into,
        title=_("Passphrase of one of them"),
        esc=_("Enter: take the words out there · Esc: back"),
    )
    opened = await app.push_screen_wait(panel)
    if opened is None:
        return
    places = opened.places
    quoted = await app.push_screen_wait(QuotedPlaces(places)) if places else ()
    if quoted is None:
        return
    try:
        done = await asyncio.to_thread(opened.take_out, quoted)
    except NotDoneError as error:
        app.notify(str(error), severity="error", markup=False)
        return
    said = ngettext("{count} meeting looked into.", "{count} meetings looked into.", done)
    app.notify(said.format(count=done), markup=False)
