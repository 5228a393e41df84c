"""The server and the windows of this laptop: what a window sees of it, and what it can ask."""

import socket
import sys
from pathlib import Path

import pytest

from meeting.inbox import Inbox
from spiegel.meeting import serving
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.serving import Door, FreeSeat, NewCode, Serving, Stop, TurnCodes
from spiegel.meeting.serving import Desk, Kept, SessionServer

SERVING = Serving(
    address="192.168.8.2", port=8080, link="http://192.168.8.2:8080/BDFG", code="BDFG"
)


@pytest.fixture(autouse=True)
def runtime(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "run"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def path(tmp_path) -> Path:
    file = tmp_path / "meeting.spiegel"
    file.write_bytes(b"")
    return file


def window(path: Path, **how: object) -> tuple[SessionServer, Inbox]:
    inbox = Inbox()
    return SessionServer(path, inbox, **how), inbox


def test_a_window_sees_how_the_server_stands_until_it_ends(path):
    server, _inbox = window(path)
    assert server.look() is None
    desk = Desk(path)
    desk.show(SERVING)
    assert server.look() == SERVING
    assert SERVING.shown_address == "192.168.8.2:8080"
    desk.end()
    assert server.look() is None


def test_of_a_server_that_was_killed_no_window_says_that_it_runs(path):
    server, _inbox = window(path)
    desk = Desk(path)
    desk.show(SERVING)
    desk._lock.close()  # as the system does when a process is killed
    assert server.look() is None


def test_requests_come_in_the_order_in_which_they_were_asked_and_once(path):
    server, inbox = window(path)
    desk = Desk(path)
    desk.show(SERVING)
    asked = [Door(open=False), NewCode(), FreeSeat(seat=4), TurnCodes(number=3), Stop()]
    answers: list[str] = []
    for request in asked:
        server.ask(request, answers.append)
    assert desk.asked() == asked
    assert desk.asked() == []
    while inbox.take():
        pass
    assert answers == [""] * 5


def test_who_asks_a_server_that_is_not_there_is_told(path):
    server, inbox = window(path)
    answers: list[str] = []
    server.ask(NewCode(), answers.append)
    server.ask(Stop(), answers.append)
    assert inbox.take()
    assert inbox.take()
    assert answers == ["De pagina's staan niet open.", ""]


@pytest.mark.slow
@pytest.mark.reckons
def test_a_session_has_one_server(path):
    desk = Desk(path)
    with pytest.raises(NotDoneError, match="staan al open"):
        Desk(path)
    desk.end()
    Desk(path).end()


def test_what_a_killed_server_kept_is_there_for_the_next(path):
    desk, kept = Desk(path), Kept(secret=b"s" * 32, meeting="m", given=7, freed=[3], code="BDFG")
    assert desk.kept() is None
    desk.keep(kept)
    desk._lock.close()
    again = Desk(path)
    assert again.kept() == kept
    again.end(forget=True)
    assert Desk(path).kept() is None


def test_nothing_of_the_server_is_beside_the_session_and_only_its_owner_can_read_it(path, runtime):
    desk = Desk(path)
    desk.keep(Kept(secret=b"s" * 32, meeting="m"))
    desk.show(SERVING)
    assert [each.name for each in path.parent.iterdir() if each != runtime] == [path.name]
    files = [each for each in runtime.rglob("*") if each.is_file()]
    assert len(files) == 3
    assert {each.stat().st_mode & 0o077 for each in (*files, files[0].parent)} == {0}


def test_a_session_that_moves_takes_its_server_along(path, tmp_path):
    desk = Desk(path)
    desk.keep(Kept(secret=b"s" * 32, meeting="m", given=2))
    desk.show(SERVING)
    moved = path.rename(tmp_path / "renamed.spiegel")
    desk.go_to(moved)
    assert window(path)[0].look() is None
    assert window(moved)[0].look() == SERVING
    kept = desk.kept()
    assert kept is not None
    assert kept.given == 2


def test_one_is_told_why_the_pages_do_not_open_although_the_server_tidied_up(path, runtime):
    program = f"""
import sys, pathlib
for said in pathlib.Path({str(runtime)!r}).rglob("*.said"):
    said.unlink()
sys.exit("Een ander programma luistert al op poort 81.")
"""
    server, inbox = window(path, program=(sys.executable, "-c", program))
    answers: list[str] = []
    server.start(answers.append, address="127.0.0.1", port=81)
    assert inbox.take(within=10)
    assert answers == ["Een ander programma luistert al op poort 81."]


def test_where_another_program_has_the_usual_port_the_pages_take_the_next(path, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        usual = taken.getsockname()[1]
        monkeypatch.setattr(serving, "USUAL_PORT", usual)
        program = "import sys; sys.exit(sys.argv[sys.argv.index('--port') + 1])"
        server, inbox = window(path, program=(sys.executable, "-c", program))
        answers: list[str] = []
        server.start(answers.append, address="127.0.0.1", port=usual)
        assert inbox.take(within=10)
        assert usual < int(answers[0]) < usual + 10


def test_the_passphrase_goes_through_a_pipe_and_is_no_argument(path, tmp_path):
    seen = tmp_path / "seen"
    program = f"""
import sys, pathlib
pathlib.Path({str(seen)!r}).write_text(repr((sys.argv[1:], sys.stdin.read())))
sys.exit("Dat lukt niet.")
"""
    server, inbox = window(
        path, passphrase=lambda: b"correct horse", program=(sys.executable, "-c", program)
    )
    answers: list[str] = []
    server.start(answers.append, address="192.168.8.2", port=81, seats=12)
    assert inbox.take(within=10)
    assert answers == ["Dat lukt niet."]
    arguments, piped = eval(seen.read_text())
    assert piped == "correct horse"
    assert arguments[2:] == [
        *("serve", str(path), "--address", "192.168.8.2", "--port", "81", "--seats", "12"),
        "--passphrase-in-pipe",
    ]


def test_a_laptop_offers_its_own_addresses_with_itself_alone_last(path):
    assert window(path)[0].addresses()[-1] == "127.0.0.1"
