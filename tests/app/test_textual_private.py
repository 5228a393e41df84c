"""Each private name of Textual that we use: it is there, and does what we use it for."""

import asyncio
import io
import os
import threading
from codecs import getincrementaldecoder
from functools import partial

import pytest
from textual import _keyboard_protocol, events, timer
from textual.app import App, ComposeResult, UnknownModeError
from textual.drivers import linux_driver
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Label

from spiegel import textual_private
from spiegel.textual_private import (
    Choosy,
    Discreet,
    begin_frames,
    begin_in,
    can_write,
    decode_keys,
    hand_on,
    name_keys,
    shown_notifications,
    styled_as_others,
    take_away,
)

BOUND = "f8"
"""A key that no widget takes."""


class Fields(App[None]):
    """Two fields, and what came up to the app."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[str] = []

    def compose(self) -> ComposeResult:
        yield Input(id="one")
        yield Input(id="two")

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self.came.append(event.key)
            assert len(self.came) < 20, "it comes back for ever"
        await super().on_event(event)


class Deaf(Choosy, Screen[None]):
    """A screen that hears no click of a label while it is deaf."""

    deaf = False

    class Asked(Message):
        """Somebody wants something."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def hears(self, message: Message) -> bool:
        return not (self.deaf and isinstance(message, events.Key | Deaf.Asked))

    def on_key(self, event: events.Key) -> None:
        self.heard.append(event.key)

    def on_deaf_asked(self) -> None:
        self.heard.append("asked")


class Failing(Discreet, App[None]):
    """An app with a fault in itself."""

    def last_words(self, error: Exception) -> str:
        return f"That was a {type(error).__name__}."

    def compose(self) -> ComposeResult:
        yield Label("zandloper")

    def on_key(self) -> None:
        words = self.query_one(Label).render()
        raise LookupError(words)


async def test_an_app_begins_in_a_mode_and_has_no_screen_beside_it():
    made = []
    app = Fields()
    app.add_mode("first", lambda: made.append(Screen()) or made[-1])
    begin_in(app, "first")
    async with app.run_test():
        assert app.current_mode == "first"
        assert app.screen_stack == made
        with pytest.raises(UnknownModeError):
            app.switch_mode("_default")


@pytest.mark.parametrize("begun", [False, True])
async def test_the_first_frame_of_a_new_screen_has_passed_before_it_is_painted(monkeypatch, begun):
    frames = []

    async def sleep(seconds):
        frames.append(seconds)
        await asyncio.sleep(0)

    app = Fields()
    async with app.run_test() as pilot:
        monkeypatch.setattr(timer, "sleep", sleep)
        with app.batch_update():
            screen = Screen()
            await app.push_screen(screen)
            if begun:
                begin_frames(screen)
            await pilot.pause()
            assert bool(frames) is begun


async def test_of_what_is_said_in_passing_one_can_be_taken_away():
    app = Fields()
    async with app.run_test(notifications=True) as pilot:
        for words in ("een", "twee"):
            app.notify(words)
        await pilot.pause()
        one, two = shown_notifications(app)
        assert (one.message, two.message) == ("een", "twee")

        take_away(app, one)
        app.notify("drie")
        await pilot.pause()

        assert [each.message for each in shown_notifications(app)] == ["twee", "drie"]
        assert len(app.screen.query("Toast")) == 2


class Styled(App[None]):
    """How often each screen was given its styles by the app."""

    def __init__(self) -> None:
        super().__init__()
        self.refreshed = 0

    def refresh_css(self, animate: bool = True) -> None:
        self.refreshed += 1
        super().refresh_css(animate)


@pytest.mark.parametrize("told", [False, True])
async def test_a_screen_that_is_made_now_does_not_style_the_one_that_is_left(told):
    app = Styled()
    async with app.run_test() as pilot:

        def made() -> Screen[None]:
            screen = Screen[None]()
            if told:
                styled_as_others(app, screen)
            return screen

        app.add_mode("new", made)
        app.refreshed = 0
        await app.switch_mode("new")
        await pilot.pause()
        # Without it Textual does: when it no longer does, this is no longer needed.
        assert (app.refreshed == 0) == told


async def test_a_key_that_is_handed_on_is_typed_there():
    app = Fields()
    async with app.run_test() as pilot:
        app.query_one("#one").focus()
        hand_on(events.Key("x", "x"), app.query_one("#two"))
        await pilot.pause()
        assert [field.value for field in app.query(Input)] == ["", "x"]


async def test_a_key_that_is_handed_on_and_not_taken_comes_up_once():
    app = Fields()
    async with app.run_test() as pilot:
        one, two = app.query(Input)
        one.call_later(hand_on, events.Key(BOUND, None), two)
        for _widget in ("#two", "screen", "app", "#one", "screen", "app"):
            await pilot.pause()
        assert app.came == [BOUND]


async def test_a_choosy_screen_does_not_hear_what_is_on_its_way_already():
    app = App[None]()
    async with app.run_test() as pilot:
        screen = Deaf()
        await app.push_screen(screen)
        await pilot.press("a")
        for message in (Deaf.Asked(), Deaf.Asked(), events.Key("b", "b")):
            screen.post_message(message)
        screen.deaf = True
        await pilot.pause()
        screen.deaf = False
        screen.post_message(Deaf.Asked())
        await pilot.pause()
        assert screen.heard == ["a", "asked"]


async def test_a_fault_is_said_in_our_words_and_a_test_is_told_of_it(capsys):
    app = Failing()
    with pytest.raises(LookupError, match="zandloper"):
        # At once: who is not told waits half a minute for the screen.
        async with asyncio.timeout(15) as limit, app.run_test() as pilot:
            await pilot.press("a")
    assert not limit.expired()
    assert app.return_code == 1
    said = "".join(capsys.readouterr())
    assert "That was a LookupError." in said
    assert "zandloper" not in said


def driver_for(input_: int) -> tuple[linux_driver.LinuxDriver, list[Message]]:
    """A driver that is not started, and what it read."""
    driver = linux_driver.LinuxDriver.__new__(linux_driver.LinuxDriver)
    came: list[Message] = []
    driver.__dict__.update(
        fileno=input_, exit_event=threading.Event(), process_message=came.append, _debug=False
    )
    return driver, came


def test_a_byte_that_is_no_character_is_read_as_such(monkeypatch):
    monkeypatch.setattr(linux_driver, "getincrementaldecoder", getincrementaldecoder)
    decode_keys(partial(getincrementaldecoder("utf-8"), errors="replace"))
    read, write = os.pipe()
    driver, came = driver_for(read)
    os.write(write, b"a\xe9b")
    os.close(write)
    reading = threading.Thread(target=driver.run_input_thread, daemon=True)
    reading.start()
    while len(came) < 3 and reading.is_alive():
        reading.join(0.01)
    driver.exit_event.set()
    reading.join()
    os.close(read)
    keys = [event.character for event in came if isinstance(event, events.Key)]
    assert keys == ["a", "\ufffd", "b"]


def read_by_a_driver(sent: bytes) -> list[str]:
    """What keys a driver makes of bytes, up to the letter q."""
    read, write = os.pipe()
    driver, came = driver_for(read)
    os.write(write, sent + b"q")
    os.close(write)
    reading = threading.Thread(target=driver.run_input_thread, daemon=True)
    reading.start()
    while not any(isinstance(e, events.Key) and e.key == "q" for e in came) and reading.is_alive():
        reading.join(0.01)
    driver.exit_event.set()
    reading.join()
    os.close(read)
    return [event.key for event in came if isinstance(event, events.Key)][:-1]


def test_a_key_above_f12_is_no_space_bar_when_it_has_a_name(monkeypatch):
    for number in (31, 32):
        monkeypatch.setitem(_keyboard_protocol.FUNCTIONAL_KEYS, f"{number}~", "")
    assert read_by_a_driver(b"\x1b[32~") == ["space"]  # else there is nothing to name
    name_keys({31: "shift+f5", 32: "shift+f6"})
    assert read_by_a_driver(b"\x1b[31~\x1b[32~\x1b[17~") == ["shift+f5", "shift+f6", "f6"]


def test_a_driver_can_write_as_long_as_its_thread_lives():
    driver, _came = driver_for(0)
    driver._writer_thread = None
    assert can_write(driver)
    thread = linux_driver.WriterThread(io.StringIO())
    thread.start()
    driver._writer_thread = thread
    driver.write("x")
    assert can_write(driver)
    thread.stop()
    assert not can_write(driver)


def test_every_name_has_its_reason():
    public = {name: part for name, part in vars(textual_private).items() if _ours(part)}
    assert len(public) == 11
    assert [name for name, part in public.items() if not part.__doc__] == []


def _ours(part: object) -> bool:
    return getattr(part, "__module__", "") == textual_private.__name__
