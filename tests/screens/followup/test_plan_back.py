"""An action plan that comes back, in Follow-up: seen first, then kept, undone in one step."""

import io

import openpyxl
import pytest
from meetings import meeting

from screens.keys import press
from screens.seen import screen_text, until
from spiegel import clock
from spiegel.domain.session.actions import Action, ActionStatus
from spiegel.domain.session.session import put
from spiegel.export.exchange.action_plan import as_workbook
from spiegel.i18n import translations


def after(count=3):
    """A meeting with so many actions."""
    actions = (
        Action(number=number, at=clock.now(), words=f"Actie nummer {number}")
        for number in range(1, count + 1)
    )
    return put(meeting(), *actions)


def action(pilot, number):
    return pilot.app.meeting.session.actions[number]


def plan_of(session, path, **cells):
    """The action plan of a meeting, as somebody saved it."""
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(session, translations("nl"))))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(path)


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_action_plan_that_came_back_is_looked_at_and_undone_in_one_step(
    open_app, tmp_path
):
    session, path = after(), tmp_path / "plan.xlsx"
    plan_of(session, path, J2="klaar", K2="De lijst", J3="bezig")
    async with open_app(session, show="followup") as pilot:
        await press(pilot, "i")
        pilot.app.screen.query_one("FieldLine").value = str(path)
        await press(pilot, "enter")
        await until(pilot, lambda: "actie 1, Status: voorstel → klaar" in screen_text(pilot))
        assert action(pilot, 1).status is ActionStatus.PROPOSED
        await press(pilot, "enter")
        await until(pilot, lambda: action(pilot, 1).status is ActionStatus.DONE)
        assert action(pilot, 1).evidence == "De lijst"
        assert action(pilot, 2).status is ActionStatus.BUSY
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: action(pilot, 1).status is ActionStatus.PROPOSED)
        assert (action(pilot, 1).evidence, action(pilot, 2).status) == ("", ActionStatus.PROPOSED)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_does_not_fit_in_a_plan_is_named_and_escape_keeps_nothing(open_app, tmp_path):
    session, path = after(), tmp_path / "plan.xlsx"
    plan_of(session, path, J2="klaar", J3="bijna")
    async with open_app(session, show="followup") as pilot:
        await press(pilot, "i")
        pilot.app.screen.query_one("FieldLine").value = str(path)
        await press(pilot, "enter")
        await until(pilot, lambda: "regel 3, Status: “bijna” is geen status" in screen_text(pilot))
        await press(pilot, "escape")
        assert action(pilot, 1).status is ActionStatus.PROPOSED
