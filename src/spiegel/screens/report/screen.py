"""Report: what stands in the way, the documents, and where they are."""

import asyncio
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Final, cast

import msgspec
from textual import getters, work
from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from spiegel.domain.polls.compare import LayBeside, beside
from spiegel.domain.report.held import another_day
from spiegel.domain.report.in_short import edit_of, rewritten
from spiegel.domain.report.kinds import AFTER, ENVELOPES, KINDS, SHELVES
from spiegel.domain.report.standing import Standing, not_noted
from spiegel.domain.report.traces import unanswered_words, waiting
from spiegel.domain.session.polls import PollState
from spiegel.domain.session.session import EditInfo, Session
from spiegel.i18n import N_, _, current
from spiegel.meeting.port.documents import MadeDocument, MadeDocuments
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.report import view
from spiegel.screens.report.beside import Beside
from spiegel.screens.report.in_short import InShortForm
from spiegel.screens.report.view import Making
from spiegel.screens.shared import around_view, documents, documents_view
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.choose_file import SESSIONS, ChooseFile
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.passphrase import key_for
from spiegel.screens.shared.typed_path import as_typed, typed_path
from spiegel.text import hour_minute
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.sectionbar import SectionBar

WORD: Final = ".docx"
OLDER: Final = "older"
"""The row of documents that an earlier Spiegel made, in place of a kind."""


class Shelf(msgspec.Struct, frozen=True):
    """A heading over the documents for the same readers; its name to translate."""

    name: str


class Obstacles(Widget):
    """What stands in the way, wrapped at the width; a line is a button for the mouse."""

    auto_links = False
    DEFAULT_CSS = """
    Obstacles { height: auto; }
    """

    found: reactive[tuple[view.Obstacle, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines take."""
        return len(view.obstacle_lines(self.found, width))

    def render(self) -> RenderResult:
        """The lines under each other, as many as there is room for."""
        width, height = self.content_size
        return Content("\n").join(view.obstacle_lines(self.found, width, height))


class Places(Static):
    """Where documents go and in which style; a line is a button for the mouse."""

    auto_links = False


class ReportScreen(MeetingScreen, screen="report"):
    """The documents of a meeting; one is made at a time, in a thread."""

    CSS_PATH = "screen.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]  # noqa: RUF012

    browse = getters.query_one(Browse)

    class Part(Message):
        """So much of a document is made, 0.0 to 1.0."""

        def __init__(self, kind: str, part: float) -> None:
            super().__init__()
            self.kind = kind
            self.part = part

    class Ended(Message):
        """A document is there, or the reason why it is not; both when it could not be noted."""

        def __init__(self, kind: str, path: Path | None = None, problem: str = "") -> None:
            super().__init__()
            self.kind = kind
            self.path = path
            self.problem = problem

    class Checked(Message):
        """So many points were found in a document that was made."""

        def __init__(self, kind: str, path: Path, points: int) -> None:
            super().__init__()
            self.kind = kind
            self.path = path
            self.points = points

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.folder = meeting.path.parent
        self.template: Path | None = None
        self.made = {kind: Making() for kind in AFTER}
        self.earlier = MadeDocuments()
        self._stop: Event | None = None
        self._settling = False

    def compose(self) -> ComposeResult:
        """What stands in the way, the documents, where they go, the keys."""
        yield SectionBar((_("report"),))
        yield Obstacles()
        yield Browse(self._row, indent=3, id="documents")
        yield Places()
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Begin at the first document."""
        self.query_one(SectionBar).corner = around_view.private(self.meeting)
        self.browse.show(list(shelved(self.meeting.session)))
        self.browse.focus()

    def show_session(self, session: Session) -> None:
        """Draw what stands in the way; how the documents stand is looked up meanwhile."""
        self.query_one(Obstacles).found = view.obstacles(session, self.earlier)
        self.look()
        self._draw_places()
        self.refresh_bindings()

    def _draw_places(self) -> None:
        folder = as_typed(self.folder, folder=True)
        template = as_typed(self.template, folder=False) if self.template is not None else ""
        own = edit_of(self.meeting.session) is not None
        self.query_one(Places).update(view.place_lines(folder, template, own=own))

    def _row(self, key: Hashable) -> Row:
        if isinstance(key, Shelf):
            return Row(heading=Content.styled(_(key.name), "bold $primary"))
        kind = cast(str, key)
        earlier = [made for made in self.earlier.documents if kind_of(made) == kind]
        return view.document_row(kind, self.made.get(kind, Making()), earlier, self.folder)

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stopping is there while something is made, making while nothing is."""
        if action == "stop":
            return self._stop is not None
        if action == "beside":
            polls = self.meeting.session.polls.values()
            return any(poll.state is not PollState.OPEN for poll in polls)
        if action == "make":
            return not self._busy
        if action == "in_short":
            session = self.meeting.session
            return bool(session.statements or session.polls or session.actions)
        if action == "day":
            return another_day(self.meeting.session) is not None
        if action in ("remake", "remove"):
            found = documents_view.stale(self.earlier)
            if action == "remake":
                return not self._busy and any(made.remakable for made in found)
            return not self._busy and (bool(found) or not self.earlier.known)
        return True

    @property
    def _busy(self) -> bool:
        return self._stop is not None or self._settling

    # What was made before

    @work(exclusive=True, group="look", exit_on_error=False)
    async def look(self) -> None:
        """Look how the documents stand that were made before, and draw it."""
        self.earlier = await asyncio.to_thread(self.meeting.documents.look)
        found = frozenset(kind_of(made) for made in self.earlier.documents)
        self.browse.show(list(shelved(self.meeting.session, found)))
        self.query_one(Obstacles).found = view.obstacles(self.meeting.session, self.earlier)
        self.refresh_bindings()

    @work
    async def action_remake(self) -> None:
        """Make again all that is not as it would be now, each in its place."""
        if self._busy:
            return
        with self._settled():
            again = [made for made in documents_view.stale(self.earlier) if made.remakable]
            await documents.remake(self.app, self.meeting, again)

    @work
    async def action_remove(self) -> None:
        """Remove what may not be there any more, or else what is only older; ask first."""
        found = self.earlier.standing(Standing.FORBIDDEN) or documents_view.stale(self.earlier)
        if not self._busy and not self.earlier.known:
            with self._settled():
                await documents.begin_anew(self.app, self.meeting)
        if self._busy or not found:
            return
        with self._settled():
            if await self.app.push_screen_wait(documents.removing(found)):
                await documents.remove(self.app, self.meeting, found)

    @contextmanager
    def _settled(self) -> Iterator[None]:
        """Nothing else is made meanwhile; afterwards it is looked at again."""
        self._settling = True
        self.refresh_bindings()
        try:
            yield
        finally:
            self._settling = False
            self.made = {kind: Making() for kind in AFTER}
            self.look()
            self.refresh_bindings()

    # Making

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter, or a click on the document under the cursor, makes it."""
        event.stop()
        self.action_make()

    def action_shelf(self, by: int) -> None:
        """To the first document for the next readers, or for those before."""
        self.browse.to_heading(by)

    def action_make(self) -> None:
        """Make the document under the cursor, unless one is being made."""
        kind = self.browse.key
        if self._busy or not isinstance(kind, str) or kind not in KINDS:
            return
        if waiting(self.meeting.session, KINDS[kind]):
            self._ask_first(kind)
        else:
            self._begin(kind)

    @work
    async def _ask_first(self, kind: str) -> None:
        """What looks like a person waits for an answer: go there, or make it without."""
        asked = Confirm(
            _("Not everything was looked at"),
            unanswered_words(len(waiting(self.meeting.session, KINDS[kind])), current()),
            _("Make it now; those words stay out, and the document says so"),
            _("Look at them first (F6)"),
        )
        anyway = await self.app.push_screen_wait(asked)
        if anyway:
            self._begin(kind, unchecked=True)
        elif anyway is not None:
            self.app.call_later(self.app.run_action, "app.go('review')")

    def _begin(self, kind: str, *, unchecked: bool = False) -> None:
        if not self._busy:
            self._stop = Event()
            self._show(kind, Making(part=0.0))
            self.make(kind, self.folder, self.template, self._stop, unchecked=unchecked)

    @work(thread=True, exit_on_error=False)
    def make(
        self, kind: str, folder: Path, template: Path | None, stop: Event, *, unchecked: bool
    ) -> None:
        """Make a document in a thread; what becomes of it comes back as messages."""
        word = template if KINDS[kind].of or KINDS[kind].extension == WORD else None
        told = 0

        def progress(part: float) -> None:
            nonlocal told
            if int(100 * part) > told:
                told = int(100 * part)
                self.post_message(self.Part(kind, part))

        try:
            written = self.meeting.documents.make(
                kind,
                folder,
                template=word,
                progress=progress,
                stopped=stop.is_set,
                unchecked=unchecked,
            )
        except NotDoneError as error:
            self.post_message(self.Ended(kind, problem=str(error)))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            words = _("It could not be written in this folder: {reason}.").format(reason=reason)
            self.post_message(self.Ended(kind, problem=words))
        else:
            problem = "" if written.noted else not_noted(current())
            self.post_message(self.Ended(kind, path=written.path, problem=problem))
            if written.path.suffix == WORD:
                self._check(kind, written.path)

    def _check(self, kind: str, path: Path) -> None:
        """Look in the same thread whether everybody can read what was made."""
        try:
            points = self.meeting.documents.points(path)
        except NotDoneError:
            return
        self.post_message(self.Checked(kind, path, points))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault in an exporter is said, and keeps nothing else from being made."""
        if event.state is WorkerState.ERROR and event.worker.name == "make":
            words = _("It could not be made, because of a fault in Spiegel.")
            for kind, making in self.made.items():
                if making.part is not None:
                    self.post_message(self.Ended(kind, problem=words))

    def on_report_screen_part(self, event: Part) -> None:
        """Draw how far it is."""
        if self.made.get(event.kind, Making()).part is not None:
            self._show(event.kind, Making(part=event.part))

    def on_report_screen_ended(self, event: Ended) -> None:
        """Draw where it is, or why it is not there."""
        self._stop = None
        time = hour_minute(self.meeting.now())
        self._show(event.kind, Making(path=event.path, problem=event.problem, time=time))
        self.look()

    def on_report_screen_checked(self, event: Checked) -> None:
        """Draw whether everybody can read it, unless another was made meanwhile."""
        making = self.made.get(event.kind, Making())
        if making.path == event.path:
            self._show(event.kind, msgspec.structs.replace(making, points=event.points))

    def _show(self, kind: str, making: Making) -> None:
        self.made[kind] = making
        self.browse.refresh()
        self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop what is being made; no half file is left."""
        if self._stop is not None:
            self._stop.set()

    # Choosing

    def action_presented(self) -> None:
        """The participants saw the report, or not yet."""
        presented = not self.meeting.session.info.presented
        self.meeting.submit(EditInfo(fields={"presented": presented}), self.report)

    def action_day(self) -> None:
        """The day on which it ran in place of the one that was typed."""
        ran = another_day(self.meeting.session)
        if ran is not None:
            self.meeting.submit(EditInfo(fields={"date": ran}), self.report)

    @work
    async def action_in_short(self) -> None:
        """The sentences on top of page one, to edit; emptied, Spiegel proposes them again."""
        form = InShortForm(self.meeting)
        values = await self.app.push_screen_wait(form)
        change = rewritten(values["words"], form.stood) if values is not None else None
        if change is not None:
            self.meeting.submit(change, self.report)

    @work
    async def action_template(self) -> None:
        """The house style for Word documents; again goes back to Spiegel's own."""
        if self.template is None:
            panel = ChooseFile(_("House style for Word"), (WORD,), self.folder)
            self.template = await self.app.push_screen_wait(panel)
        else:
            self.template = None
        self._draw_places()

    @work
    async def action_beside(self) -> None:
        """Another meeting with the same questions beside this one."""
        number = max(self.meeting.session.counterparts, default=0)
        if not number or await self.app.push_screen_wait(Beside(self.meeting, number)) == "other":
            await self._choose_beside()

    async def _choose_beside(self) -> None:
        panel = ChooseFile(_("Which meeting beside this one?"), SESSIONS, self.folder)
        path = await self.app.push_screen_wait(panel)
        if path is not None:
            self.lay_beside(path)

    @work
    async def lay_beside(self, path: Path) -> None:
        """Lay another meeting beside this one, and show both."""
        key = await key_for(self.app, self.meeting.others, path)
        if key is None:
            return
        try:
            own = self.meeting.session.info.id
            other = await asyncio.to_thread(self.meeting.others.beside, path, key, own)
        except NotDoneError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return

        def laid(receipt: Receipt) -> None:
            self.report(receipt)
            kept = beside(self.meeting.session, other.session)
            if kept is not None and receipt.saved:
                self._show_beside(kept.number)

        self.meeting.submit(LayBeside(other=other), laid)

    @work
    async def _show_beside(self, number: int) -> None:
        if await self.app.push_screen_wait(Beside(self.meeting, number)) == "other":
            await self._choose_beside()

    @work
    async def action_folder(self) -> None:
        """The folder that documents are written to."""
        folder = as_typed(self.folder, folder=True)
        field = Field(key="folder", label=_("folder"), value=folder)
        form = Form(
            _("Folder for the documents"),
            (field,),
            check=no_folder,
            half=HalfForm(self.meeting, "folder"),
        )
        values = await self.app.push_screen_wait(form)
        if values is not None and values["folder"].strip():
            self.folder = typed_path(values["folder"])
            self._draw_places()
            self.browse.refresh()


def shelved(session: Session, found: frozenset[str] = frozenset()) -> Iterator[Hashable]:
    """The kinds of documents that there can be, with a heading over those for the same readers.

    found: those that were made; what is for the day itself comes last, when it was.
    """
    for name, kinds in SHELVES.items():
        there = [kind for kind in kinds if KINDS[kind].there(session) or kind in found]
        if there:
            yield Shelf(name)
            yield from there
    prepared = [kind for kind in (*KINDS, ENVELOPES.key) if kind in found and kind not in AFTER]
    if prepared:
        yield Shelf(N_("For the day itself"))
        yield from prepared
    if OLDER in found:
        yield Shelf(N_("Of an earlier Spiegel"))
        yield OLDER


def kind_of(document: MadeDocument) -> str:
    """The row under which a document stands."""
    known = document.remakable or document.kind == ENVELOPES.key
    return document.kind if known else OLDER


def no_folder(values: Values) -> str:
    """What is wrong with a folder that was typed; one that is not there yet will be made."""
    path = typed_path(values["folder"])
    try:
        wrong = path.exists() and not path.is_dir()
    except OSError:
        wrong = True
    return _("That is no folder.") if wrong else ""
