"""The running order in one line: what was, what runs, what comes, and the time of day."""

from typing import Final

import msgspec
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

GAP: Final = Content("   ")
MORE: Final = Content.styled("   ›", "$muted")
"""Behind the last phase that is seen, where others come after it."""


class PhaseMark(msgspec.Struct, frozen=True):
    """A phase as the bar shows it: its name, and "done", "now" or "later"."""

    name: str
    state: str


class PhaseBar(Widget):
    """The phases around the one that runs; the time of day stands at the right."""

    DEFAULT_CSS = """
    PhaseBar { height: 1; padding: 0 1; background: $surface; }
    """

    phases: reactive[tuple[PhaseMark, ...]] = reactive(())
    time: reactive[str] = reactive("")
    corner: reactive[str] = reactive("")
    """A word before the time, such as *privé*."""

    def render(self) -> RenderResult:
        """As many phases as fit, the one that runs always among them."""
        end = Content.assemble((self.corner, "$muted"), "  " if self.corner else "", self.time)
        room = self.content_size.width - end.cell_length - 2
        shown = self._fitting(room)
        line = GAP.join(_drawn(phase) for phase in shown)
        if shown and shown[-1] is not self.phases[-1]:
            line = Content.assemble(line, MORE)
        fill = max(1, self.content_size.width - line.cell_length - end.cell_length)
        return Content.assemble(line, " " * fill, end)

    def _fitting(self, room: int) -> list[PhaseMark]:
        """One phase before the running or last one, that one, and those after it that fit."""
        done = len([phase for phase in self.phases if phase.state == "done"])
        running = (i for i, phase in enumerate(self.phases) if phase.state == "now")
        now = next(running, max(0, done - 1))
        shown = list(self.phases[max(0, now - 1) :])
        whole = _width(shown) <= room
        while len(shown) > 1 and not whole and _width(shown) + MORE.cell_length > room:
            shown.pop()
        if self.phases and self.phases[now] not in shown:
            shown = [self.phases[now]]
        return shown


def _width(phases: list[PhaseMark]) -> int:
    return GAP.join(_drawn(phase) for phase in phases).cell_length


def _drawn(phase: PhaseMark) -> Content:
    match phase.state:
        case "done":
            return Content.styled(f"✓ {phase.name}", "$muted")
        case "now":
            return Content.styled(f"▶ {phase.name}", "bold $primary")
        case _:
            return Content.styled(phase.name, "$muted")
