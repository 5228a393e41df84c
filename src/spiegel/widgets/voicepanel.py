"""Who was heard, in the order of the chairs."""

from collections.abc import Iterable

import msgspec
from textual.content import Content
from textual.reactive import var

from spiegel.i18n import _
from spiegel.widgets.lines import Lines


class VoiceCount(msgspec.Struct, frozen=True):
    """A participant as the panel shows it: the code, and how often heard on this question."""

    code: str
    count: int


class VoicesShown(msgspec.Struct, frozen=True, kw_only=True):
    """All that the panel says.

    clients: whether the clients speak now; otherwise the panel is empty. here: what they
    were heard on. heard: in the order of the chairs. quiet: who was heard least, with the minutes
    of silence. loud: who speaks over twice the average.
    """

    clients: bool = False
    here: str = ""
    heard: tuple[VoiceCount, ...] = ()
    not_yet: tuple[str, ...] = ()
    quiet: str = ""
    loud: tuple[str, ...] = ()


def flowing(parts: Iterable[Content], width: int) -> Content:
    """The parts beside each other, and on a new line when there is no room; none is broken."""
    lines: list[list[Content]] = [[]]
    for part in parts:
        used = sum(other.cell_length + 2 for other in lines[-1])
        if lines[-1] and used + part.cell_length > width:
            lines.append([])
        lines[-1].append(part)
    return Content("\n").join(Content("  ").join(line) for line in lines)


class VoicePanel(Lines):
    """Who is silent first, then who was heard on this question and who not yet."""

    shown: var[VoicesShown] = var(VoicesShown())
    calm: var[bool] = var(False)
    """Without advice and colour."""
    short: var[bool] = var(False)
    """Two lines only, for a small window."""

    def watch_shown(self) -> None:
        """Draw other voices."""
        self.changed()

    def watch_calm(self) -> None:
        """Draw without advice, or with it again."""
        self.changed()

    def watch_short(self) -> None:
        """Draw in less room, or in more."""
        self.changed()

    def render(self) -> Content:
        """The lines that hold something."""
        if not self.shown.clients:
            return Content("")
        lines = [self._quiet(), self._heard(), self._not_yet()]
        if not self.short:
            lines.insert(1, Content.styled(self.shown.here, "$muted"))
            lines.append(self._loud())
        return Content("\n").join(line for line in lines if line is not None)

    def _quiet(self) -> Content | None:
        if not self.shown.quiet or self.calm:
            return Content("") if not self.short else None
        return Content.assemble((_("silent") + "  ", "$muted"), (self.shown.quiet, "bold $accent"))

    def _heard(self) -> Content:
        if not self.shown.heard:
            return Content.styled(_("nobody yet"), "$muted")
        voices = (
            Content.assemble(f"{voice.code} ", (str(voice.count), "bold"))
            for voice in self.shown.heard
        )
        return flowing(voices, self.container_size.width)

    def _not_yet(self) -> Content | None:
        if not self.shown.not_yet or not self.shown.heard:
            return None
        return Content.assemble(
            (_("not yet") + " ", "$muted"),
            (" ".join(self.shown.not_yet), "" if self.calm else "$accent"),
        )

    def _loud(self) -> Content | None:
        if not self.shown.loud or self.calm:
            return None
        return Content.assemble((_("much heard") + "  ", "$muted"), " ".join(self.shown.loud))
