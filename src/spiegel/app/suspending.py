"""What a window does that is stopped for a while, by ctrl+z of a shell or by kill -STOP."""

import asyncio
import os
import signal
import sys

from spiegel.app.terminal import ReceivingApp


class StoppingApp(ReceivingApp):
    """An app that takes its terminal up again however it was stopped.

    Textual starts reading its keys anew when it goes on, also when nothing had ended the reading
    before, as with SIGSTOP: then two threads share the keys, and the first never ends.
    """

    _gave_back = False
    """Whether the terminal was given back before the stop."""

    def listen_for_stops(self) -> None:
        """Stop and go on by our own rule from now on; call it when the screens run."""
        if sys.platform == "win32" or self.is_headless:
            return
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, self._stop)
        loop.add_signal_handler(signal.SIGCONT, self._go_on)

    def _stop(self) -> None:
        """Give the terminal back as it was, then stop."""
        if sys.platform != "win32" and self._driver is not None:
            self._driver.suspend_application_mode()
            self._gave_back = True
            os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """Take the terminal, which may hold anything by now, and draw all of the screen."""
        if self._driver is None:
            return
        if not self._gave_back:
            self._driver.suspend_application_mode()
        self._gave_back = False
        self._driver.resume_application_mode()
        self.refresh(layout=True)
