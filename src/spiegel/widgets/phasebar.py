"""The running order in one line: what was, what runs, what comes, and the time of day."""

import msgspec
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


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
        gap = Content("   ")
        line = gap.join(_drawn(phase) for phase in shown)
        fill = max(1, self.content_size.width - line.cell_length - end.cell_length)
        return Content.assemble(line, " " * fill, end)

    def _fitting(self, room: int) -> list[PhaseMark]:
        """One phase before, the running one, and those after it while there is room."""
        now = next((i for i, phase in enumerate(self.phases) if phase.state == "now"), 0)
        shown = list(self.phases[max(0, now - 1) :])
        while len(shown) > 1 and _width(shown) > room:
            shown.pop()
        if self.phases and self.phases[now] not in shown:
            shown = [self.phases[now]]
        return shown


def _width(phases: list[PhaseMark]) -> int:
    return sum(_drawn(phase).cell_length for phase in phases) + 3 * (len(phases) - 1)


def _drawn(phase: PhaseMark) -> Content:
    match phase.state:
        case "done":
            return Content.styled(f"✓ {phase.name}", "$muted")
        case "now":
            return Content.styled(f"▶ {phase.name}", "bold $primary")
        case _:
            return Content.styled(phase.name, "$muted")
