"""Whatever comes in over the line, text or not: the program goes on, and takes the next line."""

import io
import random
import threading
import time
from pathlib import Path

import pytest
from textual.drivers._writer_thread import WriterThread

from spiegel import clock, demo
from spiegel.app.app import Spiegel
from spiegel.store.session.file import SessionFile
from terminal import Terminal

QUIT = b"\x11"
MANY = 400
"""Portions of bytes that mean nothing."""


@pytest.fixture
def session(tmp_path: Path) -> Path:
    path = tmp_path / "gesprek.spiegel"
    played = demo.play("middle", demo.start_for(clock.now()))
    SessionFile.create(path, played, clock=clock.now, window="test").close()
    return path


def the_next_line_is_taken(terminal: Terminal, session: Path) -> None:
    """Whatever is open now, the line of the scribe is a key away, and what it takes is kept."""
    end = time.monotonic() + 20
    while "daarna gewoon verder" not in session.read_text(encoding="utf-8"):
        assert time.monotonic() < end, terminal.text
        assert terminal.process.poll() is None, terminal.text
        terminal.send("f9" if terminal.text.split() == ["F9"] else "escape")
        terminal.read_for(0.2)
        terminal.send("f4")
        terminal.read_for(0.2)
        terminal.send("ctrl+u")
        terminal.type_line("D1: daarna gewoon verder")
        terminal.read_for(0.5)


@pytest.mark.slow
@pytest.mark.reckons
def test_an_accent_from_a_terminal_that_speaks_latin_1_does_not_end_it(session, tmp_path):
    with Terminal("open", session, "--role", "scribe", home=tmp_path) as terminal:
        terminal.wait("Thema")
        terminal.send_bytes("D3: één café".encode("latin-1"))
        terminal.wait("n caf")
        terminal.send("ctrl+u")
        the_next_line_is_taken(terminal, session)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_bytes_that_nobody_typed_end_nothing(session, tmp_path, seed, counted):
    chance = random.Random(seed)
    starts = (b"", b"", b"\x1b", b"\x1b[", b"\x1b[<", b"\x1bO", b"\x1b]", b"\x1b[200~", b"\x1b[?")
    with Terminal("open", session, "--role", "scribe", home=tmp_path) as terminal:
        terminal.wait("Thema")
        sent = 0
        for _ in range(MANY):
            portion = chance.choice(starts) + chance.randbytes(chance.choice((1, 3, 12, 60)))
            terminal.send_bytes(portion.replace(QUIT, b""))
            sent += len(portion)
            terminal.read(0.01)
        terminal.send_bytes(b"\x1b[201~")
        the_next_line_is_taken(terminal, session)
    counted(f"{sent} bytes that nobody typed")


def test_what_is_written_to_a_terminal_that_is_gone_is_waited_for_by_nobody():
    found = Spiegel().get_driver_class()
    driver = found.__new__(found)
    # Its thread ended with the terminal: nobody empties its queue.
    driver._writer_thread = WriterThread(io.StringIO())

    def write_and_close() -> None:
        for _ in range(100):
            driver.write("x")
        driver.close()

    ending = threading.Thread(target=write_and_close, daemon=True)
    ending.start()
    ending.join(5)
    assert not ending.is_alive()


@pytest.mark.slow
@pytest.mark.reckons
def test_shift_f6_of_a_console_opens_the_personas_and_is_no_space_bar(session, tmp_path):
    with Terminal("open", session, home=tmp_path, TERM="linux") as terminal:
        terminal.send("f3")
        terminal.wait("Vraag 3 van 7")
        before = session.read_bytes()
        terminal.send_bytes(b"\x1b[32~")
        terminal.wait("uitspraken en groepjes")
        assert session.read_bytes() == before
