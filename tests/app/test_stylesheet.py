"""The style sheets: what was parsed is not parsed again because another sheet comes."""

import pytest
from textual.css import stylesheet
from textual.css.stylesheet import StylesheetParseError

from spiegel.app.stylesheet import ParsedOnce

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
