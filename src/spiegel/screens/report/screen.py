"""Report: what stands in the way, the documents, and where they are."""

import asyncio
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

import msgspec
from textual import getters, work
from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from spiegel.domain.report.edited import kept_words
from spiegel.domain.report.held import another_day
from spiegel.domain.report.kinds import AFTER, ENVELOPES, KINDS, SHELVES, named_as_made
from spiegel.domain.report.standing import Standing
from spiegel.domain.report.traces import unanswered_words, waiting
from spiegel.domain.session.polls import PollState
from spiegel.domain.session.preparation import IN_SHORT, WORD_LIST
from spiegel.domain.session.session import EditInfo, Session
from spiegel.i18n import N_, _, current
from spiegel.meeting.port.documents import MadeDocument, MadeDocuments
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.report import view
from spiegel.screens.report.edited import EditedForm, InShortForm, WordListForm
from spiegel.screens.report.press import Press
from spiegel.screens.report.side_by_side import SideBySide
from spiegel.screens.shared import around_view, documents, documents_view
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.choose_file import ChooseFile
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.typed_path import as_typed, typed_path
from spiegel.text import local_day
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.sectionbar import SectionBar

OLDER: Final = "older"
"""The row of documents that an earlier Spiegel made, in place of a kind."""
HOUSE_STYLES: Final = (".docx", ".dotx", ".docm", ".dotm")


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


class Places(Widget):
    """Where documents go and in which style; a line is a button for the mouse."""

    auto_links = False

    placed: reactive[view.Placed] = reactive(view.Placed())

    def render(self) -> RenderResult:
        """The lines under each other, one each however long a path is."""
        return view.place_lines(self.placed, self.content_size.width)


class ReportScreen(MeetingScreen, screen="report"):
    """The documents of a meeting, those that were made before, and where they go.

    Its parts: `press`, which makes them; `side_by_side`, another meeting beside this one.
    """

    CSS_PATH = "screen.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-middle"), (32, "-high")]  # noqa: RUF012

    browse = getters.query_one(Browse)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.folder = meeting.path.parent
        self.template: Path | None = None
        self.press = Press(meeting, self._draw_made, self.look)
        self.side_by_side = SideBySide(meeting, lambda: self.app, self.run_worker, self.report)
        self.earlier = MadeDocuments()
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
        self.query_one(Obstacles).found = view.obstacles(
            session, self.earlier, local_day(self.meeting.now())
        )
        self.look()
        self._draw_places()
        self.refresh_bindings()

    def _draw_places(self) -> None:
        folder = as_typed(self.folder, folder=True)
        template = as_typed(self.template, folder=False) if self.template is not None else ""
        session = self.meeting.session
        own, listed = (kept_words(session, paper) is not None for paper in (IN_SHORT, WORD_LIST))
        placed = view.Placed(folder=folder, template=template, own=own, listed=listed)
        self.query_one(Places).placed = placed

    def _row(self, key: Hashable) -> Row:
        if isinstance(key, Shelf):
            return Row(heading=Content.styled(_(key.name), "bold $primary"))
        kind = cast(str, key)
        earlier = [made for made in self.earlier.documents if kind_of(made) == kind]
        return view.document_row(kind, self.press.of(kind), earlier, self.folder)

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stopping is there while something is made, making while nothing is."""
        if action == "stop":
            return self.press.busy
        if action == "beside":
            polls = self.meeting.session.polls.values()
            return any(poll.state is not PollState.OPEN for poll in polls)
        if action == "make":
            return not self._busy
        if action in ("in_short", "words"):
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
        return self.press.busy or self._settling

    def on_browse_seen(self, event: Browse.Seen) -> None:
        """Say on the rule above them how many more documents there are under what is seen."""
        event.stop()
        more = self.browse.more(event.below)
        self.browse.border_title = more.pad(1, 1) if more.plain else more

    # What was made before

    @work(exclusive=True, group="look", exit_on_error=False)
    async def look(self) -> None:
        """Look how the documents stand that were made before, and draw it."""
        self.earlier = await asyncio.to_thread(self.meeting.documents.look)
        found = frozenset(kind_of(made) for made in self.earlier.documents)
        self.browse.show(list(shelved(self.meeting.session, found)))
        self.query_one(Obstacles).found = view.obstacles(
            self.meeting.session, self.earlier, local_day(self.meeting.now())
        )
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
            self.press.forget()
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
            making = self.press.begin(kind, self.folder, self.template, unchecked=unchecked)
            self.run_worker(making, name="make", exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault in an exporter is said, and keeps nothing else from being made."""
        if event.state is WorkerState.ERROR and event.worker.name == "make":
            self.press.failed()

    def _draw_made(self) -> None:
        self.browse.refresh()
        self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop what is being made."""
        self.press.stop()

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
        await self._edit(InShortForm(self.meeting))

    @work
    async def action_words(self) -> None:
        """What words of the field mean, to edit; emptied, Spiegel proposes them again."""
        await self._edit(WordListForm(self.meeting))

    async def _edit(self, form: EditedForm) -> None:
        values = await self.app.push_screen_wait(form)
        change = form.stood.rewritten(values["words"]) if values is not None else None
        if change is not None:
            self.meeting.submit(change, self.report)

    @work
    async def action_template(self) -> None:
        """The house style for Word documents; again goes back to Spiegel's own."""
        if self.template is None:
            made = frozenset(one.path for one in self.meeting.documents.noted().documents)
            panel = ChooseFile(
                _("House style for Word"),
                HOUSE_STYLES,
                self.folder,
                besides=lambda path: path in made or named_as_made(path.name),
            )
            self.template = await self.app.push_screen_wait(panel)
        else:
            self.template = None
        self._draw_places()

    @work
    async def action_beside(self) -> None:
        """Another meeting with the same questions beside this one."""
        await self.side_by_side.look()

    @work
    async def lay_beside(self, path: Path) -> None:
        """Lay this meeting beside the one that is open, and show both."""
        await self.side_by_side.lay(path)

    @work
    async def action_folder(self) -> None:
        """The folder that documents are written to."""
        folder = as_typed(self.folder, folder=True)
        field = Field(key="folder", label=_("folder"), value=folder)
        form = Form(
            _("Folder for the documents"),
            (field,),
            check=no_folder,
            half=HalfForm(self.meeting.typed, "folder"),
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
