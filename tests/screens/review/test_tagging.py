"""Statements tagged by the elements of self-direction in Review: many at a time, by theme."""

from meetings import meeting

from screens.keys import press
from screens.seen import screen_text, until
from screens.told import said
from spiegel.domain.session.elements import Element
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Theme
from spiegel.textual_private import shown_notifications

THEMES = 9
EACH = 10
MOST_KEYS = 40


def ninety():
    """Ninety statements under nine themes."""
    themes = [Theme(number=n, name=f"onderwerp {n}", confirmed=True) for n in range(1, THEMES + 1)]
    numbers = range(1, THEMES * EACH + 1)
    return put(
        meeting(participants=6),
        *themes,
        *(said(n, f"Dit is verhaal {n}", themes=(1 + n % THEMES,)) for n in numbers),
    )


def elements(pilot):
    return {n: s.elements for n, s in pilot.app.meeting.session.statements.items()}


def notified(pilot):
    return " ".join(one.message for one in shown_notifications(pilot.app))


async def test_ninety_statements_are_tagged_by_theme_in_at_most_forty_keys(open_app, counted):
    async with open_app(ninety(), show="review") as pilot:
        pressed = ["tab"]
        for theme in range(THEMES):
            pressed += ["g", "l", str(theme % 4 + 1)]
        # one is about something else too, and the list of all comes back
        pressed += ["down", "l", "l", "space", "3", "g"]
        await press(pilot, *pressed)
        await until(pilot, lambda: "90 uitspraken" in screen_text(pilot))
        counted(f"{THEMES * EACH} statements of {THEMES} themes tagged with {len(pressed)} keys")
        assert len(pressed) <= MOST_KEYS
        assert all(elements(pilot).values())
        for number, found in elements(pilot).items():
            assert list(Element)[(number % THEMES) % 4] in found


async def test_a_tag_is_seen_on_the_row_and_in_words_and_is_undone_by_its_name(open_app):
    async with open_app(ninety(), show="review") as pilot:
        await press(pilot, "tab", "space", "down", "space", "2", "4")
        await until(pilot, lambda: screen_text(pilot).count(" KC ") == 2)
        assert "zelfregie: eigen kracht, contacten" in screen_text(pilot)
        assert "2 gemarkeerd" in screen_text(pilot)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "contacten bij 2 uitspraken" in notified(pilot))
        assert set(elements(pilot).values()) == {(), (Element.STRENGTH,)}
        await press(pilot, "2")
        assert set(elements(pilot).values()) == {()}


async def test_one_reads_in_the_list_which_keys_tag_a_whole_theme(open_app):
    async with open_app(ninety(), show="review") as pilot:
        await press(pilot, "tab")
        await until(pilot, lambda: "g: thema voor thema" in screen_text(pilot))
        await press(pilot, "g")
        await until(pilot, lambda: "l: alles markeren · 1 tot 4" in screen_text(pilot))
        await press(pilot, "l")
        await until(pilot, lambda: "gemarkeerd: 1 tot 4 zelfregie" in screen_text(pilot))
        assert "alles markeren" not in screen_text(pilot)


async def test_only_what_has_an_element_is_shown_when_that_is_asked(open_app):
    async with open_app(ninety(), show="review") as pilot:
        await press(pilot, "tab", "down", "3", "f", *"motiv", "enter")
        await until(pilot, lambda: "1 van 90 uitspraken" in screen_text(pilot))
        assert "verhaal 2" in screen_text(pilot)
