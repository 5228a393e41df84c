"""The scribe types answers on paper while a question is open: into the ballot box alone."""

import pytest
from meetings import START
from polling import session_with
from textual import events

from screens.keys import enter, post
from screens.seen import flat, screen_text, until
from spiegel import formats
from spiegel.domain.polls.box import PAPER, Cast
from spiegel.domain.polls.polls import ClosePoll, Given, OpenPoll, ballots_of, ideas_of, open_poll
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.new import new_session
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import describe
from spiegel.meeting.port.ballots import CastReceipt

AGREE = AnswerForm(kind=AnswerKind.AGREE)
IDEAS = AnswerForm(kind=AnswerKind.IDEAS, top=3)
PLANTED = "zeldzaamwoordophetpapier"


def opened(form=AGREE, *, paper=3, **facts):
    """A question is open, and so many answer on paper."""
    session = describe(session_with(form), paper=paper, **facts)
    return OpenPoll(question=11).apply(session, START)


def line(pilot):
    return pilot.app.screen.desk.line.value


async def in_the_box(pilot):
    """The seats whose answer is in."""
    seen = []
    pilot.app.meeting.ballots.done(1, seen.append)
    await until(pilot, lambda: seen)
    return sorted(seen[0])


async def closed(pilot):
    """The answers that were kept when the question was closed, in the order of their bytes."""
    pilot.app.meeting.submit(ClosePoll(poll=1))
    await until(pilot, lambda: open_poll(pilot.app.meeting.session) is None)
    return [ballot.answer for ballot in ballots_of(pilot.app.meeting.session, 1)]


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_sheets_are_counted_and_each_is_an_answer_of_its_own(open_app):
    async with open_app(opened(), show="scribe") as pilot:
        await until(pilot, lambda: "papier 1 van 3" in flat(pilot))
        await enter(pilot, "= eens")
        await until(pilot, lambda: "papier 2 van 3" in flat(pilot))
        await enter(pilot, "= 2")
        await enter(pilot, "= -")
        await until(pilot, lambda: "3 papieren ingevoerd" in flat(pilot))
        assert await in_the_box(pilot) == [PAPER, PAPER + 1, PAPER + 2]
        assert line(pilot) == ""


async def test_they_count_when_the_question_is_closed(open_app):
    async with open_app(opened(), show="scribe") as pilot:
        for sheet in ("= eens", "= 2", "= ?"):
            await enter(pilot, sheet)
        await until(pilot, lambda: "3 papieren ingevoerd" in flat(pilot))
        answers = await closed(pilot)
        assert len(answers) == 3
        assert {(a.value, a.unknown) for a in answers} == {(4, False), (2, False), (None, True)}


@pytest.mark.slow
@pytest.mark.reckons
async def test_thirty_sheets_at_once_are_all_in(open_app):
    async with open_app(opened(paper=30), show="scribe") as pilot:
        for number in range(30):
            post(pilot, f"= {number % 5 + 1}")
            pilot.app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: "30 papieren ingevoerd" in flat(pilot))
        assert len(await in_the_box(pilot)) == 30
        values = [answer.value for answer in await closed(pilot)]
        assert sorted(values) == sorted(number % 5 + 1 for number in range(30))


async def test_one_sees_how_a_sheet_is_read_before_enter(open_app):
    async with open_app(opened(), show="scribe", size=(100, 24)) as pilot:
        post(pilot, "= 5")
        await until(pilot, lambda: "papier 1 van 3 · helemaal eens" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("sheet", "why"),
    [("= zeven", "Niet begrepen: zeven."), ("= 7", "7 kan hier niet."), ("=2: 4", "Er is 1 groep")],
)
async def test_a_sheet_that_breaks_the_form_is_refused_and_mended_at_once(open_app, sheet, why):
    async with open_app(opened(), show="scribe", size=(100, 24)) as pilot:
        await enter(pilot, sheet)
        await until(pilot, lambda: why in flat(pilot))
        assert line(pilot) == sheet
        assert await in_the_box(pilot) == []
        await pilot.press(*["backspace"] * len(sheet), "equals_sign", "4", "enter")
        await until(pilot, lambda: "papier 2 van 3" in flat(pilot))
        assert await in_the_box(pilot) == [PAPER]


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(("paper", "said"), [(1, "Er is 1 papier ingesteld"), (0, "Er zijn 0")])
async def test_one_more_than_was_set_is_asked_back(open_app, paper, said):
    async with open_app(opened(paper=paper), show="scribe", size=(100, 24)) as pilot:
        for _ in range(paper):
            await enter(pilot, "= 4")
        await until(pilot, lambda: not line(pilot))
        await enter(pilot, "= 3")
        await until(pilot, lambda: said in flat(pilot))
        assert line(pilot) == "= 3"
        assert len(await in_the_box(pilot)) == paper
        await pilot.press("enter")
        await until(pilot, lambda: line(pilot) == "")
        assert len(await in_the_box(pilot)) == paper + 1


async def test_a_sheet_of_the_second_group_is_of_that_group(open_app):
    session = opened(paper=12, groups=("cliënten", "professionals"))
    async with open_app(session, show="scribe") as pilot:
        for sheet in ("= 1", "=2: 5"):
            for _ in range(5):
                await enter(pilot, sheet)
        await until(pilot, lambda: "papier 11 van 12" in flat(pilot))
        await closed(pilot)
        kept = ballots_of(pilot.app.meeting.session, 1)
        assert {(ballot.group, ballot.answer.value) for ballot in kept} == {
            ("cliënten", 1),
            ("professionals", 5),
        }


async def test_after_closing_a_sheet_is_refused_with_its_words_still_there(open_app):
    async with open_app(opened(), show="scribe", size=(100, 24)) as pilot:
        post(pilot, "= 4")
        await closed(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "staat niet open" in flat(pilot))
        assert line(pilot) == "= 4"
        assert not pilot.app.meeting.session.remarks


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_sheet_that_was_begun_enters_no_line_when_the_meeting_went_on(open_app):
    async with open_app(opened(), show="scribe", size=(100, 24)) as pilot:
        post(pilot, "= 4")
        await closed(pilot)
        pilot.app.meeting.submit(Go(phase=4, question=1))
        await pilot.pause()
        await pilot.press("enter", "ctrl+r")
        await until(pilot, lambda: "staat niet open" in flat(pilot))
        assert not pilot.app.meeting.session.remarks
        assert not pilot.app.meeting.session.statements


async def test_before_the_question_is_open_no_sheet_is_taken(open_app):
    async with open_app(session_with(AGREE), show="scribe", size=(100, 24)) as pilot:
        await enter(pilot, "= 4")
        await until(pilot, lambda: "staat niet open" in flat(pilot))
        assert line(pilot) == "= 4"


async def test_in_a_question_that_is_talked_about_the_sign_is_a_word_like_any(open_app, running):
    async with open_app(running, show="scribe") as pilot:
        await enter(pilot, "= 4")
        await until(pilot, lambda: pilot.app.meeting.session.statements)
        (said,) = pilot.app.meeting.session.statements.values()
        assert said.words == "= 4"


async def test_sheets_of_two_windows_have_places_of_their_own(open_app):
    async with open_app(opened(), show="scribe") as pilot:
        await until(pilot, lambda: "papier 1 van 3" in flat(pilot))
        elsewhere = Cast(b"k" * 32, PAPER, Given(Answer(value=1)))
        pilot.app.meeting.ballots.cast(1, elsewhere, lambda _receipt: None)
        await enter(pilot, "= 4")
        await until(pilot, lambda: "papier 3 van 3" in flat(pilot))
        assert await in_the_box(pilot) == [PAPER, PAPER + 1]


@pytest.mark.slow
@pytest.mark.reckons
async def test_ideas_on_paper_are_ideas_of_their_own(open_app):
    async with open_app(opened(IDEAS), show="scribe") as pilot:
        for sheet in ("= parkeren; langere openingstijden", "= rust", "= koffie"):
            await enter(pilot, sheet)
        await until(pilot, lambda: "3 papieren ingevoerd" in flat(pilot))
        await closed(pilot)
        words = [idea.words for idea in ideas_of(pilot.app.meeting.session, 11)]
        assert words == ["koffie", "langere openingstijden", "parkeren", "rust"]


async def test_what_is_said_aloud_beside_the_sheets_is_recorded(open_app):
    async with open_app(opened(), show="scribe") as pilot:
        await enter(pilot, "= 4")
        await enter(pilot, "Het is vooral de wachttijd")
        await until(pilot, lambda: pilot.app.meeting.session.remarks)
        assert "uitleg bij de uitkomst" in flat(pilot)
        assert await in_the_box(pilot) == [PAPER]


def everything(folder):
    """All bytes on the disk under a folder."""
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("where", ["scribe", "moderate"])
async def test_no_word_of_a_sheet_is_on_the_disk_but_in_the_box(open_app, on_disk, tmp_path, where):
    async with open_app(opened(IDEAS), show=where) as pilot:
        post(pilot, f"= {PLANTED}")
        await pilot.pause(0.2)
        pilot.app.meeting.typed.keep()
        await pilot.press("f4")
        assert PLANTED.encode() not in everything(tmp_path)
        if where == "moderate":
            await pilot.press("down")
        await until(pilot, lambda: PLANTED in line(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "papier 2 van 3" in flat(pilot))
        pilot.app.meeting.typed.keep()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert await in_the_box(pilot) == [PAPER]
    assert PLANTED.encode() not in everything(tmp_path)


async def test_a_sheet_that_the_disk_refuses_comes_back(open_app, monkeypatch):
    def refuse(_poll, _cast, then):
        pilot.app.call_later(then, CastReceipt(problem="De schijf is vol."))

    async with open_app(opened(), show="scribe", size=(100, 24)) as pilot:
        monkeypatch.setattr(pilot.app.meeting.ballots, "cast", refuse)
        await enter(pilot, "= 4")
        await until(pilot, lambda: "De schijf is vol." in flat(pilot))
        assert line(pilot) == "= 4"
        monkeypatch.undo()
        await pilot.press("enter")
        await until(pilot, lambda: "papier 2 van 3" in flat(pilot))
        assert await in_the_box(pilot) == [PAPER]


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_the_first_example_is_one_of_this_kind_of_meeting(open_app, size):
    session = new_session(formats.load("versnellingssessie"), id_="x", title="T", created=START)
    async with open_app(session, show="scribe", size=size) as pilot:
        await until(pilot, lambda: "zonder code" in flat(pilot))
        assert "= 4" in flat(pilot)
        assert "D3" not in flat(pilot)


async def test_what_an_answer_on_paper_can_choose_from_is_seen_whole_with_its_number(open_app):
    names = ("een vast gezicht", "dichter bij huis", "korter wachten", "vaker bellen")
    form = AnswerForm(kind=AnswerKind.RANK, options=names, top=3)
    async with open_app(opened(form), show="scribe", size=(80, 24)) as pilot:
        lines = screen_text(pilot).split("\n")
        at = next(at for at, text in enumerate(lines) if text.endswith("Keuzes"))
        for number, name in enumerate(names, start=1):
            assert lines[at + number].endswith(f"  {number} {name}")
        pilot.app.meeting.submit(ClosePoll(poll=1))
        await until(pilot, lambda: "Keuzes" not in screen_text(pilot))
