"""What comes from the terminal, and goes: no byte may end the program, and no hang-up keep it."""

import codecs
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events

from spiegel.app.dialogs import AskingApp
from spiegel.logbook import LOG

if TYPE_CHECKING:
    from textual.driver import Driver

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_LOST: Final = "\ufffd"


class ReceivingApp(AskingApp):
    """An app that takes whatever is typed or pasted.

    A terminal that speaks Latin-1 sends an é as a byte that is no UTF-8, and a bad line sends any
    bytes at all. Textual decodes them strictly, in the thread that reads the keys, and that ends
    the program.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    """Text is selected as the terminal itself does it: with shift and the mouse.

    Textual's own way remembers widgets that may be gone at the next click, and then fails.
    """

    def get_driver_class(self) -> "type[Driver]":
        """The terminal as Textual knows it, with patience."""
        found = super().get_driver_class()
        return found if sys.platform == "win32" else _patient(found)

    async def on_event(self, event: events.Event) -> None:
        """Take half characters out of what was pasted: no terminal and no clipboard takes them.

        What is pressed while the program ends is pressed too late: its screens are gone.
        """
        if isinstance(event, events.InputEvent) and not self.is_running:
            return
        if isinstance(event, events.Paste):
            event.text = _SURROGATES.sub(_LOST, event.text)
        await super().on_event(event)


if sys.platform != "win32":

    def _patient(driver: "type[Driver]") -> "type[Driver]":
        """The same driver, that goes on reading whatever it read."""
        from textual.drivers import linux_driver

        if driver is not linux_driver.LinuxDriver:
            return driver
        decoder = partial(codecs.getincrementaldecoder("utf-8"), errors="replace")
        # The driver asks its module for a decoder when it begins to read.
        vars(linux_driver)["getincrementaldecoder"] = lambda _encoding: decoder

        class Patient(linux_driver.LinuxDriver):
            """Reads on after a sequence that means nothing, and waits for no terminal that is gone.

            Textual writes through a thread, which ends with its terminal; then nobody empties its
            queue, and the next that is put there would wait for ever, also at the end.
            """

            def write(self, data: str) -> None:
                if self._writes:
                    super().write(data)

            def close(self) -> None:
                if self._writes:
                    super().close()

            @property
            def _writes(self) -> bool:
                return self._writer_thread is None or self._writer_thread.is_alive()

            def run_input_thread(self) -> None:
                while True:
                    try:
                        return super().run_input_thread()
                    except OSError:
                        # The terminal itself is gone.
                        raise
                    except Exception as error:  # noqa: BLE001 - of bytes that nobody typed
                        LOG.warning("input not understood %s", type(error).__name__)

        return Patient
