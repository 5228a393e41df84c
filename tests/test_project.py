"""What the project promises about itself: rooms, language, sizes, commands."""

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import spiegel
from spiegel.domain.report.kinds import KINDS, PLANS, SHELVES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "spiegel"
CATALOGUE = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "spiegel.po"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


ROOMS_WITHOUT_A_SCREEN = ("domain", "store", "export", "formats", "meeting", "cli", "demo")


@pytest.mark.slow
@pytest.mark.reckons
def test_the_rooms_without_a_screen_import_without_textual():
    code = f"""
import importlib, pkgutil, sys
for name in {ROOMS_WITHOUT_A_SCREEN}:
    room = importlib.import_module("spiegel." + name)
    for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        importlib.import_module(module.name)
        if sys.modules.pop("textual", None):
            print(module.name)
print("looked")
"""
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["looked"]


def imported(path, modules):
    """The modules of ours that one imports, in functions and for types too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (f"{node.module}.{alias.name}" for alias in node.names):
                yield name if name in modules else node.module


@pytest.mark.slow
@pytest.mark.reckons
def test_no_module_comes_back_to_itself_by_what_it_imports_not_even_by_its_package():
    modules = {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in SOURCE.rglob("*.py")
    }
    wanted = {name: set(imported(path, modules)) & modules.keys() for name, path in modules.items()}
    assert len(list(TopologicalSorter(wanted).static_order())) == len(modules)


@cache
def messages():
    """Every message in the source, as babel finds it: a string, or singular and plural."""
    found = extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
    )
    return {message: f"{file}:{line}" for file, line, message, _comments, _context in found}


@cache
def dutch() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="nl", abort_invalid=True)


@pytest.mark.slow
@pytest.mark.reckons
def test_every_word_on_the_screen_has_its_dutch():
    catalogue = dutch()
    missing = []
    for message, place in messages().items():
        key = message[0] if isinstance(message, tuple) else message
        entry = catalogue.get(key)
        strings = entry.string if entry is not None else ()
        strings = strings if isinstance(strings, tuple) else (strings,)
        if not strings or not all(strings) or (entry is not None and entry.fuzzy):
            missing.append(f"{place}: {key!r}")
    assert missing == []


@pytest.mark.slow
@pytest.mark.reckons
def test_no_dutch_is_kept_for_words_that_are_gone():
    used = {m[0] if isinstance(m, tuple) else m for m in messages()}
    kept = {(m.id[0] if isinstance(m.id, tuple) else m.id) for m in dutch() if m.id}
    assert kept - used == set()


def test_the_dutch_fills_in_the_same_names():
    names = re.compile(r"{(\w+)[^}]*}")
    wrong = []
    for message in dutch():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for id_, string in zip(ids, strings, strict=True):
            # "a minute more" may leave its number out in one language and not in the other.
            wanted = set(names.findall(ids[-1])) if id_ == ids[-1] else set(names.findall(string))
            if set(names.findall(string)) != wanted:
                wrong.append(string)
    assert wrong == []


def test_the_first_line_of_every_module_says_what_it_is_for():
    said_nothing = []
    for path in (*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if text.strip() and not re.match(r'(?:#.*\n)*r?"""\S.*(?:"""|\n\n)', text):
            said_nothing.append(str(path.relative_to(ROOT)))
    assert said_nothing == []


def test_every_slow_test_is_run_by_ci():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    seeded = '--hypothesis-profile=seeded --hypothesis-seed="$seed" -n 2'
    for part in (f'"slow and reckons" {seeded}', '"slow and not reckons" -n 0'):
        assert f"\n.venv/bin/pytest -m {part}\n" in script
    marks = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        marks |= set(re.findall(r"pytest\.mark\.(\w+)", path.read_text(encoding="utf-8")))
    assert re.search(r"^\.venv/bin/pytest --mutate -n 2$", script, re.MULTILINE)
    pytests_own = {"parametrize", "asyncio", "usefixtures", "filterwarnings", "skipif"}
    assert marks <= pytests_own | {"slow", "reckons", "mutation"}


def test_ci_runs_the_very_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv \.venv && .+$", readme, re.MULTILINE)
    assert [c.rpartition("/")[2] for c in commands] == ["spiegel demo", "pytest"]
    assert "grep -m1 \"pip install '.\\[test\\]'\" README.md" in script


@pytest.mark.parametrize("part", ["writer", "calc"])
@pytest.mark.parametrize("there", [True, False])
def test_ci_notices_which_part_of_libreoffice_is_missing(tmp_path, part, there):
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f"libreoffice-{part}-nogui" in script
    (asks,) = re.findall(r"^office_has\(\) \{\n.*?^\}\n", script, re.MULTILINE | re.DOTALL)
    library = {"writer": "libswlo.so", "calc": "libsclo.so"}[part]
    assert f"! office_has {library}" in script
    office = tmp_path / "program" / "soffice"
    office.parent.mkdir()
    office.touch(mode=0o755)
    (tmp_path / "soffice").symlink_to(office)
    if there:
        (office.parent / library).touch()
    asked = ["bash", "-euc", f"PATH={tmp_path}:$PATH\n{asks}office_has {library}"]
    assert (subprocess.run(asked, check=False).returncode == 0) is there


def test_the_changelog_knows_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {spiegel.__version__}" in changelog


def test_every_promise_names_tests_that_exist():
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "held by" not in line]
    assert len(rows) > 20
    files = list((ROOT / "tests").rglob("test_*.py"))
    known = {path.name for path in files}
    for path in files:
        known.update(re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8")))
    for row in rows:
        named = re.findall(r"`(test_\w+(?:\.py)?)`", row.split("|")[-2])
        assert named, row
        assert set(named) <= known, row


def test_the_dutch_guide_says_what_each_form_of_the_report_and_the_running_order_is_for():
    guide = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
    forms = [KINDS[key] for key in SHELVES["The report"]]
    named = {key: f"{key}`" in guide for key in PLANS}
    extensions = {kind.extension: f"`{kind.extension}`" in guide for kind in forms}
    assert [name for name, said in {**named, **extensions}.items() if not said] == []


def test_every_file_that_the_guides_name_is_there():
    named = re.compile(r"`([\w/-]+/[\w.-]+\.(?:py|toml|po|md|tcss)|\w+/\w[\w/]*/)`")
    missing = []
    for page in sorted((ROOT / "docs").glob("*.md")):
        for name in named.findall(page.read_text(encoding="utf-8")):
            if not any((place / name).exists() for place in (SOURCE, ROOT)):
                missing.append(f"{page.name}: {name}")
    assert missing == []


def test_a_walk_through_the_house_has_eight_steps_at_most():
    guide = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
    walks = re.split(r"^\*\*", guide.partition("## Four walks")[2], flags=re.MULTILINE)[1:]
    steps = [len(re.findall(r"^\d+\. ", walk, re.MULTILINE)) for walk in walks]
    assert len([many for many in steps if many]) >= 8
    assert max(steps) <= 8


def test_what_tests_share_is_told_in_the_guide():
    guide = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
    shared = [
        path
        for path in (ROOT / "tests").rglob("*.py")
        if not path.name.startswith(("test_", "bench_", "bare", "conftest"))
    ]
    assert [str(path.relative_to(ROOT)) for path in shared if f"{path.name}`" not in guide] == []
