"""What a test counted, for the one who reads what CI printed."""

import textwrap
from collections.abc import Callable, Iterator
from typing import Final

import pytest

Count = Callable[[str], None]
"""Says what was counted, in a line or a few."""
COUNTED: Final = "counted"


def found(reporter: pytest.TerminalReporter) -> Iterator[str]:
    """All that was counted in a run, each under its test."""
    for outcome in ("passed", "failed"):
        for report in reporter.stats.get(outcome, []):
            counts = [said for name, said in report.user_properties if name == COUNTED]
            if counts and report.when == "call":
                yield report.nodeid.rpartition("::")[2]
                yield textwrap.indent("\n".join(counts), "    ")
