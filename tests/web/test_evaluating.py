"""People say on their own device how the meeting was, and nothing that is kept says whose it is."""

import asyncio
import html
import re

import pytest
from meetings import meeting
from polling import session_with
from webroom import Device, room_for

from spiegel.domain.polls.evaluation import BOX, CloseEvaluation, OpenEvaluation
from spiegel.domain.session.evaluation import Form


@pytest.fixture
async def room():
    async with room_for(meeting()) as made:
        begin(made)
        yield made


def begin(room):
    """The moderator opens the evaluation."""
    room.do(OpenEvaluation())
    room.box.poll, room.box.given, room.box.seats = BOX, {}, set()


def end(room):
    """The moderator closes it, and what is in the box goes into the session."""
    given, room.box.poll = tuple(room.box.given.values()), None
    room.do(CloseEvaluation(given=given))


async def fill_in(phone, form="participant", **fields):
    await phone.arrive()
    page = await phone.get("/", params={"form": form, "change": "1"})
    return await phone.send(page, {name.replace("_", "-"): value for name, value in fields.items()})


def forms_of(room):
    return [(one.form, one.marks, one.words) for one in room.session.evaluations.values()]


async def test_a_participant_chooses_faces_and_writes_without_a_name_or_a_seat(room, phone):
    page = await phone.arrive()
    assert page.heading == "Wie bent u in deze bijeenkomst?"
    page = await phone.get("/?form=participant&change=1")
    for said in ("Voelde u zich veilig?", "Wij vragen uw naam niet", "Geen antwoord"):
        assert said in page.words
    assert page.html.count("<svg") == 16
    page = await phone.send(page, {"mark-1": "4", "mark-3": "2", "words-1": " Dat was  mooi. "})
    assert (page.status, page.heading) == (200, "Bewaard")
    assert "mooi" not in page.html
    assert forms_of(room) == []
    end(room)
    assert forms_of(room) == [(Form.PARTICIPANT, (4, None, 2, None), ("Dat was mooi.",))]
    assert room.seats.joined == ()


async def test_a_listener_has_a_form_of_their_own_with_a_mark(room, phone):
    page = await fill_in(phone, "listener", mark_1="3", mark_2="8", words_2="beter luisteren")
    assert page.heading == "Bewaard"
    end(room)
    assert forms_of(room) == [(Form.LISTENER, (3, 8), ("", "beter luisteren"))]


async def test_a_device_has_one_form_that_it_can_change_and_take_back(room, phone):
    await fill_in(phone, mark_1="1")
    assert (await phone.arrive()).heading == "Bewaard"
    page = await phone.get("/?change=1")
    assert re.search(r'id="mark-1-1"[^>]* checked', page.html)
    await phone.send(page, {"mark-1": "4"})
    assert len(room.box.given) == 1
    saved = await phone.get("/")
    gone = await phone.send(saved)
    assert gone.heading == "Uw formulier is teruggenomen"
    assert room.box.given == {}
    assert (await fill_in(phone, mark_1="2")).heading == "Bewaard"


async def test_a_double_tap_gives_one_form_and_two_devices_two(room, phone):
    await phone.arrive()
    page = await phone.get("/?form=participant&change=1")
    await asyncio.gather(*(phone.send(page, {"mark-1": "4"}) for _ in range(2)))
    assert len(room.box.given) == 1
    async with Device(room) as other:
        await fill_in(other, mark_1="4")
    assert len(room.box.given) == 2


async def test_the_box_knows_no_device_and_what_closes_has_no_order(room):
    words = ["zebra", "appel", "midden"]
    for said in words:
        async with Device(room) as device:
            await fill_in(device, mark_1="4", words_1=said)
    assert room.box.seats == {0}
    end(room)
    assert [one.words[0] for one in room.session.evaluations.values()] == sorted(words)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "U heeft nog niets ingevuld"),
        ({"mark-1": "5", "mark-2": "x"}, "U heeft nog niets ingevuld"),
        ({"words-1": "y" * 501}, "hebben 501 tekens"),
    ],
)
async def test_what_does_not_fit_is_said_and_every_word_is_still_there(room, phone, fields, said):
    await phone.arrive()
    page = await phone.send(await phone.get("/?form=participant&change=1"), fields)
    assert page.status == 422
    assert said in html.unescape(page.words)
    assert fields.get("words-1", "") in page.html
    assert room.box.given == {}


async def test_what_the_disk_refuses_is_not_called_saved(room, phone):
    room.box.refuses = "vol"
    page = await fill_in(phone, mark_1="4", words_1="bewaar mij")
    assert page.status == 503
    assert "kon niet worden bewaard" in page.words
    assert "bewaar mij" in page.html
    room.box.refuses = ""
    assert (await phone.send(page, {"mark-1": "4"})).heading == "Bewaard"


async def test_who_comes_too_late_reads_that_it_is_not_saved_and_has_the_words_yet(room, phone):
    await phone.arrive()
    page = await phone.get("/?form=participant&change=1")
    end(room)
    late = await phone.send(page, {"words-1": "nog dit"})
    assert (late.status, late.heading) == (409, "De evaluatie is gesloten")
    assert "nog dit" in late.html
    assert forms_of(room) == []


async def test_who_sent_in_a_form_is_not_asked_again_when_it_opens_once_more(room, phone):
    await fill_in(phone, mark_1="4")
    end(room)
    later = room.session.info.created
    room.follow(OpenEvaluation().apply(room.session, type(later)(utc=later.utc + 60_000)))
    room.box.poll, room.box.given = BOX, {}
    assert "Van dit toestel kwam al een formulier" in (await phone.arrive()).words


async def test_a_form_is_found_again_by_a_server_after_this_one(room, phone):
    await fill_in(phone, mark_1="4")
    room.restart()
    assert (await phone.get("/")).heading == "Bewaard"
    assert len(room.box.given) == 1


async def test_without_the_code_there_is_no_form_and_nothing_can_be_sent_in(room, phone):
    assert 'name="code"' in (await phone.get("/")).html
    sent = await phone.post("/evaluate", {"form": "participant", "mark-1": "4"})
    assert sent.status in (403, 409)
    assert room.box.given == {}


async def test_behind_a_closed_door_only_who_was_there_fills_in_a_form(room, phone):
    await phone.arrive()
    room.seats.kept.door_open = False
    assert (await fill_in(phone, mark_1="4")).heading == "Bewaard"
    async with Device(room) as late:
        assert (await late.arrive()).status == 403


async def test_a_laptop_goes_round_with_a_code_each_and_shows_nothing_of_who_was_before(room):
    room.seats.more_turns(2)
    one, two = room.seats.turn_codes
    async with Device(room) as laptop:
        for code, said in ((one, "fijn"), (two, "kort")):
            page = await laptop.send(await laptop.get("/turn"), {"code": code})
            assert page.heading == "Wie bent u in deze bijeenkomst?"
            form = await laptop.get("/turn/question?form=participant&change=1")
            assert "fijn" not in form.html
            page = await laptop.send(form, {"mark-1": "4", "words-1": said})
            assert page.heading == "Geef door"
        for back in ("/turn/question", "/turn"):
            assert (await laptop.get(back)).heading == "Uw beurt"
        assert (await laptop.send(form, {"mark-1": "1"})).heading == "Uw beurt"
        page = await laptop.send(await laptop.get("/turn"), {"code": one})
        assert "al gebruikt voor een formulier" in page.words
    assert room.box.seats == {0}
    end(room)
    assert [one.words for one in room.session.evaluations.values()] == [("fijn",), ("kort",)]


async def test_there_are_no_more_forms_than_places():
    async with room_for(meeting(), most=1) as room:
        begin(room)
        async with Device(room) as first, Device(room) as second:
            await fill_in(first, mark_1="4")
            page = await fill_in(second, mark_1="1")
            assert page.status == 409
            assert len(room.box.given) == 1
            assert (await fill_in(first, mark_1="2")).heading == "Bewaard"


async def test_who_has_a_seat_comes_to_the_form_by_itself():
    async with room_for(session_with()) as room, Device(room) as device:
        assert (await device.join()).heading == "Even wachten"
        begin(room)
        assert (await device.get("/")).heading == "Wie bent u in deze bijeenkomst?"
        page = await device.send(await device.get("/?form=participant&change=1"), {"mark-2": "3"})
        assert page.heading == "Bewaard"
        assert room.box.seats == {0}


async def test_what_is_typed_is_shown_as_text_and_never_as_a_page(room, phone):
    nasty = '"><script>alert(1)</script>{{ 7*7 }}' + "x" * 500
    page = await fill_in(phone, words_1=nasty)
    assert page.status == 422
    assert "<script>alert" not in page.html
