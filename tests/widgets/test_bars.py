"""An outcome as bars: everything can be read, whatever its length and the size of the room."""

import pytest
from textual.app import App

from spiegel.widgets.bars import Bar, Bars, drawn

OPTIONS = tuple(
    Bar(
        number=str(at), label="Iemand die meegaat naar het gemeentehuis", part=at / 3, words=f"{at}"
    )
    for at in (1, 2, 3)
)


class Room(App[None]):
    def __init__(self, bars):
        super().__init__()
        self.shown = bars

    def compose(self):
        bars = Bars()
        bars.bars = self.shown
        yield bars


def lines(pilot):
    return [line.rstrip() for line in pilot.app.query_one(Bars).render().plain.split("\n")]


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_no_word_of_a_label_is_lost_and_no_line_is_too_long(width):
    rows = drawn(OPTIONS, width)
    for bar, row in zip(OPTIONS, rows, strict=True):
        words = " ".join(part.plain for part in row).split()
        assert set(bar.label.split()) <= set(words)
        assert max(part.cell_length for part in row) <= width


def test_a_longer_bar_is_longer():
    lengths = [row[0].plain.count("█") for row in drawn(OPTIONS, 80)]
    assert lengths == sorted(set(lengths))


async def test_many_ideas_stand_in_columns_and_the_rest_is_one_key_away():
    ideas = tuple(Bar(label=f"idee {at}") for at in range(1, 61))
    async with Room(ideas).run_test(size=(100, 10)) as pilot:
        assert "idee 1" in lines(pilot)[0]
        assert "idee 10" in lines(pilot)[0]
        assert lines(pilot)[-1] == "en nog 33 ↓"
        for _page in range(2):
            pilot.app.query_one(Bars).turn(1)
            await pilot.pause()
        seen = "\n".join(lines(pilot))
        assert "idee 60" in seen
        assert "↑ 54 hiervoor" in seen


async def test_what_fits_has_air_between():
    async with Room(OPTIONS).run_test(size=(100, 20)) as pilot:
        assert "" in lines(pilot)
