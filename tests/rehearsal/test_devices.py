"""The people of a script with devices: real requests to the real server give what was told."""

import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from spiegel.cli import demo, main
from spiegel.cli.session_file import opened
from spiegel.demo import VISITORS, play, write
from spiegel.demo.sheets import Sheet
from spiegel.domain.session.fictional import is_fictional
from spiegel.domain.session.polls import SKIPPED, Answer
from spiegel.meeting.serving import Desk, SessionServer
from spiegel.rehearsal.device import NotServedError, fields
from spiegel.rehearsal.devices import Devices
from spiegel.rehearsal.page import read_page
from spiegel.rehearsal.served import served, with_devices
from spiegel.store.session.file import SessionFile

PAGE = """
<body data-version="abc"><main><h1>Vraag</h1>
<form action="/answer" method="post">
<input type="hidden" name="token" value="t1"><input type="hidden" name="poll" value="4">
<fieldset><legend>Hoe veilig is het hier?</legend>
<label><input type="radio" id="value-1" name="value" value="1"><span>1</span></label>
<select name="place-1"><option value="">geen</option><option value="1">1</option></select>
<textarea name="idea-1"></textarea></fieldset>
<button type="submit">Bewaar</button><button type="submit" name="skip" value="1">Over</button>
</form></main></body>
"""


def held(path: Path) -> bytes:
    """Everything that a session file holds, but how often it was stored."""
    file = SessionFile(path, clock=lambda: VISITORS.start, window="test", read_only=True)
    session = msgspec.structs.replace(file.session, revision=0)
    file.close()
    return msgspec.json.encode(session, enc_hook=dict)


@pytest.mark.slow
@pytest.mark.reckons
def test_answers_on_devices_and_on_paper_leave_the_same_session_as_those_that_are_told(tmp_path):
    told, asked = tmp_path / "told.spiegel", tmp_path / "asked.spiegel"
    write(told, "middle", meeting=VISITORS)
    write(asked, "middle", meeting=VISITORS, people=with_devices)
    assert held(told) == held(asked)
    assert b"ze weten wat een psychose is" in held(asked)


def test_a_device_sees_what_a_page_asks_and_what_can_be_filled_in():
    page = read_page(PAGE)
    assert page.version == "abc"
    assert "Hoe veilig is het hier?" in page.words
    form = page.question
    assert form is not None
    assert (form.poll, form.action, form.hidden["token"]) == (4, "/answer", "t1")
    assert [(c.name, c.kind, c.values) for c in form.controls] == [
        ("value", "radio", ("1",)),
        ("place-1", "select", ("", "1")),
        ("idea-1", "textarea", ()),
    ]
    assert read_page("<body><form action='/join'></form>").question is None


@pytest.mark.parametrize(
    ("answer", "filled"),
    [
        (SKIPPED, {"skip": "1"}),
        (Answer(value=3), {"value": "3"}),
        (Answer(unknown=True), {"value": "?"}),
        (Answer(options=(1, 3)), {"option": ["1", "3"]}),
        (Answer(order=((2, 3), (1,))), {"place-2": "1", "place-3": "1", "place-1": "2"}),
        (Answer(points=(4, 6)), {"points-1": "4", "points-2": "6"}),
        (Answer(ideas=("rust", "soep")), {"idea-1": "rust", "idea-2": "soep"}),
    ],
)
def test_every_kind_of_answer_is_filled_in_as_the_page_has_it(answer: Answer, filled: object):
    form = read_page(PAGE).question
    assert form is not None
    assert dict(fields(form, answer)) == filled


def test_a_server_that_is_not_there_is_told_at_once():
    session = play("middle", meeting=VISITORS)
    told = (Sheet(person=1, paper=False, answer=SKIPPED),)
    nobody = "http://127.0.0.1:9/BDFG-aaaaaaaa"
    with (
        Devices(nobody, lambda poll, casts: None) as room,
        pytest.raises(NotServedError, match=nobody),
    ):
        room.answer(session, session.polls[1], told)


@pytest.mark.slow
@pytest.mark.reckons
def test_a_rehearsal_is_a_fictional_session_that_is_served_as_long_as_its_screens_are_open(
    tmp_path, monkeypatch
):
    seen = []

    def screens(settings: object, *, path: Path, **how: object) -> int:
        server = SessionServer(path, lambda call: call())
        serving = server.look()
        with opened(path) as file:
            info = file.session.info
        seen.append((server, serving, is_fictional(info.id, info.created), info.seats, how))
        return 0

    monkeypatch.setattr(demo, "has_terminal", lambda: True)
    monkeypatch.setattr(demo, "run", screens)
    assert main(["demo", "--devices", "3", str(tmp_path)]) == 0
    ((server, serving, fictional, seats, how),) = seen
    assert (serving.address, serving.seats, seats, fictional) == ("127.0.0.1", 3, 3, True)
    assert how == {"example": True, "show": "moderate"}
    assert server.look() is None


@pytest.mark.slow
@pytest.mark.reckons
def test_a_rehearsal_keeps_no_seats_so_that_it_can_be_played_anew_in_its_place(tmp_path):
    path = tmp_path / "demo.spiegel"
    write(path, "start", meeting=VISITORS)
    with served(path, 3):
        pass
    desk = Desk(path)
    assert desk.kept() is None
    desk.end()


REHEARSES = """
import sys
from pathlib import Path
from spiegel.rehearsal.served import served
with served(Path(sys.argv[1]), 3) as serving:
    print(serving.port, flush=True)
    sys.stdin.read()
"""


@pytest.mark.slow
@pytest.mark.reckons
def test_of_a_rehearsal_that_is_killed_the_pages_end_too(tmp_path):
    path = tmp_path / "demo.spiegel"
    write(path, "start", meeting=VISITORS)
    program = [sys.executable, "-c", REHEARSES, path]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as rehearsal:
        assert rehearsal.stdout.readline()
        server = SessionServer(path, lambda call: call())
        assert server.look() is not None
        rehearsal.kill()
    give_up = time.monotonic() + 20
    while server.look() is not None and time.monotonic() < give_up:
        time.sleep(0.02)
    assert server.look() is None
