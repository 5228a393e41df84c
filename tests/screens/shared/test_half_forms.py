"""What was typed in a form and left with Esc waits until the same is opened again."""

import msgspec
import pytest
from meetings import meeting
from textual.widgets import Input

from screens.prepare.parts import go_to, press, session_of
from screens.seen import flat, screen_text, until
from spiegel.domain.session.session import put
from spiegel.meeting.draft import KeptLine
from spiegel.screens.shared.half_form import HalfForm, InWindow

WAITED = "Wat u typte, wachtte hier"


def field(pilot, name):
    return pilot.app.screen.query_one(f"#field-{name}")


async def opened(pilot, *keys):
    await press(pilot, *keys)
    await until(pilot, lambda: pilot.app.screen.query(".field"))
    await pilot.pause()


async def left(pilot):
    await press(pilot, "escape")
    await until(pilot, lambda: not pilot.app.screen.query(".field"))


async def half_changed(pilot):
    """The first question, of which other words were typed before Esc."""
    await go_to(pilot, "order")
    for _row in range(30):
        if pilot.app.screen.section.question is not None:
            break
        await press(pilot, "down")
    question = pilot.app.screen.section.question
    await opened(pilot, "enter")
    field(pilot, "words").text = "Wat hielp u?"
    await pilot.pause()
    await left(pilot)
    return question


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_question_left_with_esc_is_there_again_until_one_begins_again(open_app):
    async with open_app(meeting(), show="prepare") as pilot:
        question = await half_changed(pilot)
        assert session_of(pilot).questions[question.number] == question
        await opened(pilot, "enter")
        assert field(pilot, "words").text == "Wat hielp u?"
        assert WAITED in screen_text(pilot)
        await press(pilot, "ctrl+l")
        assert field(pilot, "words").text == question.words
        await left(pilot)
        await opened(pilot, "enter")
        assert WAITED not in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_another_window_changed_in_it_meanwhile_is_said(open_app):
    async with open_app(meeting(), show="prepare") as pilot:
        question = await half_changed(pilot)
        other = msgspec.structs.replace(question, words="Wat hielp?", minutes=7)
        pilot.app.meeting._show(put(session_of(pilot), other))
        await opened(pilot, "enter")
        assert field(pilot, "words").text == "Wat hielp u?"
        assert field(pilot, "minutes").value == "7"
        text = flat(pilot)
        assert "Intussen in een ander venster veranderd: vraag." in text


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_form_waits_also_when_the_window_died_and_goes_with_a_withdrawal(open_app):
    async with open_app(meeting(), show="prepare") as pilot:
        await go_to(pilot, "day")
        await opened(pilot, "enter")
        await press(pilot, "down")
        field(pilot, "role").value = "dochter"
        await pilot.pause()
        await left(pilot)
        session = session_of(pilot)
        kept = pilot.app.meeting.typed
        kept._thread.submit(lambda: None).result()
        kept._drafts._path.rename(kept._drafts._path.with_name("moderator-0.draft"))
        again = KeptLine(kept._drafts.__class__(kept._drafts._folder.parent, "later"))
        assert list(again.adopt(session)) == []
        assert again.forms["participants 1"].form["typed"] == {"role": "dochter"}
        again.follow(put(session, msgspec.structs.replace(session.participants[1], withdrawn=True)))
        assert again.forms == {}
        again.close()


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_code_that_is_typed_to_withdraw_does_not_wait(open_app):
    async with open_app(meeting(), show="prepare") as pilot:
        await go_to(pilot, "day")
        await opened(pilot, "r")
        field(pilot, "code").value = "D1"
        await pilot.pause()
        await left(pilot)
        await opened(pilot, "r")
        assert field(pilot, "code").value == ""


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_message_for_the_room_waits_until_it_is_shown(open_app, running):
    async with open_app(running, show="moderate") as pilot:
        await pilot.press("ctrl+k")
        await until(pilot, lambda: pilot.app.screen.query("#message"))
        pilot.app.screen.query_one(Input).value = "Koffie in de hal"
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: not pilot.app.screen.query("#message"))
        assert pilot.app.meeting.session.info.room is None
        await pilot.press("ctrl+k")
        await until(pilot, lambda: pilot.app.screen.query("#message"))
        assert pilot.app.screen.query_one(Input).value == "Koffie in de hal"


def test_a_field_that_was_emptied_waits_too():
    half = HalfForm(InWindow(), "new meeting")
    half.hold({"title": "", "day": "15-12"}, {"title": "Wmo", "day": "15-12"})
    assert half.typed({"title": "Wmo", "day": "15-12"}) == {"title": ""}
    assert half.moved({"title": "Thuis", "day": "15-12"}) == ("title",)
    half.done()
    assert half.typed({"title": "Wmo", "day": "15-12"}) == {}
