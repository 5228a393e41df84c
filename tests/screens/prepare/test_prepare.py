"""What a moderator prepares: where it begins, the running order, the meeting, the themes."""

import datetime

import msgspec
import pytest
from meetings import START, at, meeting, named, round_of
from textual.widgets import Input

from screens.prepare.parts import NASTY, fill, go_to, line_with, press, session_of
from screens.seen import flat, footer, screen_text, until
from spiegel import clock, formats
from spiegel.commands import prepare, review
from spiegel.demo.meetings import WMO
from spiegel.demo.player import prepared
from spiegel.domain.consent.consent import SetPresence
from spiegel.domain.plan import UsePlan
from spiegel.domain.running.self_direction import AddSelfDirection
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import describe, drop, put
from spiegel.domain.session.statements import Statement, Theme
from spiegel.domain.session.themes import AddTheme
from spiegel.meeting.plan_file import read_plan
from spiegel.screens.prepare import assignment
from spiegel.screens.prepare.screen import PARTS, SECTIONS, first_section
from spiegel.screens.prepare.themes import ThemesSection
from spiegel.store.session.file import SessionFile
from spiegel.text import local
from spiegel.textual_private import shown_notifications
from spiegel.widgets.keybar import KeyBar

LABELS = list(assignment.LABELS)

# Where it begins


def test_it_begins_with_what_the_day_needs():
    today, session = datetime.date(2026, 9, 17), meeting()
    unprepared = drop(session, "questions", tuple(session.questions))
    assert first_section(session, today) == SECTIONS.index("day")
    assert first_section(unprepared, today) == SECTIONS.index("order")
    at_work = describe(unprepared, date=today)
    assert first_section(at_work, today) == SECTIONS.index("day")
    weeks_before = describe(session, date=today + datetime.timedelta(days=30))
    assert first_section(weeks_before, today) == SECTIONS.index("assignment")


# The running order


async def test_the_running_order_shows_minutes_that_add_up(open_app):
    async with open_app(meeting(), size=(80, 30)) as pilot:
        await go_to(pilot, "order")
        text = screen_text(pilot)
        assert "4 vragen · met de cliënten 1 u 05 · samen 2 u 20" in text
        assert "vragen 20 min, onderdeel 50 min: 30 over" in text
        assert "als er tijd is nog 14 min" in text
        assert line_with(pilot, "Cliëntronde").endswith("20 min")
        assert line_with(pilot, "Vraag 1?").endswith("10 min")
        assert "als er tijd is" in text


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_running_order_is_written_into_a_file_that_can_be_read_in(open_app, on_disk):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "e")
        await until(pilot, lambda: "Draaiboek (Markdown)" in screen_text(pilot))
        await press(pilot, *"mark", "enter")
        await until(pilot, lambda: shown_notifications(pilot.app))
        (file,) = pilot.app.meeting.path.parent.glob("* - draaiboek.md")
        read = read_plan(file, session_of(pilot).agenda).plan
    assert [q.words for q in read.questions["cliëntronde"]] == [f"Vraag {n}?" for n in range(1, 5)]


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_running_order_is_kept_and_begins_another_meeting(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "b")
        await until(pilot, lambda: "Dit draaiboek bewaren" in screen_text(pilot))
        await press(pilot, "enter")
        await fill(pilot, name="Kort")
        await until(pilot, lambda: shown_notifications(pilot.app))
    async with open_app(drop(meeting(), "questions", tuple(meeting().questions))) as pilot:
        await press(pilot, "b")
        await until(pilot, lambda: "Begin met Kort" in screen_text(pilot))
        await press(pilot, *"kort", "enter")
        await until(pilot, lambda: len(session_of(pilot).questions) == 4)


@pytest.mark.slow
@pytest.mark.reckons
async def test_self_direction_comes_into_the_order_and_is_taken_back_at_once(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "b")
        await until(pilot, lambda: "Zelfregie: vier vragen" in screen_text(pilot))
        await press(pilot, *"vier", "enter")
        await until(pilot, lambda: len(session_of(pilot).questions) == 8)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: len(session_of(pilot).questions) == 4)


async def test_the_element_of_self_direction_that_no_question_is_about_is_said_in_words(open_app):
    session = AddSelfDirection(where="questions").apply(meeting(), START)
    numbers = [q.number for q in session.questions_of(round_of(session).number)]
    async with open_app(drop(session, "questions", numbers[-2:])) as pilot:
        await go_to(pilot, "order")
        words = "zelfregie: nog geen vraag gaat over motivatie en contacten"
        await until(pilot, lambda: words in flat(pilot))
        while pilot.app.screen.section.browse.key != ("questions", numbers[0]):
            await press(pilot, "down")
        await press(pilot, "4")
        words = "zelfregie: nog geen vraag gaat over motivatie"
        await until(pilot, lambda: words + " en" not in flat(pilot))
        assert session_of(pilot).questions[numbers[0]].elements == ("contacts",)
        await press(pilot, "4")
        await until(pilot, lambda: session_of(pilot).questions[numbers[0]].elements == ())


@pytest.mark.slow
@pytest.mark.reckons
async def test_beside_each_question_stands_how_it_could_be_put_better(open_app):
    session = meeting()
    closed = msgspec.structs.replace(session.questions[1], words="Bent u tevreden?", minutes=2)
    double = msgspec.structs.replace(session.questions[2], words="Wat hielp u, en wat miste u?")
    async with open_app(put(session, closed, double)) as pilot:
        await go_to(pilot, "order")
        await until(pilot, lambda: "ja of nee" in screen_text(pilot))
        assert "twee in één" in screen_text(pilot)
        assert "24 seconden per persoon" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_break_is_added_moved_and_taken_away(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "p")
        await fill(pilot, name="Koffie")
        await until(pilot, lambda: line_with(pilot, "Koffie").endswith("10 min"))
        own = named(session_of(pilot), "eigen-koffie")
        assert own.position == 2
        await press(pilot, "l")
        await until(pilot, lambda: session_of(pilot).phases[own.number].position == 3)
        await press(pilot, "x")
        await until(pilot, lambda: own.number not in session_of(pilot).phases)


async def test_minutes_are_divided_with_one_key_and_the_sums_follow(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "d")
        await until(pilot, lambda: session_of(pilot).questions[1].minutes == 25)
        await until(pilot, lambda: "vragen 50 min, onderdeel 50 min" in screen_text(pilot))


async def test_a_question_that_could_be_put_better_says_so_under_the_list(open_app):
    session = meeting()
    first = session.questions[min(session.questions)]
    closed = msgspec.structs.replace(first, words="Bent u tevreden over de hulp?", prompts=())
    async with open_app(put(session, closed)) as pilot:
        await go_to(pilot, "order")
        assert "kan met ja of nee" not in screen_text(pilot)
        await press(pilot, *["down"] * 4)
        await until(pilot, lambda: "De vraag kan met ja of nee: begin met" in screen_text(pilot))


@pytest.mark.slow
async def test_too_many_minutes_are_said_at_once(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, *["down"] * 4)
        await until(pilot, lambda: "▸" in line_with(pilot, "Vraag 1?"))
        await press(pilot, "enter")
        await fill(pilot, minutes="44")
        await until(pilot, lambda: "Cliëntronde: 4 min te lang" in screen_text(pilot))
        await press(pilot, "minus")
        await until(pilot, lambda: session_of(pilot).questions[1].minutes == 43)


@pytest.mark.slow
@pytest.mark.reckons
async def test_lines_of_a_plan_that_are_no_question_stand_in_the_running_order(open_app):
    text = "# Avond\nzomaar iets\n\n## Vooraf\n- Zet koffie.\n## Cliëntronde\n1. Wat?\n"
    async with open_app(UsePlan(text=text).apply(meeting(), START)) as pilot:
        await go_to(pilot, "order")
        assert "3 regels zijn geen vraag" in screen_text(pilot)
        await press(pilot, "end")
        await until(pilot, lambda: "5  Zet koffie." in screen_text(pilot))
        assert "2  zomaar iets" in screen_text(pilot)
        await press(pilot, "delete")
        await until(pilot, lambda: "2 regels zijn geen vraag" in screen_text(pilot))
        assert "Zet koffie." not in screen_text(pilot)
        assert len(session_of(pilot).remarks) == 3


@pytest.mark.slow
@pytest.mark.reckons
async def test_prompts_with_every_question_are_changed_with_their_part(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, *["down"] * 3)
        await until(pilot, lambda: "▸" in line_with(pilot, "Cliëntronde"))
        await press(pilot, "enter")
        await fill(pilot, prompts="Wat deed dat?\n\nEn toen?")
        await until(pilot, lambda: "Bij elke vraag: · Wat deed dat?" in screen_text(pilot))
        assert round_of(session_of(pilot)).prompts == ("Wat deed dat?", "En toen?")


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


@pytest.mark.slow
@pytest.mark.reckons
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
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_plan_that_lies_beside_the_meeting_is_chosen_from_the_list(
    open_app, tmp_path, monkeypatch
):
    (tmp_path / "elders").mkdir()
    monkeypatch.chdir(tmp_path / "elders")
    plan = "Cliëntronde\n1. Hoe ging het thuis?\n"
    (tmp_path / "draaiboek.txt").write_text(plan, "utf-8")
    async with open_app(drop(meeting(), "questions", tuple(meeting().questions))) as pilot:
        await until(pilot, lambda: pilot.app.screen.section.browse.size.height)
        await press(pilot, "i")
        await until(pilot, lambda: "draaiboek.txt" in screen_text(pilot))
        await press(pilot, "down")
        await press(pilot, "enter")
        await until(pilot, lambda: session_of(pilot).questions)
        assert [q.words for q in session_of(pilot).questions.values()] == ["Hoe ging het thuis?"]


@pytest.mark.slow
async def test_a_meeting_in_place_of_a_plan_gives_what_was_prepared(open_app, tmp_path):
    old = put(
        describe(meeting(), place="De Brink"),
        msgspec.structs.replace(meeting().questions[1], words="Hoe kwam u hier?"),
        Theme(number=1, name="post", digit=3),
        Statement(number=1, at=START, words="acht weken", speakers=("D1",)),
    )
    SessionFile.create(tmp_path / "oud.spiegel", old, clock=clock.now, window="test").close()
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "i")
        await until(pilot, lambda: pilot.app.screen.query("#problem"))
        pilot.app.screen.query_one(Input).value = str(tmp_path / "oud.spiegel")
        await press(pilot, "enter")
        await until(pilot, lambda: "Er staan al 4 vragen" in screen_text(pilot))
        await press(pilot, "j", "enter")
        told = shown_notifications(pilot.app)
        await until(pilot, lambda: any("4 vragen, 1 thema" in notice.message for notice in told))
        session = session_of(pilot)
        assert next(iter(session.questions.values())).words == "Hoe kwam u hier?"
        assert (len(session.questions), session.pinned[3].name) == (4, "post")
        assert (session.info.place, session.statements) == ("De Brink", {})


@pytest.mark.slow
@pytest.mark.reckons
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
        await press(pilot, "j", "enter")
        await until(pilot, lambda: len(session_of(pilot).questions) == 1)


async def test_the_keys_of_another_part_do_nothing_here(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        before = session_of(pilot)
        await press(pilot, "1", "s", "a", "t", "w", "0")
        await pilot.pause()
        assert session_of(pilot) is before
        assert not pilot.app.screen.query("Panel")
        assert "aanwezig" not in footer(pilot)


async def test_a_key_of_another_part_says_where_it_works(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "i")
        await until(
            pilot,
            lambda: (
                "i hoort bij: draaiboek, deelnemers, toehoorders en thema's." in screen_text(pilot)
            ),
        )
        await go_to(pilot, "order")
        await press(pilot, "r")
        await until(pilot, lambda: "r hoort bij: de dag." in screen_text(pilot))
        assert not pilot.app.screen.is_modal


# The meeting and the themes


@pytest.mark.slow
async def test_the_facts_of_the_meeting_can_be_changed(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "assignment")
        await press(pilot, "enter")
        await fill(pilot, title=NASTY)
        await until(pilot, lambda: session_of(pilot).info.title == NASTY)
        await press(pilot, *["down"] * LABELS.index("date"), "enter")
        await fill(pilot, date="15 december 2026")
        await until(pilot, lambda: "15 december 2026" in screen_text(pilot))
        await press(pilot, *["down"] * (LABELS.index("language") - LABELS.index("date")), "enter")
        await until(pilot, lambda: "‹ Nederlands ›" in screen_text(pilot))
        await press(pilot, "right", "enter")
        await until(pilot, lambda: session_of(pilot).info.language == "en")


@pytest.mark.slow
@pytest.mark.reckons
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


@pytest.mark.slow
@pytest.mark.reckons
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
        await press(pilot, "j", "enter")
        await until(pilot, lambda: not session_of(pilot).themes)
        assert session_of(pilot).statements[1].themes == ()


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_another_window_changes_is_seen_without_moving_the_cursor(open_app):
    async with open_app(meeting()) as pilot:
        await press(pilot, "down", "down")
        pilot.app.meeting.submit(SetPresence(numbers=(1,), present=True))
        await until(pilot, lambda: "✓ ja" in line_with(pilot, "D1"))
        assert "▸ D3" in screen_text(pilot)


async def test_a_click_on_a_name_shows_that_part(open_app):
    async with open_app(meeting(), size=(140, 30)) as pilot:
        x = screen_text(pilot).split("\n")[0].index("thema's")
        await pilot.click(offset=(x, 0))
        await until(pilot, lambda: pilot.app.screen.switcher.current == "themes")
        assert named(meeting(), "welkom").name not in screen_text(pilot)


def test_no_letter_on_the_screens_of_preparing_and_checking_means_two_things():
    for commands in (prepare.COMMANDS, review.COMMANDS):
        letters = [
            key for command in commands for key in command.keys if key.isalpha() and len(key) == 1
        ]
        assert len(letters) == len(set(letters))
    withdrawing = (prepare.WITHDRAW.keys, review.WITHDRAW.keys)
    assert withdrawing == (("r",), ("r",))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_where_people_answer_on_devices_nobody_is_asked_for_consent(open_app, size):
    format_ = formats.load("versnellingssessie")
    session = new_session(format_, id_="x", title="T", created=START, participants=14)
    assert first_section(session, local(START).date()) == SECTIONS.index("order")
    async with open_app(session, show="prepare", size=size) as pilot:
        await pilot.app.screen.show_part(SECTIONS.index("day"))
        await until(pilot, lambda: "14 mensen antwoorden" in screen_text(pilot))
        for words in ("0 van 0", "citaat", "contact", "aanwezig", "allen tegelijk"):
            assert words not in screen_text(pilot)
        await press(pilot, "t")
        await fill(pilot, functions="wijkteam")
        await until(pilot, lambda: "spatie aanwezig" in screen_text(pilot))
        assert "allen tegelijk" not in screen_text(pilot)


# What a key costs


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_arrow_asks_for_no_row_and_draws_no_footer_in_any_part(open_app, monkeypatch):
    done, moved = [], []
    for part in PARTS.values():
        monkeypatch.setattr(part, "row", noted(part.row, done))
    monkeypatch.setattr(KeyBar, "render", noted(KeyBar.render, done))
    async with open_app(prepared(START, WMO)) as pilot:
        for part in SECTIONS:
            await until(pilot, lambda: pilot.app.screen.section.browse.size.height)
            await press(pilot, "down", "down", "down", "up")
            browse = pilot.app.screen.section.browse
            before = browse.key
            await pilot.pause()
            done.clear()
            await press(pilot, "up")
            assert done == []
            moved += [part] if browse.key != before else []
            await press(pilot, "tab")
    assert len(moved) >= 7


def noted(method, calls):
    """The method, which notes each call."""

    def noting(*arguments):
        calls.append(method.__qualname__)
        return method(*arguments)

    return noting
