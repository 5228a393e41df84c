"""All that is known of one thing, in the room that there is: what is asked stays in sight."""

import pytest
from textual.content import Content

from spiegel.widgets.details import Known

SAID = "wij wachtten weken "


def known(times, around=("ervoor D1: ja", "daarna D2: nee")):
    lines = ("10 · vraag 1", SAID * times + "slot", "Wie zei dit?", "1 tot 9: wie", *around)
    return Known(tuple(map(Content, lines)), words=1, around=len(around))


def rows(shown, width, height):
    return [row.plain for row in shown.rows(width, height)]


def test_where_there_is_room_all_of_it_is_seen():
    assert rows(known(1), 40, 9) == [
        *("10 · vraag 1", "wij wachtten weken slot", "Wie zei dit?", "1 tot 9: wie"),
        *("ervoor D1: ja", "daarna D2: nee"),
    ]


@pytest.mark.parametrize("times", [1, 4, 8, 16, 200])
@pytest.mark.parametrize("height", [5, 6, 8])
def test_however_much_was_said_what_is_asked_is_seen(times, height):
    seen = rows(known(times), 40, height)
    assert {"Wie zei dit?", "1 tot 9: wie"} <= set(seen)
    assert len(seen) <= height


def test_neighbours_go_before_the_words_are_cut_below_three_rows_and_a_cut_is_seen():
    assert rows(known(5), 40, 7)[-1] == "ervoor D1: ja"
    cut = rows(known(8), 40, 6)
    assert cut[:1] + cut[4:] == ["10 · vraag 1", "Wie zei dit?", "1 tot 9: wie"]
    assert cut[3].endswith("…")


def test_a_neighbour_is_a_row_and_its_cut_is_seen():
    seen = rows(known(1, ("ervoor D1: " + SAID * 4,)), 40, 9)
    assert len(seen[-1]) == 40
    assert seen[-1].endswith("…")
