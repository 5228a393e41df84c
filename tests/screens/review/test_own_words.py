"""A pile of sheets that came back: the moderator types the answers in, a key for each."""

import msgspec
import pytest
from textual import events

from screens.keys import press, type_
from screens.seen import screen_text, until
from screens.told import told
from spiegel.domain.consent.own_words import own_statements
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Checked


def checked(pilot, number, code="D1"):
    return pilot.app.meeting.session.statements[number].answer_of(code)


async def shown(pilot):
    for _part in range(4):
        await pilot.press("tab")
    await until(pilot, lambda: "ingetypt" in screen_text(pilot))


async def test_a_sheet_is_typed_in_with_a_key_for_each_statement(open_app):
    session = told()
    person = session.participants[1]
    own = own_statements(session, person)
    async with open_app(session, show="review") as pilot:
        await shown(pilot)
        await pilot.press("1")
        await press(pilot, *["enter"] * (len(own) - 1), "o")
        await until(pilot, lambda: f"{len(own)} van {len(own)} beantwoord" in screen_text(pilot))
        assert checked(pilot, own[-1].number) is Checked.OUT
        assert all(checked(pilot, one.number) is Checked.RIGHT for one in own[:-1])


@pytest.mark.slow
@pytest.mark.reckons
async def test_other_words_are_typed_and_taken_back_by_name(open_app):
    session = told()
    (first, *_rest) = own_statements(session, session.participants[1])
    async with open_app(session, show="review") as pilot:
        await shown(pilot)
        await press(pilot, "1", "e", "end")
        await type_(pilot, " en nog iets")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: checked(pilot, first.number) is Checked.CHANGED)
        assert pilot.app.meeting.session.statements[first.number].words.endswith("en nog iets")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: checked(pilot, first.number) is None)
        assert pilot.app.meeting.session.statements[first.number].words == first.words


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_statement_that_is_taken_back_is_asked_first_and_goes_for_good(open_app):
    session = told()
    (first, *_rest) = own_statements(session, session.participants[1])
    async with open_app(session, show="review") as pilot:
        await shown(pilot)
        await press(pilot, "1", "r", "n")
        assert first.number in pilot.app.meeting.session.statements
        await press(pilot, "r", "j", "enter")
        await until(pilot, lambda: first.number not in pilot.app.meeting.session.statements)
        await pilot.press("ctrl+z")
        assert first.number not in pilot.app.meeting.session.statements


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_next_sheet_can_be_chosen_from_a_list(open_app):
    async with open_app(told(), show="review") as pilot:
        await shown(pilot)
        await press(pilot, "w", "down", "enter")
        await until(pilot, lambda: "D2 · " in screen_text(pilot))


async def test_keys_that_are_pressed_fast_answer_in_their_order(open_app):
    session = told()
    theirs = (msgspec.structs.replace(session.statements[n], speakers=("D2",)) for n in (1, 2))
    session = put(session, *theirs)
    one, two, *_rest = own_statements(session, session.participants[2])
    async with open_app(session, show="review") as pilot:
        await shown(pilot)
        for key in ("2", "enter", "o"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: checked(pilot, two.number, "D2") is Checked.OUT)
        assert checked(pilot, one.number, "D2") is Checked.RIGHT
