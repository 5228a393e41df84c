"""Leading questions that everybody answers on an own device."""

import pytest
from meetings import START, meeting, named, play
from polling import OPEN, STELLING, answered, given, ideas, session_with, values

from screens.seen import screen_text, until
from spiegel.domain.polls.polls import ClosePoll, ideas_of, open_poll, poll_of
from spiegel.domain.running.running import Go, GoStep, place
from spiegel.domain.session.actions import Action
from spiegel.domain.session.polls import Answer, PollState
from spiegel.domain.session.session import put


def flat(pilot):
    return " ".join(screen_text(pilot).split())


def open_question(session=None):
    """The open question runs, closed with these ideas."""
    session = Go(phase=4, question=OPEN).apply(
        session or session_with(), session_with().info.created
    )
    return answered(session, OPEN, ideas(("wachten", "balie"), ("Jan was boos",), ("balie",)))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 18)])
async def test_one_sees_the_question_its_kind_its_step_and_what_comes(open_app, size):
    async with open_app(session_with(), size=size) as pilot:
        for words in ("stelling", "▶ Voorlezen", "Vraag 0?", "Hierna: openen"):
            assert words in flat(pilot)


async def test_next_opens_it_and_closing_is_asked(open_app):
    async with open_app(session_with()) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "▶ Antwoorden" in flat(pilot))
        await pilot.press("right")
        await until(pilot, lambda: "Daarna kan niemand meer antwoorden" in flat(pilot))
        await pilot.press("escape")
        assert open_poll(pilot.app.meeting.session) is not None
        await pilot.press("right", "enter")
        await until(pilot, lambda: "0 deden mee" in flat(pilot))
        assert open_poll(pilot.app.meeting.session) is None


async def test_of_too_few_answers_one_reads_that_none_is_kept(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 5))) as pilot:
        assert "Minder dan 3 antwoorden" in flat(pilot)


async def test_of_a_small_group_everybody_is_asked_before_the_room_sees_it(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 4, 5))) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "Vindt iedereen het goed" in flat(pilot))
        await pilot.press("enter")
        assert poll_of(pilot.app.meeting.session, STELLING).state is PollState.CLOSED
        await pilot.press("right", "y", "enter")
        await until(pilot, lambda: place(pilot.app.meeting.session).step == "show")
        assert poll_of(pilot.app.meeting.session, STELLING).state is PollState.SHOWN


async def test_the_outcome_is_hidden_from_the_room_and_shown_again(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 4, 5, 5, 5))) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "▶ Tonen" in flat(pilot))
        for asked, state in (("verbergen", PollState.CLOSED), ("tonen", PollState.SHOWN)):
            await pilot.press("t")
            await until(
                pilot, lambda asked=asked: f"De uitkomst in de zaal {asked}?" in flat(pilot)
            )
            await pilot.press("enter")
            await until(
                pilot,
                lambda state=state: poll_of(pilot.app.meeting.session, STELLING).state is state,
            )


async def test_an_idea_with_a_name_is_held_back_from_the_room(open_app):
    async with open_app(open_question()) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: "Jan was boos" in flat(pilot))
        await pilot.press("enter", "down")
        held = [idea.words for idea in ideas_of(pilot.app.meeting.session, OPEN) if idea.held]
        assert held == ["Jan was boos"]
        await pilot.press("escape")
        await until(pilot, lambda: "4 ideeën · 1 niet getoond" in flat(pilot))


async def test_put_again_removes_the_answers_only_after_yes(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 4, 5))) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "voorgoed" in flat(pilot))
        await pilot.press("enter")
        assert len(pilot.app.meeting.session.ballots) == 3
        await pilot.press("a", "y", "enter")
        await until(pilot, lambda: open_poll(pilot.app.meeting.session) is not None)
        assert len(pilot.app.meeting.session.ballots) == 0


async def test_without_groups_one_can_go_on_to_talking(open_app):
    async with open_app(open_question()) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "zonder de stappen ertussen" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "▶ Napraten" in flat(pilot))


async def test_a_meeting_without_such_questions_does_not_speak_of_them(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: "Op elk scherm" in flat(pilot))
        assert "toestel" not in flat(pilot)
        await pilot.press("escape", "t", "a", "i")
        assert open_poll(pilot.app.meeting.session) is None


async def test_the_scribe_does_not_go_past_a_question_that_people_are_answering(open_app):
    async with open_app(session_with(), show="scribe") as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "De gespreksleider opent en sluit" in flat(pilot))
        assert place(pilot.app.meeting.session).question.number == STELLING


async def test_the_moderator_sees_what_came_in_before_the_room_does(open_app):
    async with open_app(answered(session_with(), STELLING, values(5, 4, 4, 2, 5))) as pilot:
        for words in ("4 van de 5 zijn het eens", "helemaal eens: 2", "5 deden mee"):
            assert words in flat(pilot)


async def test_the_professionals_weigh_their_actions_unseen_and_go_on_where_they_were(open_app):
    phase = named(meeting(), "nagesprek")
    actions = [
        Action(number=n, at=START, words=words)
        for n, words in enumerate(("Bel D3 terug", "Langer open", "Folder aanpassen"), start=1)
    ]
    session = put(meeting(), *actions)
    session = play(session, (0, Go(phase=phase.number)), (1, GoStep(step="acties")))
    async with open_app(session, show="moderate") as pilot:
        await pilot.press("w")
        await until(pilot, lambda: "welke acties eerst komen" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Welke acties komen eerst?" in flat(pilot))
        options = place(pilot.app.meeting.session).question.answer.options
        assert options[1:] == ("Langer open", "Folder aanpassen")
        assert "D3" not in options[0]
        await pilot.press("right")
        await until(pilot, lambda: open_poll(pilot.app.meeting.session) is not None)
        poll = open_poll(pilot.app.meeting.session).number
        box = given(*[Answer(order=((2,), (3,)))] * 5)
        pilot.app.meeting.submit(ClosePoll(poll=poll, given=box))
        await until(pilot, lambda: "1 Langer open" in flat(pilot))
        await pilot.press("n")
        await pilot.press("enter")
        await until(pilot, lambda: "Hierna: terug" in flat(pilot))
        await pilot.press("right")
        await until(pilot, lambda: place(pilot.app.meeting.session).question is None)
        assert place(pilot.app.meeting.session).step == "acties"
