"""A home of its own for every test, and Dutch screens; and `--mutate` (see mutations.py)."""

import gc
import itertools
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.dont_write_bytecode:
    # A container keeps no byte code beside the sources: each worker, and each window and command
    # that a test starts, would compile Textual anew. It is kept with the environment instead.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(sys.prefix) / "bytecode")
    del os.environ["PYTHONDONTWRITEBYTECODE"]
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

import hypothesis
import pytest
from textual import constants
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import Token, tokenize_values

import at_rest
import counting
import mutations
from counting import COUNTED, Count
from spiegel import i18n

# Nothing that is imported or collected is rubbish: see `pytest_collection_finish`.
gc.disable()

# Also for what a test module reads of the clock while it is imported: what day it is.
os.environ["TZ"] = "Europe/Amsterdam"
if hasattr(time, "tzset"):
    time.tzset()

i18n.set_language("nl")
# The suite says the same twice. With the other two .ci/run looks further, by a seed of the code:
# other code tries other examples, and the same code the same ones.
hypothesis.settings.register_profile("quick", max_examples=10, deadline=None, derandomize=True)
hypothesis.settings.register_profile("seeded", max_examples=10, deadline=None)
hypothesis.settings.register_profile("full", max_examples=300, deadline=None)
hypothesis.settings.load_profile("quick")


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Each style sheet is read once and not anew for every app: a sixth of the time of a screen."""
    colours: dict[frozenset[tuple[str, str]], dict[str, list[Token]]] = {}
    known: dict[object, list[RuleSet]] = {}

    def tokens(values: dict[str, str]) -> dict[str, list[Token]]:
        key = frozenset(values.items())
        if key not in colours:
            colours[key] = tokenize_values(values)
        return colours[key]

    def rules(scope: str, css: str, read_from: object, *, variable_tokens: object, **how: object):
        key = (scope, css, read_from, id(variable_tokens), *how.items())
        if key not in known:
            known[key] = [*parse(scope, css, read_from, variable_tokens=variable_tokens, **how)]
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stylesheet, "tokenize_values", tokens)
        patch.setattr(stylesheet, "parse", rules)
        yield


@pytest.fixture(scope="session", autouse=True)
def _told_when_at_rest() -> Iterator[None]:
    """A key of a test is waited for as long as it takes, and no longer."""
    with at_rest.noticed():
        yield


@pytest.fixture(scope="session", autouse=True)
def _in_full_colour() -> Iterator[None]:
    """A window sees the colours that most people see, and reckons no others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(constants, "COLOR_SYSTEM", "truecolor")
        yield


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """With nothing beside it: Spiegel looks in the folders beside that of a meeting."""
    own = tmp_path / "map"
    own.mkdir()
    return own


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    home = next(_homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    # As it is set above, also after a test that was somewhere else.
    time.tzset()


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Count:
    """Says at the end of the run what a test counted, also when it ran in a worker."""
    return lambda said: request.node.user_properties.append((COUNTED, said))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--mutate",
        action="store_true",
        help="run each test that is marked for it with the known-bad parts that it must notice",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("mutate"):
        if not any(argument.startswith("-m") for argument in config.invocation_params.args):
            # What the project leaves out by default, such as slow tests, is what is asked for here.
            config.option.markexpr = ""
        # The first sign will do, and what a bad part shows is not to be tried again later.
        hypothesis.settings.register_profile(
            "mutate",
            parent=hypothesis.settings.get_profile("full"),
            database=None,
            phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        )
        hypothesis.settings.load_profile("mutate")


def pytest_collection_finish() -> None:
    """What is there before the first test stays; to look through it for rubbish takes a tenth."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 50, 100)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Frames between two looks of a test are painted where there is time for it."""
    at_rest.paints = item.get_closest_marker("slow") is not None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    names = mutations.named(metafunc.definition)
    if names and metafunc.config.getoption("mutate"):
        metafunc.parametrize("_mutation", names, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("mutate"):
        others = [item for item in items if item.get_closest_marker("mutation") is None]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item.get_closest_marker("mutation") is not None]


@pytest.fixture(autouse=True)
def _mutation(request: pytest.FixtureRequest) -> Iterator[None]:
    name = getattr(request, "param", "")
    if not name and request.config.getoption("mutate"):
        pytest.fail("only a plain function can be run once for each mutation")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(mutations.VARIABLE, raising=False)
        if name:
            patch.setenv(mutations.VARIABLE, name)
            mutations.KNOWN[name](patch)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if mutations.of(item):
        mutations.judge(item, report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = list(counting.found(terminalreporter))
    if counts:
        terminalreporter.section("counted")
        for said in counts:
            terminalreporter.line(said)
    if terminalreporter.config.getoption("mutate"):
        terminalreporter.section("known-bad parts that were noticed")
        for line in mutations.noticed(terminalreporter.stats.get("passed", [])):
            terminalreporter.line(line)
