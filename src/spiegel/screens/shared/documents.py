"""Documents with older words: made again where they are, or removed, one question for the lot."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, Literal

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.report.standing import Standing, not_noted
from spiegel.i18n import _, current, ngettext
from spiegel.i18n.refused import reason
from spiegel.meeting.port.documents import MadeDocument, Written
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared import documents_view as view
from spiegel.screens.shared.panels import Confirm, Panel
from spiegel.text import plain
from spiegel.widgets.options import Options

Choice = Literal["remake", "remove"]
_TOO_LONG: Final = 15.0
"""Seconds that a problem stays on the screen."""


class Outdated(Panel[Choice]):
    """What is to become of these documents; dismissed with None when they stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "point(0)", show=False),
        Binding("w", "point(1)", show=False),
    ]

    def __init__(self, title: str, documents: Sequence[MadeDocument]) -> None:
        super().__init__(title)
        self.documents = documents

    def contents(self) -> ComposeResult:
        """The files, and what can be done with them; making them again comes first."""
        with VerticalScroll(can_focus=False):
            yield Static(plain(view.listed(self.documents)), classes="note")
        yield Options(
            Option(_("o  make them again in their place, as the meeting is now"), id="remake"),
            Option(_("w  remove them"), id="remove"),
            Option(_("leave them; F7 goes on naming them"), id="leave"),
        )
        yield Static(plain(_("Enter: do it · Esc: leave them")), classes="hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click takes it."""
        chosen: dict[str | None, Choice] = {"remake": "remake", "remove": "remove"}
        self.dismiss(chosen.get(event.option_id))

    def action_point(self, place: int) -> None:
        """A letter only goes there; Enter does it, so that no letter ever removes a file."""
        self.query_one(OptionList).highlighted = place


async def remake(app: App[None], meeting: Meeting, documents: Sequence[MadeDocument]) -> None:
    """Make these again in their place; one that was changed by hand only after a question.

    Says what was done, and of each that could not be made why not.
    """
    done, failed = 0, []
    for document in documents:
        if not document.remakable:
            failed.append(_problem(document, _("it is not known how it was made")))
            continue
        if document.edited and not await app.push_screen_wait(_overwriting(document)):
            continue
        try:
            written = await asyncio.to_thread(meeting.documents.remake, document)
        except NotDoneError as error:
            failed.append(_problem(document, str(error)))
        except OSError as error:
            failed.append(_problem(document, reason(error)))
        else:
            done += 1
            if not written.noted:
                failed.append(_problem(document, not_noted(current())))
    said = ngettext("{count} document made again.", "{count} documents made again.", done)
    _tell(app, said.format(count=done) if done else "", failed)


async def remove(app: App[None], meeting: Meeting, documents: Sequence[MadeDocument]) -> None:
    """Remove these for good; says what was done, and of each that could not be removed why not."""
    done, failed = 0, []
    for document in documents:
        try:
            await asyncio.to_thread(meeting.documents.remove, document)
        except OSError as error:
            failed.append(_problem(document, reason(error)))
        else:
            done += 1
    said = ngettext("{count} document removed.", "{count} documents removed.", done)
    _tell(app, said.format(count=done) if done else "", failed)


async def settle(
    app: App[None], meeting: Meeting, title: str, documents: Sequence[MadeDocument]
) -> None:
    """Ask what is to become of these documents, and do it."""
    choice = await app.push_screen_wait(Outdated(title, documents))
    if choice == "remake":
        await remake(app, meeting, documents)
    elif choice == "remove":
        await remove(app, meeting, documents)


async def settle_forbidden(app: App[None], meeting: Meeting) -> None:
    """Ask what is to become of the documents that hold what was just taken away."""
    made = await asyncio.to_thread(meeting.documents.look)
    found = made.standing(Standing.FORBIDDEN)
    if found:
        await settle(app, meeting, _("These documents still hold what was taken away"), found)


async def made_beside(meeting: Meeting, kind: str, template: Path | None = None) -> Written:
    """Make a document beside the meeting, which nobody follows or stops.

    template: a house style. Raises OSError and NotDoneError; `not_written` says either.
    """
    make = partial(meeting.documents.make, kind, meeting.path.parent, template=template)
    return await asyncio.to_thread(make)


def not_written(error: OSError | NotDoneError) -> str:
    """Why a document was not written, in a sentence."""
    why = reason(error) if isinstance(error, OSError) else str(error)
    return _("It could not be written: {reason}").format(reason=why)


async def begin_anew(app: App[None], meeting: Meeting) -> None:
    """Put a list of documents that cannot be read aside, when somebody says that it may go."""
    words = _(
        "Spiegel forgets which documents were made before. Look for them first, remove those that "
        "may not stay, and make the others again."
    )
    asked = Confirm(_("Begin a new list"), words, _("I looked; begin a new list"), _("Not yet"))
    if await app.push_screen_wait(asked):
        try:
            await asyncio.to_thread(meeting.documents.begin_anew)
        except OSError as error:
            _tell(app, "", [reason(error)])


def removing(documents: Sequence[MadeDocument]) -> Confirm:
    """Whether these are removed; no unless yes is chosen."""
    words = _("These files go for good:") + "\n" + view.listed(documents)
    return Confirm(_("Remove documents"), words, _("Remove them"), _("Leave them"))


def _overwriting(document: MadeDocument) -> Confirm:
    """Whether a document that somebody worked on is written over."""
    words = _(
        "{name} was changed after Spiegel made it. Making it again throws those changes away."
    )
    return Confirm(
        _("Changed by hand"),
        words.format(name=document.path.name),
        _("Make it again; the changes go"),
        _("Leave it as it is"),
    )


def _problem(document: MadeDocument, reason: str) -> str:
    return _("{name}: {reason}").format(name=document.path.name, reason=reason)


def _tell(app: App[None], done: str, failed: Sequence[str]) -> None:
    if done:
        app.notify(done, markup=False)
    for words in failed:
        app.notify(words, severity="error", timeout=_TOO_LONG, markup=False)
