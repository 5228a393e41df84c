"""All that we use of Textual under its private names, each with the reason why no public one does.

`tests/app/test_textual_private.py` fails when Textual changes one of them.
"""

import sys
from codecs import IncrementalDecoder
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textual import _keyboard_protocol, events
from textual.app import App
from textual.message import Message
from textual.notifications import Notification
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.message_pump import MessagePump as _Pump

    _App = App[Any]
else:
    # No base in the DOM, or what is mixed with it would inherit its styles from here.
    _Pump = _App = object


class Choosy(_Pump):
    """Hears only what it wants to hear.

    `disable_messages` and `check_message_enabled` are asked when a message is sent: one that is on
    its way already gets through.
    """

    def hears(self, message: Message) -> bool:
        """Whether this message is handled."""
        raise NotImplementedError

    async def _dispatch_message(self, message: Message) -> None:
        if self.hears(message):
            await super()._dispatch_message(message)


class Discreet(_App):
    """An app that ends with its own words after a fault in itself.

    Textual's way prints a traceback with locals; nothing public stands between a fault and that.
    """

    def last_words(self, error: Exception) -> "RenderableType":
        """What is said of a fault, when the terminal is as it was."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self._exception is None:
            # A test is told by these what went wrong.
            self._exception = error
            self._exception_event.set()
            self.panic(self.last_words(error))


def shown_notifications(app: App[Any]) -> tuple[Notification, ...]:
    """What an app says in passing now, the oldest first; an app can only be told to say more."""
    return tuple(app._notifications)


def take_away(app: App[Any], notification: Notification) -> None:
    """Take one of them away; in public they go all at once. It is seen when the next one comes."""
    app._unnotify(notification, refresh=False)


def styled_as_others(app: App[Any], screen: Screen[Any]) -> None:
    """A screen that is made now needs no styles but its own.

    Textual takes it for one that was made before the colours changed, and styles and lays out the
    screen that is left and the app anew, before and after.
    """
    screen._css_update_count = app._css_update_count


def begin_in(app: App[Any], mode: str) -> None:
    """An app that is not running yet begins in this mode.

    In public a class says so once for all its apps; else an app begins with an empty screen, which
    is left, and kept, and the screen after it comes 50 ms later.
    """
    app._screen_stacks = {mode: []}
    app._current_mode = mode


def begin_frames(screen: Screen[Any]) -> None:
    """A screen that is new is painted as soon as it may be.

    Textual counts its frames of 16 ms from the first one that is asked for, so that this one waits
    for a whole frame; it asks when the screen before has been left for 50 ms.
    """
    screen._update_timer.resume()


def name_keys(names: Mapping[int, str]) -> None:
    """Name keys by the number that a terminal sends between ESC [ and ~.

    Textual knows those up to F12 there, and takes other numbers for characters: 32 for the space
    bar, which is shift+F6 on a Linux console. No parameter says so.
    """
    sent = {f"{number}~": name for number, name in names.items()}
    _keyboard_protocol.FUNCTIONAL_KEYS.update(sent)


def hand_on(key: events.Key, widget: Widget) -> None:
    """Give a key to a widget that has not the focus, as if the app had handed it on.

    What a widget does not take goes up to the app, which hands on any key that was not handed on
    yet: without that mark, which only Textual sets, it would come back for ever.
    """
    key = events.Key(key.key, key.character)
    key._set_forwarded()
    widget.post_message(key)


if sys.platform != "win32":
    from textual.drivers import linux_driver

    def can_write(driver: linux_driver.LinuxDriver) -> bool:
        """Whether anybody empties the queue of what is written: it is a thread, and may be gone."""
        return driver._writer_thread is None or driver._writer_thread.is_alive()

    def decode_keys(decoder: Callable[[], IncrementalDecoder]) -> None:
        """Read the keys of this process with a decoder of our own.

        The thread that reads takes one that is strict from its module, and no parameter says so.
        """
        vars(linux_driver)["getincrementaldecoder"] = lambda _encoding: decoder
