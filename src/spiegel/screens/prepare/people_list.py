"""A list of people on F2: pasted or a file, seen as it was understood, and only then kept."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar, Final

import msgspec
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from spiegel.domain.preparation.lists import Effect, Entry, Taken
from spiegel.domain.preparation.tables import Line
from spiegel.domain.session.session import Change
from spiegel.i18n import _, current
from spiegel.meeting.list_file import LISTS, Handed, pasted, read_list
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.shared.choose_file import ChooseFile
from spiegel.screens.shared.panels import STYLES, Panel
from spiegel.screens.shared.preview import Preview
from spiegel.screens.shared.section import Section
from spiegel.text import plain
from spiegel.widgets.field import FieldText

FILE: Final = Handed(lines=())
"""What stands for a file that is still to be chosen."""


class ListKind(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is of. heads: what its columns can be called, for who makes one.

    read: as it is understood. effect: what keeping it would do now. change: keeps it. shown: who a
    line is of, in words.
    """

    title: str
    heads: str
    read: Callable[[Sequence[Line]], Taken]
    effect: Callable[[Sequence[Entry]], Effect]
    change: Callable[[tuple[Entry, ...]], Change]
    shown: Callable[[Entry], str]


class EnterList(Panel[Handed]):
    """Where a list is pasted; dismissed with its lines, or with FILE.

    What stands in it may name people, so it waits nowhere when it is left.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", show=False, priority=True),
        Binding("ctrl+o", "file", show=False, priority=True),
    ]
    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES, Path(__file__).with_suffix(".tcss")]
    AUTO_FOCUS = "FieldText"

    def __init__(self, title: str, heads: str) -> None:
        super().__init__(title)
        self.heads = heads

    def contents(self) -> ComposeResult:
        """What can be pasted, the field for it, and what the keys do."""
        yield Static(plain(self.heads), classes="note")
        yield FieldText()
        yield Static("", id="problem")
        keys = _("Paste the list · ctrl+s: look at it · ctrl+o: a file · Esc: back")
        yield Static(plain(keys), classes="hint")

    @property
    def unfinished(self) -> bool:
        """Whether something was pasted here."""
        return bool(self.query_one(FieldText).text.strip())

    @property
    def keeps(self) -> str:
        """Enter begins a line."""
        return "ctrl+s"

    def action_take(self) -> None:
        """On with what was pasted."""
        if self.unfinished:
            self.dismiss(pasted(self.query_one(FieldText).text))
        else:
            words = _("Nothing is pasted here yet.")
            self.query_one("#problem", Static).update(plain(words, "$accent"))

    def action_file(self) -> None:
        """On with a file."""
        self.dismiss(FILE)


class FromList(Section):
    """A part of people who can come from a list."""

    @property
    def list_kind(self) -> ListKind:
        """What a list of them is."""
        raise NotImplementedError

    @work
    async def do_read_in(self) -> None:
        """Ask for a list, pasted or a file, and go on with it."""
        kind = self.list_kind
        handed = await self.app.push_screen_wait(EnterList(kind.title, kind.heads))
        if handed is FILE:
            folder = self.meeting.path.parent
            path = await self.app.push_screen_wait(ChooseFile(_("Which list?"), LISTS, folder))
            handed = await self._read(path) if path is not None else None
        if handed is not None:
            await self._take(kind, handed)

    @work
    async def on_paste(self, event: events.Paste) -> None:
        """A list that is pasted on the part itself; a word or two are none."""
        event.stop()
        if "\n" in event.text.strip() or "\t" in event.text:
            await self._take(self.list_kind, pasted(event.text))

    async def _read(self, path: Path) -> Handed | None:
        try:
            return await asyncio.to_thread(partial(read_list, path))
        except NotDoneError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return None

    async def _take(self, kind: ListKind, handed: Handed) -> None:
        """Show what was understood, and keep it when that is said."""
        taken = await asyncio.to_thread(kind.read, handed.lines)
        effect = await asyncio.to_thread(kind.effect, taken.entries)
        lines = tuple(said(kind, handed, taken, effect))
        preview = Preview(kind.title, lines, any_=bool(taken.entries))
        if await self.app.push_screen_wait(preview):
            self.submit(kind.change(taken.entries), adds=True)


def answered(entry: Entry) -> str:
    """What a line says of coming, in words; nothing when it leaves that open."""
    coming = entry.fields.get("coming")
    return "" if coming is None else _("comes") if coming else _("does not come")


def said(kind: ListKind, handed: Handed, taken: Taken, effect: Effect) -> Iterator[tuple[str, str]]:
    """What is said of a list: what keeping it does, what is left out, and what each column is."""
    t = current()
    words = _("{new} new · {changed} changed · {same} known already, as they were")
    yield words.format(new=effect.new, changed=effect.changed, same=effect.same), ""
    for remark in (*handed.remarks, *(finding.explain(t) for finding in taken.findings)):
        yield remark, "$accent"
    for column in taken.columns:
        yield column.explain(t), "$muted"
    for entry in taken.entries:
        yield f"{entry.line:>4}  {kind.shown(entry)}", ""
