"""What was recorded: the marks under the words stay whole."""

import pytest
from textual.content import Content

from spiegel.widgets.record import BETWEEN, _beside


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (60, ["– kan beter   bereikbaarheid   ★ kernuitspraak"]),
        (32, ["– kan beter   bereikbaarheid", "★ kernuitspraak"]),
        (20, ["– kan beter", "bereikbaarheid", "★ kernuitspraak"]),
        (12, ["– kan beter", "bereikbaarhe", "id", "★", "kernuitspraa", "k"]),
    ],
)
def test_a_sign_stays_with_its_word(width, lines):
    marks = ("– kan beter", "bereikbaarheid", "★ kernuitspraak")
    found = _beside(Content(BETWEEN).join(map(Content, marks)), width)
    assert [line.plain.rstrip() for line in found] == lines


def test_without_marks_there_is_room_for_the_time():
    assert [line.plain for line in _beside(Content(""), 20)] == [""]
