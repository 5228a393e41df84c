"""Listeners write on their own device what they expect, and nobody reads it beforehand."""

import asyncio
import html

import msgspec
import pytest
from meetings import meeting
from polling import session_with
from webroom import Device, Told, room_for

from spiegel.domain.preparation.expectations import AddExpectations
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import put
from spiegel.meeting.port.meeting import Receipt


@pytest.fixture
async def room():
    async with room_for(meeting()) as made:
        yield made


async def write(phone, **fields):
    page = await phone.arrive()
    return await phone.send(page, {name.replace("_", "-"): value for name, value in fields.items()})


def sheets_of(room):
    """The sheets as they are kept: theme and words, by sheet."""
    found: dict[int, list[tuple[str, str]]] = {}
    for one in room.session.expectations.values():
        found.setdefault(one.sheet, []).append((one.theme, one.words))
    return list(found.values())


async def test_a_listener_writes_themes_with_a_few_words_and_no_name(room, phone):
    page = await phone.arrive()
    assert page.heading == "Wat verwacht u te horen?"
    for said in ("Wij vragen uw naam niet", "Niemand leest het voor het nagesprek"):
        assert said in page.words
    page = await phone.send(
        page, {"theme-1": " wachttijd ", "words-1": "duurt  lang", "theme-4": "kosten"}
    )
    assert (page.status, page.heading) == (200, "Bewaard")
    assert sheets_of(room) == [[("wachttijd", "duurt lang"), ("kosten", "")]]
    assert "wachttijd" not in page.html
    assert not phone.client.cookie_jar
    assert room.seats.joined == ()


async def test_who_types_the_code_comes_there_too_and_a_wrong_code_does_not(room, phone):
    page = await phone.get("/")
    assert 'name="code"' in page.html
    assert "/return" not in page.html
    wrong = await phone.get("/", params={"code": "QQQQ"})
    assert wrong.status == 403
    right = await phone.get("/", params={"code": room.seats.code.lower()})
    assert right.heading == "Wat verwacht u te horen?"


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_double_tap_gives_one_sheet_and_two_people_two(room, phone):
    page = await phone.arrive()
    twice = await asyncio.gather(*(phone.send(page, {"theme-1": "kosten"}) for _ in range(2)))
    assert {one.heading for one in twice} == {"Bewaard"}
    assert sheets_of(room) == [[("kosten", "")]]
    async with Device(room) as other:
        assert (await write(other, theme_1="kosten")).heading == "Bewaard"
    assert len(sheets_of(room)) == 2


async def test_who_goes_back_and_writes_more_reads_that_it_is_not_saved(room, phone):
    page = await phone.arrive()
    await phone.send(page, {"theme-1": "kosten"})
    again = await phone.send(page, {"theme-1": "kosten", "theme-2": "taxi"})
    assert again.status == 409
    assert "Dit formulier niet" in again.words
    assert sheets_of(room) == [[("kosten", "")]]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Schrijf één thema"),
        ({"theme-1": " \u200b "}, "Schrijf één thema"),
        ({"words-2": "duurt lang"}, "Geef thema 2 ook een naam"),
        ({"theme-1": "x" * 61}, "Thema 1 heeft 61 tekens"),
        ({"theme-1": "x", "words-1": "y" * 301}, "hebben 301 tekens"),
    ],
)
async def test_what_does_not_fit_is_said_and_every_word_is_still_there(room, phone, fields, said):
    page = await phone.send(await phone.arrive(), fields)
    assert page.status == 422
    assert said in html.unescape(page.words)
    assert page.html.count('role="alert"') == 1
    for words in fields.values():
        assert words.strip("\u200b ") in page.html
    assert sheets_of(room) == []
    again = await phone.send(page, {"theme-1": "kosten"})
    assert again.heading == "Bewaard"


async def test_what_is_typed_is_shown_as_text_and_never_as_a_page(room, phone):
    nasty = '"><script>alert(1)</script>{{ 7*7 }}\x00'
    page = await phone.send(await phone.arrive(), {"words-1": nasty})
    assert "<script>alert" not in page.html
    assert "{{ 7*7 }}" in html.unescape(page.html)
    page = await phone.send(page, {"theme-1": nasty})
    assert page.heading == "Bewaard"
    assert "\x00" not in sheets_of(room)[0][0][0]


@pytest.mark.parametrize(
    "spoiled", [{"token": "x"}, {"token": ""}, {"ticket": "another"}, {"token": "é" * 40}]
)
async def test_a_form_that_is_not_from_here_keeps_nothing(room, phone, spoiled):
    page = await phone.arrive()
    answer = await phone.post("/expect", {**page.hidden, "theme-1": "kosten", **spoiled})
    assert answer.status == 403
    elsewhere = {"Origin": "http://elders.test"}
    answer = await phone.post("/expect", {**page.hidden, "theme-1": "kosten"}, headers=elsewhere)
    assert answer.status == 403
    assert sheets_of(room) == []


async def test_another_code_makes_the_forms_of_the_one_before_worthless(room, phone):
    page = await phone.arrive()
    room.seats.new_code()
    assert (await phone.send(page, {"theme-1": "kosten"})).status == 403
    assert sheets_of(room) == []


async def test_from_the_first_minute_on_nothing_more_can_be_written(room, phone):
    page = await phone.arrive()
    room.do(Go(phase=room.session.agenda[0].number))
    late = await phone.send(page, {"theme-1": "kosten"})
    assert (late.status, late.heading) == (409, "U kunt niets meer opschrijven")
    assert (await phone.arrive()).heading == "U kunt niets meer opschrijven"
    assert sheets_of(room) == []


async def test_there_are_no_more_sheets_than_listeners_and_none_when_the_door_is_closed(
    room, phone
):
    for _listener in room.session.listeners:
        room.do(AddExpectations(themes=(("kosten", ""),)))
    full = await phone.arrive()
    assert "evenveel formulieren als toehoorders" in full.words
    room.follow(
        put(
            room.session,
            *(
                msgspec.structs.replace(room.session.listeners[1], number=number)
                for number in (8, 9)
            ),
        )
    )
    assert (await phone.arrive()).heading == "Wat verwacht u te horen?"
    room.seats.kept.door_open = False
    assert (await phone.arrive()).status == 403


async def test_what_the_disk_refuses_is_said_and_sent_in_once(room, phone):
    room.meeting.refuses, room.meeting.waits = "de schijf is vol", True
    page = await write(phone, theme_1="kosten", words_1="te duur")
    assert page.status == 503
    assert "Nog niet bewaard" in page.words
    assert "te duur" in page.html
    assert "readonly" in page.html
    assert "schijf" not in page.words
    room.meeting.refuses = ""
    room.do(AddExpectations(themes=(("kosten", "te duur"),)))
    room.meeting.then(Receipt(change=AddExpectations(themes=()), session=room.session))
    page = await phone.send(page, {"theme-1": "kosten", "words-1": "te duur"})
    assert page.heading == "Bewaard"
    assert len(sheets_of(room)) == 1


async def test_what_is_refused_for_good_may_be_tried_once_more(room, phone):
    room.meeting.refuses = "het bestand is weg"
    page = await write(phone, theme_1="kosten")
    assert page.status == 503
    room.meeting.refuses = ""
    assert (await phone.send(page, {"theme-1": "kosten"})).heading == "Bewaard"
    assert len(sheets_of(room)) == 1


async def test_a_double_tap_that_is_refused_for_good_reads_so_twice(monkeypatch):
    at_once = Told.submit

    def later(*told):
        asyncio.get_running_loop().call_later(0.1, at_once, *told)

    monkeypatch.setattr(Told, "submit", later)
    async with room_for(meeting()) as room, Device(room) as phone:
        room.meeting.refuses = "het bestand is weg"
        page = await phone.arrive()
        sent = (phone.send(page, {"theme-1": "kosten"}) for _ in range(2))
        twice = await asyncio.gather(*sent)
    assert [one.status for one in twice] == [503, 503]
    assert all("Nog niet bewaard" in one.words and "kosten" in one.html for one in twice)


async def test_where_people_answer_on_devices_nobody_is_asked_for_expectations(room):
    async with room_for(session_with()) as answering, Device(answering) as phone:
        assert (await phone.arrive()).heading == "Doet u mee?"


async def test_nobody_can_read_a_sheet_on_any_page(room, phone):
    await write(phone, theme_1="kosten", words_1="te duur")
    for path in ("/", "/expect", "/return", "/turn"):
        page = await phone.get(path)
        assert "kosten" not in page.html
        assert "te duur" not in page.html
