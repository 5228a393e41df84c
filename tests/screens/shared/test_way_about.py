"""Somebody new finds help, the other screens and the way out, everywhere and in any terminal."""

import pytest

from screens.home.library import home
from screens.seen import flat, screen_text, until
from screens.windows import told
from spiegel.app.screens import SCREENS
from spiegel.demo import VISITORS, play
from spiegel.screens.home.example import Example
from spiegel.screens.shared.panels import GoTo, Help
from spiegel.widgets.keylist import KeyColumns

WITH_KEYS = [name for name in SCREENS if name not in ("clock", "groups")]
"""The screens that have a footer with keys of their own: before the room there is none, and without
ideas nothing is to be put in groups."""


SOME = pytest.mark.parametrize(
    "screens",
    [("moderate", "debrief"), pytest.param(tuple(SCREENS), marks=pytest.mark.slow)],
    ids=["two", "all"],
)
"""What is the same on each screen is tried on two of them, and on all where there is time."""


async def on_each(pilot, screens=SCREENS):
    """Goes to each screen in turn."""
    for screen in screens:
        pilot.app.action_go(screen)
        await until(pilot, lambda screen=screen: pilot.app.current_mode == screen)
        await pilot.pause()
        yield screen


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_footer_names_help_the_other_screens_and_leaving(open_app, running):
    async with open_app(running) as pilot:
        async for _screen in on_each(pilot, WITH_KEYS):
            footer = screen_text(pilot).split("\n")[-1]
            assert "F2-F8 schermen  ^q stoppen  F1 ^/ hulp" in footer
            assert footer.index("F2-F8") > 8, "keys of the screen itself"


async def test_home_names_no_screens_while_there_is_no_meeting(tmp_path):
    async with home(tmp_path) as pilot:
        footer = screen_text(pilot).split("\n")[-1]
        assert "^q stoppen  F1 ^/ hulp" in footer
        assert "F2" not in footer
        await pilot.press("ctrl+g")
        assert not isinstance(pilot.app.screen, GoTo)


@pytest.mark.slow
@pytest.mark.reckons
@SOME
async def test_help_opens_where_the_terminal_keeps_f1(open_app, running, screens):
    async with open_app(running) as pilot:
        async for _screen in on_each(pilot, screens):
            await pilot.press("ctrl+underscore")
            await until(pilot, lambda: isinstance(pilot.app.screen, Help))
            await pilot.press("ctrl+slash")
            await until(pilot, lambda: not isinstance(pilot.app.screen, Help))


@pytest.mark.slow
@pytest.mark.reckons
async def test_help_opens_in_the_middle_of_a_line_and_leaves_it(open_app, running):
    async with open_app(running, show="scribe") as pilot:
        await pilot.press(*"hoe", "ctrl+underscore")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.press("escape", "?")
        await until(pilot, lambda: pilot.app.screen.desk.line.value == "hoe?")


@pytest.mark.slow
@pytest.mark.reckons
@SOME
async def test_help_begins_with_the_screens_and_leaving(open_app, running, screens):
    async with open_app(running) as pilot:
        async for _screen in on_each(pilot, screens):
            await pilot.press("f1")
            await until(pilot, lambda: "Op elk scherm" in screen_text(pilot))
            for words in ("F2 voorbereiden", "F4 vastleggen", "F8 zaalscherm", "^q stoppen"):
                assert words in screen_text(pilot)
            for words in ("F10 opvolging", "⇧F6 persona's"):
                assert words in screen_text(pilot)
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(pilot.app.screen, Help))


async def test_the_footer_counts_the_keys_that_it_cannot_name_and_help_names_them_at_one_look(
    open_app, running
):
    async with open_app(running, show="moderate") as pilot:
        await pilot.pause()
        footer = screen_text(pilot).split("\n")[-1]
        named, _rest = footer.split("F2-F8")
        more = int(footer.partition("hulp +")[2].split()[0])
        await pilot.press("f1")
        await until(pilot, lambda: "Op dit scherm" in screen_text(pilot))
        here = pilot.app.screen.query_one(KeyColumns).pairs
        assert len(here) == more + len(named.strip().split("  "))
        seen = screen_text(pilot)
        for words in ("o overslaan", "p pauze", "k zaalscherm", "v vragen"):
            assert words in seen
            assert words not in footer


async def test_help_names_a_key_of_the_screen_that_the_list_on_it_has_too(open_app, running):
    async with open_app(running, show="report") as pilot:
        await until(pilot, lambda: "Enter maken" in screen_text(pilot))
        await pilot.press("f1")
        await until(pilot, lambda: "Op dit scherm" in screen_text(pilot))
        assert ("Enter", "maken") in pilot.app.screen.query_one(KeyColumns).pairs


async def test_personas_open_in_putty_which_sends_f16_for_shift_and_f6(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("f16")
        await until(pilot, lambda: pilot.app.current_mode == "personas")


@pytest.mark.parametrize(("key", "screen"), [("f10", "followup"), ("shift+f6", "personas")])
async def test_from_a_panel_one_key_leads_to_the_screens_for_later(open_app, running, key, screen):
    async with open_app(running) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.current_mode == screen)


@pytest.mark.slow
@pytest.mark.reckons
async def test_ctrl_g_lists_the_screens_with_their_keys_and_leaves_too(open_app, running):
    async with open_app(running, show="scribe") as pilot:
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(pilot.app.screen, GoTo))
        seen = screen_text(pilot)
        assert "F1" in seen
        assert "F8" in seen
        await pilot.press("end")
        await until(pilot, lambda: "^q  stoppen" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Spiegel sluiten?" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.meeting is None)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("panel", "screens"),
    [
        ("", WITH_KEYS),
        ("f1", ["scribe"]),
        ("ctrl+p", ["moderate"]),
        pytest.param("f1", WITH_KEYS, marks=pytest.mark.slow),
        pytest.param("ctrl+p", WITH_KEYS, marks=pytest.mark.slow),
    ],
)
async def test_ctrl_c_says_in_ones_own_language_how_one_leaves(open_app, running, panel, screens):
    async with open_app(running) as pilot:
        async for _screen in on_each(pilot, screens):
            if panel:
                await pilot.press(panel)
                await until(pilot, lambda: pilot.app.screen.is_modal)
            await pilot.press("ctrl+c")
            await until(pilot, lambda: "Spiegel sluiten: ctrl+q" in told(pilot))
            assert "quit" not in told(pilot)
            pilot.app.clear_notifications()
            await pilot.press("escape")


async def test_ctrl_c_says_nothing_before_the_room(open_app, running):
    async with open_app(running, show="clock") as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not told(pilot)


async def test_ctrl_c_copies_what_is_marked_in_the_line(open_app, running):
    async with open_app(running, show="scribe") as pilot:
        await pilot.press(*"acht weken", "shift+home", "ctrl+c")
        await until(pilot, lambda: pilot.app.clipboard == "acht weken")
        assert not told(pilot)


async def test_the_example_says_that_it_is_one_and_what_to_try(open_app, running):
    async with open_app(running, example=True) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Example))
        seen = screen_text(pilot)
        for words in ("verzonnen", "gespreksleider", "F4", "F1 ^/", "^q", "Enter: rondkijken"):
            assert words in seen
        await pilot.press("enter")
        await until(pilot, lambda: "Vraag 1?" in screen_text(pilot))


async def test_the_example_of_afterwards_says_what_was_looked_at(open_app):
    async with open_app(play("afterwards"), example=True, show="followup") as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Example))
        assert "zes weken geleden" in flat(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "✓ 6 weken" in screen_text(pilot))


@pytest.mark.parametrize(
    ("upto", "words"),
    [("start", "Ook de toestellen zijn"), ("middle", "het ordenen van de ideeën")],
)
async def test_the_example_with_devices_says_where_it_is_and_how_to_go_on(open_app, upto, words):
    async with open_app(play(upto, meeting=VISITORS), example=True) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Example))
        seen = flat(pilot)
        assert "stap voor stap" in seen
        assert "F5" in seen
        assert words in seen.replace(" │ │ ", " ")
