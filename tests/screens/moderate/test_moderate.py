"""What the moderator sees and does while the meeting runs."""

import gc

import msgspec
import pytest
from meetings import START, meeting, named, round_of
from textual import events

from screens.seen import flat, footer, large, screen_text, until
from spiegel import clock
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.consent import AddParticipant, SetConsent, SetPresence
from spiegel.domain.running.running import (
    End,
    Go,
    GoNext,
    GoPrevious,
    Pause,
    Skip,
    place,
    question_states,
)
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import ListenerQuestion, Remark, RemarkKind, Statement
from spiegel.screens.moderate.questions import Questions
from spiegel.screens.moderate.view import question_rows


def here(pilot):
    return place(pilot.app.meeting.session)


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40)])
async def test_question_minutes_silence_and_next_are_seen_at_once(open_app, running, size):
    round_ = msgspec.structs.replace(round_of(running), prompts=("Vertel eens?",))
    asked = msgspec.structs.replace(running.questions[1], prompts=("Wat hielp u?",))
    session = put(running, asked, round_)
    async with open_app(session, size=size) as pilot:
        text = screen_text(pilot)
        for words in (
            "Vraag 1?",
            "Vraag 1 van 4",
            "van 10 min",
            "Hierna: Vraag 2?",
            "Wat hielp u?",
            "Vertel eens?",
        ):
            assert words in text
        assert "▶ Cliëntronde" in text
        assert "nog 34 min" in text
        assert "op tijd" in text
        assert large(pilot) > 20
        assert "privé" in text


async def test_arrows_go_to_the_next_question_and_back(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "Vraag 2 van 4" in screen_text(pilot))
        await pilot.press("left")
        await until(pilot, lambda: "Vraag 1 van 4" in screen_text(pilot))


async def test_a_letter_that_comes_before_the_list_of_questions_is_drawn_does_nothing(
    open_app, running
):
    async with open_app(running, show="moderate") as pilot:
        drawn = pilot.app.push_screen(
            Questions(running, question_rows(running, round_of(running).number))
        )
        assert pilot.app.guard.deed("o") is None
        await drawn
        assert pilot.app.guard.deed("o").asks == "Vraag 1 overslaan?"


async def test_a_digit_and_enter_go_to_that_question(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "Naar vraag 3: Vraag 3?" in screen_text(pilot))
        assert here(pilot).question.number == 1
        await pilot.press("enter")
        await until(pilot, lambda: here(pilot).question.number == 3)


@pytest.mark.slow
@pytest.mark.reckons
async def test_space_stops_the_clock_and_space_again_lets_it_run(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("ctrl+space")
        await until(pilot, lambda: "klok staat stil" in screen_text(pilot))
        await pilot.press("space")
        await until(pilot, lambda: "De klok weer laten lopen?" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: not here(pilot).paused)


@pytest.mark.slow
@pytest.mark.reckons
async def test_up_gives_a_minute_more_and_undo_takes_it_back_by_name(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("up")
        await until(pilot, lambda: "van 11 min" in screen_text(pilot))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "van 10 min" in screen_text(pilot))
        await until(pilot, lambda: "Teruggenomen: een minuut erbij" in screen_text(pilot))


async def test_o_only_asks_and_enter_skips(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("o")
        await until(pilot, lambda: "Vraag 1 overslaan?" in screen_text(pilot))
        assert not question_states(pilot.app.meeting.session)[1].skipped
        await pilot.press("enter")
        await until(pilot, lambda: here(pilot).question.number == 2)
        assert question_states(pilot.app.meeting.session)[1].skipped


@pytest.mark.slow
@pytest.mark.reckons
async def test_silence_hides_overtime_and_advice_until_z_again(open_app):
    session = meeting()
    go = Go(phase=round_of(session).number)
    start = clock.now()
    late = msgspec.structs.replace(
        start, utc=start.utc - 20 * 60_000, boot_ms=start.boot_ms - 20 * 60_000
    )
    async with open_app(go.apply(session, late)) as pilot:
        assert "10 min later klaar" in screen_text(pilot)
        await pilot.press("z")
        await until(pilot, lambda: "later klaar" not in screen_text(pilot))
        assert "+" not in pilot.app.screen.timebox.value
        assert pilot.app.screen.timebox.value == "0:00"
        await pilot.press("z")
        await until(pilot, lambda: "10 min later klaar" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_fast_typing_changes_nothing_and_waits_for_the_scribe(open_app, running):
    async with open_app(running) as pilot:
        before = pilot.app.meeting.session
        await pilot.press(*"oo z 3 volgende")
        await until(pilot, lambda: pilot.app.meeting.strays.lines)
        await until(pilot, lambda: pilot.app.meeting.strays.lines[0].text == "oo z 3 volgende")
        assert pilot.app.meeting.session is before
        assert "Getypt, niet uitgevoerd." in screen_text(pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "oo z 3 volgende" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_all_questions_with_their_state_and_one_marked_as_discussed(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: "als er tijd is" in screen_text(pilot))
        await pilot.press("down", "c")
        await until(pilot, lambda: "Vraag 2 is al besproken?" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: question_states(pilot.app.meeting.session)[2].covered)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_note_of_the_scribe_is_a_count_first_and_opens_with_b(open_app, running):
    session = Tell(words="vraag D3 nog eens naar de wachttijd").apply(running, clock.now())
    async with open_app(session) as pilot:
        text = screen_text(pilot)
        assert "briefje (1)" in text
        assert "wachttijd" not in text
        await pilot.press("b")
        await until(pilot, lambda: "nog eens naar de wachttijd" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "briefje (1)" not in screen_text(pilot))


async def test_what_was_parked_opens_with_b_after_the_notes_and_is_dealt_with(open_app, running):
    parked = Remark(number=1, at=clock.now(), words="vergoeding taxi", kind=RemarkKind.PARKED)
    session = Tell(words="kijk naar D3").apply(put(running, parked), clock.now())
    async with open_app(session) as pilot:
        await until(pilot, lambda: "briefje (1) · b opent   1 geparkeerd" in screen_text(pilot))
        await pilot.press("b")
        await until(pilot, lambda: "kijk naar D3" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "1 geparkeerd · b opent" in screen_text(pilot))
        await pilot.press("b")
        await until(pilot, lambda: "vergoeding taxi" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "geparkeerd" not in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_pause_reads_as_a_pause_and_names_what_comes_after_it(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("p")
        await until(pilot, lambda: "De zaal ziet het." in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "PAUZE tot " in screen_text(pilot))
        assert screen_text(pilot).count("PAUZE") == 1
        await pilot.press("f4")
        await until(pilot, lambda: "PAUZE · Vraag 1" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_codes_and_quotations_open_only_when_the_participants_are_gone(open_app):
    session = meeting()
    session = Go(phase=named(session, "afsluiting").number).apply(session, clock.now())
    async with open_app(session) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "Zijn de deelnemers weg?" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Zijn de deelnemers weg?" not in screen_text(pilot))
        assert pilot.app.current_mode == "moderate"
        assert here(pilot).phase.key == "opschonen"
        await until(pilot, lambda: "▶ Uitwerken" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_at_the_end_it_says_whom_to_call_until_it_is_done(open_app, running):
    care = Remark(
        number=1,
        at=clock.now(),
        words="D6 morgen bellen",
        kind=RemarkKind.AFTERCARE,
        people=("D6",),
    )
    session = End().apply(put(running, care), clock.now())
    async with open_app(session, show="moderate") as pilot:
        assert "Nazorg: D6 morgen bellen" in screen_text(pilot)
        await pilot.press("b")
        await until(pilot, lambda: "Enter: gelezen" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Nazorg" not in screen_text(pilot))


async def test_who_was_heard_is_seen_as_it_is_recorded(open_app, running):
    said = Statement(number=1, at=clock.now(), words="x", speakers=("D2",), phase=4, question=1)
    async with open_app(put(running, said)) as pilot:
        assert "nog niet D1 D3 D4 D5" in screen_text(pilot)
        assert "D2 1" in screen_text(pilot)


async def test_a_round_of_turns_shows_whose_turn_it_is_and_who_still_comes(open_app):
    session = meeting()
    session = Go(phase=named(session, "kennismaking").number).apply(session, clock.now())
    async with open_app(session) as pilot:
        assert "Enter: D1 begint" in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Beurt van D1" in screen_text(pilot))
        assert "Nog te gaan: D2 D3 D4 D5" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_listeners_question_is_put_and_another_is_not_put(open_app):
    session = meeting()
    session = Go(phase=named(session, "vragenronde").number).apply(session, clock.now())
    asked = [
        ListenerQuestion(number=n, at=clock.now(), words=w, phase=6)
        for n, w in ((1, "Hoe lang duurde dat?"), (2, "Wie was dat?"))
    ]
    async with open_app(put(session, *asked)) as pilot:
        assert "Vraag niet naar een naam." in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: here(pilot).asked == 1)
        await pilot.press("enter")
        await until(pilot, lambda: here(pilot).asked == 2)
        await pilot.press("x")
        await until(pilot, lambda: "Deze vraag niet stellen?" in screen_text(pilot))
        await pilot.press("enter")
        questions = pilot.app.meeting.session.listener_questions
        await until(pilot, lambda: pilot.app.meeting.session.listener_questions[2].dropped)
        assert not questions[1].dropped


@pytest.mark.slow
@pytest.mark.reckons
async def test_before_the_start_it_says_how_to_begin(open_app):
    async with open_app(meeting(), show="moderate") as pilot:
        assert "Druk op → om te beginnen met Welkom." in screen_text(pilot)
        await pilot.press("right")
        await until(pilot, lambda: here(pilot).phase is not None)
        assert "De leidinggevende heet iedereen welkom" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_help_shows_the_keys_of_this_screen(open_app, running):
    async with open_app(running, size=(100, 40)) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: "De klok stilzetten" in screen_text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Vraag 1 van 4" in screen_text(pilot))


async def test_a_blank_screen_shows_nothing_until_the_same_key(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: "Vraag" not in screen_text(pilot))
        await pilot.press("right", "space", "x")
        await pilot.press("f9")
        await until(pilot, lambda: "Vraag 1 van 4" in screen_text(pilot))


@pytest.mark.slow
async def test_every_screen_is_reached_by_ctrl_g_and_its_digit(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("ctrl+g", "4")
        await until(pilot, lambda: pilot.app.current_mode == "scribe")


async def test_while_the_clock_stands_still_the_footer_begins_with_going_on(open_app, running):
    async with open_app(running, size=(120, 40)) as pilot:
        assert footer(pilot).startswith("→ volgende")
        await pilot.press("ctrl+space")
        await until(pilot, lambda: footer(pilot).startswith("^spatie verder  → volgende"))
        await pilot.press("ctrl+space")
        await until(pilot, lambda: footer(pilot).startswith("→ volgende"))
        assert "klok stil" in footer(pilot)


async def test_in_a_small_window_what_is_said_of_a_break_is_not_cut(open_app, running):
    async with open_app(running, size=(60, 18)) as pilot:
        pilot.app.meeting.submit(Pause(minutes=10))
        await until(pilot, lambda: "verder om" in screen_text(pilot))
        said = next(row for row in screen_text(pilot).split("\n") if "verder om" in row)
        assert said.strip().endswith(("verder", said.split("verder om ")[1][:5]))


async def test_before_the_start_and_after_the_end_the_footer_names_what_can_be_done(open_app):
    async with open_app(meeting(), show="moderate") as pilot:
        assert footer(pilot).startswith("→ beginnen  F2-F8")
    async with open_app(End().apply(meeting(), clock.now()), show="moderate") as pilot:
        assert footer(pilot).startswith("← vorige  F2-F8")


async def test_in_a_round_of_turns_people_are_heard_in_the_part_and_not_on_a_question(open_app):
    session = meeting()
    turns = Go(phase=named(session, "kennismaking").number).apply(session, clock.now())
    async with open_app(turns) as pilot:
        assert "dit onderdeel" in screen_text(pilot)
        assert "deze vraag" not in screen_text(pilot)


async def test_while_it_is_silent_the_footer_begins_with_the_way_back(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("ctrl+e")
        await until(pilot, lambda: footer(pilot).startswith("z stilte uit"))


async def test_a_click_on_what_waits_opens_it(open_app, running):
    note = Remark(number=1, at=START, kind=RemarkKind.MEMO, words="vraag D6 nog eens")
    async with open_app(put(running, note)) as pilot:
        await until(pilot, lambda: "briefje (1)" in screen_text(pilot))
        await pilot.click("#notice", offset=(6, 0))
        await until(pilot, lambda: "vraag D6 nog eens" in screen_text(pilot))


async def test_a_key_of_the_footer_is_also_a_button(open_app, running):
    async with open_app(running) as pilot:
        await pilot.click("KeyBar", offset=(4, 0))
        await until(pilot, lambda: here(pilot).question.number == 2)


async def test_a_remapped_key_works_and_is_the_one_that_is_shown(open_app, running):
    from spiegel.settings import Settings

    settings = Settings(keys={"moderate.next": "n"})
    async with open_app(running, settings=settings) as pilot:
        assert "n volgende" in screen_text(pilot)
        await pilot.press("n")
        await until(pilot, lambda: "Naar de volgende?" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: here(pilot).question.number == 2)


async def test_late_is_said_in_words_that_need_no_key(open_app):
    session = meeting()
    start = clock.now()
    late = msgspec.structs.replace(
        start, utc=start.utc - 14 * 60_000, boot_ms=start.boot_ms - 14 * 60_000
    )
    session = Go(phase=round_of(session).number).apply(session, late)
    async with open_app(session) as pilot:
        said = " ".join(str(pilot.app.screen.facts.render()).split())
        assert said.startswith("4 min later klaar deelnemers tot ")
        assert said.endswith("inhalen: vraag 4 overslaan of 6 min per vraag")


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_taken_back_is_said_by_name(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "Vraag 2 van 4" in screen_text(pilot))
        await pilot.press("left")
        await until(pilot, lambda: "Vraag 1 van 4" in screen_text(pilot))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Teruggenomen: een stap terug" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_minutes_that_were_all_taken_away_are_no_seconds(open_app, running):
    async with open_app(running) as pilot:
        for _minute in range(10):
            await pilot.press("down")
        await until(pilot, lambda: "van 0 min" in screen_text(pilot))
        assert "seconden" not in screen_text(pilot)


async def test_a_skipped_question_takes_no_minutes_and_keeps_what_was_said(open_app, running):
    said = Statement(number=1, at=clock.now(), words="x", speakers=("D2",), phase=4, question=1)
    session = Skip(question=1).apply(put(running, said), clock.now())
    session = Go(phase=round_of(session).number, question=2).apply(session, clock.now())
    async with open_app(session) as pilot:
        await pilot.press("ctrl+w")
        await until(pilot, lambda: "overgeslagen · 1 uitspraak" in screen_text(pilot))
        assert "uitspraak · 10 min" not in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_before_the_start_it_names_only_what_is_still_missing(open_app):
    session = SetPresence(numbers=(1, 2, 3, 4, 5), present=True).apply(meeting(), START)
    everybody = tuple(session.participants)
    for purpose in ("take_part", "verbatim", "outside"):
        change = SetConsent(purpose=purpose, value=True, participants=everybody)
        session = change.apply(session, START)
    async with open_app(session, show="moderate") as pilot:
        assert "F2: nog niet aan iedereen gevraagd: later contact." in flat(pilot)
        assert "Eerst F2" not in screen_text(pilot)
        change = SetConsent(purpose="contact", value=False, participants=everybody)
        pilot.app.meeting.submit(change)
        await until(pilot, lambda: "F2:" not in screen_text(pilot))
        pilot.app.meeting.submit(AddParticipant())
        await until(pilot, lambda: "nog niet aangevinkt of ze er zijn: D6." in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_meeting_that_is_over_opens_without_codes_or_quotations(open_app, running):
    said = Statement(number=1, at=clock.now(), words="geheim", speakers=("D2",), phase=4)
    async with open_app(End().apply(put(running, said), clock.now())) as pilot:
        assert pilot.app.current_mode == "moderate"
        assert "De bijeenkomst is afgelopen." in screen_text(pilot)
        assert "geheim" not in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_when_the_participants_are_gone_yes_opens_what_is_to_be_checked(open_app):
    session = meeting()
    session = Go(phase=named(session, "afsluiting").number).apply(session, clock.now())
    async with open_app(session) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "Zijn de deelnemers weg?" in screen_text(pilot))
        await pilot.press("j", "enter")
        await until(pilot, lambda: pilot.app.current_mode == "review")
        await until(pilot, lambda: "na te kijken" in screen_text(pilot))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "neemt u terug" in screen_text(pilot))
        assert "op F3." in screen_text(pilot)
        await pilot.press("f3", "ctrl+z")
        await until(pilot, lambda: here(pilot).phase.key == "afsluiting")


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_meeting_ends_only_when_one_says_so(open_app, running):
    session = Go(phase=running.agenda[-1].number).apply(running, START)
    async with open_app(session, show="moderate") as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "De bijeenkomst beëindigen?" in flat(pilot))
        await pilot.press("enter")
        assert not here(pilot).ended
        await pilot.press("right", "j", "enter")
        await until(pilot, lambda: here(pilot).ended)


@pytest.mark.parametrize(("show", "key"), [("moderate", "right"), ("scribe", "ctrl+n")])
async def test_a_key_that_is_held_down_passes_no_questions_by(open_app, running, show, key):
    def press(at):
        event = events.Key(key, None)
        event.time = at
        pilot.app.post_message(event)

    async with open_app(running, show=show) as pilot:
        assert here(pilot).question.number == 1
        for at in (1.0, *(1.5 + n / 30 for n in range(60))):
            press(at)
        await pilot.pause()
        await until(pilot, lambda: here(pilot).question.number == 3)
        press(5.0)
        await until(pilot, lambda: here(pilot).question.number == 4)


@pytest.mark.filterwarnings("error")
async def test_a_key_that_is_held_down_at_the_end_asks_once(open_app, running):
    session = Go(phase=running.agenda[-1].number).apply(running, START)
    async with open_app(session, show="moderate") as pilot:
        for _again in range(3):
            pilot.app.screen.action_next()
        await until(pilot, lambda: "De bijeenkomst beëindigen?" in flat(pilot))
        await pilot.press("escape")
        assert pilot.app.screen.is_current
        gc.collect()


async def test_the_scribe_does_not_end_the_meeting_unasked_either(open_app, running):
    session = Go(phase=running.agenda[-1].number).apply(running, START)
    async with open_app(session, show="scribe") as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "De bijeenkomst beëindigen?" in flat(pilot))
        assert not here(pilot).ended


def test_the_list_of_questions_says_which_one_was_broken_off(running):
    agenda = round_of(running).number
    session = running
    for change in (Go(phase=agenda, question=1), GoNext(), GoPrevious()):
        session = change.apply(session, START)
    assert [words for _question, words, _minutes in question_rows(session, agenda)][:3] == [
        *("nu", "nog niet af", "nog niet gesteld"),
    ]


async def test_a_key_that_does_nothing_here_says_why_and_asks_nothing(open_app, running):
    async with open_app(running, size=(100, 40)) as pilot:
        await pilot.press("x")
        await until(pilot, lambda: "x is voor een vraag van een" in flat(pilot))
        assert "Deze vraag niet stellen?" not in screen_text(pilot)
        await pilot.press("b")
        await until(pilot, lambda: "Er is geen briefje" in flat(pilot))
    async with open_app(meeting(), show="moderate", size=(100, 40)) as pilot:
        await pilot.press("o")
        await until(pilot, lambda: "Overslaan kan pas" in flat(pilot))


async def test_parts_that_come_later_and_have_no_room_are_hinted_at(open_app, running):
    async with open_app(running) as pilot:
        assert "Vragenronde   ›" in screen_text(pilot).split("\n")[0]
        await pilot.resize_terminal(160, 40)
        await until(pilot, lambda: "Nagesprek" in screen_text(pilot).split("\n")[0])
        assert "›" not in screen_text(pilot).split("\n")[0]


async def test_before_the_start_no_line_of_time_is_seen(open_app):
    async with open_app(meeting(), show="moderate") as pilot:
        assert "───" not in screen_text(pilot)
        await pilot.press("right")
        await until(pilot, lambda: "───" in screen_text(pilot))


async def test_after_the_end_the_parts_that_came_last_are_seen(open_app, running):
    async with open_app(End().apply(running, clock.now())) as pilot:
        assert "✓ Nagesprek  " in screen_text(pilot).split("\n")[0]
