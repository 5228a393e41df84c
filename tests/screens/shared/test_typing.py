"""Commands and typing told apart, key by key: no screen, no clock, any speed."""

import random

import pytest

from screens.shared.keyboard import Keyboard, real_looking, typed_by_hand

MODERATE = {
    "o": "Vraag 4 overslaan?",
    "p": "Pauze?",
    "x": "Niet stellen?",
    " ": "Klok stilzetten?",
    "z": "",
    "v": "",
    "b": "",
    "k": "",
}
LETTERS = dict.fromkeys("abcdefghijklmnopqrstuvwxyz +-!*.", "")
"""A screen on which every letter does something at once."""


@pytest.mark.parametrize(
    "times", [50, pytest.param(500, marks=[pytest.mark.slow, pytest.mark.reckons])]
)
@pytest.mark.parametrize("commands", [MODERATE, LETTERS, {}], ids=["moderate", "letters", "none"])
def test_any_line_at_any_speed_changes_nothing_and_is_kept_whole(commands, times, counted):
    characters = 0
    for seed in range(times):
        chance = random.Random(seed)
        keyboard = Keyboard(commands)
        lines = [real_looking(chance) for _ in range(3)]
        for line in lines:
            for key, wait in typed_by_hand(line, chance):
                keyboard.press(key, every=wait)
                characters += 1
        keyboard.wait(20)
        assert keyboard.done == [], (seed, lines)
        assert keyboard.draft == lines, seed
    counted(f"{times} times 3 lines, {characters} keys: nothing done, every character kept")


def test_a_letter_that_stands_alone_does_what_it_is_for_as_of_its_own_moment():
    keyboard = Keyboard(MODERATE)
    keyboard.press("z", every=5)
    pressed = keyboard.now
    assert keyboard.shown.keys == "z"
    assert keyboard.done == []
    keyboard.wait(0.7)
    assert keyboard.done == [("z", pressed)]
    assert keyboard.draft == []


def test_skipping_asks_first_and_enter_does_it():
    keyboard = Keyboard(MODERATE)
    keyboard.press("o", every=5)
    keyboard.wait(1)
    assert keyboard.asked.asks == "Vraag 4 overslaan?"
    assert keyboard.done == []
    keyboard.press("⏎", every=2)
    assert [keys for keys, _at in keyboard.done] == ["o"]
    assert keyboard.asked is None


def test_a_quick_hand_need_not_wait_for_the_line():
    keyboard = Keyboard(MODERATE)
    keyboard.press("o", every=5)
    keyboard.press("⏎", every=0.2)
    assert [keys for keys, _at in keyboard.done] == ["o"]


def test_ten_is_ten_and_not_one():
    keyboard = Keyboard(MODERATE)
    keyboard.press("1", every=5)
    keyboard.press("0", "⏎", every=0.1)
    assert [keys for keys, _at in keyboard.done] == ["10"]
    keyboard.press("1", "0", "⏎", every=1.5)
    assert [keys for keys, _at in keyboard.done] == ["10", "10"]


def test_a_wrong_digit_is_taken_away():
    keyboard = Keyboard(MODERATE)
    keyboard.press("1", "2", "⌫", "1", every=1)
    assert keyboard.asked.keys == "11"


def test_another_letter_on_an_open_line_is_typing():
    keyboard = Keyboard(MODERATE)
    keyboard.press("o", "o", every=1)
    assert keyboard.asked is None
    assert keyboard.done == []
    assert keyboard.draft == ["oo"]


def test_esc_closes_the_line_and_nothing_is_done():
    keyboard = Keyboard(MODERATE)
    keyboard.press("p", "⎋", every=2)
    keyboard.wait(5)
    assert (keyboard.asked, keyboard.done, keyboard.draft) == (None, [], [])


@pytest.mark.parametrize(
    "line", ["vooral de brieven van D3", "zo ging het", "pas na hulp", "k nee"]
)
def test_slow_hands_can_at_worst_open_a_line(line):
    keyboard = Keyboard(MODERATE)
    keyboard.press(*line, "⏎", every=0.6)
    keyboard.wait(20)
    assert keyboard.draft == [line]
    assert [keys for keys, _at in keyboard.done] == keyboard.taken_back


def test_what_a_slow_letter_did_is_taken_back_when_it_was_typing():
    keyboard = Keyboard(MODERATE)
    keyboard.press("z", "o", every=0.75)
    assert keyboard.taken_back == ["z"]
    assert keyboard.draft == ["zo"]


def test_an_arrow_acts_at_once_also_in_the_middle_of_typing():
    keyboard = Keyboard(MODERATE)
    keyboard.press(*"kreeg", every=0.2)
    keyboard.press("→", *" geen", "⏎", every=0.2)
    assert keyboard.draft == ["kreeg geen"]


def test_enter_after_a_long_rest_still_ends_the_line():
    keyboard = Keyboard(MODERATE)
    keyboard.press(*"D3: ja", every=0.2)
    keyboard.wait(4.5)
    assert keyboard.typing.enter(keyboard.now)
    assert keyboard.draft == ["D3: ja"]
    keyboard.wait(5)
    assert not keyboard.typing.enter(keyboard.now)


def test_pasted_lines_are_no_commands():
    keyboard = Keyboard(MODERATE)
    keyboard.typing.pasted("o\nD3: ja\n2", 200.0)
    keyboard.now = 200.0
    keyboard.press("⏎", every=0.5)
    assert keyboard.draft == ["o", "D3: ja", "2"]
    assert keyboard.done == []
