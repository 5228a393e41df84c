"""`spiegel show` of a session with personas: who they are, and what a plan changes for them."""

import json

import pytest

from cli.commandline import run
from export.personas import after, personas
from importing.drawn import BENCH
from spiegel import clock
from spiegel.domain.personas.testing import AnswerTest
from spiegel.domain.session.personas import PersonaField
from spiegel.store.session.file import SessionFile


@pytest.fixture
def path(tmp_path):
    answer = AnswerTest(
        persona=1, field=PersonaField.DAYS, plan="De buurtbus", words="Zij komt er weer."
    )
    found = tmp_path / "inloop.spiegel"
    session = after(personas(), BENCH, answer)
    SessionFile.create(found, session, clock=clock.now, window="test").close()
    return found


def test_a_test_of_a_plan_says_of_whom_and_of_which_plan_it_is(path):
    _code, out, _err = run("show", path)
    lines = out.splitlines()
    at = lines.index("// Wat het plan “De buurtbus” verandert voor Toos:")
    assert lines[at + 1] == "//   mijn dagen: Zij komt er weer."
    assert "// Zij komt er weer." not in lines
    assert "//   mijn wens: Ik wil weer eens voor iemand koken." in lines
    assert "//   afbeelding: een bank onder een boom" in lines


def test_as_json_a_picture_says_what_it_is_without_its_dots(path):
    _code, out, _err = run("show", path, "--json")
    (picture,) = json.loads(out)["pictures"]
    assert picture["image"]["width"] == 4
    assert "content" not in picture["image"]
