"""In the debrief an action rests on groups of ideas as it does on statements."""

import pytest
from polling import OPEN, answered, given, ideas, session_with

from screens.keys import press, type_
from screens.seen import flat, until
from screens.told import deciding
from spiegel.domain.actions.weakness import Weakness, weaknesses
from spiegel.domain.polls.clusters import MergeClusters, NewCluster, PutIdea
from spiegel.domain.report.review import MarkIdea, SettleIdea
from spiegel.domain.session.polls import Answer

WORDS = ("bankje buiten", "Jan was boos", "koffie", "langer open", "thee")


def actions(pilot):
    return list(pilot.app.meeting.session.actions.values())


def grouped(people=5):
    """Drinken (koffie, thee) and langer open, put in order, with ideas that were looked at."""
    base = session_with()
    box = ideas(*((word,) for word in WORDS[:people]))
    session = answered(base, OPEN, box)
    numbers = {idea.words: idea.number for idea in session.ideas.values()}
    changes = [
        NewCluster(idea=numbers["koffie"], title="Drinken"),
        *([PutIdea(idea=numbers["thee"], cluster=1)] if "thee" in numbers else []),
        NewCluster(idea=numbers["bankje buiten"]),
        *(SettleIdea(idea=number) for number in numbers.values()),
        MarkIdea(idea=numbers["Jan was boos"], traceable=True),
    ]
    for change in changes:
        session = change.apply(session, base.info.created)
    return session


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_an_action_rests_on_the_group_under_the_cursor(open_app, size):
    async with open_app(deciding(grouped()), show="debrief", size=size) as pilot:
        await until(pilot, lambda: "“koffie”" in flat(pilot))
        assert "Jan" not in flat(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: "rust op groepje 1" in flat(pilot))
        await type_(pilot, "Koffie neerzetten")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: actions(pilot))
        (action,) = actions(pilot)
        assert (action.clusters, action.statements) == ((1,), ())
        assert Weakness.NOTHING_BEHIND not in weaknesses(pilot.app.meeting.session, action)
        await until(pilot, lambda: "→1" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_groups_are_marked_by_their_number_and_on_their_ideas(open_app):
    async with open_app(deciding(grouped()), show="debrief", size=(100, 40)) as pilot:
        await until(pilot, lambda: "2 bankje buiten" in flat(pilot))
        await press(pilot, "2", "down", "space", "a")
        await until(pilot, lambda: "rust op groepje 1, groepje 2" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_action_rests_on_a_group_no_longer(open_app):
    async with open_app(deciding(grouped()), show="debrief", size=(100, 40)) as pilot:
        await press(pilot, "a")
        await type_(pilot, "Koffie neerzetten")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: actions(pilot))
        await press(pilot, "r")
        await until(pilot, lambda: actions(pilot)[0].clusters == ())
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: actions(pilot)[0].clusters == (1,))


@pytest.mark.slow
@pytest.mark.reckons
async def test_when_groups_merge_the_action_rests_on_what_is_left(open_app):
    async with open_app(deciding(grouped()), show="debrief", size=(100, 40)) as pilot:
        await press(pilot, "a")
        await type_(pilot, "Koffie neerzetten")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: actions(pilot))
        pilot.app.meeting.submit(MergeClusters(source=1, target=2))
        await until(pilot, lambda: actions(pilot)[0].clusters == (2,))
        await until(pilot, lambda: "rust op groepje 1" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_groups_stand_in_the_order_that_people_gave_them(open_app):
    session = answered(grouped(), OPEN, given(*[Answer(order=((2,), (1,)))] * 5), ranking=True)
    async with open_app(deciding(session), show="debrief", size=(100, 40)) as pilot:
        await until(pilot, lambda: "2 bankje buiten plaats 1" in flat(pilot))
        text = flat(pilot)
        assert text.index("bankje buiten plaats 1") < text.index("Drinken plaats 2")


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_came_on_top_and_has_no_action_is_named_among_all_actions(open_app):
    session = answered(grouped(), OPEN, given(*[Answer(order=((2,), (1,)))] * 5), ranking=True)
    async with open_app(deciding(session), show="debrief", size=(100, 40)) as pilot:
        await press(pilot, "o")
        await until(pilot, lambda: "Bovenaan, en er rust geen actie op" in flat(pilot))
        assert "2 bankje buiten plaats 1" in flat(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: "rust op groepje 2" in flat(pilot))
        await type_(pilot, "Een bankje")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "2 bankje buiten plaats 1" not in flat(pilot))
        assert "1 Drinken plaats 2" in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_a_small_group_said_is_not_shown_to_the_room(open_app):
    async with open_app(deciding(grouped(people=4)), show="debrief", size=(100, 40)) as pilot:
        await until(pilot, lambda: "Alle acties" in flat(pilot) or "actie" in flat(pilot))
        assert "Drinken" not in flat(pilot)
