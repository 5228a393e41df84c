"""A window that waits costs next to nothing: only what changed is painted, nothing is laid out."""

import pytest
from laptop import SECOND, Laptop
from meetings import meeting, round_of
from textual.screen import Screen
from textual.widget import Widget

from screens.seen import until
from spiegel import clock
from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import Session
from spiegel.store.session.file import SessionFile
from spiegel.widgets.digits import BigDigits
from spiegel.widgets.line import StatusLine

SHOWS = {"moderate": BigDigits, "scribe": StatusLine, "clock": BigDigits}
"""The screens with a clock, and what shows the time on each."""


@pytest.fixture
def laptop(monkeypatch) -> Laptop:
    return Laptop().put_in(monkeypatch)


@pytest.fixture
def begun(laptop) -> Session:
    """A meeting in its first question, with a statement of everybody."""
    session = meeting()
    session = Go(phase=round_of(session).number).apply(session, clock.now())
    laptop.work(5 * SECOND)
    for number in range(1, 6):
        session = said(session, number).apply(session, clock.now())
    return session


def said(session: Session, number: int) -> RecordLine:
    """One line of a scribe."""
    text = f"D{number % 5 + 1}: nog een uitspraak #wachten -"
    return RecordLine(text=text, where=where(session), line=f"{number:032x}", today=None)


@pytest.fixture
def painted(monkeypatch):
    """The widgets that were asked to paint since this was emptied, and whether to lay out."""
    asked: list[tuple[Widget, bool]] = []
    refresh = Widget.refresh

    def counted(self, *regions, repaint=True, layout=False, recompose=False):
        asked.append((self, layout))
        return refresh(self, *regions, repaint=repaint, layout=layout, recompose=recompose)

    monkeypatch.setattr(Widget, "refresh", counted)
    return asked


@pytest.mark.parametrize("name", SHOWS)
async def test_a_look_at_the_same_second_paints_nothing(open_app, begun, laptop, painted, name):
    async with open_app(begun, show=name) as pilot:
        await until(pilot, lambda: pilot.app.screen.is_mounted)
        pilot.app.screen.tick()
        painted.clear()
        laptop.work(1)
        pilot.app.screen.tick()
        assert painted == []


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("name", SHOWS)
async def test_another_second_paints_its_digits_alone(open_app, begun, laptop, painted, name):
    async with open_app(begun, show=name) as pilot:
        await until(pilot, lambda: pilot.app.screen.is_mounted)
        pilot.app.screen.tick()
        painted.clear()
        laptop.work(SECOND)
        pilot.app.screen.tick()
        assert [(type(widget), layout) for widget, layout in painted] == [(SHOWS[name], False)]


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("name", SHOWS)
@pytest.mark.usefixtures("on_disk")
async def test_a_line_of_another_window_lays_no_screen_out(
    open_app, begun, laptop, monkeypatch, name
):
    laid_out: list[Screen[object]] = []
    layout = Screen._refresh_layout

    def counted(self, *arguments, **options):
        laid_out.append(self)
        return layout(self, *arguments, **options)

    async with open_app(begun, show=name, size=(120, 40)) as pilot:
        await until(pilot, lambda: pilot.app.screen.is_mounted)
        pilot.app.screen.tick()
        await until(pilot, lambda: not pilot.app.screen._layout_required)
        await pilot.pause()
        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        other = SessionFile(pilot.app.meeting.path, clock=clock.now, window="scribe")
        laptop.work(2 * SECOND)
        other.change(said(other.session, 6))
        await until(pilot, lambda: len(pilot.app.meeting.session.statements) == 6)
        await pilot.pause()
        other.close()
        assert laid_out == []
