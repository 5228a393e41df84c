"""The pages as devices get them, over real HTTP on loopback, by a name as in a room."""

import asyncio
import html
import logging

import badsite  # noqa: F401 - registers what `--mutate` swaps in
import msgspec
import pytest
from meetings import named
from polling import OPEN, STELLING, session_with
from webroom import Device, Room, room_for

from spiegel.domain.polls.polls import Given, HoldIdea
from spiegel.domain.running.running import End, Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer
from spiegel.domain.session.session import describe, put
from spiegel.meeting.port.serving import Hitch
from spiegel.web.pages import Pages

AGREE = AnswerForm(kind=AnswerKind.AGREE)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
KINDS = {
    "agree": (AGREE, {"value": 4}, Answer(value=4)),
    "rate": (AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=10), {"value": 0}, Answer(value=0)),
    "unknown": (AGREE, {"value": "?"}, Answer(unknown=True)),
    "one": (
        AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b")),
        {"option": 2},
        Answer(options=(2,)),
    ),
    "more": (
        AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b", "c"), several=True),
        {"option": [1, 3]},
        Answer(options=(1, 3)),
    ),
    "ideas": (
        AnswerForm(kind=AnswerKind.IDEAS),
        {"idea_1": "langer open", "idea_4": "koffie"},
        Answer(ideas=("langer open", "koffie")),
    ),
    "rank": (
        AnswerForm(kind=AnswerKind.RANK, options=("a", "b", "c")),
        {"place_2": 1, "place_3": 2, "place_1": 2},
        Answer(order=((2,), (1, 3))),
    ),
    "points": (
        AnswerForm(kind=AnswerKind.POINTS, options=("a", "b"), points=10),
        {"points_1": 4, "points_2": 6},
        Answer(points=(4, 6)),
    ),
    "skip": (AGREE, {"skip": 1}, SKIPPED),
}


@pytest.fixture
async def room():
    async with room_for(session_with()) as made:
        yield made


# Taking part


async def test_who_scans_the_qr_code_reads_what_it_is_for_and_takes_part_with_one_button(
    room, phone
):
    page = await phone.arrive()
    assert page.heading == "Doet u mee?"
    for said in (
        "overslaan",
        "in het verslag",
        "niemand uw antwoord terugvinden of terugnemen",
        "Ik doe mee",
    ):
        assert said in page.words
    assert room.seats.joined == ()
    page = await phone.send(page)
    assert "Plaats 1" in html.unescape(page.words) or "<strong>1</strong>" in page.html
    assert page.heading == "Even wachten"
    assert room.seats.joined == (1,)


async def test_a_device_says_in_words_what_the_room_reads(room, phone):
    await phone.join()
    room.open(STELLING)
    for number, value in enumerate((1, 2, 2, 2, 4)):
        room.box.given[bytes([number])] = Given(Answer(value=value))
    room.close()
    room.show()
    words = (await phone.get("/")).words
    assert "4 van de 5 zijn het oneens." in words
    assert "De groep is verdeeld." in words


@pytest.mark.parametrize(("top", "said"), [(3, "Kies er hoogstens 3."), (0, "Geef 1 aan wat")])
async def test_how_many_one_may_choose_is_said_before_it_is_a_mistake(top, said):
    form = AnswerForm(kind=AnswerKind.RANK, options=("a", "b", "c", "d"), top=top)
    async with room_for(session_with(form)) as room, Device(room) as phone:
        await phone.join()
        room.open(11)
        page = await phone.get("/")
        assert said in page.words
        assert ("hoogstens" in page.words) is bool(top)


async def test_who_types_the_code_takes_part_too(room, phone):
    page = await phone.get("/")
    assert 'name="code"' in page.html
    page = await phone.get("/", params={"code": room.seats.code.lower()})
    assert page.heading == "Doet u mee?"
    assert (await phone.send(page)).heading == "Even wachten"


async def test_a_stranger_gets_no_word_of_the_session(room, phone):
    room.follow(describe(room.session, title="Inloophuis", groups=("bezoekers", "vrijwilligers")))
    room.open(STELLING)
    for path in ("/", "/BDFG", "/answer", "/turn", "/return", "/wait", "/../etc", "/x" * 500):
        page = await phone.get(path)
        for word in ("Inloophuis", "bezoekers", room.session.questions[STELLING].words):
            assert word not in page.html


@pytest.mark.mutation("two-taps-two-seats")
async def test_a_double_tap_on_taking_part_is_one_seat(room, phone):
    page = await phone.arrive()
    async with Device(room) as same:
        await asyncio.gather(phone.send(page), same.send(page))
    assert room.seats.joined == (1,)


async def test_one_chooses_a_group_where_there_is_more_than_one(room, phone):
    room.groups("cliënten", "professionals")
    page = await phone.join()
    assert page.heading == "Doet u mee?"
    assert "Kies eerst een groep" in page.words
    page = await phone.send(page, {"group": 2})
    room.open(STELLING)
    await phone.answer(value=5)
    assert [given.group for given in room.answers] == ["professionals"]


async def test_nobody_more_comes_in_when_the_door_is_closed_and_who_is_there_stays(room, phone):
    await phone.join()
    room.kept.door_open = False
    async with Device(room) as late:
        page = await late.join()
        assert page.status == 403
        assert "Er kan nu niemand meer bij." in page.words
    assert (await phone.get()).heading == "Even wachten"


async def test_the_moderator_is_told_when_all_places_are_taken():
    async with room_for(session_with(), most=1) as room, Device(room) as one, Device(room) as two:
        await one.join()
        page = await two.join()
        assert "Alle plaatsen zijn bezet." in page.words
        assert Hitch.FULL in room.site.news.hitches


# Answering


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_of_question_is_answered_and_can_be_changed(kind):
    form, fields, answer = KINDS[kind]
    async with room_for(session_with(form)) as room, Device(room) as phone:
        await phone.join()
        room.open(11)
        page = await phone.answer(**fields)
        heading = "U slaat deze vraag over" if answer.skipped else "Bewaard"
        assert (page.status, page.heading) == (200, heading)
        assert [given.answer for given in room.answers] == [answer]
        assert (await phone.get()).heading == heading
        again = await phone.get("/?change=1")
        assert again.heading == "Vraag 0?"
        await phone.answer(skip=1)
        assert [given.answer for given in room.answers] == [SKIPPED]


async def test_who_changes_an_answer_finds_what_was_filled_in(room, phone):
    await phone.join()
    room.open(OPEN)
    await phone.answer(idea_1="langer <b>open</b>", idea_2="koffie & thee")
    page = await phone.get("/?change=1")
    assert "langer &lt;b&gt;open&lt;/b&gt;</textarea>" in page.html
    assert "koffie &amp; thee</textarea>" in page.html


async def test_bewaard_is_said_only_when_it_is_on_the_disk(room, phone):
    await phone.join()
    room.open(OPEN)
    room.box.refuses = "De schijf is vol."
    page = await phone.answer(idea_1="langer open")
    assert page.status == 503
    assert "kon niet worden bewaard" in page.words
    assert "langer open</textarea>" in page.html
    assert Hitch.DISK in room.site.news.hitches
    room.box.refuses = ""
    assert (await phone.send(page, {"idea-1": "langer open"})).heading == "Bewaard"
    assert room.site.news.hitches == set()


async def test_a_mistake_is_said_at_its_field_and_every_word_is_still_there(room, phone):
    await phone.join()
    room.open(OPEN)
    page = await phone.answer(idea_1="langer open", idea_2="x" * 301)
    assert page.status == 422
    assert page.html.count("Idee 2 heeft 301 tekens") == 2
    assert 'href="#idea-2"' in page.html
    assert 'aria-describedby="idea-2-problem"' in page.html
    assert "langer open</textarea>" in page.html
    assert "x" * 301 in page.html
    assert room.answers == []


@pytest.mark.mutation("each-answer-is-one-more")
async def test_a_second_answer_from_one_seat_replaces_the_first_in_whatever_tab(room, phone):
    await phone.join()
    room.open(STELLING)
    first, second = await phone.get(), await phone.get()
    await phone.send(first, {"value": 1})
    await phone.send(second, {"value": 5})
    await asyncio.gather(*(phone.send(first, {"value": 2}) for _ in range(5)))
    assert [given.answer for given in room.answers] == [Answer(value=2)]
    assert room.box.seats == {1}


async def test_an_answer_that_comes_too_late_does_not_count_and_its_words_are_still_there(
    room, phone
):
    await phone.join()
    room.open(OPEN)
    page = await phone.get()
    room.close()
    late = await phone.send(page, {"idea-1": "langer <open>", "idea-3": "thee"})
    assert (late.status, late.heading) == (409, "Deze vraag is gesloten")
    assert "langer &lt;open&gt;</textarea>" in late.html
    assert "thee</textarea>" in late.html


async def test_the_box_of_a_question_is_looked_into_before_anybody_waits_for_it(room):
    room.open(OPEN)
    assert room.box.looked == [room.box.poll]
    room.close()
    assert len(room.box.looked) == 1


async def test_an_answer_on_its_way_while_the_poll_closes_is_too_late_too(room, phone):
    await phone.join()
    room.open(OPEN)
    page = await phone.get()
    room.box.poll = None  # closed on the disk, and the server did not hear of it yet
    late = await phone.send(page, {"idea-1": "thee"})
    assert late.heading == "Deze vraag is gesloten"
    assert "thee</textarea>" in late.html


async def test_the_return_code_says_where_to_type_it_and_is_gone_at_the_end(room, phone):
    await phone.join()
    page = await phone.get()
    assert "Open daar dezelfde pagina. Kies: Ik heb al een plaats. Typ dan deze code." in page.words
    room.do(End())
    assert "telefoon of laptop" not in (await phone.get()).words


async def test_that_nothing_was_filled_in_is_said_of_the_whole_and_of_no_field(room, phone):
    form = AnswerForm(kind=AnswerKind.POINTS, options=("tuin", "keuken"), points=10)
    question = msgspec.structs.replace(room.session.questions[STELLING], answer=form)
    room.follow(put(room.session, question))
    await phone.join()
    room.open(STELLING)
    page = await phone.send(await phone.get(), {})
    assert page.words.count("U vulde nog niets in.") == 1
    assert "points-1-problem" not in page.html


async def test_professionals_in_the_debrief_read_nothing_about_help_that_they_get(room, phone):
    assert "Uw hulp blijft hetzelfde." in (await phone.arrive()).words
    debrief = named(room.session, "nagesprek")
    room.do(Go(phase=debrief.number))
    page = await phone.arrive()
    assert "Uw hulp" not in page.words
    assert "Wij vragen uw naam niet." in page.words


async def test_a_form_of_an_earlier_question_answers_no_later_one(room, phone):
    await phone.join()
    room.open(STELLING)
    stale = await phone.get()
    room.close()
    room.do(Go(phase=room.session.questions[OPEN].phase, question=OPEN))
    room.open(OPEN)
    page = await phone.send(stale, {"value": 4})
    assert page.heading == "Deze vraag is gesloten"
    assert "<li>eens</li>" in page.html
    assert "<textarea" not in page.html
    assert room.answers == []


async def test_a_form_of_the_round_before_answers_not_the_next_one(room, phone):
    await phone.join()
    room.open(STELLING)
    stale = await phone.get()
    room.close()
    room.open(STELLING, again=True)
    assert (await phone.send(stale, {"value": 4})).heading == "Deze vraag is gesloten"
    assert room.answers == []


@pytest.mark.mutation("typed-text-is-markup")
async def test_what_was_typed_is_shown_as_text_and_never_as_a_page(room, phone):
    await phone.join()
    room.open(OPEN)
    page = await phone.answer(idea_1="</textarea><script>x</script>", idea_2="a\0b\u202ec")
    assert room.answers[0].answer.ideas == ("</textarea><script>x</script>", "a␀bc")
    assert "<script>x" not in page.html
    page = await phone.get("/?change=1")
    assert "<script>x" not in page.html


# Waiting, and what the room sees


async def test_who_waits_hears_of_the_next_question_and_gets_it(room, phone):
    page = await phone.join()
    asking = asyncio.ensure_future(phone.get(f"/wait?v={page.version}"))
    await room.somebody_waits()
    room.open(STELLING)
    assert (await asyncio.wait_for(asking, 5)).html == "new"
    assert (await phone.get()).heading == "Vraag 0?"
    assert (await phone.get(f"/wait?v={page.version}")).html == "new"


async def test_each_device_shows_what_the_room_shows(room):
    devices = [Device(room) for _ in range(5)]
    for phone in devices:
        await phone.join()
    room.open(STELLING)
    for phone, value in zip(devices, (1, 4, 4, 5, 5), strict=True):
        await phone.answer(value=value)
    room.close()
    assert (await devices[0].get()).heading == "Deze vraag is gesloten"
    room.show()
    page = await devices[0].get()
    assert page.heading == "Vraag 0?"
    assert "Dit heeft de groep geantwoord" in page.words
    assert "helemaal oneens 1 oneens 0" in page.words
    for phone in devices:
        await phone.client.close()


@pytest.mark.mutation("held-idea-shown", match="Kees")
async def test_an_idea_that_the_moderator_holds_back_is_on_no_device(room):
    devices = [Device(room) for _ in range(3)]
    for phone in devices:
        await phone.join()
    room.do(Go(phase=room.session.questions[OPEN].phase, question=OPEN))
    room.open(OPEN)
    for phone, words in zip(devices, ("thee", "koffie", "Kees is lui"), strict=True):
        await phone.answer(idea_1=words)
    room.close()
    room.show()
    before = await devices[0].get()
    assert "Kees is lui" in before.words
    held = next(i.number for i in room.session.ideas.values() if i.words == "Kees is lui")
    room.do(HoldIdea(number=held))
    page = await devices[0].get()
    assert "Kees" not in page.html
    assert "1 idee is niet getoond." in page.words
    assert page.version != before.version
    for phone in devices:
        await phone.client.close()


async def test_of_a_group_that_is_too_small_nothing_is_shown(room, phone):
    await phone.join()
    room.open(STELLING)
    await phone.answer(value=1)
    room.close()
    room.show()
    page = await phone.get()
    assert "te weinig antwoorden" in page.words
    assert "<table" not in page.html


async def test_a_question_to_practise_says_that_nothing_of_it_is_kept():
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=("koffie", "thee"), practice=True)
    async with room_for(session_with(form)) as room, Device(room) as phone:
        await phone.join()
        room.open(11)
        assert "Dit is om te oefenen." in (await phone.get()).words
        assert "Er wordt niets van bewaard." in (await phone.answer(option=1)).words


# Coming back


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_server_that_was_started_again_gives_each_device_its_own_answer_back(room, phone):
    await phone.join()
    room.open(OPEN)
    form = await phone.get()
    room.restart()
    assert (await phone.send(form, {"idea-1": "thee"})).heading == "Bewaard"
    room.restart()
    page = await phone.get()
    assert page.heading == "Bewaard"
    assert "thee" in page.words
    async with Device(room) as other:
        assert "thee" not in (await other.join()).words


async def test_an_answer_of_which_a_killed_server_did_not_note_the_seat_is_found_and_freed(
    room, phone
):
    await phone.join()
    room.open(OPEN)
    await phone.answer(idea_1="thee")
    room.box.seats.clear()
    room.restart()
    assert "thee" in (await phone.get()).words
    await room.site.free(1)
    assert room.answers == []


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_return_code_brings_another_device_to_the_same_answer(room, phone):
    await phone.join()
    room.open(OPEN)
    await phone.answer(idea_1="thee")
    code = room.seats.return_code(room.seats._seen[1])
    async with Device(room) as other:
        page = await other.send(
            await other.get("/return"), {"code": f"{code[:3]} {code[3:]}".lower()}
        )
        assert page.heading == "Bewaard"
        assert "thee" in page.words
        await other.answer(idea_1="koffie")
    assert [given.answer.ideas for given in room.answers] == [("koffie",)]


async def test_a_return_code_works_on_the_new_address_of_a_hotspot(room, phone):
    await phone.join()
    code = room.seats.return_code(room.seats._seen[1])
    room.site.hosts.add("hotspot.test")
    moved = Device(room, host="hotspot.test")
    assert (await moved.get()).heading == "Welkom"
    page = await moved.send(await moved.get("/return"), {"code": code})
    assert page.heading == "Even wachten"
    assert room.seats.joined == (1,)
    await moved.client.close()


@pytest.mark.mutation("freed-seat-comes-back")
async def test_a_seat_that_is_made_free_drops_its_answer_and_lets_its_device_in_no_more(
    room, phone
):
    await phone.join()
    room.open(STELLING)
    await phone.answer(value=1)
    await room.site.free(1)
    assert room.answers == []
    page = await phone.get()
    assert page.heading == "Deze plaats wordt niet meer gebruikt"
    await phone.join()
    assert room.seats.joined == (2,)


async def test_of_a_seat_whose_secret_is_not_known_any_more_it_is_said_that_its_answer_stays(
    room, phone
):
    await phone.join()
    room.open(STELLING)
    await phone.answer(value=1)
    room.restart()
    await room.site.free(1)
    assert len(room.answers) == 1
    assert Hitch.NOT_FREE in room.site.news.hitches


# Guessing, other sites, and what does not fit


async def test_a_wrong_code_lets_nobody_in(room, phone):
    page = await phone.get("/", params={"code": "ZZZZ" if room.seats.code != "ZZZZ" else "XXXX"})
    assert page.status == 403
    assert "Deze code klopt niet." in page.words


@pytest.mark.mutation("guessing-without-end")
async def test_after_sixty_wrong_codes_typing_pauses_and_the_qr_code_still_works(room, phone):
    async with Device(room) as known:
        await known.join()
        for _ in range(30):
            await phone.get("/AAAA")
            await phone.send(await phone.get("/return"), {"code": "DDDDDD"})
        assert Hitch.GUESSING in room.site.news.hitches
        page = await phone.get(f"/{room.seats.code}")
        assert page.status == 429
        assert "Scan de QR-code" in page.words
        assert (await phone.join()).heading == "Even wachten"
        assert (await known.get()).heading == "Even wachten"


@pytest.mark.mutation("other-sites-may-post", "form-token-not-checked")
async def test_a_form_from_another_site_changes_nothing(room, phone):
    await phone.join()
    room.open(STELLING)
    page = await phone.get()
    for origin in ("http://evil.test", "null", f"http://{phone.host}"):
        refused = await phone.send(page, {"value": 1}, headers={"Origin": origin})
        assert refused.status == 403
    refused = await phone.post("/answer", {**page.hidden, "token": "x", "value": 1})
    assert refused.status == 403
    assert room.answers == []
    own = {"Origin": f"http://{phone.host}:{room.port}"}
    assert (await phone.send(page, {"value": 1}, headers=own)).heading == "Bewaard"


@pytest.mark.mutation("form-token-not-checked")
async def test_the_form_of_one_seat_cannot_answer_for_another(room, phone):
    await phone.join()
    async with Device(room) as other:
        await other.join()
        room.open(STELLING)
        page = await other.get()
    assert (await phone.send(page, {"value": 1})).status == 403
    assert room.answers == []


@pytest.mark.mutation("any-host")
async def test_a_host_that_is_not_ours_is_refused(room, phone):
    for host in ("evil.test", f"evil.test:{room.port}", "zaal.test:1", "[::1]:80"):
        page = await phone.get("/", headers={"Host": host})
        assert page.status == 421


@pytest.mark.parametrize(
    ("method", "path", "how", "status"),
    [
        ("GET", "/nergens", {}, 404),
        ("PUT", "/answer", {"data": b""}, 404),
        ("POST", "/", {"data": {}}, 404),
        ("POST", "/answer", {"data": b"{}", "headers": JSON}, 415),
        ("POST", "/answer", {"data": "idea-1=" + "x" * 40_000, "headers": FORM}, 413),
        ("POST", "/answer", {"data": "a=1&" * 2_000, "headers": FORM}, 400),
        ("POST", "/answer", {"data": b"\0\xff=%00%ff", "headers": FORM}, 403),
        ("GET", "/wait", {}, 403),
    ],
)
async def test_what_is_no_form_of_ours_gets_a_plain_page(room, phone, method, path, how, status):
    page = await phone.ask(method, path, **how)
    assert page.status == status
    assert "Vraag 0?" not in page.html


async def test_a_body_without_a_length_is_cut_off_at_32_kilobytes(room, phone):
    await phone.join()

    async def endless():
        for _ in range(10):
            yield b"idea-1=" + b"x" * 8_000

    page = await phone.ask("POST", "/answer", data=endless(), headers=FORM)
    assert page.status == 413


async def test_every_answer_forbids_frames_other_sites_and_keeping(room, phone):
    await phone.join()
    for path in ("/", "/nergens", "/return", "/turn", "/wait?v=x"):
        headers = (await phone.get(path)).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "aiohttp" not in headers["Server"]


async def test_the_secret_of_a_seat_is_out_of_reach_of_scripts_and_other_sites(room, phone):
    page = await phone.arrive()
    async with phone.client.post(
        phone.at("/join"), data=page.hidden, allow_redirects=False
    ) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("spiegel-")
    for flag in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert flag in cookie


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_client_that_sends_a_byte_now_and_then_is_cut():
    async with room_for(session_with(), patience=0.2) as room:
        reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
        writer.write(b"G")
        await writer.drain()
        with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 5)
        writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
        head = f"POST /answer HTTP/1.1\r\nHost: zaal.test:{room.port}\r\nContent-Length: 99\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\na"
        writer.write((head + kind).encode())
        with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 5)
        writer.close()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("strangers-without-end")
async def test_200_idle_connections_from_one_address_keep_nobody_out():
    async with room_for(session_with(), strangers=64) as room, Device(room) as phone:
        await phone.join()
        idle = [await asyncio.open_connection("127.0.0.1", room.port) for _ in range(200)]
        assert room.connections.strangers <= 64
        async with Device(room) as new:
            assert (await new.join()).heading == "Even wachten"
        room.open(STELLING)
        assert (await phone.answer(value=3)).heading == "Bewaard"
        for _reader, writer in idle:
            writer.close()


async def test_a_fault_of_ours_shows_and_logs_no_word(room, phone, monkeypatch, caplog):
    await phone.join()

    def broken(*_):
        raise RuntimeError("Kees is lui")

    monkeypatch.setattr(Pages, "waiting", broken)
    with caplog.at_level(logging.DEBUG):
        page = await phone.get()
    assert (page.status, page.heading) == (500, "Er ging hier iets mis")
    assert "Kees" not in page.html + caplog.text


async def test_the_log_has_one_line_a_poll_with_totals_and_nothing_else(room, phone, caplog):
    with caplog.at_level(logging.INFO):
        await phone.join()
        room.open(OPEN)
        await phone.answer(idea_1="thee")
        await phone.get("/AAAA")
        room.close()
        room.show()
    lines = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith(("spiegel", "aiohttp"))
    ]
    assert lines == ["poll 1.1 closed: 1 took part, 0 skipped"]


# The laptop that goes round


async def test_the_laptop_goes_round_with_a_code_each_and_has_no_way_back(room: Room):
    room.groups("cliënten", "professionals")
    room.seats.more_turns(2)
    one, two = room.seats.turn_codes
    room.open(OPEN)
    async with Device(room) as laptop:
        page = await laptop.send(await laptop.get("/turn"), {"code": one.lower()})
        assert page.heading == "Doet u mee?"
        page = await laptop.send(page, {"group": 1})
        form = page
        page = await laptop.send(form, {"idea-1": "thee"})
        assert page.heading == "Geef door"
        assert "thee" not in page.html
        for back in ("/turn/question", "/turn"):
            assert (await laptop.get(back)).heading == "Uw beurt"
        assert (await laptop.send(form, {"idea-1": "koffie"})).heading == "Uw beurt"
        page = await laptop.send(await laptop.get("/turn"), {"code": one})
        assert "bij deze vraag al gebruikt" in page.words
        page = await laptop.send(await laptop.get("/turn"), {"code": two})
        page = await laptop.send(await laptop.send(page, {"group": 2}), {"skip": 1})
        assert page.heading == "Geef door"
        assert page.headers["Cache-Control"] == "no-store"
    assert [(g.answer, g.group) for g in room.answers] == [
        (Answer(ideas=("thee",)), "cliënten"),
        (SKIPPED, "professionals"),
    ]
    room.close()
    room.open(OPEN, again=True)
    async with Device(room) as laptop:
        page = await laptop.send(await laptop.get("/turn"), {"code": one})
        assert page.heading == "Vraag 1?"


async def test_a_laptop_that_is_passed_on_halfway_begins_again_for_the_next(room: Room):
    room.seats.more_turns(1)
    room.open(OPEN)
    async with Device(room) as laptop:
        page = await laptop.send(await laptop.get("/turn"), {"code": room.seats.turn_codes[0]})
        await laptop.send(page)
        await laptop.get("/turn")
        assert (await laptop.get("/turn/question")).heading == "Uw beurt"


async def test_a_device_that_goes_away_while_its_answer_is_being_saved_loses_nothing(room, phone):
    await phone.join()
    room.open(STELLING)
    page = await phone.get()
    reached, real = asyncio.get_running_loop().create_future(), room.box.cast
    room.box.cast = lambda *asked: reached.set_result(asked)
    sending = asyncio.ensure_future(phone.send(page, {"value": 4}))
    asked = await asyncio.wait_for(reached, 5)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    real(*asked)
    assert (await phone.get()).heading == "Bewaard"


async def test_pages_come_in_the_language_of_the_session(room, phone):
    room.follow(describe(room.session, language="en"))
    page = await phone.join()
    assert page.heading == "Wait a moment"
    assert '<html lang="en">' in page.html


async def test_the_meeting_ends_with_thanks(room, phone):
    from spiegel.domain.running.running import End

    await phone.join()
    room.do(End())
    assert (await phone.get()).heading == "Dank u wel"
