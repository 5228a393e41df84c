"""Before the day on F2: the assignment until nothing is missing, and the checklist."""

import datetime
import re

import pytest
from meetings import START, meeting

from domain.prepared import TODAY, prepared
from screens.prepare.parts import fill, go_to, line_with, press, session_of
from screens.seen import screen_text, until
from spiegel.domain.preparation.assignment import EditAssignment, Fit
from spiegel.domain.preparation.learning import AddLearningQuestion, Serve
from spiegel.domain.preparation.tasks import BY_KEY, TickTask, checklist
from spiegel.domain.running.outline import clock_times
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import describe
from spiegel.screens.prepare.assignment import typed_time
from spiegel.screens.prepare.screen import SECTIONS, signs
from spiegel.text import local
from spiegel.textual_private import shown_notifications
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.sectionbar import SectionBar


def dated(days: int):
    """A meeting so many days from now on the clock of the tests."""
    return lambda pilot: local(pilot.app.meeting.now()).date() + datetime.timedelta(days=days)


async def test_a_form_that_is_kept_stops_at_the_field_that_is_wrong_and_names_it(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "assignment")
        await press(pilot, "n")
        await fill(pilot, starts="tegen de avond", date="18-3-2027", tells_on="18-3-2027")
        await until(pilot, lambda: "begint om: Dat is geen tijd." in screen_text(pilot))
        assert pilot.app.screen.focused.id == "field-starts"
        await fill(pilot, starts="13.30", tells_on="ooit")
        await until(pilot, lambda: "terugkoppeling op: " in screen_text(pilot))
        assert pilot.app.screen.focused.id == "field-tells_on"


@pytest.mark.slow
@pytest.mark.reckons
async def test_all_that_is_missing_of_the_assignment_is_asked_in_one_go(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "assignment")
        assert "Waar is het voor?" in screen_text(pilot)
        await press(pilot, "n")
        await fill(
            pilot,
            aim="wachttijden korter",
            commissioner="teamleider Noord",
            date="18-3-2027",
            starts="13.30 uur",
            place="De Brink",
            contact="Ineke, 06",
            tells="teamleider Noord",
            tells_on="8-4-2027",
        )
        await until(pilot, lambda: "Nog niet alle vragen" in screen_text(pilot))
        info = session_of(pilot).info
        assert info.assignment.starts == datetime.time(13, 30)
        assert (info.place, info.date) == ("De Brink", datetime.date(2027, 3, 18))
        await press(pilot, "end")
        for _question in Fit:
            await press(pilot, "enter", "up")
        await until(pilot, lambda: "De opdracht is compleet." in screen_text(pilot))
        await press(pilot, "end", "enter")
        await until(pilot, lambda: "Niet alles past." in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_time_that_is_none_is_said_and_nothing_is_lost(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "assignment")
        await press(pilot, "n")
        await fill(pilot, aim="korter wachten", starts="half twee")
        await until(pilot, lambda: "Dat is geen tijd." in screen_text(pilot))
        await fill(pilot, starts="13:30")
        await until(pilot, lambda: session_of(pilot).info.assignment.aim == "korter wachten")


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("13:30", (13, 30)),
        ("13.30 uur", (13, 30)),
        ("1330", (13, 30)),
        ("9 u", (9, 0)),
        ("14u15", (14, 15)),
        ("24:00", None),
        ("half twee", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, time):
    assert typed_time(typed) == (datetime.time(*time) if time else None)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_task_is_done_with_one_key_and_not_done_with_the_same(open_app):
    async with open_app(describe(meeting(), date=datetime.date(2030, 1, 1))) as pilot:
        await go_to(pilot, "checklist")
        await press(pilot, "home", "space")
        await until(pilot, lambda: "1 van 24 klaar" in screen_text(pilot))
        (task,) = session_of(pilot).tasks.values()
        assert task.done == dated(0)(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: "0 van 24 klaar" in screen_text(pilot))


async def test_the_checklist_opens_on_what_is_to_be_done_first(open_app):
    session = describe(meeting(), date=datetime.date(2030, 1, 1))
    first, second, *_rest = (item.key for item in checklist(session, datetime.date(2029, 1, 1)))
    done = TickTask(key=first, done=datetime.date(2029, 1, 1))
    async with open_app(done.apply(session, session.info.created)) as pilot:
        await go_to(pilot, "checklist")
        browse = pilot.app.screen.section.browse
        assert browse.key == second
        await until(pilot, lambda: "nagaan of de werkvorm past" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_who_sees_to_a_task_and_by_when_is_asked_and_shown(open_app):
    async with open_app(describe(meeting(), date=datetime.date(2030, 1, 1))) as pilot:
        await go_to(pilot, "checklist")
        keys = [item.key for item in checklist(session_of(pilot), dated(0)(pilot))]
        await press(pilot, "home", *["down"] * keys.index("invitations"), "enter")
        await fill(pilot, owner="Ineke", due="1 november 2029")
        await until(pilot, lambda: "Ineke" in screen_text(pilot))
        assert "1 november 2029" in line_with(pilot, "uitnodigingen versturen")
        unnamed = line_with(pilot, "Niemand is genoemd voor: deelnemers werven")
        assert "uitnodigingen" not in unnamed


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_is_late_stands_out_and_an_own_task_comes_and_goes(open_app):
    session = describe(meeting(), date=datetime.date(2020, 1, 1))
    now = session.info.created
    for key in BY_KEY:
        session = TickTask(key=key, done=datetime.date(2020, 1, 1)).apply(session, now)
    async with open_app(session) as pilot:
        await go_to(pilot, "checklist")
        await press(pilot, "n")
        await fill(pilot, words="tolk regelen", owner="Ineke", due="1-12-2019")
        await until(pilot, lambda: "1 te laat" in screen_text(pilot))
        assert line_with(pilot, "tolk regelen").strip().startswith("▸ !  tolk regelen")
        await press(pilot, "delete")
        await until(pilot, lambda: "tolk regelen" not in screen_text(pilot))
        await press(pilot, "delete")
        told = shown_notifications(pilot.app)
        await until(pilot, lambda: any("hoort bij elke" in one.message for one in told))
        assert len(session_of(pilot).tasks) == len(BY_KEY)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_is_typed_behind_tab_is_done_in_the_part_that_tab_brings(open_app):
    async with open_app(meeting()) as pilot:
        assert not pilot.app.screen.query("#themes")
        await press(pilot, "shift+tab", "n")
        await until(pilot, lambda: pilot.app.screen.query("#field-names"))
        await press(pilot, "escape")
        await press(pilot, "tab", "tab", "n")
        await until(pilot, lambda: pilot.app.screen.query("#field-words"))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("section", ["day", "themes"])
async def test_in_a_narrow_window_the_part_that_is_seen_and_private_are_named(open_app, section):
    async with open_app(meeting(), size=(50, 18)) as pilot:
        await go_to(pilot, section)
        first = screen_text(pilot).split("\n")[0]
        assert {"day": "de dag", "themes": "thema's"}[section] in first
        assert "privé" in first
        beyond = "›" if section == "day" else "‹"
        assert beyond in first
        await pilot.click(SectionBar, offset=(first.index(beyond), 0))
        await until(pilot, lambda: SECTIONS[pilot.app.screen.index] != section)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_listeners_expect_is_typed_in_and_closed(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "expectations")
        assert "0 van de 3 toehoorders" in screen_text(pilot)
        await press(pilot, "n")
        await fill(pilot, themes="- Wachttijd: duurt lang\nkosten\n\nWachttijd")
        await until(pilot, lambda: "1 van de 3 toehoorders" in screen_text(pilot))
        assert "2 thema's" in line_with(pilot, "formulier 1")
        assert "kosten" not in screen_text(pilot)
        kept = [(e.theme, e.words) for e in session_of(pilot).expectations.values()]
        assert kept == [("Wachttijd", "duurt lang"), ("kosten", "")]
        await press(pilot, "n")
        await fill(pilot, themes="  ")
        await until(pilot, lambda: "ten minste één thema" in screen_text(pilot))
        await press(pilot, "escape", "delete")
        await until(pilot, lambda: "0 van de 3 toehoorders" in screen_text(pilot))


async def test_a_key_that_comes_before_the_checklist_is_drawn_does_nothing(open_app):
    async with open_app(meeting()) as pilot:
        section = await pilot.app.screen.made("checklist")
        for verb in ("tick", "remove", "edit"):
            section.do(verb)
        await pilot.pause()
        assert not session_of(pilot).tasks


@pytest.mark.slow
@pytest.mark.reckons
async def test_who_comes_is_one_key_and_the_numbers_say_what_to_do(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "asked")
        assert "0 gevraagd; vraag er 12" in screen_text(pilot)
        await press(pilot, "home", "space")
        await until(pilot, lambda: "✓" in line_with(pilot, "D1"))
        assert "door wie?" in line_with(pilot, "D1")
        assert "spatie hoort bij" not in screen_text(pilot)
        assert "1 keer ja; bij minder dan 5 gaat het niet door." in screen_text(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: "✗" in line_with(pilot, "D1"))


@pytest.mark.slow
@pytest.mark.reckons
async def test_how_a_participant_was_asked_is_kept_without_a_name(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "asked")
        await press(pilot, "home", "enter")
        await fill(pilot, asked_by="Wmo-consulent", asked="1-3-2027", needs="rolstoel")
        await until(pilot, lambda: "Wmo-consulent" in line_with(pilot, "D1"))
        assert "rolstoel" in screen_text(pilot)
        asking = session_of(pilot).participants[1].recruiting
        assert (asking.asked, asking.coming) == (datetime.date(2027, 3, 1), None)
        await press(pilot, "enter")
        await fill(pilot, called="geen dag")
        await until(pilot, lambda: "Dat is geen datum" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_a_listener_wants_to_learn_is_typed_in_and_changed(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "listeners")
        await press(pilot, "home", "enter")
        await fill(pilot, function="teamleider", learning="hoe lang wacht men\nwat helpt thuis")
        await until(pilot, lambda: "? wat helpt thuis" in screen_text(pilot))
        kept = {q.words: q.number for q in session_of(pilot).learning_questions.values()}
        await press(pilot, "enter")
        await fill(pilot, learning="wat helpt thuis\nwie belt terug")
        await until(pilot, lambda: "? wie belt terug" in screen_text(pilot))
        now = {q.words: q.number for q in session_of(pilot).learning_questions.values()}
        assert now["wat helpt thuis"] == kept["wat helpt thuis"]
        assert "hoe lang wacht men" not in now
        await press(pilot, "space")
        await until(pilot, lambda: session_of(pilot).listeners[1].coming is True)
        assert session_of(pilot).listeners[1].invited == dated(0)(pilot)


async def test_each_part_and_question_has_its_time_when_the_start_is_known(open_app):
    session = EditAssignment(fields={"starts": datetime.time(13, 30)}).apply(meeting(), START)
    async with open_app(session, size=(80, 30)) as pilot:
        await go_to(pilot, "order")
        assert "13:30" in line_with(pilot, "Welkom")
        times = clock_times(session)
        assert f"{times.questions[2]:%H:%M}" in line_with(pilot, "Vraag 2?")
        assert f"13:30–{times.ends:%H:%M}" in screen_text(pilot)


def first_line(pilot):
    return screen_text(pilot).split("\n")[0]


async def test_each_part_shows_without_colour_whether_it_is_ready(open_app):
    async with open_app(meeting(), size=(120, 30)) as pilot:
        await go_to(pilot, "assignment")
        line = first_line(pilot)
        assert "draaiboek ✓" in line
        for name in ("opdracht", "deelnemers", "toehoorders", "verwachtingen", "checklist"):
            assert f"{name} !" in line
        assert re.search(r"de dag  +draaiboek", line)


async def test_at_eighty_columns_the_signs_of_all_parts_are_seen_and_lead_there(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "assignment")
        line = first_line(pilot)
        assert "opdracht !" in line
        assert re.search(r"› ! !", line)
        last = line.rindex("!")
        assert "checklist" not in line
        await pilot.click(SectionBar, offset=(last, 0))
        await until(pilot, lambda: SECTIONS[pilot.app.screen.index] == "checklist")


@pytest.mark.parametrize(
    "format_", ["spiegelgesprek", "focusgroep", "versnellingssessie", "persona"]
)
def test_when_all_is_there_all_are_ready_and_from_the_first_minute_nothing_is(format_):
    session = prepared(format_, *((0, 0) if format_ == "versnellingssessie" else ()))
    assert "!" not in signs(session, TODAY)
    ready = 3 if session.on_devices else 6 - session.among_themselves
    assert signs(session, TODAY).count("✓") == ready
    running = Go(phase=session.agenda[0].number).apply(session, START)
    assert signs(running, TODAY) == ()


@pytest.mark.slow
@pytest.mark.reckons
async def test_no_more_sheets_will_come_makes_the_expectations_ready(open_app):
    async with open_app(describe(meeting(), date=datetime.date(2030, 1, 1))) as pilot:
        await go_to(pilot, "expectations")
        assert "verwachtingen !" in first_line(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: "verwachtingen ✓" in first_line(pilot))
        assert "Er komen er niet meer." in screen_text(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: "verwachtingen !" in first_line(pilot))


def asked_by_listeners(*words):
    session = meeting()
    for one in words:
        session = AddLearningQuestion(words=one, listener=1).apply(session, START)
    return session


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_question_is_linked_to_what_listeners_want_to_learn_and_the_rest_is_said(open_app):
    session = asked_by_listeners("Wat helpt thuis?", "Hoe lang wachten mensen?")
    async with open_app(session) as pilot:
        await go_to(pilot, "order")
        assert "Bij 2 leervragen hoort nog geen vraag: Wat helpt thuis; Hoe lang" in screen_text(
            pilot
        )
        assert "draaiboek !" in first_line(pilot)
        await press(pilot, "home", *["down"] * 4)
        await until(pilot, lambda: "v leervraag" in screen_text(pilot))
        await press(pilot, "v")
        await until(pilot, lambda: "nog geen vraag" in line_with(pilot, "Wat helpt thuis"))
        await press(pilot, *"hoe", "enter")
        await until(pilot, lambda: "→ Hoe lang wachten mensen?" in screen_text(pilot))
        assert session_of(pilot).questions[1].serves == (2,)
        assert "Bij deze leervraag hoort nog geen vraag: Wat helpt thuis." in screen_text(pilot)
        await press(pilot, "v")
        await until(pilot, lambda: "✓ Hoe lang" in screen_text(pilot))
        await press(pilot, *"hoe", "enter")
        await until(pilot, lambda: not session_of(pilot).questions[1].serves)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: session_of(pilot).questions[1].serves == (2,))
        told = " ".join(one.message for one in shown_notifications(pilot.app))
        assert "Teruggenomen: leervraag losgemaakt van vraag" in told


async def test_with_the_listeners_it_is_said_what_no_question_is_about(open_app):
    session = asked_by_listeners("Wat helpt thuis?", "Hoe lang wachten mensen?")
    session = Serve(question=1, learning=(2,)).apply(session, START)
    async with open_app(session, size=(120, 30)) as pilot:
        await go_to(pilot, "listeners")
        assert "nog geen vraag" in line_with(pilot, "Wat helpt thuis?")
        assert "nog geen vraag" not in line_with(pilot, "Hoe lang")


async def test_without_what_listeners_want_to_learn_the_key_says_where_it_stands(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "home", *["down"] * 4, "v")
        told = shown_notifications(pilot.app)
        await until(pilot, lambda: any("bij de toehoorders" in one.message for one in told))


async def test_what_is_asked_of_a_question_is_not_offered_at_a_part(open_app):
    async with open_app(meeting(), size=(100, 30)) as pilot:
        await go_to(pilot, "order")
        assert "leervraag" not in pilot.app.screen.query_one(KeyBar).render().plain
        await press(pilot, "v")
        await until(pilot, lambda: "Hier kan dat niet. v is voor:" in screen_text(pilot))
        while pilot.app.screen.section.question is None:
            await press(pilot, "down")
        assert "leervraag" in pilot.app.screen.query_one(KeyBar).render().plain


async def test_which_field_of_a_form_is_typed_in_is_seen_at_its_name(open_app):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "assignment")
        await press(pilot, "n")
        await until(pilot, lambda: pilot.app.screen.query("Form .row"))
        for _field in range(3):
            rows = pilot.app.screen.query("Form .row").results()
            bold = [row for row in rows if row.query_one(".label").styles.text_style.bold]
            assert bold == [pilot.app.focused.parent]
            await press(pilot, "enter")
            await until(pilot, lambda before=bold[0]: pilot.app.focused.parent is not before)
