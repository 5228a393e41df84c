"""What tests of Prepare do there: press keys, go to a part, fill in a form."""

from meetings import START
from textual.widgets import Input, TextArea

from screens.seen import screen_text, until
from spiegel.domain.consent.consent import SetPresence
from spiegel.screens.prepare.letter_form import LetterForm
from spiegel.screens.prepare.screen import SECTIONS

NASTY = 'He said: "[laughs]" [/ [red]x 👍\ufe0f شكرا'


def session_of(pilot):
    return pilot.app.meeting.session


def person(pilot, number):
    return session_of(pilot).participants[number]


def present(session, *numbers):
    return SetPresence(numbers=numbers, present=True).apply(session, START)


def line_with(pilot, words):
    """The line of the screen with these words."""
    return next(line for line in screen_text(pilot).split("\n") if words in line)


async def press(pilot, *keys):
    """Press keys in one go: they come in order, and Pilot waits 50 ms or more after each."""
    for key in keys:
        pilot.app.simulate_key(key)
    await pilot.pause()


async def go_to(pilot, section):
    """Show a part of Prepare."""
    further = SECTIONS.index(section) - pilot.app.screen.index
    await press(pilot, *["tab"] * (further % len(SECTIONS)))
    await until(pilot, lambda: pilot.app.screen.section.browse.size.height)
    await pilot.pause()


async def open_words(pilot, *keys):
    """Open the words of a paper: the first, or further on by these keys."""
    await press(pilot, *keys, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, LetterForm))
    await pilot.pause()
    return pilot.app.screen.query_one(TextArea)


async def fill(pilot, **values):
    """Fill in the form that is open, and keep it."""
    await until(pilot, lambda: pilot.app.screen.query(".field"))
    for name, value in values.items():
        widget = pilot.app.screen.query_one(f"#field-{name}")
        if isinstance(widget, TextArea):
            widget.text = value
        else:
            assert isinstance(widget, Input)
            widget.value = value
    await press(pilot, "ctrl+s")


async def together(pilot, digit):
    """Open the panel for all present, and choose."""
    await press(pilot, "a")
    await until(pilot, lambda: "Voor alle aanwezigen" in screen_text(pilot))
    await press(pilot, digit)
