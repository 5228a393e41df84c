"""What Spiegel says over and under a list fits on a laptop, in any language: nothing is cut."""

import pytest

from screens.seen import flat, screen_text, until
from spiegel import demo, i18n
from spiegel.screens.shared.form import Field, Form
from spiegel.screens.shared.panels import Confirm
from spiegel.widgets.line import StatusLine


@pytest.fixture(params=["nl", "en"])
def language(request):
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language("nl")


def lines_of(section):
    """What is seen of the line over the list, and of that under it."""
    for line in section.query(StatusLine):
        if line.has_class("summary") or line.has_class("about"):
            yield from (row.text for row in line.render_lines(line.size.region))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("show", ["prepare", "review", "followup"])
async def test_no_line_over_or_under_a_list_is_cut_on_a_laptop(open_app, show, language):
    async with open_app(demo.play("middle"), show=show, size=(80, 24)) as pilot:
        screen = pilot.app.screen
        for name in screen.SECTIONS:
            await until(pilot, lambda name=name: screen.section.id == name)
            await pilot.pause()
            said = list(lines_of(screen.section))
            assert said, name
            assert not [line for line in said if "…" in line], name
            await pilot.press("tab")


async def test_what_somebody_agreed_to_is_said_whole_also_where_it_takes_two_rows(open_app):
    async with open_app(demo.play("middle"), show="prepare", size=(80, 24)) as pilot:
        await pilot.press(*["down"] * 8)
        await until(pilot, lambda: "alleen een samenvatting mag erin." in screen_text(pilot))
        await pilot.press("1")
        await until(pilot, lambda: "r haalt de woorden voorgoed" in screen_text(pilot))
        assert "weg." in screen_text(pilot)


async def test_what_is_said_over_a_list_is_read_whole_in_a_small_window(open_app):
    async with open_app(demo.play("middle"), show="followup", size=(60, 20)) as pilot:
        await pilot.press(*["tab"] * 4)
        await until(pilot, lambda: "[keep] in settings.toml." in flat(pilot))


async def test_what_is_said_in_a_part_can_be_read_under_the_running_order(open_app):
    session = demo.play("middle")
    async with open_app(session, show="prepare", size=(80, 24)) as pilot:
        await pilot.press("tab")
        await until(pilot, lambda: "daarna zelf bij de" in screen_text(pilot))
        assert "toehoorders zitten." in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_however_much_is_asked_about_the_answers_stay_in_sight(open_app, size):
    words = " ".join(f"/tmp/map-{number}/gesprek.spiegel," for number in range(60))
    async with open_app(demo.play("middle"), size=size) as pilot:
        pilot.app.push_screen(Confirm("Weghalen?", f"{words} en dit.", "Ja, weg", "Nee"))
        await until(pilot, lambda: "Ja, weg" in screen_text(pilot))
        assert "en dit." not in screen_text(pilot)
        await pilot.press(*["pagedown"] * 20)
        await until(pilot, lambda: "en dit." in screen_text(pilot))
        assert "Ja, weg" in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_however_much_is_said_above_a_field_it_stays_in_sight(open_app, size):
    words = " ".join(f"/tmp/map-{number}/gesprek.spiegel," for number in range(60))
    async with open_app(demo.play("middle"), size=size) as pilot:
        field = Field(key="code", label="typ D1")
        pilot.app.push_screen(Form("D1 trekt zich terug", (field,), advice=f"{words} en dit."))
        await until(pilot, lambda: "typ D1" in screen_text(pilot))
        assert "en dit." not in screen_text(pilot)
        await pilot.press(*["pagedown"] * 20)
        await until(pilot, lambda: "en dit." in screen_text(pilot))
        assert "Enter: opslaan" in screen_text(pilot)


async def test_what_the_keys_do_in_a_long_form_is_seen_in_a_small_window(open_app):
    async with open_app(demo.play("middle"), show="prepare", size=(60, 18)) as pilot:
        await pilot.press("tab", "n")
        await until(pilot, lambda: "wat u typte wacht" in screen_text(pilot))
        assert "Nieuwe vraag" in screen_text(pilot)
