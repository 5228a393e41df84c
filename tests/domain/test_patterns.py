"""A pattern is compiled when it is first asked, and then it is what `re.compile` gives."""

import importlib
import pkgutil
import re
import subprocess
import sys

import spiegel
from spiegel.domain.patterns import compile_some, pattern, waiting

IMPORTED = """
import spiegel.domain.plan, spiegel.domain.notation, spiegel.domain.privacy.recognise
from spiegel.domain.patterns import _WAITING

print(len(_WAITING), sum("_compiled" in vars(one) for one in _WAITING))
"""


def test_a_pattern_finds_what_the_compiled_one_finds():
    found = pattern(r"(\w)(\d)", re.IGNORECASE)
    assert found.search("-D3").groups() == ("D", "3")
    assert found.sub(r"\2\1", "d3 g4") == "3d 4g"
    assert [m[0] for m in found.finditer("d3 g4")] == ["d3", "g4"]
    assert found.pattern == r"(\w)(\d)"
    assert pattern(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_the_rules_for_plans_lines_and_names_wait_until_they_are_asked():
    told = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, check=True)
    waiting_, compiled = map(int, told.stdout.split())
    assert waiting_ > 100
    assert compiled < 3


def test_whoever_has_the_time_compiles_those_that_wait():
    late = pattern(r"never asked")
    before = waiting()
    compile_some(1)
    assert waiting() == before - 1
    assert "_compiled" in vars(late)


def test_every_pattern_in_spiegel_can_be_compiled():
    for module in pkgutil.walk_packages(spiegel.__path__, "spiegel."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    compile_some(waiting())
    assert waiting() == 0
