"""What the whole room sees on the clock, and what it never sees."""

import re

import msgspec
import pytest
from meetings import START, at, meeting, named, play
from textual.geometry import Size

from screens.seen import footer, large, screen_text, until
from spiegel import clock
from spiegel.domain.consent.room_notice import ShowRoom
from spiegel.domain.running.running import Ask, End, Go, Pause, Turn
from spiegel.domain.running.timing import Clock, Pace
from spiegel.domain.session.agenda import Role
from spiegel.domain.session.instants import MINUTE, after
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.statements import ListenerQuestion, Statement
from spiegel.screens.clock.view import minutes_left, room, who_speaks
from spiegel.widgets import digits
from spiegel.widgets.blocks import blocks, wide
from spiegel.widgets.lettering import largest, letters, lines_within


def going(key):
    """The meeting with one part begun at minute 0."""
    session = describe(meeting(), title="Wmo-toegang")
    return play(session, (0, Go(phase=named(session, key).number)))


def all_words(shown):
    return " ".join((shown.heading, shown.digits, shown.words, *shown.who, shown.state))


def test_before_the_start_the_room_reads_the_title():
    session = describe(meeting(), title="Wmo-toegang")
    assert room(session, START).words == "Wmo-toegang"


def test_time_has_three_states_with_a_word_each():
    session = going("cliëntronde")
    enough, nearly, over = (room(session, at(minute)) for minute in (2, 8.5, 11))
    assert (enough.pace, enough.digits, enough.state) == (Pace.ENOUGH, "8:00", "nog 8 minuten")
    assert (nearly.pace, nearly.digits, nearly.state) == (Pace.NEARLY, "1:30", "we ronden af")
    assert (over.pace, over.words) == (Pace.OVER, "we ronden af")


@pytest.mark.parametrize(
    ("gone", "digits", "words"),
    [
        (6.85, "3:09", "nog 3 minuten"),
        (7, "3:00", "nog 3 minuten"),
        (7 + 1 / 120, "3:00", "nog 3 minuten"),
        (7 + 1 / 60, "2:59", "nog 2 minuten"),
        (0, "10:00", "nog 10 minuten"),
    ],
)
def test_the_words_under_the_minutes_say_the_same_as_the_digits(gone, digits, words):
    shown = room(going("cliëntronde"), at(gone))
    assert (shown.digits, shown.state) == (digits, words)


def test_less_than_a_minute_is_no_minute():
    assert minutes_left(Clock(spent=MINUTE + 1_000, planned=2 * MINUTE)) == "nog geen minuut"


@pytest.mark.parametrize("minute", [10, 10.5, 30, 600])
def test_the_room_never_sees_overtime(minute):
    shown = room(going("cliëntronde"), at(minute))
    assert not re.search(r"\d", all_words(shown))


def test_the_room_never_sees_a_statement_a_code_or_a_question_of_a_listener():
    session = play(going("kennismaking"), (1, Turn(person="D3")))
    session = put(
        session,
        Statement(number=1, at=at(1), words="geheim", speakers=("D3",)),
        ListenerQuestion(number=1, at=at(1), words="geheime vraag", listener="T2"),
    )
    asked = play(session, (2, Go(phase=named(session, "vragenronde").number)), (3, Ask(asked=1)))
    for shown in (room(session, at(2)), room(asked, at(4))):
        assert "geheim" not in all_words(shown)
        assert not re.search(r"\b[DT]\d", all_words(shown))


def test_a_turn_does_not_count_down_one_person_before_the_room():
    session = play(going("kennismaking"), (0, Turn(person="D3")))
    assert room(session, at(1)).digits == "14:00"


def test_a_break_says_when_the_meeting_goes_on():
    session = play(going("cliëntronde"), (5, Pause(minutes=10)))
    shown = room(session, at(7))
    assert shown.heading == "Verder om"
    assert shown.digits == room(session, at(9)).digits
    assert re.fullmatch(r"\d\d:\d\d", shown.digits)


def test_a_break_that_takes_longer_gives_no_false_time():
    session = play(going("cliëntronde"), (5, Pause(minutes=10)))
    assert room(session, at(16)).words == "Wij gaan zo verder"
    unplanned = play(going("cliëntronde"), (5, Pause()))
    assert room(unplanned, at(16)).words == "Pauze"


def test_the_end_thanks():
    assert room(play(going("afsluiting"), (5, End())), at(6)).words == "Dank u wel"


@pytest.mark.parametrize("minute", [2, 9, 15])
def test_a_message_of_the_moderator_stands_in_place_of_everything_but_the_time(minute):
    session = ShowRoom(words="Koffie in de hal").apply(going("cliëntronde"), START)
    shown = room(session, at(minute))
    assert all_words(shown).strip() == "Koffie in de hal"
    assert (shown.pace, shown.blank) == (Pace.ENOUGH, False)


def test_a_blank_screen_shows_nothing_before_during_and_after_the_meeting():
    ended = play(going("afsluiting"), (5, End()))
    for session in (meeting(), going("cliëntronde"), ended):
        shown = room(ShowRoom(words="").apply(session, START), at(6))
        assert (all_words(shown).strip(), shown.blank) == ("", True)
    shown = room(ShowRoom().apply(ShowRoom(words="").apply(ended, START), START), at(6))
    assert shown.words == "Dank u wel"


def test_silence_leaves_the_part_and_who_may_speak():
    shown = room(going("cliëntronde"), at(9), calm=True)
    assert all_words(shown).split() == [
        "Cliëntronde",
        "de",
        "deelnemers",
        "vertellen",
        "de",
        "toehoorders",
        "luisteren",
    ]


def test_a_part_without_minutes_shows_its_name():
    session = going("welkom")
    session = put(session, msgspec.structs.replace(session.phases[1], minutes=0))
    assert room(session, at(3)).words == "Welkom"


def test_who_may_speak_follows_from_the_part():
    session = meeting()
    assert who_speaks(named(session, "vragenronde")) == (
        "de toehoorders vragen",
        "de deelnemers antwoorden",
    )
    assert who_speaks(named(session, "nagesprek")) == ("de toehoorders praten met elkaar",)
    assert who_speaks(named(session, "spelregels")) == ()
    alone = msgspec.structs.replace(named(session, "cliëntronde"), present=(Role.CLIENTS,))
    assert who_speaks(alone) == ("de deelnemers vertellen",)


# The letters


def test_letters_keep_their_accents():
    plain, accented = (lines_within([letters(word)], 99)[0] for word in ("NE", "NË"))
    assert len(accented.dots) == len(plain.dots) + 2
    assert accented.dots[0].strip() == "# #"


def test_words_are_as_large_as_the_room_allows():
    words = [letters(word) for word in ["we", "ronden", "af"]]
    assert largest(words, Size(60, 6), 8)[1] == 1
    lines, scale = largest(words, Size(120, 30), 8)
    assert scale > 1
    drawn = [blocks([wide(row, scale) for row in line.dots], scale) for line in lines]
    assert max(row.cell_length for rows in drawn for row in rows) <= 120
    assert [len(rows) for rows in drawn] == [line.height(scale) for line in lines]


@pytest.mark.parametrize("scale", range(2, 9))
def test_nothing_that_is_large_has_a_glyph_that_could_leave_a_seam(scale):
    lines = lines_within([letters("één")], 99)
    drawn = [*digits.rows("10:29", scale), *blocks(lines[0].dots, scale)]
    assert not any(row.plain.strip() for row in drawn)
    assert len(digits.rows("10:29", scale)) == digits.height_of(scale)


@pytest.mark.parametrize("words", ["شكرا", "👍", "漢字"])
def test_what_has_no_letters_is_left_to_the_terminal(words):
    assert letters(words) is None


@pytest.mark.parametrize(
    "text", ["W", "W" * 500, "[/]", "[red]x", "één\u0301\u0301", "a\u200bb", " "]
)
def test_any_title_is_drawn_without_a_fault(text):
    known = [drawn for word in text.split() if (drawn := letters(word))]
    lines, scale = largest(known, Size(60, 18), 8)
    assert all(blocks(line.dots, scale) for line in lines if scale)


# The screen


def now_going(key="cliëntronde", minutes=2.0):
    """The meeting as it is so many minutes after a part began, by the machine's clock."""
    session = describe(meeting(), title="Wmo-toegang")
    return Go(phase=named(session, key).number).apply(
        session, after(clock.now(), -round(minutes * MINUTE))
    )


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (250, 80)])
async def test_the_clock_is_whole_in_every_window(open_app, size):
    async with open_app(now_going(), size=size, role="clock") as pilot:
        await until(pilot, lambda: large(pilot) > 20)
        rows = screen_text(pilot).split("\n")
        assert len(rows) == size[1]
        assert "minuten" in screen_text(pilot) or size[1] > 20
        widgets = [w for w in pilot.app.screen.query("Lettering, BigDigits") if w.display]
        assert len(widgets) == 5
        for widget in widgets:
            assert pilot.app.screen.region.contains_region(widget.region)
            assert widget.render().spans or str(widget.render()).strip()


async def test_the_clock_role_shows_nothing_but_the_clock(open_app):
    async with open_app(now_going(), role="clock") as pilot:
        await pilot.press("f3", "f4", "f2")
        await pilot.pause()
        assert pilot.app.current_mode == "clock"
        assert "privé" not in screen_text(pilot)


async def test_time_that_is_nearly_over_has_another_colour(open_app):
    async with open_app(now_going(minutes=2), role="clock") as pilot:
        await until(pilot, lambda: large(pilot) > 20)
        enough = colours(pilot)
    async with open_app(now_going(minutes=8.5), role="clock") as pilot:
        await until(pilot, lambda: large(pilot) > 20)
        nearly = colours(pilot)
    assert nearly.keys() == enough.keys()
    assert {name for name in enough if nearly[name] != enough[name]} == {"digits", "state"}


def colours(pilot):
    """The colour of each thing that the room reads, by its name."""
    widgets = pilot.app.screen.query("Lettering, BigDigits")
    return {widget.id or "digits": widget.styles.color for widget in widgets}


@pytest.mark.slow
@pytest.mark.reckons
async def test_z_hides_the_time_and_brings_it_back(open_app):
    async with open_app(now_going(), show="clock", size=(60, 18)) as pilot:
        await until(pilot, lambda: "nog 7 minuten" in screen_text(pilot))
        await pilot.press("z")
        await until(pilot, lambda: "De tijd verbergen?" in screen_text(pilot))
        assert "nog 7 minuten" in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "minuten" not in screen_text(pilot))
        assert "de deelnemers vertellen" in screen_text(pilot)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "nog 7 minuten" in screen_text(pilot))


async def test_the_title_is_never_markup(open_app):
    session = describe(meeting(), title='He said: "[laughs]" [/ 👍')
    async with open_app(session, role="clock", size=(60, 18)) as pilot:
        await until(pilot, lambda: "[laughs]" in screen_text(pilot))
        assert "[/" in screen_text(pilot)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_who_leads_sees_on_the_clock_how_to_go_back(open_app, size):
    async with open_app(now_going(), show="clock", size=size) as pilot:
        await until(pilot, lambda: "F3 gesprek  z stilte" in footer(pilot))
        await pilot.press("z")
        await until(pilot, lambda: "De tijd verbergen?" in footer(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "F3 gesprek" in footer(pilot))


async def test_a_window_for_the_room_alone_names_no_key_that_does_nothing(open_app):
    async with open_app(now_going(), role="clock") as pilot:
        await until(pilot, lambda: "z stilte" in footer(pilot))
        assert "F3" not in screen_text(pilot)


async def test_a_dark_screen_has_no_keys(open_app):
    session = describe(now_going(), room="")
    async with open_app(session, show="clock") as pilot:
        await until(pilot, lambda: not screen_text(pilot).strip())
