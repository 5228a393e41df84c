"""Review reads each outcome with the questions of the method, and ideas can be checked there."""

import pytest
from meetings import START
from polling import OPEN, STELLING, answered, given, session_with, values

from screens.groups.ideas import told
from screens.keys import press, type_
from screens.seen import flat, until
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.polls.clusters import NewCluster, PutIdea
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.statements import Where
from spiegel.screens.shared.form import Form


def outcomes():
    """Two groups that were put in order, and a stelling on which people are divided."""
    session = told("Jan was boos", "koffie", "langer open", "thee", "wachttijd")
    for change in (
        NewCluster(idea=2, title="Drinken"),
        PutIdea(idea=4, cluster=1),
        NewCluster(idea=3),
    ):
        session = change.apply(session, session.info.created)
    session = answered(session, OPEN, given(*[Answer(order=((1,),))] * 6), ranking=True)
    return answered(session, STELLING, values(1, 1, 2, 5, 5, 5))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_one_reads_what_is_on_top_what_does_not_matter_and_who_agrees(open_app, size):
    async with open_app(outcomes(), show="review", size=size) as pilot:
        await press(pilot, "left")
        for words in ("Over alle vragen", "sterk verdeeld: Vraag 0?"):
            await until(pilot, lambda words=words: words in flat(pilot))
        for words in ("bovenaan: Drinken (stevige plaats)", "door niemand genoemd: langer open"):
            for _ in range(20):
                if words not in flat(pilot):
                    await press(pilot, "down")
            assert words in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_ideas_stand_under_their_group_word_for_word_and_are_checked_there(open_app):
    async with open_app(outcomes(), show="review", size=(100, 40)) as pilot:
        await press(pilot, "left", "end")
        await until(pilot, lambda: "12 punten · 6 mensen · 2 ideeën" in flat(pilot))
        idea = pilot.app.meeting.session.ideas[5]
        await press(pilot, "enter")
        assert pilot.app.meeting.session.ideas[5].settled == ("idea",)
        await press(pilot, "h")
        assert pilot.app.meeting.session.ideas[5].traceable
        await press(pilot, "p")
        await type_(pilot, "lang wachten")
        await press(pilot, "ctrl+s")
        now = pilot.app.meeting.session.ideas[5]
        assert (now.paraphrase, now.words, now.traceable) == ("lang wachten", idea.words, False)
        await until(pilot, lambda: "anders gezegd: lang wachten" in flat(pilot))


async def test_how_figures_were_made_is_said_under_them(open_app):
    async with open_app(outcomes(), show="review", size=(120, 40)) as pilot:
        await press(pilot, "left", *["down"] * 2)
        await until(pilot, lambda: "6 mensen deden mee" in flat(pilot))
        assert "standaardafwijking" in flat(pilot)


async def test_a_meeting_without_devices_has_no_outcomes_in_review(open_app, running):
    async with open_app(running, show="review") as pilot:
        assert "uitkomsten" not in flat(pilot)
        assert "outcomes" not in pilot.app.screen.SECTIONS


async def test_outcomes_come_as_soon_as_a_question_is_put_to_devices(open_app, running):
    async with open_app(running, show="review") as pilot:
        question = next(iter(session_with().questions.values()))
        pilot.app.screen.show_outcomes(session_with())
        assert question.answer is None
        await press(pilot, "left")
        assert pilot.app.screen.SECTIONS[pilot.app.screen.index] == "outcomes"
        assert "uitkomsten" in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_explanation_is_read_back_and_its_speaker_taken_off(open_app):
    session = outcomes()
    asked = Where(phase=4, question=STELLING)
    session = RecordLine(text="D3: dat zei ik al", where=asked).apply(session, START)
    async with open_app(session, show="review", size=(100, 40)) as pilot:
        await press(pilot, "left")
        for _ in range(40):
            if "zonder naam is niemand" not in flat(pilot):
                await press(pilot, "down")
        assert "D3: dat zei ik al D3" in flat(pilot)
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await press(pilot, "home", "delete", "delete", "delete", "delete", "ctrl+s")
        await until(pilot, lambda: pilot.app.meeting.session.remarks[1].words == "dat zei ik al")
        await press(pilot, "x")
        await until(pilot, lambda: "dat zei ik al" not in flat(pilot))


async def test_the_scribe_is_still_warned_of_a_code_after_enter(open_app):
    session = RecordLine(text="D3: dat zei ik al", where=Where(phase=4, question=STELLING)).apply(
        outcomes(), START
    )
    async with open_app(session, show="scribe", size=(100, 30)) as pilot:
        await until(pilot, lambda: "zonder naam is niemand" in flat(pilot))
