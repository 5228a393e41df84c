"""The command line, as it is used: exit codes, one clear line, nothing lost."""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from cli.commandline import run
from domain.besides import clients
from spiegel import clock
from spiegel.cli import demo, main
from spiegel.cli.arguments import parser
from spiegel.demo import VISITORS, play
from spiegel.demo.player import Told
from spiegel.domain.personas.sources import other_meetings
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.personas import PersonaState
from spiegel.domain.session.session import describe
from spiegel.meeting.plan_library import PlanLibrary
from spiegel.rehearsal import served
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile

PLAN = """# Wmo-toegang in drie wijkteams
## Cliëntronde
1. Hoe kwam u bij het wijkteam terecht? (8 min)
   - Wie verwees u?
2. Hoe ging het eerste gesprek? (10 min)
3. Wie hielp u bij de aanvraag? (6 min, als er tijd is)
"""


@pytest.fixture
def planned(tmp_path, capsys):
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    path = tmp_path / "wmo.spiegel"
    arguments = ["new", path, "--plan", tmp_path / "plan.md", "--participants", 9]
    assert main([*map(str, arguments), "--consent", "verbatim", "--date", "2026-12-15"]) == 0
    capsys.readouterr()
    return path


def shown(path, capsys):
    assert main(["show", str(path), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_running_order_that_was_kept_begins_another_meeting(tmp_path, capsys):
    assert run("plans")[1].startswith("Er is nog geen draaiboek bewaard")
    first, second = tmp_path / "een.spiegel", tmp_path / "twee.spiegel"
    assert run("new", first, "--format", "focusgroep", "--title", "Een")[0] == 0
    PlanLibrary().keep(read_session(first), "Kort")
    assert "Kort" in run("plans")[1]
    assert run("--lang", "en", "new", second, "--plan", "kort")[0] == 0
    old, new = shown(first, capsys), shown(second, capsys)
    assert new["phases"] == old["phases"]
    assert (new["info"]["format"], new["info"]["language"]) == ("focusgroep", "nl")


def test_a_damaged_one_is_named_by_plans_and_by_new(tmp_path):
    folder = PlanLibrary().folder
    folder.mkdir(parents=True)
    (folder / "stuk.md").write_bytes(b"\x00\x01")
    for command in (("plans",), ("new", tmp_path / "een.spiegel", "--plan", "stuk")):
        code, _out, problem = run(*command)
        assert code == 1
        assert "stuk.md" in problem
    assert not (tmp_path / "een.spiegel").exists()


def test_a_written_plan_becomes_a_session(planned, capsys):
    data = shown(planned, capsys)
    assert data["info"]["title"] == "Wmo-toegang in drie wijkteams"
    assert data["info"]["date"] == "2026-12-15"
    assert [q["words"] for q in data["questions"]] == [
        "Hoe kwam u bij het wijkteam terecht?",
        "Hoe ging het eerste gesprek?",
        "Wie hielp u bij de aanvraag?",
    ]
    assert [q.get("minutes") for q in data["questions"]] == [8, 10, 6]
    assert data["questions"][2]["optional"]
    assert data["questions"][0]["prompts"] == ["Wie verwees u?"]
    assert len(data["participants"]) == 9


@pytest.mark.slow
@pytest.mark.reckons
def test_sixty_lines_through_a_pipe_are_kept_in_order_and_given_back(planned, capsys, tmp_path):
    signs, themes = ("+", "-", "!"), ("wachttijd", "bejegening")
    lines = [
        f'D{n % 9 + 1}: "regel {n} van de schrijver" #{themes[n % 2]} {signs[n % 3]}'
        for n in range(60)
    ]
    code, out, err = run("capture", planned, stdin="\n".join(lines))
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"{n}\tok" for n in range(1, 61)]
    said = shown(planned, capsys)["statements"]
    assert [s["number"] for s in said] == list(range(1, 61))
    assert [s["words"] for s in said] == [f"regel {n} van de schrijver" for n in range(60)]
    assert [s["speakers"] for s in said] == [[f"D{n % 9 + 1}"] for n in range(60)]
    assert [s["themes"] for s in said] == [[themes[n % 2]] for n in range(60)]
    assert [s["valence"] for s in said] == [signs[n % 3] for n in range(60)]
    assert all(s["verbatim"] for s in said)
    assert {s["question"] for s in said} == {1}
    assert main(["export", str(planned), "--to", str(tmp_path / "uit")]) == 0
    report = next((tmp_path / "uit").glob("*.md")).read_text(encoding="utf-8")
    assert all(f"regel {n} van de schrijver" in report for n in range(60))


@pytest.mark.slow
@pytest.mark.reckons
def test_a_line_is_acknowledged_when_it_is_on_disk_not_later(planned):
    process = subprocess.Popen(
        [sys.executable, "-m", "spiegel", "capture", str(planned)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    for number in range(1, 4):
        process.stdin.write(f"D1: regel {number}\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == f"{number}\tok\n".encode()
        assert f"regel {number}" in planned.read_text(encoding="utf-8")
    process.stdin.close()
    process.stdout.close()
    assert process.wait() == 0


def test_what_is_odd_is_reported_with_its_line_and_kept(planned, capsys):
    stdin = "D1: goed zo\nD99: wie is dat\n/3\nD2: bij vraag drie + -\n"
    code, out, err = run("capture", planned, stdin=stdin)
    assert code == 0
    assert out == "1\tok\n2\t?\n-\tok\n3\tok\n"
    assert [line.partition(" ")[0] for line in err.splitlines()] == ["lines:2:", "lines:4:"]
    assert "D99" in err
    said = shown(planned, capsys)["statements"]
    assert (said[1]["words"], said[1]["speakers"]) == ("D99: wie is dat", ["?"])
    assert said[2]["question"] == 3


def test_lines_from_a_file_with_every_kind_of_byte(planned, capsys, tmp_path):
    lines = tmp_path / "regels.txt"
    lines.write_bytes(
        "D1: één\r\nD2: twee\u2028nog twee\nD3: kapot \xff".encode("latin-1", "replace")
    )
    lines.write_bytes(b"D1: \xc3\xa9\xc3\xa9n\r\nD2: twee\xe2\x80\xa8nog\nD3: kapot \xff\x00")
    assert main(["capture", str(planned), str(lines)]) == 0
    said = capsys.readouterr().err
    assert [line.split(": ")[0] for line in said.splitlines()] == ["regels.txt:3"]
    words = [s["words"] for s in shown(planned, capsys)["statements"]]
    assert words == ["één", "twee\u2028nog", "kapot ÿ\u2400"]


def test_show_as_text_can_be_read_and_captured_again(planned, capsys):
    run("capture", planned, stdin='D3: "Ik wacht" #wachttijd - *\n')
    assert main(["show", str(planned)]) == 0
    out = capsys.readouterr().out
    assert "# Wmo-toegang in drie wijkteams" in out
    assert "1. Hoe kwam u bij het wijkteam terecht?" in out
    assert '"Ik wacht" #wachttijd' in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "is-er-niet.spiegel"], "is-er-niet.spiegel"),
        (["open", "is-er-niet.spiegel"], "terminal"),
        (["export", "is-er-niet.spiegel"], "is-er-niet.spiegel"),
        (["check", "is-er-niet.spiegel"], "is-er-niet.spiegel"),
        (["capture", "is-er-niet.spiegel"], "is-er-niet.spiegel"),
        (["new", "x.spiegel", "--plan", "geen-plan.md"], "geen-plan.md"),
        (["new", "x.spiegel", "--format", "praatje"], "praatje"),
    ],
)
def test_what_is_wrong_is_one_clear_line_and_exit_code_one(tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    assert list(tmp_path.glob("*.spiegel")) == []


def test_a_file_that_is_there_is_never_replaced(planned):
    before = planned.read_bytes()
    code, _out, err = run("new", planned)
    assert code == 1
    assert str(planned) in err
    assert planned.read_bytes() == before


def test_wrong_usage_is_exit_code_two(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["new"])
    assert ended.value.code == 2
    with pytest.raises(SystemExit) as ended:
        main(["new", "x", "--participants", "veel"])
    assert ended.value.code == 2
    assert "geen getal" in capsys.readouterr().err


def test_wrong_usage_is_said_in_dutch(capsys):
    for words, said in (
        (["nieuw"], "'nieuw' kan hier niet; kies uit 'demo'"),
        (["check"], "dit ontbreekt nog: BESTAND"),
        (["check", "x", "--alles"], "onbekend: --alles"),
        (["demo", "--devices", "201"], "'201' is geen getal van 1 tot en met 200"),
        (["demo", "--devices", "12", "--headless"], "kan niet samen met"),
    ):
        with pytest.raises(SystemExit):
            main(words)
        printed = capsys.readouterr().err
        assert said in printed
        assert printed.startswith("gebruik: spiegel")
        assert ": fout: " in printed


def test_a_word_that_a_command_does_not_know_is_answered_with_what_it_knows(capsys):
    for words in (["serve", "x", "--host", "y"], ["new", "x.spiegel", "nog", "iets"]):
        with pytest.raises(SystemExit):
            main(words)
        printed = " ".join(capsys.readouterr().err.split())
        assert printed.startswith(f"gebruik: spiegel {words[0]} [-h]")
        assert printed.endswith(f"spiegel {words[0]}: fout: onbekend: {' '.join(words[2:])}")


def test_show_check_and_export_write_nothing_beside_the_file(tmp_path, planned):
    folder = tmp_path / "alleen-lezen"
    folder.mkdir()
    path = folder / "m.spiegel"
    path.write_bytes(planned.read_bytes())
    before = path.stat().st_mtime_ns
    assert run("show", path)[0] == 0
    assert run("check", path)[0] == 0
    assert run("export", path, "--to", tmp_path / "uit")[0] == 0
    assert [p.name for p in folder.iterdir()] == ["m.spiegel"]
    assert path.stat().st_mtime_ns == before


def test_english_when_asked_for(capsys):
    code, out, _err = run("--lang", "en", "formats")
    assert code == 0
    assert "Mirror conversation" in out
    dutch = run("--lang", "nl", "formats")[1]
    assert all(name in dutch for name in ("Spiegelgesprek", "Focusgroep", "Versnellingssessie"))


def test_every_key_of_every_screen_is_listed_and_in_the_docs(capsys):
    from spiegel import i18n
    from spiegel.commands import by_screen
    from spiegel.commands.keys import as_markdown

    assert main(["keys"]) == 0
    out = capsys.readouterr().out
    for commands in by_screen().values():
        for command in commands:
            assert not command.keys or i18n.current().gettext(command.help) in out
    docs = Path(__file__).parents[2] / "docs" / "keys.md"
    assert docs.read_text(encoding="utf-8") == as_markdown()


def test_an_unknown_kind_of_document_is_named(planned):
    code, _out, err = run("export", planned, "--kind", "brief")
    assert code == 1
    assert "brief" in err
    assert "report" in err


@pytest.mark.slow
@pytest.mark.reckons
def test_without_a_terminal_demo_plays_all_of_it(tmp_path):
    code, out, err = run("demo", tmp_path / "demo")
    assert (code, err) == (0, "")
    made = Counter(path.suffix for path in (tmp_path / "demo").glob("[!.]*"))
    session = read_session(next((tmp_path / "demo").glob("*.spiegel")))
    kinds = [kind for kind in KINDS.values() if not kind.of and kind.there(session)]
    own = [kind for kind in kinds if kind.paper or not kind.before]
    assert made == Counter(kind.extension for kind in own) + Counter([".spiegel"])
    assert all(Path(line).is_file() for line in out.splitlines())


@pytest.mark.slow
@pytest.mark.reckons
def test_two_runs_of_the_demo_are_equal(tmp_path, capsys):
    for name in ("a", "b"):
        assert main(["demo", "--headless", str(tmp_path / name)]) == 0
    capsys.readouterr()
    first = shown(tmp_path / "a" / "demo.spiegel", capsys)
    assert first == shown(tmp_path / "b" / "demo.spiegel", capsys)
    assert len(first["statements"]) > 80


@pytest.mark.slow
@pytest.mark.reckons
def test_the_demo_of_a_versnellingssessie_lays_both_groups_side_by_side(tmp_path, monkeypatch):
    # That devices give the same is told in tests/rehearsal/test_devices.py.
    monkeypatch.setattr(served, "with_devices", lambda _file: nullcontext(Told()))
    monkeypatch.setattr(demo, "kinds_of", lambda _session: ["markdown"])
    code, out, err = run("demo", "--headless", "--format", "versnellingssessie", tmp_path)
    assert (code, err) == (0, "")
    made = [Path(line) for line in out.splitlines()]
    sessions = [path for path in made if path.suffix == ".spiegel"]
    assert [path.stem for path in sessions] == ["demo-bezoekers", "demo-professionals"]
    assert len(made) == len({*made}) == 4
    code, out, err = run("compare", *sessions)
    assert (code, err) == (0, "")
    assert "Een ruim huis waar iedereen in kan" in out
    assert "Onder de mensen zijn / Ontmoeting en gezelschap" in out


@pytest.mark.slow
@pytest.mark.reckons
def test_the_demo_of_personas_writes_the_cards_and_the_meetings_that_they_rest_on(tmp_path):
    code, out, err = run("demo", "--headless", "--format", "persona", tmp_path)
    assert (code, err) == (0, "")
    made = [Path(line) for line in out.splitlines()]
    sessions = [path for path in made if path.suffix == ".spiegel"]
    assert [path.stem for path in sessions] == ["demo-persona", "demo-wmo", "demo-bezoekers"]
    workshop, *others = map(read_session, sessions)
    assert other_meetings(workshop) == tuple(other.info.id for other in others)
    (card,) = tmp_path.glob("*persona's.html")
    shown = {one.name for one in workshop.personas.values() if one.name in card.read_text("utf-8")}
    agreed = (one for one in workshop.personas.values() if one.state is PersonaState.AGREED)
    assert shown == {one.name for one in agreed} != set()


def test_a_rehearsal_never_touches_a_session_that_is_there(planned):
    before = planned.read_bytes()
    code, out, err = run("demo", "--devices", "12", planned)
    assert (code, out) == (1, "")
    assert "map" in err
    assert planned.read_bytes() == before
    assert not list(planned.parent.glob("demo*"))


def test_only_the_spiegelgesprek_can_be_looked_at_six_weeks_later(tmp_path):
    for format_ in ("versnellingssessie", "persona"):
        code, out, err = run("demo", "--after", "--format", format_, tmp_path / "later")
        assert (code, out) == (1, "")
        assert "spiegelgesprek" in err
    assert not (tmp_path / "later").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--devices", "12", "--format", "spiegelgesprek"], "versnellingssessie"),
        (["--devices", "12", "--format", "persona"], "versnellingssessie"),
        (["--devices", "12"], "terminal"),
    ],
)
def test_a_rehearsal_that_cannot_be_says_why_and_makes_nothing(tmp_path, arguments, words):
    code, out, err = run("demo", *arguments, tmp_path / "oefenen")
    assert (code != 0, out) == (True, "")
    assert words in err
    assert not (tmp_path / "oefenen").exists()


def test_a_fault_of_the_program_prints_no_word_of_the_session(planned, capsys, monkeypatch):
    from spiegel.cli import sessions

    def broken(session):
        raise RuntimeError(f"geheim woord {session.info.title}")

    monkeypatch.setattr(sessions, "as_text", broken)
    assert main(["show", str(planned)]) == 1
    printed = capsys.readouterr()
    assert "Wmo" not in printed.err + printed.out
    assert "geheim" not in printed.err
    crash = Path(printed.err.partition("woord van de bijeenkomst: ")[2].strip())
    text = crash.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "sessions.py" in text
    assert "geheim" not in text
    assert "Wmo" not in text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.rtf", b"{\\rtf1\\ansi Wat helpt u?}", "RTF"),
        ("plan.pdf", b"%PDF-1.7 Wat helpt u?", "pdf"),
        ("oud.spiegel", b'{"program":"spiegel","schema":2}\n{"docs":{}}\n', "oud.spiegel"),
        ("boodschappen.txt", b"melk, brood.\n", "geen draaiboek"),
    ],
)
def test_what_is_no_plan_is_named_in_one_line_and_makes_no_file(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    path = tmp_path / "nieuw.spiegel"
    code, out, err = run("new", path, "--plan", tmp_path / name)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert said in err
    assert not path.exists()


def test_a_plan_from_windows_keeps_its_accents_and_says_so(tmp_path, capsys):
    (tmp_path / "plan.txt").write_bytes("1. Wie war es für Sie?\n".encode("cp1252"))
    path = tmp_path / "nieuw.spiegel"
    assert main(["new", str(path), "--plan", str(tmp_path / "plan.txt")]) == 0
    assert "plan.txt" in capsys.readouterr().err
    assert shown(path, capsys)["questions"][0]["words"] == "Wie war es für Sie?"


def test_lines_that_are_no_text_are_named_and_nothing_is_recorded(planned, tmp_path):
    (tmp_path / "lines.txt").write_bytes(b"%PDF-1.7 D3: ik wacht")
    before = planned.read_bytes()
    code, out, _err = run("capture", planned, tmp_path / "lines.txt")
    assert (code, out) == (1, "")
    assert planned.read_bytes() == before


NOTES = """Interviewer: Hoe ging het eerste gesprek?
[00:01:12] R1: Ik moest lang wachten.
R2: "Bij mij kwam iemand langs"
(lacht)
- actie: een nummer voor iedereen
Joke: ik ben er ook
"""


def test_notes_with_labels_are_asked_about_first(planned, tmp_path, capsys, monkeypatch):
    (tmp_path / "notities.txt").write_text(NOTES, encoding="utf-8")
    arguments = ["capture", str(planned), str(tmp_path / "notities.txt")]
    before = planned.read_bytes()
    assert main(arguments) == 1
    refused = capsys.readouterr()
    assert refused.out == ""
    assert planned.read_bytes() == before
    labels = refused.err.partition('--labels "')[2].partition('"')[0]
    assert labels == "interviewer=G,r=D,actie=action"
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda words: "n")
    assert main(arguments) == 1
    assert planned.read_bytes() == before
    monkeypatch.setattr("builtins.input", lambda words: "j")
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines()[-6:] == [
        "1\tok",
        "1\tok",
        "2\tok",
        "2\tok",
        "1\tok",
        "3\t?",
    ]


def test_labels_can_be_said_and_what_is_not_sure_is_named(planned, tmp_path, capsys):
    (tmp_path / "notities.txt").write_text(NOTES, encoding="utf-16")
    labels = "--labels", "Interviewer=G,R=D,actie=action"
    assert main(["capture", str(planned), str(tmp_path / "notities.txt"), *labels]) == 0
    err = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in err] == ["notities.txt", "notities.txt:6"]
    data = shown(planned, capsys)
    assert [(s["speakers"], s["words"], s.get("verbatim", False)) for s in data["statements"]] == [
        (["D1"], "Ik moest lang wachten.", False),
        (["D2"], "Bij mij kwam iemand langs", True),
        (["?"], "Joke: ik ben er ook", False),
    ]
    notes = [remark["words"] for remark in data["remarks"]]
    assert notes == ["Interviewer: Hoe ging het eerste gesprek?", "(lacht)"]
    assert [action["words"] for action in data["actions"]] == ["een nummer voor iedereen"]
    assert main(["capture", str(planned), str(tmp_path / "notities.txt"), "--labels", "R"]) == 2


def test_a_label_in_a_pipe_is_no_word_of_the_last_speaker(planned, capsys):
    code, out, err = run("capture", planned, stdin="D3: ja\nR1: nee\nInterviewer: en u?\n")
    assert (code, out) == (0, "1\tok\n2\t?\n1\t?\n")
    assert [line.partition(" ")[0] for line in err.splitlines()] == ["lines:2:", "lines:3:"]
    data = shown(planned, capsys)
    assert [(s["speakers"], s["words"]) for s in data["statements"]] == [
        (["D3"], "ja"),
        (["?"], "R1: nee"),
    ]
    assert [remark["words"] for remark in data["remarks"]] == ["Interviewer: en u?"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_comes_in_is_decoded_in_one_way(planned, tmp_path, capsys, encoding):
    lines = "D1: één\nD2: twee\n".encode(encoding)
    assert run("capture", planned, stdin=lines) == (0, "1\tok\n2\tok\n", "")
    assert [s["words"] for s in shown(planned, capsys)["statements"]] == ["één", "twee"]
    path = tmp_path / "nieuw.spiegel"
    plan = "1. Wie war es für Sie?\n".encode(encoding)
    code, _out, err = run("new", path, "--plan", "-", stdin=plan)
    assert (code, err) == (0, "")
    assert shown(path, capsys)["questions"][0]["words"] == "Wie war es für Sie?"


def test_a_pipe_that_is_no_text_is_named_and_nothing_is_recorded(planned):
    before = planned.read_bytes()
    code, out, err = run("capture", planned, stdin="%PDF-1.7\nD1: ja\n")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert planned.read_bytes() == before


def test_of_a_meeting_on_devices_one_reads_how_many_answer_not_that_nobody_comes(tmp_path):
    for more, words in (
        (["--participants", "14"], "14 mensen antwoorden"),
        ([], "Hoeveel mensen antwoorden is nog niet ingevuld"),
    ):
        path = tmp_path / f"linde{len(more)}.spiegel"
        code, out, _err = run("new", path, "--format", "versnellingssessie", *more)
        assert code == 0
        assert words in out
        assert "deelnemers" not in out


def test_show_as_json_says_how_people_took_part(tmp_path):
    path = tmp_path / "m.spiegel"
    session = describe(clients(), own=7, laptop=5, paper=6)
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    code, out, _err = run("show", path, "--json")
    info = json.loads(out)["info"]
    assert (code, info["own"], info["laptop"], info["paper"]) == (0, 7, 5, 6)


def test_show_has_the_outcome_of_each_question_on_devices_below_it(tmp_path, capsys):
    path = tmp_path / "clienten.spiegel"
    SessionFile.create(path, clients(), clock=clock.now, window="test").close()
    assert main(["--lang", "nl", "show", str(path)]) == 0
    shown = capsys.readouterr().out
    scale, opened, choice = (
        part.splitlines() for part in shown.split("// 6 mensen deden mee.")[1:]
    )
    assert scale[1:6:2] == [
        "// helemaal oneens: 0",
        "// niet eens, niet oneens: 0",
        "// helemaal eens: 2",
    ]
    assert "// ruime huisvesting (2 ideeën · 15 punten · 5 mensen)" in opened
    assert '//   "ruime huisvesting 0"' in opened
    assert "// ochtend: 4 mensen" in choice


def test_check_counts_what_was_answered_where_nobody_spoke(tmp_path, capsys):
    path = tmp_path / "sessie.spiegel"
    session = play("end", meeting=VISITORS)
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    main(["--lang", "nl", "check", str(path)])
    said = capsys.readouterr().out
    ideas, answers = len(session.ideas), len(session.ballots)
    assert f"Het bestand is in orde: {ideas} ideeën en {answers} andere antwoorden." in said


def test_the_language_is_taken_before_and_behind_the_command(tmp_path):
    path = tmp_path / "een.spiegel"
    assert "9 participants" in run("new", path, "--lang", "en")[1]
    assert "## Welcome" in run("show", path, "--lang=en")[1]
    assert run("--lang", "en", "formats")[1] == run("formats", "--lang", "en")[1]


def test_a_meeting_in_a_folder_that_is_not_there_is_not_made_and_one_reads_why(tmp_path):
    code, _out, problem = run("--lang", "nl", "new", tmp_path / "2027" / "een.spiegel")
    assert code == 1
    assert f"Er is geen map {tmp_path / '2027'}. Maak haar eerst" in " ".join(problem.split())
    assert not list(tmp_path.iterdir())


def test_every_option_says_what_it_is_for() -> None:
    def options(commands: argparse.ArgumentParser) -> Iterator[argparse.Action]:
        for action in commands._actions:
            if isinstance(action, argparse._SubParsersAction):
                for command in action.choices.values():
                    yield from options(command)
            elif action.option_strings:
                yield action

    assert [each.option_strings[0] for each in options(parser()) if not each.help] == []
