"""The style sheets: each parsed once, and every rule for something that is there."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual.widgets
from textual.css import stylesheet
from textual.css.model import SelectorType
from textual.css.parse import parse
from textual.css.stylesheet import StylesheetParseError
from textual.css.tokenize import tokenize_values
from textual.dom import DOMNode
from textual.widgets._toast import ToastHolder, ToastRack

import spiegel
from spiegel.app.appearance import THEMES
from spiegel.app.stylesheet import ParsedOnce

SOURCE = Path(spiegel.__file__).parent

COLOURS = {"ink": "#102030"}
SCREEN = ("Screen { color: $ink; }", ("screen.py", ""))
DEBRIEF = ("Debrief { color: $ink; }", ("debrief.py", ""))


@pytest.fixture
def parsed(monkeypatch):
    """The sheets that are parsed, in order."""
    css = []
    parse = stylesheet.parse
    monkeypatch.setattr(
        stylesheet,
        "parse",
        lambda scope, text, *a, **how: css.append(text) or parse(scope, text, *a, **how),
    )
    return css


@pytest.fixture
def sheet(parsed):
    """A sheet that was parsed, and is asked for its rules again for the next screen."""
    sheet = ParsedOnce(variables=COLOURS)
    sheet.add_source(*SCREEN)
    assert sheet.rules
    parsed.clear()
    return sheet


def test_a_screen_that_is_new_parses_its_own_sheet_only(sheet, parsed):
    sheet.add_source(*DEBRIEF)
    sheet.reparse()
    sheet.set_variables(dict(COLOURS))
    sheet.reparse()
    assert parsed == [DEBRIEF[0]]
    assert len(sheet.rules) == 2


def test_in_other_colours_all_are_parsed_anew(sheet, parsed):
    sheet.set_variables({"ink": "#a0b0c0"})
    sheet.reparse()
    assert parsed == [SCREEN[0]]
    assert sheet.rules[0].styles.color.hex == "#A0B0C0"


def test_a_sheet_with_a_mistake_is_told_and_the_others_stay(sheet):
    sheet.add_source("Debrief { colour: $ink; }", ("debrief.py", ""))
    with pytest.raises(StylesheetParseError):
        sheet.reparse()
    assert sheet.rules[0].styles.color.hex == "#102030"


def kinds(kind: type) -> Iterator[str]:
    """The names of all kinds of widgets that were imported."""
    yield kind.__name__
    for below in kind.__subclasses__():
        yield from kinds(below)


@pytest.mark.slow
@pytest.mark.reckons
def test_every_rule_of_a_style_sheet_is_for_something_that_is_there():
    """A class of widgets that is called otherwise since loses its looks without a word."""
    for room in ("app", "screens", "widgets"):
        for module in pkgutil.walk_packages([str(SOURCE / room)], f"spiegel.{room}."):
            importlib.import_module(module.name)
    known = {*kinds(DOMNode), *textual.widgets.__all__, ToastHolder.__name__, ToastRack.__name__}
    written = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    words = set(re.findall(r"\w[\w-]*", written))
    theme = THEMES[0]
    values = tokenize_values(theme.to_color_system().generate() | theme.variables)
    unknown = []
    for path in SOURCE.rglob("*.tcss"):
        for rule in parse("", path.read_text(encoding="utf-8"), (str(path), ""), None, values):
            for one in (each for chain in rule.selector_set for each in chain.selectors):
                there = known if one.type is SelectorType.TYPE else words
                if one.type is not SelectorType.UNIVERSAL and one.name.lstrip("-") not in there:
                    unknown.append(f"{path.name}: {one.name}")
    assert unknown == []
