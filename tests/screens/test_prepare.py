"""What a moderator prepares: the day, the running order, the meeting, the themes."""

import datetime

import pytest
from looking import screen_text, until
from meetings import START, at, meeting, named, round_of
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from spiegel import clock
from spiegel.domain.consent import SetChair, SetConsent, SetFunction, SetPresence, SetRole
from spiegel.domain.running import Go
from spiegel.domain.session import describe, drop, put
from spiegel.domain.statements import Statement
from spiegel.domain.themes import AddTheme
from spiegel.screens import prepare_day_view as day_view
from spiegel.screens.prepare import SECTIONS, first_section
from spiegel.screens.prepare_themes import ThemesSection

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
    await press(pilot, *["tab"] * SECTIONS.index(section))
    await until(pilot, lambda: pilot.app.screen.section.browse.size.height)
    await pilot.pause()


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


# Where it begins


def test_it_begins_with_what_the_day_needs():
    today, session = datetime.date(2026, 9, 17), meeting()
    unprepared = drop(session, "questions", tuple(session.questions))
    assert first_section(session, today) == SECTIONS.index("day")
    assert first_section(unprepared, today) == SECTIONS.index("order")
    at_work = describe(unprepared, date=today)
    assert first_section(at_work, today) == SECTIONS.index("day")


# The day


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40)])
async def test_one_list_shows_who_is_here_and_what_each_agreed_to(open_app, size):
    session = present(meeting(9), 1, 2, 3)
    session = SetChair(number=1, chair=4).apply(session, START)
    session = SetConsent(purpose="take_part", value=True, participants=(1,)).apply(session, START)
    session = SetConsent(purpose="verbatim", value=False, participants=(1,)).apply(session, START)
    async with open_app(session, size=size) as pilot:
        await until(pilot, lambda: "D1" in screen_text(pilot))
        first, last = line_with(pilot, "D1"), line_with(pilot, "D9")
        assert [word for word in first.split() if word in ("ja", "nee", "4", "?")] == [
            "ja",
            "4",
            "ja",
            "nee",
            "?",
            "?",
        ]
        assert last.count("?") == 5
        for words in ("2 citaat", "privé", "spatie aanwezig", "nog vragen: 3 mensen"):
            assert words.replace("2 citaat", "2 ") in screen_text(pilot)


async def test_space_ticks_who_is_here_and_again_who_is_not(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "space")
        await until(pilot, lambda: person(pilot, 1).present is True)
        await press(pilot, "space")
        await until(pilot, lambda: person(pilot, 1).present is False)
        await press(pilot, "down", "space")
        await until(pilot, lambda: person(pilot, 2).present is True)
        assert person(pilot, 3).present is None


async def test_a_digit_asks_one_purpose_of_one_person(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "2")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is True)
        await press(pilot, "2")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is False)
        await until(pilot, lambda: "– nee" in line_with(pilot, "D1"))
        await press(pilot, "2")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is None)
        assert person(pilot, 1).consent.take_part is None
        assert person(pilot, 2).consent.verbatim is None


async def test_shift_and_a_digit_is_yes_for_all_present_who_did_not_say_no(open_app):
    session = present(meeting(), 1, 2, 3)
    session = SetConsent(purpose="verbatim", value=False, participants=(2,)).apply(session, START)
    async with open_app(session) as pilot:
        await press(pilot, "at")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is True)
        answers = [p.consent.verbatim for p in session_of(pilot).participants.values()]
        assert answers == [True, False, True, None, None]
        await until(pilot, lambda: "2 keer ja. D2 zei nee" in screen_text(pilot))
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is None)


async def test_nobody_says_yes_who_was_not_ticked(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "exclamation_mark")
        await until(pilot, lambda: "Vink eerst aan" in screen_text(pilot))
        assert all(p.consent.take_part is None for p in session_of(pilot).participants.values())


async def test_one_panel_does_it_for_all_present_without_shift(open_app):
    async with open_app(meeting()) as pilot:
        await together(pilot, "0")
        await until(pilot, lambda: person(pilot, 5).present is True)
        await until(pilot, lambda: session_of(pilot).listeners[3].present is True)
        await together(pilot, "1")
        await until(pilot, lambda: person(pilot, 5).consent.take_part is True)
        assert person(pilot, 5).consent.verbatim is None
        await together(pilot, "5")
        await until(pilot, lambda: person(pilot, 5).chair == 5)


async def test_s_gives_the_next_chair_and_takes_it_away(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "down", "s", "up", "s")
        await until(pilot, lambda: (person(pilot, 2).chair, person(pilot, 1).chair) == (1, 2))
        await press(pilot, "s")
        await until(pilot, lambda: person(pilot, 1).chair is None)


@pytest.mark.slow
async def test_a_click_on_an_answer_of_the_marked_person_changes_it(open_app):
    async with open_app(meeting()) as pilot:
        rows = screen_text(pilot).split("\n")
        y = next(y for y, row in enumerate(rows) if "D1" in row)
        header = next(row for row in rows if "2 citaat" in row)
        await pilot.click(offset=(header.index("2 citaat") + 1, y))
        await until(pilot, lambda: person(pilot, 1).consent.verbatim is True)
        await pilot.click(offset=(header.index("2 citaat") + 1, y + 1))
        await pilot.pause()
        assert person(pilot, 2).consent.verbatim is None


async def test_who_leaves_early_is_gone_and_can_come_back(open_app):
    session = Go(phase=round_of(meeting()).number).apply(present(meeting(), 1), clock.now())
    async with open_app(session, show="prepare") as pilot:
        await press(pilot, "w")
        await until(pilot, lambda: person(pilot, 1).gone is not None)
        await until(pilot, lambda: "↗" in line_with(pilot, "D1"))
        await press(pilot, "space")
        await until(pilot, lambda: person(pilot, 1).gone is None)


async def test_a_withdrawal_asks_first_and_takes_the_words(open_app):
    session = present(meeting(), 1, 2)
    said = Statement(number=1, at=at(1), words="geheim", speakers=("D1",))
    async with open_app(put(session, said)) as pilot:
        await press(pilot, "i")
        await until(pilot, lambda: "kan niet ongedaan" in screen_text(pilot))
        assert "document: 1 uitspraak." in " ".join(screen_text(pilot).split())
        await press(pilot, "j", "enter")
        await until(pilot, lambda: "Typ D1" in screen_text(pilot))
        assert session_of(pilot).statements
        await fill(pilot, code="d1")
        await until(pilot, lambda: person(pilot, 1).withdrawn)
        assert not session_of(pilot).statements
        await until(pilot, lambda: "teruggetrokken" in line_with(pilot, "D1"))
        assert "geheim" not in pilot.app.meeting.path.read_text("utf-8")


async def test_a_listener_gets_a_function(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "t")
        await fill(pilot, function=NASTY)
        await until(pilot, lambda: 4 in session_of(pilot).listeners)
        assert session_of(pilot).listeners[4].function == NASTY
        await until(pilot, lambda: '[laughs]" [/ [red]x' in line_with(pilot, "T4"))
        await press(pilot, "enter")
        await fill(pilot, function="raadslid")
        await until(pilot, lambda: session_of(pilot).listeners[4].function == "raadslid")


@pytest.mark.slow
async def test_a_participant_is_added_changed_and_taken_off_the_list(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "▸ D6" in screen_text(pilot))
        assert person(pilot, 6).consent.take_part is None
        await press(pilot, "enter")
        await fill(pilot, role="mantelzorger", chair="3")
        await until(
            pilot, lambda: (person(pilot, 6).role, person(pilot, 6).chair) == ("mantelzorger", 3)
        )
        await press(pilot, "x")
        await until(pilot, lambda: 6 not in session_of(pilot).participants)


async def test_who_was_heard_is_not_taken_off_the_list(open_app):
    said = Statement(number=1, at=at(1), words="x", speakers=("D1",))
    async with open_app(put(meeting(), said)) as pilot:
        await press(pilot, "x")
        await until(pilot, lambda: "Van deze persoon is iets vastgelegd" in screen_text(pilot))
        assert 1 in session_of(pilot).participants


def test_a_no_says_what_it_means():
    session = SetConsent(purpose="take_part", value=False, participants=(1,)).apply(
        meeting(), START
    )
    assert "niets van D1" in day_view.about(session, ("participants", 1)).plain
    assert "1 meedoen" in day_view.about(session, ("participants", 2)).plain


@pytest.mark.parametrize("width", [40, 56, 72, 76, 100, 116, 250])
def test_no_row_of_the_day_is_wider_than_the_list(width):
    session = SetRole(participant=1, role="mantelzorger van een ander").apply(meeting(), START)
    session = SetFunction(listener=1, function=NASTY * 9).apply(session, START)
    row = day_view.row(session, ("participants", 1), width)
    assert day_view.INDENT + row.words.cell_length < max(width, 56)


async def test_few_participants_are_advised_against_and_not_refused(open_app):
    async with open_app(meeting(4)) as pilot:
        await until(pilot, lambda: "Minder dan 5 deelnemers" in screen_text(pilot))


async def test_typing_in_this_window_while_the_meeting_runs_changes_nothing(open_app):
    session = Go(phase=round_of(meeting()).number).apply(present(meeting(), 1), clock.now())
    async with open_app(session, show="prepare") as pilot:
        before = session_of(pilot)
        for letter in "hij zei: nooit 1 keer x":
            pilot.app.screen.post_message(events.Key(_character_to_key(letter), letter))
        await until(pilot, lambda: pilot.app.meeting.half_line.text == "hij zei: nooit 1 keer x")
        assert session_of(pilot) is before
        await until(pilot, lambda: "leek op typen" in screen_text(pilot))


async def test_a_key_is_done_before_the_arrow_that_follows_it(open_app):
    session = Go(phase=round_of(meeting()).number).apply(meeting(), clock.now())
    async with open_app(session, show="prepare") as pilot:
        await pilot.pause()
        for key, letter in (("space", " "), ("down", None), ("space", " ")):
            pilot.app.post_message(events.Key(key, letter))
        await until(pilot, lambda: person(pilot, 2).present is True)
        assert person(pilot, 1).present is True


# The running order


async def test_the_running_order_shows_minutes_that_add_up(open_app):
    async with open_app(meeting(), size=(80, 30)) as pilot:
        await go_to(pilot, "order")
        text = screen_text(pilot)
        assert "4 vragen · met de cliënten 1 u 19 · samen 2 u 34" in text
        assert "16 minuten over; dit onderdeel heeft 50 min" in text
        assert line_with(pilot, "Vraag 1?").endswith("10 min")
        assert "als er tijd is" in text


@pytest.mark.slow
async def test_too_many_minutes_are_said_at_once(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, *["down"] * 4)
        await until(pilot, lambda: "▸" in line_with(pilot, "Vraag 1?"))
        await press(pilot, "enter")
        await fill(pilot, minutes="40")
        await until(pilot, lambda: "vragen duren samen 14 minuten te lang" in screen_text(pilot))
        await press(pilot, "minus")
        await until(pilot, lambda: session_of(pilot).questions[1].minutes == 39)


@pytest.mark.slow
async def test_a_question_is_added_after_the_cursor_and_every_word_is_kept(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, *["down"] * 4, "n")
        await fill(pilot, words=NASTY, minutes="", prompts=f"Wat?\n\n {NASTY} ", theme="[b]kop")
        await until(pilot, lambda: 5 in session_of(pilot).questions)
        question = session_of(pilot).questions[5]
        assert (question.words, question.minutes, question.theme) == (NASTY, None, "[b]kop")
        assert question.prompts == ("Wat?", NASTY)
        order = [q.number for q in session_of(pilot).questions_of(question.phase)]
        assert order == [1, 5, 2, 3, 4]
        await until(pilot, lambda: "[laughs]" in screen_text(pilot))


async def test_a_question_moves_becomes_optional_and_goes(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, *["down"] * 4)
        await press(pilot, "l", "space")
        await until(pilot, lambda: session_of(pilot).questions[1].optional)
        phase = session_of(pilot).questions[1].phase
        assert [q.number for q in session_of(pilot).questions_of(phase)] == [2, 1, 3, 4]
        await until(pilot, lambda: "▸" in line_with(pilot, "Vraag 1?"))
        await press(pilot, "x")
        await until(pilot, lambda: 1 not in session_of(pilot).questions)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: 1 in session_of(pilot).questions)


@pytest.mark.slow
async def test_the_text_of_a_part_can_be_changed(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "plus", "enter")
        await fill(pilot, text="Welkom allemaal", rules="Een\nTwee")
        await until(pilot, lambda: session_of(pilot).phases[1].text == "Welkom allemaal")
        assert session_of(pilot).phases[1].rules == ("Een", "Twee")
        assert session_of(pilot).phases[1].minutes == 6


@pytest.mark.slow
async def test_a_written_plan_is_read_in_place_of_the_questions(open_app, tmp_path):
    plan = tmp_path / "plan.txt"
    plan.write_text("Cliëntronde\n1. Hoe ging het?\n", "utf-8")
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "i")
        await until(pilot, lambda: "Welk draaiboek?" in screen_text(pilot))
        pilot.app.screen.query_one(Input).value = str(plan)
        await press(pilot, "enter")
        await until(pilot, lambda: "Er staan al 4 vragen" in screen_text(pilot))
        await press(pilot, "j")
        await until(pilot, lambda: len(session_of(pilot).questions) == 1)


async def test_the_keys_of_another_part_do_nothing_here(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        before = session_of(pilot)
        await press(pilot, "1", "s", "a", "t", "w", "0")
        await pilot.pause()
        assert session_of(pilot) is before
        assert not pilot.app.screen.query("Panel")
        assert "aanwezig" not in screen_text(pilot).split("\n")[-1]


# The meeting and the themes


@pytest.mark.slow
async def test_the_facts_of_the_meeting_can_be_changed(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "meeting")
        await press(pilot, "enter")
        await fill(pilot, title=NASTY)
        await until(pilot, lambda: session_of(pilot).info.title == NASTY)
        await press(pilot, "down", "enter")
        await fill(pilot, date="15 december 2026")
        await until(pilot, lambda: "15 december 2026" in screen_text(pilot))
        await press(pilot, "down", "down", "down", "enter")
        await until(pilot, lambda: "‹ Nederlands ›" in screen_text(pilot))
        await press(pilot, "right", "enter")
        await until(pilot, lambda: session_of(pilot).info.language == "en")


async def test_themes_get_their_digits_before_the_meeting(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "themes")
        assert "Nog geen thema's" in screen_text(pilot)
        await press(pilot, "n")
        await fill(pilot, names=f"wachttijd, nabijheid,,  {NASTY}")
        await until(pilot, lambda: len(session_of(pilot).themes) == 3)
        assert [t.digit for t in session_of(pilot).themes.values()] == [1, 2, 3]
        assert session_of(pilot).themes[3].name == NASTY
        section = pilot.app.screen.query_one(ThemesSection)
        await press(pilot, "home")
        await until(pilot, lambda: section.theme.number == 1)
        await press(pilot, "7")
        await until(pilot, lambda: session_of(pilot).themes[1].digit == 7)
        await until(pilot, lambda: section.theme.number == 1)
        await press(pilot, "0")
        await until(pilot, lambda: session_of(pilot).themes[1].digit is None)


async def test_a_theme_is_renamed_and_one_in_use_goes_only_when_sure(open_app):
    session = AddTheme(theme="wachttijd").apply(meeting(), START)
    said = Statement(number=1, at=at(1), words="x", speakers=("D1",), themes=(1,))
    async with open_app(put(session, said)) as pilot:
        await go_to(pilot, "themes")
        assert "1 keer" in line_with(pilot, "wachttijd")
        await press(pilot, "enter")
        await fill(pilot, name="wachten", group="toegang")
        await until(pilot, lambda: session_of(pilot).themes[1].name == "wachten")
        assert session_of(pilot).themes[1].group == "toegang"
        await press(pilot, "x")
        await until(pilot, lambda: "1 uitspraak of actie" in screen_text(pilot))
        await press(pilot, "j")
        await until(pilot, lambda: not session_of(pilot).themes)
        assert session_of(pilot).statements[1].themes == ()


async def test_what_another_window_changes_is_seen_without_moving_the_cursor(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "down", "down")
        pilot.app.meeting.submit(SetPresence(numbers=(1,), present=True))
        await until(pilot, lambda: "✓ ja" in line_with(pilot, "D1"))
        assert "▸ D3" in screen_text(pilot)


async def test_a_click_on_a_name_shows_that_part(open_app):
    async with open_app(meeting()) as pilot:
        x = screen_text(pilot).split("\n")[0].index("thema's")
        await pilot.click(offset=(x, 0))
        await until(pilot, lambda: pilot.app.screen.switcher.current == "themes")
        assert named(meeting(), "welkom").name not in screen_text(pilot)
