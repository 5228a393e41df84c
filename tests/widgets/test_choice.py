"""One of a few: what chooses, and what only looks like it."""

from textual import events
from textual.app import App, ComposeResult

from spiegel.widgets.choice import Choice


class Asked(App[None]):
    def compose(self) -> ComposeResult:
        yield Choice((("no", "nee"), ("yes", "ja")))


async def chosen(*keys: tuple[str, float]) -> str:
    """What is chosen after these keys, each pressed at its second."""
    async with Asked().run_test() as pilot:
        for key, at in keys:
            event = events.Key(key, " " if key == "space" else key)
            event.time = at
            pilot.app.post_message(event)
        await pilot.pause()
        return pilot.app.query_one(Choice).value


async def test_the_space_bar_chooses_the_next_also_twice_in_a_row():
    assert await chosen(("space", 1.0)) == "yes"
    assert await chosen(("space", 1.0), ("space", 1.1)) == "no"


async def test_words_that_are_typed_here_by_mistake_choose_nothing():
    assert await chosen(("a", 1.0), ("space", 1.2), ("b", 1.4), ("space", 1.6)) == "no"
    assert await chosen(("a", 1.0), ("space", 3.0)) == "yes"
