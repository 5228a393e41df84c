"""How one takes part on a device: a QR code, and beside it what is typed instead."""

from typing import Final

import msgspec
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive

from spiegel.widgets.lettering import Lettering
from spiegel.widgets.qr import Qr

_LINES: Final = ("heading", "address", "code", "joined")


class Joining(msgspec.Struct, frozen=True, kw_only=True):
    """How one takes part on a device.

    heading: what to do. link: what the QR code says. address, code: to be typed. joined: how many
    do, in words.
    """

    heading: str
    link: str
    address: str
    code: str
    joined: str


class JoinCard(Horizontal):
    """The code as large as it is, and the words as large as there is room for."""

    DEFAULT_CSS = """
    JoinCard { height: 1fr; align: center middle; }
    JoinCard Qr { margin-right: 3; }
    JoinCard Vertical { height: 100%; width: 1fr; }
    JoinCard Lettering { height: 1fr; }
    """

    joining: reactive[Joining | None] = reactive(None)

    def compose(self) -> ComposeResult:
        """The QR code, then four lines."""
        yield Qr()
        with Vertical():
            for name in _LINES:
                yield Lettering(id=f"join-{name}", most=2)

    def watch_joining(self) -> None:
        """Draw how one takes part now."""
        if self.joining is None:
            return
        for code in self.query(Qr):
            code.link = self.joining.link
        for name in _LINES:
            for line in self.query(f"#join-{name}").results(Lettering):
                line.words = getattr(self.joining, name)

    def on_mount(self) -> None:
        """Draw what was known before."""
        self.watch_joining()
