"""Known-bad parts, swapped in one by one to see that a test notices them: `pytest --mutate`.

A hard test names what must turn it red: `@pytest.mark.mutation("acknowledge-before-write")`. With
`--mutate` only marked tests run, once for each name, and pass if and only if they went red.
"""

import os
import re
from collections.abc import Callable, Iterator
from typing import Final

import pytest

VARIABLE: Final = "SPIEGEL_MUTATION"
"""Names the mutation in force, also for child processes, which call `from_environment`."""
NOTICED: Final = "noticed"

Mutation = Callable[[pytest.MonkeyPatch], None]
KNOWN: Final[dict[str, Mutation]] = {}


def register(name: str) -> Callable[[Mutation], Mutation]:
    """Make a mutation known by a name, in the module of the test or in one that it imports.

    A child process knows it too if it imports that module before it calls `from_environment`.
    """

    def known(mutation: Mutation) -> Mutation:
        before = KNOWN.get(name, mutation)
        if before.__code__.co_filename != mutation.__code__.co_filename:
            raise ValueError(f"two mutations are called {name}")
        KNOWN[name] = mutation
        return mutation

    return known


def active() -> str:
    """The name of the mutation in force; empty when there is none."""
    return os.environ.get(VARIABLE, "")


def rounds(many: int, mutated: int) -> int:
    """How often to repeat: so many times, or (enough to go red) with a mutation in force.

    Counts that the test asserts must be made from this, or it is red for the wrong reason.
    """
    return mutated if active() else many


def from_environment() -> None:
    """Apply the mutation in force to this process, for good; for the children of a test."""
    if active():
        KNOWN[active()](pytest.MonkeyPatch())


# What tests/conftest.py asks.


def named(item: pytest.Item) -> list[str]:
    """The names of the mutations that a test must notice, each once.

    Raises CollectError for a name that its module does not know.
    """
    names = list(dict.fromkeys(name for mark in _marks(item) for name in mark.args))
    for name in names:
        if name not in KNOWN:
            raise pytest.Collector.CollectError(f"{item.name}: no mutation is called {name!r}")
    return names


def of(item: pytest.Item) -> str:
    """The mutation with which this test runs; empty when it runs without."""
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("_mutation", "") if callspec else ""


def judge(item: pytest.Item, report: pytest.TestReport) -> None:
    """Turn the outcome of a test around: red, for the reason it names, is what is wanted.

    An error while setting up stays an error: it proves nothing about the test.
    """
    name = of(item)
    if report.when == "teardown" and report.failed and _noticed(report):
        # A bad part may also keep a fixture from cleaning up.
        report.outcome, report.longrepr = "passed", None
    if report.when != "call" or report.skipped:
        return
    if report.passed:
        report.outcome = "failed"
        report.longrepr = f"the test did not notice {name}"
        return
    said = _said(report)
    reason = said.partition("\n")[0][:200]
    expected = [mark.kwargs.get("match", "") for mark in _marks(item) if name in mark.args]
    if not all(re.search(pattern, said) for pattern in expected):
        report.longrepr = f"the test noticed {name} for another reason: {said}"
        return
    report.outcome, report.longrepr = "passed", None
    item.user_properties.append((NOTICED, f"{name}: {reason}"))
    report.user_properties = list(item.user_properties)


def noticed(reports: list[pytest.TestReport]) -> Iterator[str]:
    """A line for each mutation that was noticed: by which test, and what it said."""
    for report in reports:
        if report.when == "call" and (said := _noticed(report)):
            yield f"{report.nodeid.partition('[')[0]}\n    noticed {said}"


def _marks(item: pytest.Item) -> Iterator[pytest.Mark]:
    return item.iter_markers("mutation")


def _noticed(report: pytest.TestReport) -> str:
    return str(dict(report.user_properties).get(NOTICED, ""))


def _said(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return crash.message if crash else report.longreprtext
