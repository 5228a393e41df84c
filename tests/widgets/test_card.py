"""The card of the moderator: air between groups of lines as long as all has room."""

import pytest
from textual.app import App, ComposeResult

from spiegel.widgets.card import Card, CardShown, Line

SHOWN = CardShown(
    heading="Vraag 1",
    main="Wat hielp u?",
    lines=(
        Line("stap", ""),
        Line("", ""),
        Line("koffie", "  ", "", joins=True),
        Line("thee", "  ", "", joins=True),
        Line("", ""),
        Line("Wie was dat?"),
    ),
    next_="Vraag 2",
)


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield Card()


@pytest.mark.parametrize(
    ("height", "lines"),
    [
        (14, ["stap", "", "  koffie", "  thee", "", "· Wie was dat?"]),
        (8, ["stap", "  koffie", "  thee", "· Wie was dat?"]),
        (6, ["stap", "  koffie · thee", "· Wie was dat?"]),
    ],
)
async def test_where_room_lacks_first_the_air_goes_and_then_what_can_stand_together(height, lines):
    async with Shown().run_test(size=(40, height)) as pilot:
        card = pilot.app.query_one(Card)
        card.shown = SHOWN
        await pilot.pause()
        seen = [card.render_line(y).text.rstrip() for y in range(height)]
        assert seen[seen.index("stap") :][: len(lines)] == lines
        assert seen[-1] == "Hierna: Vraag 2"
