"""Two meetings side by side, and which groups of ideas mean the same: linked by hand, by number."""

from pathlib import Path, PurePath
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.polls.compare import Comparison, LinkClusters
from spiegel.domain.report.compared import beside_it
from spiegel.domain.report.material import Material, material
from spiegel.i18n import _, current
from spiegel.meeting.port.meeting import Meeting, Receipt, Undoing
from spiegel.screens.report import side_by_side_view as view
from spiegel.screens.shared.panels import STYLES, Panel
from spiegel.screens.shared.typing import Deed
from spiegel.text import plain
from spiegel.widgets.options import Options


class SideBySidePanel(Panel[str]):
    """The comparison; dismissed with "other" to lay another meeting beside this one.

    A number and Enter links the marked group with that one of the other meeting, or takes that
    back; Enter alone takes over what looks alike.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "other", show=False),
        Binding("ctrl+z", "undo", show=False),
    ]
    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES, Path(__file__).with_suffix(".tcss")]
    AUTO_FOCUS = "OptionList"

    choices = getters.query_one(OptionList)
    said = getters.query_one("#said", Static)

    def __init__(self, meeting: Meeting, number: int) -> None:
        """number: of the other meeting, among those that lie beside this one."""
        super().__init__(_("Side by side"))
        self.meeting = meeting
        self.number = number
        self._rows: tuple[view.BesideRow, ...] = ()

    def contents(self) -> ComposeResult:
        """The rows, what went wrong, and what the keys do."""
        yield Options()
        yield Static("", id="said")
        yield Static(
            plain(
                _(
                    "number and Enter: means the same, or not · Enter: what it looks like"
                    " · a: another meeting · Esc: back"
                )
            ),
            classes="hint",
        )

    def on_mount(self) -> None:
        """Draw it."""
        self._draw()

    @property
    def _seen(self) -> Material:
        return material(self.meeting.session, current())

    @property
    def _found(self) -> Comparison | None:
        other = self.meeting.session.counterparts.get(self.number)
        return beside_it(self._seen, other) if other else None

    def _draw(self) -> None:
        """Draw the rows anew; the mark stays on its group."""
        found = self._found
        if found is None:
            self.dismiss(None)
            return
        marked = self._marked
        self._rows = view.rows(found, self._seen)
        self.choices.clear_options()
        self.choices.add_options([_option(row) for row in self._rows])
        groups = [at for at, row in enumerate(self._rows) if row.own or row.theirs]
        stays = [at for at in groups if marked and set(marked.own) & set(self._rows[at].own)]
        self.choices.highlighted = next(iter((*stays, *groups)), None)

    @property
    def _marked(self) -> view.BesideRow | None:
        at = self.choices.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def deed(self, character: str, key: str) -> Deed | None:
        """A number is a group of the other meeting."""
        if not character.isdecimal():
            return super().deed(character, key)
        found, marked = self._found, self._marked
        theirs = view.typed(found, int(character)) if found is not None else None
        if found is None or theirs is None or marked is None or not marked.own:
            return None
        name = view.numbers(found)[int(character)]
        apart = theirs in marked.theirs
        asked = (
            _("Not the same as {number} {name}?") if apart else _("The same as {number} {name}?")
        )
        return Deed(
            keys=character,
            label=name,
            asks=asked.format(number=character, name=name),
            do=lambda: self._link(marked.own[0], theirs, apart=apart),
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take over what looks alike."""
        event.stop()
        row = self._rows[event.option_index]
        if row.likely and row.own:
            self._link(row.own[0], row.likely)

    def _link(self, own: int, theirs: int, *, apart: bool = False) -> None:
        change = LinkClusters(number=self.number, cluster=own, theirs=theirs, apart=apart)
        self.meeting.submit(change, self._kept)

    def _kept(self, receipt: Receipt) -> None:
        if self.is_current:
            self.said.update(plain(receipt.problem, "$accent"))
            self._draw()

    def action_undo(self) -> None:
        """Take back the last link."""
        self.meeting.undo(self._undone)

    def _undone(self, undoing: Undoing) -> None:
        if self.is_current:
            words = undoing.problem or _("Taken back: {name}").format(name=undoing.name)
            self.said.update(plain(words, "$muted"))
            self._draw()

    def action_other(self) -> None:
        """Lay another meeting beside this one, or this one as it is now."""
        self.dismiss("other")


def _option(row: view.BesideRow) -> Option:
    if row.heading:
        return Option(Content.styled(row.words, "bold $primary"), disabled=True)
    group = bool(row.own or row.theirs)
    return Option(plain(row.words, "" if group else "$muted"), disabled=not group)
