"""Words as they are shown: how they begin."""

import pytest

from spiegel.domain.session.words import capitalised


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("één aanspreekpunt", "Eén aanspreekpunt"),
        ("ééns in de week", "Eéns in de week"),
        ("école", "École"),
        ("wachttijd", "Wachttijd"),
        ("Wmo", "Wmo"),
        ("", ""),
    ],
)
def test_a_theme_begins_with_a_capital_as_dutch_writes_it(name, shown):
    assert capitalised(name) == shown
