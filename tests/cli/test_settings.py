"""The settings of a user: from when a group is called divided, and what is said of a wrong file."""

from collections.abc import Iterator

import pytest

from cli.commandline import run
from domain.besides import clients, professionals
from spiegel import clock, i18n, paths, settings
from spiegel.app import remapped
from spiegel.domain.polls import thresholds
from spiegel.domain.preparation import targets, terms
from spiegel.domain.preparation.targets import Targets
from spiegel.store.session.file import SessionFile


@pytest.fixture(autouse=True)
def _as_they_were() -> Iterator[None]:
    i18n.set_language("nl")
    yield
    thresholds.use(thresholds.USUAL)
    targets.use(targets.USUAL)
    terms.use(terms.USUAL)


@pytest.fixture
def file(tmp_path):
    """A meeting in which the answers to the stelling have a spread of 0.25."""
    path = tmp_path / "clienten.spiegel"
    SessionFile.create(path, clients(), clock=clock.now, window="test").close()
    return path


def chosen(text):
    """The user's settings file with this text in it."""
    path = paths.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def reported(file):
    """The report in Markdown, and what was said on the way."""
    folder = file.parent / "uit"
    code, _out, err = run("--lang", "nl", "export", file, "--to", folder, "--kind", "markdown")
    assert code == 0
    return next(folder.glob("*.md")).read_text(encoding="utf-8"), err


def test_the_report_calls_a_group_divided_from_the_threshold_that_was_set(file):
    chosen("divided = 0.26\nstrongly = 0.4\n")
    words, _err = reported(file)
    assert "De groep is eensgezind (spreiding 0,25)" in words
    assert "zijn het eens; eensgezind" in words
    assert "vanaf 0,26 verdeeld, vanaf 0,4 sterk verdeeld" in words
    assert "gebruikelijk is 0,2 voor verdeeld en 0,3 voor sterk verdeeld" in words


def test_without_a_setting_the_usual_ones_hold_and_nothing_is_said_of_others(file):
    words, err = reported(file)
    assert "De groep is verdeeld (spreiding 0,25)" in words
    assert "vanaf 0,2 verdeeld, vanaf 0,3 sterk verdeeld" in words
    assert "gebruikelijk" not in words + err


def test_a_report_that_lays_two_meetings_side_by_side_uses_the_same_words(file, tmp_path):
    other = tmp_path / "professionals.spiegel"
    SessionFile.create(other, professionals(), clock=clock.now, window="test").close()
    chosen("divided = 0.26\nstrongly = 0.4\n")
    assert run("--lang", "nl", "compare", file, other, "--keep")[0] == 0
    words, _err = reported(file)
    assert "eensgezind" in words
    assert "is verdeeld" not in words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("divided = 0.4\n", "divided = 0.4, strongly = 0.3"),
        ("divided = 0\n", "divided = 0.0"),
        ("strongly = 0.51\n", "strongly = 0.51"),
        ("divided = nan\n", "divided = nan"),
        ('divided = "veel"\n', "$.divided"),
    ],
)
def test_a_threshold_that_cannot_be_is_named_with_its_file_and_what_to_do(file, text, said):
    path = chosen(text)
    words, err = reported(file)
    assert str(path) in err
    assert said in err
    assert "laat" in err
    assert "gelden de gewone instellingen" in err
    assert "De groep is verdeeld (spreiding 0,25)" in words


def test_what_was_set_is_still_there_after_another_theme_was_chosen():
    path = chosen("divided = 0.25\nstrongly = 0.35\n")
    settings.save(settings.load(path), path)
    assert settings.load(path).thresholds == thresholds.Thresholds(divided=0.25, strongly=0.35)


def test_how_many_people_a_meeting_wants_is_the_choice_of_who_uses_it(file):
    path = chosen("[targets]\ninvite = 9\nconfirm = 6\nlisteners = 40\n")
    _words, err = reported(file)
    assert err == ""
    assert targets.current() == Targets(invite=9, confirm=6, listeners=40)
    settings.save(settings.load(path), path)
    assert settings.load(path).targets == Targets(invite=9, confirm=6, listeners=40)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("least = 0", "least is minstens 1"),
        ("least = 9", "confirm niet lager dan least"),
        ("confirm = 11", "confirm_most niet lager dan confirm"),
        ("invite = 7", "invite niet lager dan confirm"),
        ("listeners = 201", "0 tot en met 200"),
        ("no_shows = -1", "0 tot en met 200"),
        ("invites = 12", "invites"),
        ('least = "vijf"', "$.targets.least"),
    ],
)
def test_a_number_of_people_that_cannot_be_is_named_and_the_usual_ones_hold(file, text, said):
    path = chosen(f"[targets]\n{text}\n")
    _words, err = reported(file)
    assert str(path) in err
    assert said in err
    assert "gelden de gewone instellingen" in err
    assert targets.current() == Targets()


def test_a_setting_that_there_is_not_is_named_with_its_line_and_all_others_hold(file):
    path = chosen('divided = 0.26\nstrongly = 0.4\nthem = "spiegel-light"\n\n[kees]\nx = "y"\n')
    words, err = reported(file)
    assert f"{path}, regel 3: er is geen instelling them" in err
    assert "Is theme bedoeld?" in err
    assert f"{path}, regel 5: er is geen instelling kees" in err
    assert "vanaf 0,26 verdeeld" in words


def test_a_key_that_does_nothing_is_named_with_what_may_be_meant():
    keys = {"moderate.nekst": "n", "moderate.next": "rigth,n", "moderate.previous": "ctrl+b,plus"}
    lines = [f'"{command}" = "{key}"' for command, key in keys.items()]
    path = chosen("[keys]\n" + "\n".join(lines))
    first, second = remapped.wrong_keys(settings.load(path).keys, path)
    assert f"{path}, regel 2: niets heet moderate.nekst" in first
    assert "Is moderate.next bedoeld?" in first
    assert f"{path}, regel 3: er is geen toets rigth voor moderate.next" in second
    assert "Is right bedoeld?" in second


def test_how_long_what_is_kept_is_a_choice_and_a_wrong_one_is_said():
    chosen("[keep]\nsession = 24\n")
    assert settings.load(paths.settings_file()).keep.session == 24
    chosen("[keep]\nnames = 500\n")
    found = settings.load(paths.settings_file())
    assert "onder [keep] staan maanden van 0 tot en met 120" in found.amiss
    assert found.keep == terms.USUAL
