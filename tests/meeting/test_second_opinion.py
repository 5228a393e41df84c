"""Another program is asked what points to a person: it runs apart and can be stopped."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from spiegel.domain.consent.second import Seen
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.second_opinion import SecondOpinion

STAND_IN = str(Path(__file__).with_name("stand_in.py"))
TEXTS = ("Daar kwam Zonneveld aan.", "Niemand was er. 😀 Zonnig wel, é", "Ook Zonnestra?")


def asked(how: str = "", stops_after: float = float("inf")) -> tuple[dict[str, object], list[int]]:
    told: list[int] = []
    looks = 0

    def stopped() -> bool:
        nonlocal looks
        looks += 1
        return looks > stops_after

    opinion = SecondOpinion([sys.executable, STAND_IN, *filter(None, [how])], library="json")
    return dict(opinion.look(TEXTS, progress=told.append, stopped=stopped)), told


@pytest.mark.slow
@pytest.mark.reckons
def test_what_it_sees_comes_back_with_how_far_it_is():
    seen, told = asked()
    assert seen == {
        TEXTS[0]: [Seen(10, 19, "persoon")],
        TEXTS[1]: [],
        TEXTS[2]: [Seen(4, 13, "persoon")],
    }
    assert told == [0, 1, 2, 3]


@pytest.mark.slow
@pytest.mark.reckons
def test_it_is_stopped_while_it_loads():
    with pytest.raises(NotDoneError, match=r"gestopt|stopped"):
        asked("hangs", stops_after=2)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("how", ["dies", "babbles"])
def test_when_it_gives_up_that_is_said(how):
    with pytest.raises(NotDoneError, match="GB"):
        asked(how)


@pytest.mark.slow
@pytest.mark.reckons
def test_who_stopped_it_while_it_wrote_its_lists_can_ask_again(tmp_path):
    (tmp_path / "deduce.py").write_text(
        "class Deduce:\n"
        "    def __init__(self, build_lookup_structs=False):\n"
        "        if not build_lookup_structs:\n"
        "            raise EOFError('Ran out of input')\n"
        "    def deidentify(self, text):\n"
        "        return type('Seen', (), {'annotations': ()})\n"
    )
    begins = f"import runpy, sys; sys.path.insert(0, {str(tmp_path)!r}); "
    runs = "runpy.run_module('spiegel.deduced', run_name='__main__')"
    opinion = SecondOpinion([sys.executable, "-c", begins + runs], library="json")
    seen = opinion.look(TEXTS, progress=lambda _done: None, stopped=lambda: False)
    assert seen == {key: [] for key in TEXTS}


def test_what_to_install_is_said_where_it_is_not():
    with pytest.raises(NotDoneError, match=r"heeft Deduce nodig.*In de handleiding"):
        SecondOpinion(library="nothing_of_this_name").look(
            TEXTS, progress=lambda _done: None, stopped=lambda: False
        )


def test_no_word_goes_by_the_command_line_or_the_environment(monkeypatch):
    started = []

    def start(*command: object, **options: object) -> None:
        started.append((command, options))
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(NotDoneError):
        asked()
    ((command, options),) = started
    assert not any(text in repr((command, options)) for text in TEXTS)
    assert "env" not in options
    assert options["stdin"] == subprocess.PIPE


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.skipif(importlib.util.find_spec("deduce") is None, reason="Deduce is not installed")
def test_deduce_itself_sees_names_places_and_numbers_of_every_kind():
    named = "Volgens Annemarije Grootenhuis uit Purmerend stond het op papier."
    several = [
        named,
        "Bel 06 28 41 73 95, op de Korenbloemstraat 37, na 3 mei 2021.",
        "Hij is 83 jaar.",
    ]
    told: list[int] = []
    seen = SecondOpinion().look(several, progress=told.append, stopped=lambda: False)
    words = [named[one.start : one.end] for one in seen[named]]
    assert any("Grootenhuis" in each for each in words), words
    assert all(seen.values()), seen
    assert told == [0, 1, 2, 3]
