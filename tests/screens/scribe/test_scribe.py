"""What the scribe needs while somebody speaks."""

from contextlib import contextmanager

import msgspec
import pytest
from meetings import meeting, round_of
from textual import events

import at_rest
from screens.keys import enter, post
from screens.seen import flat, screen_text, until
from spiegel import clock
from spiegel.domain.running.running import End, Go, GoNext, Pause, place
from spiegel.domain.session.people import Consent
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Theme, Valence
from spiegel.store.beside.folder import Sidecar
from spiegel.store.beside.locks import Lock
from spiegel.store.errors import NotWrittenError
from spiegel.textual_private import shown_notifications


def statements(pilot):
    return list(pilot.app.meeting.session.statements.values())


@pytest.fixture
def themed(running):
    themes = [
        Theme(number=1, name="wachttijd", digit=1, confirmed=True),
        Theme(number=2, name="bereikbaarheid", digit=2, confirmed=True),
    ]
    agreed = msgspec.structs.replace(
        running.participants[3], consent=Consent(take_part=True, verbatim=True)
    )
    return put(running, *themes, agreed)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (70, 20), (120, 40)])
async def test_a_line_becomes_a_statement_with_all_that_it_says(open_app, themed, size):
    async with open_app(themed, show="scribe", size=size) as pilot:
        await enter(pilot, 'D3: "Ik moest acht weken wachten" #wachttijd - *')
        await until(pilot, lambda: statements(pilot))
        said = statements(pilot)[0]
        assert said.words == "Ik moest acht weken wachten"
        assert (said.speakers, said.verbatim, said.valence) == (("D3",), True, Valence.BETTER)
        assert (said.themes, said.key, said.question) == ((1,), True, 1)
        text = screen_text(pilot)
        assert "D3" in text
        assert "– kan beter" in text
        assert "★" in text


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_input_has_the_focus_always(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        await pilot.press("f3", "f4")
        await pilot.click("RecordList")
        post(pilot, "woorden")
        await until(pilot, lambda: pilot.app.screen.desk.half_line.text == "woorden")


async def test_one_line_says_what_will_be_stored(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        post(pilot, "D3: een vast nummer zou helpen #ber !")
        await until(
            pilot, lambda: "samengevat · D3 · ! wens · #bereikbaarheid" in screen_text(pilot)
        )


async def test_it_says_at_once_that_somebody_may_not_be_quoted(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        post(pilot, 'D2: "Dat wil ik niet terugzien"')
        await until(pilot, lambda: "D2 geen citaat" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_line_without_a_speaker_goes_on_with_the_last_one(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        await enter(pilot, "D3: eerst dit")
        await until(pilot, lambda: pilot.app.screen.desk.inherits.words.plain == "D3 ›")
        await enter(pilot, "en toen dat")
        await until(pilot, lambda: len(statements(pilot)) == 2)
        assert statements(pilot)[1].speakers == ("D3",)
        assert statements(pilot)[1].inherited


@pytest.mark.slow
@pytest.mark.reckons
async def test_thirty_lines_at_once_are_all_kept_in_order(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        for number in range(30):
            post(pilot, f"D{number % 5 + 1}: regel {number}")
            pilot.app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: len(statements(pilot)) == 30)
        assert [s.words for s in statements(pilot)] == [f"regel {n}" for n in range(30)]
        assert [s.speakers[0] for s in statements(pilot)] == [f"D{n % 5 + 1}" for n in range(30)]


async def test_lines_that_are_pasted_are_all_entered_and_that_is_said(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        pilot.app.post_message(events.Paste("D1: een\r\n\nD2: twee\nD3: half"))
        await until(pilot, lambda: len(statements(pilot)) == 2)
        assert pilot.app.screen.desk.line.value == "D3: half"
        (said,) = shown_notifications(pilot.app)
        assert said.message.startswith("Er zijn 2 regels geplakt en vastgelegd.")


async def test_a_line_belongs_to_the_question_in_force_when_it_was_begun(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        post(pilot, "D3: dit hoort nog bij de eerste")
        await until(pilot, lambda: pilot.app.screen.desk.half_line.where)
        pilot.app.meeting.submit(GoNext())
        await until(pilot, lambda: place(pilot.app.meeting.session).question.number == 2)
        await pilot.press("enter")
        await until(pilot, lambda: statements(pilot))
        assert statements(pilot)[0].question == 1


@pytest.mark.slow
@pytest.mark.reckons
async def test_up_changes_the_last_line_and_brings_the_half_line_back(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        await enter(pilot, "D3: achd weken #wachttijd")
        await until(pilot, lambda: statements(pilot))
        post(pilot, "D2: half")
        await pilot.press("up")
        await until(pilot, lambda: "Opzij gelegd: D2: half" in screen_text(pilot))
        assert pilot.app.meeting.typed.half_line.text == "D2: half"
        pilot.app.screen.desk.line.value = "D3: acht weken #wachttijd"
        await pilot.press("enter")
        await until(pilot, lambda: statements(pilot)[0].words == "acht weken")
        assert pilot.app.screen.desk.half_line.text == "D2: half"
        assert len(statements(pilot)) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "D3: zei dat D5: ook wachtte #wachttijd -",
            "D5: staat in de regel; een andere spreker: nieuwe regel",
        ),
        ("#wachttijd -", "er staan alleen thema's en tekens: #wachttijd -"),
        ("> bellen", "een actie hoort in het nagesprek; bewaard als woorden"),
    ],
)
async def test_what_is_odd_about_a_line_is_read_whole_on_a_small_screen(
    open_app, themed, line, words
):
    async with open_app(themed, show="scribe") as pilot:
        post(pilot, line)
        await until(pilot, lambda: words in screen_text(pilot))


async def test_what_a_line_means_is_read_to_its_end_in_two_rows(open_app, themed):
    async with open_app(themed, show="scribe", size=(80, 24)) as pilot:
        listed = pilot.app.screen.query_one("#record").size
        post(pilot, "D3: ja #99 #wachttijd !")
        await until(pilot, lambda: "#wachttijd" in flat(pilot).partition("bewaard als")[2])
        assert pilot.app.screen.query_one("#record").size == listed


async def test_up_once_more_brings_the_line_before_and_down_goes_on_to_the_half_line(
    open_app, themed
):
    async with open_app(themed, show="scribe") as pilot:
        line = pilot.app.screen.desk.line
        post(pilot, "D3 acht weken")
        await until(pilot, lambda: "D3: dubbele punt vergeten?" in screen_text(pilot))
        for words in ("", "D2: een", "D1: twee"):
            await enter(pilot, words)
        await until(pilot, lambda: len(statements(pilot)) == 3)
        post(pilot, "D2: half")
        await pilot.press("up", "up", "up", "up")
        await until(pilot, lambda: "U wijzigt 1." in screen_text(pilot))
        line.value = "D3: acht weken"
        await pilot.press("up")
        await until(pilot, lambda: "Enter bewaart wat u wijzigde" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: statements(pilot)[0].speakers == ("D3",))
        assert line.value == "D2: half"
        await pilot.press("up", "up", "down", "down")
        assert line.value == "D2: half"
        assert len(statements(pilot)) == 3


async def test_escape_never_clears_what_was_typed(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        post(pilot, "D2: half")
        await pilot.press("escape", "escape")
        assert pilot.app.screen.desk.half_line.text == "D2: half"


@pytest.mark.slow
@pytest.mark.reckons
async def test_undo_and_redo_by_name_but_not_of_the_running_order(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        await enter(pilot, "D3: eerst dit")
        await until(pilot, lambda: statements(pilot))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: place(pilot.app.meeting.session).question.number == 2)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Teruggenomen: regel van D3" in screen_text(pilot))
        assert not statements(pilot)
        assert place(pilot.app.meeting.session).question.number == 2
        await pilot.press("ctrl+y")
        await until(pilot, lambda: statements(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_last_line_is_moved_to_the_question_before(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: place(pilot.app.meeting.session).question.number == 2)
        await enter(pilot, "D3: dit was nog over vraag een")
        await until(pilot, lambda: statements(pilot))
        assert statements(pilot)[0].question == 2
        await pilot.press("ctrl+t")
        await until(pilot, lambda: statements(pilot)[0].question == 1)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_note_reaches_the_moderator(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        post(pilot, "vraag D3 nog eens")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: pilot.app.meeting.session.remarks)
        await pilot.press("f3")
        await until(pilot, lambda: "briefje (1)" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_statement_during_a_pause_says_that_the_clock_stands_still(open_app, themed):
    async with open_app(Pause().apply(themed, clock.now()), show="scribe") as pilot:
        post(pilot, "D3: ja")
        await until(pilot, lambda: "klok staat stil" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_line_that_cannot_be_saved_stays_with_the_reason_and_is_saved_later(
    open_app, themed, monkeypatch
):
    async with open_app(themed, show="scribe") as pilot:
        file = pilot.app.meeting._opened
        real = file.change

        def full(change, seen=None, **more):
            raise NotWrittenError(file.path, OSError(28, "No space left on device"))

        monkeypatch.setattr(file, "change", full)
        await enter(pilot, "D3: dit mag niet weg")
        await until(pilot, lambda: "schijf is vol" in screen_text(pilot).replace("\n", " "))
        assert "dit mag niet weg" in screen_text(pilot)
        monkeypatch.setattr(file, "change", real)
        await pilot.press("ctrl+f")
        await until(pilot, lambda: statements(pilot))
        await until(pilot, lambda: "schijf" not in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_what_was_half_typed_when_a_window_died_is_in_the_line_again(
    open_app, themed, session_file
):
    async with open_app(themed, show="scribe") as pilot:
        post(pilot, "D3: half")
        await until(pilot, lambda: pilot.app.meeting.typed.half_line.text == "D3: half")
    from spiegel.app.app import Spiegel

    again = Spiegel(path=pilot.app.opening)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await until(pilot, lambda: again.screen.desk.half_line.text == "D3: half")


NASTY = [
    'He said: "[laughs]"',
    "[/",
    "[red]x",
    "nul \x00 hier",
    "los \ud800 teken",
    "hart \u2764\ufe0f",
    "مرحبا بالعالم",
    "x" * 100_000,
]


@pytest.mark.slow
async def test_no_text_breaks_the_screen_or_is_stored_otherwise(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        for number, text in enumerate(NASTY, start=1):
            pilot.app.screen.desk.line.value = f"D3: {text}"
            await pilot.press("enter")
            await until(pilot, lambda n=number: len(statements(pilot)) == n)
            expected = text.replace("\x00", "\u2400").replace("\ud800", "\ufffd")
            assert statements(pilot)[-1].words == expected
            await until(pilot, lambda words=expected: words[:20] in screen_text(pilot))
            for key in ("f3", "f4"):
                await pilot.press(key)


async def test_an_empty_screen_says_what_to_do_first(open_app):
    async with open_app(meeting(), show="scribe") as pilot:
        assert "Typ de eerste regel" in screen_text(pilot)


@contextmanager
def slow_disk(session_file):
    """Another process is at the file, so that nothing gets through for a moment."""
    sidecar = Sidecar(session_file)
    with Lock(sidecar.lock, subject=session_file, window="x-1", prepare=sidecar.prepare):
        yield


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_line_typed_right_after_next_question_belongs_to_that_question(
    open_app, running, monkeypatch
):
    monkeypatch.setattr(at_rest, "PATIENCE", 0.02)
    async with open_app(running, show="scribe") as pilot:
        with slow_disk(pilot.app.meeting.path):
            await pilot.press("ctrl+n", "ctrl+n", *"3: a", "enter")
            assert pilot.app.meeting.session.statements == {}
        await until(pilot, lambda: pilot.app.meeting.session.statements)
        session = pilot.app.meeting.session
        questions = [q.number for q in session.questions.values()]
        assert session.statements[1].question == questions[2] == place(session).question.number


async def test_a_misspelt_theme_is_called_new_beside_the_one_that_was_meant(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        post(pilot, "D3: ja #wachtijd -")
        await until(pilot, lambda: "#wachtijd · nieuw, of wachttijd?" in screen_text(pilot))


async def test_of_a_meeting_that_is_over_nobody_reads_that_it_has_not_started(open_app, running):
    over = End().apply(running, clock.now())
    async with open_app(over, show="scribe") as pilot:
        await until(pilot, lambda: "de bijeenkomst is afgelopen" in screen_text(pilot))
        assert "nog niet begonnen" not in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_looking_back_never_leaves_half_a_page_empty(open_app, themed):
    async with open_app(themed, show="scribe") as pilot:
        for number in range(1, 18):
            await enter(pilot, f"D3: regel {number}")
        await until(pilot, lambda: len(statements(pilot)) == 17)
        for _page in range(5):
            pilot.app.post_message(events.Key("pageup", None))
        await until(pilot, lambda: "regel 1 " in screen_text(pilot))
        height = pilot.app.screen.record.size.height
        assert pilot.app.screen.record._page[height - 1].text.strip()


@pytest.mark.slow
@pytest.mark.reckons
async def test_speakers_that_do_not_fit_are_cut_with_a_mark_and_named_under_the_words(
    open_app, themed
):
    async with open_app(themed, show="scribe") as pilot:
        await enter(pilot, "1-3: wij ook")
        await until(pilot, lambda: "D1,D…" in screen_text(pilot))
        assert "D1,D2,D3" in screen_text(pilot)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_everybody_is_in_the_list_of_who_was_heard_however_many_themes_there_are(
    open_app, size
):
    session = Go(phase=round_of(meeting()).number).apply(meeting(participants=10), clock.now())
    themes = [Theme(number=n, name=f"thema {n:02}", confirmed=True) for n in range(1, 12)]
    async with open_app(put(session, *themes), show="scribe", size=size) as pilot:
        text = screen_text(pilot)
        assert [code for n in range(1, 11) if (code := f"D{n} ") not in text] == []
        shown = text.count("thema ")
        assert shown == 11 or f"nog {11 - shown}" in text


async def test_where_there_is_no_theme_yet_it_says_how_one_is_made(open_app, running):
    async with open_app(running, show="scribe") as pilot:
        assert "nog geen: #naam" in screen_text(pilot)
        await enter(pilot, "D3: lang wachten #wachttijd")
        await until(pilot, lambda: "nog geen" not in screen_text(pilot))
