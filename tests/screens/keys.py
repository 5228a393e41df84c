"""Keys that are pressed one by one, or typed as fast as keys can come."""

from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from at_rest import at_rest


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, and let the app work after each."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key_to_character(key)))
        await at_rest(pilot)


async def type_(pilot: Pilot[None], text: str) -> None:
    """Type as fast as keys can come, then let the app work."""
    post(pilot, text)
    await at_rest(pilot)


def post(pilot: Pilot[None], text: str) -> None:
    """Type as fast as keys can come; the app has not worked since."""
    for character in text:
        key = {" ": "space"}.get(character, character)
        pilot.app.post_message(events.Key(key, character))


async def enter(pilot: Pilot[None], line: str) -> None:
    """Type a line as fast as keys can come, and Enter."""
    post(pilot, line)
    pilot.app.post_message(events.Key("enter", "\r"))
    await pilot.pause()
