"""`pytest --mutate`: a test that does not notice a known-bad part makes the run fail."""

import os
from pathlib import Path

import pytest

import mutations

pytest_plugins = ["pytester"]

INI = """
[pytest]
addopts = --strict-markers -m "not slow" -p no:cacheprovider
asyncio_mode = auto
asyncio_default_fixture_loop_scope = function
pythonpath = {tests}
markers =
    slow: slow
    mutation(*names, match=None): mutation
"""

PART = """
import mutations

def answer():
    return 42

@mutations.register("wrong")
def wrong(patch):
    patch.setitem(globals(), "answer", lambda: 41)
"""

SAMPLE = """
import os
import subprocess
import sys

import mutations
import part
import pytest

SEES = "import mutations, part; mutations.from_environment(); print(part.answer())"

mutation = pytest.mark.mutation
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A small project with one function and this suite's own conftest."""
    tests = Path(__file__).parent
    monkeypatch.setattr(mutations, "KNOWN", dict(mutations.KNOWN))
    pytester.makefile(".ini", pytest=INI.format(tests=tests))
    pytester.makeconftest((tests / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(part=PART)
    return pytester


@pytest.mark.slow
@pytest.mark.reckons
def test_a_test_that_notices_passes_and_says_how(project):
    project.makepyfile(
        SAMPLE
        + """
@mutation("wrong")
def test_notices():
    assert mutations.active() == "wrong"
    assert part.answer() == 42, "another answer"

def test_is_not_marked():
    assert part.answer() == 42
    assert not mutations.active()
"""
    )
    result = project.runpytest_inprocess("--mutate")
    result.assert_outcomes(passed=1, deselected=1)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["*test_notices", "*noticed wrong: AssertionError: another answer"])


def test_a_test_that_does_not_notice_makes_the_run_fail(project):
    project.makepyfile(
        SAMPLE
        + """
@mutation("wrong")
def test_blind():
    assert part.answer()
"""
    )
    result = project.runpytest_inprocess("--mutate")
    result.assert_outcomes(failed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*the test did not notice wrong*"])


@pytest.mark.slow
@pytest.mark.reckons
def test_without_the_option_marked_tests_are_as_any_other(project):
    project.makepyfile(
        SAMPLE
        + """
@mutation("wrong")
def test_marked():
    assert part.answer() == 42
    assert mutations.rounds(1_000, 5) == 1_000

@pytest.mark.slow
@mutation("wrong")
def test_slow():
    assert part.answer() == 42
"""
    )
    result = project.runpytest_inprocess()
    result.assert_outcomes(passed=1, deselected=1)


@pytest.mark.slow
def test_every_named_mutation_is_tried_on_every_case_also_slow_and_async_ones(project, monkeypatch):
    project.makepyfile(
        SAMPLE
        + """
@mutations.register("raises")
def raises(patch):
    patch.setattr(part, "answer", lambda: 1 / 0)

@pytest.mark.slow
@mutation("wrong", "raises")
@pytest.mark.parametrize("less", [0, 1])
async def test_slow(less):
    assert mutations.rounds(1_000, 5) == 5
    assert part.answer() - less == 42 - less

@mutation("wrong")
class TestOfAClass:
    def test_method(self):
        assert part.answer() == 42

@mutation("wrong")
def test_in_a_child_process():
    assert subprocess.check_output([sys.executable, "-c", SEES]) == b"42\\n"
"""
    )
    path = os.pathsep.join((str(Path(__file__).parent), str(project.path)))
    monkeypatch.setenv("PYTHONPATH", path)
    result = project.runpytest_subprocess("--mutate", "-n", "2")
    result.assert_outcomes(passed=6)
    assert result.ret == 0


@pytest.mark.slow
@pytest.mark.reckons
def test_red_for_another_reason_than_the_one_named_does_not_count(project):
    project.makepyfile(
        SAMPLE
        + """
@mutations.register("other")
def other(patch):
    patch.setitem(vars(part), "answer", lambda: 40)

@mutation("wrong", match="another answer")
@mutation("other", match="40 == 42")
def test_says_why():
    assert part.answer() == 42, f"another answer, {part.answer()} == 42"

@mutation("other", match="no such reason")
@mutation("wrong", match="another answer")
def test_fails_otherwise():
    raise OSError("no room")
"""
    )
    result = project.runpytest_inprocess("--mutate")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["*noticed wrong for another reason: OSError: no room*"])


@pytest.mark.slow
@pytest.mark.reckons
def test_what_cannot_be_set_up_proves_nothing(project):
    project.makepyfile(
        SAMPLE
        + """
@mutations.register("of-what-is-gone")
def gone(patch):
    patch.setattr(part, "question", lambda: 41)

@mutation("of-what-is-gone")
def test_notices():
    assert part.answer() == 41

@mutation("wrong")
def test_is_skipped():
    pytest.skip("no such machine")
"""
    )
    result = project.runpytest_inprocess("--mutate")
    result.assert_outcomes(errors=1, skipped=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("options", [(), ("--mutate",)])
def test_a_name_that_nobody_registered_is_an_error_in_every_run(project, options):
    project.makepyfile(
        SAMPLE
        + """
@mutation("wrnog")
def test_notices():
    assert part.answer() == 42
"""
    )
    result = project.runpytest_inprocess(*options)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*test_notices: no mutation is called 'wrnog'"])


@pytest.mark.slow
def test_what_cannot_run_once_per_mutation_is_an_error_not_forgotten(project):
    project.makepyfile(
        SAMPLE
        + """
import unittest

@mutation("wrong")
class TestOfUnittest(unittest.TestCase):
    def test_notices(self):
        assert part.answer() == 42
"""
    )
    result = project.runpytest_inprocess("--mutate")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*only a plain function can be run once for each mutation"])
